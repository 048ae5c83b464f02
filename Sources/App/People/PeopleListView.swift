import Domain

/// The list of people: search, filters, a page of the table.
enum PeopleListView {
    static func page(_ list: PeopleList) -> Page {
        let question = list.question
        return Page(
            title: question.typed.isEmpty
                ? Text(en: "People", cy: "Pobl") : Text(en: "People: search results", cy: "Pobl: canlyniadau chwilio"),
            section: .people,
            body: """
                <h1>\(Text(en: "People", cy: "Pobl"))</h1>
                \(search(question))
                \(inForce(question))
                \(filters(question))
                \(results(list))
                """)
    }

    private static func search(_ question: PeopleQuestion) -> HTML {
        let rest: [HTML] = question.filters.items.filter { !$0.1.isEmpty }.map {
            "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">"
        }
        let hint = Text(
            en: "A name, or any number: PNC ID, CRO, CRN, prison number, local reference, custody number",
            cy: "Enw, neu unrhyw rif: rhif PNC, CRO, CRN, rhif carcharor, cyfeirnod lleol, rhif dalfa")
        return """
            <form class="search" method="get" action="/people" role="search">\(rest)
            \(Field.text("q", Text(en: "Search for a person", cy: "Chwilio am berson"), value: question.typed, hint: hint, type: "search", autocomplete: "off"))
            <button class="button">\(Text(en: "Search", cy: "Chwilio"))</button></form>
            """
    }

    private static func inForce(_ question: PeopleQuestion) -> HTML? {
        let items: [HTML] = question.filters.inForce.map { kind, label in
            let without = [("q", question.typed)] + question.filters.without(kind).items
            return """
                <li><a href="\(("/people" as Path).query(without))"><span class="hidden">\(Text(en: "Remove this filter", cy: "Tynnu’r hidlydd hwn")): </span>\
                \(label) <span aria-hidden="true">×</span></a></li>
                """
        }
        guard !items.isEmpty else { return nil }
        return """
            <div class="filters-in-force"><h2>\(Text(en: "Filters in force", cy: "Hidlyddion mewn grym"))</h2>\
            <ul class="filter-tags">\(items)</ul>\
            <p><a href="\(("/people" as Path).query([("q", question.typed)]))">\(Text(en: "Remove all filters", cy: "Tynnu pob hidlydd"))</a></p></div>
            """
    }

    private static func filters(_ question: PeopleQuestion) -> HTML {
        let any = Option(value: "", label: Text(en: "all", cy: "pob un"))
        let fields: [HTML] = PeopleFilters.Kind.allCases.map {
            Field.select($0.rawValue, $0.label, options: [any] + $0.options, value: question.filters[$0])
        }
        return """
            <details class="filter"\(attribute: "open", false)><summary>\(Text(en: "Filter the list", cy: "Hidlo’r rhestr"))</summary>
            <form method="get" action="/people"><input type="hidden" name="q" value="\(question.typed)">
            <div class="filter-fields">\(fields)</div>
            <button class="button secondary">\(Text(en: "Apply filters", cy: "Gosod yr hidlyddion"))</button></form></details>
            """
    }

    private static func results(_ list: PeopleList) -> HTML {
        guard !list.lines.isEmpty else { return none(list.question) }
        let question = list.question
        let showing = Pagination.showing(
            page: question.page, size: PeopleFinding.pageSize, count: list.lines.count,
            total: list.isMore ? PeopleFinding.countLimit : list.total, more: list.isMore)
        let path: Path = "/people"
        return """
            <p class="list-tools"><span role="status">\(showing)</span> \
            <a href="\(("/people/export" as Path).query(question.items))">\(Text(en: "Export this list (CSV)", cy: "Allforio’r rhestr hon (CSV)"))</a></p>
            \(order(list))
            \(table(list))
            \(Pagination.html(page: question.page, hasNext: list.hasNext) { path.query(question.items + [("page", String($0))]) })
            """
    }

    private static func none(_ question: PeopleQuestion) -> HTML {
        let why =
            question.typed.isEmpty && question.filters.isEmpty
            ? Text(
                en: "No case in your areas is open to you yet. Cases appear when an agency’s file has been imported.",
                cy: "Nid oes achos yn eich ardaloedd ar agor i chi eto. Bydd achosion yn ymddangos ar ôl mewnforio ffeil gan asiantaeth.")
            : Text(
                en: "Nobody whose case is open to you fits. Check the spelling, or try fewer words or filters. A person you do not find may be known in another area: ask your coordinator.",
                cy: "Nid oes neb y mae ei achos ar agor i chi yn cyd-fynd. Gwiriwch y sillafu, neu rhowch gynnig ar lai o eiriau neu hidlyddion. Gall person na ddewch o hyd iddo fod yn hysbys mewn ardal arall: gofynnwch i’ch cydlynydd.")
        return "<h2>\(Text(en: "No results found", cy: "Ni chafwyd canlyniadau"))</h2><p role=\"status\">\(why)</p>"
    }

    private static func order(_ list: PeopleList) -> HTML? {
        guard list.question.typed.isEmpty else { return nil }
        let path = ("/people" as Path).query(list.question.filters.items)
        let byScore = ("/people" as Path).query(list.question.filters.items + [("sort", "score")])
        let name = Text(en: "by name", cy: "yn ôl enw")
        let score = Text(en: "by score", cy: "yn ôl sgôr")
        let sorted = Text(en: "Sorted", cy: "Trefnwyd")
        guard list.question.order == .score else {
            return "<p class=\"order\">\(sorted) <strong>\(name)</strong> · <a href=\"\(byScore)\">\(score)</a></p>"
        }
        let note = Text(
            en: "Only people with a score in the current selection round are in this order.",
            cy: "Dim ond pobl â sgôr yn y cylch dethol cyfredol sydd yn y drefn hon.")
        return """
            <p class="order">\(sorted) <a href="\(path)">\(name)</a> · <strong>\(score)</strong> \
            <span class="hint">\(note)</span></p>
            """
    }

    private static func table(_ list: PeopleList) -> HTML {
        DataTable.html(
            Text(en: "People whose case is open to you", cy: "Pobl y mae eu hachos ar agor i chi"), captionHidden: true,
            [
                DataTable.Head(Text(en: "Name", cy: "Enw")), DataTable.Head(Text(en: "Date of birth", cy: "Dyddiad geni")),
                DataTable.Head(Text(en: "PNC ID and CRN", cy: "Rhif PNC a CRN")), DataTable.Head(Text(en: "Area", cy: "Ardal")),
                DataTable.Head(Text(en: "Proposal", cy: "Cynnig")),
                DataTable.Head(Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), numeric: true),
                DataTable.Head(Text(en: "Cohort", cy: "Carfan")),
            ],
            list.lines.map(row))
    }

    private static func row(_ line: PersonLine) -> [HTML] {
        let cohort: HTML? =
            line.state.isEmpty
            ? nil
            : "\(CaseWords.word(line.cohort, CaseWords.cohorts)), \(CaseWords.word(line.state, CaseWords.states)) \(CaseWords.ragTag(line.rag))"
        return [
            "<a href=\"/people/\(line.id)\">\(line.name.familyFirst)</a>",
            line.dateOfBirth.map { "\($0.short)" } ?? unknown,
            "\(line.pnc)\(line.pnc.isEmpty || line.crn.isEmpty ? "" : " · ")\(line.crn)",
            "\(line.area.name)",
            line.proposal.map { "\(CaseWords.proposal($0))" } ?? unknown,
            line.percent.map { "\($0)%" } ?? unknown,
            cohort ?? unknown,
        ]
    }

    static let unknown: HTML = "<span class=\"hint\">–</span>"
}
