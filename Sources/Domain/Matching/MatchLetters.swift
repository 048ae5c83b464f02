/// Which letters a name has, and which groups of spellings it stands in.
struct MatchLetters: Sendable, Hashable {
    /// One bit a letter; q and x count as k, z as s, v as f.
    let letters: UInt32
    /// One of fifteen bits for how it sounds, and for each group of spellings. 0 where there is no name, all where it could be any.
    let sounds: UInt32

    static let any = MatchLetters(letters: 1 << 22 - 1, sounds: 1 << 15 - 1)

    @inline(__always)
    var isKnown: Bool { letters | sounds != 0 }
    @inline(__always)
    var isAny: Bool { sounds == 1 << 15 - 1 }

    init(letters: UInt32, sounds: UInt32) { (self.letters, self.sounds) = (letters, sounds) }

    /// Of a name by its number.
    init(_ name: UInt32, _ lexicon: LinkageLexicon, _ traits: LinkageTraits) {
        guard name != 0 else {
            self.init(letters: 0, sounds: 0)
            return
        }
        var sounds = Self.bit(traits.names[Int(name)].sounds)
        for group in traits.groups[Int(name)] { sounds |= Self.bit(NameVariants.first(of: group).withBytes(LinkageHash.of)) }
        let letters = lexicon.names.withText(name) { text in text.reduce(UInt32(0)) { $0 | Self.letter($1).mask } }
        self.init(letters: letters, sounds: sounds)
    }

    init(_ names: [UInt32], _ lexicon: LinkageLexicon, _ traits: LinkageTraits) {
        let distinct = Set(names)
        self = distinct.count == 1 ? MatchLetters(names[0], lexicon, traits) : .any
    }

    private static func bit(_ hash: UInt32) -> UInt32 {
        1 << (UInt32(truncatingIfNeeded: LinkageHash.mixed(UInt64(hash))) % 15)
    }

    /// The place of a letter among the twenty-two; 22 for what is none, which has no bit.
    struct Letter {
        let place: Int
        var mask: UInt32 { place < 22 ? 1 << UInt32(place) : 0 }
    }

    static func letter(_ byte: UInt8) -> Letter { Letter(place: Int(places[Int(byte)])) }

    private static let places: [UInt8] = {
        var places = [UInt8](repeating: 22, count: 256)
        for (place, letter) in "abcdefghijklmnoprstuwy".utf8.enumerated() { places[Int(letter)] = UInt8(place) }
        for (letter, like) in zip("qxzv".utf8, "kksf".utf8) { places[Int(letter)] = places[Int(like)] }
        return places
    }()
}
