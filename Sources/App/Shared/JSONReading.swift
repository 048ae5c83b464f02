/// A JSON text as read: what Carfan stored as JSON itself, or what an agency's row holds.
public enum JSONValue: Sendable, Hashable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// nil when it is not JSON, or nested more than 32 deep.
    public init?(_ text: String) {
        var reader = JSONReader(bytes: Array(text.utf8))
        guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
        self = value
    }

    public subscript(_ name: String) -> JSONValue? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    public var text: String? { if case .text(let text) = self { text } else { nil } }
    public var number: Double? { if case .number(let number) = self { number } else { nil } }
    public var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}

private struct JSONReader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return place == bytes.count
        }
    }

    mutating func value(depth: Int) -> JSONValue? {
        guard depth < 32 else { return nil }
        skipBlanks()
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case 123: return object(depth)
        case 91: return array(depth)
        case 34: return string().map(JSONValue.text)
        case 116: return word("true", .flag(true))
        case 102: return word("false", .flag(false))
        case 110: return word("null", .null)
        default: return number()
        }
    }

    private mutating func object(_ depth: Int) -> JSONValue? {
        var fields: [String: JSONValue] = [:]
        place += 1
        if take(125) { return .object(fields) }
        repeat {
            skipBlanks()
            guard let name = string(), take(58), let value = value(depth: depth + 1) else { return nil }
            fields[name] = value
        } while take(44)
        return take(125) ? .object(fields) : nil
    }

    private mutating func array(_ depth: Int) -> JSONValue? {
        var items: [JSONValue] = []
        place += 1
        if take(93) { return .array(items) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            items.append(value)
        } while take(44)
        return take(93) ? .array(items) : nil
    }

    private mutating func string() -> String? {
        guard place < bytes.count, bytes[place] == 34 else { return nil }
        place += 1
        var result: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == 34 { return String(validating: result, as: UTF8.self) }
            if byte < 32 { return nil }
            if byte != 92 {
                result.append(byte)
            } else if !escape(into: &result) {
                return nil
            }
        }
        return nil
    }

    private mutating func escape(into result: inout [UInt8]) -> Bool {
        guard place < bytes.count else { return false }
        let byte = bytes[place]
        place += 1
        switch byte {
        case 34, 92, 47: result.append(byte)
        case 98: result.append(8)
        case 102: result.append(12)
        case 110: result.append(10)
        case 114: result.append(13)
        case 116: result.append(9)
        case 117: return unicode(into: &result)
        default: return false
        }
        return true
    }

    /// `\u00e2`, or two of them for a character beyond the first plane.
    private mutating func unicode(into result: inout [UInt8]) -> Bool {
        guard var code = fourDigits() else { return false }
        if (0xD800..<0xDC00).contains(code) {
            guard place + 1 < bytes.count, bytes[place] == 92, bytes[place + 1] == 117 else { return false }
            place += 2
            guard let low = fourDigits(), (0xDC00..<0xE000).contains(low) else { return false }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { return false }
        result.append(contentsOf: String(Character(scalar)).utf8)
        return true
    }

    private mutating func fourDigits() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        defer { place += 4 }
        return UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    }

    private mutating func number() -> JSONValue? {
        let start = place
        while place < bytes.count, [43, 45, 46, 69, 101].contains(bytes[place]) || (48...57).contains(bytes[place]) {
            place += 1
        }
        return Double(String(decoding: bytes[start..<place], as: UTF8.self)).map(JSONValue.number)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) -> JSONValue? {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[place...].starts(with: letters) else { return nil }
        place += letters.count
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [9, 10, 13, 32].contains(bytes[place]) { place += 1 }
    }
}
