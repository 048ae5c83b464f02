/// How good a version of the model is on the pairs that people have decided. Those were the hard ones: it is no estimate for all pairs.
public struct LinkageQuality: Sendable, Equatable, Codable {
    /// What it would be to join from another weight, without anybody's word.
    public struct Threshold: Sendable, Equatable, Codable {
        /// Bits.
        public let weight: Double
        /// Its asked and its left pairs together are left.
        public let tally: PairTally
    }

    /// The version's number; 0 for the shipped one.
    public let version: Int64
    /// The weight from which it joins.
    public let join: Double
    public private(set) var all = PairTally()
    public let thresholds: [Threshold]
    /// By the code of the group.
    private var tallies: [String: PairTally] = [:]

    /// Bits above and below the weight of joining at which it is tried.
    static let steps: [Double] = [-6, -4, -2, 0, 2, 4, 6]

    public init(version: Int64, join: Double, _ pairs: [JudgedPair]) {
        (self.version, self.join) = (version, join)
        thresholds = Self.steps.map { step in
            var tally = PairTally()
            for pair in pairs {
                tally.add(pair.isJoined(from: join + step, standing: join) ? .same : .different, isSame: pair.isSame)
            }
            return Threshold(weight: join + step, tally: tally)
        }
        for pair in pairs {
            all.add(pair.outcome, isSame: pair.isSame)
            for group in pair.groups { tallies[group.rawValue, default: PairTally()].add(pair.outcome, isSame: pair.isSame) }
        }
    }

    /// The groups of a kind in which there are pairs, in their order.
    public func groups(_ kind: PairGroup.Kind) -> [(group: PairGroup, tally: PairTally)] {
        PairGroup.allCases.filter { $0.kind == kind }.compactMap { group in tallies[group.rawValue].map { (group, $0) } }
    }

    /// Counts of groups under this are not shown: somebody could be recognised by them.
    static let fewest = 5

    /// The groups of a kind whose counts are not shown: the small ones, and one more where they could be found by taking the others from
    /// the whole.
    public func hidden(_ kind: PairGroup.Kind) -> Set<PairGroup> {
        let counted = groups(kind).sorted { $0.tally.pairs < $1.tally.pairs }
        var hidden = counted.prefix { $0.tally.pairs < Self.fewest }
        guard !hidden.isEmpty else { return [] }
        if hidden.reduce(0, { $0 + $1.tally.pairs }) < Self.fewest { hidden = counted.prefix(hidden.count + 1) }
        return Set(hidden.map(\.group))
    }
}
