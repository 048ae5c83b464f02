extension IdentifierText {
    /// Prison number `A9999AA`; the old local form `AA9999` is kept but identifies nobody.
    func prisonNumber() throws(IdentifierFault) -> String {
        if fits("AA9999") { throw .oldPrisonNumber }
        return try matching("A9999AA")
    }

    /// NHS number: ten digits, blanks and hyphens tolerated, the last by modulus 11. Source: NHS Data Dictionary.
    func nhs() throws(IdentifierFault) -> String {
        let digits = bytes.filter { $0 != 32 && $0 != UInt8(ascii: "-") }
        guard digits.count == 10, digits.allSatisfy(\.isLatinDigit) else { throw .form }
        var sum = 0
        for index in 0..<9 { sum += Int(digits[index] - 48) * (10 - index) }
        let check = (11 - sum % 11) % 11
        guard check != 10 else { throw .neverIssued }
        guard check == Int(digits[9] - 48) else { throw .checkDigit }
        return Self.string(digits)
    }

    /// Home Office offence code: class of up to three digits, a slash or blank, subclass of up to two; or five digits.
    func offenceCode() throws(IdentifierFault) -> String {
        if fits("99999") { return Self.string(bytes) }
        guard let cut = bytes.firstIndex(where: { $0 == .slash || $0 == 32 }), cut <= 3, count - cut - 1 <= 2,
            let main = number(0..<cut), let sub = number(cut + 1..<count)
        else { throw .form }
        var canonical: [UInt8] = []
        Self.pad(main, 3, into: &canonical)
        Self.pad(sub, 2, into: &canonical)
        return Self.string(canonical)
    }

    /// CJS offence code: two letters for the Act and two digits for its year, or `COML`; three digits; perhaps a letter.
    func cjsCode() throws(IdentifierFault) -> String {
        let common = bytes.starts(with: "COML".utf8) && (fits("AAAA999") || fits("AAAA999A"))
        guard common || fits("AA99999") || fits("AA99999A") else { throw .form }
        return Self.string(bytes)
    }
}
