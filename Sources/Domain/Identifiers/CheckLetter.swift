/// The modulus-23 letter of PNC, CRO and arrest summons numbers. I, O and S never occur.
/// Source: CJS data standards catalogue.
enum CheckLetter {
    private static let letters: StaticString = "ZABCDEFGHJKLMNPQRTUVWXY"

    static func of(_ number: UInt64) -> UInt8 {
        letters.utf8Start[Int(number % 23)]
    }

    /// Throws `form` when there is no letter at all, `checkLetter` when it is another.
    static func confirm(_ letter: UInt8, for number: UInt64) throws(IdentifierFault) {
        guard letter.isLatinCapital else { throw .form }
        guard letter == of(number) else { throw .checkLetter }
    }
}
