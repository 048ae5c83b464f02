/// A key and the record that has it in one word, key first: in order, the records of a block stand together.
public enum LinkageEntries {
    /// Entries are dealt into this many parts by the first bits of the key; a part fits a core's own cache.
    public static let parts = 256

    @inline(__always)
    public static func entry(_ key: UInt32, _ record: Int) -> UInt64 { UInt64(key) << 32 | UInt64(record) }

    @inline(__always)
    public static func part(_ key: UInt32) -> Int { Int(key >> 24) }

    /// Sorts the entries of one part by their key, records in their order: three rounds of eight bits.
    public static func sort(_ entries: UnsafeMutableBufferPointer<UInt64>, _ scratch: inout [UInt64]) {
        let count = entries.count
        guard count > 1 else { return }
        if scratch.count < count { scratch = [UInt64](repeating: 0, count: count * 2) }
        scratch.withUnsafeMutableBufferPointer { scratch in
            let spare = UnsafeMutableBufferPointer(rebasing: scratch.prefix(count))
            deal(UnsafeBufferPointer(entries), spare, 32)
            deal(UnsafeBufferPointer(spare), entries, 40)
            deal(UnsafeBufferPointer(entries), spare, 48)
            for place in 0..<count { entries[place] = spare[place] }
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

    /// Calls `visit` with each stretch of entries that share a key and are two or more.
    @inline(__always)
    static func blocks(_ entries: UnsafeBufferPointer<UInt64>, _ visit: (Range<Int>) -> Void) {
        var start = 0
        while start < entries.count {
            let key = entries[start] >> 32
            var end = start + 1
            while end < entries.count, entries[end] >> 32 == key { end += 1 }
            if end - start > 1 { visit(start..<end) }
            start = end
        }
    }
}
