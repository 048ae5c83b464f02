/// Why a panel's decision cannot stand as it was sent; each belongs to a field of the form.
public enum DecisionRefusal: Refusal, Hashable {
    case notProposedFixed
    case notAdult(from: Day)
    case ageUnknown
    case groundMissing
    case groundNotAgreed
    case schemeMissing
    case mappaReasonMissing
    case reasonMissing
    case policeDeciderMissing
    case probationDeciderMissing
    case sameDecider
    case dissenterMissing
    case dissentMissing
    case policeLeadMissing
    case probationLeadMissing
    case ragMissing
    case reviewMissing
    case reviewNotAfterPanel
    case reviewTooFar(after: Day)
    case deferMissing
    case deferNotAfterPanel
    case deferTooFar(after: Day)
    case panelInFuture
    case panelLongAgo(before: Day)
    case activeNeedsExit

    public var field: String? {
        switch self {
        case .notProposedFixed, .notAdult, .ageUnknown, .activeNeedsExit: "outcome"
        case .groundMissing: "flex_ground"
        case .groundNotAgreed: "agreed"
        case .schemeMissing: "free_scheme"
        case .mappaReasonMissing: "mappa_reason"
        case .reasonMissing: "reason"
        case .policeDeciderMissing: "police_decider"
        case .probationDeciderMissing, .sameDecider: "probation_decider"
        case .dissenterMissing: "dissenter"
        case .dissentMissing: "dissent"
        case .policeLeadMissing: "police_lead"
        case .probationLeadMissing: "probation_lead"
        case .ragMissing: "rag"
        case .reviewMissing, .reviewNotAfterPanel, .reviewTooFar: "next_review"
        case .deferMissing, .deferNotAfterPanel, .deferTooFar: "defer_until"
        case .panelInFuture, .panelLongAgo: "panel_day"
        }
    }

    public var message: Text {
        switch self {
        case .notProposedFixed:
            Text(
                en: "Nobody is put in Fixed whom the Fixed rule does not propose. Consider Flex, with its ground",
                cy: "Ni roddir neb yn y garfan Sefydlog nad yw’r rheol Sefydlog yn ei gynnig. Ystyriwch Hyblyg, gyda’i sail")
        case .notAdult(let day):
            Text(
                en: "The person is not yet an adult: the scheme is open from \(day.words.en)",
                cy: "Nid yw’r person yn oedolyn eto: mae’r cynllun ar agor o \(day.words.cy)")
        case .ageUnknown:
            Text(
                en: "The date of birth is not known, so it is not known whether the person is an adult",
                cy: "Nid yw’r dyddiad geni’n hysbys, felly ni wyddys a yw’r person yn oedolyn")
        case .groundMissing:
            Text(en: "Choose the ground of Flex", cy: "Dewiswch y sail dros Hyblyg")
        case .groundNotAgreed:
            Text(
                en: "Flex needs police and probation to agree on its ground",
                cy: "Mae Hyblyg yn gofyn i’r heddlu a’r gwasanaeth prawf gytuno ar ei sail")
        case .schemeMissing: Text(en: "Choose the scheme of Free", cy: "Dewiswch gynllun Rhydd")
        case .mappaReasonMissing:
            Text(
                en: "The person is managed under MAPPA: say why IOM is needed as well",
                cy: "Rheolir y person o dan MAPPA: dywedwch pam mae angen RhIT hefyd")
        case .reasonMissing: Text(en: "Give the panel’s reason", cy: "Rhowch reswm y panel")
        case .policeDeciderMissing:
            Text(en: "Name who decided for the police", cy: "Enwch bwy benderfynodd ar ran yr heddlu")
        case .probationDeciderMissing:
            Text(en: "Name who decided for probation", cy: "Enwch bwy benderfynodd ar ran y gwasanaeth prawf")
        case .sameDecider:
            Text(
                en: "Police and probation decide together: name two different people",
                cy: "Mae’r heddlu a’r gwasanaeth prawf yn penderfynu gyda’i gilydd: enwch ddau berson gwahanol")
        case .dissenterMissing: Text(en: "Name who disagreed", cy: "Enwch bwy oedd yn anghytuno")
        case .dissentMissing: Text(en: "Say why they disagreed", cy: "Dywedwch pam roeddent yn anghytuno")
        case .policeLeadMissing:
            Text(en: "Name the police lead officer", cy: "Enwch swyddog arweiniol yr heddlu")
        case .probationLeadMissing:
            Text(
                en: "Name the probation lead officer: probation supervises this person",
                cy: "Enwch swyddog arweiniol y gwasanaeth prawf: mae’r gwasanaeth prawf yn goruchwylio’r person hwn")
        case .ragMissing: Text(en: "Choose the first RAG", cy: "Dewiswch y statws RAG cyntaf")
        case .reviewMissing: Text(en: "Enter the day of the next review", cy: "Rhowch ddiwrnod yr adolygiad nesaf")
        case .reviewNotAfterPanel:
            Text(
                en: "The next review must be after the day of the panel",
                cy: "Rhaid i’r adolygiad nesaf fod ar ôl diwrnod y panel")
        case .reviewTooFar(let day):
            Text(
                en: "The next review must be \(day.words.en) or earlier",
                cy: "Rhaid i’r adolygiad nesaf fod \(day.words.cy) neu’n gynharach")
        case .deferMissing:
            Text(en: "Enter the day until which you defer", cy: "Rhowch y diwrnod y gohirir hyd ato")
        case .deferNotAfterPanel:
            Text(
                en: "The day until which you defer must be after the day of the panel and after today",
                cy: "Rhaid i’r diwrnod y gohirir hyd ato fod ar ôl diwrnod y panel ac ar ôl heddiw")
        case .deferTooFar(let day):
            Text(
                en: "The day until which you defer must be \(day.words.en) or earlier",
                cy: "Rhaid i’r diwrnod y gohirir hyd ato fod \(day.words.cy) neu’n gynharach")
        case .panelLongAgo(let day):
            Text(
                en: "The day of the panel must be \(day.words.en) or later",
                cy: "Rhaid i ddiwrnod y panel fod \(day.words.cy) neu’n hwyrach")
        case .panelInFuture:
            Text(
                en: "The day of the panel must be today or earlier: a decision is recorded when it has been made",
                cy: "Rhaid i ddiwrnod y panel fod heddiw neu’n gynharach: cofnodir penderfyniad ar ôl iddo gael ei wneud")
        case .activeNeedsExit:
            Text(
                en: "The person is active in the cohort. To end that, record an exit with its hand-over plan",
                cy:
                    "Mae’r person yn weithredol yn y garfan. I ddod â hynny i ben, cofnodwch ymadawiad gyda’i gynllun trosglwyddo"
            )
        }
    }
}

/// All that is wrong with a decision at once.
public struct DecisionRefusals: Error, Sendable, Hashable {
    public let list: [DecisionRefusal]

    init(_ list: [DecisionRefusal]) {
        self.list = list
    }

    public var problems: [Problem] { list.map { Problem($0.field ?? "outcome", $0.message) } }
}
