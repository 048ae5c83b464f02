import Domain
import Store

/// Why somebody reads the journal: the code stands in the journal. Each is one of the four purposes that the Data Protection Act 2018
/// s.62(4) knows; there is no other.
enum JournalPurpose: String, Sendable, CaseIterable {
    case complaint, request, sample, investigation, security, proceedings

    var label: Text {
        switch self {
        case .complaint: Text(en: "A complaint", cy: "Cwyn")
        case .request: Text(en: "Somebody asks about their own data", cy: "Mae rhywun yn holi am ei ddata ei hun")
        case .sample: Text(en: "A routine sample", cy: "Sampl arferol")
        case .investigation: Text(en: "A suspected misuse", cy: "Amheuaeth o gamddefnydd")
        case .security: Text(en: "To keep the data safe and right", cy: "Cadw’r data’n ddiogel ac yn gywir")
        case .proceedings: Text(en: "Criminal proceedings", cy: "Achos troseddol")
        }
    }

    /// Source: Data Protection Act 2018 s.62(4)(a) to (d).
    var ground: Text {
        switch self {
        case .complaint, .request: Text(en: "to verify that the use was lawful", cy: "gwirio bod y defnydd yn gyfreithlon")
        case .sample, .investigation:
            Text(
                en: "self-monitoring, including disciplinary proceedings",
                cy: "hunanfonitro, gan gynnwys achosion disgyblu")
        case .security: Text(en: "integrity and security of the data", cy: "cywirdeb a diogelwch y data")
        case .proceedings: Text(en: "criminal proceedings", cy: "achosion troseddol")
        }
    }

    static func field(_ value: String, _ problems: [Problem]) -> HTML {
        Field.radios(
            "purpose", Text(en: "Why do you read the journal?", cy: "Pam rydych yn darllen y dyddlyfr?"),
            options: allCases.map { Option(value: $0.rawValue, label: $0.label, hint: $0.ground) }, value: value,
            problems: problems,
            hint: Text(
                en: "The law knows no other purposes. It is recorded that you did, and why",
                cy: "Nid yw’r gyfraith yn cydnabod dibenion eraill. Cofnodir eich bod wedi gwneud, a pham"))
    }
}
