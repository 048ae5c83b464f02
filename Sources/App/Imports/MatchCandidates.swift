import Domain
import Store

/// Finds the records that share a key with some others. A key that very many share says little alone: of those, a record is taken
/// that shares two.
enum MatchCandidates {
    /// Records, or people, of a key up to which each of them is compared.
    static let most = 200
    /// Records of a larger key that are looked at for a second one.
    private static let looked = 4_000

    /// The stored records of each of these keys.
    static func find(_ connection: any Connection, _ keys: [[Int64]]) throws -> [Int64: [Int64]] {
        let wanted = Set(keys.joined()).sorted()
        guard !wanted.isEmpty else { return [:] }
        let large = try largeKeys(connection, wanted)
        let plain = wanted.filter { !large.contains($0) }
        var found: [Int64: [Int64]] = [:]
        for table in SpreadTable.matchKey.both {
            for row in try connection.query(
                "SELECT key, record_id FROM \(name: table) WHERE key \(connection.among(plain))")
            {
                found[try row.get("key"), default: []].append(try row.get("record_id"))
            }
        }
        for (key, records) in try shared(connection, keys, large) { found[key, default: []] += records }
        return found
    }

    /// The keys of which there are more records than are compared one by one.
    private static func largeKeys(_ connection: any Connection, _ keys: [Int64]) throws -> Set<Int64> {
        let these = connection.among(keys)
        let rows = try connection.query(
            """
            SELECT key FROM (\(entries("key", these))) held GROUP BY key HAVING COUNT(*) > \(most)
            """)
        return Set(try rows.map { try $0.get("key") })
    }

    private static func entries(_ columns: SQL, _ keys: SQL) -> SQL {
        SQL.joined(
            SpreadTable.matchKey.both.map { "SELECT \(columns) FROM \(name: $0) WHERE key \(keys)" }, separator: " UNION ALL ")
    }

    /// Of large keys, the records that share two with one record of the batch.
    private static func shared(
        _ connection: any Connection, _ keys: [[Int64]], _ large: Set<Int64>
    ) throws -> [Int64: [Int64]] {
        guard large.count > 1 else { return [:] }
        var records: [Int64: [Int64]] = [:]
        for key in large.sorted() {
            records[key] = try connection.query(
                "SELECT record_id FROM (\(entries("record_id", "= \(key)"))) held ORDER BY record_id DESC LIMIT \(looked)"
            ).map { try $0.get("record_id") }
        }
        var found: [Int64: Set<Int64>] = [:]
        for own in keys {
            var seen: [Int64: Int64] = [:]
            for key in own where large.contains(key) {
                for record in records[key] ?? [] {
                    if let first = seen[record] {
                        found[first, default: []].insert(record)
                    } else {
                        seen[record] = key
                    }
                }
            }
        }
        return found.mapValues { $0.sorted() }
    }

    /// The people whose records these are, each with all of them, read into the table.
    static func people(
        _ connection: any Connection, _ records: [Int64], _ table: inout MatchTable
    ) throws -> [Int64: MatchPerson] {
        guard !records.isEmpty else { return [:] }
        let rows = try connection.query(
            """
            SELECT \(MatchRecord.storedColumns) FROM record WHERE person_id IN
              (SELECT person_id FROM record WHERE id \(connection.among(records)) AND person_id IS NOT NULL)
            """)
        var found: [Int64: [MatchSubject]] = [:]
        for row in rows { found[try row.get("person_id"), default: []].append(table.read(try MatchRecord(row))) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0, MatchPerson(number: $0, records: $1)) })
    }
}
