/// What can be told of a stored record without reading it: not who it is, but who it cannot be. 128 bits of what its texts say, the same
/// on every machine and by every model, as long as the spelling groups stand as they are (`MatchKeys.renew`). See `MatchBound`.
public struct MatchSignature: Sendable, Hashable {
    private let bits: UInt128

    /// As two numbers of a database.
    public init(_ low: Int64, _ high: Int64) {
        bits = UInt128(UInt64(bitPattern: high)) << 64 | UInt128(UInt64(bitPattern: low))
    }

    public var low: Int64 { Int64(bitPattern: UInt64(truncatingIfNeeded: bits)) }
    public var high: Int64 { Int64(bitPattern: UInt64(truncatingIfNeeded: bits >> 64)) }

    /// Where a part stands, and how many bits it has.
    private struct Part {
        let place: Int
        let width: Int
    }

    private static let bornPart = Part(place: 0, width: 17)
    private static let sexPart = Part(place: 17, width: 2)
    private static let middlePart = Part(place: 19, width: 1)
    private static let givenPart = Part(place: 20, width: 22)
    private static let familyPart = Part(place: 42, width: 22)
    private static let givenSoundsPart = Part(place: 64, width: 15)
    private static let familySoundsPart = Part(place: 79, width: 15)
    private static let numbersPart = Part(place: 94, width: 8)
    private static let postcodePart = Part(place: 102, width: 8)
    private static let outwardPart = Part(place: 110, width: 6)
    private static let housePart = Part(place: 116, width: 6)
    private static let streetPart = Part(place: 122, width: 6)

    @inline(__always)
    private func value(_ part: Part) -> UInt32 {
        UInt32(truncatingIfNeeded: bits >> UInt128(part.place)) & (1 << UInt32(part.width) - 1)
    }

    /// As in `LinkageRecord`; 0 where it is not known, nil where it could be any.
    var born: UInt32? {
        let value = value(Self.bornPart)
        return value == Self.anyDay ? nil : Self.unpacked(value)
    }
    var sex: UInt32 { value(Self.sexPart) }
    var numbers: MatchNumbers { MatchNumbers(bits: value(Self.numbersPart)) }
    var holdsMiddle: Bool { value(Self.middlePart) == 1 }
    var given: MatchLetters { MatchLetters(letters: value(Self.givenPart), sounds: value(Self.givenSoundsPart)) }
    var family: MatchLetters { MatchLetters(letters: value(Self.familyPart), sounds: value(Self.familySoundsPart)) }
    var postcode: UInt32 { value(Self.postcodePart) }
    var outward: UInt32 { value(Self.outwardPart) }
    var house: UInt32 { value(Self.housePart) }
    var street: UInt32 { value(Self.streetPart) }

    /// Of all faces of a record: a name that they do not share could be any.
    init(_ subject: MatchSubject, _ lexicon: LinkageLexicon, _ traits: LinkageTraits) {
        var bits = UInt128(0)
        func put(_ value: UInt32, _ part: Part) { bits |= UInt128(value) << UInt128(part.place) }
        let face = subject.main
        put(Self.packed(face.born), Self.bornPart)
        put(face.sex, Self.sexPart)
        put(MatchNumbers(subject.record).bits, Self.numbersPart)
        put(subject.faces.contains { $0.middle != 0 } ? 1 : 0, Self.middlePart)
        let given = MatchLetters(subject.faces.map(\.given), lexicon, traits)
        let family = MatchLetters(subject.faces.map(\.family), lexicon, traits)
        put(given.letters, Self.givenPart)
        put(given.sounds, Self.givenSoundsPart)
        put(family.letters, Self.familyPart)
        put(family.sounds, Self.familySoundsPart)
        let home = MatchHome(face, lexicon)
        put(home.postcode, Self.postcodePart)
        put(home.outward, Self.outwardPart)
        put(home.house, Self.housePart)
        put(home.street, Self.streetPart)
        self.bits = bits
    }

    /// A day that fits no calendar, or none of these centuries.
    private static let anyDay: UInt32 = 15 << 5

    /// `0x19891031`: years since 1800, month and day.
    private static func packed(_ born: UInt32) -> UInt32 {
        guard born != 0 else { return 0 }
        let year = LinkageDates.year(born) - 1800
        let month = (born >> 12 & 15) * 10 + (born >> 8 & 15)
        let day = (born >> 4 & 15) * 10 + (born & 15)
        guard (1...255).contains(year), (1...12).contains(month), (1...31).contains(day) else { return anyDay }
        return UInt32(year) << 9 | month << 5 | day
    }

    private static func unpacked(_ value: UInt32) -> UInt32 {
        guard value != 0 else { return 0 }
        return LinkageDates.packed(((value >> 9 + 1800) * 100 + value >> 5 & 15) * 100 + value & 31)
    }
}

/// Which kinds of numbers a record holds, by the kinds of `MatchTable`: two bits each, the first for any that is verified, the second for
/// one that another record may hold with a slip or as not verified.
struct MatchNumbers: Sendable {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    init(_ record: MatchRecord) {
        var bits: UInt32 = 0
        for number in record.identifiers where !number.value.isEmpty && !number.isNought {
            guard let slot = MatchTable.kinds.firstIndex(of: number.kind) else { continue }
            let isLoose = !number.verified || number.kind.hasCheckLetter && !number.showsSlips
            bits |= (number.verified ? 1 : 0) << UInt32(slot * 2) | (isLoose ? 2 : 0) << UInt32(slot * 2)
        }
        self.bits = bits
    }

    /// The first bit of each kind of which both hold a number.
    @inline(__always)
    func shared(_ other: MatchNumbers) -> UInt32 { (bits | bits >> 1) & (other.bits | other.bits >> 1) & 0x55 }

    /// Whether of these kinds one may hold the other’s number, but for a slip or a check.
    @inline(__always)
    func mayMeet(_ other: MatchNumbers, _ shared: UInt32) -> Bool { (bits | other.bits) >> 1 & shared != 0 }
}

/// Hashes of a home, none of them 0 where it is known.
struct MatchHome: Sendable {
    let postcode: UInt32
    let outward: UInt32
    let house: UInt32
    let street: UInt32

    init(_ face: LinkageRecord, _ lexicon: LinkageLexicon) {
        func hash(_ value: UInt32, _ values: UInt32) -> UInt32 {
            value == 0 ? 0 : UInt32(truncatingIfNeeded: LinkageHash.mixed(UInt64(value))) % (values - 1) + 1
        }
        postcode = hash(lexicon.postcodes.hash(face.postcode), 1 << 8)
        outward = hash(face.outward, 1 << 6)
        house = hash(face.house, 1 << 6)
        street = hash(lexicon.places.hash(face.street), 1 << 6)
    }
}
