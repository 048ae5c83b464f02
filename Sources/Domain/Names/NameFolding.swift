/// Names without what agencies write differently: capitals, accents, apostrophes, hyphens, double blanks.
public enum NameFolding {
    /// For equality: `Siôn  ap-Rhys` and `SION AP RHYS` are both `sion ap rhys`; `O’Brien` is `obrien`.
    public static func folded(_ name: String) -> String {
        var name = name
        let fast = name.withUTF8 { bytes -> [UInt8]? in
            bytes.allSatisfy { $0 < 0x80 } ? ascii(bytes) : nil
        }
        return String(decoding: fast ?? accented(name), as: UTF8.self)
    }

    /// For search: the folded words of a name. The particles ap, ab, ferch and verch are no words unless they stand alone.
    public static func words(_ name: String) -> [String] {
        let all = folded(name).utf8.split(separator: 32).map { String(Substring($0)) }
        let own = all.filter { !patronymics.contains($0) }
        return own.isEmpty ? all : own
    }

    /// For `ORDER BY`: by family name, then given names; a short family name before a longer one that begins with it.
    public static func sortKey(family: String, given: String) -> String {
        "\(folded(family))  \(folded(given))"
    }

    /// A folded family name with its particle made part of it: `ap rhys`, `aprhys`; `mc donald`, `mcdonald`.
    static func joiningParticle(_ folded: String) -> String {
        guard let blank = folded.utf8.firstIndex(of: 32), joined.contains(String(folded[..<blank])) else {
            return folded
        }
        return String(folded[..<blank]) + folded[folded.utf8.index(after: blank)...]
    }

    static let patronymics: Set<String> = ["ap", "ab", "ferch", "verch"]
    private static let joined: Set<String> = ["ap", "ab", "mc", "mac", "o"]

    private static func ascii(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes { append(byte, to: &result) }
        if result.last == 32 { result.removeLast() }
        return result
    }

    private static func accented(_ name: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(name.utf8.count)
        for scalar in name.unicodeScalars {
            if scalar.isASCII {
                append(UInt8(truncatingIfNeeded: scalar.value), to: &result)
            } else if !NameLetters.vanishes(scalar) {
                if NameLetters.separates(scalar) {
                    append(32, to: &result)
                } else {
                    NameLetters.append(scalar, to: &result)
                }
            }
        }
        if result.last == 32 { result.removeLast() }
        return result
    }

    private static func append(_ byte: UInt8, to result: inout [UInt8]) {
        switch byte {
        case 97...122, 48...57: result.append(byte)
        case 65...90: result.append(byte + 32)
        case UInt8(ascii: "'"), UInt8(ascii: "`"): break
        default: if let last = result.last, last != 32 { result.append(32) }
        }
    }
}
