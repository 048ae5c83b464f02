/// The records of a run and their keys, where they lie in memory.
public struct LinkageRows: @unchecked Sendable {
    public let records: UnsafeBufferPointer<LinkageRecord>
    public let keys: UnsafeBufferPointer<SIMD16<UInt32>>

    public init(records: UnsafeBufferPointer<LinkageRecord>, keys: UnsafeBufferPointer<SIMD16<UInt32>>) {
        self.records = records
        self.keys = keys
        flat = UnsafeRawBufferPointer(keys).bindMemory(to: UInt32.self)
    }

    /// The same keys one after another: a lane that is not known beforehand is read faster from memory.
    public let flat: UnsafeBufferPointer<UInt32>
}

/// A record brought beside the others of its block, so that they lie in the core's own cache while they are compared.
private struct LinkageRow {
    let record: LinkageRecord
    let keys: SIMD16<UInt32>
}

/// The rows of some blocks.
private struct LinkageGathered {
    private let rows: [LinkageRow]

    /// Nothing here depends on what is read: all rows are fetched from memory at once.
    init(_ blocks: UnsafeBufferPointer<UInt64>, _ all: LinkageRows) {
        rows = [LinkageRow](unsafeUninitializedCapacity: blocks.count) { rows, count in
            for place in 0..<blocks.count {
                let record = LinkageEntries.record(blocks[place])
                rows.initializeElement(at: place, to: LinkageRow(record: all.records[record], keys: all.keys[record]))
            }
            count = blocks.count
        }
    }

    @inline(__always)
    subscript(place: Int) -> LinkageRecord { rows[place].record }

    /// Whether two records share a kind of key before the one that brought them here: then they are compared there. All kinds are
    /// looked at, for that takes no branch.
    @inline(__always)
    func meet(_ left: Int, _ right: Int, before kind: Int) -> Bool {
        rows.withUnsafeBytes { bytes in
            let flat = bytes.assumingMemoryBound(to: UInt32.self)
            let mine = (left * MemoryLayout<LinkageRow>.stride + MemoryLayout<LinkageRecord>.stride) / 4
            let theirs = (right * MemoryLayout<LinkageRow>.stride + MemoryLayout<LinkageRecord>.stride) / 4
            var shared: UInt32 = 0
            for kind in 0..<LinkageKeys.kinds {
                let equal = flat[mine + kind] == flat[theirs + kind] && flat[mine + kind] != 0
                shared |= (equal ? 1 : 0) << UInt32(kind)
            }
            return shared & (1 << UInt32(kind) &- 1) != 0
        }
    }
}

/// Goes through the blocks of sorted entries.
public struct LinkageScan {
    public var comparing: LinkageComparing
    private let rows: LinkageRows

    public init(_ rows: LinkageRows, _ comparing: LinkageComparing) {
        self.rows = rows
        self.comparing = comparing
    }

    /// Rows that are brought together at a time.
    private static let window = 192

    /// Weighs every pair of the blocks once and keeps those at `floor` and above.
    public mutating func weigh(
        _ blocks: UnsafeBufferPointer<UInt64>, _ weighing: LinkageWeighing, floor: Double, into pairs: inout [LinkagePair]
    ) -> LinkageBlockCount {
        var count = LinkageBlockCount()
        var from = 0
        while from < blocks.count {
            let to = Self.end(of: blocks, behind: from + Self.window)
            let some = UnsafeBufferPointer(rebasing: blocks[from..<to])
            weigh(LinkageGathered(some, rows), some, weighing, floor: floor, into: &pairs, &count)
            from = to
        }
        return count
    }

    /// Where the block ends that holds a place.
    private static func end(of blocks: UnsafeBufferPointer<UInt64>, behind place: Int) -> Int {
        var end = min(place, blocks.count)
        while end < blocks.count, LinkageEntries.key(blocks[end]) == LinkageEntries.key(blocks[end - 1]) { end += 1 }
        return end
    }

    private mutating func weigh(
        _ gathered: LinkageGathered, _ blocks: UnsafeBufferPointer<UInt64>, _ weighing: LinkageWeighing, floor: Double,
        into pairs: inout [LinkagePair], _ count: inout LinkageBlockCount
    ) {
        LinkageEntries.each(blocks) { block in
            var compared = 0
            for left in block {
                let kind = LinkageEntries.kind(blocks[left])
                for right in left + 1..<block.upperBound
                where LinkageEntries.kind(blocks[right]) == kind && !gathered.meet(left, right, before: kind) {
                    compared += 1
                    guard let found = weighed(gathered[left], gathered[right], weighing, floor) else { continue }
                    pairs.append(Self.pair(blocks[left], blocks[right], found))
                }
            }
            count.count(LinkageEntries.kind(blocks[block.lowerBound]), records: block.count, compared: compared)
        }
    }

    @inline(__always)
    private mutating func weighed(
        _ left: LinkageRecord, _ right: LinkageRecord, _ weighing: LinkageWeighing, _ floor: Double
    ) -> LinkageWeight? {
        var pattern = comparing.person(left, right)
        guard weighing.most(left, right, pattern) >= floor || weighing.asks(left, right) else { return nil }
        comparing.complete(&pattern, left, right)
        return weighing.weigh(left, right, pattern, floor: floor)
    }

    private static func pair(_ left: UInt64, _ right: UInt64, _ found: LinkageWeight) -> LinkagePair {
        LinkagePair(
            left: UInt32(LinkageEntries.record(left)), right: UInt32(LinkageEntries.record(right)),
            weight: Float(found.weight), rule: found.rule)
    }

    /// Counts the patterns of all pairs that share a key of a session's kind.
    public mutating func learn(_ blocks: UnsafeBufferPointer<UInt64>, _ sessions: inout [Int: LinkageSession]) {
        LinkageEntries.each(blocks) { block in
            let kind = LinkageEntries.kind(blocks[block.lowerBound])
            guard sessions[kind] != nil else { return }
            for low in block {
                let left = LinkageEntries.record(blocks[low])
                for high in low + 1..<block.upperBound {
                    let right = LinkageEntries.record(blocks[high])
                    let pattern = comparing.pattern(rows.records[left], rows.records[right])
                    sessions[kind]?.patterns[pattern, default: 0] += 1
                }
            }
        }
    }

    /// Weighs every pair of all records: for a few hundred, where keys would save nothing.
    public mutating func weighAll(_ weighing: LinkageWeighing, floor: Double) -> [LinkagePair] {
        var pairs: [LinkagePair] = []
        for left in rows.records.indices {
            for right in rows.records.indices[(left + 1)...] {
                guard let found = weighed(rows.records[left], rows.records[right], weighing, floor) else { continue }
                pairs.append(Self.pair(UInt64(left), UInt64(right), found))
            }
        }
        return pairs
    }
}
