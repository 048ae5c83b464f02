import Domain

/// An officer's panels with what each has before it.
enum PanelOverviewView {
    static func page(_ round: Round?, _ panels: [(team: Team, counts: PanelCounts)], _ visit: Visit) -> Page {
        let title = Text(en: "Panels", cy: "Paneli")
        let heads =
            [
                DataTable.Head(Text(en: "Panel", cy: "Panel")), DataTable.Head(Text(en: "Next meets", cy: "Yn cwrdd nesaf")),
            ] + PanelTile.allCases.map { DataTable.Head($0.label, numeric: true) }
        let row: (Team, PanelCounts) -> [HTML] = { team, counts in
            [
                "<a href=\"\("/panels/\(team.area.rawValue)" as Path)\">\(PanelListView.name(team.area))</a>",
                team.nextPanel.map { "\($0)" } ?? PeopleListView.unknown,
            ] + PanelTile.allCases.map { "\(grouped(counts[$0]))" as HTML }
        }
        return Page(
            title: title, section: .panels,
            body: """
                <h1>\(title)</h1>
                \(CohortNavigation.html(visit, .panels))
                \(PanelListView.about(round))
                \(panels.isEmpty
                    ? EmptyState.html(Text(en: "You belong to no panel’s area.", cy: "Nid ydych yn perthyn i ardal unrhyw banel."))
                    : HTML.byArea(panels, { $0.team.area }) { panels in
                        DataTable.html(
                            title, captionHidden: true, heads, panels.map { row($0.team, $0.counts) }, stacks: true)
                    })
                """)
    }
}
