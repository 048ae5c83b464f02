import Domain

/// Entries and their leaves.
extension JournalVerification {
    /// Level 0 is the tree as it was built; each place's entry must hash to its leaf.
    mutating func leaves(_ connection: any Connection) throws {
        let tiles = try connection.numbers("SELECT number FROM journal_tile WHERE level = 0 ORDER BY number")
        compare()
        var entries: [Placed?] = []
        var ahead = SideBySide(try Self.rows(connection, from: 0), Self.placed)
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
            let (first, inside) = (number * JournalTiles.width, index % Self.tilesAtOnce * Int(JournalTiles.width))
            if inside == 0 {
                // While these are hashed the next are read.
                let next = try Self.rows(connection, from: first + Self.placesAtOnce)
                entries = Self.entries(ahead.wait(), from: first)
                ahead = SideBySide(next, Self.placed)
            }
            for (offset, leaf) in leaves.enumerated() {
                look(at: first + Int64(offset), leaf, entries[inside + offset])
                frontier.append(leaf)
                compare()
            }
        }
    }

    /// Seconds that an entry may take from its time to its place.
    static let slowest: Int64 = 60
    /// Of so many tiles the entries are read in one question, and hashed side by side.
    static let tilesAtOnce = 16
    private static let placesAtOnce = Int64(tilesAtOnce) * JournalTiles.width

    struct Placed {
        let place, number: Int64
        var at: Instant?
        var indexed: IndexSums.Entered?
        /// nil when the row is not there.
        let hash: MerkleHash?
        let isAsStored: Bool
    }

    private static func rows(_ connection: any Connection, from first: Int64) throws -> [Row] {
        try connection.query(
            """
            SELECT p.place, p.number AS placed, \(Journal.columns) FROM journal_place p LEFT JOIN journal j ON j.number = p.number
            WHERE p.place >= \(first) AND p.place < \(first + placesAtOnce) ORDER BY p.place
            """)
    }

    /// By place from the first on; nil where there is none.
    private static func entries(_ placed: [Placed?], from first: Int64) -> [Placed?] {
        var entries = [Placed?](repeating: nil, count: Int(placesAtOnce))
        for case let entry? in placed { entries[Int(entry.place - first)] = entry }
        return entries
    }

    private static func placed(_ row: Row) -> Placed? {
        guard let place: Int64 = try? row.get("place"), let number: Int64 = try? row.get("placed") else { return nil }
        guard (try? row.get("number", as: Int64.self)) != nil else {
            return Placed(place: place, number: number, hash: nil, isAsStored: false)
        }
        let (entry, hash, isAsStored) = read(row)
        return Placed(
            place: place, number: number, at: entry?.at, indexed: entry.map { IndexSums.Entered($0, place) }, hash: hash,
            isAsStored: isAsStored)
    }

    private mutating func look(at place: Int64, _ leaf: MerkleHash, _ entry: Placed?) {
        guard let entry, let hash = entry.hash else {
            gone.append((place, leaf))
            return
        }
        if hash != leaf || !entry.isAsStored { report.findings.append(JournalFinding(.altered, .entry(number: entry.number))) }
        if hash != leaf { hasForeignLeaf = true }
        if let at = entry.at { follow(at) }
        if let indexed = entry.indexed { index.add(indexed, at: place) }
    }

    private mutating func follow(_ at: Instant) {
        if let latest, latest.seconds - at.seconds > Self.slowest {
            report.setBack += 1
            report.mostSetBack = max(report.mostSetBack, latest.seconds - at.seconds)
        }
        latest = at
    }

    /// Entries without a place in the tree: those that have just come wait for theirs; others were put in.
    mutating func unplaced(_ connection: any Connection, mark: Int64, size: Int64) throws {
        let rows = try connection.query(
            """
            SELECT \(Journal.columns) FROM journal j
            LEFT JOIN journal_place p ON p.number = j.number AND p.place >= 0 AND p.place < \(size)
            WHERE p.number IS NULL ORDER BY j.number
            """)
        var missing = Dictionary(gone.enumerated().map { ($1.hash, $0) }, uniquingKeysWith: { first, _ in first })
        var found: Set<Int> = []
        for row in rows {
            let number: Int64 = try row.get("number")
            let (_, hash, isAsStored) = Self.read(row)
            if let index = missing.removeValue(forKey: hash) {
                // The entry is there by another number.
                found.insert(index)
                report.findings.append(JournalFinding(.altered, .entry(number: number)))
            } else if number <= mark || !isAsStored {
                report.findings.append(JournalFinding(.altered, .entry(number: number)))
            } else {
                report.pending += 1
            }
        }
        gone = gone.enumerated().filter { !found.contains($0.offset) }.map(\.element)
        let beyond: SQL = "SELECT number FROM journal_place WHERE place >= \(size) OR place < 0 ORDER BY number"
        for number in try connection.numbers(beyond) {
            report.findings.append(JournalFinding(.altered, .entry(number: number)))
        }
    }

    /// The entry of a row, the leaf that it makes, and whether the row says just that and nothing besides. What cannot even be read as an
    /// entry was altered as well.
    private static func read(_ row: Row) -> (Entry?, MerkleHash, isAsStored: Bool) {
        guard let (entry, isVerbatim) = try? Journal.written(row) else { return (nil, .empty, false) }
        guard isVerbatim, let stored = try? row.get("leaf_hash", as: [UInt8].self) else { return (entry, .empty, false) }
        let hash = MerkleHash.leaf(entry.canonicalBytes)
        return (entry, hash, MerkleHash(stored) == hash)
    }

    /// The tree says that it is larger, or smaller, than its leaves.
    mutating func end(_ connection: any Connection, _ said: Int64) throws {
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
    mutating func tellGone() {
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
}
