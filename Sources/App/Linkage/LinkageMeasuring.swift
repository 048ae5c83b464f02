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
    /// Left out: they belong to the half that taught one of the versions.
    let teaching: Int
    /// There are more decided pairs than were weighed.
    let isCut: Bool
    let versions: [LinkageQuality]

    subscript(_ version: Int64) -> LinkageQuality? { versions.first { $0.version == version } }
}

/// Weighs both records of every pair that people decided anew; of versions that decided pairs taught, only those that did not teach. Whose records are read is entered slice by slice.
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

    private struct Side: Sendable {
        let record: MatchRecord
        let ethnicity: EthnicGroup?
        let language: NameLanguage?
    }

    /// How many pairs there are to weigh.
    static func count(_ connection: any Connection) throws -> Int {
        min(try connection.value("SELECT COUNT(*) AS number FROM \(DecidedPair.all)") ?? 0, most)
    }

    /// `advance` is called after each slice with the pairs weighed so far.
    func measure(_ advance: @Sendable (Int) async throws -> Void = { _ in }) async throws -> LinkageMeasurement {
        let (limit, numbers) = (most, versions.map(\.number))
        let (found, disputed, isTaught) = try await site.database.read { connection in
            (
                try Self.pairs(connection, limit + 1),
                try connection.value("SELECT COUNT(*) AS number FROM \(DecidedPair.disputed)") ?? 0,
                try LinkageVersions.areTaught(connection, numbers)
            )
        }
        let newest = found.prefix(most)
        let standing = newest.filter(\.stands)
        // All versions on the same pairs, so that they can be held against each other.
        let fair = isTaught ? standing.filter { !$0.pair.teaches } : standing
        var judged: [[JudgedPair]] = versions.map { _ in [] }
        for (number, slice) in fair.chunks(of: Self.sliceSize).enumerated() {
            let sides = try await sides(slice)
            for (place, version) in versions.enumerated() { judged[place] += Self.judge(slice, sides, version) }
            try await advance(number * Self.sliceSize + slice.count)
        }
        return LinkageMeasurement(
            pairs: judged.first?.count ?? 0, disputed: disputed, undone: newest.count - standing.count,
            teaching: standing.count - fair.count, isCut: found.count > most,
            versions: zip(versions, judged).map { LinkageQuality(version: $0.number, join: $0.model.join, $1) })
    }

    private static func pairs(_ connection: any Connection, _ limit: Int) throws -> [DecidedPair] {
        try connection.query(
            """
            SELECT \(DecidedPair.columns) FROM \(DecidedPair.all) ORDER BY v.decided_at DESC, v.id DESC LIMIT \(limit)
            """
        ).map(DecidedPair.init)
    }

    private func sides(_ slice: [DecidedPair]) async throws -> [Int64: Side] {
        let ids = Array(Set(slice.flatMap { [$0.pair.low, $0.pair.high] })).sorted()
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

    private static func judge(_ slice: [DecidedPair], _ sides: [Int64: Side], _ version: LinkageVersion) -> [JudgedPair] {
        var table = MatchTable()
        let subjects = sides.mapValues { table.read($0.record) }
        var matching = Matching(version, table)
        return slice.compactMap { decision in
            let (low, high) = (decision.pair.low, decision.pair.high)
            guard let one = subjects[low], let other = subjects[high], let left = sides[low], let right = sides[high] else {
                return nil
            }
            let groups = [
                PairGroup.sex(left.record.sex, right.record.sex), .ethnicity(left.ethnicity, right.ethnicity),
                .language(left.language, right.language),
            ]
            return JudgedPair(matching.compare(one, other), isSame: decision.isSame, groups: groups)
        }
    }
}
