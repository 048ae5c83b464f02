import Domain

/// Rounds, plans and movements in words.
enum RoundWords {
    static let people = Counted(
        en: (one: "person", other: "people"),
        cy: (zero: "person", one: "person", two: "berson", few: "pherson", many: "pherson", other: "o bobl"))

    static func movement(_ movement: Movement) -> Text {
        switch movement {
        case .entering: Text(en: "Entering", cy: "Yn dod i mewn")
        case .leaving: Text(en: "Leaving", cy: "Yn gadael")
        case .changing: Text(en: "Changing rule", cy: "Yn newid rheol")
        }
    }

    /// `Flex candidate A, 45%`.
    static func proposal(_ kind: ProposalKind?, _ percent: Int?) -> Text {
        guard let kind else { return Text(en: "not in the round before", cy: "nid oedd yn y cylch blaenorol") }
        guard let percent else { return CaseWords.proposal(kind) }
        return CaseWords.proposal(kind) + Text(same: ", \(percent)%")
    }

    static let capacity = Text(en: "Team’s capacity", cy: "Capasiti’r tîm")
    static let load = Text(en: "In the cohort now", cy: "Yn y garfan nawr")

    /// The counts of a plan for a terminal: a line of headings, then one for each area, with its team's capacity and load.
    static func table(_ plan: RoundPlan, _ load: TeamLoad, _ language: Language) -> [[String]] {
        let heads =
            [Text(en: "Area", cy: "Ardal"), capacity, self.load] + ProposalKind.allCases.map { Text(same: $0.rawValue) }
            + Movement.allCases.map(movement)
        return [heads.map { $0[language] }]
            + plan.lines.inOrder(language, by: { $0.area.name }).map { area, line in
                let team = [load.capacity(area).map { grouped($0) } ?? "–", grouped(load.enrolled[area] ?? 0)]
                return [PanelListView.name(area)[language]] + team + ProposalKind.allCases.map { grouped(line[$0]) }
                    + Movement.allCases.map { grouped(line[$0]) }
            }
    }
}
