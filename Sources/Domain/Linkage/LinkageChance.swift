/// Levels of pairs picked at random: what agreement by chance looks like.
public struct LinkageChance: Sendable {
    public var counts = [Int](repeating: 0, count: LinkageField.count * 16)

    public init() {}

    /// Compares `pairs` random pairs; the same seed picks the same pairs (SplitMix64; G. L. Steele and others, 2014).
    public mutating func sample(
        _ records: UnsafeBufferPointer<LinkageRecord>, pairs: Int, seed: UInt64, _ comparing: inout LinkageComparing
    ) {
        guard records.count > 1 else { return }
        var state = seed
        func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            return LinkageHash.mixed(state)
        }
        for first in stride(from: 0, to: pairs, by: Self.batch) {
            let places = (0..<min(Self.batch, pairs - first) * 2).map { _ in
                Int(next().multipliedFullWidth(by: UInt64(records.count)).high)
            }
            // Fetched at once: one after the other, each would be waited for.
            let picked = places.map { records[$0] }
            for left in stride(from: 0, to: places.count, by: 2) where places[left] != places[left + 1] {
                let pattern = comparing.pattern(picked[left], picked[left + 1])
                for field in 0..<LinkageField.count {
                    counts[field * 16 + Int(pattern.bits >> UInt64(field * 4) & 15)] += 1
                }
            }
        }
    }

    private static let batch = 64

    public mutating func add(_ other: LinkageChance) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }

    /// `u` of every level that exists. That two records share a value is known exactly from how often each value occurs; a
    /// number that names one person is shared by chance once in a million.
    public func shares(_ frequencies: LinkageFrequencies) -> [Double] {
        var u = [Double](repeating: 0, count: counts.count)
        for field in LinkageField.allCases {
            let levels = Self.levels(field)
            let first = LinkageModel.place(field, 1)
            if field.slot != nil {
                u.replaceSubrange(first..<first + 3, with: [1e-6, 1e-6, 1 - 2e-6])
                continue
            }
            let total = Double((1...levels).reduce(0) { $0 + counts[first + $1 - 1] })
            for level in 0..<levels { u[first + level] = (Double(counts[first + level]) + 0.5) / (total + Double(levels) / 2) }
            let exact: [LinkageField] = [.given, .family, .middle, .born]
            if exact.contains(field), frequencies.chances[field.rawValue] > 0 { u[first] = frequencies.chances[field.rawValue] }
        }
        return u
    }

    static func levels(_ field: LinkageField) -> Int {
        switch field {
        case .given, .family, .middle: LinkageNameLevel.exchanged.rawValue
        case .born: LinkageBornLevel.other.rawValue
        case .place: LinkagePlaceLevel.other.rawValue
        default: LinkageWordLevel.other.rawValue
        }
    }
}
