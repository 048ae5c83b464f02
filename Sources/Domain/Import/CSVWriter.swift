/// Writes CSV that a spreadsheet opens without running anything in it. Source: RFC 4180; OWASP, CSV injection.
public enum CSVWriter {
    /// One field of text: quoted where it must be, and with a `'` before what a spreadsheet would run.
    public static func field(_ text: String, delimiter: Delimiter = .comma) -> String {
        var bytes: [UInt8] = []
        var quoted = false
        for byte in text.utf8 {
            switch byte {
            case 0x0A, 0x0D, 0x22: quoted = true
            case delimiter.byte: quoted = true
            case 0x09: break
            case 0..<0x20, 0x7F: continue
            default: break
            }
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        if first(text) { bytes.insert(0x27, at: 0) }
        if bytes.first == 0x20 || bytes.last == 0x20 { quoted = true }
        if quoted { bytes = [0x22] + bytes + [0x22] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One line with its CRLF.
    public static func line(_ fields: [String], delimiter: Delimiter = .comma) -> String {
        let separator = String(decoding: [delimiter.byte], as: UTF8.self)
        return fields.map { field($0, delimiter: delimiter) }.joined(separator: separator) + "\r\n"
    }

    /// Whether the text would run: after blanks and unprintable characters comes one of `= + - @`, also full-width, or it
    /// begins with a tab or line break.
    private static func first(_ text: String) -> Bool {
        for (place, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
            case "\t", "\r", "\n": if place == 0 { return true }
            case "\u{A0}", "\u{FEFF}": continue
            default: if scalar.value > 0x20, scalar.value != 0x7F { return false }
            }
        }
        return false
    }
}
