import Domain
import Store

/// What was found when versions were held against what people decided.
struct LinkageMeasurement: Codable, Sendable {
    /// Pairs that it rests on.
    let pairs: Int
    /// Left out: two officers said otherwise, and nobody has decided since.
    let disputed: Int
    /// Left out: what was decided was undone in another way since.
    let undone: Int
    /// There are more decided pairs than were weighed.
    let isCut: Bool
    let versions: [LinkageQuality]

    subscript(_ version: Int64) -> LinkageQuality? { versions.first { $0.version == version } }
}

/// Weighs both records of every pair that people decided anew. Whose records are read is entered slice by slice.
struct LinkageMeasuring: Sendable {
    /// So many are weighed, the newest.
    static let most = 20_000
    static let sliceSize = 500
    private static let fields = LinkageTrainer.fields + ["ethnicity"]

    let site: Site
    let actor: Actor
    let versions: [LinkageVersion]
    /// The number of the work that it is done for.
    let task: Int64
    var most = LinkageMeasuring.most

    private struct Decided: Sendable {
        let record, other: Int64
        let isSame: Bool
        let people: [Int64]
    }

    private struct Side: Sendable {
        let record: MatchRecord
        let ethnicity: EthnicGroup?
        let language: NameLanguage?
    }

    private static let verdicts = [ReviewVerdict.same, .different].map(\.rawValue)
    private static let decided: SQL = "\(OpenQuestions.pairs) WHERE v.state IN (\(list: verdicts)) AND v.officer_id > 0"
    /// A second officer said otherwise, and nothing has been decided since.
    private static let disputed: SQL = """
        match_review v WHERE v.state NOT IN (\(list: verdicts)) AND EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = v.id
          AND o.compared <> '' AND o.verdict IN (\(list: verdicts)) AND o.verdict <> o.compared)
        """

    /// How many pairs there are to weigh.
    static func count(_ connection: any Connection) throws -> Int {
        min(try connection.value("SELECT COUNT(*) AS number FROM \(decided)") ?? 0, most)
    }

    /// `advance` is called after each slice with the pairs weighed so far.
    func measure(_ advance: @Sendable (Int) async throws -> Void = { _ in }) async throws -> LinkageMeasurement {
        let limit = most
        let (found, disputed) = try await site.database.read { connection in
            (
                try Self.pairs(connection, limit + 1),
                try connection.value("SELECT COUNT(*) AS number FROM \(Self.disputed)") ?? 0
            )
        }
        let newest = found.prefix(most)
        // What was decided holds as it stands: one person are one, two people are two.
        let standing = newest.filter { $0.isSame == (Set($0.people).count == 1) }
        var judged: [[JudgedPair]] = versions.map { _ in [] }
        for (number, slice) in standing.chunks(of: Self.sliceSize).enumerated() {
            let sides = try await sides(slice)
            for (place, version) in versions.enumerated() { judged[place] += Self.judge(slice, sides, version) }
            try await advance(number * Self.sliceSize + slice.count)
        }
        return LinkageMeasurement(
            pairs: judged.first?.count ?? 0, disputed: disputed, undone: newest.count - standing.count,
            isCut: found.count > most,
            versions: zip(versions, judged).map { LinkageQuality(version: $0.number, join: $0.model.join, $1) })
    }

    private static func pairs(_ connection: any Connection, _ limit: Int) throws -> [Decided] {
        try connection.query(
            """
            SELECT v.record_id, v.other_record_id, v.state, a.person_id AS one, b.person_id AS other FROM \(decided)
            ORDER BY v.decided_at DESC, v.id DESC LIMIT \(limit)
            """
        ).map { row in
            let state: String = try row.get("state")
            return Decided(
                record: try row.get("record_id"), other: try row.get("other_record_id"),
                isSame: state == ReviewVerdict.same.rawValue,
                people: [try row.get("one", as: Int64?.self), try row.get("other", as: Int64?.self)].compactMap(\.self))
        }
    }

    private func sides(_ slice: [Decided]) async throws -> [Int64: Side] {
        let ids = Array(Set(slice.flatMap { [$0.record, $0.other] })).sorted()
        let task = task
        return try await site.consult(actor) { connection in
            let rows = try connection.query(
                "SELECT \(MatchRecord.storedColumns), ethnicity FROM record WHERE id \(connection.among(ids))")
            var sides: [Int64: Side] = [:]
            for row in rows {
                let ethnicity: String? = try row.get("ethnicity")
                let name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
                sides[try row.get("id")] = Side(
                    record: try MatchRecord(row), ethnicity: ethnicity.flatMap(EthnicGroup.init), language: NameLanguage(name))
            }
            return Change(
                sides,
                Event(
                    .consultation, subjects: Set(slice.flatMap(\.people)).sorted(), records: ["linkage_work:\(task)"],
                    fields: Self.fields, reason: LinkageReason.quality.rawValue))
        }
    }

    private static func judge(_ slice: [Decided], _ sides: [Int64: Side], _ version: LinkageVersion) -> [JudgedPair] {
        var table = MatchTable()
        let subjects = sides.mapValues { table.read($0.record) }
        var matching = Matching(version, table)
        return slice.compactMap { pair in
            guard let one = subjects[pair.record], let other = subjects[pair.other], let left = sides[pair.record],
                let right = sides[pair.other]
            else { return nil }
            let groups = [
                PairGroup.sex(left.record.sex, right.record.sex), .ethnicity(left.ethnicity, right.ethnicity),
                .language(left.language, right.language),
            ]
            return JudgedPair(matching.compare(one, other), isSame: pair.isSame, groups: groups)
        }
    }
}
