import Domain
import Store

/// The question to the journal and its answer.
enum JournalView {
    static func page(
        _ form: Form, _ found: (question: JournalQuestion, looks: JournalLooks)? = nil, _ problems: [Problem] = []
    ) -> Page {
        let title = found?.looks.about ?? Text(en: "Who looked", cy: "Pwy edrychodd")
        return Page(
            title: title, section: .journal, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(found.map { results($0.question, $0.looks) })
                \(question(form, problems, isFirst: found == nil))
                """)
    }

    private static func question(_ form: Form, _ problems: [Problem], isFirst: Bool) -> HTML {
        let fields: [HTML] = [
            Field.text(
                "person", Text(en: "Number of a person", cy: "Rhif person"), value: form.raw("person"), problems: problems,
                hint: Text(
                    en: "As in the address of their case: everybody who looked at it, of all agencies",
                    cy: "Fel yng nghyfeiriad eu hachos: pawb a edrychodd arno, o bob asiantaeth"), autocomplete: "off"),
            Field.text(
                "officer",
                Text(en: "Or the user name of an officer of your agency", cy: "Neu enw defnyddiwr swyddog o’ch asiantaeth"),
                value: form.raw("officer"), problems: problems, autocomplete: "off"),
            Field.radios(
                "purpose", Text(en: "Why do you read the journal?", cy: "Pam rydych yn darllen y dyddlyfr?"),
                options: JournalPurpose.allCases.map { Option(value: $0.rawValue, label: $0.label) }, value: form["purpose"],
                problems: problems,
                hint: Text(en: "It is recorded that you did, and why", cy: "Cofnodir eich bod wedi gwneud, a pham")),
        ]
        let heading: HTML? = isFirst ? nil : "<h2>\(Text(en: "Ask again", cy: "Gofyn eto"))</h2>"
        return """
            \(heading)<form method="get" action="/journal">\(HTML.joined(fields))\
            <button class="button">\(Text(en: "Search the journal", cy: "Chwilio’r dyddlyfr"))</button></form>
            """
    }

    private static func results(_ question: JournalQuestion, _ found: JournalLooks) -> HTML {
        guard !found.looks.isEmpty else {
            return EmptyState.html(Text(en: "There is no entry.", cy: "Nid oes cofnod."))
        }
        let isAboutPerson = question.person != nil
        let heads = [
            DataTable.Head(Text(en: "When", cy: "Pryd")), DataTable.Head(Text(en: "Who", cy: "Pwy")),
            DataTable.Head(Text(en: "What", cy: "Beth")),
            isAboutPerson
                ? DataTable.Head(Text(en: "Of the case", cy: "O’r achos"))
                : DataTable.Head(Text(en: "Whose", cy: "Pwy oedd dan sylw")),
            DataTable.Head(Text(en: "Why", cy: "Pam")),
        ]
        let rows: [[HTML]] = found.looks.map { look in
            [
                "<time datetime=\"\(look.entry.at.iso)\">\(London.words(look.entry.at))</time>", who(look),
                "\(JournalActs.words(look.entry))",
                isAboutPerson ? "\(JournalActs.parts(look.entry.fields))" : people(look.entry.subjects, found.names, question),
                "\(JournalActs.reason(look.entry.reason))",
            ]
        }
        let next: HTML? = found.next.map {
            let path = ("/journal" as Path).query(question.items + [("before", String($0))])
            return "<p><a rel=\"next\" href=\"\(path)\">\(Text(en: "Earlier entries", cy: "Cofnodion cynharach"))</a></p>"
        }
        return DataTable.html(found.about, captionHidden: true, heads, rows, stacks: true) + (next ?? .empty)
    }

    private static func who(_ look: JournalLook) -> HTML {
        let entry = look.entry
        let agency = Agency.find(entry.agency)?.name ?? Text(same: entry.agency)
        guard let officer = look.officer else { return "\(Text(en: "Carfan itself", cy: "Carfan ei hun"))" }
        let role = Role(rawValue: entry.role)?.name ?? Text(same: entry.role)
        return "\(officer.name) (\(officer.username))<br>\(role), \(agency)"
    }

    /// A list shows many at once: the first few by name.
    private static func people(_ subjects: [Int64], _ names: [Int64: PersonName], _ question: JournalQuestion) -> HTML {
        guard !subjects.isEmpty else { return "–" }
        let shown: [HTML] = subjects.filter { names[$0] != nil }.prefix(JournalView.named).map { id in
            let path = ("/journal" as Path).query([("person", String(id)), ("purpose", question.purpose.rawValue)])
            return "<a href=\"\(path)\">\(names[id]?.familyFirst)</a>"
        }
        let rest = subjects.count - shown.count
        let more: HTML? = rest > 0 ? "\(RoundWords.people(rest)) \(Text(en: "more", cy: "yn rhagor"))" : nil
        return HTML.joined((shown + [more].compactMap { $0 }).map { "<div>\($0)</div>" })
    }

    private static let named = 3
}
