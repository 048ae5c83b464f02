import Domain
import Store

/// A page of a panel's list.
struct PanelList: Sendable {
    let area: Area
    let question: PanelQuestion
    let round: Round?
    let team: Team
    let lines: [PanelLine]
    let total: Int
    /// People on the whole list whose case is not open to the officer, and not hidden from them either.
    let withheld: Int
    /// Only with the whole list's first page: they take longer than the list itself.
    let counts: PanelCounts?

    var hasNext: Bool { question.page * PanelQuestion.pageSize < total }
}

/// Panels' lists. The officer who asks stands in every query.
struct PanelStore: Sendable {
    let site: Site

    static let fields = [
        "name", "date_of_birth", "proposal", "score", "official_score", "offences", "decisions", "enrolment",
    ]

    /// The area of a panel, if it is one of the officer's.
    static func area(_ word: String, _ officer: Officer) throws -> Area {
        guard let area = Area(rawValue: word), officer.panelAreas.contains(area) else { throw NotFound() }
        return area
    }

    func list(_ area: Area, _ question: PanelQuestion, _ visit: Visit) async throws -> PanelList {
        let viewer = try visit.viewer().byRight
        let today = site.today
        return try await site.consult(try visit.actor()) { connection in
            let list = try PanelStore.list(connection, area, question, viewer, today)
            return Change(list, Event(.consultation, subjects: list.lines.map(\.person), fields: PanelStore.fields))
        }
    }

    private static func list(
        _ connection: any Connection, _ area: Area, _ question: PanelQuestion, _ viewer: Viewer, _ today: Day
    ) throws -> PanelList {
        let team = try TeamStore.all(connection, [area]).first ?? Team(area: area)
        guard let round = try RoundStore.current(connection) else {
            return PanelList(
                area: area, question: question, round: nil, team: team, lines: [], total: 0, withheld: 0, counts: nil)
        }
        let all = try everybody(connection, round.id, area)
        let opened: SQL = "\(all) AND \(PeopleAccess.opens(viewer))"
        let among: SQL = "\(opened) AND \(question.condition(area, today: today))"
        let answers = try connection.pipeline([
            "SELECT COUNT(*) AS number \(among)",
            """
            SELECT \(PanelLine.columns) \(among)\(PanelQuestion.order)
            LIMIT \(PanelQuestion.pageSize) OFFSET \((question.page - 1) * PanelQuestion.pageSize)
            """,
            // Of the whole list, whatever the filters: filtering must not tell who the withheld are.
            """
            SELECT COALESCE(SUM(CASE WHEN \(PeopleAccess.opens(viewer)) THEN 0 WHEN \(PeopleAccess.told(viewer, "p.id")) THEN 1
              ELSE 0 END), 0) AS number
            \(all) AND \(PanelQuestion.usual(area))
            """,
        ])
        let lines = try answers[1].compactMap(PanelLine.init)
        return PanelList(
            area: area, question: question, round: round, team: team,
            lines: try PanelLine.detailed(connection, round.id, area, lines),
            total: try answers[0].first?.get("number") ?? 0, withheld: try answers[2].first?.get("number") ?? 0,
            counts: question.isWhole ? try PanelCounts(connection, among: opened, area, today) : nil)
    }

    /// The people of an area's panel: who lives there, and who is enrolled there and lives elsewhere by now.
    static func everybody(_ connection: any Connection, _ round: Int64, _ area: Area) throws -> SQL {
        let moved: [Int64] = try connection.query(
            """
            SELECT s.person_id FROM proposal s
            WHERE s.round_id = \(round) AND s.area <> \(area) AND \(PanelQuestion.enrolled(area))
            """
        ).map { try $0.get("person_id") }
        let own: SQL = "s.round_id = \(round) AND s.area = \(area)"
        let whose: SQL =
            moved.isEmpty ? own : "((\(own)) OR (s.round_id = \(round) AND s.person_id \(connection.among(moved))))"
        return "FROM proposal s JOIN person p ON p.id = s.person_id WHERE p.merged_into IS NULL AND \(whose)"
    }

    /// That a person of the round is this panel's: for a query over `proposal s`. Who was enrolled there and lives elsewhere stays
    /// for as long as the round in which the panel decided.
    static func belongs(to area: Area) -> SQL {
        """
        (s.area = \(area) OR \(PanelQuestion.enrolled(area)) OR EXISTS (SELECT 1 FROM decision d
          WHERE d.round_id = s.round_id AND d.person_id = s.person_id AND d.area = \(area)))
        """
    }

    /// The officer's panels with what each has before it. Numbers only: nobody's case is shown.
    func overview(_ visit: Visit) async throws -> (round: Round?, panels: [(team: Team, counts: PanelCounts)]) {
        let viewer = try visit.viewer().byRight
        let today = site.today
        let found = try await site.database.read { connection in
            let round = try RoundStore.current(connection)
            let teams = try TeamStore.all(connection, viewer.officer.panelAreas)
            let counts = try teams.map { team in
                guard let round else { return PanelCounts() }
                let all = try PanelStore.everybody(connection, round.id, team.area)
                return try PanelCounts(
                    connection, among: "\(all) AND \(PeopleAccess.opens(viewer))", team.area, today)
            }
            return (round: round, teams: teams, counts: counts)
        }
        return (found.round, zip(found.teams, found.counts).map { (team: $0, counts: $1) })
    }
}
