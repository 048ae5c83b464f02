/// A block that was too large to compare: what became of it is reported.
public struct LinkageSplit: Sendable, Hashable {
    public let kind: Int
    public let records: Int
    public let blocks: Int

    public init(kind: Int, records: Int, blocks: Int) {
        self.kind = kind
        self.records = records
        self.blocks = blocks
    }
}

/// Splits blocks that are too large by a further key, so that ten thousand John Smiths do not make fifty million pairs.
public enum LinkageSplitting {
    /// Records in a block at most: 4,950 pairs. In a large file a block of names with a year or a district says little when
    /// it is full, for the names are common: it is split sooner.
    /// In a very large file all are smaller, so that the work grows with the records and not with their square.
    public static func largest(_ kind: Int, records: Int) -> Int {
        if records <= LinkageKeys.wideUpTo { return 100 }
        let strong = kind < 9 || kind == 12
        return records <= 2_000_000 ? (strong ? 100 : 30) : strong ? 40 : 12
    }

    /// Gives the records of one block smaller keys, until no block is too large. Records alike in everything are dealt
    /// into heaps, at other places for each kind of key, so that what one kind parts another holds together.
    public static func split(
        _ block: [UInt32], kind: Int, key: UInt32, _ records: UnsafeBufferPointer<LinkageRecord>, _ traits: LinkageTraits
    ) -> [(record: UInt32, key: UInt32)] {
        let largest = largest(kind, records: records.count)
        var result: [(record: UInt32, key: UInt32)] = []
        var waiting = [(records: block, key: key, step: 0)]
        while let next = waiting.popLast() {
            if next.records.count <= largest {
                result += next.records.map { ($0, next.key) }
            } else if next.step < steps {
                let valued = next.records.map { UInt64(value(records[Int($0)], traits, next.step)) << 32 | UInt64($0) }.sorted()
                for part in valued.chunked(by: { $0 >> 32 }) {
                    let value = UInt32(part[part.startIndex] >> 32)
                    let key = LinkageHash.key(kind, next.key, value, UInt32(next.step + 2))
                    waiting.append((part.map { UInt32(truncatingIfNeeded: $0) }, key, next.step + 1))
                }
            } else {
                for (place, record) in next.records.enumerated() {
                    let heap = UInt32((place + kind * largest / LinkageKeys.kinds) / largest)
                    result.append((record, LinkageHash.key(kind, next.key, heap, 99)))
                }
            }
        }
        return result
    }

    private static let steps = 9

    private static func value(_ record: LinkageRecord, _ traits: LinkageTraits, _ step: Int) -> UInt32 {
        switch step {
        case 0: traits.names[Int(record.family)].group
        case 1: traits.names[Int(record.given)].group
        case 2: record.year
        case 3: record.born
        case 4: record.outward
        case 5: record.postcode
        case 6: record.house
        case 7: record.middle
        default: record.given
        }
    }
}

extension Array<UInt64> {
    /// The stretches of neighbours that give the same answer.
    fileprivate func chunked(by answer: (UInt64) -> UInt64) -> [ArraySlice<UInt64>] {
        var stretches: [ArraySlice<UInt64>] = []
        var start = startIndex
        for place in indices where place > start && answer(self[place]) != answer(self[start]) {
            stretches.append(self[start..<place])
            start = place
        }
        if start < endIndex { stretches.append(self[start...]) }
        return stretches
    }
}
