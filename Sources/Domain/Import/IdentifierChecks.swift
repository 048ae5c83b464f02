/// How identifiers and codes are checked while a file is read. nil: the text is empty or a placeholder, no identifier at all.
public struct IdentifierChecks: Sendable {
    public typealias Check = @Sendable (String) -> (canonical: String, verified: Bool)?

    public let pnc: Check
    public let cro: Check
    public let crn: Check
    public let prisonNumber: Check
    /// The canonical form is five digits; verified when the table of offences has them.
    public let offenceCode: Check

    public init(
        pnc: @escaping Check, cro: @escaping Check, crn: @escaping Check, prisonNumber: @escaping Check,
        offenceCode: @escaping Check
    ) {
        self.pnc = pnc
        self.cro = cro
        self.crn = crn
        self.prisonNumber = prisonNumber
        self.offenceCode = offenceCode
    }

    /// The checks of `Identifiers`, and the offence codes of `offences`.
    public static func standard(asOf: Day, offences: OffenceTable) -> IdentifierChecks {
        func check(_ kind: IdentifierKind) -> Check {
            { text in kind.check(text, asOf: asOf).map { ($0.shown, $0.verified) } }
        }
        return IdentifierChecks(
            pnc: check(.pnc), cro: check(.cro), crn: check(.crn), prisonNumber: check(.prisonNumber),
            offenceCode: { text in
                IdentifierKind.offenceCode.check(text, asOf: asOf).map { reading in
                    let known = reading.canonical.flatMap { HomeOfficeCode($0) }.map { offences[$0] != nil }
                    return (reading.shown, known ?? false)
                }
            })
    }
}

/// An identifier as a record holds it: the text as received, and the canonical form when it passed its check.
public struct ReceivedIdentifier: Sendable, Hashable {
    public let received: String
    /// The canonical form when verified, else the text as received.
    public let text: String
    public let isVerified: Bool

    public init(received: String, text: String, isVerified: Bool) {
        self.received = received
        self.text = text
        self.isVerified = isVerified
    }

    /// For linking: only what is verified.
    public var canonical: String? { isVerified ? text : nil }
}
