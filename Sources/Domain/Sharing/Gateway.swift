/// The lawful way by which personal data may pass from one body to another. A gateway permits; it does not compel: assurance LB-01.
public enum Gateway: String, Sendable, CaseIterable, Hashable {
    case offenderManagement = "oma_2007_14"
    case crimeAndDisorder = "cda_1998_115"
    case mappa = "cja_2003_325"
    case policing = "common_law_policing"
    case confidence = "common_law_confidence"
    case consent
    case vitalInterests = "vital_interests"
    case seriousViolence = "pcsc_2022"

    public var name: Text {
        switch self {
        case .offenderManagement:
            Text(en: "Offender Management Act 2007, section 14", cy: "Deddf Rheoli Troseddwyr 2007, adran 14")
        case .crimeAndDisorder:
            Text(en: "Crime and Disorder Act 1998, section 115", cy: "Deddf Trosedd ac Anhrefn 1998, adran 115")
        case .mappa:
            Text(en: "Criminal Justice Act 2003, section 325 (MAPPA)", cy: "Deddf Cyfiawnder Troseddol 2003, adran 325 (MAPPA)")
        case .policing: Text(en: "Common law policing purpose", cy: "Diben plismona o dan y gyfraith gyffredin")
        case .confidence:
            Text(en: "Common law of confidence, with an authoriser", cy: "Cyfrinachedd y gyfraith gyffredin, gydag awdurdodwr")
        case .consent: Text(en: "Consent of the person", cy: "Cydsyniad y person")
        case .vitalInterests: Text(en: "Vital interests: somebody’s life", cy: "Buddiannau hanfodol: bywyd rhywun")
        case .seriousViolence:
            Text(
                en: "Police, Crime, Sentencing and Courts Act 2022 (serious violence)",
                cy: "Deddf yr Heddlu, Troseddu, Dedfrydu a’r Llysoedd 2022 (trais difrifol)")
        }
    }

    /// Where the gateway is found.
    public var source: String {
        switch self {
        case .offenderManagement: "OMA 2007 s.14, legislation.gov.uk"
        case .crimeAndDisorder: "CDA 1998 s.115, legislation.gov.uk"
        case .mappa: "CJA 2003 s.325"
        case .policing: "common law; Code of Practice on police information"
        case .confidence: "common law duty of confidence; UK GDPR art. 9"
        case .consent: "UK GDPR art. 6(1)(a), 9(2)(a)"
        case .vitalInterests: "UK GDPR art. 6(1)(d), 9(2)(c)"
        case .seriousViolence: "PCSC Act 2022 ss.9, 15–16"
        }
    }

    /// Whether the text was read at its source. The others wait for counsel.
    public var isConfirmed: Bool { self == .offenderManagement || self == .crimeAndDisorder }

    /// What enforcement rests on never rests on consent: whoever may say no must be able to. Assurance A2, last row of the matrix.
    public func allows(_ part: CasePart) -> Bool {
        self != .consent || !Gateway.enforcement.contains(part)
    }

    private static let enforcement: Set<CasePart> = [.offences, .intelligence]
}

/// Why a confidence may be opened.
public enum ConfidenceGround: String, Sendable, CaseIterable, Hashable {
    case consent, publicInterest = "public_interest", statute

    public var name: Text {
        switch self {
        case .consent: Text(en: "The patient consents", cy: "Mae’r claf yn cydsynio")
        case .publicInterest: Text(en: "An overriding public interest", cy: "Budd cyhoeddus tra phwysig")
        case .statute: Text(en: "A statute requires or permits it", cy: "Mae statud yn ei fynnu neu’n ei ganiatáu")
        }
    }
}

/// What data is shared for.
public enum SharingPurpose: String, Sendable, CaseIterable, Hashable {
    case offenderManagement = "offender_management"
    case crimePrevention = "crime_prevention"
    case mappa
    case support
    case protection
    case seriousViolence = "serious_violence"

    public var name: Text {
        switch self {
        case .offenderManagement:
            Text(en: "Supervision and rehabilitation of offenders", cy: "Goruchwylio ac adsefydlu troseddwyr")
        case .crimePrevention: Text(en: "Preventing crime and disorder", cy: "Atal trosedd ac anhrefn")
        case .mappa: Text(en: "Public protection under MAPPA", cy: "Amddiffyn y cyhoedd o dan MAPPA")
        case .support:
            Text(en: "Support for the person: housing, health, work", cy: "Cymorth i’r person: tai, iechyd, gwaith")
        case .protection:
            Text(en: "Protecting somebody from serious harm", cy: "Amddiffyn rhywun rhag niwed difrifol")
        case .seriousViolence: Text(en: "Serious violence duty", cy: "Y ddyletswydd trais difrifol")
        }
    }
}
