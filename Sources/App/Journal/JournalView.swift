import Domain
import Store

/// The question to the journal and its answer.
enum JournalView {
    static let path: Path = "/journal"

    /// The question, with what stands out above it, or with what is wrong with it.
    static func page(_ form: Form, _ first: HTML = .empty, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Who looked", cy: "Pwy edrychodd")
        return Page(
            title: title, section: .journal, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(first)
                <h2>\(Text(en: "Ask the journal", cy: "Gofyn i’r dyddlyfr"))</h2>
                \(question(form, problems))
                """)
    }

    /// The answer.
    static func page(_ question: JournalQuestion, _ looks: JournalLooks) -> Page {
        Page(
            title: looks.about, section: .journal,
            before: BackLink.html(path, Text(en: "Ask something else", cy: "Gofyn rhywbeth arall")),
            body: """
                <h1>\(looks.about)</h1>
                \(scope(question))
                \(LooksView.filtered(path, question, looks))
                \(pack(question, looks))
                """)
    }

    private static func pack(_ question: JournalQuestion, _ looks: JournalLooks) -> HTML? {
        guard !looks.looks.isEmpty else { return nil }
        return """
            <p><a href="\(PackPages.path.query(question.items))">\(Text(
                en: "Take all these entries as a signed pack", cy: "Cymryd y cofnodion hyn i gyd fel pecyn wedi’i lofnodi"))</a></p>
            """
    }

    private static func scope(_ question: JournalQuestion) -> HTML? {
        guard question.person == nil, question.username.isEmpty else { return nil }
        return """
            <p>\(Text(
                en: "What officers of your agency did, and what others did with people of your areas. The rest is not yours to see.",
                cy: "Beth wnaeth swyddogion eich asiantaeth chi, a beth wnaeth eraill gyda phobl eich ardaloedd. "
                    + "Nid eich lle chi yw gweld y gweddill."))</p>
            """
    }

    private static func question(_ form: Form, _ problems: [Problem]) -> HTML {
        let fields: [HTML] = [
            Field.text(
                "person", Text(en: "Number of a person", cy: "Rhif person"), value: form.raw("person"), problems: problems,
                hint: Text(
                    en: "As in the address of their case: everybody who looked at it, of all agencies",
                    cy: "Fel yng nghyfeiriad eu hachos: pawb a edrychodd arno, o bob asiantaeth"), autocomplete: "off"),
            Field.text(
                "officer",
                Text(en: "Or the user name of an officer of your agency", cy: "Neu enw defnyddiwr swyddog o’ch asiantaeth"),
                value: form.raw("officer"), problems: problems,
                hint: Text(
                    en: "With neither, say which days: \(JournalQuestion.mostDays) at most",
                    cy: "Heb yr un o’r ddau, dywedwch pa ddyddiau: \(JournalQuestion.mostDays) ar y mwyaf"),
                autocomplete: "off"),
            LooksView.narrowing(form, nil, problems), JournalPurpose.field(form["purpose"], problems),
        ]
        return """
            <form method="get" action="\(path)">\(HTML.joined(fields))\
            <button class="button">\(Text(en: "Search the journal", cy: "Chwilio’r dyddlyfr"))</button></form>
            """
    }
}

/// Who looked at a case, on the case.
enum CaseLooksView {
    static func page(
        _ file: CaseFile, _ form: Form, _ today: Day, _ found: (question: JournalQuestion, looks: JournalLooks)? = nil,
        _ problems: [Problem] = []
    ) -> Page {
        let path = CaseHead.Part.looks.path(file.person.id)
        let body: HTML =
            if let found {
                LooksView.filtered(path, found.question, found.looks)
            } else {
                """
                <p>\(Text(
                    en: "Everybody who looked at this case or changed it, of all agencies: who, when, in what role, which part and why.",
                    cy: "Pawb a edrychodd ar yr achos hwn neu a’i newidiodd, o bob asiantaeth: pwy, pryd, ym mha rôl, pa ran a pham."))</p>
                <form method="get" action="\(path)">\(JournalPurpose.field(form["purpose"], problems))\
                <button class="button">\(Text(en: "Show who looked", cy: "Dangos pwy edrychodd"))</button></form>
                """
            }
        return CaseHead.page(
            file, .looks, today, banner: ErrorSummary.html(problems), hasProblems: !problems.isEmpty, body)
    }
}
