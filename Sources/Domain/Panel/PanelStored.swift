/// A proposal as it was stored, to be explained again in the words of its own time: what was found then, not what would be
/// found today.
public struct StoredFacts: Sendable, Hashable {
    public var kind: ProposalKind
    public var reason: ProposalReason?
    public var settingsVersion: String
    public var asOf: Day
    public var sex: ScoringSex?
    public var dateOfBirth: Day?
    public var sanctions: Int
    public var sanctionsRecently: Int
    public var firstSanction: Day?
    public var current: CohortFacts.CurrentOffence?
    public var followup: CohortFacts.Followup?
    public var statutory: StatutoryBases

    public init(
        kind: ProposalKind, reason: ProposalReason?, settingsVersion: String, asOf: Day, sex: ScoringSex?, dateOfBirth: Day?,
        sanctions: Int, sanctionsRecently: Int, firstSanction: Day?, current: CohortFacts.CurrentOffence?,
        followup: CohortFacts.Followup?, statutory: StatutoryBases
    ) {
        self.kind = kind
        self.reason = reason
        self.settingsVersion = settingsVersion
        self.asOf = asOf
        self.sex = sex
        self.dateOfBirth = dateOfBirth
        self.sanctions = sanctions
        self.sanctionsRecently = sanctionsRecently
        self.firstSanction = firstSanction
        self.current = current
        self.followup = followup
        self.statutory = statutory
    }
}

/// The numbers of a stored score.
public struct StoredTerms: Sendable, Hashable {
    public var profile: OGRS3Profile
    public var group: OGRS3Group
    public var ageSex, status, copas, offence, oneYear, twoYear: Double

    public init(
        profile: OGRS3Profile, group: OGRS3Group, ageSex: Double, status: Double, copas: Double, offence: Double,
        oneYear: Double, twoYear: Double
    ) {
        self.profile = profile
        self.group = group
        self.ageSex = ageSex
        self.status = status
        self.copas = copas
        self.offence = offence
        self.oneYear = oneYear
        self.twoYear = twoYear
    }
}

extension Proposal {
    /// - Parameter settings: the edition that the proposal was made with; its scale gives the band.
    public init(_ stored: StoredFacts, score terms: StoredTerms?, settings: CohortSettings) {
        let facts = CohortFacts(stored)
        self.facts = facts
        kind = stored.kind
        reason = stored.reason
        settingsVersion = stored.settingsVersion
        score = terms.map { OGRS3Score(facts, $0) }
        band = score.map { settings.bands.band($0.percentTwoYear) }
    }
}

extension CohortFacts {
    init(_ stored: StoredFacts) {
        asOf = stored.asOf
        sex = stored.sex
        dateOfBirth = stored.dateOfBirth
        sanctions = stored.sanctions
        sanctionsRecently = stored.sanctionsRecently
        firstSanction = stored.firstSanction
        current = stored.current
        followup = stored.followup
        statutory = stored.statutory
    }
}

extension CohortFacts.CurrentOffence {
    public init(convictionDate: Day, code: HomeOfficeCode, marks: OffenceMarks?, was standing: OffenceStanding) {
        self.init(convictionDate: convictionDate, code: code, marks: marks, standing: standing)
    }
}

extension CohortFacts.Followup {
    public init(start: Day, by basis: FollowupBasis) {
        self.init(start: start, basis: basis)
    }
}

extension StatutoryBases {
    /// Reads what `code` writes; words that are no basis are left out.
    public init(code: some StringProtocol) {
        self.init()
        for word in code.split(separator: "|") {
            if let basis = StatutoryBasis(rawValue: String(word)) { insert(basis) }
        }
    }
}

extension OGRS3Mapping {
    /// Reads back by `init(_:)`.
    public var code: String {
        switch self {
        case .group(let group): group.code
        case .noGroup: "NO_GROUP"
        case .needsExactOffence: "NEEDS_EXACT_OFFENCE"
        case .notMapped: "NOT_MAPPED"
        }
    }
}

extension OGRS3Score {
    init(_ facts: CohortFacts, _ stored: StoredTerms) {
        self.init(
            inputs: facts.scoreInputs, profile: stored.profile, group: stored.group,
            ageAtConviction: facts.ageAtConviction ?? 0, ageAtFollowup: facts.ageAtFollowup ?? 0,
            terms: OGRS3Terms(
                ageSex: stored.ageSex, status: stored.status, copas: stored.copas, offence: stored.offence,
                oneYear: stored.oneYear, twoYear: stored.twoYear))
    }
}
