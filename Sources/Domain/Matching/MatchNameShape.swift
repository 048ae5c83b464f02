/// A name made ready to be held against the letters of another.
struct MatchNameShape: Sendable {
    let rarity: Double
    private let name: MatchLetters
    private let length: Int
    /// How often each letter occurs; what is no letter is not counted.
    private var counts = SIMD32<UInt8>.zero
    /// The first four letters.
    private var lead: [UInt32] = []
    /// The whole name, and each word of three letters and more.
    private var words: [UInt32] = []

    init(_ number: UInt32, _ lexicon: LinkageLexicon, _ traits: LinkageTraits, _ rarity: Double) {
        self.rarity = rarity
        name = MatchLetters(number, lexicon, traits)
        length = Int(traits.names[Int(number)].length)
        guard number != 0 else { return }
        words.append(name.letters)
        lexicon.names.withText(number) { text in
            for byte in text where MatchLetters.letter(byte).place < 22 { counts[MatchLetters.letter(byte).place] += 1 }
            lead = text.prefix(4).map { MatchLetters.letter($0).mask }
            let parts = text.split(separator: 32)
            guard parts.count > 1 else { return }
            words += parts.filter { $0.count >= 3 }.map { $0.reduce(0) { $0 | MatchLetters.letter($1).mask } }
        }
    }

    /// What the letters of another name allow.
    private struct Likeness {
        /// Letters of mine that the other has not, and letters that only the other has.
        let absent: Int
        let foreign: Int
        /// At most so alike by Jaro and Winkler.
        let likeness: Double
    }

    private func likeness(_ other: MatchLetters) -> Likeness {
        var missing = name.letters & ~other.letters
        var absent = 0
        while missing != 0 {
            absent += Int(counts[missing.trailingZeroBitCount])
            missing &= missing &- 1
        }
        let foreign = (other.letters & ~name.letters).nonzeroBitCount
        let shared = Double(length - absent)
        guard shared > 0 else { return Likeness(absent: absent, foreign: foreign, likeness: 0) }
        // Of the other's length no more is known than that it holds what is shared and what is foreign.
        let jaro = (shared / Double(length) + shared / (shared + Double(foreign)) + 1) / 3
        let prefix = lead.prefix { $0 == 0 || $0 & other.letters != 0 }.count
        return Likeness(absent: absent, foreign: foreign, likeness: jaro + Double(prefix) * 0.1 * (1 - jaro))
    }

    /// Whether the two could be one name, perhaps with a slip: a level up to `near`.
    func mayBeNear(_ other: MatchLetters) -> Bool {
        guard name.isKnown, other.isKnown else { return false }
        if other.isAny || name.sounds & other.sounds != 0 { return true }
        let found = likeness(other)
        return found.likeness >= 0.92 || found.absent <= 1 && found.foreign <= 1
    }

    /// The most bits that any level may give which these letters allow, other than those that need further names.
    func most(_ other: MatchLetters, _ weights: MatchBoundWeights, _ field: LinkageField) -> Double {
        guard name.isKnown, other.isKnown else { return 0 }
        func level(_ level: LinkageNameLevel) -> Double { weights[field, level.rawValue] }
        guard !other.isAny else { return max(weights.most(field), level(.same) + rarity) }
        let found = likeness(other)
        var most = field == .family ? max(level(.other), level(.otherOfWoman)) : level(.other)
        if name.letters == other.letters { most = max(most, level(.same) + rarity) }
        if name.sounds & other.sounds != 0 { most = max(most, level(.spelling)) }
        if found.likeness >= 0.92 || found.absent <= 1 && found.foreign <= 1 { most = max(most, level(.slip), level(.near)) }
        if found.likeness >= 0.82 { most = max(most, level(.weak)) }
        if length == 1 && found.absent == 0 || other.letters.nonzeroBitCount <= 1 && found.foreign == 0 {
            most = max(most, level(.initial))
        }
        if found.foreign == 0 || words.contains(where: { $0 & ~other.letters == 0 }) { most = max(most, level(.part)) }
        return most
    }
}
