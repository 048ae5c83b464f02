/// How a court or the police closed a charge.
public enum Adjudication: String, Sendable, CaseIterable, Hashable {
    case conviction = "CONVICTION"
    case caution = "CAUTION"
    case notGuilty = "NOT GUILTY"
    case withdrawn = "WITHDRAWN"

    /// Convictions and cautions are sanctions.
    public var isSanction: Bool { self == .conviction || self == .caution }

    public var name: Text {
        switch self {
        case .conviction: Text(en: "conviction", cy: "euogfarn")
        case .caution: Text(en: "caution", cy: "rhybudd")
        case .notGuilty: Text(en: "not guilty", cy: "dieuog")
        case .withdrawn: Text(en: "withdrawn", cy: "tynnwyd yn ôl")
        }
    }
}

/// One offence at one court date (for a caution, its date).
public struct ConvictionRow: Sendable, Hashable {
    public let courtDate: Day
    public let adjudication: Adjudication
    public let offence: HomeOfficeCode
    /// Custody, also suspended; 0 where there is none.
    public let sentenceDays: Int32

    public init(courtDate: Day, adjudication: Adjudication, offence: HomeOfficeCode, sentenceDays: Int32 = 0) {
        self.courtDate = courtDate
        self.adjudication = adjudication
        self.offence = offence
        self.sentenceDays = sentenceDays
    }
}

/// One custodial sentence as the prison has it; the release may be planned.
public struct PrisonSentence: Sendable, Hashable {
    public let reception: Day
    public let release: Day

    public init(reception: Day, release: Day) {
        self.reception = reception
        self.release = release
    }
}

/// What probation supervises somebody under.
public enum ProbationKind: String, Sendable, CaseIterable, Hashable {
    case communityOrder = "Community Order"
    case suspendedSentenceOrder = "Suspended Sentence Order"
    case youthRehabilitationOrder = "Youth Rehabilitation Order"
    case licence = "Licence"
    case postSentenceSupervision = "Post Sentence Supervision"
    /// Sentenced and awaiting release.
    case custody = "Custody"

    public var name: Text {
        switch self {
        case .communityOrder: Text(en: "community order", cy: "gorchymyn cymunedol")
        case .suspendedSentenceOrder: Text(en: "suspended sentence order", cy: "gorchymyn dedfryd ohiriedig")
        case .youthRehabilitationOrder:
            Text(en: "youth rehabilitation order", cy: "gorchymyn adsefydlu ieuenctid")
        case .licence: Text(en: "licence", cy: "trwydded")
        case .postSentenceSupervision: Text(en: "post-sentence supervision", cy: "goruchwyliaeth ôl-ddedfryd")
        case .custody: Text(en: "custody, awaiting release", cy: "dalfa, yn disgwyl cael ei ryddhau")
        }
    }

    var isOrder: Bool {
        switch self {
        case .communityOrder, .suspendedSentenceOrder, .youthRehabilitationOrder: true
        case .licence, .postSentenceSupervision, .custody: false
        }
    }
}

/// One order or licence as probation has it.
public struct ProbationOrder: Sendable, Hashable {
    public let kind: ProbationKind
    public let start: Day
    /// nil when probation gives no end: the order still runs.
    public let end: Day?
    public let convictionDate: Day

    public init(kind: ProbationKind, start: Day, end: Day?, convictionDate: Day) {
        self.kind = kind
        self.start = start
        self.end = end
        self.convictionDate = convictionDate
    }
}

/// What the linked, accepted records of one person say, as far as the proposal rules ask.
public struct CriminalRecord: Sendable, Hashable {
    /// At least one accepted record of a force, probation or a prison.
    public var hasAcceptedRecord: Bool
    /// At least one of those records holds a PNC ID with a right check letter.
    public var hasPNC: Bool
    public var sex: ScoringSex?
    public var dateOfBirth: Day?
    /// The PNC rows of all PNC IDs of the person, in any order.
    public var convictions: [ConvictionRow]
    public var prison: [PrisonSentence]
    public var probation: [ProbationOrder]

    public init(
        hasAcceptedRecord: Bool = true, hasPNC: Bool = true, sex: ScoringSex?, dateOfBirth: Day?,
        convictions: [ConvictionRow] = [], prison: [PrisonSentence] = [], probation: [ProbationOrder] = []
    ) {
        self.hasAcceptedRecord = hasAcceptedRecord
        self.hasPNC = hasPNC
        self.sex = sex
        self.dateOfBirth = dateOfBirth
        self.convictions = convictions
        self.prison = prison
        self.probation = probation
    }
}
