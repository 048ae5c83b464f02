/// A cell of a file that was filled in but cannot be read.
public enum OGRS3ReadingFault: String, Sendable, CaseIterable, Hashable {
    case profile = "PROFILE_NOT_KNOWN"
    case sex = "SEX_NOT_READABLE"
    case dateOfBirth = "DATE_OF_BIRTH_NOT_READABLE"
    case convictionDate = "CONVICTION_DATE_NOT_READABLE"
    case followupDate = "FOLLOWUP_DATE_NOT_READABLE"
    case ageAtFirstSanction = "AGE_AT_FIRST_SANCTION_NOT_READABLE"
    case totalSanctions = "TOTAL_SANCTIONS_NOT_READABLE"
    case offenceGroup = "OFFENCE_GROUP_NOT_KNOWN"
    case groupNotOfCode = "OFFENCE_GROUP_NOT_THAT_OF_CODE"

    /// The input that the cell would have filled.
    var field: OGRS3Field? {
        switch self {
        case .profile, .groupNotOfCode: nil
        case .sex: .sex
        case .dateOfBirth: .dateOfBirth
        case .convictionDate: .convictionDate
        case .followupDate: .followupDate
        case .ageAtFirstSanction: .ageAtFirstSanction
        case .totalSanctions: .totalSanctions
        case .offenceGroup: .offenceCode
        }
    }

    public var message: Text {
        switch self {
        case .profile:
            Text(en: "The profile is hmpps or published.", cy: "Y proffil yw hmpps neu published.")
        case .sex: Text(en: "The sex is M or F.", cy: "Y rhyw yw M neu F.")
        case .dateOfBirth, .convictionDate, .followupDate:
            Text(
                en: "The date does not exist or is not written as year-month-day, such as 2026-11-01.",
                cy: "Nid yw’r dyddiad yn bod neu nid yw wedi’i ysgrifennu fel blwyddyn-mis-diwrnod, er enghraifft 2026-11-01.")
        case .ageAtFirstSanction, .totalSanctions:
            Text(en: "Here stands a whole number.", cy: "Rhif cyfan sydd i fod yma.")
        case .offenceGroup:
            Text(
                en: "The offence group is not one of the twenty OGRS3 groups.",
                cy: "Nid yw’r grŵp trosedd yn un o’r ugain grŵp OGRS3.")
        case .groupNotOfCode:
            Text(
                en: "The offence code belongs to another offence group than the one given.",
                cy: "Mae’r cod trosedd yn perthyn i grŵp gwahanol i’r un a roddwyd.")
        }
    }
}
