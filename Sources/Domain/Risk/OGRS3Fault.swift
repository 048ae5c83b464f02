/// The inputs by the names that the official service reports them under.
public enum OGRS3Field: String, Sendable, CaseIterable, Hashable {
    case sex = "gender"
    case dateOfBirth
    case convictionDate = "dateOfCurrentConviction"
    case followupDate = "dateAtStartOfFollowup"
    case totalSanctions = "totalNumberOfSanctionsForAllOffences"
    case ageAtFirstSanction
    case offenceCode = "currentOffenceCode"

    public var name: Text {
        switch self {
        case .sex: Text(en: "sex", cy: "rhyw")
        case .dateOfBirth: Text(en: "date of birth", cy: "dyddiad geni")
        case .convictionDate: Text(en: "date of current conviction", cy: "dyddiad yr euogfarn gyfredol")
        case .followupDate: Text(en: "start of follow-up", cy: "dechrau’r cyfnod dilynol")
        case .totalSanctions: Text(en: "number of sanctions", cy: "nifer y sancsiynau")
        case .ageAtFirstSanction: Text(en: "age at first sanction", cy: "oedran adeg y sancsiwn cyntaf")
        case .offenceCode: Text(en: "current offence", cy: "trosedd gyfredol")
        }
    }
}

/// One reason why no score can be made. Source: OGRS3 specification, section 5.
public struct OGRS3Fault: Refusal, Hashable {
    /// What is wrong with the facts, by the codes of the specification.
    public enum Kind: String, Sendable, CaseIterable, Hashable {
        case missingMandatoryInput = "MISSING_MANDATORY_INPUT"
        case totalSanctionsLessThanOne = "TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE"
        case offenceCodeIncorrectFormat = "OFFENCE_CODE_INCORRECT_FORMAT"
        case dateNotAfterDateOfBirth = "DATE_NOT_AFTER_DATE_OF_BIRTH"
        case ageAtConvictionLessThanTen = "AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN"
        case firstSanctionAfterConviction = "AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION"
        case offenceCodeMappingNotFound = "OFFENCE_CODE_MAPPING_NOT_FOUND"
        case needDetailsOfExactOffence = "NEED_DETAILS_OF_EXACT_OFFENCE"
        case ageAtFollowupLessThanTen = "AGE_AT_FOLLOWUP_LESS_THAN_TEN"
    }

    public let kind: Kind
    public let fields: [OGRS3Field]

    init(_ kind: Kind, _ fields: [OGRS3Field]) {
        self.kind = kind
        self.fields = fields
    }

    public var field: String? { fields.first?.rawValue }

    public var message: Text {
        kind == .missingMandatoryInput
            ? kind.message + Text(same: " ") + Text.joined(fields.map(\.name)) + Text(same: ".") : kind.message
    }
}

/// All faults of the first stage that has any; later stages were not looked at.
public struct OGRS3Faults: Error, Sendable, Hashable {
    public let list: [OGRS3Fault]

    init(_ list: [OGRS3Fault]) {
        self.list = list
    }

    init(_ kind: OGRS3Fault.Kind, _ fields: OGRS3Field...) {
        list = [OGRS3Fault(kind, fields)]
    }
}

extension OGRS3Fault.Kind {
    public var message: Text {
        switch self {
        case .missingMandatoryInput:
            Text(en: "The score needs more facts:", cy: "Mae angen rhagor o ffeithiau ar y sgôr:")
        case .totalSanctionsLessThanOne:
            Text(
                en: "The number of sanctions includes the current one, so it is at least 1.",
                cy: "Mae nifer y sancsiynau’n cynnwys yr un cyfredol, felly mae’n 1 o leiaf.")
        case .offenceCodeIncorrectFormat:
            Text(
                en: "A Home Office offence code has five digits.",
                cy: "Mae pum digid mewn cod trosedd y Swyddfa Gartref.")
        case .dateNotAfterDateOfBirth:
            Text(
                en: "The conviction and the start of follow-up must be after the date of birth.",
                cy: "Rhaid i’r euogfarn a dechrau’r cyfnod dilynol fod ar ôl y dyddiad geni.")
        case .ageAtConvictionLessThanTen:
            Text(
                en: "The person was under 10 at the current conviction.",
                cy: "Roedd y person o dan 10 oed adeg yr euogfarn gyfredol.")
        case .firstSanctionAfterConviction:
            Text(
                en: "The age at first sanction is above the age at the current conviction.",
                cy: "Mae’r oedran adeg y sancsiwn cyntaf yn uwch na’r oedran adeg yr euogfarn gyfredol.")
        case .offenceCodeMappingNotFound:
            Text(
                en: "The offence code is unknown, or belongs to no OGRS3 offence group.",
                cy: "Mae’r cod trosedd yn anhysbys, neu nid yw’n perthyn i un o grwpiau troseddau OGRS3.")
        case .needDetailsOfExactOffence:
            Text(
                en: "The offence code is too general to score; the exact offence is needed.",
                cy: "Mae’r cod trosedd yn rhy gyffredinol i’w sgorio; mae angen yr union drosedd.")
        case .ageAtFollowupLessThanTen:
            Text(
                en: "The person is under 10 at the start of follow-up.",
                cy: "Mae’r person o dan 10 oed ar ddechrau’r cyfnod dilynol.")
        }
    }
}
