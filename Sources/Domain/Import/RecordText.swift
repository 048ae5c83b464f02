/// The fields of a record as received, kept as one JSON array of strings.
public enum RecordText {
    public static func json(_ fields: [String]) -> String {
        var bytes: [UInt8] = [0x5B]
        bytes.reserveCapacity(fields.reduce(2) { $0 + $1.utf8.count + 3 })
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            bytes.append(0x22)
            for byte in field.utf8 { escape(byte, &bytes) }
            bytes.append(0x22)
        }
        bytes.append(0x5D)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil when the text is not a JSON array of strings.
    public static func fields(_ json: String) -> [String]? {
        var scanner = Scanner(bytes: Array(json.utf8))
        return scanner.array()
    }

    private static let digits = Array("0123456789abcdef".utf8)

    @inline(__always)
    private static func escape(_ byte: UInt8, _ bytes: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: bytes += [0x5C, byte]
        case 0x0A: bytes += [0x5C, 0x6E]
        case 0x0D: bytes += [0x5C, 0x72]
        case 0x09: bytes += [0x5C, 0x74]
        case 0..<0x20: bytes += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var at = 0

        mutating func array() -> [String]? {
            guard take(0x5B) else { return nil }
            var fields: [String] = []
            if take(0x5D) { return atEnd ? fields : nil }
            repeat {
                guard let field = string() else { return nil }
                fields.append(field)
            } while take(0x2C)
            return take(0x5D) && atEnd ? fields : nil
        }

        private var atEnd: Bool { bytes[at...].allSatisfy { $0 <= 0x20 } }

        private mutating func take(_ byte: UInt8) -> Bool {
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
            return true
        }

        private mutating func string() -> String? {
            guard take(0x22) else { return nil }
            var text = plain()
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                if byte == 0x22 { return String(validating: text, as: UTF8.self) }
                if byte != 0x5C { text.append(byte) } else if !escaped(&text) { return nil }
            }
            return nil
        }

        /// The bytes up to the next quote or escape, in one piece.
        private mutating func plain() -> [UInt8] {
            let start = at
            while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
            return Array(bytes[start..<at])
        }

        private mutating func escaped(_ text: inout [UInt8]) -> Bool {
            guard at < bytes.count else { return false }
            let byte = bytes[at]
            at += 1
            switch byte {
            case 0x22, 0x5C, 0x2F: text.append(byte)
            case 0x6E: text.append(0x0A)
            case 0x72: text.append(0x0D)
            case 0x74: text.append(0x09)
            case 0x62: text.append(0x08)
            case 0x66: text.append(0x0C)
            case 0x75: return unicode(&text)
            default: return false
            }
            return true
        }

        private mutating func unicode(_ text: inout [UInt8]) -> Bool {
            guard var value = unit() else { return false }
            if value & 0xFC00 == 0xD800 {
                guard bytes[at...].starts(with: [0x5C, 0x75]) else { return false }
                at += 2
                guard let low = unit(), low & 0xFC00 == 0xDC00 else { return false }
                value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(value) else { return false }
            text.append(contentsOf: String(Character(scalar)).utf8)
            return true
        }

        private mutating func unit() -> UInt32? {
            guard at + 4 <= bytes.count, let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
            else { return nil }
            at += 4
            return value
        }
    }
}
