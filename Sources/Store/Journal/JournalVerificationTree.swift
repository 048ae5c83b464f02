/// The tiles above the leaves.
extension JournalVerification {
    mutating func tilesAbove(_ connection: any Connection) throws {
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
            let beyond: SQL = "SELECT number FROM journal_tile WHERE level = \(level) AND number > \(last)"
            for number in try connection.numbers(beyond) {
                report.findings.append(JournalFinding(.altered, .tile(level: level, number: number)))
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
    static func hashes(_ connection: any Connection, _ level: Int, _ number: Int64) throws -> [MerkleHash]? {
        let stored: [UInt8] =
            try connection.value("SELECT hashes FROM journal_tile WHERE level = \(level) AND number = \(number)") ?? []
        return MerkleHash.list(stored)
    }
}

/// Checkpoints: this log's own, and those that others kept.
extension JournalVerification {
    mutating func checkpoints(_ connection: any Connection) throws {
        var chain = CheckpointChain()
        for row in try connection.query("SELECT size, note FROM journal_checkpoint ORDER BY size") {
            let size: Int64 = try row.get("size")
            report.checkpoints += 1
            let note = SignedNote(try row.get("note", as: String.self))
            let said = note.flatMap { Checkpoint($0.text) }
            guard let note, let said, said.size == size, logs.isEmpty || hasSigned(note, of: said.origin) else {
                report.findings.append(JournalFinding(.altered, .checkpoint(size: size)))
                chain.spoilt.formUnion([size, said?.size ?? size])
                continue
            }
            if logs.isEmpty { report.unchecked += 1 }
            if witnesses.contains(where: { $0.hasSigned(note) }) { report.witnessed += 1 }
            expect(said, JournalFinding(.forked, .checkpoint(size: size)))
            chain.append(said)
        }
        report.findings += chain.findings { expected[$0] != nil }
        for anchor in anchors {
            guard let checkpoint = Checkpoint(anchor.text) else { continue }
            expect(checkpoint, JournalFinding(.anchorMismatch, .anchor(origin: checkpoint.origin, size: checkpoint.size)))
        }
    }

    private func hasSigned(_ note: SignedNote, of origin: String) -> Bool {
        logs.contains { $0.name == origin && $0.hasSigned(note) }
    }

    private mutating func expect(_ checkpoint: Checkpoint, _ finding: JournalFinding) {
        expected[checkpoint.size, default: []].append((checkpoint.root, finding))
    }

    mutating func compare() {
        guard let these = expected.removeValue(forKey: frontier.size) else { return }
        let root = frontier.root
        checkpointsAhead += these.filter { $0.root != root }.map(\.finding)
    }

    /// A root that differs says that history was written anew, unless the leaves themselves were found wrong; what is larger than the
    /// tree says that its end is gone. What others kept is always told.
    mutating func tellCheckpoints() {
        let isExplained = hasWrongLeaves
        func isTold(_ finding: JournalFinding) -> Bool {
            if case .anchor = finding.place { true } else { !isExplained }
        }
        report.findings += checkpointsAhead.filter(isTold)
        for (size, these) in expected.sorted(by: { $0.key < $1.key }) where size > frontier.size {
            report.findings += these.map { JournalFinding(.tailCut, $0.finding.place) }.filter(isTold)
        }
    }

    /// What was found that makes another root: no spoilt checkpoint does, no tile above the leaves, and no entry without a place.
    private var hasWrongLeaves: Bool {
        report.findings.contains { finding in
            switch finding.place {
            case .tile(level: 0, number: _), .tree: true
            default: false
            }
        } || hasForeignLeaf
    }
}
