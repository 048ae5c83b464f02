import Domain

/// Finds the blocks that are too large and splits them.
enum LinkageLargeBlocks {
    static func split(
        _ keys: inout [SIMD16<UInt32>], _ table: LinkageTable, _ traits: LinkageTraits, _ threads: LinkageThreads
    ) -> [LinkageSplit] {
        let found = suspects(keys, crowded(keys, threads), threads)
        let blocks = blocks(found, keys)
        let parts = table.records.withUnsafeBufferPointer { records in
            let records = Shared(buffer: records)
            return threads.map(blocks.count) { number in
                let block = blocks[number]
                return LinkageSplitting.split(
                    found[block.range].map { UInt32(LinkageEntries.record($0)) }, kind: block.kind, key: block.key,
                    records.buffer,
                    traits)
            }
        }
        return zip(blocks, parts).map { block, parts in
            for part in parts where keys[Int(part.record)][block.kind] == block.key {
                keys[Int(part.record)][block.kind] = part.key
            }
            return LinkageSplit(kind: block.kind, records: parts.count, blocks: Set(parts.map(\.key)).count)
        }
    }

    private struct Block {
        let key: UInt32
        let kind: Int
        let range: Range<Int>
    }

    private struct Shared: @unchecked Sendable {
        let buffer: UnsafeBufferPointer<LinkageRecord>
    }

    /// The stretches of sorted entries that are too many for one block.
    private static func blocks(_ entries: [UInt64], _ keys: [SIMD16<UInt32>]) -> [Block] {
        var blocks: [Block] = []
        var start = 0
        while start < entries.count {
            let key = LinkageEntries.key(entries[start])
            var end = start + 1
            while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
            let kind = LinkageEntries.kind(entries[start])
            if end - start > LinkageSplitting.largest(kind, records: keys.count) {
                blocks.append(Block(key: key, kind: kind, range: start..<end))
            }
            start = end
        }
        return blocks
    }

    /// Which buckets of keys hold more records than a block may.
    private static func crowded(_ keys: [SIMD16<UInt32>], _ threads: LinkageThreads) -> [Bool] {
        var size = 1 << 12
        while size < keys.count * 4 { size *= 2 }
        let counts = threads.map(halves) { half in
            var counts = [UInt8](repeating: 0, count: size)
            counts.withUnsafeMutableBufferPointer { counts in
                keys.withUnsafeBytes { keys in
                    let flat = keys.bindMemory(to: UInt32.self)
                    for place in stretch(half, flat.count) where flat[place] != 0 {
                        let bucket = bucket(flat[place], size)
                        if counts[bucket] < 255 { counts[bucket] += 1 }
                    }
                }
            }
            return counts
        }
        let least = LinkageSplitting.largest(LinkageKeys.kinds - 1, records: keys.count)
        return zip(counts[0], counts[1]).map { Int($0) + Int($1) > least }
    }

    private static let halves = 2

    private static func stretch(_ half: Int, _ count: Int) -> Range<Int> {
        half * count / halves..<(half + 1) * count / halves
    }

    /// Entries of the keys that fall into a crowded bucket, sorted.
    private static func suspects(_ keys: [SIMD16<UInt32>], _ crowded: [Bool], _ threads: LinkageThreads) -> [UInt64] {
        let found = threads.map(halves) { half in
            var found: [UInt64] = []
            keys.withUnsafeBytes { keys in
                let flat = keys.bindMemory(to: UInt32.self)
                for place in stretch(half, flat.count) where flat[place] != 0 && crowded[bucket(flat[place], crowded.count)] {
                    let kind = place % LinkageKeys.kinds
                    found.append(LinkageEntries.entry(flat[place], kind: kind, place / LinkageKeys.kinds))
                }
            }
            return found
        }
        return (found[0] + found[1]).sorted()
    }

    private static func bucket(_ key: UInt32, _ size: Int) -> Int { Int(key) & (size - 1) }
}
