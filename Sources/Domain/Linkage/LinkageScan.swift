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

    /// Whether two records share a kind of key before `kind`: then they are compared there.
    @inline(__always)
    func meet(_ left: UInt32, _ right: UInt32, before kind: Int) -> Bool {
        let mine = Int(left) * LinkageKeys.kinds
        let theirs = Int(right) * LinkageKeys.kinds
        var shared: UInt32 = 0
        for kind in 0..<LinkageKeys.kinds {
            let equal = flat[mine + kind] == flat[theirs + kind] && flat[mine + kind] != 0
            shared |= (equal ? 1 : 0) << UInt32(kind)
        }
        return shared & (1 << UInt32(kind) &- 1) != 0
    }

    @inline(__always)
    func kind(of key: UInt32, _ record: Int) -> Int {
        var kind = 0
        while kind < LinkageKeys.kinds - 1, flat[record * LinkageKeys.kinds + kind] != key { kind += 1 }
        return kind
    }
}

/// A record brought beside the others of its block, so that they lie in the core's own cache while they are compared.
private struct LinkageRow {
    let place: UInt32
    /// The kind of the key that brought it here.
    let kind: Int
    let record: LinkageRecord
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
    private static let window = 256

    /// Weighs every pair of the blocks once and keeps those at `floor` and above.
    public mutating func weigh(
        _ entries: UnsafeBufferPointer<UInt64>, _ weighing: LinkageWeighing, floor: Double, into pairs: inout [LinkagePair]
    ) -> Int {
        var compared = 0
        var gathered: [LinkageRow] = []
        var starts: [Int] = []
        gathered.reserveCapacity(Self.window * 2)
        LinkageEntries.blocks(entries) { block in
            starts.append(gathered.count)
            for place in block {
                let record = Int(entries[place] & 0xFFFF_FFFF)
                gathered.append(row(record, kind: rows.kind(of: UInt32(entries[place] >> 32), record)))
            }
            guard gathered.count >= Self.window else { return }
            compared += weigh(gathered, starts, weighing, floor: floor, into: &pairs)
            gathered.removeAll(keepingCapacity: true)
            starts.removeAll(keepingCapacity: true)
        }
        return compared + weigh(gathered, starts, weighing, floor: floor, into: &pairs)
    }

    @inline(__always)
    private func row(_ place: Int, kind: Int) -> LinkageRow {
        LinkageRow(place: UInt32(place), kind: kind, record: rows.records[place])
    }

    private mutating func weigh(
        _ gathered: [LinkageRow], _ starts: [Int], _ weighing: LinkageWeighing, floor: Double,
        into pairs: inout [LinkagePair]
    ) -> Int {
        var compared = 0
        gathered.withUnsafeBufferPointer { gathered in
            for (number, start) in starts.enumerated() {
                let end = number + 1 < starts.count ? starts[number + 1] : gathered.count
                for left in start..<end {
                    let kind = gathered[left].kind
                    for right in left + 1..<end
                    where gathered[right].kind == kind && !rows.meet(gathered[left].place, gathered[right].place, before: kind)
                    {
                        compared += 1
                        weigh(gathered[left], gathered[right], weighing, floor: floor, into: &pairs)
                    }
                }
            }
        }
        return compared
    }

    @inline(__always)
    private mutating func weigh(
        _ left: LinkageRow, _ right: LinkageRow, _ weighing: LinkageWeighing, floor: Double, into pairs: inout [LinkagePair]
    ) {
        let pattern = comparing.pattern(left.record, right.record)
        guard let found = weighing.weigh(left.record, right.record, pattern, floor: floor) else { return }
        pairs.append(LinkagePair(left: left.place, right: right.place, weight: Float(found.weight), rule: found.rule))
    }

    /// Counts the patterns of all pairs that share a key of a session's kind.
    public mutating func learn(_ entries: UnsafeBufferPointer<UInt64>, _ sessions: inout [Int: LinkageSession]) {
        LinkageEntries.blocks(entries) { block in
            let key = UInt32(entries[block.lowerBound] >> 32)
            let kind = rows.kind(of: key, Int(entries[block.lowerBound] & 0xFFFF_FFFF))
            guard sessions[kind] != nil else { return }
            for low in block {
                let left = Int(entries[low] & 0xFFFF_FFFF)
                for high in low + 1..<block.upperBound {
                    let right = Int(entries[high] & 0xFFFF_FFFF)
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
                weigh(row(left, kind: 0), row(right, kind: 0), weighing, floor: floor, into: &pairs)
            }
        }
        return pairs
    }
}
