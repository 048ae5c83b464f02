/// What a panel says about one person, before the rules have looked at it.
public struct DecisionFacts: Sendable, Hashable {
    public var outcome: PanelOutcome
    public var panelDay: Day
    public var flexGround: FlexGround?
    public var freeScheme: FreeScheme?
    /// Who agreed on the ground of Flex.
    public var policeAgrees = false
    public var probationAgrees = false
    public var reason = ""
    /// Why somebody managed under MAPPA is taken in all the same.
    public var mappaReason = ""
    public var policeDecider = ""
    public var probationDecider = ""
    public var dissenter = ""
    public var dissent = ""
    public var policeLead = ""
    public var probationLead = ""
    public var rag: RagRating?
    public var nextReview: Day?
    public var deferUntil: Day?

    public init(_ outcome: PanelOutcome, panelDay: Day) {
        self.outcome = outcome
        self.panelDay = panelDay
    }

    /// The code of the ground of Flex or the scheme of Free; empty for the others.
    public var ground: String {
        switch outcome {
        case .adoptFlex: flexGround?.rawValue ?? ""
        case .adoptFree: freeScheme?.rawValue ?? ""
        case .adoptFixed, .decline, .defer: ""
        }
    }
}

/// What the rules of a decision look at beside the panel's own words.
public struct DecisionCase: Sendable, Hashable {
    public var proposal: ProposalKind
    public var dateOfBirth: Day?
    /// In whole years.
    public var adultAge: Int
    /// On an order or licence, or in custody: probation has a practitioner for the person.
    public var isStatutory: Bool
    public var isUnderMappa: Bool
    /// The enrolment that runs, if one does.
    public var enrolment: EnrolmentState?
    public var today: Day

    public init(
        proposal: ProposalKind, dateOfBirth: Day?, adultAge: Int = 18, isStatutory: Bool = false,
        isUnderMappa: Bool = false, enrolment: EnrolmentState? = nil, today: Day
    ) {
        self.proposal = proposal
        self.dateOfBirth = dateOfBirth
        self.adultAge = adultAge
        self.isStatutory = isStatutory
        self.isUnderMappa = isUnderMappa
        self.enrolment = enrolment
        self.today = today
    }
}

/// A decision that the rules allow, and where it puts the enrolment.
public struct PanelDecision: Sendable, Hashable {
    public let facts: DecisionFacts
    public let state: EnrolmentState
    /// The enrolment that runs goes on; otherwise one begins.
    public let continues: Bool
}
