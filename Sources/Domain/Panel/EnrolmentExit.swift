/// Why somebody leaves the cohort. Source: IOM findings, section 2.2 (a proposal of this product).
public enum ExitReason: String, Sendable, CaseIterable, Hashable {
    case riskReduced = "risk_reduced"
    case movedArea = "moved_area"
    case longCustody = "long_custody"
    case died
    case mappa
    case noBenefit = "no_benefit"
    case capacity

    public var name: Text {
        switch self {
        case .riskReduced: Text(en: "The risk is reduced", cy: "Mae’r risg wedi lleihau")
        case .movedArea: Text(en: "Moved to another area", cy: "Wedi symud i ardal arall")
        case .longCustody: Text(en: "A long time in custody", cy: "Cyfnod hir yn y ddalfa")
        case .died: Text(en: "Died", cy: "Wedi marw")
        case .mappa: Text(en: "MAPPA has taken over", cy: "Mae MAPPA wedi cymryd drosodd")
        case .noBenefit: Text(en: "No further benefit from the scheme", cy: "Dim budd pellach o’r cynllun")
        case .capacity: Text(en: "No capacity: others come first", cy: "Dim capasiti: mae eraill yn dod yn gyntaf")
        }
    }

    /// Somebody goes on working with the person.
    var leavesWork: Bool { self != .died }
}

/// An exit as the agencies describe it.
public struct ExitFacts: Sendable, Hashable {
    public var reason: ExitReason
    public var day: Day
    public var words = ""
    public var policeAgreed = ""
    public var probationAgreed = ""
    public var plan = ""
    public var receivingTeam = ""

    public init(_ reason: ExitReason, on day: Day) {
        self.reason = reason
        self.day = day
    }
}

/// Why an exit cannot stand as it was sent.
public enum ExitRefusal: Refusal, Hashable {
    case wordsMissing, policeMissing, probationMissing, samePerson, planMissing, teamMissing
    case enrolment(EnrolmentRefusal)

    public var field: String? {
        switch self {
        case .wordsMissing: "words"
        case .policeMissing: "police_agreed"
        case .probationMissing, .samePerson: "probation_agreed"
        case .planMissing: "plan"
        case .teamMissing: "receiving_team"
        case .enrolment(let refusal): refusal.field ?? "reason"
        }
    }

    public var message: Text {
        switch self {
        case .wordsMissing:
            Text(en: "Say what has changed", cy: "Dywedwch beth sydd wedi newid")
        case .policeMissing: Text(en: "Name who agreed for the police", cy: "Enwch bwy gytunodd ar ran yr heddlu")
        case .probationMissing:
            Text(en: "Name who agreed for probation", cy: "Enwch bwy gytunodd ar ran y gwasanaeth prawf")
        case .samePerson:
            Text(
                en: "Police and probation agree together: name two different people",
                cy: "Mae’r heddlu a’r gwasanaeth prawf yn cytuno gyda’i gilydd: enwch ddau berson gwahanol")
        case .planMissing:
            Text(
                en: "Write the hand-over plan: continuing support must be there before somebody leaves",
                cy: "Ysgrifennwch y cynllun trosglwyddo: rhaid i gymorth parhaus fod ar gael cyn i rywun adael")
        case .teamMissing:
            Text(en: "Name the team that takes over", cy: "Enwch y tîm sy’n cymryd drosodd")
        case .enrolment(let refusal): refusal.message
        }
    }
}

/// All that is wrong with an exit at once.
public struct ExitRefusals: Error, Sendable, Hashable {
    public let list: [ExitRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "reason", $0.message) } }
}

/// Leaving the cohort. Source: IOM findings, section 2.1: by consensus, with an exit plan before removal; the dead are
/// removed without one.
public enum Exiting {
    /// - Parameter since: the day the enrolment began.
    public static func exit(
        _ facts: ExitFacts, from state: EnrolmentState, since: Day?, today: Day
    ) throws(ExitRefusals) -> EnrolmentState {
        var refusals: [ExitRefusal] = []
        if !state.following.contains(.exited) { refusals.append(.enrolment(.cannotMove(from: state, to: .exited))) }
        if facts.day > today { refusals.append(.enrolment(.dayInFuture)) }
        if let since, facts.day < since { refusals.append(.enrolment(.dayBeforeStart(since))) }
        if facts.words.isEmpty { refusals.append(.wordsMissing) }
        if facts.policeAgreed.isEmpty { refusals.append(.policeMissing) }
        if facts.probationAgreed.isEmpty {
            refusals.append(.probationMissing)
        } else if Deciding.isSamePerson(facts.policeAgreed, facts.probationAgreed) {
            refusals.append(.samePerson)
        }
        if facts.reason.leavesWork {
            if facts.plan.isEmpty { refusals.append(.planMissing) }
            if facts.receivingTeam.isEmpty { refusals.append(.teamMissing) }
        }
        guard refusals.isEmpty else { throw ExitRefusals(list: refusals) }
        return .exited
    }
}
