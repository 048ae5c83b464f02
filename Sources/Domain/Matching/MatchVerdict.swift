/// Same, unsure or different, with the rule that decided and the points for and against.
public struct MatchVerdict: Sendable {
    public let rule: MatchRule
    let evidence: MatchEvidence

    init(_ evidence: MatchEvidence) {
        self.evidence = evidence
        rule = MatchRule.deciding(evidence)
    }

    init(_ evidence: MatchEvidence, rule: MatchRule) {
        self.evidence = evidence
        self.rule = rule
    }

    public var outcome: MatchOutcome { rule.outcome }
    public var reason: Text { rule.reason }
    /// What agreed and what disagreed, each with its points; made only when somebody asks.
    public var points: [MatchPoint] { MatchPoint.all(evidence) }
    /// The sum of the points: orders doubts, decides nothing.
    public var total: Int { evidence.total }
}

extension MatchRule {
    /// Why the rule decides as it does.
    public var reason: Text {
        switch self {
        case .sharedIdentifier:
            Text(
                en: "The records share a verified identifier",
                cy: "Mae’r cofnodion yn rhannu dynodydd sydd wedi’i wirio")
        case .nameBirthPlace:
            Text(en: "Name, date of birth and place agree", cy: "Mae’r enw, y dyddiad geni a’r lle yn cytuno")
        case .identifiersConflict:
            Text(
                en: "Verified identifiers of one kind differ: such records are never linked without a person",
                cy:
                    "Mae dynodyddion o’r un math, wedi’u gwirio, yn wahanol: ni chysylltir cofnodion o’r fath byth heb berson"
            )
        case .sexesContradict:
            Text(en: "Much agrees, but the sexes differ", cy: "Mae llawer yn cytuno, ond mae’r rhyw yn wahanol")
        case .sharedByStrangers:
            Text(
                en: "The records share a verified identifier, but neither name nor date of birth agrees",
                cy: "Mae’r cofnodion yn rhannu dynodydd sydd wedi’i wirio, ond nid yw’r enw na’r dyddiad geni yn cytuno"
            )
        case .nameAndBirthOnly:
            Text(
                en: "Name and date of birth agree, but nothing shows that the place does",
                cy: "Mae’r enw a’r dyddiad geni yn cytuno, ond nid oes dim yn dangos bod y lle yn cytuno")
        case .nameNearlySame:
            Text(
                en: "Date of birth and place agree, the name nearly",
                cy: "Mae’r dyddiad geni a’r lle yn cytuno, a’r enw bron â chytuno")
        case .otherFamilyName:
            Text(
                en: "Forename, date of birth and place agree, the family name differs",
                cy: "Mae’r enw cyntaf, y dyddiad geni a’r lle yn cytuno, ond mae’r cyfenw yn wahanol")
        case .birthNearlySame:
            Text(
                en: "Name and place agree, the date of birth nearly",
                cy: "Mae’r enw a’r lle yn cytuno, a’r dyddiad geni bron â chytuno")
        case .birthUnknown:
            Text(
                en: "Name and place agree, but a date of birth is missing",
                cy: "Mae’r enw a’r lle yn cytuno, ond mae dyddiad geni ar goll")
        case .twins:
            Text(
                en: "One family name, date of birth and place, but different forenames: perhaps twins",
                cy: "Yr un cyfenw, dyddiad geni a lle, ond enwau cyntaf gwahanol: efeilliaid efallai")
        case .parentAndChild:
            Text(
                en: "One name and place, but different dates of birth: perhaps parent and child",
                cy: "Yr un enw a lle, ond dyddiadau geni gwahanol: rhiant a phlentyn efallai")
        case .lockedApart:
            Text(
                en: "Somebody decided that these are different people",
                cy: "Penderfynodd rhywun mai pobl wahanol yw’r rhain")
        case .nothingTies:
            Text(en: "Nothing ties the records together", cy: "Nid oes dim yn clymu’r cofnodion ynghyd")
        }
    }
}
