import Domain

/// A column whose texts are committed to, and how commitments name the row.
public struct CommittedText: Sendable {
    public let table: String
    public let column: String
    /// Over the row `t`: the record that commitments name, and when the text was written (NULL: it was not yet).
    let record: SQL
    let at: SQL
    /// A row that was written has such a text.
    let isNeverEmpty: Bool
    /// Another text may take its place; the entry of each names the record.
    let isRewritten: Bool

    public init(
        _ table: String, _ column: String, record: SQL? = nil, at: SQL, isNeverEmpty: Bool = false, isRewritten: Bool = false
    ) {
        (self.table, self.column) = (table, column)
        self.record = record ?? "CAST(\(table) AS TEXT) || ':' || t.id"
        self.at = at
        self.isNeverEmpty = isNeverEmpty
        self.isRewritten = isRewritten
    }
}

/// Checks that what was committed to still stands as it was entered, and that whatever an entry committed to still stands.
///
/// All commitments are held in memory: some hundred bytes for each text that an officer wrote.
struct CommittedTexts {
    private struct Entered {
        let kind: EntryKind
        let records: [String]
        /// Commitments that no text has met.
        var open: Int
    }

    private var entries: [Entered] = []
    /// In which of the entries each commitment stands.
    private var known: [[UInt8]: Int] = [:]
    /// When the first was made: what is older has none.
    private var first: Instant?
    private let erased: Set<String>
    /// The newest entry whose text stands, of records whose texts may be written anew: what was disclosed of a record takes no other
    /// text's place in it.
    private struct Anew: Hashable {
        let record: String
        let isDisclosed: Bool
    }
    private var newest: [Anew: Int] = [:]
    private(set) var findings: [JournalFinding] = []
    private(set) var kept = 0

    init(_ connection: any Connection) throws {
        erased = try RecordedChanges.erased(connection)
        let rows = try connection.query(
            "SELECT j.at, j.kind, j.records, j.commitments FROM journal j WHERE j.commitments <> '' ORDER BY j.number")
        for row in rows {
            // What cannot be read makes another leaf, and is found there.
            let commitments = Commitment.read(try row.get("commitments")) ?? []
            for commitment in commitments { known[commitment] = entries.count }
            entries.append(
                Entered(
                    kind: (try? row.get("kind")) ?? .alteration,
                    records: try row.get("records", as: String.self).blankParted.map(String.init),
                    open: commitments.count))
            if let at: Instant = try? row.get("at") { first = min(first ?? at, at) }
        }
    }

    mutating func check(_ connection: any Connection, _ committed: CommittedText) throws {
        let rows = try connection.query(
            """
            SELECT q.record, q.value, q.at, c.record AS held, c.salt FROM
              (SELECT \(committed.record) AS record, t.\(name: committed.column) AS value, \(committed.at) AS at
               FROM \(name: committed.table) t) q
            LEFT JOIN commitment_salt c ON c.record = q.record AND c.field = \(committed.column)
            """)
        for row in rows {
            let record: String = try row.get("record")
            let verdict = try verdict(
                row, record, try CommittedTexts.text(row), committed, isHeld: try row.get("held", as: String?.self) != nil)
            if let verdict { findings.append(JournalFinding(verdict, .record(record))) }
        }
    }

    private mutating func verdict(
        _ row: Row, _ record: String, _ value: String, _ committed: CommittedText, isHeld: Bool
    ) throws -> JournalVerdict? {
        if let salt: [UInt8] = try row.get("salt") {
            guard let entry = known[Commitment.hash(salt, record, committed.column, value)] else { return .altered }
            entries[entry].open -= 1
            if committed.isRewritten {
                let anew = Anew(record: record, isDisclosed: entries[entry].kind == .disclosure)
                newest[anew] = max(newest[anew] ?? entry, entry)
            }
            kept += 1
            return nil
        }
        if isHeld {
            guard value.isEmpty else { return .altered }
            return erased.contains(record) ? nil : .unrecorded
        }
        guard !value.isEmpty || committed.isNeverEmpty else { return nil }
        // Written before there were commitments, as its entry says.
        guard let first else { return nil }
        if let at = try row.get("at", as: Instant?.self) { return at >= first ? .altered : nil }
        return value.isEmpty ? nil : .altered
    }

    /// What entries committed to and nothing meets any more: neither erased nor written anew, so it was taken away, or an older one put
    /// back in its place. Of security entries it is not asked: what they commit to, such as what was searched for, is kept nowhere.
    mutating func tellOpen() {
        for (index, entry) in entries.enumerated() where entry.open > 0 && entry.kind != .security {
            let isExplained = entry.records.contains { record in
                let anew = Anew(record: record, isDisclosed: entry.kind == .disclosure)
                return erased.contains(record) || (newest[anew] ?? -1) > index
            }
            guard !isExplained, let record = entry.records.first else { continue }
            let finding = JournalFinding(.unrecorded, .record(record))
            if !findings.contains(where: { $0.place == finding.place }) { findings.append(finding) }
        }
    }

    /// Bytes that were sealed are committed to as they stand.
    private static func text(_ row: Row) throws -> String {
        if let bytes = try? row.get("value", as: [UInt8]?.self) { return hexadecimal(bytes) }
        return try row.get("value", as: String?.self) ?? ""
    }

    /// Values whose salt is gone: they were erased, and their entries still hold.
    static func erased(_ connection: any Connection) throws -> Int {
        try connection.value("SELECT COUNT(*) AS n FROM commitment_salt WHERE salt IS NULL") ?? 0
    }
}
