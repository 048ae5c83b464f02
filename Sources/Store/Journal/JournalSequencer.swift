public import Domain

/// How far the journal's tree reaches.
public struct JournalTree: Sendable, Hashable {
    /// Entries that have their place.
    public let size: Int64
    public let root: MerkleHash
}

/// Gives entries their places in the tree. Entries are durable with the transaction that made them and wait for nobody; one node
/// at a time, holding the lease, takes those that have none yet, in the order of their numbers.
public struct JournalSequencer: Sendable {
    /// So many in one transaction: some milliseconds, while SQLite's other writes wait.
    public static let most = 1000
    /// Numbers behind the mark that are looked at once more. See `settled`.
    static let margin: Int64 = 1000
    /// Clocks of nodes differ by less than this; a lease that ends later than they can explain was taken before the clock went back.
    static let leeway: Int64 = 60

    public let owner: String
    /// A node that has not renewed its lease for so long has lost it.
    public let seconds: Int64

    public init(owner: String, seconds: Int64 = 10) {
        self.owner = owner
        self.seconds = seconds
    }

    /// Takes what has come.
    /// - Returns: the tree and how many were added; nil when another node holds the lease.
    public func integrate(_ connection: any Connection, at now: Instant) throws -> (tree: JournalTree, added: Int)? {
        guard let row = try connection.first("SELECT * FROM journal_tree WHERE id = 1") else { throw JournalDamage.noTree }
        let (size, mark): (Int64, Int64) = (try row.get("size"), try row.get("mark"))
        let (holder, until): (String, Instant?) = (try row.get("lease_owner"), try row.get("lease_until"))
        if holder != owner, let until, until > now, until <= now.adding(seconds: seconds + Self.leeway) { return nil }
        let isSafe = holder == owner && (until.map { $0 > now.adding(seconds: seconds / 2) } ?? false)
        let waiting = try connection.query(
            """
            SELECT j.number, j.leaf_hash FROM journal j WHERE j.number > \(mark)
            AND NOT EXISTS (SELECT 1 FROM journal_place p WHERE p.number = j.number) ORDER BY j.number LIMIT \(Self.most)
            """)
        let leaves = try waiting.map { row in
            guard let hash = MerkleHash(try row.get("leaf_hash", as: [UInt8].self)) else {
                throw StoreError.column("a journal entry's hash is none")
            }
            return (number: try row.get("number", as: Int64.self), hash: hash)
        }
        if leaves.isEmpty, isSafe, connection.dialect == .sqlite {
            // Nothing is written while nobody does anything.
            return (JournalTree(size: size, root: try JournalTiles(connection).root(size)), 0)
        }
        try connection.insert(
            into: "journal_place", ["number", "place"],
            leaves.enumerated().map { [$1.number.stored, (size + Int64($0)).stored] })
        let tiles = JournalTiles(connection)
        try tiles.append(leaves.map(\.hash), behind: size)
        let new = size + Int64(leaves.count)
        let settled = try settled(connection, row, last: leaves.last?.number, isAll: leaves.count < Self.most)
        try connection.execute(
            """
            UPDATE journal_tree SET size = \(new), mark = \(max(mark, settled.mark)), seen = \(settled.seen),
              seen_by = \(settled.by), lease_owner = \(owner), lease_until = \(now.adding(seconds: seconds)) WHERE id = 1
            """)
        return (JournalTree(size: new, root: try tiles.root(new)), leaves.count)
    }

    /// Gives the lease back, so that another node need not wait for its end.
    public func release(_ connection: any Connection) throws {
        try connection.execute(
            "UPDATE journal_tree SET lease_owner = '', lease_until = NULL WHERE id = 1 AND lease_owner = \(owner)")
    }

    private struct Settled {
        var mark, seen: Int64
        var by: String
    }

    /// Up to which number nobody can enter anything any more. SQLite has one writer, so that is the last one. On PostgreSQL a
    /// transaction may take a number and commit long after others: only when all that ran when a number was seen have ended is
    /// everything before it settled; a margin covers one that had taken its number and not yet begun to write.
    /// - Parameter isAll: nothing waits behind the last one that was taken.
    private func settled(_ connection: any Connection, _ row: Row, last: Int64?, isAll: Bool) throws -> Settled {
        let (mark, seen): (Int64, Int64) = (try row.get("mark"), try row.get("seen"))
        guard connection.dialect == .postgres else { return Settled(mark: last ?? mark, seen: 0, by: "") }
        let by: String = try row.get("seen_by")
        let ended: SQL =
            "SELECT CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) >= CAST(\(by) AS xid8) THEN 1 ELSE 0 END AS ended"
        let haveEnded = try by.isEmpty || connection.value(ended, as: Int64.self) == 1
        guard haveEnded else { return Settled(mark: mark, seen: seen, by: by) }
        let newest = try connection.value("SELECT COALESCE(MAX(number), 0) AS number FROM journal", as: Int64.self) ?? 0
        let running: String = try connection.value("SELECT CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS x") ?? ""
        // What waits behind the last one still has to be found.
        let settled = min(seen - Self.margin, isAll ? .max : last ?? mark)
        return Settled(mark: max(mark, settled), seen: newest, by: running)
    }
}

extension Journal {
    /// What the tree is stored in. No personal data: hashes and numbers of entries.
    public static let treeSteps: [Migration.Step] = [
        // The place of each entry in the tree, from 0 on.
        .table(
            Table(
                "journal_place",
                [
                    Column("number", .integer, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("place", .integer, "NOT NULL", holds: nil),
                ])),
        .uniqueIndex("journal_place_place", on: "journal_place (place)"),
        .table(
            Table(
                "journal_tile",
                [
                    Column("level", .integer, "NOT NULL", holds: nil), Column("number", .integer, "NOT NULL", holds: nil),
                    Column("hashes", .blob, "NOT NULL", holds: nil),
                ], rules: ["PRIMARY KEY (level, number)"])),
        // One row: how far the tree is, and who extends it.
        .table(
            Table(
                "journal_tree",
                [
                    Column("id", .integer, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("size", .integer, "NOT NULL", holds: nil),
                    // Entries up to the mark have their place, and none will come any more.
                    Column("mark", .integer, "NOT NULL", holds: nil),
                    // PostgreSQL: the newest number when the transactions before `seen_by` were at work.
                    Column("seen", .integer, "NOT NULL", holds: nil), Column("seen_by", .text, "NOT NULL", holds: nil),
                    // Places before this one are found by whom and by whose. See `JournalIndex`.
                    Column("indexed", .integer, "NOT NULL", holds: nil),
                    Column("lease_owner", .text, "NOT NULL", holds: nil), Column("lease_until", .text, holds: nil),
                ])),
        .sql("INSERT INTO journal_tree (id, size, mark, seen, seen_by, indexed, lease_owner) VALUES (1, 0, 0, 0, '', 0, '')"),
        .table(
            Table(
                "journal_subject",
                [Column("person_id", .integer, "NOT NULL", holds: subject), Column("place", .integer, "NOT NULL", holds: nil)],
                rules: ["PRIMARY KEY (person_id, place)"], clustered: true)),
        .table(
            Table(
                "journal_actor",
                [Column("actor", .integer, "NOT NULL", holds: actor), Column("place", .integer, "NOT NULL", holds: nil)],
                rules: ["PRIMARY KEY (actor, place)"], clustered: true)),
        .table(
            Table(
                "journal_checkpoint",
                [
                    Column("size", .integer, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("at", .text, "NOT NULL", holds: nil),
                    // The signed note, with the witnesses' lines that came for it.
                    Column("note", .text, "NOT NULL", holds: nil),
                ])),
    ]
}

extension JournalTree {
    /// The tree as it stands; nil when there is none.
    public static func standing(_ connection: any Connection) throws -> JournalTree? {
        guard let size: Int64 = try connection.value("SELECT size FROM journal_tree WHERE id = 1") else { return nil }
        return JournalTree(size: size, root: try JournalTiles(connection).root(size))
    }
}
