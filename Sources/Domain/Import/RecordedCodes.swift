/// Sex as a record states it.
public enum RecordedSex: String, Sendable, CaseIterable, Hashable {
    case male = "M"
    case female = "F"
    case unknown = "U"

    public var name: Text {
        switch self {
        case .male: Text(en: "male", cy: "gwryw")
        case .female: Text(en: "female", cy: "benyw")
        case .unknown: Text(en: "not known", cy: "anhysbys")
        }
    }
}

/// The 16+1 codes of self-defined ethnicity. Source: Home Office, PACE Code A Annex B (2001 census groups).
public enum EthnicGroup: String, Sendable, CaseIterable, Hashable {
    case w1 = "W1"
    case w2 = "W2"
    case w9 = "W9"
    case m1 = "M1"
    case m2 = "M2"
    case m3 = "M3"
    case m9 = "M9"
    case a1 = "A1"
    case a2 = "A2"
    case a3 = "A3"
    case a9 = "A9"
    case b1 = "B1"
    case b2 = "B2"
    case b9 = "B9"
    case o1 = "O1"
    case o9 = "O9"
    case notStated = "NS"

    public var name: Text {
        switch self {
        case .w1: Text(en: "White: British", cy: "Gwyn: Prydeinig")
        case .w2: Text(en: "White: Irish", cy: "Gwyn: Gwyddelig")
        case .w9: Text(en: "White: other", cy: "Gwyn: arall")
        case .m1: Text(en: "Mixed: White and Black Caribbean", cy: "Cymysg: Gwyn a Du Caribïaidd")
        case .m2: Text(en: "Mixed: White and Black African", cy: "Cymysg: Gwyn a Du Affricanaidd")
        case .m3: Text(en: "Mixed: White and Asian", cy: "Cymysg: Gwyn ac Asiaidd")
        case .m9: Text(en: "Mixed: other", cy: "Cymysg: arall")
        case .a1: Text(en: "Asian: Indian", cy: "Asiaidd: Indiaidd")
        case .a2: Text(en: "Asian: Pakistani", cy: "Asiaidd: Pacistanaidd")
        case .a3: Text(en: "Asian: Bangladeshi", cy: "Asiaidd: Bangladeshaidd")
        case .a9: Text(en: "Asian: other", cy: "Asiaidd: arall")
        case .b1: Text(en: "Black: Caribbean", cy: "Du: Caribïaidd")
        case .b2: Text(en: "Black: African", cy: "Du: Affricanaidd")
        case .b9: Text(en: "Black: other", cy: "Du: arall")
        case .o1: Text(en: "Chinese", cy: "Tsieineaidd")
        case .o9: Text(en: "Other ethnic group", cy: "Grŵp ethnig arall")
        case .notStated: Text(en: "Not stated", cy: "Heb ei nodi")
        }
    }
}

/// A warning that a police force sets on a nominal.
public enum WarningMarker: String, Sendable, CaseIterable, Hashable {
    case violent = "VI"
    case weapons = "WE"
    case drugs = "DR"
    case alcohol = "AL"
    case escaper = "ES"
    case selfHarm = "SH"
    case suicidal = "SU"
    case mentalHealth = "MN"
    case allegations = "AG"
    case contagious = "CO"

    public var name: Text {
        switch self {
        case .violent: Text(en: "violent", cy: "treisgar")
        case .weapons: Text(en: "weapons", cy: "arfau")
        case .drugs: Text(en: "drugs", cy: "cyffuriau")
        case .alcohol: Text(en: "alcohol", cy: "alcohol")
        case .escaper: Text(en: "escaper", cy: "dihangwr")
        case .selfHarm: Text(en: "self-harm", cy: "hunan-niweidio")
        case .suicidal: Text(en: "suicidal", cy: "hunanladdol")
        case .mentalHealth: Text(en: "mental health", cy: "iechyd meddwl")
        case .allegations: Text(en: "makes allegations", cy: "gwneud honiadau")
        case .contagious: Text(en: "contagious", cy: "heintus")
        }
    }
}

/// How an arrest ended for now.
public enum CustodyDisposal: String, Sendable, CaseIterable, Hashable {
    case charged
    case noFurtherAction = "no_further_action"
    case caution
    case communityResolution = "community_resolution"
    case releasedUnderInvestigation = "released_under_investigation"
    case bailed

    public var name: Text {
        switch self {
        case .charged: Text(en: "charged", cy: "cyhuddwyd")
        case .noFurtherAction: Text(en: "no further action", cy: "dim camau pellach")
        case .caution: Text(en: "caution", cy: "rhybudd")
        case .communityResolution: Text(en: "community resolution", cy: "datrysiad cymunedol")
        case .releasedUnderInvestigation:
            Text(en: "released under investigation", cy: "rhyddhawyd dan ymchwiliad")
        case .bailed: Text(en: "bailed", cy: "mechnïaeth")
        }
    }
}

/// Risk of serious harm as probation assessed it.
public enum RiskOfHarm: String, Sendable, CaseIterable, Hashable {
    case low, medium, high
    case veryHigh = "very_high"

    public var name: Text {
        switch self {
        case .low: Text(en: "low", cy: "isel")
        case .medium: Text(en: "medium", cy: "canolig")
        case .high: Text(en: "high", cy: "uchel")
        case .veryHigh: Text(en: "very high", cy: "uchel iawn")
        }
    }
}

/// A register flag of the probation case system.
public enum ProbationRegister: String, Sendable, CaseIterable, Hashable {
    case iom = "IIOM"
    case mappa = "MAPP"
    case veryHighHarm = "RVHR"
    case highHarm = "RHRH"
    case mediumHarm = "RMRH"
    case abusePerpetrator = "ADVP"
    case abuseHistory = "REG30"
    case childConcerns = "RCCO"
    case vulnerability = "RVLN"
    case selfHarm = "ALSH"
    case mentalHealth = "RMDO"
    case gangs = "STRG"

    public var name: Text {
        switch self {
        case .iom: Text(en: "Integrated Offender Management", cy: "Rheoli Integredig Troseddwyr")
        case .mappa: Text(same: "MAPPA")
        case .veryHighHarm: Text(en: "very high risk of serious harm", cy: "risg uchel iawn o niwed difrifol")
        case .highHarm: Text(en: "high risk of serious harm", cy: "risg uchel o niwed difrifol")
        case .mediumHarm: Text(en: "medium risk of serious harm", cy: "risg canolig o niwed difrifol")
        case .abusePerpetrator: Text(en: "domestic abuse perpetrator", cy: "cyflawnwr cam-drin domestig")
        case .abuseHistory: Text(en: "domestic abuse history", cy: "hanes o gam-drin domestig")
        case .childConcerns: Text(en: "child concerns", cy: "pryderon am blant")
        case .vulnerability: Text(en: "vulnerability", cy: "bregusrwydd")
        case .selfHarm: Text(en: "self-harm", cy: "hunan-niweidio")
        case .mentalHealth: Text(en: "mental health", cy: "iechyd meddwl")
        case .gangs: Text(en: "gangs", cy: "gangiau")
        }
    }
}

/// How a prisoner leaves.
public enum ReleaseType: String, Sendable, CaseIterable, Hashable {
    case licence
    case sentenceEnd = "sentence_end"
    case homeDetentionCurfew = "hdc"

    public var name: Text {
        switch self {
        case .licence: Text(en: "on licence", cy: "ar drwydded")
        case .sentenceEnd: Text(en: "at the end of the sentence", cy: "ar ddiwedd y ddedfryd")
        case .homeDetentionCurfew: Text(en: "home detention curfew", cy: "cyrffyw cadw yn y cartref")
        }
    }
}
