extension IdentifierText {
    /// PNC ID: `YYYY/NNNNNNNL`, `YYYYNNNNNNNL`, `YY/NNNNNNNL` or `YYNNNNNNNL`, the serial in one to seven digits.
    /// With a slash it is split there; without, exactly twelve characters have a four-digit year. A serial of noughts stands where
    /// there is no number (hmpps-person-match cleans 000000/00Z away).
    func pnc(currentYear: Int) throws(IdentifierFault) -> String {
        let last = count - 1
        let slash = onlySlash
        let years = slash ?? (count == 12 ? 4 : 2)
        let serialStart = slash.map { $0 + 1 } ?? years
        guard years == 2 || years == 4, serialStart < last, last - serialStart <= 7,
            let year = number(0..<years), let serial = number(serialStart..<last)
        else { throw .form }
        guard serial > 0 else { throw .neverIssued }
        try CheckLetter.confirm(bytes[last], for: year % 100 * 10_000_000 + serial)
        var canonical: [UInt8] = []
        canonical.reserveCapacity(13)
        Self.pad(years == 4 ? year : Self.fullYear(year, currentYear), 4, into: &canonical)
        canonical.append(.slash)
        Self.pad(serial, 7, into: &canonical)
        canonical.append(bytes[last])
        return Self.string(canonical)
    }

    /// A two-digit year not after the current year's last two digits is of this century, any other of the last.
    private static func fullYear(_ year: UInt64, _ currentYear: Int) -> UInt64 {
        let century = UInt64(max(currentYear, 100) / 100)
        return year <= UInt64(max(currentYear, 0) % 100) ? century * 100 + year : (century - 1) * 100 + year
    }

    /// CRO number: `NNNNNN/YYL`, or without fingerprints `SFYY/NNNNNL`.
    func cro() throws(IdentifierFault) -> String {
        guard let slash = onlySlash else { throw .form }
        return bytes.starts(with: "SF".utf8) ? try smallFile(slash) : try standard(slash)
    }

    private func standard(_ slash: Int) throws(IdentifierFault) -> String {
        guard slash <= 6, count == slash + 4, let serial = number(0..<slash), let year = number(slash + 1..<slash + 3)
        else { throw .form }
        guard serial > 0 else { throw .neverIssued }
        try CheckLetter.confirm(bytes[count - 1], for: year * 1_000_000 + serial)
        var canonical: [UInt8] = []
        canonical.reserveCapacity(10)
        Self.pad(serial, 6, into: &canonical)
        canonical.append(contentsOf: bytes[slash...])
        return Self.string(canonical)
    }

    /// The serial is padded to five digits for the check; one of six digits is used as it is.
    private func smallFile(_ slash: Int) throws(IdentifierFault) -> String {
        let last = count - 1
        guard slash == 4, last > 5, last <= 11, let year = number(2..<4), let serial = number(5..<last)
        else { throw .form }
        guard serial > 0 else { throw .neverIssued }
        let digits = max(last - 5, 5)
        try CheckLetter.confirm(bytes[last], for: year * (digits == 6 ? 1_000_000 : 100_000) + serial)
        var canonical = Array(bytes[0...slash])
        Self.pad(serial, digits, into: &canonical)
        canonical.append(bytes[last])
        return Self.string(canonical)
    }

    /// Arrest summons number: year 2, force 2, unit 2 (or 3), system 2, sequence of up to 11 digits, letter; also
    /// printed `YY/FFUU/SS/nnnnnnL`.
    func asn() throws(IdentifierFault) -> String {
        let plain = try asnWithoutSlashes()
        guard plain.count >= 10 else { throw .form }
        let system = plain.count == 21 ? 7..<9 : 6..<8
        let sequence = system.upperBound..<plain.count - 1
        guard plain.number(0..<2) != nil,
            plain.bytes[2..<system.upperBound].allSatisfy({ $0.isLatinCapital || $0.isLatinDigit }),
            sequence.count <= 11, let last = plain.bytes.last,
            let year = plain.number(0..<2), let serial = plain.number(sequence)
        else { throw .form }
        var number: UInt64 = 0
        for part in [plain.number(2..<4), plain.number(system)] {
            if let part { number = number * 100 + part }
        }
        number = (number * 100 + year) * 100_000_000_000 + serial
        try CheckLetter.confirm(last, for: number)
        var canonical = Array(plain.bytes[0..<system.upperBound])
        Self.pad(serial, 11, into: &canonical)
        canonical.append(last)
        return Self.string(canonical)
    }

    /// Without slashes, and the sequence padded where the slashes say where it begins.
    private func asnWithoutSlashes() throws(IdentifierFault) -> IdentifierText {
        let parts = bytes.split(separator: .slash, omittingEmptySubsequences: false)
        if parts.count == 1 { return self }
        guard parts.count == 4, parts[0].count == 2, (4...5).contains(parts[1].count), parts[2].count == 2,
            (2...12).contains(parts[3].count)
        else { throw .form }
        let zeros = [UInt8](repeating: 48, count: 12 - parts[3].count)
        return IdentifierText(upper: Array(parts[0] + parts[1] + parts[2] + zeros + parts[3]))
    }

    private init(upper bytes: [UInt8]) {
        self.bytes = bytes
    }
}
