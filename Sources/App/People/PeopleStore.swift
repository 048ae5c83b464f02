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
    /// The parts in the list that are withheld from the officer.
    var withheld: Set<CasePart> = []

    /// Forgets what is not open to the officer.
    mutating func keep(_ sights: PartSights) {
        if !sights.isOpen(.risk) || !sights.isOpen(.offences) {
            (percent, proposal) = (nil, nil)
            withheld.insert(.risk)
        }
        if !sights.isOpen(.cohort) {
            (proposal, cohort, state, rag) = (nil, nil, nil, nil)
            withheld.insert(.cohort)
        }
    }
}

/// A page of the list of people.
struct PeopleList: Sendable {
    let question: PeopleQuestion
    let lines: [PersonLine]
    /// Restricted cases that fit too: the officer sees that they are there.
    var closed: [ClosedCase] = []
    let total: Int
    let isMore: Bool
    /// The selection round that proposals and scores are of; nil before the first.
    let round: String?

    var first: Int { (question.page - 1) * PeopleFinding.pageSize }
    var hasNext: Bool { total > first + lines.count }
    /// The address of another page. The next one begins behind the last person of this.
    func address(_ path: Path, page: Int) -> Path {
        let after = page > question.page && isMore && question.typed.isEmpty && question.order == .name ? lines.last : nil
        return path.query(question.items + [("page", String(page)), ("after", after.map { String($0.id) } ?? "")])
    }
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
        let viewer = try visit.viewer()
        let today = site.today
        return try await site.consult(try visit.actor()) { connection in
            let finding = try PeopleFinder(connection, viewer, today, question).find(question)
            let (lines, round) = try PeopleStore.lines(connection, viewer, finding.ids)
            var list = PeopleList(
                question: question, lines: lines, total: finding.total, isMore: finding.isMore, round: round)
            if question.page == 1 { list.closed = try ClosedCase.found(connection, viewer, question) }
            return Change(
                list,
                Event(
                    .consultation, subjects: lines.map(\.id) + list.closed.map(\.person), fields: PeopleStore.fields))
        }
    }

    /// The lines of these people in the order of `ids`, without those who are not the officer's to see.
    static func lines(
        _ connection: any Connection, _ viewer: Viewer, _ ids: [Int64]
    ) throws -> (lines: [PersonLine], round: String?) {
        let answers = try connection.pipeline([
            """
            SELECT p.id, p.family, p.given, p.date_of_birth, p.sex, p.area, p.pnc, p.crn, s.proposal, s.percent_2y,
              e.cohort, e.state, e.rag
            FROM person p
            LEFT JOIN proposal s ON s.person_id = p.id AND +s.round_id = \(currentRound)
            LEFT JOIN enrolment e ON e.id =
              (SELECT MAX(last.id) FROM enrolment last WHERE last.person_id = p.id AND last.scheme = 'iom')
            WHERE p.id \(connection.among(ids)) AND \(PeopleAccess.opens(viewer))
            """,
            "SELECT name FROM selection_round WHERE id = \(currentRound)",
        ])
        var found: [Int64: PersonLine] = [:]
        for row in answers[0] {
            let line = try PersonLine(row)
            found[line.id] = line
        }
        if !CaseSights.areAlike(viewer) || !viewer.officer.role.worksWithCases {
            for (id, sights) in try CaseSights.of(connection, viewer, Array(found.keys)) { found[id]?.keep(sights) }
        }
        return (ids.compactMap { found[$0] }, try answers[1].first?.get("name"))
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
        proposal = try row.get("proposal", as: String?.self).flatMap(ProposalKind.init)
        percent = try row.get("percent_2y")
        cohort = try row.get("cohort", as: String?.self).flatMap(CohortPlace.init)
        state = try row.get("state", as: String?.self).flatMap(EnrolmentState.init)
        rag = try row.get("rag", as: String?.self).flatMap(RagRating.init)
    }
}
