/// A pair of records that people have decided, as a version of the model weighs it anew.
public struct JudgedPair: Sendable {
    public let weight: Double
    public let outcome: MatchOutcome
    /// A rule forbids to join it, whatever its weight.
    public let isForbidden: Bool
    /// What people said: one person.
    public let isSame: Bool
    public let groups: [PairGroup]

    public init(weight: Double, outcome: MatchOutcome, isForbidden: Bool = false, isSame: Bool, groups: [PairGroup] = []) {
        self.weight = weight
        self.outcome = outcome
        self.isForbidden = isForbidden
        self.isSame = isSame
        self.groups = groups
    }

    public init(_ verdict: MatchVerdict, isSame: Bool, groups: [PairGroup]) {
        self.init(
            weight: verdict.weight, outcome: verdict.outcome, isForbidden: verdict.overriding != nil, isSame: isSame,
            groups: groups)
    }

    /// Whether it would be joined without anybody's word if one joined from another weight. Numbers that decide alone decide as they do.
    func isJoined(from limit: Double, standing join: Double) -> Bool {
        let decidedByNumber = outcome == .same && weight < join
        return !isForbidden && (weight >= limit || decidedByNumber)
    }
}

/// How many pairs a version would join, ask about and leave apart, against what people said of them.
public struct PairTally: Sendable, Hashable, Codable {
    /// Of one person, as people said.
    public private(set) var joinedSame = 0
    public private(set) var askedSame = 0
    public private(set) var leftSame = 0
    /// Of two people.
    public private(set) var joinedDifferent = 0
    public private(set) var askedDifferent = 0
    public private(set) var leftDifferent = 0

    public init() {}

    public mutating func add(_ outcome: MatchOutcome, isSame: Bool) {
        switch (outcome, isSame) {
        case (.same, true): joinedSame += 1
        case (.unsure, true): askedSame += 1
        case (.different, true): leftSame += 1
        case (.same, false): joinedDifferent += 1
        case (.unsure, false): askedDifferent += 1
        case (.different, false): leftDifferent += 1
        }
    }

    public var joined: Int { joinedSame + joinedDifferent }
    public var asked: Int { askedSame + askedDifferent }
    public var left: Int { leftSame + leftDifferent }
    public var same: Int { joinedSame + askedSame + leftSame }
    public var pairs: Int { joined + asked + left }

    /// Of the pairs that it would join without anybody's word, those of one person.
    public var precision: Proportion { Proportion(joinedSame, of: joined) }
    /// Of the pairs of one person, those that it would join.
    public var recall: Proportion { Proportion(joinedSame, of: same) }
    /// F1, the harmonic mean of both.
    public var f1: HarmonicMean { HarmonicMean(right: joinedSame, wrong: joinedDifferent, missed: same - joinedSame) }
    /// Of the pairs of one person, those that it would join or ask about.
    public var reach: Proportion { Proportion(joinedSame + askedSame, of: same) }
}
