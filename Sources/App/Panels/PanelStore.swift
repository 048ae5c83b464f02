import Domain
import Store

/// One person on a panel's list.
struct PanelLine: Sendable {
    let person: Int64
    let name: PersonName
    let dateOfBirth: Day?
    let kind: ProposalKind
    let percent: Int?
    let reason: ProposalReason?
    let news: PanelNews
    let before: ProposalKind?
    let percentBefore: Int?
    let offence: HomeOfficeCode?
    var isUnsure = false
    /// The latest of this round.
    var outcome: PanelOutcome?
    var enrolment: EnrolmentState?

    static let columns: SQL = """
        s.person_id, p.family, p.given, p.date_of_birth, s.proposal, s.percent_2y, s.reason, s.news, s.previous,
        s.previous_percent, s.facts
        """

    init?(_ row: Row) throws {
        guard let kind = ProposalKind(rawValue: try row.get("proposal")) else { return nil }
        self.kind = kind
        person = try row.get("person_id")
        name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        dateOfBirth = try row.get("date_of_birth")
        percent = try row.get("percent_2y")
        reason = ProposalReason(rawValue: try row.get("reason"))
        news = try row.get("news")
        before = ProposalKind(rawValue: try row.get("previous"))
        percentBefore = try row.get("previous_percent")
        offence = JSONValue(try row.get("facts", as: String.self))?["code"]?.number.flatMap { HomeOfficeCode(number: Int($0)) }
    }
}

/// A page of a panel's list.
struct PanelList: Sendable {
    let area: Area
    let question: PanelQuestion
    let round: Round?
    let team: Team
    let lines: [PanelLine]
    let total: Int
    /// Only with the whole list's first page: they take longer than the list itself.
    let counts: PanelCounts?

    var hasNext: Bool { question.page * PanelQuestion.pageSize < total }
}

/// How many of each sort a panel has to look at.
struct PanelCounts: Sendable {
    var proposed = 0
    var new = 0
    var changed = 0
    var unscored = 0
    var unsure = 0
    var undecided = 0
}

/// Panels' lists. The officer who asks stands in every query.
struct PanelStore: Sendable {
    let site: Site

    static let fields = ["name", "date_of_birth", "proposal", "score", "offences", "decisions", "enrolment"]

    /// The area of a panel, if it is one of the officer's.
    static func area(_ word: String, _ officer: Officer) throws -> Area {
        guard let area = Area(rawValue: word), officer.panelAreas.contains(area) else { throw NotFound() }
        return area
    }

    func list(_ area: Area, _ question: PanelQuestion, _ visit: Visit) async throws -> PanelList {
        let officer = try visit.officer()
        let today = site.today
        return try await site.consult(try visit.actor()) { connection in
            let list = try PanelStore.list(connection, area, question, officer, today)
            return Change(list, Event(.consultation, subjects: list.lines.map(\.person), fields: PanelStore.fields))
        }
    }

    private static func list(
        _ connection: any Connection, _ area: Area, _ question: PanelQuestion, _ officer: Officer, _ today: Day
    ) throws -> PanelList {
        let team = try TeamStore.all(connection, [area]).first ?? Team(area: area)
        guard let round = try RoundStore.current(connection) else {
            return PanelList(
                area: area, question: question, round: nil, team: team, lines: [], total: 0, counts: nil)
        }
        let among = people(round.id, area, officer) + " AND \(question.condition(today: today))"
        let answers = try connection.pipeline([
            "SELECT COUNT(*) AS number \(among)",
            """
            SELECT \(PanelLine.columns) \(among) ORDER BY s.rank, s.person_id
            LIMIT \(PanelQuestion.pageSize) OFFSET \((question.page - 1) * PanelQuestion.pageSize)
            """,
        ])
        let lines = try answers[1].compactMap(PanelLine.init)
        return PanelList(
            area: area, question: question, round: round, team: team, lines: try detailed(connection, round.id, lines),
            total: try answers[0].first?.get("number") ?? 0,
            counts: question.isWhole ? try counts(connection, round.id, area, officer, today) : nil)
    }

    /// The people of an area's panel whose case the officer may open.
    static func people(_ round: Int64, _ area: Area, _ officer: Officer) -> SQL {
        """
        FROM proposal s JOIN person p ON p.id = s.person_id
        WHERE s.round_id = \(round) AND s.area = \(area) AND p.merged_into IS NULL AND \(PeopleAccess.opens(officer))
        """
    }

    /// Doubts, decisions and enrolments of these lines.
    static func detailed(_ connection: any Connection, _ round: Int64, _ lines: [PanelLine]) throws -> [PanelLine] {
        guard !lines.isEmpty else { return [] }
        let ids = connection.among(lines.map(\.person))
        let answers = try connection.pipeline([
            "SELECT s.person_id FROM proposal s WHERE s.round_id = \(round) AND s.person_id \(ids) AND \(PanelQuestion.unsure)",
            "SELECT person_id, outcome FROM decision WHERE round_id = \(round) AND person_id \(ids) ORDER BY id",
            "SELECT person_id, state FROM enrolment WHERE scheme = 'iom' AND person_id \(ids) ORDER BY id",
        ])
        let unsure: Set<Int64> = Set(try answers[0].map { try $0.get("person_id") })
        var outcomes: [Int64: PanelOutcome] = [:]
        for row in answers[1] { outcomes[try row.get("person_id")] = PanelOutcome(rawValue: try row.get("outcome")) }
        var states: [Int64: EnrolmentState] = [:]
        for row in answers[2] { states[try row.get("person_id")] = EnrolmentState(rawValue: try row.get("state")) }
        return lines.map { line in
            var line = line
            line.isUnsure = unsure.contains(line.person)
            line.outcome = outcomes[line.person]
            line.enrolment = states[line.person]
            return line
        }
    }

    static func counts(
        _ connection: any Connection, _ round: Int64, _ area: Area, _ officer: Officer, _ today: Day
    ) throws -> PanelCounts {
        let row = try connection.first(
            """
            SELECT COALESCE(SUM(CASE WHEN s.rank < 5000 THEN 1 ELSE 0 END), 0) AS proposed,
              COALESCE(SUM(CASE WHEN s.rank < 5000 AND s.news = 'new' THEN 1 ELSE 0 END), 0) AS fresh,
              COALESCE(SUM(CASE WHEN s.news = 'changed' THEN 1 ELSE 0 END), 0) AS changed,
              COALESCE(SUM(CASE WHEN s.proposal = 'UNSCORED' THEN 1 ELSE 0 END), 0) AS unscored,
              COALESCE(SUM(CASE WHEN \(PanelQuestion.unsure) THEN 1 ELSE 0 END), 0) AS unsure,
              COALESCE(SUM(CASE WHEN s.rank < 5000 AND \(PanelQuestion.undecided(today)) THEN 1 ELSE 0 END), 0) AS undecided
            \(people(round, area, officer)) AND \(PanelQuestion.usual)
            """)
        guard let row else { return PanelCounts() }
        return PanelCounts(
            proposed: try row.get("proposed"), new: try row.get("fresh"), changed: try row.get("changed"),
            unscored: try row.get("unscored"), unsure: try row.get("unsure"), undecided: try row.get("undecided"))
    }

    /// The officer's panels with what each has before it. Numbers only: nobody's case is shown.
    func overview(_ visit: Visit) async throws -> (round: Round?, panels: [(team: Team, counts: PanelCounts)]) {
        let officer = try visit.officer()
        let today = site.today
        let found = try await site.database.read { connection in
            let round = try RoundStore.current(connection)
            let teams = try TeamStore.all(connection, officer.panelAreas)
            let counts = try teams.map { team in
                try round.map { try PanelStore.counts(connection, $0.id, team.area, officer, today) } ?? PanelCounts()
            }
            return (round: round, teams: teams, counts: counts)
        }
        return (found.round, zip(found.teams, found.counts).map { (team: $0, counts: $1) })
    }
}
