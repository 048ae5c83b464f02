/// Why nobody is proposed, or why no score is possible.
public enum ProposalReason: String, Sendable, CaseIterable, Hashable {
    case under18 = "UNDER_18"
    case otherAcquisitiveFewSanctions = "OTHER_ACQUISITIVE_FEW_SANCTIONS"
    case belowBand = "BELOW_BAND"

    case noAcceptedRecord = "NO_ACCEPTED_RECORD"
    case noPNC = "NO_PNC"
    case noConviction = "NO_CONVICTION"
    case noDateOfBirth = "NO_DATE_OF_BIRTH"
    case noSex = "NO_SEX"
    case dateNotAfterDateOfBirth = "DATE_NOT_AFTER_DATE_OF_BIRTH"
    case ageAtConvictionLessThanTen = "AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN"
    case firstSanctionAfterConviction = "AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION"
    case needDetailsOfExactOffence = "NEED_DETAILS_OF_EXACT_OFFENCE"
    case offenceCodeMappingNotFound = "OFFENCE_CODE_MAPPING_NOT_FOUND"
    case ageAtFollowupLessThanTen = "AGE_AT_FOLLOWUP_LESS_THAN_TEN"
    case missingMandatoryInput = "MISSING_MANDATORY_INPUT"
    case totalSanctionsLessThanOne = "TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE"
    case offenceCodeIncorrectFormat = "OFFENCE_CODE_INCORRECT_FORMAT"

    /// The first fault of a score that could not be made.
    init(_ faults: OGRS3Faults) {
        self =
            switch faults.list.first?.kind {
            case .totalSanctionsLessThanOne: .totalSanctionsLessThanOne
            case .offenceCodeIncorrectFormat: .offenceCodeIncorrectFormat
            case .dateNotAfterDateOfBirth: .dateNotAfterDateOfBirth
            case .ageAtConvictionLessThanTen: .ageAtConvictionLessThanTen
            case .firstSanctionAfterConviction: .firstSanctionAfterConviction
            case .offenceCodeMappingNotFound: .offenceCodeMappingNotFound
            case .needDetailsOfExactOffence: .needDetailsOfExactOffence
            case .ageAtFollowupLessThanTen: .ageAtFollowupLessThanTen
            case .missingMandatoryInput, nil: .missingMandatoryInput
            }
    }

    public var name: Text {
        switch self {
        case .under18: Text(en: "Not an adult on this day.", cy: "Nid yw’n oedolyn ar y diwrnod hwn.")
        case .otherAcquisitiveFewSanctions:
            Text(
                en: "The offence is other acquisitive crime, with too few sanctions lately.",
                cy: "Trosedd feddiangar arall yw’r drosedd, gyda rhy ychydig o sancsiynau’n ddiweddar.")
        case .belowBand:
            Text(
                en: "The offence is not acquisitive and the score is below the band of the rule.",
                cy: "Nid yw’r drosedd yn feddiangar ac mae’r sgôr islaw band y rheol.")
        case .noAcceptedRecord:
            Text(
                en: "Every record of this person was refused on import.",
                cy: "Gwrthodwyd pob cofnod o’r person hwn wrth ei fewnforio.")
        case .noPNC:
            Text(
                en: "No record holds a PNC ID with a right check letter, so no convictions are known.",
                cy: "Nid oes cofnod â rhif PNC sydd â llythyren wirio gywir, felly nid oes euogfarnau’n hysbys.")
        case .noConviction:
            Text(
                en: "There is no conviction; cautions alone do not score.",
                cy: "Nid oes euogfarn; nid yw rhybuddion yn unig yn sgorio.")
        case .noDateOfBirth:
            Text(en: "No record gives a date of birth.", cy: "Nid oes cofnod sy’n rhoi dyddiad geni.")
        case .noSex: Text(en: "No record gives the sex.", cy: "Nid oes cofnod sy’n rhoi’r rhyw.")
        default: (OGRS3Fault.Kind(rawValue: rawValue) ?? .missingMandatoryInput).message
        }
    }
}
