/// What is to be done with two records.
public enum MatchOutcome: String, Sendable, CaseIterable, Hashable, Comparable {
    case same, unsure, different

    private var rank: Int { self == .same ? 0 : self == .unsure ? 1 : 2 }

    public static func < (left: MatchOutcome, right: MatchOutcome) -> Bool { left.rank < right.rank }
}

/// The rule that decided between two records.
public enum MatchRule: String, Sendable, CaseIterable, Hashable {
    case sharedIdentifier = "shared-identifier"
    case nameBirthPlace = "name-birth-place"
    case identifiersConflict = "identifiers-conflict"
    case sexesContradict = "sexes-contradict"
    case sharedByStrangers = "shared-by-strangers"
    case nameAndBirthOnly = "name-and-birth-only"
    case nameNearlySame = "name-nearly-same"
    case otherFamilyName = "other-family-name"
    case birthNearlySame = "birth-nearly-same"
    case birthUnknown = "birth-unknown"
    case twins
    case parentAndChild = "parent-and-child"
    case lockedApart = "locked-apart"
    case nothingTies = "nothing-ties"

    public var outcome: MatchOutcome {
        switch self {
        case .sharedIdentifier, .nameBirthPlace: .same
        case .identifiersConflict, .sexesContradict, .sharedByStrangers, .nameAndBirthOnly, .nameNearlySame,
            .otherFamilyName, .birthNearlySame, .birthUnknown:
            .unsure
        case .twins, .parentAndChild, .lockedApart, .nothingTies: .different
        }
    }

    /// The rules in order; the first that holds decides.
    static func deciding(_ evidence: MatchEvidence) -> MatchRule {
        evidence.shared.isEmpty ? byPerson(evidence) : byIdentifier(evidence)
    }

    private static func byIdentifier(_ evidence: MatchEvidence) -> MatchRule {
        if !evidence.conflicting.isEmpty { return .identifiersConflict }
        if evidence.sexesAgree == false { return .sexesContradict }
        if evidence.birth == .different, evidence.name > .near, evidence.name != .unknown { return .sharedByStrangers }
        return .sharedIdentifier
    }

    private static func byPerson(_ evidence: MatchEvidence) -> MatchRule {
        guard evidence.name < .different, evidence.place.isOnePlace || evidence.name.isOnePerson else {
            return .nothingTies
        }
        switch evidence.birth {
        case .same: return evidence.place.isOnePlace ? sameBirthAndPlace(evidence) : sameBirthElsewhere(evidence)
        case .near, .unknown, .different:
            guard evidence.place.isOnePlace, evidence.name.isOnePerson, evidence.sexesAgree != false else {
                return .nothingTies
            }
            return evidence.birth == .near
                ? .birthNearlySame : evidence.birth == .unknown ? .birthUnknown : .parentAndChild
        }
    }

    private static func sameBirthAndPlace(_ evidence: MatchEvidence) -> MatchRule {
        if evidence.name == .familyOnly { return .twins }
        if evidence.sexesAgree == false { return evidence.name.isOnePerson ? .sexesContradict : .nothingTies }
        if evidence.name == .forenameOnly { return .otherFamilyName }
        if !evidence.conflicting.isEmpty { return .identifiersConflict }
        let twinsPerhaps = evidence.name == .variant && evidence.otherForenames == false
        return evidence.name.isOnePerson && !twinsPerhaps ? .nameBirthPlace : .nameNearlySame
    }

    private static func sameBirthElsewhere(_ evidence: MatchEvidence) -> MatchRule {
        guard evidence.sexesAgree != false else { return .nothingTies }
        return evidence.conflicting.isEmpty ? .nameAndBirthOnly : .identifiersConflict
    }
}
