/// A key that records of one person are likely to share; candidates are found by its number.
public struct MatchKey: Sendable, Hashable {
    /// `pnc:2004/5234567K`, `name:evans:jack:1989-10-31`.
    public let text: String
    /// The same on every machine and for ever; fits an SQL bigint.
    public let number: Int64

    public init(_ text: String) {
        self.text = text
        self.number = MatchKey.number(text)
    }

    /// FNV-1a of 64 bits over the UTF-8 bytes, then mixed as MurmurHash3 ends.
    private static func number(_ text: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return Int64(bitPattern: hash ^ (hash >> 33))
    }
}

/// The keys of a record: each verified identifier that names one person, and each name with the date of birth.
public enum MatchKeys {
    public static func of(_ record: MatchRecord) -> [MatchKey] {
        var keys = record.identifiers.filter(\.ties).map { MatchKey("\($0.kind.rawValue):\($0.value)") }
        guard let born = record.born?.iso else { return keys }
        for name in record.names where !name.firstKey.isEmpty {
            let key = MatchKey(text(name, born))
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    /// Family name and first forename in alphabetical order, so that two that changed places are found.
    private static func text(_ name: MatchName, _ born: String) -> String {
        let low = min(name.familyKey, name.firstKey)
        let high = max(name.familyKey, name.firstKey)
        return "name:\(low):\(high):\(born)"
    }
}
