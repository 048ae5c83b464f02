import Domain
import Store

/// One line of the queue.
struct ReviewLine: Sendable {
    let id: Int64
    let state: String
    let points: Int
    let name, otherName: String
    let agency, otherAgency: String
    let person, otherPerson: Int64
    let askedAgency: String
    /// Since when it waits as it does.
    let since: Instant?
    /// Why it stands where it does.
    var why: [Text] = []
}

/// The queue: questions about people whose cases are both open to the officer.
struct ReviewQueue: Sendable {
    let list: ReviewList
    let lines: [ReviewLine]
    let total: Int
    let page: Int
    /// Open questions that reach into areas which this officer does not hold.
    let elsewhere: Int
    let figures: ReviewFigures
}

/// Reads the review queue. Both people must be open to the coordinator who asks.
struct ReviewStore: Sendable {
    let site: Site
    static let pageSize = 25

    /// Over records `a` and `b`: both cases are open to the officer.
    static func opens(_ viewer: Viewer) -> SQL {
        """
        (EXISTS (SELECT 1 FROM person p WHERE p.id = a.person_id AND \(PeopleAccess.opens(viewer)))
          AND EXISTS (SELECT 1 FROM person p WHERE p.id = b.person_id AND \(PeopleAccess.opens(viewer))))
        """
    }

    private static func told(_ viewer: Viewer) -> SQL {
        "(\(PeopleAccess.told(viewer, "a.person_id")) AND \(PeopleAccess.told(viewer, "b.person_id")))"
    }

    static let pairFields = ["name", "date_of_birth", "identifiers", "address", "source_rows", "links"]
    private static let queueFields = ["name", "links", "enrolment", "proposal", "score", "official_score", "rosh"]

    private static let pairs: SQL = "FROM \(OpenQuestions.pairs)"

    /// What waits in a list. Nobody looks at their own decision a second time.
    private static func waits(in list: ReviewList, _ viewer: Viewer) -> SQL {
        let states: SQL = "v.state IN (\(list: list.states))"
        guard list == .look else { return "\(states) AND \(OpenQuestions.stand)" }
        return "\(states) AND \(ReviewSample.waits) AND v.officer_id <> \(viewer.officer.id)"
    }

    func queue(_ list: ReviewList, page: Int, _ visit: Visit) async throws -> ReviewQueue {
        let viewer = try visit.viewer().byRight
        return try await site.consult(try visit.actor()) { connection in
            let bands = try PeopleStore.bands(connection)
            let (waits, opens) = (ReviewStore.waits(in: list, viewer), ReviewStore.opens(viewer))
            let answers = try connection.pipeline(
                [
                    ReviewStore.page(page, bands, "\(waits) AND \(opens)"), ReviewStore.count("\(waits) AND \(opens)"),
                    ReviewStore.count("\(waits) AND (\(ReviewStore.told(viewer)) OR \(opens))"),
                ] + ReviewFigures.queries(opens, at: viewer.at))
            var lines = try answers[0].map(ReviewLine.init)
            let people = Set(lines.flatMap { [$0.person, $0.otherPerson] }).sorted()
            let worth = try ReviewWorth.of(connection, people, bands)
            for index in lines.indices {
                lines[index].why = ReviewWorth.words(worth[lines[index].person], worth[lines[index].otherPerson])
            }
            let total: Int = try answers[1].first?.get("total") ?? 0
            let all: Int = try answers[2].first?.get("total") ?? 0
            return Change(
                ReviewQueue(
                    list: list, lines: lines, total: total, page: page, elsewhere: max(all - total, 0),
                    figures: try ReviewFigures(answers[3...])),
                Event(.consultation, subjects: people, fields: ReviewStore.queueFields))
        }
    }

    private static func page(_ page: Int, _ bands: BandScale, _ condition: SQL) -> SQL {
        """
        SELECT v.id, v.state, v.points, v.asked_agency, v.decided_at, a.family AS one_family, a.given AS one_given,
          a.agency AS one_agency, a.person_id AS one_person, b.family AS other_family, b.given AS other_given,
          b.agency AS other_agency, b.person_id AS other_person
        \(pairs) WHERE \(condition) ORDER BY \(ReviewWorth.rank(bands)) DESC, v.points DESC, v.id
        LIMIT \(ReviewStore.pageSize) OFFSET \((page - 1) * ReviewStore.pageSize)
        """
    }

    private static func count(_ condition: SQL) -> SQL {
        """
        SELECT COUNT(*) AS total FROM (SELECT v.id \(pairs) WHERE \(condition) LIMIT \(PeopleFinding.countLimit + 1)) counted
        """
    }

    func pair(_ id: Int64, _ visit: Visit) async throws -> ReviewPair {
        let viewer = try visit.viewer().byRight
        return try await site.consult(try visit.actor()) { connection in
            let pair = try ReviewStore.pair(connection, viewer, id)
            return Change(
                pair,
                Event(
                    .consultation, subjects: Array(Set([pair.person, pair.otherPerson])).sorted(),
                    records: ["match_review:\(id)"], fields: ReviewStore.pairFields))
        }
    }

    static func pair(_ connection: any Connection, _ viewer: Viewer, _ id: Int64) throws -> ReviewPair {
        guard
            let row = try connection.first(
                """
                SELECT v.id, v.state, v.points, v.rule, v.explanation, v.asked_agency, v.reason, v.decided_at, v.officer_id,
                  v.record_id, v.other_record_id, a.person_id AS one_person, b.person_id AS other_person,
                  (SELECT f.name FROM officer f WHERE f.id = v.officer_id) AS officer_name,
                  CASE WHEN \(ReviewSample.waits) THEN 1 ELSE 0 END AS sampled
                \(pairs) WHERE v.id = \(id) AND \(opens(viewer))
                """)
        else { throw NotFound() }
        let people: [Int64] = [try row.get("one_person"), try row.get("other_person")]
        let ids: [Int64] = [try row.get("record_id"), try row.get("other_record_id")]
        let answers = try connection.pipeline(
            ComparedRecords.queries(ids, of: people) + [
                "SELECT \(ReviewOpinion.columns) FROM review_opinion o WHERE o.review_id = \(id) ORDER BY o.id"
            ])
        return try ReviewPair(
            row, try ComparedRecords(connection, ids, answers), try answers[2].map(ReviewOpinion.init),
            viewer.officer.id)
    }
}

extension ReviewPair {
    fileprivate init(_ row: Row, _ sides: ComparedRecords, _ opinions: [ReviewOpinion], _ officer: Int64) throws {
        let state: String = try row.get("state")
        self.init(
            id: try row.get("id"), state: state, points: try row.get("points"), rule: try row.get("rule"),
            explanationText: try row.get("explanation"), askedAgency: try row.get("asked_agency"),
            reason: try row.get("reason"), decidedAt: try row.get("decided_at"), decidedBy: try row.get("officer_name"),
            sides: sides,
            phase: Phase(
                state: state, officer: officer, decider: try row.get("officer_id"),
                isSampled: try row.get("sampled")), opinions: opinions)
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
        askedAgency = try row.get("asked_agency")
        since = try row.get("decided_at")
    }
}
