import Domain

/// What stood out, as a list.
enum UnusualView {
    static let path: Path = "/journal/unusual"

    static func page(_ list: UnusualList, _ state: UnusualState, _ limits: UnusualLimits, isDone: Bool) -> Page {
        let title = Text(en: "Unusual access", cy: "Mynediad anarferol")
        let states: [(Text, Path, Bool)] = UnusualState.allCases.map { one in
            let count = Text(same: " (\(grouped(list.counts[one] ?? 0)))")
            return (one.label + count, path.query([("state", one.rawValue)]), one == state)
        }
        let done: HTML? =
            isDone ? Banner.success(Text(en: "What you found is recorded.", cy: "Cofnodwyd yr hyn a ganfuoch.")) : nil
        let rows: HTML =
            list.found.isEmpty
            ? EmptyState.html(Text(en: "There is nothing here.", cy: "Nid oes dim yma."))
            : table(list, limits) + (pages(list, state) ?? .empty)
        return Page(
            title: title, section: .journal,
            before: BackLink.html("/journal", Text(en: "Who looked", cy: "Pwy edrychodd")),
            body: """
                \(done)
                <h1>\(title)</h1>
                <p>\(explanation)</p>
                \(SubNavigation.html(Text(en: "How far it is", cy: "Cyflwr"), states))
                \(rows)
                """)
    }

    /// On top of the journal: how many nobody has looked at, and the first of them.
    static func first(_ list: UnusualList, _ limits: UnusualLimits) -> HTML {
        let count = list.counts[.unseen] ?? 0
        let words =
            count == 0
            ? Text(
                en: "Nothing stands out that nobody has looked at.", cy: "Nid oes dim anarferol nad oes neb wedi edrych arno.")
            : things(count)
        return """
            <section aria-labelledby="unusual-title"><h2 id="unusual-title">\(Text(en: "Unusual access", cy: "Mynediad anarferol"))</h2>\
            <p><strong>\(words)</strong> <a href="\(path)">\(Text(en: "All unusual access", cy: "Pob mynediad anarferol"))</a></p>\
            \(count == 0 ? nil : table(list, limits))</section>
            """
    }

    private static let things = Counted(
        en: (one: "thing stands out that nobody has looked at.", other: "things stand out that nobody has looked at."),
        cy: (
            zero: "peth anarferol nad oes neb wedi edrych arno.", one: "peth anarferol nad oes neb wedi edrych arno.",
            two: "beth anarferol nad oes neb wedi edrych arnynt.", few: "pheth anarferol nad oes neb wedi edrych arnynt.",
            many: "pheth anarferol nad oes neb wedi edrych arnynt.", other: "o bethau anarferol nad oes neb wedi edrych arnynt."
        ))

    private static let explanation = Text(
        en:
            "Rules flag what differs from usual work; they never conclude. Look at the entries, ask the officer or their manager, "
            + "and say what it was.",
        cy: "Mae rheolau’n tynnu sylw at yr hyn sy’n wahanol i waith arferol; nid ydynt byth yn dod i gasgliad. Edrychwch ar y "
            + "cofnodion, gofynnwch i’r swyddog neu ei reolwr, a dywedwch beth ydoedd.")

    static func table(_ list: UnusualList, _ limits: UnusualLimits) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "What stands out", cy: "Beth sy’n anarferol")), DataTable.Head(Text(en: "Who", cy: "Pwy")),
            DataTable.Head(Text(en: "Whose case", cy: "Achos pwy")), DataTable.Head(Text(en: "Day", cy: "Diwrnod")),
            DataTable.Head(Text(en: "Why", cy: "Pam")),
        ]
        let rows: [[HTML]] = list.found.map { found in
            [
                "<a href=\"/journal/unusual/\(String(found.id))\">\(found.rule.name)</a>", officer(found, list.officers),
                LooksView.people(found.subjects, list.names, .security), "\(found.day.words)",
                "\(found.rule.why(found.count, limits, on: found.day))",
            ]
        }
        return DataTable.html(
            Text(en: "What stands out", cy: "Beth sy’n anarferol"), captionHidden: true, heads, rows, stacks: true)
    }

    static func officer(_ found: UnusualAccess, _ officers: [Int64: (username: String, name: String)]) -> HTML {
        let agency = Agency.name(of: found.agency)
        guard let officer = officers[found.actor] else { return "\(agency)" }
        return "\(officer.name) (\(officer.username))<br>\(agency)"
    }

    private static func pages(_ list: UnusualList, _ state: UnusualState) -> HTML? {
        Pagination.html(page: list.page, hasNext: list.hasNext) {
            path.query([("state", state.rawValue), ("page", String($0))])
        }
    }
}

/// One thing that stood out: why, its entries, and what was found of it.
enum UnusualDetailView {
    static func page(
        _ detail: UnusualDetail, _ limits: UnusualLimits, _ visit: Visit, _ form: Form, _ problems: [Problem] = []
    ) -> Page {
        let found = detail.found
        let title = found.rule.name
        return Page(
            title: title, section: .journal, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(UnusualView.path, Text(en: "Unusual access", cy: "Mynediad anarferol")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(found.rule.why(found.count, limits, on: found.day))</p>
                \(SummaryList.html(facts(detail)))
                <h2>\(Text(en: "Entries", cy: "Cofnodion"))</h2>
                \(entries(detail))
                <h2>\(Text(en: "What was it?", cy: "Beth ydoedd?"))</h2>
                \(close(found, visit, form, problems))
                """)
    }

    private static func facts(_ detail: UnusualDetail) -> [(Text, HTML)] {
        let found = detail.found
        var rows: [(Text, HTML)] = [
            (Text(en: "Who", cy: "Pwy"), UnusualView.officer(found, detail.officers)),
            (Text(en: "Day", cy: "Diwrnod"), "\(found.day.words)"),
        ]
        if !found.subjects.isEmpty {
            rows.append((Text(en: "Whose case", cy: "Achos pwy"), LooksView.people(found.subjects, detail.names, .security)))
        }
        if let outcome = found.outcome {
            let by = found.closedBy.flatMap { detail.officers[$0]?.name } ?? ""
            rows.append((Text(en: "Outcome", cy: "Canlyniad"), "\(outcome.name)<br>\(found.note)"))
            if let at = found.closedAt {
                rows.append((Text(en: "Recorded", cy: "Cofnodwyd"), "\(by), \(London.words(at))"))
            }
        }
        return rows
    }

    private static func entries(_ detail: UnusualDetail) -> HTML {
        let found = detail.found
        let some: HTML? =
            found.entries.count >= UnusualSweep.kept
            ? "<p>\(Text(en: "The first \(UnusualSweep.kept).", cy: "Yr \(UnusualSweep.kept) cyntaf."))</p>" : nil
        let all: HTML? = detail.officers[found.actor].map { officer in
            let query =
                [("officer", officer.username)] + JournalQuestion.items("from", found.day)
                + JournalQuestion.items("to", found.day) + [("purpose", JournalPurpose.security.rawValue)]
            return """
                <p><a href="\(JournalView.path.query(query))">\(Text(
                    en: "All that the officer did that day", cy: "Popeth a wnaeth y swyddog y diwrnod hwnnw"))</a></p>
                """
        }
        return LooksView.table(detail.looks, isAboutPerson: false, .security) + (some ?? .empty) + (all ?? .empty)
    }

    private static func close(_ found: UnusualAccess, _ visit: Visit, _ form: Form, _ problems: [Problem]) -> HTML {
        let fields: HTML = """
            <input type="hidden" name="seen" value="\(form.fields.isEmpty ? found.stamp : form.raw("seen"))">\
            \(Field.radios(
                "outcome", Text(en: "Outcome", cy: "Canlyniad"),
                options: UnusualOutcome.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                value: form.fields.isEmpty ? found.outcome?.rawValue ?? "" : form["outcome"], problems: problems))\
            \(Field.area(
                "note", Text(en: "What did you find?", cy: "Beth wnaethoch chi ei ganfod?"), value: form.raw("note"),
                problems: problems,
                hint: Text(
                    en: "Whom you asked, and what they said. It stays with this, and is not in the journal",
                    cy: "Pwy y gofynnoch iddynt, a beth ddywedon nhw. Mae’n aros gyda hyn, ac nid yw yn y dyddlyfr")))
            """
        return MainForm.html(
            visit, action: "/journal/unusual/\(found.id)/outcome", submit: Text(en: "Record", cy: "Cofnodi"), fields)
    }
}
