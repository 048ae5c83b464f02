/// One text of `LinkageTokens` in half a cache line: up to 24 bytes stand in it, padded with zeros; of a longer one the first 8,
/// and where the whole lies.
struct LinkageToken {
    /// The longest text that stands in the token itself.
    static let room = 24

    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var length: UInt32 = 0
    /// How many records hold the text.
    var count: UInt32 = 0

    init() {}

    /// The token of a text; that of a long one waits to be told where the whole lies.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>) {
        length = UInt32(text.count)
        let raw = UnsafeRawBufferPointer(text)
        first = Self.word(raw, 0)
        guard text.count > 8, text.count <= Self.room else { return }
        second = Self.word(raw, 8)
        if text.count > 16 { third = Self.word(raw, 16) }
    }

    /// Up to eight bytes from a place on.
    @inline(__always)
    private static func word(_ text: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        let rest = text.count - place
        if rest >= 8 { return UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
        if rest >= 4 {
            let low = UInt64(UInt32(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            let high = UInt64(UInt32(littleEndian: text.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)))
            return low | high << UInt64((rest - 4) * 8)
        }
        var word: UInt64 = 0
        for byte in 0..<max(rest, 0) { word |= UInt64(text[place + byte]) << UInt64(byte * 8) }
        return word
    }

    var isLong: Bool { length > UInt32(Self.room) }

    /// Of a long text all bytes are needed.
    @inline(__always)
    func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        isLong ? LinkageHash.of(text) : shortHash
    }

    /// Of a text that stands in the token.
    @inline(__always)
    var shortHash: UInt32 {
        var hash = LinkageHash.mixed(first ^ UInt64(length) &* 0x9e37_79b9_7f4a_7c15)
        if length > 8 { hash = LinkageHash.mixed(hash ^ second) }
        if length > 16 { hash = LinkageHash.mixed(hash ^ third) }
        return UInt32(truncatingIfNeeded: hash >> 16)
    }

    /// Whether the texts are one, unless they are long.
    @inline(__always)
    func equals(_ other: LinkageToken) -> Bool {
        (first ^ other.first) | (second ^ other.second) | (third ^ other.third) | UInt64(length ^ other.length) == 0
    }

    /// At how many places two short texts of one length differ.
    @inline(__always)
    func differences(from other: LinkageToken) -> Int {
        Self.bytes(first ^ other.first) + Self.bytes(second ^ other.second) + Self.bytes(third ^ other.third)
    }

    /// How many bytes of a word are not 0.
    @inline(__always)
    private static func bytes(_ word: UInt64) -> Int {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return (((word & low) + low | word) & ~low).nonzeroBitCount
    }
}
