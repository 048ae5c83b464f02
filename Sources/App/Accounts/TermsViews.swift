import Domain

/// The pages of the terms of use.
enum TermsViews {
    static let textMissing = Text(en: "Enter the text in both languages", cy: "Rhowch y testun yn y ddwy iaith")
    static let uneven = Text(
        en: "Give both languages the same number of paragraphs, with an empty line between two",
        cy: "Rhowch yr un nifer o baragraffau i’r ddwy iaith, gyda llinell wag rhwng dau")

    static func early(_ day: Day) -> Text {
        Text(en: "Choose \(day.words.en) or a later day", cy: "Dewiswch \(day.words.cy) neu ddiwrnod diweddarach")
    }

    private static let title = Text(en: "Terms of use", cy: "Telerau defnyddio")

    static func gate(_ visit: Visit, _ terms: Terms, isDue: Bool, _ onward: Onward) -> Page {
        let paragraphs: [HTML] = terms.paragraphs.map { "<p>\($0)</p>" }
        let ask: HTML = """
            <p>\(Text(
                en: "You need to accept this version once. It is recorded that you did.",
                cy: "Mae angen i chi dderbyn y fersiwn hon unwaith. Cofnodir i chi wneud hynny."))</p>
            \(MainForm.html(
                visit, action: "/terms", submit: Text(en: "I have read this and accept it", cy: "Rwyf wedi darllen hyn ac yn ei dderbyn"),
                "<input type=\"hidden\" name=\"version\" value=\"\(terms.version)\">\(onward.hidden)"))
            """
        let done: HTML = "<p>\(Text(en: "You have accepted this version.", cy: "Rydych wedi derbyn y fersiwn hon."))</p>"
        return Page(
            title: title, hasForm: isDue,
            body: """
                <div class="prose"><h1>\(title)</h1>
                <p class="hint">\(Text(en: "Version", cy: "Fersiwn")) \(terms.version), \(Text(en: "from", cy: "o")) \(terms.from)</p>
                \(paragraphs)</div>
                \(isDue ? ask : done)
                """)
    }

    static func list(_ visit: Visit, _ all: [Terms], _ today: Day) -> Page {
        let heads = [
            Text(en: "Version", cy: "Fersiwn"), Text(en: "From", cy: "O"), Text(en: "State", cy: "Statws"),
            Text(en: "Accepted by", cy: "Derbyniwyd gan"),
        ].map { DataTable.Head($0) }
        let inForce = all.first { $0.from <= today }?.version
        let none = EmptyState.html(
            Text(
                en: "No terms are published. Nobody is asked to accept any.",
                cy: "Ni chyhoeddwyd telerau. Ni ofynnir i neb dderbyn rhai."))
        let published: HTML? =
            visit.query["note"].isEmpty
            ? nil
            : Banner.success(
                Text(
                    en: "The terms are published. Everybody accepts them before they go on, from their first day on.",
                    cy: "Cyhoeddwyd y telerau. Bydd pawb yn eu derbyn cyn mynd ymlaen, o’u diwrnod cyntaf."))
        return Page(
            title: title, section: .accounts,
            body: """
                \(published)
                <h1>\(title)</h1>
                <p><a class="button" href="/accounts/terms/new">\(Text(en: "Publish a new version", cy: "Cyhoeddi fersiwn newydd"))</a></p>
                \(all.isEmpty ? none : DataTable.html(
                    Text(en: "Versions", cy: "Fersiynau"), heads,
                    all.map { terms in
                        ["\(terms.version)", "\(terms.from)", state(terms, inForce, today), "\(grouped(terms.accepted))"]
                    }, stacks: true))
                <p><a href="/accounts">\(Text(en: "Back to the accounts", cy: "Yn ôl at y cyfrifon"))</a></p>
                """)
    }

    private static func state(_ terms: Terms, _ inForce: Int64?, _ today: Day) -> HTML {
        if terms.version == inForce { return Tag.html(Text(en: "In force", cy: "Mewn grym"), .green) }
        return terms.from > today
            ? Tag.html(Text(en: "To come", cy: "I ddod"), .blue) : Tag.html(Text(en: "Past", cy: "Wedi bod"), .grey)
    }

    static func new(_ visit: Visit, _ form: Form, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "New version of the terms", cy: "Fersiwn newydd o’r telerau")
        return Page(
            title: title, section: .accounts, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Everybody accepts it before they go on, from its first day on. A published version is never changed.",
                    cy: "Bydd pawb yn ei derbyn cyn mynd ymlaen, o’i diwrnod cyntaf. Ni newidir fersiwn a gyhoeddwyd byth."))</p>
                \(MainForm.html(
                    visit, action: "/accounts/terms", submit: Text(en: "Publish", cy: "Cyhoeddi"), cancel: "/accounts/terms",
                    """
                    \(Field.area(
                        "text-en", Text(en: "In English", cy: "Yn Saesneg"), value: form["text-en"], problems: problems,
                        hint: Text(en: "An empty line begins a new paragraph", cy: "Mae llinell wag yn dechrau paragraff newydd"), rows: 14))
                    \(Field.area(
                        "text-cy", Text(en: "In Welsh", cy: "Yn Gymraeg"), value: form["text-cy"], problems: problems, rows: 14))
                    \(Field.day("from", Text(en: "First day", cy: "Diwrnod cyntaf"), form: form, problems: problems))
                    """))
                """)
    }
}
