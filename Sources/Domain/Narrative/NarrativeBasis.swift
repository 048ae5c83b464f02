/// What a paragraph rests on. Fact and personal assessment are kept apart.
/// Source: Data Protection Act 2018 s.38(2); assurance DP-07.
public enum NarrativeBasis: Sendable, Hashable {
    case fact, professionalJudgement, selfReport, thirdParty
    /// A graded report.
    case intelligence(IntelligenceGrade)

    /// The basis without the grade, as forms and rows hold it.
    public enum Kind: String, Sendable, CaseIterable, Hashable {
        case fact
        case professionalJudgement = "professional_judgement"
        case selfReport = "self_report"
        case thirdParty = "third_party"
        case intelligence
    }

    public var kind: Kind {
        switch self {
        case .fact: .fact
        case .professionalJudgement: .professionalJudgement
        case .selfReport: .selfReport
        case .thirdParty: .thirdParty
        case .intelligence: .intelligence
        }
    }

    /// nil for intelligence without its grade.
    public init?(_ kind: Kind, _ grade: IntelligenceGrade? = nil) {
        switch kind {
        case .fact: self = .fact
        case .professionalJudgement: self = .professionalJudgement
        case .selfReport: self = .selfReport
        case .thirdParty: self = .thirdParty
        case .intelligence:
            guard let grade else { return nil }
            self = .intelligence(grade)
        }
    }

    public var name: Text {
        if case .intelligence(let grade) = self { kind.name + Text(same: " " + grade.code) } else { kind.name }
    }
}

extension NarrativeBasis.Kind {
    public var name: Text {
        switch self {
        case .fact: Text(en: "Fact", cy: "Ffaith")
        case .professionalJudgement: Text(en: "Professional judgement", cy: "Barn broffesiynol")
        case .selfReport: Text(en: "Self-report", cy: "Yn ôl y person ei hun")
        case .thirdParty: Text(en: "Third party", cy: "Trydydd parti")
        case .intelligence: Text(en: "Intelligence", cy: "Cudd-wybodaeth")
        }
    }

    /// What belongs there.
    public var hint: Text {
        switch self {
        case .fact:
            Text(
                en: "Recorded or seen, and could be shown to be true",
                cy: "Wedi’i gofnodi neu ei weld, a gellid dangos ei fod yn wir")
        case .professionalJudgement:
            Text(en: "What you, or a named colleague, think of it", cy: "Eich barn chi, neu farn cydweithiwr a enwir")
        case .selfReport: Text(en: "What the person said", cy: "Yr hyn a ddywedodd y person")
        case .thirdParty:
            Text(
                en: "What somebody else said: family, landlord, employer",
                cy: "Yr hyn a ddywedodd rhywun arall: teulu, landlord, cyflogwr")
        case .intelligence:
            Text(en: "Rests on a graded report of this case", cy: "Yn seiliedig ar adroddiad graddedig yn yr achos hwn")
        }
    }
}
