/// One record as numbers: 64 bytes, a cache line. Texts are numbers of `LinkageLexicon`; 0 is always "not known".
public struct LinkageRecord: Sendable {
    var given: UInt32 = 0
    var middle: UInt32 = 0
    var family: UInt32 = 0
    /// `0x19891031`, four bits a digit; also an impossible date, whose digits may still be nearly those of another.
    var born: UInt32 = 0
    var postcode: UInt32 = 0
    /// Hash of the outward half of the postcode (`CF36`).
    var outward: UInt32 = 0
    /// Hash of the letters that begin a postcode (`CF`).
    var area: UInt32 = 0
    var house: UInt32 = 0
    var street: UInt32 = 0
    var town: UInt32 = 0
    /// The part of a town, or the line of an address behind the street.
    var locality: UInt32 = 0
    /// 1 male, 2 female.
    var sex: UInt32 = 0
    var identifiers: SIMD4<UInt32> = .zero

    public init() {}

    var year: UInt32 { born >> 16 }
    var dayAndMonth: UInt32 { born & 0xFFFF }

    /// The numbers of another lexicon changed into those of this one.
    mutating func renumber(_ numbers: LinkageLexicon.Numbers) {
        given = numbers.names[Int(given)]
        middle = numbers.names[Int(middle)]
        family = numbers.names[Int(family)]
        postcode = numbers.postcodes[Int(postcode)]
        street = numbers.places[Int(street)]
        locality = numbers.places[Int(locality)]
        town = numbers.places[Int(town)]
        for kind in 0..<4 { identifiers[kind] = numbers.identifiers[kind][Int(identifiers[kind])] }
    }
}
