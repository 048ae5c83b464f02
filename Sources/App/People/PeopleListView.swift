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
                \(question.isPlain ? nil : emergency)
                \(question.isPlain ? results(list) : Filter.beside(filter(question), results(list)))
                \(ClosedCaseView.list(list.closed))
                """)
    }

    private static let path: Path = "/people"

    private static let emergency: HTML = """
        <p><a href="/glass">\(Text(
            en: "In an emergency: open a case that is not open to you", cy: "Mewn argyfwng: agor achos nad yw ar agor i chi"))</a></p>
        """

    private static func search(_ question: PeopleQuestion) -> HTML {
        SearchBox.html(
            action: path, Text(en: "Name or number", cy: "Enw neu rif"),
            hint: Text(
                en: "A name, or any number: PNC ID, CRO, CRN, prison number, local reference, custody number",
                cy: "Enw, neu unrhyw rif: rhif PNC, CRO, CRN, rhif carcharor, cyfeirnod lleol, rhif dalfa"),
            value: question.typed, keep: question.filters.items)
    }

    private static func filter(_ question: PeopleQuestion) -> HTML {
        let fields = question.filters.isEmpty ? untouched : PeopleFilters.Kind.allCases.map { field($0, question.filters[$0]) }
        let keep = question.items.filter { $0.0 == "q" || $0.0 == "sort" }
        let chosen = question.filters.inForce.map { kind, value in
            Filter.Chosen(kind.label, value, without: path.query(keep + question.filters.without(kind).items))
        }
        return Filter.html(action: path, chosen: chosen, clear: path.query(keep), keep: keep, HTML.joined(fields))
    }

    private static func field(_ kind: PeopleFilters.Kind, _ value: String) -> HTML {
        let any = Option(value: "", label: Text(en: "all", cy: "pob un"))
        return Field.select(kind.rawValue, kind.label, options: [any] + kind.options, value: value, byName: kind == .area)
    }

    /// With nothing chosen, as most lists are, they are the same for everybody.
    private static let untouched = PeopleFilters.Kind.allCases.map { field($0, "") }

    private static func results(_ list: PeopleList) -> HTML {
        guard !list.lines.isEmpty else { return none(list.question) }
        let question = list.question
        let showing = Pagination.showing(
            page: question.page, size: PeopleFinding.pageSize, count: list.lines.count,
            total: list.isMore ? PeopleFinding.countLimit : list.total, more: list.isMore)
        return """
            <p class="showing" role="status">\(showing)</p>
            \(byScoreNote(question))
            \(table(list))
            \(Pagination.html(page: question.page, hasNext: list.hasNext) { list.address(path, page: $0) })
            \(question.isPlain ? nil : export(question))
            """
    }

    private static func export(_ question: PeopleQuestion) -> HTML {
        """
        <p><a href="\(("/people/export" as Path).query(question.items))">\(Text(en: "Export this list (CSV)", cy: "Allforio’r rhestr hon (CSV)"))</a></p>
        """
    }

    private static func none(_ question: PeopleQuestion) -> HTML {
        let why =
            question.isPlain
            ? Text(
                en: "No case that is open to you fits. Cases appear here when somebody shares them with you or your agency.",
                cy:
                    "Nid oes achos sydd ar agor i chi yn cyd-fynd. Bydd achosion yn ymddangos yma pan fydd rhywun yn eu rhannu â chi neu â’ch asiantaeth."
            )
            : question.typed.isEmpty && question.filters.isEmpty
                ? Text(
                    en: "No case in your areas is open to you yet. Cases appear when an agency’s file has been imported.",
                    cy:
                        "Nid oes achos yn eich ardaloedd ar agor i chi eto. Bydd achosion yn ymddangos ar ôl mewnforio ffeil gan asiantaeth."
                )
                : Text(
                    en:
                        "Nobody whose case is open to you fits. Check the spelling, or try fewer words or filters. A person you do not find may be known in another area: ask your coordinator.",
                    cy:
                        "Nid oes neb y mae ei achos ar agor i chi yn cyd-fynd. Gwiriwch y sillafu, neu rhowch gynnig ar lai o eiriau neu hidlyddion. Gall person na ddewch o hyd iddo fod yn hysbys mewn ardal arall: gofynnwch i’ch cydlynydd."
                )
        return "<h2>\(Text(en: "No results found", cy: "Ni chafwyd canlyniadau"))</h2>\(EmptyState.html(why))"
    }

    private static func byScoreNote(_ question: PeopleQuestion) -> HTML? {
        guard question.order == .score else { return nil }
        return """
            <p class="hint">\(Text(
                en: "Only people with a score in the current selection round are in this order.",
                cy: "Dim ond pobl â sgôr yn y cylch dethol cyfredol sydd yn y drefn hon."))</p>
            """
    }

    private static func table(_ list: PeopleList) -> HTML {
        let question = list.question
        func sort(_ order: PeopleQuestion.Order, _ now: SortLink.Order) -> SortLink? {
            guard question.typed.isEmpty else { return nil }
            let items = question.filters.items + [("sort", order == .score ? order.rawValue : "")]
            return SortLink(question.order == order ? now : .none, path.query(items))
        }
        let risk: [DataTable.Head] =
            question.isPlain
            ? []
            : [
                DataTable.Head(Text(en: "Proposal", cy: "Cynnig")),
                DataTable.Head(Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), sort: sort(.score, .descending)),
                DataTable.Head(Text(en: "Cohort", cy: "Carfan")),
            ]
        return DataTable.html(
            Text(en: "People whose case is open to you", cy: "Pobl y mae eu hachos ar agor i chi"), captionHidden: true,
            [
                DataTable.Head(Text(en: "Name", cy: "Enw"), sort: sort(.name, .ascending)),
                DataTable.Head(Text(en: "Date of birth", cy: "Dyddiad geni")),
                DataTable.Head(Text(en: "PNC ID and CRN", cy: "Rhif PNC a CRN")), DataTable.Head(Text(en: "Area", cy: "Ardal")),
            ] + risk,
            list.lines.map { question.isPlain ? Array(row($0).prefix(4)) : row($0) }, stacks: true)
    }

    private static func row(_ line: PersonLine) -> [HTML] {
        let cohort: HTML? =
            line.state.map { state in
                let words = line.cohort.map { $0.name + Text(same: ", ") + state.name } ?? state.name
                return "\(words) \(CaseWords.ragTag(line.rag))"
            }
        return [
            "<a href=\"/people/\(line.id)\">\(line.name.familyFirst)</a>",
            line.dateOfBirth.map { "\($0.short)" } ?? unknown,
            "\(line.pnc)\(line.pnc.isEmpty || line.crn.isEmpty ? "" : " · ")\(line.crn)",
            "\(line.area.name)",
            line.proposal.map { "\(CaseWords.proposal($0))" } ?? missing(line, .risk),
            line.percent.map { ScoreBar.html($0) } ?? missing(line, .risk),
            cohort ?? missing(line, .cohort),
        ]
    }

    /// What is withheld says so.
    private static func missing(_ line: PersonLine, _ part: CasePart) -> HTML {
        line.withheld.contains(part)
            ? "<span class=\"hint\">\(Text(en: "withheld", cy: "wedi’i gadw’n ôl"))</span>" : unknown
    }

    static let unknown: HTML = "<span class=\"hint\">–</span>"
}
