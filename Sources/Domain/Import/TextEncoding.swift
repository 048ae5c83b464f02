/// How the bytes of a file stand for letters.
public enum TextEncoding: String, Sendable, CaseIterable, Hashable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16-le"
    case utf16BigEndian = "utf-16-be"
    case windows1252 = "windows-1252"

    public var name: Text {
        switch self {
        case .utf8: Text(same: "UTF-8")
        case .utf16LittleEndian: Text(same: "UTF-16")
        case .utf16BigEndian: Text(en: "UTF-16, big endian", cy: "UTF-16, beit mwyaf yn gyntaf")
        case .windows1252: Text(same: "Windows-1252")
        }
    }

    /// The encoding that a byte order mark at the start names, and the length of the mark.
    static func mark(_ bytes: some Collection<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        let start = Array(bytes.prefix(3))
        if start == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
        if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 without a mark shows itself by the zero half of its first two letters.
    static func halves(_ bytes: some Collection<UInt8>) -> TextEncoding? {
        let start = Array(bytes.prefix(4))
        guard start.count == 4 else { return nil }
        switch (start[0] == 0, start[1] == 0, start[2] == 0, start[3] == 0) {
        case (false, true, false, true): return .utf16LittleEndian
        case (true, false, true, false): return .utf16BigEndian
        default: return nil
        }
    }

    /// Letters of Windows-1252; U+FFFD where the code page has none.
    public static func windows(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let scalar = (0x80..<0xA0).contains(byte) ? UInt32(windowsLetters[Int(byte - 0x80)]) : UInt32(byte)
            text.append(scalar == 0 ? "\u{FFFD}" : Unicode.Scalar(scalar) ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// U+0080 to U+009F of Windows-1252; 0 where the code page has no letter.
    static let windowsLetters: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
