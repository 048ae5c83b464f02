import Domain
import Store

/// One person as a list shows them.
struct PersonLine: Sendable {
    let id: Int64
    let name: PersonName
    let dateOfBirth: Day?
    let sex: String
    let area: Area
    let pnc: String
    let crn: String
    var proposal: ProposalKind?
    var percent: Int?
    var cohort: CohortPlace?
    var state: EnrolmentState?
    var rag: RagRating?
}

/// A page of the list of people.
struct PeopleList: Sendable {
    let question: PeopleQuestion
    let lines: [PersonLine]
    let total: Int
    let isMore: Bool
    /// The selection round that proposals and scores are of; nil before the first.
    let round: String?

    var first: Int { (question.page - 1) * PeopleFinding.pageSize }
    var hasNext: Bool { total > first + lines.count }
}

/// Lists of people. The officer who asks stands in every query.
struct PeopleStore: Sendable {
    let site: Site

    /// The selection round whose proposals count now.
    static let currentRound: SQL = "(SELECT MAX(id) FROM selection_round WHERE state = 'current')"

    /// The bands that the round which counts now was scored with. Before the first nobody has a score, and the shipped ones do.
    static func bands(_ connection: any Connection) throws -> BandScale {
        let version: Int64? = try connection.value("SELECT settings_version FROM selection_round WHERE id = \(currentRound)")
        return (try version.flatMap { try CohortSettingsStore.version(connection, $0) } ?? .shipped).bands
    }

    /// What a list shows of a person.
    static let fields = ["name", "date_of_birth", "sex", "identifiers", "area", "proposal", "score", "enrolment"]

    func list(_ question: PeopleQuestion, _ visit: Visit) async throws -> PeopleList {
        let officer = try visit.officer()
        let today = site.today
        return try await site.consult(try visit.actor()) { connection in
            let finding = try PeopleFinder(connection, officer, today, question).find(question)
            let (lines, round) = try PeopleStore.lines(connection, officer, finding.ids)
            let list = PeopleList(
                question: question, lines: lines, total: finding.total, isMore: finding.isMore, round: round)
            return Change(
                list, Event(.consultation, subjects: lines.map(\.id), fields: PeopleStore.fields))
        }
    }

    /// The lines of these people in the order of `ids`, without those who are not the officer's to see.
    static func lines(
        _ connection: any Connection, _ officer: Officer, _ ids: [Int64]
    ) throws -> (lines: [PersonLine], round: String?) {
        let answers = try connection.pipeline([
            """
            SELECT p.id, p.family, p.given, p.date_of_birth, p.sex, p.area, p.pnc, p.crn FROM person p
            WHERE p.id \(connection.among(ids)) AND \(PeopleAccess.opens(officer))
            """,
            """
            SELECT s.person_id, s.proposal, s.percent_2y FROM proposal s
            WHERE s.round_id = \(currentRound) AND s.person_id \(connection.among(ids))
            """,
            """
            SELECT e.person_id, e.cohort, e.state, e.rag FROM enrolment e
            WHERE e.person_id \(connection.among(ids)) AND e.scheme = 'iom' ORDER BY e.id
            """,
            "SELECT name FROM selection_round WHERE id = \(currentRound)",
        ])
        var found: [Int64: PersonLine] = [:]
        for row in answers[0] {
            let line = try PersonLine(row)
            found[line.id] = line
        }
        for row in answers[1] { try found[try row.get("person_id")]?.add(proposal: row) }
        for row in answers[2] { try found[try row.get("person_id")]?.add(enrolment: row) }
        return (ids.compactMap { found[$0] }, try answers[3].first?.get("name"))
    }
}

extension PersonLine {
    init(_ row: Row) throws {
        id = try row.get("id")
        name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        dateOfBirth = try row.get("date_of_birth")
        sex = try row.get("sex", as: String?.self) ?? ""
        area = try row.get("area")
        pnc = try row.get("pnc", as: String?.self) ?? ""
        crn = try row.get("crn", as: String?.self) ?? ""
    }

    mutating func add(proposal row: Row) throws {
        proposal = ProposalKind(rawValue: try row.get("proposal"))
        percent = try row.get("percent_2y")
    }

    mutating func add(enrolment row: Row) throws {
        cohort = CohortPlace(rawValue: try row.get("cohort"))
        state = EnrolmentState(rawValue: try row.get("state"))
        rag = RagRating(rawValue: try row.get("rag"))
    }
}
