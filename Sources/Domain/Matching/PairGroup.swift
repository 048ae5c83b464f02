/// What two records are counted under when it is asked whether a model serves everybody alike.
public enum PairGroup: String, Sendable, CaseIterable, Hashable {
    public enum Kind: Sendable, CaseIterable {
        case sex, ethnicity, language

        public var label: Text {
            switch self {
            case .sex: Text(en: "Sex", cy: "Rhyw")
            case .ethnicity: Text(en: "Ethnic group", cy: "Grŵp ethnig")
            case .language: Text(en: "Language of the name", cy: "Iaith yr enw")
            }
        }
    }

    case male, female
    case sexesDiffer = "sexes-differ"
    case sexUnknown = "sex-unknown"
    case white, mixed, asian, black
    case otherEthnicity = "other-ethnicity"
    case ethnicitiesDiffer = "ethnicities-differ"
    case ethnicityUnknown = "ethnicity-unknown"
    case welsh, english, polish
    case otherLanguage = "other-language"
    case languageUnknown = "language-unknown"

    public var kind: Kind {
        switch self {
        case .male, .female, .sexesDiffer, .sexUnknown: .sex
        case .white, .mixed, .asian, .black, .otherEthnicity, .ethnicitiesDiffer, .ethnicityUnknown: .ethnicity
        case .welsh, .english, .polish, .otherLanguage, .languageUnknown: .language
        }
    }

    public var label: Text {
        switch self {
        case .male: Text(en: "Male", cy: "Gwryw")
        case .female: Text(en: "Female", cy: "Benyw")
        case .white: Text(en: "White", cy: "Gwyn")
        case .mixed: Text(en: "Mixed", cy: "Cymysg")
        case .asian: Text(en: "Asian", cy: "Asiaidd")
        case .black: Text(en: "Black", cy: "Du")
        case .otherEthnicity: Text(en: "Chinese or other", cy: "Tsieineaidd neu arall")
        case .welsh: Text(en: "Welsh", cy: "Cymraeg")
        case .english: Text(en: "English", cy: "Saesneg")
        case .polish: Text(en: "Polish", cy: "Pwyleg")
        case .otherLanguage: Text(en: "Other", cy: "Arall")
        case .sexesDiffer, .ethnicitiesDiffer: Text(en: "The two records differ", cy: "Mae’r ddau gofnod yn wahanol")
        case .sexUnknown, .ethnicityUnknown, .languageUnknown: Text(en: "Not known", cy: "Anhysbys")
        }
    }

    /// What is known of either record; where both are known and differ, that.
    public static func sex(_ one: MatchRecord.Sex?, _ other: MatchRecord.Sex?) -> PairGroup {
        agreed(one.map(of), other.map(of), differ: .sexesDiffer, unknown: .sexUnknown)
    }

    public static func ethnicity(_ one: EthnicGroup?, _ other: EthnicGroup?) -> PairGroup {
        agreed(one.flatMap(of), other.flatMap(of), differ: .ethnicitiesDiffer, unknown: .ethnicityUnknown)
    }

    /// By the name that is not English, where one is: that is the one which a model could know worse.
    public static func language(_ one: NameLanguage?, _ other: NameLanguage?) -> PairGroup {
        let both = [one, other]
        if both.contains(.welsh) { return .welsh }
        if both.contains(.polish) { return .polish }
        if both.contains(.other) { return .otherLanguage }
        return both.contains(.english) ? .english : .languageUnknown
    }

    private static func agreed(
        _ one: PairGroup?, _ other: PairGroup?, differ: PairGroup, unknown: PairGroup
    ) -> PairGroup {
        guard let one, let other else { return one ?? other ?? unknown }
        return one == other ? one : differ
    }

    private static func of(_ sex: MatchRecord.Sex) -> PairGroup { sex == .male ? .male : .female }

    /// The five groups of the census of 2001, of which the codes are.
    private static func of(_ group: EthnicGroup) -> PairGroup? {
        switch group {
        case .w1, .w2, .w9: .white
        case .m1, .m2, .m3, .m9: .mixed
        case .a1, .a2, .a3, .a9: .asian
        case .b1, .b2, .b9: .black
        case .o1, .o9: .otherEthnicity
        case .notStated: nil
        }
    }
}
