/// The journal's tree as it is stored: tiles of up to 256 hashes, level upon level. The hash of a full tile is a hash of the tile
/// above, so a root or proof reads a tile or two of each of four levels at a hundred million entries.
public final class JournalTiles: MerkleTree {
    /// Hashes of a tile, and how many levels of the tree it spans.
    static let width: Int64 = 256
    static let height = 8

    private struct Address: Hashable {
        let level: Int
        let number: Int64
    }

    private let connection: any Connection
    private var known: [Address: [MerkleHash]] = [:]

    public init(_ connection: any Connection) {
        self.connection = connection
    }

    public func node(_ level: Int, _ index: Int64) throws -> MerkleHash {
        let (above, inside) = level.quotientAndRemainder(dividingBy: JournalTiles.height)
        let first = index << Int64(inside)
        let tile = try tile(above, first / JournalTiles.width)
        let start = Int(first % JournalTiles.width)
        guard tile.count >= start + 1 << inside else {
            throw JournalDamage.tile(level: above, number: first / JournalTiles.width)
        }
        return JournalTiles.root(tile[start..<start + 1 << inside])
    }

    /// Over a power of two of hashes.
    static func root(_ hashes: ArraySlice<MerkleHash>) -> MerkleHash {
        var row = Array(hashes)
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { .node(row[$0], row[$0 + 1]) }
        }
        return row.first ?? .empty
    }

    /// The hashes of a tile; empty when there is none.
    func tile(_ level: Int, _ number: Int64) throws -> [MerkleHash] {
        let address = Address(level: level, number: number)
        if let found = known[address] { return found }
        let stored: [UInt8] =
            try connection.value("SELECT hashes FROM journal_tile WHERE level = \(level) AND number = \(number)") ?? []
        guard let hashes = MerkleHash.list(stored) else { throw JournalDamage.tile(level: level, number: number) }
        known[address] = hashes
        return hashes
    }

    /// Adds leaves behind the `size` that are there.
    func append(_ leaves: [MerkleHash], behind size: Int64) throws {
        var (new, filled, level) = (leaves, size, 0)
        while !new.isEmpty {
            var full: [MerkleHash] = []
            var number = filled / JournalTiles.width
            var tile = filled % JournalTiles.width == 0 ? [] : try self.tile(level, number)
            guard Int64(tile.count) == filled % JournalTiles.width else {
                throw JournalDamage.tile(level: level, number: number)
            }
            for hash in new {
                tile.append(hash)
                guard tile.count == Int(JournalTiles.width) else { continue }
                try store(tile, level, number)
                full.append(JournalTiles.root(tile[...]))
                number += 1
                tile = []
            }
            if !tile.isEmpty { try store(tile, level, number) }
            new = full
            filled /= JournalTiles.width
            level += 1
        }
    }

    private func store(_ tile: [MerkleHash], _ level: Int, _ number: Int64) throws {
        known[Address(level: level, number: number)] = tile
        try connection.execute(
            """
            INSERT INTO journal_tile (level, number, hashes) VALUES (\(level), \(number), \(tile.flatMap(\.bytes)))
            ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
            """)
    }
}

extension MerkleHash {
    /// One after another; nil when a part of one is missing.
    static func list(_ bytes: [UInt8]) -> [MerkleHash]? {
        guard bytes.count % size == 0 else { return nil }
        return stride(from: 0, to: bytes.count, by: size).compactMap { MerkleHash(bytes[$0..<$0 + size]) }
    }
}

/// What is stored of the tree does not fit together.
public enum JournalDamage: Error, Sendable, Hashable {
    case tile(level: Int, number: Int64)
    case noTree
    /// Another root was signed for this size.
    case checkpoint(size: Int64)
}
