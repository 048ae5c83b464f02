/// Distinct texts, each with a number: equal texts have equal numbers, so that records are compared without their letters.
/// Number 0 is the empty text: nothing is known.
public struct LinkageTokens: Sendable {
    /// What is longer is cut here: names are compared in one machine word, and nobody is told apart by the 65th letter.
    static let longest = 64

    private var tokens = [LinkageToken()]
    /// The whole of the long texts; the second word of their token says where.
    private var bytes: [UInt8] = []
    /// Hash and number in one word; 0 is free.
    private var slots = [UInt64](repeating: 0, count: 1 << 10)

    public init() {}

    public var count: Int { tokens.count }

    /// How many records hold each text.
    public var counts: [UInt32] { tokens.map(\.count) }

    /// How many records hold this text.
    func times(_ number: UInt32) -> UInt32 { tokens[Int(number)].count }

    /// The number of a text, new or known; counts it.
    mutating func number(_ text: UnsafeBufferPointer<UInt8>, times: UInt32 = 1) -> UInt32 {
        let text = UnsafeBufferPointer(rebasing: text.prefix(Self.longest))
        guard !text.isEmpty else { return 0 }
        let token = LinkageToken(text)
        return number(token, token.hash(text), text, times)
    }

    mutating func number(_ text: some StringProtocol) -> UInt32 { text.withBytes { number($0) } }

    @inline(__always)
    private mutating func number(
        _ token: LinkageToken, _ hash: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ times: UInt32
    ) -> UInt32 {
        let (slot, known) = find(token, hash, text)
        guard known == 0 else {
            tokens[Int(known)].count += times
            return known
        }
        let number = UInt32(tokens.count)
        slots[slot] = UInt64(hash) << 32 | UInt64(number)
        var token = token
        token.count = times
        if token.isLong {
            token.second = UInt64(bytes.count)
            bytes.append(contentsOf: text)
        }
        tokens.append(token)
        if tokens.count * 2 > slots.count { widen() }
        return number
    }

    /// The slot of a text and its number; number 0 and a free slot when it is new.
    @inline(__always)
    private func find(
        _ token: LinkageToken, _ hash: UInt32, _ text: UnsafeBufferPointer<UInt8>
    ) -> (slot: Int, number: UInt32) {
        slots.withUnsafeBufferPointer { slots in
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 {
                let number = UInt32(truncatingIfNeeded: slots[slot])
                if UInt32(slots[slot] >> 32) == hash, holds(token, text, number) { return (slot, number) }
                slot = (slot + 1) & (slots.count - 1)
            }
            return (slot, 0)
        }
    }

    /// Old slots go to one of two places each, in their order: memory is written from front to back.
    private mutating func widen() {
        var wide = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = wide.count - 1
        for entry in slots where entry != 0 {
            var slot = Int(entry >> 32) & mask
            while wide[slot] != 0 { slot = (slot + 1) & mask }
            wide[slot] = entry
        }
        slots = wide
    }

    @inline(__always)
    private func holds(_ token: LinkageToken, _ text: UnsafeBufferPointer<UInt8>, _ number: UInt32) -> Bool {
        guard token.isLong else { return tokens[Int(number)].equals(token) }
        return tokens[Int(number)].length == token.length && withText(number) { $0.elementsEqual(text) }
    }

    /// The letters of a text, to be read and not kept.
    @inline(__always)
    func withText<Result>(_ number: UInt32, _ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        tokens.withUnsafeBufferPointer { tokens in
            let length = Int(tokens[Int(number)].length)
            guard tokens[Int(number)].isLong else {
                let letters = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: tokens[Int(number)...Int(number)]))
                return read(UnsafeBufferPointer(rebasing: letters.bindMemory(to: UInt8.self)[0..<length]))
            }
            let start = Int(tokens[Int(number)].second)
            return bytes.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[start..<start + length])) }
        }
    }

    /// Whether two different texts are one slip apart; most are told from each other without their letters.
    @inline(__always)
    func areOneSlipApart(_ left: UInt32, _ right: UInt32) -> Bool {
        let (apart, isSure) = tokens.withUnsafeBufferPointer { tokens in
            let (mine, theirs) = (tokens[Int(left)], tokens[Int(right)])
            guard mine.length == theirs.length else { return (2, mine.length.distance(to: theirs.length).magnitude > 1) }
            guard !mine.isLong else { return (2, false) }
            let apart = mine.differences(from: theirs)
            return (apart, apart != 2)
        }
        return isSure ? apart == 1 : withText(left) { left in withText(right) { OptimalAlignment.isOne(left, $0) } }
    }

    /// The same for a text on every machine and in every run; 0 for the empty text.
    @inline(__always)
    func hash(_ number: UInt32) -> UInt32 { number == 0 ? 0 : withText(number, LinkageHash.of) }

    public func text(_ number: UInt32) -> String { withText(number) { String(decoding: $0, as: UTF8.self) } }

    /// Takes in the texts of another table; returns the new number of each of its numbers.
    mutating func merge(_ other: LinkageTokens) -> [UInt32] {
        var numbers = [UInt32](repeating: 0, count: other.count)
        for first in stride(from: 1, to: other.count, by: Self.batch) {
            let some = first..<min(first + Self.batch, other.count)
            let hashes = some.map { number in other.withText(UInt32(number)) { other.tokens[number].hash($0) } }
            let slots = firstSlots(hashes)
            let near = tokens(slots)
            for (place, number) in some.enumerated() {
                let token = other.tokens[number]
                numbers[number] =
                    token.isLong
                    ? other.withText(UInt32(number)) { self.number(token, hashes[place], $0, token.count) }
                    : take(token, hashes[place], first: slots[place], holding: near[place], times: token.count)
            }
        }
        return numbers
    }

    private static let batch = 256

    /// The slots at which some hashes are looked for first, fetched at once: one after the other, each would be waited for.
    func firstSlots(_ hashes: [UInt32]) -> [UInt64] {
        slots.withUnsafeBufferPointer { slots in hashes.map { slots[Int($0) & (slots.count - 1)] } }
    }

    /// The tokens of some slots, fetched at once likewise.
    func tokens(_ slots: [UInt64]) -> [LinkageToken] {
        tokens.withUnsafeBufferPointer { tokens in slots.map { tokens[Int(UInt32(truncatingIfNeeded: $0))] } }
    }

    /// The number of a short text whose first slot and that slot's token were fetched before: what a slot says never changes.
    @inline(__always)
    mutating func take(
        _ token: LinkageToken, _ hash: UInt32, first slot: UInt64, holding near: LinkageToken, times: UInt32 = 1
    ) -> UInt32 {
        if slot != 0, UInt32(slot >> 32) == hash, near.equals(token) {
            let known = UInt32(truncatingIfNeeded: slot)
            tokens[Int(known)].count += times
            return known
        }
        return number(token, hash, UnsafeBufferPointer(start: nil, count: 0), times)
    }
}

/// Hashes that are the same on every machine and for ever: eight bytes at a time, each step as MurmurHash3 ends.
enum LinkageHash {
    static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = UInt64(text.count) &* 0x9e37_79b9_7f4a_7c15
        let raw = UnsafeRawBufferPointer(text)
        var place = 0
        while place + 8 <= raw.count {
            hash = mixed(hash ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            place += 8
        }
        var rest: UInt64 = 0
        while place < raw.count {
            rest = rest << 8 | UInt64(raw[place])
            place += 1
        }
        return UInt32(truncatingIfNeeded: mixed(hash ^ rest) >> 16)
    }

    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var hash = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }

    /// A key of some parts; 0 stands for no key.
    @inline(__always)
    static func key(_ kind: Int, _ first: UInt32, _ second: UInt32, _ third: UInt32 = 0) -> UInt32 {
        let low = mixed(UInt64(first) << 32 | UInt64(second))
        let hash = mixed(low ^ (UInt64(third) << 8) ^ UInt64(kind + 1))
        return max(UInt32(truncatingIfNeeded: hash >> 32), 1)
    }
}

/// The hash of a text, for other modules.
public enum LinkageText {
    public static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 { LinkageHash.of(text) }
}
