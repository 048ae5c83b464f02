import Domain
import Store

/// One person on a panel's list.
struct PanelLine: Sendable {
    let person: Int64
    let name: PersonName
    let dateOfBirth: Day?
    /// Where the person lives, as the round found it: somebody enrolled here may have moved.
    let home: Area
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
    var enrolment: PanelEnrolment?
    /// What probation recorded last.
    var official: OfficialScore?

    static let columns: SQL = """
        s.person_id, p.family, p.given, p.date_of_birth, s.area, s.proposal, s.percent_2y, s.reason, s.news, s.previous,
        s.previous_percent, s.facts
        """

    init?(_ row: Row) throws {
        guard let kind = ProposalKind(rawValue: try row.get("proposal")) else { return nil }
        self.kind = kind
        person = try row.get("person_id")
        name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        dateOfBirth = try row.get("date_of_birth")
        home = try row.get("area")
        percent = try row.get("percent_2y")
        reason = ProposalReason(rawValue: try row.get("reason"))
        news = try row.get("news")
        before = ProposalKind(rawValue: try row.get("previous"))
        percentBefore = try row.get("previous_percent")
        offence = JSONValue(try row.get("facts", as: String.self))?["code"]?.number.flatMap { HomeOfficeCode(number: Int($0)) }
    }
}

/// How somebody on a panel's list stands in a cohort.
struct PanelEnrolment: Sendable {
    let state: EnrolmentState
    let place: CohortPlace?
    let area: Area
    /// Of somebody in the cohort.
    let nextReview: Day?

    init?(_ row: Row) throws {
        guard let state = EnrolmentState(rawValue: try row.get("state")) else { return nil }
        self.state = state
        place = CohortPlace(rawValue: try row.get("cohort"))
        area = try row.get("area")
        nextReview = [.adopted, .active].contains(state) ? try row.get("next_review") : nil
    }
}

extension PanelLine {
    /// These lines with doubts, decisions of the round, enrolments (one of the panel's own area before any other) and
    /// probation's scores.
    static func detailed(
        _ connection: any Connection, _ round: Int64, _ area: Area, _ lines: [PanelLine]
    ) throws -> [PanelLine] {
        guard !lines.isEmpty else { return [] }
        let ids = connection.among(lines.map(\.person))
        let answers = try connection.pipeline([
            "SELECT s.person_id FROM proposal s WHERE s.round_id = \(round) AND s.person_id \(ids) AND \(PanelQuestion.unsure)",
            """
            SELECT d.id, d.person_id, d.outcome FROM decision d WHERE d.round_id = \(round) AND d.person_id \(ids)
            UNION ALL
            SELECT d.id, g.merged_into AS person_id, d.outcome FROM person g CROSS JOIN decision d
            WHERE g.merged_into \(ids) AND d.person_id = g.id AND d.round_id = \(round) ORDER BY id
            """,
            """
            SELECT person_id, state, cohort, area, next_review FROM enrolment WHERE scheme = 'iom' AND person_id \(ids)
            ORDER BY CASE WHEN area = \(area) THEN 1 ELSE 0 END, id
            """,
            """
            SELECT r.person_id, \(CaseOrder.columns) FROM record r JOIN court_order o ON o.record_id = r.id
            WHERE r.person_id \(ids) AND (o.ogrs3_1y IS NOT NULL OR o.ogrs3_2y IS NOT NULL)
            ORDER BY o.start_date, o.source_row_id
            """,
        ])
        // Where there are several, the last of them counts.
        let unsure: Set<Int64> = Set(try answers[0].map { try $0.get("person_id") })
        let outcomes = try last(answers[1]) { PanelOutcome(rawValue: try $0.get("outcome")) }
        let enrolments = try last(answers[2], PanelEnrolment.init)
        let official = try last(answers[3]) { try CaseOrder($0).official }
        return lines.map { line in
            var line = line
            line.isUnsure = unsure.contains(line.person)
            line.outcome = outcomes[line.person]
            line.enrolment = enrolments[line.person]
            line.official = official[line.person]
            return line
        }
    }

    private static func last<T>(_ rows: [Row], _ read: (Row) throws -> T?) throws -> [Int64: T] {
        var found: [Int64: T] = [:]
        for row in rows { found[try row.get("person_id")] = try read(row) }
        return found
    }
}
