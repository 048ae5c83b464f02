/// The key of a number that names one person: records that hold it are found by it, whether in matching or in a search.
public struct MatchKey: Sendable, Hashable {
    /// `pnc:2004/5234567K`.
    public let text: String
    /// The same on every machine and for ever; fits an SQL bigint.
    public let number: Int64

    public init(_ kind: IdentifierKind, _ value: String) { self.init("\(kind.rawValue):\(value)") }

    init(_ text: String) {
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
