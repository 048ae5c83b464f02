/// Why a report or a grading cannot stand as it was sent.
public enum IntelligenceRefusal: Refusal, Hashable {
    case textMissing, textTooHigh
    case referenceMissing, namesSource, referencePattern
    case informationDayMissing, informationInFuture, reportDayMissing, reportInFuture, reportBeforeInformation
    case notSanitised
    case sourceGradeMissing, informationGradeMissing
    case handlingMissing, conditionsMissing, agenciesMissing, agencyUnknown, conditionsWithoutCode
    case marking(MarkingRefusal)
    case reviewDayMissing, reviewNotAhead
    case unchanged, reasonMissing

    public var field: String? {
        switch self {
        case .textMissing, .textTooHigh: "text"
        case .referenceMissing, .namesSource, .referencePattern: "reference"
        case .informationDayMissing, .informationInFuture: "information_on"
        case .reportDayMissing, .reportInFuture, .reportBeforeInformation: "reported_on"
        case .notSanitised: "sanitised"
        case .sourceGradeMissing: "source_grade"
        case .informationGradeMissing: "information_grade"
        case .handlingMissing, .conditionsWithoutCode, .unchanged: "handling"
        case .conditionsMissing: "conditions"
        case .agenciesMissing, .agencyUnknown: "agencies"
        case .marking(let refusal): refusal.field
        case .reviewDayMissing, .reviewNotAhead: "review_on"
        case .reasonMissing: "reason"
        }
    }

    public var message: Text {
        switch self {
        case .textMissing: Text(en: "Write the report", cy: "Ysgrifennwch yr adroddiad")
        case .textTooHigh, .marking(.tooHigh): MarkingRefusal.tooHigh.message
        case .marking(.missing): MarkingRefusal.missing.message
        case .referenceMissing, .namesSource, .referencePattern: referenceMessage
        case .informationDayMissing, .informationInFuture, .reportDayMissing, .reportInFuture, .reportBeforeInformation,
            .reviewDayMissing, .reviewNotAhead:
            dayMessage
        case .notSanitised:
            Text(
                en: "Confirm that nothing in the text could lead to the source",
                cy: "Cadarnhewch nad oes dim yn y testun a allai arwain at y ffynhonnell")
        case .sourceGradeMissing: Text(en: "Grade the source", cy: "Graddiwch y ffynhonnell")
        case .informationGradeMissing: Text(en: "Grade the information", cy: "Graddiwch yr wybodaeth")
        case .handlingMissing, .conditionsMissing, .agenciesMissing, .agencyUnknown, .conditionsWithoutCode: handlingMessage
        case .unchanged:
            Text(en: "This is the grading that stands: change something", cy: "Dyma’r raddfa sy’n sefyll: newidiwch rywbeth")
        case .reasonMissing:
            Text(
                en: "Say why fewer precautions are needed now", cy: "Dywedwch pam mae angen llai o ragofalon bellach")
        }
    }

    private var referenceMessage: Text {
        switch self {
        case .namesSource:
            Text(
                en: "Do not name the source. Enter the number of the report in your force’s system",
                cy: "Peidiwch ag enwi’r ffynhonnell. Rhowch rif yr adroddiad yn system eich heddlu")
        case .referencePattern:
            Text(
                en: "Use letters, digits and slashes only, at most 40",
                cy: "Defnyddiwch lythrennau, digidau a’r nod / yn unig, 40 ar y mwyaf")
        default:
            Text(
                en: "Enter the number of the report in your force’s system",
                cy: "Rhowch rif yr adroddiad yn system eich heddlu")
        }
    }

    private var dayMessage: Text {
        switch self {
        case .informationDayMissing:
            Text(en: "Enter the day of the information", cy: "Rhowch ddiwrnod yr wybodaeth")
        case .reportDayMissing: Text(en: "Enter the day of the report", cy: "Rhowch ddiwrnod yr adroddiad")
        case .reportBeforeInformation:
            Text(
                en: "Nothing is reported before it is known: enter a later day",
                cy: "Nid adroddir dim cyn ei wybod: rhowch ddiwrnod diweddarach")
        case .reviewDayMissing: Text(en: "Enter the day of the next review", cy: "Rhowch ddiwrnod yr adolygiad nesaf")
        case .reviewNotAhead: Text(en: "Enter a day after today", cy: "Rhowch ddiwrnod ar ôl heddiw")
        default: Text(en: "Enter today or an earlier day", cy: "Rhowch heddiw neu ddiwrnod cynharach")
        }
    }

    private var handlingMessage: Text {
        switch self {
        case .conditionsMissing: Text(en: "Write the conditions of code C", cy: "Ysgrifennwch amodau cod C")
        case .agenciesMissing:
            Text(
                en: "Choose at least one agency that may see it", cy: "Dewiswch o leiaf un asiantaeth a gaiff ei weld")
        case .agencyUnknown: Text(en: "Choose agencies from the list", cy: "Dewiswch asiantaethau o’r rhestr")
        case .conditionsWithoutCode:
            Text(
                en: "Conditions go with code C: choose it, or take the conditions away",
                cy: "Gyda chod C y mae amodau’n mynd: dewiswch ef, neu tynnwch yr amodau")
        default: Text(en: "Choose the handling code", cy: "Dewiswch y cod trin")
        }
    }
}

/// All that is wrong with a report at once.
public struct IntelligenceRefusals: Error, Sendable, Hashable {
    public let list: [IntelligenceRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "text", $0.message) } }
}
