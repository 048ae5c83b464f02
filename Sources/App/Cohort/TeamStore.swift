import Domain
import Store

/// The team of an area: how many people it can manage, and when its panel next meets.
struct Team: Sendable, Equatable {
    let area: Area
    /// nil until somebody has said.
    var capacity: Int?
    var nextPanel: Day?

    /// Changes with every change: a form that carries an older one is stale.
    var stamp: String { "\(capacity.map(String.init) ?? "") \(nextPanel?.iso ?? "")" }

    /// Both versions, in words.
    func conflict(with yours: Team) -> Conflict {
        Conflict(
            title: Text(en: "Somebody else has changed this team", cy: "Mae rhywun arall wedi newid y tîm hwn"),
            theirs: lines, yours: yours.lines, back: "/teams/\(area.rawValue)")
    }

    private var lines: [(Text, Text)] {
        let unknown = Text(en: "not known", cy: "anhysbys")
        return [
            (Text(en: "Capacity", cy: "Capasiti"), capacity.map { Text(same: grouped($0)) } ?? unknown),
            (Text(en: "Next panel", cy: "Panel nesaf"), nextPanel?.words ?? unknown),
        ]
    }
}

enum TeamStore {
    /// One for each area, also where nobody has said anything yet.
    static func all(_ connection: any Connection, _ areas: [Area]) throws -> [Team] {
        var teams: [Area: Team] = [:]
        for row in try connection.query("SELECT area, capacity, next_panel FROM team") {
            let area: Area = try row.get("area")
            teams[area] = Team(area: area, capacity: try row.get("capacity"), nextPanel: try row.get("next_panel"))
        }
        return areas.map { teams[$0] ?? Team(area: $0) }
    }

    /// - Parameter seen: the team's stamp when the form was opened; anything newer is a `Conflict`.
    static func save(_ connection: any Connection, _ team: Team, seen: String) throws -> Change<Void> {
        let standing = try all(connection, [team.area]).first ?? Team(area: team.area)
        guard standing.stamp == seen else { throw standing.conflict(with: team) }
        try connection.execute(
            """
            INSERT INTO team (area, capacity, next_panel) VALUES (\(team.area), \(team.capacity.stored), \(team.nextPanel.stored))
            ON CONFLICT (area) DO UPDATE SET capacity = excluded.capacity, next_panel = excluded.next_panel
            """)
        return Change(
            (),
            Event(
                .alteration, subjects: [], records: ["team:\(team.area.rawValue)"],
                fields: ["capacity", "next_panel"]))
    }
}

extension Officer {
    /// The areas whose panels are this officer's; all, with those of no known area, for somebody who works in all of Wales.
    var panelAreas: [Area] {
        areas.contains(.wales) ? Area.panels + [.wales] : Area.panels.filter(areas.contains)
    }
}
