/// A key and the record that has it in one word, key first: in order, the records of a block stand together. Between the two, four
/// bits say which kind of key it is.
public enum LinkageEntries {
    /// Entries are dealt into this many parts by the first bits of the key; a part fits a core's own cache.
    public static let parts = 256

    /// As many records as an entry has room for.
    public static let mostRecords = 1 << 28

    @inline(__always)
    public static func entry(_ key: UInt32, kind: Int, _ record: Int) -> UInt64 {
        UInt64(key) << 32 | UInt64(kind) << 28 | UInt64(record)
    }

    @inline(__always)
    public static func record(_ entry: UInt64) -> Int { Int(entry & 0xFFF_FFFF) }

    @inline(__always)
    public static func kind(_ entry: UInt64) -> Int { Int(entry >> 28 & 15) }

    @inline(__always)
    public static func key(_ entry: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: entry >> 32) }

    @inline(__always)
    public static func part(_ key: UInt32) -> Int { Int(key >> 24) }

    /// Sorts the entries of one part by their key, records in their order (three rounds of eight bits), and leaves out those whose
    /// key no other has. Returns how many are left, at the front.
    public static func blocks(_ entries: UnsafeMutableBufferPointer<UInt64>, _ scratch: inout [UInt64]) -> Int {
        let count = entries.count
        guard count > 1 else { return 0 }
        if scratch.count < count { scratch = [UInt64](repeating: 0, count: count * 2) }
        return scratch.withUnsafeMutableBufferPointer { scratch in
            let spare = UnsafeMutableBufferPointer(rebasing: scratch.prefix(count))
            deal(UnsafeBufferPointer(entries), spare, 32)
            deal(UnsafeBufferPointer(spare), entries, 40)
            deal(UnsafeBufferPointer(entries), spare, 48)
            return shared(UnsafeBufferPointer(spare), into: entries)
        }
    }

    private static func deal(_ from: UnsafeBufferPointer<UInt64>, _ to: UnsafeMutableBufferPointer<UInt64>, _ shift: UInt64) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { places in
            places.initialize(repeating: 0)
            for entry in from { places[Int(entry >> shift & 255)] += 1 }
            var start = 0
            for place in 0..<256 {
                let count = places[place]
                places[place] = start
                start += count
            }
            for entry in from {
                let digit = Int(entry >> shift & 255)
                to[places[digit]] = entry
                places[digit] += 1
            }
        }
    }

    /// Every entry is written and the next written over it unless it is to stay: whether it stays cannot be foretold.
    private static func shared(_ sorted: UnsafeBufferPointer<UInt64>, into kept: UnsafeMutableBufferPointer<UInt64>) -> Int {
        var count = 0
        var before = false
        for place in 0..<sorted.count - 1 {
            let after = key(sorted[place]) == key(sorted[place + 1])
            kept[count] = sorted[place]
            count += before || after ? 1 : 0
            before = after
        }
        kept[count] = sorted[sorted.count - 1]
        return count + (before ? 1 : 0)
    }

    /// Calls `visit` with each stretch of entries that share a key.
    @inline(__always)
    static func each(_ blocks: UnsafeBufferPointer<UInt64>, _ visit: (Range<Int>) -> Void) {
        var start = 0
        while start < blocks.count {
            var end = start + 1
            while end < blocks.count, key(blocks[end]) == key(blocks[start]) { end += 1 }
            visit(start..<end)
            start = end
        }
    }
}
