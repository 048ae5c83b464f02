/// What a text says as an identifier: the text as received, its canonical form when it passes the check, else the fault.
public struct IdentifierReading: Sendable, Hashable {
    public let kind: IdentifierKind
    public let original: String
    /// nil when the check fails: the text is kept, but never compared.
    public let canonical: String?
    public let fault: IdentifierFault?

    public var verified: Bool { canonical != nil }

    /// For showing: the canonical form, or what the source system holds.
    public var shown: String { canonical ?? original }

    /// What is wrong, for the person who typed or sent it.
    public var message: Text? { fault?.message(kind) }

    init(_ kind: IdentifierKind, _ original: String, canonical: String) {
        self.kind = kind
        self.original = original
        self.canonical = canonical
        self.fault = nil
    }

    init(_ kind: IdentifierKind, _ original: String, fault: IdentifierFault) {
        self.kind = kind
        self.original = original
        self.canonical = nil
        self.fault = fault
    }
}

/// Why a text is not a verified identifier.
public enum IdentifierFault: String, Error, Sendable, CaseIterable, Hashable {
    case form
    case checkLetter = "check-letter"
    case checkDigit = "check-digit"
    case neverIssued = "never-issued"
    case oldPrisonNumber = "old-prison-number"

    /// Says what to look at; never what the letter should be, for nobody may "correct" one.
    public func message(_ kind: IdentifierKind) -> Text {
        let label = kind.label
        switch self {
        case .form:
            return Text(
                en: "\(label.en): write it like \(kind.example)", cy: "\(label.cy): ysgrifennwch ef fel \(kind.example)"
            )
        case .checkLetter:
            return Text(
                en: "\(label.en): the check letter does not fit the number. Compare it with the source",
                cy: "\(label.cy): nid yw’r llythyren wirio yn cyd-fynd â’r rhif. Cymharwch ef â’r ffynhonnell")
        case .checkDigit:
            return Text(
                en: "\(label.en): the check digit does not fit the number. Compare it with the source",
                cy: "\(label.cy): nid yw’r digid gwirio yn cyd-fynd â’r rhif. Cymharwch ef â’r ffynhonnell")
        case .neverIssued:
            return Text(
                en: "\(label.en): this number is never issued. Compare it with the source",
                cy: "\(label.cy): ni roddir y rhif hwn byth. Cymharwch ef â’r ffynhonnell")
        case .oldPrisonNumber:
            return Text(
                en: "\(label.en): this is an old local number. It is kept, but it does not identify a person",
                cy: "\(label.cy): hen rif lleol yw hwn. Fe’i cedwir, ond nid yw’n adnabod person")
        }
    }
}
