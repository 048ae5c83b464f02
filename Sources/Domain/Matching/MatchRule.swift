/// What is to be done with two records.
public enum MatchOutcome: String, Sendable, CaseIterable, Hashable, Comparable {
    case same, unsure, different

    private var rank: Int { self == .same ? 0 : self == .unsure ? 1 : 2 }

    public static func < (left: MatchOutcome, right: MatchOutcome) -> Bool { left.rank < right.rank }
}

/// What decided between two records: a number, the weight, or a rule that no weight overrides.
public enum MatchRule: String, Sendable, CaseIterable, Hashable {
    case sharedIdentifier = "shared-identifier"
    case weight
    case likely
    case identifiersConflict = "identifiers-conflict"
    case sexesContradict = "sexes-contradict"
    case sharedByStrangers = "shared-by-strangers"
    case relatives
    case parentAndChild = "parent-and-child"
    case bornApart = "born-apart"
    case incomplete
    case noLongerHolds = "no-longer-holds"
    case lockedApart = "locked-apart"
    case nothingTies = "nothing-ties"

    /// nil for no rule: the weight decides.
    init?(_ rule: LinkageRule) {
        switch rule {
        // No rule of two records alone.
        case .none, .chain: return nil
        case .conflict: self = .identifiersConflict
        case .relatives, .secondName: self = .relatives
        case .generation: self = .parentAndChild
        case .sexAndName: self = .sexesContradict
        case .born: self = .bornApart
        case .incomplete: self = .incomplete
        case .strangers, .shared: self = .sharedByStrangers
        }
    }

    /// Why it is decided so.
    public var reason: Text {
        switch self {
        case .sharedIdentifier:
            Text(
                en: "The records share a verified number, and nothing speaks against it",
                cy: "Mae’r cofnodion yn rhannu rhif sydd wedi’i wirio, ac nid oes dim yn ei erbyn")
        case .weight:
            Text(
                en: "All that is known together weighs enough",
                cy: "Mae popeth sy’n hysbys gyda’i gilydd yn pwyso digon")
        case .likely:
            Text(
                en: "Much speaks for one person, but not enough to link without somebody’s word",
                cy: "Mae llawer o blaid un person, ond nid digon i gysylltu heb air rhywun")
        case .identifiersConflict:
            Text(
                en: "Verified numbers of one kind differ: such records are never linked without a person",
                cy: "Mae rhifau o’r un math, wedi’u gwirio, yn wahanol: ni chysylltir cofnodion o’r fath byth heb berson")
        case .sexesContradict:
            Text(en: "The sexes differ", cy: "Mae’r rhyw yn wahanol")
        case .sharedByStrangers:
            Text(
                en: "The records share a verified number, but the rest speaks for two people",
                cy: "Mae’r cofnodion yn rhannu rhif sydd wedi’i wirio, ond mae’r gweddill o blaid dau berson")
        case .relatives:
            Text(
                en: "One family name, date of birth and home, but two given names, first or second: perhaps twins",
                cy: "Yr un cyfenw, dyddiad geni a chartref, ond dau enw cyntaf neu ail enw: efeilliaid efallai")
        case .parentAndChild:
            Text(
                en: "One name, but born a generation apart: perhaps parent and child",
                cy: "Yr un enw, ond wedi’u geni genhedlaeth ar wahân: rhiant a phlentyn efallai")
        case .bornApart:
            Text(
                en: "Much agrees, but the dates of birth are two dates and not one with a slip",
                cy: "Mae llawer yn cytuno, ond dau ddyddiad yw’r dyddiadau geni, nid un â llithriad")
        case .incomplete:
            Text(
                en: "Much agrees, but a name or the date of birth is missing",
                cy: "Mae llawer yn cytuno, ond mae enw neu’r dyddiad geni ar goll")
        case .noLongerHolds:
            Text(
                en: "Linked by rule before, but what is known today would not link them",
                cy: "Wedi’u cysylltu yn ôl rheol o’r blaen, ond ni fyddai’r hyn sy’n hysbys heddiw yn eu cysylltu")
        case .lockedApart:
            Text(en: "Somebody decided that these are different people", cy: "Penderfynodd rhywun mai pobl wahanol yw’r rhain")
        case .nothingTies:
            Text(en: "Nothing ties the records together", cy: "Nid oes dim yn clymu’r cofnodion ynghyd")
        }
    }
}
