import Domain
import Store

/// A staged row that is to be stored. A class, for copying what a row says costs more than reading it.
final class StagedRow: Sendable {
    let row: Int
    let hash: Int64
    let reasons: String
    let raw: String
    let content: RowContent

    init(row: Int, hash: Int64, reasons: String, raw: String, content: RowContent) {
        self.row = row
        self.hash = hash
        self.reasons = reasons
        self.raw = raw
        self.content = content
    }
}

/// Stores the rows of one batch in one transaction: the rows as received, what was made of them, and whose they are.
struct ImportBatch {
    let connection: any Connection
    let feed: String
    let importID: Int64
    let now: Instant

    var subjects: Set<Int64> = []
    var combined: [(survivor: Int64, others: [Int64])] = []
    var unsure: Set<Int> = []
    var careers = FileCareers.Changes()
    /// Records that stand before somebody's review because of this batch.
    var doubtful: Set<Int64> = []
    /// Records that were compared with the likeliest of those that share a key only.
    var crowded = 0

    init(_ connection: any Connection, feed: String, importID: Int64, at now: Instant) {
        self.connection = connection
        self.feed = feed
        self.importID = importID
        self.now = now
    }

    /// New rows and rows that replace what is held.
    mutating func store(_ rows: [StagedRow]) throws {
        guard !rows.isEmpty else { return }
        let sources = try storeSources(rows)
        let records = try storeRecords(rows, sources)
        try storeFacts(rows, sources, records)
    }

    /// Rows that were outdated when they came: they become history of the row that counts.
    func keepOutdated(_ rows: [StagedRow]) throws -> Set<Int> {
        try keepFormer(rows)
        let held = try heldSources(rows.map(\.content.key))
        var kept: Set<Int> = []
        var versions: [[Value]] = []
        let known = try knownVersions(held.values.map(\.id))
        for row in rows {
            guard let source = held[row.content.key] else { continue }
            kept.insert(row.row)
            if source.hash == row.hash || known.contains(Version(source: source.id, hash: row.hash)) { continue }
            versions.append(version(of: source.id, importID, row.row, row.hash, row.content.updatedAt, "superseded", row.raw))
        }
        try connection.insert(into: "source_version", ImportBatch.versionColumns, versions)
        return kept
    }
}
