import RealModule

/// What two records weigh, and the rule that caps it.
public struct LinkageWeight: Sendable, Hashable {
    public var weight: Double
    public var rule: LinkageRule
}

/// The one place where records are weighed: file runs, imports, reviews and explanations all ask it.
public struct LinkageWeighing: Sendable {
    public let model: LinkageModel
    private let weights: [Double]
    private let lexicon: LinkageLexicon
    let rarity: LinkageRarity
    private let reach: LinkageReach

    public init(_ model: LinkageModel, _ lexicon: LinkageLexicon, _ traits: LinkageTraits) {
        self.init(model, lexicon, LinkageRarity(model, lexicon, traits, born: LinkageRarity.days(model, traits.frequencies)))
    }

    /// By a version of the model: nothing is counted in the records.
    public init(_ version: LinkageVersion, _ lexicon: LinkageLexicon, _ traits: LinkageTraits) {
        self.init(version.model, lexicon, LinkageRarity(version.model, lexicon, traits, born: version.days))
    }

    private init(_ model: LinkageModel, _ lexicon: LinkageLexicon, _ rarity: LinkageRarity) {
        self.model = model
        self.lexicon = lexicon
        self.rarity = rarity
        weights = LinkageField.allCases.flatMap { field in (0..<16).map { model.weight(field, $0) } }
        reach = LinkageReach(model)
    }

    public func weigh(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> LinkageWeight {
        let found = evidence(left, right, pattern)
        return found.weight < model.review && asks(left, right) ? asked(found) : found
    }

    /// The same without what is asked about in any case: what speaks for and against, as groups are told by.
    func evidence(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> LinkageWeight {
        weigh(left, right, pattern, conflict: conflicts(left, right), tied: ties(left, right, pattern))
    }

    /// Two who share a verified number are a question at least, however little the rest fits: what somebody told the police may be false.
    func asked(_ found: LinkageWeight) -> LinkageWeight {
        guard found.weight < model.review else { return found }
        return LinkageWeight(weight: Double(Float(model.review).nextUp), rule: found.rule == .none ? .shared : found.rule)
    }

    /// The same where it is known otherwise whether numbers that name one person differ, or agree.
    func weigh(
        _ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern, conflict: Bool, tied: Bool
    ) -> LinkageWeight {
        let rule = LinkageRule.holding(left, right, pattern, conflict: conflict, tied: tied)
        return LinkageWeight(weight: rule.capped(sum(left, right, pattern), model), rule: rule)
    }

    /// The same, or nil below `floor`: only a verified number makes a pair heavier, so that a light one need not be held against a rule.
    @inline(__always)
    func weigh(
        _ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern, floor: Double
    ) -> LinkageWeight? {
        guard sum(left, right, pattern) >= floor || asks(left, right) else { return nil }
        let found = weigh(left, right, pattern)
        return found.weight >= floor ? found : nil
    }

    /// At least what two records weigh of which only names, date of birth and sex have been compared.
    @inline(__always)
    func most(_ left: LinkageRecord, _ right: LinkageRecord, _ person: LinkagePattern) -> Double {
        var bits = model.prior + reach.homes(left, right, rarity) + reach.numbers(left, right)
        for field in [LinkageField.given, .family, .middle, .born, .sex] {
            bits += weights[field.rawValue * 16 + person[field]]
        }
        return bits + rarity.person(left, right, person)
    }

    @inline(__always)
    private func sum(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> Double {
        var weight = model.prior
        for field in 0..<LinkageField.count { weight += weights[field * 16 + Int(pattern.bits >> UInt64(field * 4) & 15)] }
        return weight + rarity.bits(left, right, pattern)
    }

    /// A number that both hold: verified, or of a kind that has no check.
    private func ties(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> Bool {
        for slot in 0..<4 where pattern[.number(slot)] == LinkageWordLevel.same.rawValue {
            if lexicon.ties(slot, left.identifiers[slot]) { return true }
        }
        return false
    }

    /// Whether they share a verified number that few hold.
    @inline(__always)
    func asks(_ left: LinkageRecord, _ right: LinkageRecord) -> Bool {
        let equal = left.identifiers .== right.identifiers .& (left.identifiers .!= .zero)
        guard any(equal) else { return false }
        return (0..<4).contains { equal[$0] && lexicon.asks($0, left.identifiers[$0]) }
    }

    /// Two verified numbers of one kind that differ.
    func conflicts(_ left: LinkageRecord, _ right: LinkageRecord) -> Bool {
        guard left.identifiers != .zero, right.identifiers != .zero else { return false }
        return conflicts(left.identifiers, right.identifiers)
    }

    func conflicts(_ left: SIMD4<UInt32>, _ right: SIMD4<UInt32>) -> Bool {
        for slot in 0..<4 {
            let mine = Int(left[slot])
            let theirs = Int(right[slot])
            if mine != 0, theirs != 0, mine != theirs, lexicon.verified[slot][mine], lexicon.verified[slot][theirs] {
                return true
            }
        }
        return false
    }

    /// The verified numbers of a record, 0 for kinds of which it holds none.
    func verified(_ record: LinkageRecord) -> SIMD4<UInt32> {
        var numbers = record.identifiers
        for slot in 0..<4 where !lexicon.verified[slot][Int(numbers[slot])] { numbers[slot] = 0 }
        return numbers
    }
}

/// What it adds that the shared value is rare, or takes that it is common: log2 of the usual chance of agreement over the
/// value's own share. Source: W. E. Winkler, "Frequency-based matching in the Fellegi–Sunter model", Census RR2000/06.
struct LinkageRarity: Sendable {
    let given: [Double]
    let family: [Double]
    let middle: [Double]
    let born: [Double]
    let postcodes: [Double]
    let places: [Double]
    private let numbers: [[Double]]

    init(_ model: LinkageModel, _ lexicon: LinkageLexicon, _ traits: LinkageTraits, born: [Double]) {
        let frequencies = traits.frequencies
        func table(_ field: LinkageField, _ counts: some Sequence<UInt32>) -> [Double] {
            let usual = model.u[LinkageModel.place(field, 1)] * frequencies.holders[field.rawValue]
            return counts.map { $0 > 0 && usual > 0 ? Double.log2(usual / Double($0)) : 0 }
        }
        given = table(.given, traits.names.lazy.map(\.givenCount))
        family = table(.family, traits.names.lazy.map(\.familyCount))
        middle = table(.middle, traits.names.lazy.map(\.middleCount))
        self.born = born
        postcodes = Self.homes(model, traits.postcodes, frequencies)
        places = table(.street, traits.places)
        numbers = lexicon.identifiers.map { $0.counts.map { $0 > 8 ? -2 * Double.log2(Double($0) / 8) : 0 } }
    }

    /// Against the usual chance that two records share a postcode.
    private static func homes(_ model: LinkageModel, _ counts: [UInt32], _ frequencies: LinkageFrequencies) -> [Double] {
        let usual = frequencies.chances[LinkageField.place.rawValue] * frequencies.holders[LinkageField.place.rawValue]
        return counts.map { $0 > 0 && usual > 0 ? Double.log2(usual / Double($0)) : 0 }
    }

    /// What each day of birth adds or takes.
    static func days(_ model: LinkageModel, _ frequencies: LinkageFrequencies) -> [Double] {
        let usual = model.u[LinkageModel.place(.born, 1)] * frequencies.holders[LinkageField.born.rawValue]
        return frequencies.born.map { $0 > 0 && usual > 0 ? Double.log2(usual / Double($0)) : 0 }
    }

    @inline(__always)
    func bits(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> Double {
        var bits = person(left, right, pattern)
        if (1...3).contains(pattern[.place]) { bits += postcodes[Int(left.postcode)] }
        if pattern[.street] == 1 { bits += places[Int(left.street)] }
        for slot in 0..<4 where pattern[.number(slot)] == 1 { bits += numbers[slot][Int(left.identifiers[slot])] }
        return bits
    }

    /// Of the names and the day of birth only.
    @inline(__always)
    func person(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> Double {
        var bits = 0.0
        if pattern[.given] == 1 { bits += given[Int(left.given)] }
        if pattern[.family] == 1 { bits += family[Int(left.family)] }
        if pattern[.given] == LinkageNameLevel.crossed.rawValue {
            bits += max(given[Int(left.given)], given[Int(right.given)]) / 2
        }
        if pattern[.middle] == 1 { bits += middle[Int(left.middle)] }
        if pattern[.born] == 1 { bits += born[LinkageFrequencies.day(left.born)] }
        return bits
    }
}
