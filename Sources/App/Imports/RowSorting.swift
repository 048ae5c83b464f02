import Domain
import Store

/// A row of a plan before it is known what becomes of it.
struct PlannedRow: Sendable {
    let row: Int
    let line: Int
    var outcome: StagedOutcome
    /// Its person is held already.
    var known = false
    /// Somebody will have to look at it.
    var unsure = false
    /// Why it was refused, or what is odd about it: one a line, each code, header and detail parted by tabs.
    let reasons: String
    /// What names the row within its feed; empty when it was refused before that could be read.
    let key: String
    let hash: Int64
    let updatedAt: String
    let raw: String
}

/// What the database, and the rows before, hold under the key of a row.
struct Held: Sendable {
    let hash: Int64
    let updatedAt: String
    /// The staged row, when it stands in the same file.
    let row: Int?
    /// False for a conviction that a newer extract of the career no longer had.
    var counts = true
}

/// Tells new rows from changed, unchanged, repeated and outdated ones.
///
/// A row equal to an earlier one of the file is a duplicate. Of two rows with one key the one last updated counts, wherever it
/// stands; without a date of its own, the later. Source: agency files, DUPLICATE_ROW, UPDATED_ROW, SUPERSEDED_ROW.
struct RowSorting {
    private(set) var stored: [String: Held]
    private(set) var staged: [String: [Held]]
    /// Staged rows of earlier batches that a row of this one outdates.
    private(set) var outdated: [Int] = []
    /// By PNC ID: the day of the newest extract that had the career whole.
    private let careers: [String: String]

    init(stored: [String: Held], staged: [String: [Held]], careers: [String: String] = [:]) {
        self.stored = stored
        self.staged = staged
        self.careers = careers
    }

    mutating func sort(_ rows: inout [PlannedRow]) {
        var positions: [Int: Int] = [:]
        for index in rows.indices {
            positions[rows[index].row] = index
            guard rows[index].outcome != .refused else { continue }
            rows[index].outcome = outcome(rows[index], &rows, positions)
            staged[rows[index].key, default: []].append(
                Held(hash: rows[index].hash, updatedAt: rows[index].updatedAt, row: rows[index].row))
        }
    }

    private mutating func outcome(
        _ row: PlannedRow, _ rows: inout [PlannedRow], _ positions: [Int: Int]
    ) -> StagedOutcome {
        let before = staged[row.key] ?? []
        if before.contains(where: { $0.hash == row.hash }) { return .duplicate }
        if before.contains(where: { $0.updatedAt > row.updatedAt }) { return .superseded }
        for earlier in before {
            guard let number = earlier.row else { continue }
            if let position = positions[number] {
                if rows[position].outcome != .duplicate { rows[position].outcome = .superseded }
            } else {
                outdated.append(number)
            }
        }
        return standing(row.key, hash: row.hash, updatedAt: row.updatedAt)
    }

    /// What a row is beside what is held. A row that an older extract has of a career, and the newer one has not, is outdated.
    func standing(_ key: String, hash: Int64, updatedAt: String) -> StagedOutcome {
        let held = stored[key]
        let isSame = held?.hash == hash
        if isSame, held?.counts == true { return .unchanged }
        if let career = careers[CareerKey.reference(key)], career > updatedAt { return .superseded }
        guard let held else { return .new }
        return !isSame && held.updatedAt > updatedAt ? .superseded : .changed
    }
}

extension RowSorting {
    /// What is held under the keys of these rows: in the store, and in the plan of the same file.
    init(
        _ connection: any Connection, feed: String, kind: ImportKind, agency: Agency, importID: Int64?, keys: [String]
    ) throws {
        let keys = Array(Set(keys))
        let careers = HeldCareers(connection, feed: feed, agency: agency)
        let stored = kind == .convictions ? try careers.rows(keys) : try RowSorting.held(connection, feed, keys)
        var staged: [String: [Held]] = [:]
        if let importID {
            // The sign keeps both databases from reading all rows of the file once for every batch, or for every key.
            for row in try connection.query(
                """
                SELECT source_key, hash, updated_at, row FROM \(connection.table(of: keys)) CROSS JOIN import_row
                WHERE source_key = value AND +import_id = \(importID) AND outcome NOT IN ('refused', 'duplicate')
                """)
            {
                staged[try row.get("source_key"), default: []].append(
                    Held(hash: try row.get("hash"), updatedAt: try row.get("updated_at"), row: try row.get("row")))
            }
        }
        self.init(stored: stored, staged: staged, careers: kind == .convictions ? try careers.days(keys) : [:])
    }

    /// What is stored under these keys.
    static func held(_ connection: any Connection, _ feed: String, _ keys: [String]) throws -> [String: Held] {
        var stored: [String: Held] = [:]
        for row in try connection.query(
            """
            SELECT source_key, hash, updated_at FROM source_row
            WHERE feed = \(feed) AND source_key \(connection.among(keys))
            """)
        {
            stored[try row.get("source_key")] = Held(
                hash: try row.get("hash"), updatedAt: try row.get("updated_at"), row: nil)
        }
        return stored
    }
}
