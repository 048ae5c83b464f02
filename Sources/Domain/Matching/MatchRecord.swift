/// A source record as matching is told it.
public struct MatchRecord: Sendable {
    /// What kind of file the record came in.
    public enum Kind: String, Sendable, CaseIterable, Hashable {
        case nominal, probation, prison, pnc
    }

    /// The sex as an agency recorded it.
    public enum Sex: String, Sendable, CaseIterable, Hashable {
        case male = "M"
        case female = "F"
    }

    /// Carfan's number of the source record.
    public let number: Int64
    public let agency: String
    public let kind: Kind
    public let born: Day?
    public let sex: Sex?
    public let identifiers: [MatchIdentifier]
    /// Names and aliases without those that a spreadsheet would run.
    let names: [PersonName]
    let postcode: String
    let address: String

    /// `names`: the main name first, then aliases. `address`: its parts joined by commas, with the town.
    public init(
        number: Int64, agency: String, kind: Kind, names: [PersonName], born: Day?, sex: Sex?, postcode: String? = nil,
        address: String? = nil, identifiers: [MatchIdentifier] = []
    ) {
        self.number = number
        self.agency = agency
        self.kind = kind
        self.born = born
        self.sex = sex
        self.identifiers = identifiers
        self.names = names.filter { !$0.startsLikeFormula }
        self.postcode = postcode ?? ""
        self.address = address ?? ""
    }

    /// All of it that is compared.
    public struct Said: Hashable, Sendable {
        let names: [PersonName]
        let born: Day?
        let sex: Sex?
        let postcode: String
        let address: String
        let identifiers: [MatchIdentifier]
    }

    var said: Said {
        Said(names: names, born: born, sex: sex, postcode: postcode, address: address, identifiers: identifiers)
    }

    /// Whether both hold a verified number that names one person.
    func isTied(to other: MatchRecord) -> Bool { identifiers.contains { $0.ties && other.identifiers.contains($0) } }

    /// Nothing that is compared differs: the other would be weighed as this one is.
    public func says(whatIsSaidBy other: MatchRecord) -> Bool {
        names == other.names && born == other.born && sex == other.sex && postcode == other.postcode
            && address == other.address && Set(identifiers) == Set(other.identifiers)
    }
}

/// An identifier on a record; `value` is the canonical form when verified, else the text as received.
public struct MatchIdentifier: Sendable, Hashable {
    public let kind: IdentifierKind
    public let value: String
    public let verified: Bool

    public init(kind: IdentifierKind, value: String, verified: Bool) {
        self.kind = kind
        self.value = value
        self.verified = verified
    }

    public init(_ reading: IdentifierReading) {
        self.init(kind: reading.kind, value: reading.shown, verified: reading.verified)
    }

    /// Whether a slip of it would show: its letter is the rest by 23 of all digits, as in a PNC ID of these centuries and in a CRO number with
    /// fingerprints.
    var showsSlips: Bool {
        switch kind {
        case .pnc: verified && (value.hasPrefix("19") || value.hasPrefix("20"))
        case .cro: verified && !value.hasPrefix("SF")
        default: false
        }
    }

    /// Only these can tie records together: verified, and of a kind that names one person.
    var ties: Bool { verified && kind.namesOnePerson && !isNought }

    /// A number of noughts, such as 000000/00Z, stands where there is none. Its check letter is right.
    var isNought: Bool { value.utf8.contains(48) && !value.utf8.contains { (49...57).contains($0) } }
}

/// Two source records in no order, such as those that somebody declared to be of different people.
public struct RecordPair: Sendable, Hashable {
    public let low: Int64
    public let high: Int64

    public init(_ one: Int64, _ other: Int64) {
        low = min(one, other)
        high = max(one, other)
    }
}
