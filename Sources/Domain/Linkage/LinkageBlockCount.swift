/// The blocks of each kind of key: how many hold more than one record, how large the largest is, how many pairs were compared there.
public struct LinkageBlockCount: Sendable, Equatable {
    public private(set) var blocks = [Int](repeating: 0, count: LinkageKeys.kinds)
    public private(set) var records = [Int](repeating: 0, count: LinkageKeys.kinds)
    public private(set) var largest = [Int](repeating: 0, count: LinkageKeys.kinds)
    public private(set) var compared = [Int](repeating: 0, count: LinkageKeys.kinds)

    public init() {}

    /// All pairs of so few records are compared, whatever their keys.
    public init(everyPairOf records: Int) { compared[0] = records * (records - 1) / 2 }

    /// Pairs compared, each once, by whatever key.
    public var pairs: Int { compared.reduce(0, +) }

    @inline(__always)
    mutating func count(_ kind: Int, records size: Int, compared pairs: Int) {
        blocks[kind] += 1
        records[kind] += size
        largest[kind] = max(largest[kind], size)
        compared[kind] += pairs
    }

    public mutating func add(_ other: LinkageBlockCount) {
        for kind in blocks.indices {
            blocks[kind] += other.blocks[kind]
            records[kind] += other.records[kind]
            largest[kind] = max(largest[kind], other.largest[kind])
            compared[kind] += other.compared[kind]
        }
    }
}
