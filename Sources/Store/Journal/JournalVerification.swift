import Domain

/// Checks a journal from its entries up, without trusting any hash that is stored: order, gaps, tiles, root, signatures, witnesses.
/// It reads one snapshot. Of the tree no more than its edge is in memory, besides the entries that have no place yet; when the tables are
/// looked up, also what the entries of changes name and commit to: some hundred bytes for each of these, and none for a reading.
public struct JournalVerification {
    /// Keys that this log has signed with, and its witnesses'.
    let logs: [NoteVerifier]
    let witnesses: [NoteVerifier]
    /// Checkpoints that were kept elsewhere.
    let anchors: [SignedNote]
    /// What must be in the journal, and what entries commit to.
    let recorded: [RecordedRows]
    let committed: [CommittedText]

    var report = JournalReport()
    var frontier = JournalFrontier()
    var latest: Instant?
    /// Checkpoints by size, to be compared when the tree is so large.
    var expected: [Int64: [(root: MerkleHash, finding: JournalFinding)]] = [:]
    var checkpointsAhead: [JournalFinding] = []
    /// Places whose entry is not there, with the hash it had.
    var gone: [(place: Int64, hash: MerkleHash)] = []
    /// A leaf is not that of the entry in its place.
    var hasForeignLeaf = false
    var index = IndexSums()

    public init(
        logs: [NoteVerifier], witnesses: [NoteVerifier] = [], anchors: [SignedNote] = [], recorded: [RecordedRows] = [],
        committed: [CommittedText] = []
    ) {
        self.logs = logs
        self.witnesses = witnesses
        self.anchors = anchors
        self.recorded = recorded
        self.committed = committed
    }

    public static func report(
        _ connection: any Connection, logs: [NoteVerifier], witnesses: [NoteVerifier] = [], anchors: [SignedNote] = [],
        recorded: [RecordedRows] = [], committed: [CommittedText] = []
    ) throws -> JournalReport {
        var verification = JournalVerification(
            logs: logs, witnesses: witnesses, anchors: anchors, recorded: recorded, committed: committed)
        return try verification.run(connection)
    }

    private mutating func run(_ connection: any Connection) throws -> JournalReport {
        let tree = try connection.first("SELECT size, mark, indexed FROM journal_tree WHERE id = 1")
        if tree == nil { report.findings.append(JournalFinding(.missing, .tree)) }
        let said = try tree?.get("size", as: Int64.self) ?? 0
        try checkpoints(connection)
        index.end = try tree?.get("indexed", as: Int64.self) ?? 0
        try leaves(connection)
        try tilesAbove(connection)
        try unplaced(connection, mark: try tree?.get("mark", as: Int64.self) ?? 0, size: max(said, frontier.size))
        try end(connection, said)
        tellGone()
        tellCheckpoints()
        // What is wrong with the entries themselves is wrong in their index too.
        if report.findings.isEmpty { report.findings += try index.findings(connection) }
        try tables(connection)
        report.size = frontier.size
        report.root = frontier.root
        return report
    }

    mutating func tables(_ connection: any Connection) throws {
        if !recorded.isEmpty {
            var changes = try RecordedChanges(connection)
            for rows in recorded { try changes.check(connection, rows) }
            report.rows = changes.count
            report.findings += changes.findings
        }
        guard !committed.isEmpty else { return }
        var texts = try CommittedTexts(connection)
        for text in committed { try texts.check(connection, text) }
        report.committed = texts.kept
        report.erased = try CommittedTexts.erased(connection)
        texts.tellOpen()
        report.findings += texts.findings
    }
}
