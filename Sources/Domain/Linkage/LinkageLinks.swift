/// Pairs that may be joined, the heaviest first, then by records.
public struct LinkageLinks: Sendable {
    public let pairs: [LinkagePair]

    /// Those that no rule forbids and that are as heavy as `model` asks, or could ask when it is settled.
    /// Weights are sorted as whole numbers that order as they do; few are equal.
    public init(_ pairs: [LinkagePair], _ model: LinkageModel) {
        let least = Float(min(model.join, LinkageModel.leastJoin))
        let likely = pairs.filter { $0.rule == .none && $0.weight >= least }
        var places = likely.indices.map { UInt64(~Self.rank(likely[$0].weight)) << 32 | UInt64($0) }
        places.sort()
        var ordered = places.map { likely[Int($0 & 0xFFFF_FFFF)] }
        var start = 0
        while start < ordered.count {
            var end = start + 1
            while end < ordered.count, ordered[end].weight == ordered[start].weight { end += 1 }
            if end - start > 1 { ordered[start..<end].sort { ($0.left, $0.right) < ($1.left, $1.right) } }
            start = end
        }
        self.pairs = ordered
    }

    /// The bits of a number, changed so that they order as the numbers do.
    private static func rank(_ weight: Float) -> UInt32 {
        let bits = weight.bitPattern
        return bits >> 31 == 0 ? bits | 1 << 31 : ~bits
    }
}
