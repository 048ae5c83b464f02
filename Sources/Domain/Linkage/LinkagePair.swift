/// Two records that were weighed, by their places in the run; `left` is the earlier.
public struct LinkagePair: Sendable, Hashable {
    public let left: UInt32
    public let right: UInt32
    public var weight: Float
    public var rule: LinkageRule

    /// What the program does with the pair: join it, leave it to a person, or nothing.
    public func decision(_ model: LinkageModel) -> LinkageDecision {
        if Double(weight) >= model.join, rule == .none { return .link }
        return Double(weight) >= model.review ? .review : .no
    }

    mutating func cap(_ rule: LinkageRule, _ model: LinkageModel) {
        weight = Float(rule.capped(Double(weight), model))
        self.rule = rule
    }
}

/// The three outcomes of a pair.
public enum LinkageDecision: String, Sendable, CaseIterable {
    case link, review, no
}
