/// A pair of records of a run that people decided, by their places.
public struct LinkageDecided: Sendable {
    public let left, right: Int
    /// What people said: one person.
    public let isSame: Bool

    public init(_ one: Int, _ other: Int, isSame: Bool) {
        (left, right, self.isSame) = (min(one, other), max(one, other), isSame)
    }
}

/// How many pairs that people decided were taught.
public struct LinkageTaught: Sendable, Hashable, Codable {
    /// Of one person, and of two.
    public private(set) var same, different: Int

    public init(same: Int = 0, different: Int = 0) { (self.same, self.different) = (same, different) }

    public var pairs: Int { same + different }

    public mutating func add(isSame: Bool) {
        if isSame { same += 1 } else { different += 1 }
    }
}

extension RecordPair {
    /// Whether this pair, once it is decided, teaches models; else they are measured on it. One half of all pairs does, always the same: a
    /// model that is measured on what it was taught flatters itself.
    public var teaches: Bool {
        LinkageHash.mixed(UInt64(bitPattern: low) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(bitPattern: high)) & 1 == 0
    }
}
