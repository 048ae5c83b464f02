import Domain
import Store

/// A pair of the list: what was found, who the two are, and what has become of it.
struct LinkageFoundLine: Sendable {
    struct Side: Sendable {
        let person: Int64
        let name: String
        let agency: String
        let isOpen, isTold: Bool

        init(_ row: Row) throws {
            person = try row.get("person_id")
            name = PersonName(family: try row.get("family"), forenames: try row.get("given")).familyFirst
            agency = try row.get("agency")
            isOpen = try row.get("is_open")
            isTold = try row.get("is_told")
        }
    }

    let found: LinkagePlanned
    let one, other: Side
    /// Somebody is asked about the two, or was.
    let isAsked: Bool

    /// Linked since, so that there is nothing left to join.
    var areOne: Bool { found.kind != .loose && one.person == other.person }
}

/// What most deserves a look of what a full run would do: of one kind, as far as the officer may open both cases.
struct LinkageFoundList: Sendable {
    let version: Int64
    let kind: LinkageFinding.Kind
    /// nil when nothing was counted, or a full run came since.
    let plan: LinkageTask?
    let lines: [LinkageFoundLine]
    /// Pairs that reach into areas which this officer does not hold.
    let elsewhere: Int

    var counts: LinkageCounts? { plan?.found() }
}

/// Two records, and what a full run would do about them, weighed today.
struct LinkageFoundPair: Sendable {
    let version: Int64
    /// It is as it was counted: no full run came since.
    let isCounted: Bool
    /// nil when a full run would do nothing about them.
    let finding: LinkageFinding?
    let sides: ComparedRecords
    /// The question that somebody is or was asked about them.
    let asked: Int64?
}

/// Reads what a plan found, as the review queue is read: both people must be open to the coordinator who asks.
struct LinkageFoundStore: Sendable {
    let site: Site

    /// - Parameter number: of a version; nil for the one in use.
    func list(_ kind: LinkageFinding.Kind, _ number: Int64?, _ visit: Visit) async throws -> LinkageFoundList {
        let (viewer, now) = (try visit.viewer().byRight, site.clock())
        return try await site.consult(try visit.actor()) { connection in
            let version = try LinkageFoundStore.version(connection, number)
            let plan = try LinkageTaskStore.plan(connection, version: version.number, at: now)
            let found = (plan?.found(LinkageCounts.self)?.found ?? []).filter { $0.kind == kind }
            let sides = try LinkageFoundStore.sides(connection, viewer, found)
            let pairs = found.compactMap { one in sides[one.record].flatMap { side in sides[one.other].map { (one, side, $0) } }
            }
            let open = pairs.filter { $0.1.isOpen && $0.2.isOpen }
            let elsewhere = pairs.count { !($0.1.isOpen && $0.2.isOpen) && $0.1.isTold && $0.2.isTold }
            let people = Array(Set(open.flatMap { [$0.1.person, $0.2.person] })).sorted()
            let asked = try LinkageFoundStore.asked(connection, people)
            let lines = open.map { found, one, other in
                LinkageFoundLine(
                    found: found, one: one, other: other,
                    isAsked: found.kind == .loose
                        ? asked.records.contains(RecordPair(found.record, found.other))
                        : asked.people.contains(RecordPair(one.person, other.person)))
            }
            return Change(
                LinkageFoundList(version: version.number, kind: kind, plan: plan, lines: lines, elsewhere: elsewhere),
                Event(
                    .consultation, subjects: people, records: plan.map { ["linkage_work:\($0.id)"] } ?? [],
                    fields: ["name", "links"]))
        }
    }

    private static func version(_ connection: any Connection, _ number: Int64?) throws -> LinkageVersion {
        let standing = try LinkageVersions.inUse(connection)
        guard let number, number != standing.number else { return standing }
        do { return try LinkageVersions.load(connection, number) } catch LinkageRefused.noVersion { throw NotFound() }
    }

    /// Of these records those that the officer may open or know of.
    private static func sides(
        _ connection: any Connection, _ viewer: Viewer, _ found: [LinkagePlanned]
    ) throws -> [Int64: LinkageFoundLine.Side] {
        let ids = Array(Set(found.flatMap { [$0.record, $0.other] })).sorted()
        let (opens, told) = (PeopleAccess.opens(viewer), PeopleAccess.told(viewer, "p.id"))
        let rows = try connection.query(
            """
            SELECT r.id, r.family, r.given, r.agency, r.person_id, CASE WHEN \(opens) THEN 1 ELSE 0 END AS is_open,
              CASE WHEN \(told) THEN 1 ELSE 0 END AS is_told
            FROM record r JOIN person p ON p.id = r.person_id WHERE r.id \(connection.among(ids)) AND (\(opens) OR \(told))
            """)
        var sides: [Int64: LinkageFoundLine.Side] = [:]
        for row in rows { sides[try row.get("id")] = try LinkageFoundLine.Side(row) }
        return sides
    }

    /// Which two of these people, and which two records, somebody was asked about.
    private static func asked(
        _ connection: any Connection, _ people: [Int64]
    ) throws -> (people: Set<RecordPair>, records: Set<RecordPair>) {
        let these = connection.among(people)
        let rows = try connection.query(
            """
            SELECT a.person_id AS one, b.person_id AS other, a.id AS record, b.id AS other_record FROM \(OpenQuestions.pairs)
            WHERE a.person_id \(these) AND b.person_id \(these)
            """)
        return (
            try Set(rows.map { RecordPair(try $0.get("one"), try $0.get("other")) }),
            try Set(rows.map { RecordPair(try $0.get("record"), try $0.get("other_record")) })
        )
    }

    func pair(_ ids: [Int64], _ number: Int64?, _ visit: Visit) async throws -> LinkageFoundPair {
        let (viewer, now) = (try visit.viewer().byRight, site.clock())
        return try await site.consult(try visit.actor()) { connection in
            let pair = try LinkageFoundStore.pair(connection, viewer, ids, number, at: now)
            return Change(
                pair,
                Event(
                    .consultation, subjects: pair.sides.people,
                    records: [pair.sides.record, pair.sides.other].map { "record:\($0.id)" }, fields: ReviewStore.pairFields))
        }
    }

    private static func pair(
        _ connection: any Connection, _ viewer: Viewer, _ ids: [Int64], _ number: Int64?, at now: Instant
    ) throws -> LinkageFoundPair {
        let people = try LinkageFoundStore.people(connection, viewer, ids)
        let version = try LinkageFoundStore.version(connection, number)
        let finding = try LinkageFindings.of(connection, version, RecordPair(ids[0], ids[1]))
        let shown = finding.map { [$0.record, $0.other] } ?? ids
        let answers = try connection.pipeline(
            ComparedRecords.queries(shown, of: people) + [
                """
                SELECT v.id FROM \(OpenQuestions.pairs) WHERE a.person_id IN (\(list: people)) AND b.person_id IN (\(list: people))
                  AND (a.person_id <> b.person_id OR (a.id IN (\(list: shown)) AND b.id IN (\(list: shown))))
                ORDER BY v.id DESC LIMIT 1
                """
            ])
        return LinkageFoundPair(
            version: version.number,
            isCounted: try LinkageTaskStore.plan(connection, version: version.number, at: now) != nil, finding: finding,
            sides: try ComparedRecords(connection, shown, answers), asked: try answers[2].first?.get("id"))
    }

    /// Whose the two records are. Throws `NotFound` where a case is not open to the officer, or a record is not there.
    private static func people(_ connection: any Connection, _ viewer: Viewer, _ ids: [Int64]) throws -> [Int64] {
        let row = try connection.first(
            """
            SELECT a.person_id AS one, b.person_id AS other FROM record a JOIN record b ON b.id <> a.id
            WHERE a.id = \(ids[0]) AND b.id = \(ids[1]) AND \(ReviewStore.opens(viewer))
            """)
        guard let row else { throw NotFound() }
        return [try row.get("one"), try row.get("other")]
    }

    /// Puts to review what a full run would do, as the full run itself puts what it doubts.
    /// - Parameter seen: what a full run would have done when the officer looked.
    /// - Returns: the number of the question.
    func ask(_ ids: [Int64], _ number: Int64?, seen: String, _ visit: Visit) async throws -> Int64 {
        let (viewer, now) = (try visit.viewer().byRight, site.clock())
        return try await site.change(try visit.actor()) { connection in
            let pair = try LinkageFoundStore.pair(connection, viewer, ids, number, at: now)
            guard let finding = pair.finding, finding.kind.rawValue == seen,
                let review = try LinkageCheck.ask(connection, finding, now)
            else { throw LinkageFoundOtherwise() }
            return Change(
                review,
                Event(
                    .alteration, subjects: pair.sides.people,
                    records: ["match_review:\(review)", "record:\(finding.record)", "record:\(finding.other)"],
                    fields: ["match_review"]))
        }
    }
}
