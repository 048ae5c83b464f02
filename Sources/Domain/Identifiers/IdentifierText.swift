/// An identifier's letters as bytes: trimmed, upper-cased, and not a placeholder.
struct IdentifierText {
    let bytes: [UInt8]

    /// No identifier is longer; what is longer fails by its form.
    private static let longest = 40

    init?(_ text: String) {
        let utf8 = text.utf8
        var start = utf8.startIndex
        var end = utf8.endIndex
        while start < end, utf8[start].isBlankByte { start = utf8.index(after: start) }
        while start < end, utf8[utf8.index(before: end)].isBlankByte { end = utf8.index(before: end) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        for byte in utf8[start..<end] {
            bytes.append(byte >= 97 && byte <= 122 ? byte - 32 : byte)
            if bytes.count > Self.longest { break }
        }
        guard !Self.isPlaceholder(bytes) else { return nil }
        self.bytes = bytes
    }

    private static func isPlaceholder(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 0: true
        case 1: bytes[0] == UInt8(ascii: "?") || bytes[0] == UInt8(ascii: "-")
        case 3: bytes.elementsEqual("N/A".utf8)
        case 4: bytes.elementsEqual("NONE".utf8)
        default: false
        }
    }

    var count: Int { bytes.count }

    /// The whole text when it fits the pattern: `A` a letter, `9` a digit, `X` either.
    func matching(_ pattern: StaticString) throws(IdentifierFault) -> String {
        guard fits(pattern) else { throw .form }
        return Self.string(bytes)
    }

    func fits(_ pattern: StaticString) -> Bool {
        guard pattern.utf8CodeUnitCount == bytes.count else { return false }
        for (index, byte) in bytes.enumerated() {
            let fit =
                switch pattern.utf8Start[index] {
                case UInt8(ascii: "A"): byte.isLatinCapital
                case UInt8(ascii: "9"): byte.isLatinDigit
                default: byte.isLatinCapital || byte.isLatinDigit
                }
            guard fit else { return false }
        }
        return true
    }

    /// The place of the only slash; nil when there is none or more than one.
    var onlySlash: Int? {
        var found: Int?
        for (index, byte) in bytes.enumerated() where byte == .slash {
            guard found == nil else { return nil }
            found = index
        }
        return found
    }

    /// The number in a stretch of one to eighteen digits; nil when anything else stands there.
    func number(_ range: Range<Int>) -> UInt64? {
        guard range.count >= 1, range.count <= 18, range.upperBound <= bytes.count else { return nil }
        var value: UInt64 = 0
        for index in range {
            guard bytes[index].isLatinDigit else { return nil }
            value = value * 10 + UInt64(bytes[index] - 48)
        }
        return value
    }

    /// `number` in digits, with leading zeros up to `width`.
    static func pad(_ number: UInt64, _ width: Int, into bytes: inout [UInt8]) {
        var power: UInt64 = 1
        for _ in 1..<width { power *= 10 }
        var rest = number
        while power > 0 {
            bytes.append(48 + UInt8(truncatingIfNeeded: rest / power % 10))
            rest %= power
            power /= 10
        }
    }

    static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension UInt8 {
    static let slash = UInt8(ascii: "/")
    var isLatinDigit: Bool { self >= 48 && self <= 57 }
    var isLatinCapital: Bool { self >= 65 && self <= 90 }
    var isBlankByte: Bool { self == 32 || (self >= 9 && self <= 13) }
}
