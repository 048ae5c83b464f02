/// Where the start of follow-up was taken from.
public enum FollowupBasis: String, Sendable, CaseIterable, Hashable {
    case prisonRelease = "PRISON_RELEASE"
    case licenceStart = "LICENCE_START"
    case orderStart = "ORDER_START"
    case convictionDate = "CONVICTION_DATE"

    public var name: Text {
        switch self {
        case .prisonRelease: Text(en: "release from prison", cy: "rhyddhau o’r carchar")
        case .licenceStart: Text(en: "start of the licence", cy: "dechrau’r drwydded")
        case .orderStart: Text(en: "start of the community order", cy: "dechrau’r gorchymyn cymunedol")
        case .convictionDate: Text(en: "date of conviction", cy: "dyddiad yr euogfarn")
        }
    }
}

/// What makes somebody a statutory case on the as-of day; a fact, not a condition.
public enum StatutoryBasis: String, Sendable, CaseIterable, Hashable {
    case inCustody = "IN_CUSTODY"
    case licence = "LICENCE"
    case order = "ORDER"
    case postSentenceSupervision = "PSS"

    public var name: Text {
        switch self {
        case .inCustody: Text(en: "in custody", cy: "yn y ddalfa")
        case .licence: Text(en: "on licence", cy: "ar drwydded")
        case .order: Text(en: "on a community order", cy: "ar orchymyn cymunedol")
        case .postSentenceSupervision:
            Text(en: "on post-sentence supervision", cy: "o dan oruchwyliaeth ôl-ddedfryd")
        }
    }

    fileprivate var bit: UInt8 {
        switch self {
        case .inCustody: 1
        case .licence: 2
        case .order: 4
        case .postSentenceSupervision: 8
        }
    }
}

/// The bases that hold together.
public struct StatutoryBases: Sendable, Hashable {
    private var bits: UInt8 = 0

    public init() {}

    public var isEmpty: Bool { bits == 0 }

    public func contains(_ basis: StatutoryBasis) -> Bool { bits & basis.bit != 0 }

    mutating func insert(_ basis: StatutoryBasis) { bits |= basis.bit }

    /// In the alphabetical order of their codes.
    public var list: [StatutoryBasis] { StatutoryBasis.allCases.filter(contains) }

    /// `LICENCE|ORDER`; empty for a non-statutory case.
    public var code: String { list.map(\.rawValue).joined(separator: "|") }

    /// `on licence, on a community order`, or `non-statutory`.
    public var name: Text {
        isEmpty ? Text(en: "non-statutory", cy: "anstatudol") : Text.joined(list.map(\.name))
    }
}
