/// Distinct texts, each with a number: equal texts have equal numbers, so that records are compared without their letters.
/// Number 0 is the empty text: nothing is known.
public struct LinkageTokens: Sendable {
    /// What is longer is cut here: names are compared in one machine word, and nobody is told apart by the 65th letter.
    static let longest = 64

    /// Where a text ends, its hash, and how many records hold it. It starts where the one before it ends.
    private struct Entry {
        var start: UInt32
        var end: UInt32
        let hash: UInt32
        var count: UInt32
    }

    private var bytes: [UInt8] = []
    private var entries = [Entry(start: 0, end: 0, hash: 0, count: 0)]
    /// Hash and number in one word; 0 is free.
    private var slots = [UInt64](repeating: 0, count: 1 << 10)

    public init() {}

    public var count: Int { entries.count }

    /// How many records hold each text.
    public var counts: [UInt32] { entries.map(\.count) }

    /// The number of a text, new or known; counts it.
    mutating func number(_ text: UnsafeBufferPointer<UInt8>, times: UInt32 = 1) -> UInt32 {
        let text = UnsafeBufferPointer(rebasing: text.prefix(Self.longest))
        guard !text.isEmpty else { return 0 }
        let hash = LinkageHash.of(text)
        let (slot, known) = find(text, hash)
        guard known == 0 else {
            entries[Int(known)].count += times
            return known
        }
        let number = UInt32(entries.count)
        slots[slot] = UInt64(hash) << 32 | UInt64(number)
        let start = UInt32(bytes.count)
        bytes.append(contentsOf: text)
        entries.append(Entry(start: start, end: UInt32(bytes.count), hash: hash, count: times))
        if entries.count * 2 > slots.count { widen() }
        return number
    }

    mutating func number(_ text: some StringProtocol) -> UInt32 { text.withBytes { number($0) } }

    /// The slot of a text and its number; number 0 and a free slot when it is new.
    @inline(__always)
    private func find(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> (slot: Int, number: UInt32) {
        slots.withUnsafeBufferPointer { slots in
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 {
                let number = UInt32(truncatingIfNeeded: slots[slot])
                if UInt32(slots[slot] >> 32) == hash, holds(text, number) { return (slot, number) }
                slot = (slot + 1) & (slots.count - 1)
            }
            return (slot, 0)
        }
    }

    private mutating func widen() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for number in 1..<entries.count {
            var slot = Int(entries[number].hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(entries[number].hash) << 32 | UInt64(number)
        }
    }

    private func holds(_ text: UnsafeBufferPointer<UInt8>, _ number: UInt32) -> Bool {
        let entry = entries[Int(number)]
        guard Int(entry.end - entry.start) == text.count else { return false }
        return bytes.withUnsafeBufferPointer { own in
            for place in 0..<text.count where own[Int(entry.start) + place] != text[place] { return false }
            return true
        }
    }

    /// The letters of a text, to be read and not kept.
    func withText<Result>(_ number: UInt32, _ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let entry = entries[Int(number)]
        return bytes.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[Int(entry.start)..<Int(entry.end)])) }
    }

    /// The same for a text on every machine and in every run; 0 for the empty text.
    func hash(_ number: UInt32) -> UInt32 { entries[Int(number)].hash }

    public func text(_ number: UInt32) -> String { withText(number) { String(decoding: $0, as: UTF8.self) } }

    /// Takes in the texts of another table; returns the new number of each of its numbers.
    mutating func merge(_ other: LinkageTokens) -> [UInt32] {
        var numbers = [UInt32](repeating: 0, count: other.count)
        for number in 1..<max(other.count, 1) {
            numbers[number] = other.withText(UInt32(number)) { self.number($0, times: other.entries[number].count) }
        }
        return numbers
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
