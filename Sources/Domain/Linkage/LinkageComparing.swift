/// Compares two records field by field. Holds the texts and remembers pairs of names; records are handed in.
public struct LinkageComparing {
    private let lexicon: LinkageLexicon
    private let traits: LinkageTraits
    private var given: LinkageMemory
    private var family: LinkageMemory
    private var places: LinkageMemory

    /// - Parameter remembers: pairs of texts, a power of two.
    public init(_ lexicon: LinkageLexicon, _ traits: LinkageTraits, remembers: Int = 1 << 15) {
        self.lexicon = lexicon
        self.traits = traits
        given = LinkageMemory(remembers)
        family = LinkageMemory(remembers)
        places = LinkageMemory(remembers)
    }

    public mutating func pattern(_ left: LinkageRecord, _ right: LinkageRecord) -> LinkagePattern {
        var pattern = person(left, right)
        complete(&pattern, left, right)
        return pattern
    }

    /// Names, date of birth and sex only.
    mutating func person(_ left: LinkageRecord, _ right: LinkageRecord) -> LinkagePattern {
        var pattern = LinkagePattern()
        names(left, right, &pattern)
        pattern[.born] = Self.born(left.born, right.born).rawValue
        pattern[.sex] = Self.sexes(left.sex, right.sex).rawValue
        return pattern
    }

    /// Homes and numbers, whose texts lie anywhere in memory.
    mutating func complete(_ pattern: inout LinkagePattern, _ left: LinkageRecord, _ right: LinkageRecord) {
        homes(left, right, &pattern)
        numbers(left, right, &pattern)
    }

    func numbers(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: inout LinkagePattern) {
        guard left.identifiers != .zero, right.identifiers != .zero else { return }
        for slot in 0..<4 {
            pattern[.number(slot)] = number(left.identifiers[slot], right.identifiers[slot], slot).rawValue
        }
    }

    private mutating func names(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: inout LinkagePattern) {
        var given = level(left.given, right.given, family: false)
        var family = level(left.family, right.family, family: true)
        var middle = level(left.middle, right.middle, family: false)
        if middle == .slip || middle == .part { middle = .spelling }
        if middle == .near || middle == .weak { middle = .other }
        if given.rawValue >= LinkageNameLevel.weak.rawValue {
            if isSwapped(left, right) {
                given = .swapped
                family = .unknown
            } else if let crossing = crossing(left, right) {
                given = crossing
                middle = .unknown
            }
        }
        if family == .other, max(left.sex, right.sex) == 2, left.sex != 1, right.sex != 1 { family = .otherOfWoman }
        pattern[.given] = given.rawValue
        pattern[.family] = family.rawValue
        pattern[.middle] = middle.rawValue
    }

    private mutating func isSwapped(_ left: LinkageRecord, _ right: LinkageRecord) -> Bool {
        guard left.family != 0, right.family != 0 else { return false }
        if left.given == right.family, right.given == left.family { return true }
        let first = level(left.given, right.family, family: true)
        guard first != .unknown, first.rawValue <= LinkageNameLevel.near.rawValue else { return false }
        let second = level(left.family, right.given, family: true)
        return second != .unknown && second.rawValue <= LinkageNameLevel.near.rawValue
    }

    /// Whether the given name of one stands as the other's middle name: on one side, or on both.
    private mutating func crossing(_ left: LinkageRecord, _ right: LinkageRecord) -> LinkageNameLevel? {
        let mine = isNearly(left.given, right.middle) && fits(left.middle, right.given)
        let theirs = isNearly(right.given, left.middle) && fits(right.middle, left.given)
        return mine && theirs ? .exchanged : mine || theirs ? .crossed : nil
    }

    /// A middle name that is no form of the other's given name speaks against a crossing: a twin may bear the other's name second.
    private mutating func fits(_ middle: UInt32, _ given: UInt32) -> Bool {
        let level = level(middle, given, family: false)
        return level == .unknown || level.isAlike
    }

    private mutating func isNearly(_ left: UInt32, _ right: UInt32) -> Bool {
        let level = level(left, right, family: false)
        return level != .unknown && level.rawValue <= LinkageNameLevel.slip.rawValue
    }

    private mutating func level(_ left: UInt32, _ right: UInt32, family: Bool) -> LinkageNameLevel {
        guard left != 0, right != 0 else { return .unknown }
        guard left != right else { return .same }
        if traits.outlines[Int(left)].isFar(from: traits.outlines[Int(right)]) { return .other }
        let low = min(left, right)
        let high = max(left, right)
        let known = family ? self.family[low, high] : given[low, high]
        if let known { return LinkageNameLevel(rawValue: known) ?? .other }
        let level = LinkageNameLevels.level(lexicon, traits, low, high, family: family)
        if family { self.family[low, high] = level.rawValue } else { given[low, high] = level.rawValue }
        return level
    }

    static func born(_ left: UInt32, _ right: UInt32) -> LinkageBornLevel {
        guard left != 0, right != 0 else { return .unknown }
        let apart = left ^ right
        let days = right & 0xFFFF
        // 1 January stands where only the year is known.
        let yearsAlone = left & 0xFFFF == 0x0101 && days == 0x0101
        if apart == 0 { return yearsAlone ? .yearOnly : .same }
        if left >> 16 == right >> 16, left & 0xFFFF == (days >> 8 | days << 8) & 0xFFFF { return .dayAndMonthSwapped }
        if yearsAlone { return yearsApart(left, right) }
        let digits = digits(apart)
        if digits == 1 || digits == 2 && neighboursSwapped(left, right, apart) { return .oneSlip }
        if apart & 0xFFFF == 0 { return .sameDayAndMonth }
        let sameYear = apart >> 16 == 0
        if sameYear, left & 0xFFFF == 0x0101 || days == 0x0101 { return .yearOnly }
        if digits == 2 { return .twoDigits }
        if sameYear { return .sameYear }
        return yearsApart(left, right)
    }

    private static func yearsApart(_ left: UInt32, _ right: UInt32) -> LinkageBornLevel {
        abs(LinkageDates.year(left) - LinkageDates.year(right)) <= 5 ? .withinFiveYears : .other
    }

    private static func digits(_ apart: UInt32) -> Int {
        var bits = apart | apart >> 1
        bits |= bits >> 2
        return (bits & 0x1111_1111).nonzeroBitCount
    }

    private static func neighboursSwapped(_ left: UInt32, _ right: UInt32, _ apart: UInt32) -> Bool {
        let low = UInt32(apart.trailingZeroBitCount) & ~3
        guard low <= 24, apart >> low > 15, apart >> low < 256 else { return false }
        let mine = left >> low & 255
        let theirs = right >> low & 255
        return mine == (theirs >> 4 | theirs << 4) & 255
    }

    static func sexes(_ left: UInt32, _ right: UInt32) -> LinkageWordLevel {
        left == 0 || right == 0 ? .unknown : left == right ? .same : .other
    }

    private func number(_ left: UInt32, _ right: UInt32, _ slot: Int) -> LinkageWordLevel {
        guard left != 0, right != 0 else { return .unknown }
        guard left != right else { return .same }
        return lexicon.identifiers[slot].areOneSlipApart(left, right) ? .near : .other
    }

    /// Street and town say something of their own only where house and postcode do not tie the two.
    mutating func homes(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: inout LinkagePattern) {
        let place = place(left, right)
        pattern[.place] = place.rawValue
        pattern[.locality] = word(left.locality, right.locality).rawValue
        if place == .houseAndPostcode || place == .houseAndStreet { return }
        if place == .nearPostcode, left.street == right.street { return }
        if place != .postcodeOtherHouse { pattern[.street] = word(left.street, right.street).rawValue }
        pattern[.town] = word(left.town, right.town).rawValue
    }

    private func place(_ left: LinkageRecord, _ right: LinkageRecord) -> LinkagePlaceLevel {
        let (level, mayBeNear) = Self.place(left, right)
        return mayBeNear && lexicon.postcodes.areOneSlipApart(left.postcode, right.postcode) ? .nearPostcode : level
    }

    /// How two homes agree as far as it is told without the letters of their postcodes, and whether those can tell that they are nearer.
    @inline(__always)
    static func place(_ left: LinkageRecord, _ right: LinkageRecord) -> (level: LinkagePlaceLevel, mayBeNear: Bool) {
        let house = left.house != 0 && left.house == right.house
        if left.postcode != 0, left.postcode == right.postcode {
            return (house ? .houseAndPostcode : left.house == 0 || right.house == 0 ? .postcode : .postcodeOtherHouse, false)
        }
        let street = left.street != 0 && left.street == right.street
        let mayBeNear = (house || street) && left.postcode != 0 && right.postcode != 0
        if house, street, left.town == right.town || left.town == 0 || right.town == 0 { return (.houseAndStreet, mayBeNear) }
        guard left.outward != 0, right.outward != 0 else { return (.unknown, mayBeNear) }
        if left.outward == right.outward { return (house ? .houseAndDistrict : .district, mayBeNear) }
        return (left.area == right.area ? .area : .other, mayBeNear)
    }

    private mutating func word(_ left: UInt32, _ right: UInt32) -> LinkageWordLevel {
        guard left != 0, right != 0 else { return .unknown }
        guard left != right else { return .same }
        let low = min(left, right)
        let high = max(left, right)
        if let known = places[low, high] { return LinkageWordLevel(rawValue: known) ?? .other }
        let near = lexicon.places.withText(low) { low in
            lexicon.places.withText(high) { JaroWinkler.similarity(low, $0) >= 0.92 }
        }
        places[low, high] = (near ? LinkageWordLevel.near : .other).rawValue
        return near ? .near : .other
    }
}
