public import Domain

/// The record of every read and change of personal data.
///
/// The leaf hash is SHA-256 over 0x00 and the entry's canonical bytes, as RFC 6962 has it, so that the entries can become
/// the leaves of a Merkle tree without being rewritten.
public enum Journal {
    static let actor = Holding(.officer, .staff, .personal, .journal)
    static let subject = Holding(.offender, .identity, .personal, .journal)

    /// What the journal holds, for the schema.
    public static let table = Table(
        "journal",
        [
            Column("number", .id, holds: nil),
            Column("entry_id", .blob, "NOT NULL", holds: nil),
            Column("version", .integer, "NOT NULL", holds: nil),
            Column("at", .text, "NOT NULL", holds: nil),
            Column("kind", .text, "NOT NULL", holds: nil),
            Column("actor", .integer, "NOT NULL", holds: actor),
            Column("agency", .text, "NOT NULL", holds: actor),
            Column("role", .text, "NOT NULL", holds: actor),
            Column("subjects", .text, "NOT NULL", holds: subject),
            Column("records", .text, "NOT NULL", holds: subject),
            Column("fields", .text, "NOT NULL", holds: nil),
            Column("route", .text, "NOT NULL", holds: nil),
            Column("request_id", .text, "NOT NULL", holds: nil),
            Column("reason", .text, "NOT NULL", holds: nil),
            Column("leaf_hash", .blob, "NOT NULL", holds: nil),
        ])

    /// SHA-256 over 0x00 and the canonical bytes (RFC 6962 section 2.1).
    public static func leafHash(_ entry: Entry) -> [UInt8] {
        MerkleHash.leaf(entry.canonicalBytes).bytes
    }

    /// For a query over `journal j`.
    static let columns: SQL = """
        j.number, j.entry_id, j.version, j.at, j.kind, j.actor, j.agency, j.role, j.subjects, j.records, j.fields, j.route, j.request_id,
        j.reason, j.leaf_hash, j.commitments
        """

    /// Reads entries back in the order they were entered, from `number` on.
    public static func entries(
        _ connection: any Connection, from number: Int64 = 1, limit: Int = 1000
    ) throws -> [(number: Int64, entry: Entry, leafHash: [UInt8])] {
        try connection.query("SELECT \(columns) FROM journal j WHERE j.number >= \(number) ORDER BY j.number LIMIT \(limit)")
            .map {
                (try $0.get("number"), try entry($0), try $0.get("leaf_hash"))
            }
    }

    /// These entries, in the order of their numbers.
    public static func entries(_ connection: any Connection, numbered numbers: [Int64]) throws -> [JournalFound] {
        try connection.query(
            "SELECT \(columns) FROM journal j WHERE j.number \(connection.among(numbers)) ORDER BY j.number"
        ).map { JournalFound(place: nil, number: try $0.get("number"), entry: try entry($0)) }
    }

    static func entry(_ row: Row) throws -> Entry {
        let subjects: String = try row.get("subjects")
        return Entry(
            id: try row.get("entry_id"), at: try row.get("at"), kind: try row.get("kind"), actor: try row.get("actor"),
            agency: try row.get("agency"), role: try row.get("role"),
            subjects: subjects.split(separator: " ").compactMap { Int64($0) },
            records: words(try row.get("records")), fields: words(try row.get("fields")),
            route: try row.get("route"), requestID: try row.get("request_id"), reason: try row.get("reason"),
            commitments: Commitment.read(try row.get("commitments")) ?? [])
    }

    /// Whether the row is written as an entry is: what reads alike may have been altered all the same.
    static func isVerbatim(_ row: Row, _ entry: Entry) throws -> Bool {
        let texts: [(String, String)] = [
            (try row.get("subjects"), entry.subjects.map(String.init).joined(separator: " ")),
            (try row.get("records"), entry.records.joined(separator: " ")),
            (try row.get("fields"), entry.fields.joined(separator: " ")),
            (try row.get("commitments"), Commitment.text(entry.commitments)),
        ]
        return try texts.allSatisfy { $0 == $1 } && row.get("at", as: String.self).stored == entry.at.stored
            && row.get("version") == Int64(entry.encodingVersion)
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}

extension Connection {
    /// Makes an entry in this transaction. If it cannot be written the transaction fails with it.
    public func enter(_ entry: Entry) throws {
        // A copy of a database that has not been migrated yet is entered in it, and it has no such column.
        let hasCommitments = !entry.commitments.isEmpty
        let column: SQL = hasCommitments ? ", commitments" : .empty
        let value: SQL = hasCommitments ? ", \(Commitment.text(entry.commitments))" : .empty
        try execute(
            """
            INSERT INTO journal (entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route,
              request_id, reason, leaf_hash\(column))
            VALUES (\(entry.id), \(Int64(entry.encodingVersion)), \(entry.at), \(entry.kind), \(entry.actor), \(entry.agency),
              \(entry.role), \(entry.subjects.map(String.init).joined(separator: " ")),
              \(entry.records.joined(separator: " ")), \(entry.fields.joined(separator: " ")), \(entry.route),
              \(entry.requestID), \(entry.reason), \(Journal.leafHash(entry))\(value))
            """)
    }
}
