/// What the proposal rules make of a criminal record on a day. Source: agency files, "The rules of the proposal", 1 to 4.
public struct CohortFacts: Sendable, Hashable {
    public let asOf: Day
    public let sex: ScoringSex?
    public let dateOfBirth: Day?
    /// Distinct dates of conviction or caution on or before the as-of day.
    public let sanctions: Int
    public let sanctionsRecently: Int
    public let firstSanction: Day?
    public let current: CurrentOffence?
    public let followup: Followup?
    public let statutory: StatutoryBases

    /// The offence that the person was last convicted of, as the rules see it.
    public struct CurrentOffence: Sendable, Hashable {
        public let convictionDate: Day
        public let code: HomeOfficeCode
        /// nil for a code that the offence table does not have.
        public let marks: OffenceMarks?
        public let standing: OffenceStanding
    }

    /// The day from which the two years are counted, and why it is that one.
    public struct Followup: Sendable, Hashable {
        public let start: Day
        public let basis: FollowupBasis
    }

    public init(_ record: CriminalRecord, asOf: Day, settings: CohortSettings, offences: OffenceTable) {
        self.asOf = asOf
        sex = record.sex
        dateOfBirth = record.dateOfBirth
        let dates = Sanctions(record.convictions, asOf: asOf, since: asOf.adding(months: -settings.recentMonths))
        sanctions = dates.count
        sanctionsRecently = dates.recent
        firstSanction = dates.first
        current = dates.lastConviction.flatMap {
            CurrentOffence(record.convictions, on: $0, settings: settings, offences: offences)
        }
        followup = current.map { Followup(of: $0.convictionDate, record) }
        statutory = StatutoryBases(record, asOf: asOf)
    }

    public var convictionDate: Day? { current?.convictionDate }
    public var ageAtFirstSanction: Int? { age(on: firstSanction) }
    public var ageAtConviction: Int? { age(on: current?.convictionDate) }
    public var ageAtFollowup: Int? { age(on: followup?.start) }
    public var ageAsOf: Int? { age(on: asOf) }

    private func age(on day: Day?) -> Int? {
        guard let dateOfBirth, let day else { return nil }
        return dateOfBirth.age(on: day)
    }

    /// The six facts of OGRS3.
    public var scoreInputs: OGRS3Inputs {
        OGRS3Inputs(
            sex: sex, dateOfBirth: dateOfBirth, convictionDate: current?.convictionDate,
            followupDate: followup?.start, ageAtFirstSanction: ageAtFirstSanction, totalSanctions: sanctions,
            offence: current.map { .code($0.code) } ?? .absent)
    }
}
