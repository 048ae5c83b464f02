import Domain
import Store

/// The keys by which stored records find each other, each with its record's signature. They follow from what the record says and from the
/// groups of `NameVariants`; where those change, a migration makes them anew.
enum MatchKeys {
    /// In the order of the index: each is written beside the one before it.
    static func insert(_ connection: any Connection, _ records: some Sequence<(Int64, MatchProbe)>) throws {
        let entries = records.flatMap { record, probe in
            (probe.numbers + probe.keys).map { (key: $0, record: record, signature: probe.signature) }
        }
        try connection.insert(
            into: SpreadTable.matchKey.waiting, ["key", "record_id", "low", "high"],
            entries.sorted { ($0.key, $0.record) < ($1.key, $1.record) }.map {
                [$0.key.stored, $0.record.stored, $0.signature.low.stored, $0.signature.high.stored]
            })
    }

    /// Of what the records say before they are changed.
    static func forget(_ connection: any Connection, _ records: [Int64]) throws {
        guard !records.isEmpty else { return }
        let rows = try connection.query(
            "SELECT \(MatchRecord.storedColumns) FROM record WHERE id \(connection.among(records))")
        for row in rows {
            let keys = connection.among(MatchTable.keys(of: try MatchRecord(row)))
            let id: Int64 = try row.get("id")
            for table in SpreadTable.matchKey.both {
                try connection.execute("DELETE FROM \(name: table) WHERE key \(keys) AND record_id = \(id)")
            }
        }
    }

    /// Of all records.
    @Sendable static func renew(_ connection: any Connection) throws {
        for table in SpreadTable.matchKey.both { try connection.execute("DELETE FROM \(name: table)") }
        var last: Int64 = 0
        while true {
            let rows = try connection.query(
                "SELECT \(MatchRecord.storedColumns) FROM record WHERE id > \(last) ORDER BY id LIMIT \(sliceSize)")
            guard let end = rows.last else { break }
            last = try end.get("id")
            var table = MatchTable()
            let subjects = try rows.map { table.read(try MatchRecord($0)) }
            try insert(connection, zip(subjects.map(\.number), table.probes(subjects, try LinkageVersions.shipped())))
        }
        try SpreadTable.matchKey.settle(connection)
    }

    private static let sliceSize = 10_000
}
