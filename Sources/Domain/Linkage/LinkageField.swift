/// What is compared of two records.
public enum LinkageField: Int, Sendable, CaseIterable {
    case given, family, middle, born, place, street, town, sex, number0, number1, number2, number3, locality

    static let count = 13

    static func number(_ slot: Int) -> LinkageField {
        switch slot {
        case 0: .number0
        case 1: .number1
        case 2: .number2
        default: .number3
        }
    }

    /// The column of numbers, from 0; nil for another field.
    var slot: Int? {
        switch self {
        case .number0: 0
        case .number1: 1
        case .number2: 2
        case .number3: 3
        default: nil
        }
    }

    /// It says where somebody lives.
    public var isHome: Bool { [.place, .street, .locality, .town].contains(self) }

    public var label: Text {
        switch self {
        case .given: Text(en: "Given name", cy: "Enw cyntaf")
        case .family: Text(en: "Family name", cy: "Cyfenw")
        case .middle: Text(en: "Middle name", cy: "Enw canol")
        case .born: Text(en: "Date of birth", cy: "Dyddiad geni")
        case .place: Text(en: "Home", cy: "Cartref")
        case .street: Text(en: "Street", cy: "Stryd")
        case .locality: Text(en: "Locality", cy: "Ardal")
        case .town: Text(en: "Town", cy: "Tref")
        case .sex: Text(en: "Sex", cy: "Rhyw")
        case .number0, .number1, .number2, .number3: Text(en: "Number", cy: "Rhif")
        }
    }
}

/// The level of agreement of every field: four bits a field. Two pairs of one pattern differ only in how common their values are.
public struct LinkagePattern: Sendable, Hashable {
    var bits: UInt64 = 0

    /// 0 is always "not known on one side".
    @inline(__always)
    subscript(field: LinkageField) -> Int {
        get { Int(bits >> UInt64(field.rawValue * 4) & 15) }
        set { bits = bits & ~(15 << UInt64(field.rawValue * 4)) | UInt64(newValue) << UInt64(field.rawValue * 4) }
    }
}

/// How two names agree, best first.
enum LinkageNameLevel: Int, Sendable, CaseIterable {
    case unknown, same
    /// Welsh and English form, short form, or sounding alike.
    case spelling
    /// A slip of the key that makes a rare spelling; the same between two established names speaks less.
    case slip, near
    case initial
    /// One name of a double-barrelled name, or the beginning of a longer form.
    case part
    /// It stands as the other's middle name.
    case crossed
    /// Given and family name changed places.
    case swapped
    case weak, other
    /// Two family names, but of a woman: she may have married.
    case otherOfWoman
    /// Given and middle name changed places.
    case exchanged

    /// Whether the two are one name, however written.
    var isAlike: Bool { self != .unknown && rawValue <= LinkageNameLevel.part.rawValue }
}

/// How two dates of birth agree, best first.
enum LinkageBornLevel: Int, Sendable, CaseIterable {
    case unknown, same, dayAndMonthSwapped, oneSlip, sameDayAndMonth, yearOnly, twoDigits, sameYear, withinFiveYears, other
}

/// How two homes agree, best first.
enum LinkagePlaceLevel: Int, Sendable, CaseIterable {
    case unknown, houseAndPostcode, postcode, postcodeOtherHouse, nearPostcode, houseAndStreet, houseAndDistrict, district
    case area, other
}

/// How two streets, towns, sexes or numbers agree, best first.
enum LinkageWordLevel: Int, Sendable, CaseIterable {
    case unknown, same, near, other
}
