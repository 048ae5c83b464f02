/// Bytes as letters and digits that are hard to mistake for one another: RFC 4648, section 6.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// In capitals, without padding.
    public static func text(_ bytes: [UInt8]) -> String {
        var (result, held, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[Int(held >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { result.append(alphabet[Int(held << UInt32(5 - bits) & 31)]) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Read in either case; blanks, hyphens and padding do not count. nil when it is not the text of any bytes.
    public static func bytes(_ text: String) -> [UInt8]? {
        var (result, held, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in text.utf8 where ![32, 45, 61].contains(byte) {
            guard let value = value(of: byte) else { return nil }
            held = (held << 5 | value) & 0xFFFF
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            result.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
        }
        // What is left over is less than a letter, and nothing but noughts.
        guard bits < 5, held & (1 << UInt32(bits) - 1) == 0 else { return nil }
        return result
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case 65...90: UInt32(byte - 65)
        case 97...122: UInt32(byte - 97)
        case 50...55: UInt32(byte - 24)
        default: nil
        }
    }
}
