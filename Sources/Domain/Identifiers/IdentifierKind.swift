/// The numbers and codes by which agencies know people, arrests and offences.
public enum IdentifierKind: String, Sendable, CaseIterable, Hashable {
    case pnc
    case cro
    case asn
    case crn
    case prisonNumber = "prison-number"
    case nhs
    case offenceCode = "offence-code"
    case cjsCode = "cjs-code"
    case urn

    /// The kinds that name one person: equal and verified, they can tie two records together.
    public static let ofOnePerson: [IdentifierKind] = [.pnc, .cro, .crn, .prisonNumber]

    public var namesOnePerson: Bool {
        switch self {
        case .pnc, .cro, .crn, .prisonNumber: true
        case .asn, .nhs, .offenceCode, .cjsCode, .urn: false
        }
    }

    /// Whether a letter at its end is made from its digits.
    var hasCheckLetter: Bool { self == .pnc || self == .cro }

    public var label: Text {
        switch self {
        case .pnc: Text(en: "PNC ID", cy: "Rhif PNC")
        case .cro: Text(en: "CRO number", cy: "Rhif CRO")
        case .asn: Text(en: "Arrest summons number", cy: "Rhif gwŷs arestio")
        case .crn: Text(en: "Probation case reference (CRN)", cy: "Cyfeirnod achos prawf (CRN)")
        case .prisonNumber: Text(en: "Prison number", cy: "Rhif carcharor")
        case .nhs: Text(en: "NHS number", cy: "Rhif GIG")
        case .offenceCode: Text(en: "Home Office offence code", cy: "Cod trosedd y Swyddfa Gartref")
        case .cjsCode: Text(en: "CJS offence code", cy: "Cod trosedd CJS")
        case .urn: Text(en: "Police and prosecution reference (URN)", cy: "Cyfeirnod yr heddlu a’r erlyniad (URN)")
        }
    }

    /// A number of this kind that passes its check, to show what is asked for.
    public var example: String {
        switch self {
        case .pnc: "2000/0000223R"
        case .cro: "065656/91H"
        case .asn: "11/01ZD/01/448754K"
        case .crn: "X123456"
        case .prisonNumber: "A1234BC"
        case .nhs: "999 601 8830"
        case .offenceCode: "028/03"
        case .cjsCode: "TH68010"
        case .urn: "01ZD0303208"
        }
    }

    /// What the text says as an identifier of this kind; nil when it is empty or a placeholder (`NONE`, `N/A`, `?`, `-`).
    /// `asOf` settles the century of two-digit years.
    public func check(_ text: String, asOf: Day) -> IdentifierReading? {
        guard let written = IdentifierText(text) else { return nil }
        do throws(IdentifierFault) {
            return IdentifierReading(self, text, canonical: try canonical(written, asOf: asOf))
        } catch {
            return IdentifierReading(self, text, fault: error)
        }
    }

    private func canonical(_ text: IdentifierText, asOf: Day) throws(IdentifierFault) -> String {
        switch self {
        case .pnc: try text.pnc(currentYear: asOf.year)
        case .cro: try text.cro()
        case .asn: try text.asn()
        case .crn: try text.matching("A999999")
        case .prisonNumber: try text.prisonNumber()
        case .nhs: try text.nhs()
        case .offenceCode: try text.offenceCode()
        case .cjsCode: try text.cjsCode()
        case .urn: try text.matching("XXXX9999999")
        }
    }
}
