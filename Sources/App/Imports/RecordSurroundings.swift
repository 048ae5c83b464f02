import Domain
import Store

/// What is known around the records of a batch: who may be meant, whose each record is, and what keeps people apart.
struct RecordSurroundings {
    /// Stored records that each of the batch may belong with.
    var stored: [MatchCandidates.Found]
    var people: [Int64: MatchPerson]
    /// Whose each record is that was met; the person may have become another since.
    var owners: [Int64: Int64] = [:]
    /// Records of nobody.
    let orphans: [Int64: MatchSubject]
    let locks: Set<RecordPair>
    var enrolled: RunningEnrolments

    /// - Parameter table: takes in all records that are read.
    init(
        _ connection: any Connection, _ records: [IncomingRecord], _ subjects: [MatchSubject], _ probes: [MatchProbe],
        _ table: inout MatchTable
    ) throws {
        stored = try MatchCandidates.stored(connection, probes, own: subjects.map(\.number))
        let found = Set(stored.lazy.flatMap(\.records)).union(records.lazy.filter { $0.person != nil }.map(\.id))
        people = try MatchCandidates.people(connection, Array(found), &table)
        for person in people.values { for record in person.numbers { owners[record] = person.number } }
        enrolled = try RunningEnrolments(connection, people.keys.sorted())
        orphans = try Self.orphans(connection, found.subtracting(owners.keys), &table)
        locks = try Self.locks(connection, Set(owners.keys).union(orphans.keys).union(subjects.map(\.number)))
    }

    private static func orphans(
        _ connection: any Connection, _ ids: Set<Int64>, _ table: inout MatchTable
    ) throws -> [Int64: MatchSubject] {
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.query(
            "SELECT \(MatchRecord.storedColumns) FROM record WHERE id \(connection.among(Array(ids))) AND person_id IS NULL")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), table.read(try MatchRecord($0))) })
    }

    private static func locks(_ connection: any Connection, _ records: Set<Int64>) throws -> Set<RecordPair> {
        let these = connection.table(of: records.sorted())
        let rows = try connection.query("SELECT record_a, record_b FROM \(these) CROSS JOIN match_lock WHERE record_a = value")
        return try Set(rows.map { RecordPair(try $0.get("record_a"), try $0.get("record_b")) })
    }
}
