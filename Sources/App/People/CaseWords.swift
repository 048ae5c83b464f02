import Domain

/// Codes of the agencies' files in words. A code that is not known is shown as it came.
enum CaseWords {
    static func proposal(_ kind: ProposalKind) -> Text {
        switch kind {
        case .fixed1: Text(en: "Fixed, rule 1", cy: "Sefydlog, rheol 1")
        case .fixed2: Text(en: "Fixed, rule 2", cy: "Sefydlog, rheol 2")
        case .flexA: Text(en: "Flex candidate A", cy: "Ymgeisydd Hyblyg A")
        case .flexB: Text(en: "Flex candidate B", cy: "Ymgeisydd Hyblyg B")
        case .flexC: Text(en: "Flex candidate C", cy: "Ymgeisydd Hyblyg C")
        case .none, .unscored: kind.name
        }
    }

    static let cohorts: [(String, Text)] = [
        ("fixed", Text(en: "Fixed", cy: "Sefydlog")), ("flex", Text(en: "Flex", cy: "Hyblyg")),
        ("free", Text(en: "Free", cy: "Rhydd")),
    ]

    static let states: [(String, Text)] = [
        ("proposed", Text(en: "proposed", cy: "wedi’i gynnig")), ("adopted", Text(en: "adopted", cy: "wedi’i fabwysiadu")),
        ("active", Text(en: "active", cy: "gweithredol")), ("deferred", Text(en: "deferred", cy: "wedi’i ohirio")),
        ("declined", Text(en: "declined", cy: "wedi’i wrthod")), ("exited", Text(en: "exited", cy: "wedi gadael")),
    ]

    static let rags: [(String, Text)] = [
        ("red", Text(en: "red", cy: "coch")), ("amber", Text(en: "amber", cy: "oren")),
        ("green", Text(en: "green", cy: "gwyrdd")),
    ]

    static let outcomes: [(String, Text)] = [
        ("adopt_fixed", Text(en: "Adopted as Fixed", cy: "Mabwysiadwyd fel Sefydlog")),
        ("adopt_flex", Text(en: "Adopted as Flex", cy: "Mabwysiadwyd fel Hyblyg")),
        ("adopt_free", Text(en: "Adopted as Free", cy: "Mabwysiadwyd fel Rhydd")),
        ("decline", Text(en: "Declined", cy: "Gwrthodwyd")), ("defer", Text(en: "Deferred", cy: "Gohiriwyd")),
    ]

    /// RAG as a coloured tag; the word says it too.
    static func ragTag(_ code: String) -> HTML? {
        guard let word = find(code, rags) else { return nil }
        let colour: Tag.Colour = code == "red" ? .red : code == "amber" ? .amber : .green
        return Tag.html(word, colour)
    }

    static func find(_ code: String, _ table: [(String, Text)]) -> Text? {
        table.first { $0.0 == code }?.1
    }

    static func word(_ code: String, _ table: [(String, Text)]) -> Text {
        find(code, table) ?? Text(same: code)
    }

    static func sex(_ code: String) -> Text {
        word(code, [("M", Text(en: "male", cy: "gwryw")), ("F", Text(en: "female", cy: "benyw"))])
    }

    static func language(_ code: String) -> Text {
        word(
            code,
            [
                ("en", Text(en: "English", cy: "Saesneg")), ("cy", Text(en: "Welsh", cy: "Cymraeg")),
                ("pl", Text(en: "Polish", cy: "Pwyleg")), ("English", Text(en: "English", cy: "Saesneg")),
                ("Welsh", Text(en: "Welsh", cy: "Cymraeg")), ("Polish", Text(en: "Polish", cy: "Pwyleg")),
            ])
    }

    /// The sixteen self-defined codes and "not stated".
    static func ethnicity(_ code: String) -> Text { word(code, ethnicities) }

    private static let ethnicities: [(String, Text)] = [
        ("W1", Text(en: "White: British", cy: "Gwyn: Prydeinig")), ("W2", Text(en: "White: Irish", cy: "Gwyn: Gwyddelig")),
        ("W9", Text(en: "White: other", cy: "Gwyn: arall")),
        ("M1", Text(en: "Mixed: White and Black Caribbean", cy: "Cymysg: Gwyn a Du Caribïaidd")),
        ("M2", Text(en: "Mixed: White and Black African", cy: "Cymysg: Gwyn a Du Affricanaidd")),
        ("M3", Text(en: "Mixed: White and Asian", cy: "Cymysg: Gwyn ac Asiaidd")),
        ("M9", Text(en: "Mixed: other", cy: "Cymysg: arall")), ("A1", Text(en: "Asian: Indian", cy: "Asiaidd: Indiaidd")),
        ("A2", Text(en: "Asian: Pakistani", cy: "Asiaidd: Pacistanaidd")),
        ("A3", Text(en: "Asian: Bangladeshi", cy: "Asiaidd: Bangladeshaidd")),
        ("A9", Text(en: "Asian: other", cy: "Asiaidd: arall")), ("B1", Text(en: "Black: Caribbean", cy: "Du: Caribïaidd")),
        ("B2", Text(en: "Black: African", cy: "Du: Affricanaidd")), ("B9", Text(en: "Black: other", cy: "Du: arall")),
        ("O1", Text(en: "Chinese", cy: "Tsieineaidd")), ("O9", Text(en: "Other", cy: "Arall")),
        ("NS", Text(en: "not stated", cy: "heb ei nodi")),
    ]
}

/// Warning markers, registers and risk levels. The marker codes are the agencies' own list.
enum RiskWords {
    static let markers: [(String, Text)] = [
        ("VI", Text(en: "violent", cy: "treisgar")), ("WE", Text(en: "weapons", cy: "arfau")),
        ("DR", Text(en: "drugs", cy: "cyffuriau")), ("AL", Text(en: "alcohol", cy: "alcohol")),
        ("ES", Text(en: "escaper", cy: "dihangwr")), ("SH", Text(en: "self-harm", cy: "hunan-niwed")),
        ("SU", Text(en: "suicidal", cy: "hunanladdol")), ("MN", Text(en: "mental health", cy: "iechyd meddwl")),
        ("AG", Text(en: "makes allegations", cy: "yn gwneud honiadau")), ("CO", Text(en: "contagious", cy: "heintus")),
    ]

    static let registers: [(String, Text)] = [
        ("IIOM", Text(en: "Integrated Offender Management", cy: "Rheoli Integredig Troseddwyr")),
        ("MAPP", Text(en: "MAPPA", cy: "MAPPA")),
        ("RVHR", Text(en: "very high risk of serious harm", cy: "risg uchel iawn o niwed difrifol")),
        ("RHRH", Text(en: "high risk of serious harm", cy: "risg uchel o niwed difrifol")),
        ("RMRH", Text(en: "medium risk of serious harm", cy: "risg canolig o niwed difrifol")),
        ("ADVP", Text(en: "domestic abuse perpetrator", cy: "cyflawnwr cam-drin domestig")),
        ("REG30", Text(en: "domestic abuse history", cy: "hanes o gam-drin domestig")),
        ("RCCO", Text(en: "child concerns", cy: "pryderon am blant")),
        ("RVLN", Text(en: "vulnerability", cy: "bregusrwydd")), ("ALSH", Text(en: "self-harm", cy: "hunan-niwed")),
        ("RMDO", Text(en: "mental health", cy: "iechyd meddwl")), ("STRG", Text(en: "gangs", cy: "gangiau")),
    ]

    static let rosh: [(String, Text)] = [
        ("Low", Text(en: "low", cy: "isel")), ("Medium", Text(en: "medium", cy: "canolig")),
        ("High", Text(en: "high", cy: "uchel")), ("Very High", Text(en: "very high", cy: "uchel iawn")),
    ]

    /// Codes joined by bars, commas, slashes or blanks, in words, each once.
    static func words(_ codes: String, _ table: [(String, Text)]) -> [Text] {
        var seen: Set<Substring> = []
        return codes.split { "|;/, ".contains($0) }.filter { seen.insert($0).inserted }
            .map { CaseWords.word(String($0), table) }
    }
}

/// What courts, police and prisons did, by the codes of the agencies' files.
enum OffenceWords {
    /// Source: agency files, `pnc/convictions.csv`.
    static let disposals: [(String, Text)] = [
        ("2101", Text(en: "imprisonment", cy: "carchar")),
        ("2102", Text(en: "young offender institution", cy: "sefydliad troseddwyr ifanc")),
        ("2103", Text(en: "imprisonment suspended", cy: "carchar wedi’i ohirio")),
        ("2201", Text(en: "community order", cy: "gorchymyn cymunedol")),
        ("2202", Text(en: "youth rehabilitation order", cy: "gorchymyn adsefydlu ieuenctid")),
        ("2301", Text(en: "fine", cy: "dirwy")),
        ("2302", Text(en: "conditional discharge", cy: "rhyddhad amodol")),
        ("2304", Text(en: "no separate penalty", cy: "dim cosb ar wahân")),
        ("2305", Text(en: "referral order", cy: "gorchymyn atgyfeirio")),
        ("2401", Text(en: "simple caution", cy: "rhybudd syml")),
        ("2402", Text(en: "conditional caution", cy: "rhybudd amodol")),
        ("2403", Text(en: "reprimand", cy: "cerydd")), ("2404", Text(en: "final warning", cy: "rhybudd terfynol")),
        ("2405", Text(en: "youth caution", cy: "rhybudd ieuenctid")),
    ]

    static let custody: [(String, Text)] = [
        ("charged", Text(en: "charged", cy: "cyhuddwyd")),
        ("no_further_action", Text(en: "no further action", cy: "dim camau pellach")),
        ("caution", Text(en: "caution", cy: "rhybudd")),
        ("community_resolution", Text(en: "community resolution", cy: "datrysiad cymunedol")),
        ("released_under_investigation", Text(en: "released under investigation", cy: "rhyddhawyd dan ymchwiliad")),
        ("bailed", Text(en: "bailed", cy: "ar fechnïaeth")), ("", Text(en: "still in custody", cy: "yn y ddalfa o hyd")),
    ]

    static let releases: [(String, Text)] = [
        ("LICENCE", Text(en: "on licence", cy: "ar drwydded")),
        ("SENTENCE END", Text(en: "at the end of the sentence", cy: "ar ddiwedd y ddedfryd")),
        ("HDC", Text(en: "on home detention curfew", cy: "ar gyrffyw cadw gartref")),
    ]

    static func order(_ type: String) -> Text {
        ProbationKind(rawValue: type)?.name ?? Text(same: type)
    }

    static func adjudication(_ code: String) -> Text {
        Adjudication(rawValue: code)?.name ?? Text(same: code)
    }

    static let days = Counted(
        en: (one: "day", other: "days"),
        cy: (zero: "diwrnod", one: "diwrnod", two: "ddiwrnod", few: "diwrnod", many: "diwrnod", other: "diwrnod"))
}

/// The rule that tied a record to a person, in words.
enum LinkWords {
    /// As `RecordPlacing` writes it for a record that came with a person of its own.
    static let first = "first-record"
    static let decidedSame = "decided-same"
    static let separated = "separated"

    static func rule(_ code: String) -> Text {
        switch code {
        case first: Text(en: "The first record of this person", cy: "Cofnod cyntaf y person hwn")
        case decidedSame:
            Text(en: "An officer decided that it is the same person", cy: "Penderfynodd swyddog mai’r un person ydyw")
        case separated:
            Text(en: "An officer took it from another person", cy: "Tynnodd swyddog ef oddi wrth berson arall")
        default: MatchRule(rawValue: code)?.reason ?? Text(same: code)
        }
    }
}
