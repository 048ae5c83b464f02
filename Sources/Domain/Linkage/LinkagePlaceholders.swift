/// What is written where nothing is known. A value of this kind is no evidence.
/// Sources: hmpps-person-match (names, dates, postcodes); ONS postcode directory (ZZ99: no fixed abode, abroad).
enum LinkagePlaceholders {
    /// Of folded names.
    static func name(_ folded: String) -> Bool { names.contains(folded) }

    /// 1 January 1900 and 1970 are where calendars of programs begin, 30 December 1899 that of a spreadsheet.
    static func born(_ date: UInt32) -> Bool {
        switch date {
        case 18_991_230, 18_991_231, 19_000_101, 19_000_102, 19_010_101, 19_700_101, 19_111_111, 99_991_231: true
        default: date < 18_500_000 || date > 21_000_000
        }
    }

    /// Of postcodes in capitals without blanks.
    static func postcode(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.starts(with: "ZZ99".utf8) || text.starts(with: "NF1".utf8) && (text.count == 3 || text.count == 6)
            || postcodes.contains { text.elementsEqual($0.utf8) }
    }

    /// Of addresses in small letters: no fixed abode.
    static func address(_ folded: String) -> Bool { addresses.contains(folded) }

    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Bool { numbers.contains { text.elementsEqual($0.utf8) } }

    private static let names: Set<String> = [
        "unknown", "not known", "unk", "nk", "n a", "na", "none", "null", "nil", "no name", "not given", "not entered",
        "not stated", "not recorded", "anhysbys", "dim enw", "heb ei gofnodi", "test", "xx", "xxx", "mig error", "no show",
        "duplicate", "anonymous", "dienw", "tbc", "tba",
    ]
    private static let postcodes = [
        "NFA", "NFANFA", "NONE", "UNKNOWN", "NOTKNOWN", "NA", "XX", "XXX", "NK", "ANHYSBYS", "0000", "9999",
    ]
    private static let addresses: Set<String> = [
        "no fixed abode", "no fixed address", "nfa", "of no fixed abode", "homeless", "digartref", "dim cyfeiriad sefydlog",
        "heb gartref sefydlog", "unknown", "not known", "anhysbys", "none", "n a",
    ]
    private static let numbers = [
        "none", "na", "n.a", "null", "nil", "unknown", "notknown", "nk", "tbc", "anhysbys", "dim",
        // 000000/00Z and 0000/0000000Z, whose check letter is right.
        "00000000z", "00000000000z", "000000000z", "000z",
    ]
}
