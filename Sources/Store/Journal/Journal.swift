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
        try written(row).entry
    }

    /// The entry, and whether the row is written as entries are: what reads alike may have been altered all the same.
    static func written(_ row: Row) throws -> (entry: Entry, isVerbatim: Bool) {
        let (at, subjects, records): (String, String, String) = (
            try row.get("at"), try row.get("subjects"), try row.get("records")
        )
        let (fields, committed): (String, String) = (try row.get("fields"), try row.get("commitments"))
        guard let instant = Instant(iso: at) else { throw StoreError.column("column at does not hold a moment") }
        let commitments = Commitment.read(committed)
        let entry = Entry(
            id: try row.get("entry_id"), at: instant, kind: try row.get("kind"), actor: try row.get("actor"),
            agency: try row.get("agency"), role: try row.get("role"),
            subjects: subjects.blankParted.compactMap { Int64($0) },
            records: records.blankParted.map(String.init), fields: fields.blankParted.map(String.init),
            route: try row.get("route"), requestID: try row.get("request_id"), reason: try row.get("reason"),
            commitments: commitments ?? [])
        let isVerbatim =
            try commitments != nil && instant.iso == at && entry.subjects.map(String.init).joined(separator: " ") == subjects
            && isParted(records, entry.records) && isParted(fields, entry.fields)
            && row.get("version") == Int64(entry.encodingVersion)
        return (entry, isVerbatim)
    }

    /// Whether one blank stands between each two words, and none elsewhere.
    private static func isParted(_ text: String, _ words: [String]) -> Bool {
        text.utf8.count == words.reduce(max(words.count - 1, 0)) { $0 + $1.utf8.count }
    }
}

extension String {
    /// What stands between its blanks, byte by byte: no letter that joins on to a blank hides it.
    var blankParted: [Substring] {
        utf8.split(separator: 32).map { Substring($0) }
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
