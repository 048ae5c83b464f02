import Domain

/// The list of those whom a round moves, and the question why it is to leave as a file.
enum RoundMovementView {
    static func page(_ list: RoundMovements.List) -> Page {
        let title = Text(en: "Who moves", cy: "Pwy sy’n symud")
        return Page(
            title: title, section: .panels, before: back(list.round),
            body: """
                <h1>\(title)</h1>
                <p class="hint">\(Text(
                    en: "Against the round before. A proposal only: the panels decide.",
                    cy: "O’i gymharu â’r cylch blaenorol. Cynnig yn unig: y paneli sy’n penderfynu."))</p>
                \(withheld(list))
                \(Filter.beside(filter(list), results(list)))
                """)
    }

    private static func path(_ round: Round) -> Path { "/rounds/\(round.id)/movements" }

    private static func back(_ round: Round) -> HTML {
        BackLink.html("/rounds/\(round.id)", Text(en: "Round: \(round.name)", cy: "Cylch: \(round.name)"))
    }

    private static func withheld(_ list: RoundMovements.List) -> HTML? {
        guard list.withheld > 0 else { return nil }
        let people = RoundWords.people(list.withheld)
        return """
            <p class="withheld">\(Text(
                en: "\(people.en) more: their cases are not open to you. Ask the coordinator of their area.",
                cy: "\(people.cy) yn rhagor: nid yw eu hachosion ar agor i chi. Gofynnwch i gydlynydd eu hardal."))</p>
            """
    }

    private static let movement = Text(en: "Movement", cy: "Symudiad")
    private static let area = Text(en: "Area", cy: "Ardal")

    private static func filter(_ list: RoundMovements.List) -> HTML {
        let any = Option(value: "", label: Text(en: "all", cy: "pob un"))
        let (question, path) = (list.question, path(list.round))
        let fields: [HTML] = [
            Field.select(
                "movement", movement,
                options: [any] + Movement.allCases.map { Option(value: $0.rawValue, label: RoundWords.movement($0)) },
                value: question.movement?.rawValue ?? ""),
            Field.select(
                "area", area,
                options: [any] + (Area.panels + [.wales]).map { Option(value: $0.rawValue, label: PanelListView.name($0)) },
                value: question.area?.rawValue ?? ""),
        ]
        func without(_ key: String) -> Path { path.query(question.items.filter { $0.0 != key }) }
        let chosen = [
            question.movement.map { Filter.Chosen(movement, RoundWords.movement($0), without: without("movement")) },
            question.area.map { Filter.Chosen(area, PanelListView.name($0), without: without("area")) },
        ].compactMap { $0 }
        return Filter.html(action: path, chosen: chosen, clear: path, HTML.joined(fields))
    }

    private static func results(_ list: RoundMovements.List) -> HTML {
        guard !list.lines.isEmpty else {
            return EmptyState.html(
                Text(
                    en: "Nobody whose case is open to you is on this list.",
                    cy: "Nid oes neb y mae ei achos ar agor i chi ar y rhestr hon."))
        }
        let heads = [
            DataTable.Head(Text(en: "Person", cy: "Person")), DataTable.Head(area), DataTable.Head(movement),
            DataTable.Head(Text(en: "Before", cy: "Cynt")), DataTable.Head(Text(en: "In this round", cy: "Yn y cylch hwn")),
        ]
        let rows: [[HTML]] = list.lines.map { line in
            [
                "<a href=\"\("/people/\(line.person)" as Path)\">\(line.name.familyFirst)</a>",
                "\(PanelListView.name(line.area))",
                "\(RoundWords.movement(line.movement))", "\(RoundWords.proposal(line.before, line.percentBefore))",
                "\(RoundWords.proposal(line.now, line.percent))",
            ]
        }
        let showing = Pagination.showing(
            page: list.question.page, size: MovementQuestion.pageSize, count: list.lines.count, total: list.total)
        let export = ("/rounds/\(list.round.id)/movements/export" as Path).query(list.question.items)
        return """
            <p class="list-tools"><span role="status">\(showing)</span> \
            <a href="\(export)">\(Text(en: "Export this list (CSV)", cy: "Allforio’r rhestr hon (CSV)"))</a></p>
            \(DataTable.html(Text(en: "Who moves", cy: "Pwy sy’n symud"), captionHidden: true, heads, rows, stacks: true))
            \(Pagination.html(page: list.question.page, hasNext: list.hasNext) {
                path(list.round).query(list.question.items + [("page", String($0))])
            })
            """
    }

    static func export(_ round: Round, _ form: Form) -> ExportQuestion {
        let kept = MovementQuestion(form).items
        return ExportQuestion(
            title: Text(en: "Export who moves", cy: "Allforio pwy sy’n symud"), action: "/rounds/\(round.id)/movements/export",
            section: .panels, back: BackLink.html(path(round).query(kept), Text(en: "Who moves", cy: "Pwy sy’n symud")),
            kept: kept)
    }
}
