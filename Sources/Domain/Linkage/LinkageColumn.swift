/// What a column of a file tells about a person.
public enum LinkageColumn: Sendable, Hashable {
    case record, given, middle, family, born, sex, address, house, street, locality, town, postcode
    case identifier(LinkageNumber)
    case ignored

    /// The column's part by its heading, in the layouts that agencies and the test sets use; nil for one that says nothing known.
    public init?(heading: String) {
        let heading = NameFolding.folded(heading)
        guard let column = Self.headings[heading] else { return nil }
        self = column
    }

    /// By the word that `--columns` uses: `given`, `postcode`, `identifier`, `-`.
    public init?(word: String) {
        guard let column = Self.words[word] else { return nil }
        self = column
    }

    public static let words: [String: LinkageColumn] = [
        "record": .record, "given": .given, "middle": .middle, "family": .family, "born": .born, "sex": .sex,
        "address": .address, "house": .house, "street": .street, "town": .town, "postcode": .postcode,
        "locality": .locality, "pnc": .identifier(.pnc), "nhs": .identifier(.nhs), "identifier": .identifier(.other),
        "contact": .identifier(.contact),
        "-": .ignored,
    ]

    private static let headings: [String: LinkageColumn] = [
        "rec id": .record, "record id": .record, "unique id": .record, "id": .record,
        "given name": .given, "first name": .given, "forename": .given, "forenames": .given, "enw cyntaf": .given,
        "middle names": .middle, "middle name": .middle, "other names": .middle, "enwau canol": .middle,
        "family name": .family, "surname": .family, "last name": .family, "cyfenw": .family,
        "dob": .born, "date of birth": .born, "birth date": .born, "dyddiad geni": .born,
        "sex": .sex, "gender": .sex, "rhyw": .sex,
        "address": .address, "cyfeiriad": .address, "street number": .house, "house": .house,
        "address 1": .street, "street": .street, "address 2": .locality, "locality": .locality, "suburb": .town, "city": .town,
        "town": .town, "tref": .town,
        "postcode": .postcode, "post code": .postcode, "cod post": .postcode,
        "pnc": .identifier(.pnc), "pnc id": .identifier(.pnc), "pncid": .identifier(.pnc),
        "nhs number": .identifier(.nhs), "nhs": .identifier(.nhs), "rhif gig": .identifier(.nhs),
        "cro": .identifier(.other), "cro number": .identifier(.other), "crn": .identifier(.other),
        "prison number": .identifier(.other), "noms": .identifier(.other), "soc sec id": .identifier(.other),
        "ssn": .identifier(.other),
        "national insurance number": .identifier(.other), "nino": .identifier(.other),
        "email": .identifier(.other), "e mail": .identifier(.other), "ebost": .identifier(.other),
        "phone": .identifier(.contact), "telephone": .identifier(.contact), "mobile": .identifier(.contact),
        "ffon": .identifier(.contact),
    ]
}

extension LinkageColumn {
    /// The words of `--columns`, to be read.
    public static var wordList: String { words.keys.sorted().joined(separator: ", ") }
}
