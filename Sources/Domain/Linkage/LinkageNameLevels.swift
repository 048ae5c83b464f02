/// How two different names agree; the same whichever comes first.
enum LinkageNameLevels {
    static func level(
        _ lexicon: LinkageLexicon, _ traits: LinkageTraits, _ left: UInt32, _ right: UInt32, family: Bool
    ) -> LinkageNameLevel {
        let mine = traits.names[Int(left)]
        let theirs = traits.names[Int(right)]
        if mine.length == 1 || theirs.length == 1 { return mine.initial == theirs.initial ? .initial : .other }
        if mine.sounds == theirs.sounds || traits.sharesGroup(left, right) { return .spelling }
        return lexicon.names.withText(left) { left in
            lexicon.names.withText(right) { right in
                let likeness = JaroWinkler.similarity(left, right)
                if !family, differInOne(left, right) { return likeness >= 0.82 ? .weak : .other }
                let slips = likeness >= 0.75 ? OptimalAlignment.distance(left, right) : 9
                let near = likeness >= 0.92 || slips == 1 && min(left.count, right.count) >= 4
                if near {
                    let rhymes = !family && left[0] != right[0]
                    return !rhymes && isSlip(mine, theirs, traits, family) ? .slip : isPart(left, right) ? .part : .near
                }
                if isPart(left, right) { return .part }
                return likeness >= 0.82 ? .weak : .other
            }
        }
    }

    /// Two double names that share one and not the other, as `Jean-Pierre` and `Jean-Paul`: brothers bear such names.
    private static func differInOne(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.contains(32), right.contains(32) else { return false }
        let (mine, theirs) = (left.split(separator: 32), right.split(separator: 32))
        let own = mine.filter { word in !theirs.contains { $0.elementsEqual(word) } }
        let others = theirs.filter { word in !mine.contains { $0.elementsEqual(word) } }
        guard own.count < mine.count, !own.isEmpty, !others.isEmpty else { return false }
        return !own.contains { one in others.contains { areAlike(one, $0) } }
    }

    /// An initial of the other, its beginning, another form of it, or a slip.
    private static func areAlike(
        _ left: Slice<UnsafeBufferPointer<UInt8>>, _ right: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Bool {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        if short.count == 1 || short.count >= 3, long.starts(with: short) { return true }
        let (one, other) = (UnsafeBufferPointer(rebasing: left), UnsafeBufferPointer(rebasing: right))
        if short.count >= 3, OptimalAlignment.distance(one, other) == 1 || JaroWinkler.similarity(one, other) >= 0.85 {
            return true
        }
        let groups = NameVariants.groups(of: String(decoding: one, as: UTF8.self))
        return LinkageSounds.of(one) == LinkageSounds.of(other)
            || NameVariants.groups(of: String(decoding: other, as: UTF8.self)).contains(where: groups.contains)
    }

    /// Whether the rarer of the two is hardly a name of its own.
    private static func isSlip(_ left: LinkageTrait, _ right: LinkageTrait, _ traits: LinkageTraits, _ family: Bool) -> Bool {
        let mine = family ? left.familySeen : left.givenSeen
        let theirs = family ? right.familySeen : right.givenSeen
        let holders = traits.frequencies.holders[(family ? LinkageField.family : .given).rawValue]
        return Double(min(mine, theirs)) <= max(2, holders * 2e-5)
    }

    /// A whole word of the other, or its first three letters and more.
    private static func isPart(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        if short.count >= 3, long.starts(with: short) { return true }
        guard long.contains(32) else { return false }
        let words = short.split(separator: 32)
        return long.split(separator: 32).contains { word in word.count >= 3 && words.contains { $0.elementsEqual(word) } }
    }
}

extension LinkageTraits {
    /// Whether two names stand together in one group of spellings.
    func sharesGroup(_ left: UInt32, _ right: UInt32) -> Bool {
        guard !groups[Int(left)].isEmpty else { return false }
        return groups[Int(left)].contains { groups[Int(right)].contains($0) }
    }
}

/// Remembers the level of pairs of texts; forgets one when another needs its place. A level stands in one word with the pair that
/// has it: multiplying by an odd number loses nothing, so that the bits which do not say the place say the pair.
struct LinkageMemory {
    private var words: [UInt64]
    private let bits: UInt64

    /// - Parameter count: pairs that are remembered, a power of two, 32 at least.
    init(_ count: Int) {
        words = [UInt64](repeating: 0, count: count)
        bits = UInt64(count.trailingZeroBitCount)
    }

    subscript(low: UInt32, high: UInt32) -> Int? {
        @inline(__always) get {
            let spread = Self.spread(low, high)
            let word = words[Int(spread >> (64 - bits))]
            return (word ^ spread << bits) >> bits == 0 ? Int(word & 31) : nil
        }
        @inline(__always) set {
            let spread = Self.spread(low, high)
            words[Int(spread >> (64 - bits))] = spread << bits | UInt64(newValue ?? 0)
        }
    }

    private static func spread(_ low: UInt32, _ high: UInt32) -> UInt64 {
        (UInt64(low) << 32 | UInt64(high)) &* 0x9e37_79b9_7f4a_7c15
    }
}
