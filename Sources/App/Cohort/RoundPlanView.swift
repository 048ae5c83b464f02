import Domain

/// What a round does: figures, areas against their teams, examples.
enum RoundPlanView {
    static func html(_ sight: RoundSight) -> HTML {
        let plan = sight.plan
        let tiles =
            Movement.allCases.map { Figures.Tile(RoundWords.movement($0), plan.total($0)) } + [
                Figures.Tile(ProposalKind.unscored.name, plan.total(.unscored)),
                Figures.Tile(Text(en: "Looked at", cy: "Edrychwyd ar"), plan.people),
            ]
        return """
            \(Figures.html(tiles))
            \(everybody(sight))
            \(areas(sight))
            \(rules(plan))
            \(examples(sight))
            """
    }

    private static func everybody(_ sight: RoundSight) -> HTML? {
        guard Movement.allCases.contains(where: { sight.plan.total($0) > 0 }) else { return nil }
        return """
            <p><a href="\("/rounds/\(sight.round.id)/movements" as Path)">\(Text(
                en: "Everybody who enters, leaves or changes rule",
                cy: "Pawb sy’n dod i mewn, yn gadael neu’n newid rheol"))</a></p>
            """
    }

    private static func areas(_ sight: RoundSight) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "Area", cy: "Ardal")),
            DataTable.Head(RoundWords.capacity, numeric: true),
            DataTable.Head(RoundWords.load, numeric: true),
            DataTable.Head(Text(en: "Fixed proposed", cy: "Cynigion Sefydlog"), numeric: true),
            DataTable.Head(Text(en: "Flex candidates", cy: "Ymgeiswyr Hyblyg"), numeric: true),
            DataTable.Head(Text(en: "Entering", cy: "Yn dod i mewn"), numeric: true),
            DataTable.Head(Text(en: "Leaving", cy: "Yn gadael"), numeric: true),
            DataTable.Head(Text(en: "Against capacity", cy: "O’i gymharu â’r capasiti")),
        ]
        let row: (Area, RoundPlan.Line) -> [HTML] = { area, line in
            let fixed = line[.fixed1] + line[.fixed2]
            let flex = line[.flexA] + line[.flexB] + line[.flexC]
            let capacity = sight.load.capacity(area)
            return [
                "\(PanelListView.name(area))",
                capacity.map { "\(grouped($0))" } ?? PeopleListView.unknown, "\(grouped(sight.load.enrolled[area] ?? 0))",
                "\(grouped(fixed))", "\(grouped(flex))", "\(grouped(line[.entering]))", "\(grouped(line[.leaving]))",
                room(fixed: fixed, flex: flex, capacity),
            ]
        }
        return HTML.byArea(sight.plan.lines, { $0.area }) { lines in
            DataTable.html(
                Text(en: "Areas and their teams", cy: "Ardaloedd a’u timau"), heads, lines.map { row($0.area, $0.line) },
                stacks: true)
        }
    }

    /// Fixed has the first call on places. Source: IOM findings, section 1.1.
    private static func room(fixed: Int, flex: Int, _ capacity: Int?) -> HTML {
        guard let capacity else {
            return "<a href=\"/teams\">\(Text(en: "capacity not set", cy: "heb bennu capasiti"))</a>"
        }
        if fixed > capacity {
            let over = grouped(fixed - capacity)
            return Tag.html(Text(en: "Fixed alone is \(over) over", cy: "Sefydlog yn unig \(over) dros y capasiti"), .red)
        }
        if fixed + flex > capacity {
            let room = grouped(capacity - fixed)
            return Tag.html(Text(en: "room for \(room) of Flex", cy: "lle i \(room) o Hyblyg"), .amber)
        }
        return Tag.html(Text(en: "within capacity", cy: "o fewn y capasiti"), .green)
    }

    private static func rules(_ plan: RoundPlan) -> HTML {
        let heads =
            [DataTable.Head(Text(en: "Area", cy: "Ardal"))]
            + ProposalKind.allCases.map { DataTable.Head(CaseWords.proposal($0), numeric: true) }
        let row: (Area, RoundPlan.Line) -> [HTML] = { area, line in
            ["\(PanelListView.name(area))"] + ProposalKind.allCases.map { "\(grouped(line[$0]))" }
        }
        return HTML.byArea(plan.lines, { $0.area }) { lines in
            DataTable.html(Text(en: "By rule", cy: "Yn ôl rheol"), heads, lines.map { row($0.area, $0.line) }, stacks: true)
        }
    }

    private static func examples(_ sight: RoundSight) -> HTML {
        let seen = sight.plan.examples.filter { sight.names[$0.person] != nil }.sorted {
            $0.now.rank($0.percent) < $1.now.rank($1.percent)
        }
        let heads = [
            DataTable.Head(Text(en: "Person", cy: "Person")), DataTable.Head(Text(en: "Area", cy: "Ardal")),
            DataTable.Head(Text(en: "Before", cy: "Cynt")), DataTable.Head(Text(en: "In this round", cy: "Yn y cylch hwn")),
        ]
        let tables: [HTML] = Movement.allCases.compactMap { movement in
            let row: (RoundPlan.Example) -> [HTML] = { example in
                [
                    "<a href=\"\("/people/\(example.person)" as Path)\">\(sight.names[example.person]?.familyFirst)</a>",
                    "\(PanelListView.name(example.area))", "\(RoundWords.proposal(example.before, example.percentBefore))",
                    "\(RoundWords.proposal(example.now, example.percent))",
                ]
            }
            let moving = seen.filter { $0.movement == movement }
            guard !moving.isEmpty else { return nil }
            return HTML.byArea(moving, \.area) {
                DataTable.html(RoundWords.movement(movement), heads, $0.map(row), stacks: true)
            }
        }
        guard !tables.isEmpty else { return .empty }
        return """
            <h2>\(Text(en: "Examples", cy: "Enghreifftiau"))</h2>
            <p class="hint">\(Text(
                en: "A few of each kind, of the people whose case is open to you.",
                cy: "Ychydig o bob math, o blith y bobl y mae eu hachos ar agor i chi."))</p>
            \(tables)
            """
    }
}
