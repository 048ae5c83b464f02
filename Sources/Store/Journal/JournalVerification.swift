import Domain

/// Checks a journal from its entries up, without trusting any hash that is stored: order, gaps, tiles, root, signatures, witnesses.
/// It reads one snapshot and holds no more than the tree's edge in memory.
public struct JournalVerification {
    /// Keys that this log has signed with, and its witnesses'.
    let logs: [NoteVerifier]
    let witnesses: [NoteVerifier]
    /// Checkpoints that were kept elsewhere.
    let anchors: [SignedNote]
    /// What must be in the journal, and what entries commit to.
    let recorded: [RecordedRows]
    let committed: [CommittedText]

    private var report = JournalReport()
    private var frontier = JournalFrontier()
    private var latest: Instant?
    /// Checkpoints by size, to be compared when the tree is so large.
    private var expected: [Int64: [(root: MerkleHash, finding: JournalFinding)]] = [:]
    private var checkpointsAhead: [JournalFinding] = []
    /// Places whose entry is not there, with the hash it had.
    private var gone: [(place: Int64, hash: MerkleHash)] = []
    private var hasDamage: Bool { !report.findings.isEmpty || !gone.isEmpty }

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
        let tree = try connection.first("SELECT size, mark FROM journal_tree WHERE id = 1")
        if tree == nil { report.findings.append(JournalFinding(.missing, .tree)) }
        let said = try tree?.get("size", as: Int64.self) ?? 0
        try checkpoints(connection)
        try leaves(connection)
        try tilesAbove(connection)
        try unplaced(connection, mark: try tree?.get("mark", as: Int64.self) ?? 0, size: max(said, frontier.size))
        try end(connection, said)
        tellGone()
        tellCheckpoints()
        try tables(connection)
        report.size = frontier.size
        report.root = frontier.root
        return report
    }

    // MARK: entries and their leaves

    /// Level 0 is the tree as it was built; each place's entry must hash to its leaf.
    private mutating func leaves(_ connection: any Connection) throws {
        let tiles = try connection.numbers("SELECT number FROM journal_tile WHERE level = 0 ORDER BY number")
        compare()
        for (index, number) in tiles.enumerated() {
            guard number == Int64(index) else {
                report.findings.append(JournalFinding(.missing, .tile(level: 0, number: Int64(index))))
                return
            }
            guard let leaves = try Self.hashes(connection, 0, number), !leaves.isEmpty,
                leaves.count == Int(JournalTiles.width) || index == tiles.count - 1
            else {
                report.findings.append(JournalFinding(.altered, .tile(level: 0, number: number)))
                return
            }
            let first = number * JournalTiles.width
            let entries = try Self.entries(connection, first..<first + Int64(leaves.count))
            for (offset, leaf) in leaves.enumerated() {
                let place = first + Int64(offset)
                look(at: place, leaf, entries[place])
                frontier.append(leaf)
                compare()
            }
        }
    }

    /// Seconds that an entry may take from its time to its place.
    static let slowest: Int64 = 60

    private struct Placed {
        let number: Int64
        var at: Instant?
        /// nil when the row is not there.
        let hash: MerkleHash?
        let isAsStored: Bool
    }

    private static func entries(_ connection: any Connection, _ places: Range<Int64>) throws -> [Int64: Placed] {
        let rows = try connection.query(
            """
            SELECT p.place, p.number AS placed, \(Journal.columns) FROM journal_place p LEFT JOIN journal j ON j.number = p.number
            WHERE p.place >= \(places.lowerBound) AND p.place < \(places.upperBound) ORDER BY p.place
            """)
        var entries: [Int64: Placed] = [:]
        for row in rows {
            let (place, number): (Int64, Int64) = (try row.get("place"), try row.get("placed"))
            if try row.get("leaf_hash", as: [UInt8]?.self) == nil {
                entries[place] = Placed(number: number, hash: nil, isAsStored: false)
                continue
            }
            let (hash, isAsStored) = try hash(row)
            entries[place] = Placed(number: number, at: try? row.get("at"), hash: hash, isAsStored: isAsStored)
        }
        return entries
    }

    private mutating func look(at place: Int64, _ leaf: MerkleHash, _ entry: Placed?) {
        guard let entry, let hash = entry.hash else {
            gone.append((place, leaf))
            return
        }
        if hash != leaf || !entry.isAsStored { report.findings.append(JournalFinding(.altered, .entry(number: entry.number))) }
        if let at = entry.at { follow(at) }
    }

    private mutating func follow(_ at: Instant) {
        if let latest, latest.seconds - at.seconds > Self.slowest {
            report.setBack += 1
            report.mostSetBack = max(report.mostSetBack, latest.seconds - at.seconds)
        }
        latest = at
    }

    /// Entries without a place in the tree: those that have just come wait for theirs; others were put in.
    private mutating func unplaced(_ connection: any Connection, mark: Int64, size: Int64) throws {
        let rows = try connection.query(
            """
            SELECT \(Journal.columns) FROM journal j
            LEFT JOIN journal_place p ON p.number = j.number AND p.place >= 0 AND p.place < \(size)
            WHERE p.number IS NULL ORDER BY j.number
            """)
        for row in rows {
            let number: Int64 = try row.get("number")
            let (hash, isAsStored) = try Self.hash(row)
            if let index = gone.firstIndex(where: { $0.hash == hash }) {
                // The entry is there by another number.
                gone.remove(at: index)
                report.findings.append(JournalFinding(.altered, .entry(number: number)))
            } else if number <= mark || !isAsStored {
                report.findings.append(JournalFinding(.altered, .entry(number: number)))
            } else {
                report.pending += 1
            }
        }
        let beyond: SQL = "SELECT number FROM journal_place WHERE place >= \(size) OR place < 0 ORDER BY number"
        for number in try connection.numbers(beyond) {
            report.findings.append(JournalFinding(.altered, .entry(number: number)))
        }
    }

    /// The leaf that a row's entry makes, and whether the row says just that and nothing besides.
    private static func hash(_ row: Row) throws -> (MerkleHash, isAsStored: Bool) {
        let stored: [UInt8] = try row.get("leaf_hash")
        // What cannot even be read as an entry was altered as well.
        guard let entry = try? Journal.entry(row), (try? Journal.isVerbatim(row, entry)) == true else { return (.empty, false) }
        let hash = MerkleHash.leaf(entry.canonicalBytes)
        return (hash, hash.bytes == stored)
    }

    /// The tree says that it is larger, or smaller, than its leaves.
    private mutating func end(_ connection: any Connection, _ said: Int64) throws {
        guard said != frontier.size else { return }
        // A tile that ends the leaves has been told.
        guard !report.findings.contains(where: { if case .tile(level: 0, number: _) = $0.place { true } else { false } }) else {
            return
        }
        guard said > frontier.size else { return report.findings.append(JournalFinding(.altered, .tree)) }
        let haveEntries = try connection.exists("SELECT number FROM journal_place WHERE place >= \(frontier.size)")
        let tile = JournalFinding.Place.tile(level: 0, number: frontier.size / JournalTiles.width)
        report.findings.append(haveEntries ? JournalFinding(.missing, tile) : JournalFinding(.tailCut, .tree))
    }

    /// What is gone from the end was cut off; what is gone from elsewhere is missing.
    private mutating func tellGone() {
        var runs: [ClosedRange<Int64>] = []
        for (place, _) in gone {
            if let last = runs.last, last.upperBound + 1 == place {
                runs[runs.count - 1] = last.lowerBound...place
            } else {
                runs.append(place...place)
            }
        }
        for run in runs {
            let isTail = run.upperBound == frontier.size - 1 && runs.count == 1
            report.findings.append(JournalFinding(isTail ? .tailCut : .missing, .places(run)))
        }
    }

    // MARK: what the entries are about

    private mutating func tables(_ connection: any Connection) throws {
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
        report.findings += texts.findings
    }

    // MARK: the tree above the leaves

    private mutating func tilesAbove(_ connection: any Connection) throws {
        var (level, below) = (1, frontier.size)
        while below >= JournalTiles.width {
            below /= JournalTiles.width
            let last = (below - 1) / JournalTiles.width
            for number in 0...last {
                let count = min(JournalTiles.width, below - number * JournalTiles.width)
                let stored = try Self.hashes(connection, level, number)
                guard let stored, !stored.isEmpty else {
                    report.findings.append(
                        JournalFinding(stored == nil ? .altered : .missing, .tile(level: level, number: number)))
                    continue
                }
                var made: [MerkleHash] = []
                for child in number * JournalTiles.width..<number * JournalTiles.width + count {
                    made.append(JournalTiles.root(try Self.hashes(connection, level - 1, child)?[...] ?? []))
                }
                if made != stored { report.findings.append(JournalFinding(.altered, .tile(level: level, number: number))) }
            }
            level += 1
        }
        let foreign = try connection.query(
            "SELECT level, number FROM journal_tile WHERE level >= \(level) OR level < 0 OR number < 0")
        for row in foreign {
            report.findings.append(JournalFinding(.altered, .tile(level: try row.get("level"), number: try row.get("number"))))
        }
    }

    /// nil when they are no hashes; empty when there is no such tile.
    private static func hashes(_ connection: any Connection, _ level: Int, _ number: Int64) throws -> [MerkleHash]? {
        let stored: [UInt8] =
            try connection.value("SELECT hashes FROM journal_tile WHERE level = \(level) AND number = \(number)") ?? []
        return MerkleHash.list(stored)
    }

    // MARK: checkpoints

    private mutating func checkpoints(_ connection: any Connection) throws {
        for row in try connection.query("SELECT size, note FROM journal_checkpoint ORDER BY size") {
            let size: Int64 = try row.get("size")
            report.checkpoints += 1
            guard let note = SignedNote(try row.get("note", as: String.self)), let checkpoint = Checkpoint(note.text),
                checkpoint.size == size, logs.contains(where: { $0.name == checkpoint.origin && $0.hasSigned(note) })
            else {
                report.findings.append(JournalFinding(.altered, .checkpoint(size: size)))
                continue
            }
            if witnesses.contains(where: { $0.hasSigned(note) }) { report.witnessed += 1 }
            expect(checkpoint, JournalFinding(.forked, .checkpoint(size: size)))
        }
        for anchor in anchors {
            guard let checkpoint = Checkpoint(anchor.text) else { continue }
            expect(checkpoint, JournalFinding(.anchorMismatch, .anchor(origin: checkpoint.origin, size: checkpoint.size)))
        }
    }

    private mutating func expect(_ checkpoint: Checkpoint, _ finding: JournalFinding) {
        expected[checkpoint.size, default: []].append((checkpoint.root, finding))
    }

    private mutating func compare() {
        guard let these = expected.removeValue(forKey: frontier.size) else { return }
        let root = frontier.root
        checkpointsAhead += these.filter { $0.root != root }.map(\.finding)
    }

    /// A root that differs says that history was written anew, unless something that was found wrong explains it. What is larger
    /// than the tree says that its end is gone.
    private mutating func tellCheckpoints() {
        let isExplained = hasDamage
        if !isExplained { report.findings += checkpointsAhead }
        for (size, these) in expected.sorted(by: { $0.key < $1.key }) where size > frontier.size && !isExplained {
            report.findings += these.map {
                JournalFinding($0.finding.verdict == .forked ? .tailCut : .anchorMismatch, $0.finding.place)
            }
        }
    }
}
