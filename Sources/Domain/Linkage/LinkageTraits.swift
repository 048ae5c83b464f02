/// What is known of each name, once for all records that hold it.
struct LinkageTrait: Sendable {
    /// Hash of the spelling group of the first word: wide, for finding.
    var group: UInt32 = 0
    /// Hash of how the name sounds.
    var sounds: UInt32 = 0
    /// Hash of the first three letters.
    var start: UInt32 = 0
    var initial: UInt8 = 0
    var length: UInt8 = 0
    var givenCount: UInt32 = 0
    var familyCount: UInt32 = 0
    var middleCount: UInt32 = 0
    /// Records of which it is known that they hold it as a forename, or as a family name.
    var givenSeen: UInt32 = 0
    var familySeen: UInt32 = 0
}

/// Traits of all names, the groups of `NameVariants` that each stands in, and how often every value occurs.
public struct LinkageTraits: Sendable {
    var names: [LinkageTrait] = []
    var groups: [[Int]] = []
    var outlines: [LinkageOutline] = []
    /// Records that hold each postcode and each word of a place.
    var postcodes: [UInt32]
    var places: [UInt32]
    public internal(set) var frequencies = LinkageFrequencies()

    /// How often values occur is counted in the records themselves.
    public init(_ lexicon: LinkageLexicon, _ records: [LinkageRecord]) {
        postcodes = lexicon.postcodes.counts
        places = lexicon.places.counts
        describe(lexicon)
        for record in records {
            names[Int(record.given)].givenCount += 1
            names[Int(record.family)].familyCount += 1
            names[Int(record.middle)].middleCount += 1
        }
        for number in names.indices {
            names[number].givenSeen = names[number].givenCount + names[number].middleCount
            names[number].familySeen = names[number].familyCount
        }
        frequencies = LinkageFrequencies(lexicon, records, names)
    }

    /// How often values occur is what a version of the model remembers of the records that it was learned from.
    public init(_ lexicon: LinkageLexicon, _ terms: LinkageTerms) {
        postcodes = terms.counts(.postcode, lexicon.postcodes)
        places = terms.counts(.place, lexicon.places)
        frequencies = terms.frequencies
        describe(lexicon)
        for number in names.indices.dropFirst() {
            let hash = lexicon.names.hash(UInt32(number))
            names[number].givenCount = terms.count(.given, hash)
            names[number].familyCount = terms.count(.family, hash)
            names[number].middleCount = terms.count(.middle, hash)
            names[number].givenSeen = terms.seen(.given, hash) + terms.seen(.middle, hash)
            names[number].familySeen = terms.seen(.family, hash)
        }
    }

    private mutating func describe(_ lexicon: LinkageLexicon) {
        names.reserveCapacity(lexicon.names.count)
        for number in 0..<UInt32(lexicon.names.count) {
            let text = lexicon.names.text(number)
            names.append(Self.trait(lexicon, number, text))
            groups.append(NameVariants.groups(of: text))
            outlines.append(outline(lexicon, number))
        }
    }

    private func outline(_ lexicon: LinkageLexicon, _ number: UInt32) -> LinkageOutline {
        lexicon.names.withText(number) { name in
            LinkageOutline(name, sounds: names[Int(number)].sounds, isGrouped: !groups[Int(number)].isEmpty)
        }
    }

    private static func trait(_ lexicon: LinkageLexicon, _ number: UInt32, _ text: String) -> LinkageTrait {
        guard number != 0 else { return LinkageTrait() }
        return lexicon.names.withText(number) { bytes in
            let word = UnsafeBufferPointer(rebasing: bytes.prefix { $0 != 32 })
            let whole = hash(LinkageSounds.of(bytes))
            let first = String(decoding: word, as: UTF8.self)
            let canonical = NameVariants.canonical(first)
            let sounds = hash(LinkageSounds.of(word))
            let group =
                NameVariants.groups(of: first).isEmpty
                ? groupOfSounds[sounds] ?? sounds : canonical.withBytes(LinkageHash.of)
            return LinkageTrait(
                group: max(group, 1), sounds: whole,
                start: LinkageHash.of(UnsafeBufferPointer(rebasing: word.prefix(3))),
                initial: bytes[0], length: UInt8(bytes.count))
        }
    }

    /// A name that sounds like one of a group belongs to that group.
    private static let groupOfSounds: [UInt32: UInt32] = {
        var groups: [UInt32: UInt32] = [:]
        for name in NameVariants.all {
            let sounds = name.withBytes { hash(LinkageSounds.of($0)) }
            if groups[sounds] == nil { groups[sounds] = NameVariants.canonical(name).withBytes(LinkageHash.of) }
        }
        return groups
    }()

    private static func hash(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBufferPointer(LinkageHash.of) }
}
