import Domain

/// An officer's panels, and the list of one.
enum PanelListView {
    static func overview(_ round: Round?, _ panels: [(team: Team, counts: PanelCounts)], _ visit: Visit) -> Page {
        let title = Text(en: "Panels", cy: "Paneli")
        let heads = [
            DataTable.Head(Text(en: "Panel", cy: "Panel")), DataTable.Head(Text(en: "Next meets", cy: "Yn cwrdd nesaf")),
            DataTable.Head(Text(en: "Proposed", cy: "Wedi’u cynnig"), numeric: true),
            DataTable.Head(Text(en: "New", cy: "Newydd"), numeric: true),
            DataTable.Head(Text(en: "Changed", cy: "Wedi newid"), numeric: true),
            DataTable.Head(Text(en: "In doubt", cy: "Amheus"), numeric: true),
            DataTable.Head(Text(en: "Not scored", cy: "Heb eu sgorio"), numeric: true),
            DataTable.Head(Text(en: "To be decided", cy: "I’w penderfynu"), numeric: true),
        ]
        let rows: [[HTML]] = panels.map { team, counts in
            let numbers = [
                counts.proposed, counts.new, counts.changed, counts.unsure, counts.unscored, counts.undecided,
            ]
            let cells: [HTML] = numbers.map { "\(grouped($0))" }
            return [
                "<a href=\"\("/panels/\(team.area.rawValue)" as Path)\">\(name(team.area))</a>",
                team.nextPanel.map { "\($0)" } ?? PeopleListView.unknown,
            ] + cells
        }
        return Page(
            title: title, section: .panels,
            body: """
                <h1>\(title)</h1>
                \(CohortNavigation.html(visit, .panels))
                \(about(round))
                \(panels.isEmpty
                    ? EmptyState.html(Text(en: "You belong to no panel’s area.", cy: "Nid ydych yn perthyn i ardal unrhyw banel."))
                    : DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
                """)
    }

    static func name(_ area: Area) -> Text {
        area == .wales ? Text(en: "No known area", cy: "Dim ardal hysbys") : area.name
    }

    private static func about(_ round: Round?) -> HTML {
        guard let round else {
            return "<p>\(Text(en: "Nobody has been scored yet.", cy: "Nid oes neb wedi’i sgorio eto."))</p>"
        }
        return """
            <p class="hint">\(Text(
                en: "Selection round “\(round.name)”, as of \(round.asOf.words.en).",
                cy: "Cylch dethol “\(round.name)”, fel ar \(round.asOf.words.cy)."))</p>
            """
    }

    static func page(_ list: PanelList, _ offences: OffenceTable, _ visit: Visit) -> Page {
        let title = Text(en: "Panel: \(name(list.area).en)", cy: "Panel: \(name(list.area).cy)")
        return Page(
            title: title, section: .panels, before: BackLink.html("/panels", Text(en: "Panels", cy: "Paneli")),
            body: """
                \(visit.query["done"] == "closed" ? closedBanner : nil)
                <h1>\(title)</h1>
                \(about(list.round))
                \(meets(list.team))
                \(tiles(list))
                \(Filter.beside(filter(list), results(list, offences)))
                """)
    }

    /// Where an officer goes on when what they recorded closed the case to them.
    static func closed(_ area: Area) -> Path { ("/panels/\(area.rawValue)" as Path).query([("done", "closed")]) }

    private static let closedBanner = Banner.success(
        Text(
            en: "It is recorded. The case was open to you through the enrolment only, and is closed to you now.",
            cy: "Fe’i cofnodwyd. Drwy’r cofrestriad yn unig roedd yr achos yn agored i chi, ac mae bellach ar gau i chi."))

    private static func meets(_ team: Team) -> HTML? {
        team.nextPanel.map {
            "<p>\(Text(en: "The panel next meets on \($0.words.en).", cy: "Mae’r panel yn cwrdd nesaf ar \($0.words.cy)."))</p>"
        }
    }

    private static func path(_ list: PanelList) -> Path { "/panels/\(list.area.rawValue)" }

    private static func tiles(_ list: PanelList) -> HTML? {
        guard let counts = list.counts else { return nil }
        func with(_ key: String, _ value: String) -> Path { path(list).query([(key, value)]) }
        return Figures.html([
            Figures.Tile(Text(en: "To be decided", cy: "I’w penderfynu"), counts.undecided, path: with("undecided", "yes")),
            Figures.Tile(Text(en: "Proposed", cy: "Wedi’u cynnig"), counts.proposed),
            Figures.Tile(Text(en: "New", cy: "Newydd"), counts.new, path: with("news", "new")),
            Figures.Tile(Text(en: "Changed", cy: "Wedi newid"), counts.changed, path: with("news", "changed")),
            Figures.Tile(Text(en: "In doubt", cy: "Amheus"), counts.unsure, path: with("unsure", "yes")),
            Figures.Tile(Text(en: "Not scored", cy: "Heb eu sgorio"), counts.unscored, path: with("proposal", "UNSCORED")),
        ])
    }

    private static func filter(_ list: PanelList) -> HTML {
        let any = Option(value: "", label: Text(en: "all", cy: "pob un"))
        let usual = Option(value: "", label: Text(en: "for the panel", cy: "i’r panel"))
        let fields: [HTML] = PanelQuestion.Kind.allCases.map { kind in
            Field.select(
                kind.rawValue, kind.label, options: [kind == .proposal ? usual : any] + kind.options, value: list.question[kind]
            )
        }
        let chosen = list.question.chosen.map { kind, option in
            Filter.Chosen(kind.label, option.label, without: path(list).query(list.question.items(without: kind)))
        }
        return Filter.html(action: path(list), chosen: chosen, clear: path(list), HTML.joined(fields))
    }

    private static func results(_ list: PanelList, _ offences: OffenceTable) -> HTML {
        guard !list.lines.isEmpty else {
            return EmptyState.html(
                list.question.chosen.isEmpty
                    ? Text(
                        en: "There is nobody for this panel whose case is open to you.",
                        cy: "Nid oes neb i’r panel hwn y mae ei achos ar agor i chi.")
                    : Text(en: "Nobody fits these filters.", cy: "Nid oes neb yn cyd-fynd â’r hidlyddion hyn."))
        }
        let showing = Pagination.showing(
            page: list.question.page, size: PanelQuestion.pageSize, count: list.lines.count, total: list.total)
        let export = ("/panels/\(list.area.rawValue)/export" as Path).query(list.question.items)
        return """
            <p class="list-tools"><span role="status">\(showing)</span> \
            <a href="\(export)">\(Text(en: "Export this list (CSV)", cy: "Allforio’r rhestr hon (CSV)"))</a></p>
            \(DataTable.html(
                Text(en: "People for this panel", cy: "Pobl i’r panel hwn"), captionHidden: true, heads,
                list.lines.map { row($0, list.area, offences) }, stacks: true))
            \(Pagination.html(page: list.question.page, hasNext: list.hasNext) {
                path(list).query(list.question.items + [("page", String($0))])
            })
            """
    }

    private static let heads = [
        DataTable.Head(Text(en: "Name", cy: "Enw")), DataTable.Head(Text(en: "Born", cy: "Ganwyd")),
        DataTable.Head(Text(en: "Proposal", cy: "Cynnig")),
        DataTable.Head(Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), numeric: true),
        DataTable.Head(Text(en: "Current offence, or why not scored", cy: "Trosedd gyfredol, neu pam na sgoriwyd")),
        DataTable.Head(Text(en: "Since last time", cy: "Ers y tro diwethaf")),
        DataTable.Head(Text(en: "Panel", cy: "Panel")),
    ]

    private static func row(_ line: PanelLine, _ area: Area, _ offences: OffenceTable) -> [HTML] {
        let why: HTML =
            line.kind == .unscored
            ? "\(line.reason?.name)"
            : line.offence.map { CaseTables.english(offences.title($0)) } ?? PeopleListView.unknown
        let doubt: HTML? = line.isUnsure ? " \(Tag.html(Text(en: "in doubt", cy: "amheus"), .amber))" : nil
        return [
            "<a href=\"\("/panels/\(area.rawValue)/people/\(line.person)" as Path)\">\(line.name.familyFirst)</a>\(doubt)",
            line.dateOfBirth.map { "\($0.short)" } ?? PeopleListView.unknown,
            Tag.html(CaseWords.proposal(line.kind), CaseSelectionView.colour(line.kind)),
            line.percent.map { ScoreBar.html($0) } ?? PeopleListView.unknown, why, PanelWords.change(line), standing(line),
        ]
    }

    private static func standing(_ line: PanelLine) -> HTML {
        var parts: [HTML] = []
        if let outcome = line.outcome { parts.append("\(outcome.done)") }
        if let state = line.enrolment { parts.append(Tag.html(state.name, PanelWords.colour(state))) }
        return parts.isEmpty ? "\(Text(en: "to be decided", cy: "i’w benderfynu"))" : HTML.joined(parts, separator: " ")
    }
}

/// What changed and how things stand, in words.
enum PanelWords {
    static func change(_ line: PanelLine) -> HTML {
        switch line.news {
        case .new: return Tag.html(line.news.name, .green)
        case .changed:
            let was = RoundWords.proposal(line.before, line.percentBefore)
            return "\(Tag.html(line.news.name, .amber)) \(Text(en: "was: \(was.en)", cy: "cynt: \(was.cy)"))"
        case .same:
            guard let before = line.percentBefore, let now = line.percent, before != now else {
                return "\(Text(en: "no change", cy: "dim newid"))"
            }
            return "\(Text(en: "score was \(before)%", cy: "\(before)% oedd y sgôr"))"
        }
    }

    static func colour(_ state: EnrolmentState) -> Tag.Colour {
        switch state {
        case .active: .green
        case .adopted: .blue
        case .proposed, .deferred: .amber
        case .declined, .exited: .grey
        }
    }
}
