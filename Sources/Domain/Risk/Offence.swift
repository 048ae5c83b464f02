/// The kinds of crime that are neighbourhood crime or stand near it.
public enum NeighbourhoodCrime: String, Sendable, CaseIterable, Hashable {
    case domesticBurglary = "DOMESTIC_BURGLARY"
    case robbery = "ROBBERY"
    case theftFromPerson = "THEFT_FROM_PERSON"
    case vehicle = "VEHICLE"
    case nonDomesticBurglary = "NON_DOMESTIC_BURGLARY"

    public var name: Text {
        switch self {
        case .domesticBurglary: Text(en: "domestic burglary", cy: "bwrgleriaeth ddomestig")
        case .robbery: Text(en: "robbery", cy: "lladrad")
        case .theftFromPerson: Text(en: "theft from the person", cy: "dwyn oddi ar berson")
        case .vehicle: Text(en: "vehicle crime", cy: "troseddau cerbydau")
        case .nonDomesticBurglary: Text(en: "non-domestic burglary", cy: "bwrgleriaeth annomestig")
        }
    }
}

/// Why a code stands in the list of neighbourhood crime. The policy names offences, not codes; the assignment is the table's own.
public enum NeighbourhoodBasis: String, Sendable, CaseIterable, Hashable {
    case core = "CORE"
    case extended = "EXTENDED"
    case related = "RELATED"

    public var name: Text {
        switch self {
        case .core: Text(en: "plainly one of the four crimes", cy: "yn amlwg yn un o’r pedair trosedd")
        case .extended: Text(en: "arguable, counted in", cy: "dadleuol, wedi’i chynnwys")
        case .related: Text(en: "related, not counted in", cy: "cysylltiedig, heb ei chynnwys")
        }
    }
}

/// What the offence table says a code means for the Offender Group Reconviction Scale.
public enum OGRS3Mapping: Sendable, Hashable {
    case group(OGRS3Group)
    case noGroup
    case needsExactOffence
    case notMapped

    public init?(_ text: String) {
        switch text {
        case "NO_GROUP": self = .noGroup
        case "NEEDS_EXACT_OFFENCE": self = .needsExactOffence
        case "NOT_MAPPED": self = .notMapped
        default:
            guard let group = OGRS3Group(code: text) else { return nil }
            self = .group(group)
        }
    }

    public var group: OGRS3Group? {
        if case .group(let group) = self { group } else { nil }
    }
}

/// What rules ask about an offence; small enough to be looked up millions of times.
public struct OffenceMarks: Sendable, Hashable {
    public let ogrs3: OGRS3Mapping
    public let neighbourhoodCrime: NeighbourhoodCrime?
    public let neighbourhoodBasis: NeighbourhoodBasis?

    public init(
        ogrs3: OGRS3Mapping, neighbourhoodCrime: NeighbourhoodCrime? = nil,
        neighbourhoodBasis: NeighbourhoodBasis? = nil
    ) {
        self.ogrs3 = ogrs3
        self.neighbourhoodCrime = neighbourhoodCrime
        self.neighbourhoodBasis = neighbourhoodBasis
    }
}

/// One row of the offence table. The description is the official English wording.
public struct Offence: Sendable, Hashable {
    public let code: HomeOfficeCode
    public let description: String
    public let marks: OffenceMarks

    /// For showing: some of the official descriptions end in a full stop.
    public var title: String { description.hasSuffix(".") ? String(description.dropLast()) : description }
}
