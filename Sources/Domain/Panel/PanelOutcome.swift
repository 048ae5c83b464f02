/// What a panel can decide about somebody.
public enum PanelOutcome: String, Sendable, CaseIterable, Hashable {
    case adoptFixed = "adopt_fixed"
    case adoptFlex = "adopt_flex"
    case adoptFree = "adopt_free"
    case decline
    case `defer`

    /// The place in the cohort that an adoption gives; nil for the others.
    public var place: CohortPlace? {
        switch self {
        case .adoptFixed: .fixed
        case .adoptFlex: .flex
        case .adoptFree: .free
        case .decline, .defer: nil
        }
    }

    public var adopts: Bool { place != nil }

    public var name: Text {
        switch self {
        case .adoptFixed: Text(en: "Adopt as Fixed", cy: "Mabwysiadu fel Sefydlog")
        case .adoptFlex: Text(en: "Adopt as Flex", cy: "Mabwysiadu fel Hyblyg")
        case .adoptFree: Text(en: "Adopt as Free", cy: "Mabwysiadu fel Rhydd")
        case .decline: Text(en: "Decline", cy: "Gwrthod")
        case .defer: Text(en: "Defer", cy: "Gohirio")
        }
    }

    /// As something that was done.
    public var done: Text {
        switch self {
        case .adoptFixed: Text(en: "Adopted as Fixed", cy: "Mabwysiadwyd fel Sefydlog")
        case .adoptFlex: Text(en: "Adopted as Flex", cy: "Mabwysiadwyd fel Hyblyg")
        case .adoptFree: Text(en: "Adopted as Free", cy: "Mabwysiadwyd fel Rhydd")
        case .decline: Text(en: "Declined", cy: "Gwrthodwyd")
        case .defer: Text(en: "Deferred", cy: "Gohiriwyd")
        }
    }
}

/// The three parts of the cohort. Source: IOM findings, section 1.1.
public enum CohortPlace: String, Sendable, CaseIterable, Hashable {
    case fixed, flex, free

    public var name: Text {
        switch self {
        case .fixed: Text(en: "Fixed", cy: "Sefydlog")
        case .flex: Text(en: "Flex", cy: "Hyblyg")
        case .free: Text(en: "Free", cy: "Rhydd")
        }
    }
}

/// The three grounds on which somebody outside the Fixed rule may be taken into Flex. Source: IOM findings, section 1.1.
public enum FlexGround: String, Sendable, CaseIterable, Hashable {
    case judgedRiskier = "judged_riskier"
    case likelyToProgress = "likely_to_progress"
    case sameProfile = "same_profile"

    public var name: Text {
        switch self {
        case .judgedRiskier:
            Text(
                en: "Neighbourhood crime with a low or medium score, but judged to be of higher risk",
                cy: "Trosedd yn y gymdogaeth â sgôr isel neu ganolig, ond y bernir bod y risg yn uwch")
        case .likelyToProgress:
            Text(
                en: "Lower-level acquisitive crime, likely to progress",
                cy: "Trosedd feddiangar lefel is, sy’n debygol o waethygu")
        case .sameProfile:
            Text(
                en: "Persistent offending of another kind, with the same needs and risk profile",
                cy: "Troseddu parhaus o fath arall, â’r un anghenion a’r un proffil risg")
        }
    }
}

/// Local schemes whose own rule takes somebody in. Source: IOM findings, section 1.1.
public enum FreeScheme: String, Sendable, CaseIterable, Hashable {
    case wisdom
    case domesticAbuse = "domestic_abuse"
    case seriousViolence = "serious_violence"
    case organisedCrime = "organised_crime"

    public var name: Text {
        switch self {
        case .wisdom: Text(same: "WISDOM")
        case .domesticAbuse: Text(en: "Domestic abuse", cy: "Cam-drin domestig")
        case .seriousViolence: Text(en: "Serious violence", cy: "Trais difrifol")
        case .organisedCrime: Text(en: "Serious organised crime", cy: "Troseddau cyfundrefnol difrifol")
        }
    }
}

/// Red, amber, green: how closely somebody is managed. Source: IOM findings, section 3.1.
public enum RagRating: String, Sendable, CaseIterable, Hashable {
    case red, amber, green

    public var name: Text {
        switch self {
        case .red: Text(en: "red", cy: "coch")
        case .amber: Text(en: "amber", cy: "oren")
        case .green: Text(en: "green", cy: "gwyrdd")
        }
    }
}
