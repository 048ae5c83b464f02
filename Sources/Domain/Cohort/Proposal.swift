/// What the rules propose for one person on one day, with the facts and the score behind it. Words are made on demand
/// (`explained`).
public struct Proposal: Sendable, Hashable {
    public let kind: ProposalKind
    /// Why not, where the kind is NONE or UNSCORED.
    public let reason: ProposalReason?
    public let facts: CohortFacts
    public let score: OGRS3Score?
    /// Of the two-year percentage, on the scale of the settings.
    public let band: RiskBand?
    /// The edition of the limits that were applied.
    public let settingsVersion: String

    /// The rules of the proposal, 1 to 12, for one record.
    public init(_ record: CriminalRecord, asOf: Day, settings: CohortSettings, offences: OffenceTable) {
        let facts = CohortFacts(record, asOf: asOf, settings: settings, offences: offences)
        self.facts = facts
        settingsVersion = settings.edition.version
        if let obstacle = Proposal.obstacle(record, facts) {
            (kind, reason, score, band) = (.unscored, obstacle, nil, nil)
            return
        }
        do {
            let score = try OGRS3.score(facts.scoreInputs, profile: settings.profile, offences: offences)
            let question = CohortQuestion(facts, twoYear: score.percentTwoYear, settings: settings)
            let answer = question.answer(settings)
            (kind, reason) = (answer.kind, answer.reason)
            self.score = score
            band = settings.bands.band(score.percentTwoYear)
        } catch {
            (kind, reason, score, band) = (.unscored, ProposalReason(error), nil, nil)
        }
    }

    /// Reasons of UNSCORED that come before the score's own faults; the first that holds.
    private static func obstacle(_ record: CriminalRecord, _ facts: CohortFacts) -> ProposalReason? {
        if !record.hasAcceptedRecord { return .noAcceptedRecord }
        if !record.hasPNC { return .noPNC }
        if facts.current == nil { return .noConviction }
        if facts.dateOfBirth == nil { return .noDateOfBirth }
        if facts.sex == nil { return .noSex }
        return nil
    }
}

/// What rules 7 to 12 ask about a scored person.
public struct CohortQuestion: Sendable, Hashable {
    public var isAdult: Bool
    public var offence: OffenceStanding
    /// The two-year percentage.
    public var twoYear: Int
    public var sanctionsRecently: Int

    public init(isAdult: Bool, offence: OffenceStanding, twoYear: Int, sanctionsRecently: Int) {
        self.isAdult = isAdult
        self.offence = offence
        self.twoYear = twoYear
        self.sanctionsRecently = sanctionsRecently
    }

    init(_ facts: CohortFacts, twoYear: Int, settings: CohortSettings) {
        self.init(
            isAdult: facts.ageAsOf ?? 0 >= settings.adultAge, offence: facts.current?.standing ?? .notAcquisitive,
            twoYear: twoYear, sanctionsRecently: facts.sanctionsRecently)
    }

    /// Rules 7 to 12, as they stand. Source: agency files, "The rules of the proposal"; IOM findings, section 1.1.
    public func answer(_ settings: CohortSettings) -> (kind: ProposalKind, reason: ProposalReason?) {
        guard isAdult else { return (.none, .under18) }
        let band = settings.bands.band(twoYear)
        switch offence {
        case .fixedEarlier where band >= settings.fixedFrom: return (.fixed1, nil)
        case .neighbourhood where band >= settings.fixedFrom: return (.fixed1, nil)
        case .fixedEarlier where band >= settings.fixedEarlierFrom: return (.fixed2, nil)
        case .fixedEarlier, .neighbourhood: return (.flexA, nil)
        case .otherAcquisitive where sanctionsRecently >= settings.recentSanctions: return (.flexB, nil)
        case .notAcquisitive where band >= settings.flexFrom: return (.flexC, nil)
        case .otherAcquisitive: return (.none, .otherAcquisitiveFewSanctions)
        case .notAcquisitive: return (.none, .belowBand)
        }
    }
}
