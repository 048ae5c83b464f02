/// How a column of numbers that name one person is read. At most four such columns are compared.
public enum LinkageNumber: String, Sendable, Hashable, Codable {
    /// `other` is given to one person alone and has no check; `contact` is a telephone number, which a family or a hostel may share.
    case pnc, nhs, other, contact

    /// Whether a letter or digit of it says that it is right.
    public var isChecked: Bool { self == .pnc || self == .nhs }

    /// No number is longer; what is longer is cut.
    private static let longest = 40

    /// Writes the number as it is compared into `result`; returns its length and whether its check letter or digit holds.
    func read(_ cell: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>) -> (Int, Bool) {
        switch self {
        case .pnc:
            if let verified = Self.pnc(cell, into: result) { return (12, verified) }
        case .nhs:
            if let verified = Self.nhs(cell, into: result) { return (10, verified) }
        case .other, .contact: break
        }
        return (Self.plain(cell, into: result), false)
    }

    /// `YYYYNNNNNNNL` from `YYYY/NNNNNNNL`, `YY/NL`; nil when the form is another. A two-digit year below 50 is of this
    /// century: the computer was opened in 1974 and no earlier number is older than its holder.
    private static func pnc(_ cell: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>) -> Bool? {
        guard let slash = cell.firstIndex(of: .slash), slash == 2 || slash == 4, cell.count >= slash + 3,
            cell.count <= slash + 9, var year = cell.number(0..<slash), let serial = cell.number(slash + 1..<cell.count - 1),
            serial > 0
        else { return nil }
        let letter = cell[cell.count - 1] & 0xDF
        guard letter.isLatinCapital else { return nil }
        if slash == 2 { year += year < 50 ? 2000 : 1900 }
        result.put(year, width: 4, at: 0)
        result.put(serial, width: 7, at: 4)
        result[11] = letter
        return CheckLetter.of(UInt64(year % 100 * 10_000_000 + serial)) == letter
    }

    /// Ten digits, the last by modulus 11; nil for ten of one digit, which stand where there is no number. Source: NHS Data Dictionary.
    private static func nhs(_ cell: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>) -> Bool? {
        var count = 0
        var sum = 0
        for byte in cell where byte != 32 && byte != UInt8(ascii: "-") {
            guard byte.isLatinDigit, count < 10 else { return nil }
            result[count] = byte
            count += 1
            if count < 10 { sum += Int(byte - 48) * (11 - count) }
        }
        guard count == 10, !(1..<10).allSatisfy({ result[$0] == result[0] }) else { return nil }
        let check = (11 - sum % 11) % 11
        return check != 10 && check == Int(result[9] - 48)
    }

    /// Small letters and digits, `@` and the point; nothing for what stands for "none".
    private static func plain(_ cell: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        var varied = false
        for byte in cell where count < longest {
            let small = byte.isLatinCapital ? byte + 32 : byte
            guard small.isLatinDigit || (97...122).contains(small) || small >= 0x80 || small == 64 || small == 46 else {
                continue
            }
            result[count] = small
            if small != result[0] { varied = true }
            count += 1
        }
        let text = UnsafeBufferPointer(rebasing: result.prefix(count))
        return varied && !LinkagePlaceholders.number(text) ? count : 0
    }
}
