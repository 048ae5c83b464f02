/// Same, unsure or different, with the weight and the rule that decided, and what is needed to explain both.
public struct MatchVerdict: Sendable {
    public let rule: MatchRule
    public let outcome: MatchOutcome
    /// Bits for (above 0) or against one person, after the rule that caps.
    public let weight: Double
    let faces: (one: LinkageRecord, other: LinkageRecord)
    let pattern: LinkagePattern
    /// The rule of the comparison by which the weight was capped.
    let cap: LinkageRule

    public var reason: Text { rule.reason }

    /// The rule that no weight overrides, where one holds.
    public var overriding: MatchRule? { MatchRule(cap) }
}

/// One thing that speaks for (positive) or against (negative) two records being of one person, in bits.
public struct MatchPoint: Sendable, Hashable {
    public let bits: Double
    public let text: Text
    /// It says where somebody lives.
    public let isHome: Bool
}
