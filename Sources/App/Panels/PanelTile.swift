import Domain
import Store

/// What a panel has before it, sort by sort. The number of each is that of the list which it leads to.
enum PanelTile: String, Sendable, CaseIterable {
    case undecided, review, proposed, new, changed, unsure, unscored

    var label: Text {
        switch self {
        case .undecided: Text(en: "To be decided", cy: "I’w penderfynu")
        case .review: Text(en: "Review due", cy: "Adolygiad i’w gynnal")
        case .proposed: Text(en: "Proposed", cy: "Wedi’u cynnig")
        case .new: Text(en: "New", cy: "Newydd")
        case .changed: Text(en: "Changed", cy: "Wedi newid")
        case .unsure: Text(en: "In doubt", cy: "Amheus")
        case .unscored: Text(en: "Not scored", cy: "Heb eu sgorio")
        }
    }

    var question: PanelQuestion {
        switch self {
        case .undecided: PanelQuestion([.proposal: PanelQuestion.proposed, .undecided: "yes"])
        case .review: PanelQuestion([.review: "due"])
        case .proposed: PanelQuestion([.proposal: PanelQuestion.proposed])
        case .new: PanelQuestion([.proposal: PanelQuestion.proposed, .news: PanelNews.new.rawValue])
        case .changed: PanelQuestion([.news: PanelNews.changed.rawValue])
        case .unsure: PanelQuestion([.unsure: "yes"])
        case .unscored: PanelQuestion([.proposal: ProposalKind.unscored.rawValue])
        }
    }

    func path(_ area: Area) -> Path { ("/panels/\(area.rawValue)" as Path).query(question.items) }
}

/// How many of each sort a panel has to look at.
struct PanelCounts: Sendable {
    private var numbers: [PanelTile: Int] = [:]

    subscript(_ tile: PanelTile) -> Int { numbers[tile] ?? 0 }

    init() {}

    /// - Parameter people: whom the panel's list is drawn from.
    init(_ connection: any Connection, among people: SQL, _ area: Area, _ today: Day) throws {
        let sums: [SQL] = PanelTile.allCases.map { tile in
            let condition = tile.question.condition(area, today: today)
            return "COALESCE(SUM(CASE WHEN \(condition) THEN 1 ELSE 0 END), 0) AS \(name: "number_\(tile.rawValue)")"
        }
        guard let row = try connection.first("SELECT \(SQL.joined(sums, separator: ", ")) \(people)") else { return }
        for tile in PanelTile.allCases { numbers[tile] = try row.get("number_\(tile.rawValue)") }
    }
}
