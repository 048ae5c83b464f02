/// What statistics cannot see: rules on a pair that hold whatever its weight. Fields of relatives are not independent, so
/// no weight tells twins from one person.
public enum LinkageRule: UInt8, Sendable, CaseIterable {
    case none
    /// Two verified numbers of one kind differ.
    case conflict
    /// Family name, date of birth and home agree, the given names are two names. Source: hmpps-person-match, twins rule (2025).
    case relatives
    /// Names and home agree, the dates of birth lie a generation apart.
    case generation
    /// Sex and given name differ.
    case sexAndName
    /// The dates of birth are two dates, not one with a slip.
    case born
    /// Given name, family name or date of birth is missing on one side.
    case incomplete
    /// A number agrees, but neither the given name nor the date of birth does: it stands on one of the two by mistake.
    case strangers
    /// The pair fits, but its groups do not: another pair across them breaks a rule.
    case chain
    /// A verified number agrees, and all the rest together speaks for two people: the number is wrong, or what stands beside it is false.
    case shared
    /// Family and first given name, date of birth and home agree, the second given names are two.
    case secondName

    /// The rule that holds for two records, the strictest first; a number that agrees speaks louder than most, though a father's may
    /// have come to his son.
    /// - Parameter tied: both hold one number that names a person.
    static func holding(
        _ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern, conflict: Bool, tied: Bool
    ) -> LinkageRule {
        if conflict { return .conflict }
        if tied, areStrangers(pattern) { return .strangers }
        let given = LinkageNameLevel(rawValue: pattern[.given]) ?? .unknown
        let family = LinkageNameLevel(rawValue: pattern[.family]) ?? .unknown
        let twoNames = areTwoNames(given, pattern)
        let oneHome = (1...LinkagePlaceLevel.houseAndDistrict.rawValue).contains(pattern[.place])
        let oneFamily = family.isAlike
        if !tied, oneFamily, oneHome, twoNames, bornTogether(pattern) { return .relatives }
        // Beside a number that agrees one digit that differs, also of the decade, is a slip.
        let isSlip = tied && pattern[.born] <= LinkageBornLevel.oneSlip.rawValue
        let generation = aGenerationApart(left, right) && !isSlip
        if oneFamily, !twoNames, given != .unknown, generation { return .generation }
        if tied { return .none }
        if pattern[.sex] == LinkageWordLevel.other.rawValue, twoNames { return .sexAndName }
        // With another given name two wrong digits are two dates.
        let least: LinkageBornLevel = twoNames ? .twoDigits : .sameYear
        if generation || pattern[.born] >= least.rawValue { return .born }
        let swapped = given == .swapped
        if given == .unknown || family == .unknown && !swapped || pattern[.born] == 0 { return .incomplete }
        // Twins may share a first name: Mohammed Ali and Mohammed Omar. So may two records of one person of whom each has another of three.
        let otherMiddle = given == .same && pattern[.middle] == LinkageNameLevel.other.rawValue
        return oneFamily && oneHome && otherMiddle && bornTogether(pattern) ? .secondName : .none
    }

    /// Of a boy and a girl names that are nearly one are two: Carl and Carla.
    private static func areTwoNames(_ given: LinkageNameLevel, _ pattern: LinkagePattern) -> Bool {
        switch given {
        case .near, .weak, .other: true
        case .initial: pattern[.middle] == LinkageNameLevel.other.rawValue
        case .spelling, .slip, .part: pattern[.sex] == LinkageWordLevel.other.rawValue
        default: false
        }
    }

    private static func areStrangers(_ pattern: LinkagePattern) -> Bool {
        let given = LinkageNameLevel(rawValue: pattern[.given]) ?? .unknown
        return (given == .other || given == .weak) && pattern[.born] >= LinkageBornLevel.sameYear.rawValue
    }

    private static func bornTogether(_ pattern: LinkagePattern) -> Bool {
        (1...LinkageBornLevel.oneSlip.rawValue).contains(pattern[.born]) || pattern[.born] == LinkageBornLevel.yearOnly.rawValue
    }

    private static func aGenerationApart(_ left: LinkageRecord, _ right: LinkageRecord) -> Bool {
        guard left.born != 0, right.born != 0 else { return false }
        return abs(LinkageDates.year(left.born) - LinkageDates.year(right.born)) >= 14
    }

    /// The rule's name in files.
    public var word: String {
        switch self {
        case .none: ""
        case .conflict: "conflict"
        case .relatives: "relatives"
        case .generation: "generation"
        case .sexAndName: "sex-and-name"
        case .born: "born"
        case .incomplete: "incomplete"
        case .strangers: "strangers"
        case .chain: "chain"
        case .shared: "shared-number"
        case .secondName: "second-name"
        }
    }

    /// The rule in words, for the people who decide.
    public var label: Text {
        switch self {
        case .none: Text(en: "No rule", cy: "Dim rheol")
        case .conflict: Text(en: "Two verified numbers differ", cy: "Mae dau rif wedi’u gwirio yn wahanol")
        case .relatives:
            Text(
                en: "Two given names, one family name, date of birth and home: twins or brothers and sisters?",
                cy: "Dau enw cyntaf, un cyfenw, dyddiad geni a chartref: gefeilliaid neu frodyr a chwiorydd?")
        case .generation:
            Text(en: "One name, a generation apart: parent and child?", cy: "Un enw, cenhedlaeth ar wahân: rhiant a phlentyn?")
        case .sexAndName: Text(en: "Sex and given name differ", cy: "Mae’r rhyw a’r enw cyntaf yn wahanol")
        case .born: Text(en: "Two dates of birth, not a slip", cy: "Dau ddyddiad geni, nid llithriad")
        case .incomplete:
            Text(en: "A name or the date of birth is missing", cy: "Mae enw neu’r dyddiad geni ar goll")
        case .strangers:
            Text(
                en: "One number, but two given names and two dates of birth",
                cy: "Un rhif, ond dau enw cyntaf a dau ddyddiad geni")
        case .chain:
            Text(
                en: "The two agree, but other records of theirs contradict each other",
                cy: "Mae’r ddau’n cytuno, ond mae cofnodion eraill sydd ganddynt yn gwrth-ddweud ei gilydd")
        case .shared:
            Text(
                en: "A verified number agrees, but the rest speaks for two people",
                cy: "Mae rhif wedi’i wirio yn cytuno, ond mae’r gweddill o blaid dau berson")
        case .secondName:
            Text(
                en: "One first name, date of birth and home, but two second names: twins?",
                cy: "Un enw cyntaf, dyddiad geni a chartref, ond dau ail enw: gefeilliaid?")
        }
    }

    /// Whether it tells two people apart, so that no chain may lead past it.
    var parts: Bool {
        switch self {
        case .none, .incomplete, .born, .chain, .shared: false
        case .conflict, .relatives, .generation, .sexAndName, .strangers, .secondName: true
        }
    }

    /// A pair under this rule weighs no more than about this, and is never joined by the program. Of what lies above, a part
    /// stays: the heavier of two capped pairs is still the likelier.
    func capped(_ weight: Double, _ model: LinkageModel) -> Double {
        guard let cap, weight > cap.bits else { return weight }
        return min(cap.bits + (weight - cap.bits) * cap.rest, Double(Self.most(model)))
    }

    /// The most that a pair under a rule may weigh: less than a link.
    static func most(_ model: LinkageModel) -> Float { Float(model.join) - 0.5 }

    private var cap: (bits: Double, rest: Double)? {
        switch self {
        case .none, .shared: nil
        case .conflict: (0, 0.1)
        case .relatives: (-2, 0.2)
        case .generation: (-6.5, 0.2)
        case .sexAndName: (-5, 0.2)
        case .born: (2, 0.25)
        case .incomplete, .chain, .secondName: (6, 0.2)
        case .strangers: (2, 0.25)
        }
    }
}
