import Domain
import Store

/// Two records that may be of one person.
struct ReviewPair: Sendable {
    let id: Int64
    let state: String
    let points: Int
    let explanationText: String
    let reason: String
    let decidedAt: Instant?
    let decidedBy: String?
    let person: Int64
    let otherPerson: Int64
    let record: CaseRecord
    let other: CaseRecord

    /// Changes with every decision: a form that carries an older one is stale.
    var stamp: String { decidedAt.map { "\(state) \($0.iso)" } ?? state }

    var isOpen: Bool { state == "open" || state == ReviewVerdict.notYet.rawValue }

    func conflict(with verdict: ReviewVerdict, _ reason: String) -> Conflict {
        let (outcome, why, who) = (
            Text(en: "Decision", cy: "Penderfyniad"), Text(en: "Reason", cy: "Rheswm"), Text(en: "By", cy: "Gan")
        )
        return Conflict(
            title: Text(en: "Somebody else has decided", cy: "Mae rhywun arall wedi penderfynu"),
            theirs: [
                (outcome, ReviewVerdict(rawValue: state)?.label ?? Text(same: state)), (why, Text(same: self.reason)),
                (who, Text(same: decidedBy ?? "")),
            ],
            yours: [(outcome, verdict.label), (why, Text(same: reason))], back: "/reviews/\(id)",
            shows: Event(
                .consultation, subjects: [person, otherPerson], records: ["match_review:\(id)"], fields: ["state", "reason"]))
    }
}

/// One line of the queue.
struct ReviewLine: Sendable {
    let id: Int64
    let state: String
    let points: Int
    let name, otherName: String
    let agency, otherAgency: String
    let person, otherPerson: Int64
}

/// The queue: questions about people whose cases are both open to the officer.
struct ReviewQueue: Sendable {
    let lines: [ReviewLine]
    let total: Int
    let page: Int
    let isPutOff: Bool
    /// Open questions that reach into areas which this officer does not hold.
    let elsewhere: Int
}

/// Reads the review queue. Both people must be open to the coordinator who asks.
struct ReviewStore: Sendable {
    let site: Site
    static let pageSize = 25

    private static func opens(_ viewer: Viewer) -> SQL {
        """
        (EXISTS (SELECT 1 FROM person p WHERE p.id = a.person_id AND \(PeopleAccess.opens(viewer)))
          AND EXISTS (SELECT 1 FROM person p WHERE p.id = b.person_id AND \(PeopleAccess.opens(viewer))))
        """
    }

    private static func told(_ viewer: Viewer) -> SQL {
        "(\(PeopleAccess.told(viewer, "a.person_id")) AND \(PeopleAccess.told(viewer, "b.person_id")))"
    }

    private static let pairFields = ["name", "date_of_birth", "identifiers", "address", "source_rows", "links"]

    private static let pairs: SQL = "FROM \(OpenQuestions.pairs)"

    func queue(page: Int, putOff: Bool, _ visit: Visit) async throws -> ReviewQueue {
        let viewer = try visit.viewer().byRight
        let state = putOff ? ReviewVerdict.notYet.rawValue : "open"
        return try await site.consult(try visit.actor()) { connection in
            let both: SQL = "v.state = \(state) AND \(OpenQuestions.stand)"
            let answers = try connection.pipeline([
                """
                SELECT v.id, v.state, v.points, a.family AS one_family, a.given AS one_given, a.agency AS one_agency,
                  a.person_id AS one_person, b.family AS other_family, b.given AS other_given, b.agency AS other_agency,
                  b.person_id AS other_person
                \(ReviewStore.pairs) WHERE \(both) AND \(ReviewStore.opens(viewer)) ORDER BY v.id
                LIMIT \(ReviewStore.pageSize) OFFSET \((page - 1) * ReviewStore.pageSize)
                """,
                """
                SELECT COUNT(*) AS total FROM (SELECT v.id \(ReviewStore.pairs) WHERE \(both) AND \(ReviewStore.opens(viewer))
                  LIMIT \(PeopleFinding.countLimit + 1)) counted
                """,
                """
                SELECT COUNT(*) AS total FROM (SELECT v.id \(ReviewStore.pairs) WHERE \(both) AND (\(ReviewStore.told(viewer))
                  OR \(ReviewStore.opens(viewer))) LIMIT \(PeopleFinding.countLimit + 1)) counted
                """,
            ])
            let lines = try answers[0].map(ReviewLine.init)
            let total: Int = try answers[1].first?.get("total") ?? 0
            let all: Int = try answers[2].first?.get("total") ?? 0
            return Change(
                ReviewQueue(lines: lines, total: total, page: page, isPutOff: putOff, elsewhere: max(all - total, 0)),
                Event(
                    .consultation, subjects: Array(Set(lines.flatMap { [$0.person, $0.otherPerson] })).sorted(),
                    fields: ["name", "links"]))
        }
    }

    func pair(_ id: Int64, _ visit: Visit) async throws -> ReviewPair {
        let viewer = try visit.viewer().byRight
        return try await site.consult(try visit.actor()) { connection in
            let pair = try ReviewStore.pair(connection, viewer, id)
            return Change(
                pair,
                Event(
                    .consultation, subjects: [pair.person, pair.otherPerson], records: ["match_review:\(id)"],
                    fields: ReviewStore.pairFields))
        }
    }

    static func pair(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws -> ReviewPair {
        guard
            let row = try connection.first(
                """
                SELECT v.id, v.state, v.points, v.explanation, v.reason, v.decided_at, v.record_id, v.other_record_id,
                  a.person_id AS one_person, b.person_id AS other_person,
                  (SELECT f.name FROM officer f WHERE f.id = v.officer_id) AS officer_name
                \(pairs) WHERE v.id = \(id) AND \(opens(viewer))
                """)
        else { throw NotFound() }
        let ids: [Int64] = [try row.get("record_id"), try row.get("other_record_id")]
        let records = try connection.query(
            "SELECT \(CaseRecord.columns) FROM record r WHERE r.id IN (\(list: ids))"
        ).map { try CaseRecord($0).masked(connection) }
        guard let one = records.first(where: { $0.id == ids[0] }), let other = records.first(where: { $0.id == ids[1] })
        else { throw NotFound() }
        return ReviewPair(
            id: id, state: try row.get("state"), points: try row.get("points"), explanationText: try row.get("explanation"),
            reason: try row.get("reason"), decidedAt: try row.get("decided_at"), decidedBy: try row.get("officer_name"),
            person: try row.get("one_person"), otherPerson: try row.get("other_person"), record: one, other: other)
    }
}

extension ReviewLine {
    init(_ row: Row) throws {
        id = try row.get("id")
        state = try row.get("state")
        points = try row.get("points")
        name = PersonName(family: try row.get("one_family"), forenames: try row.get("one_given")).familyFirst
        otherName = PersonName(family: try row.get("other_family"), forenames: try row.get("other_given")).familyFirst
        agency = try row.get("one_agency")
        otherAgency = try row.get("other_agency")
        person = try row.get("one_person")
        otherPerson = try row.get("other_person")
    }
}
