/// A person's name as an agency holds it, in parts.
public struct PersonName: Sendable, Hashable {
    public let family: String
    /// First forename, then the others, as given.
    public let forenames: [String]

    public var first: String { forenames.first ?? "" }
    public var others: ArraySlice<String> { forenames.dropFirst() }
    public var given: String { forenames.joined(separator: " ") }

    /// `Siân Mair Jones`.
    public var display: String { forenames.isEmpty ? family : "\(given) \(family)" }

    /// `Jones, Siân Mair`.
    public var familyFirst: String { forenames.isEmpty ? family : "\(family), \(given)" }

    public var sortKey: String { NameFolding.sortKey(family: family, given: given) }

    /// A name that a spreadsheet would run is kept as text, but is no evidence of who somebody is.
    public var startsLikeFormula: Bool {
        family.startsLikeFormula || forenames.contains { $0.startsLikeFormula }
    }

    /// `forenames` in one text, parted by blanks.
    public init(family: String, forenames: String) {
        self.family = PersonName.words(family).joined(separator: " ")
        self.forenames = PersonName.words(forenames)
    }

    /// `SURNAME, Forenames`; without a comma the whole is the family name. nil when there is nothing.
    public init?(familyFirst text: String) {
        let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(family: String(parts[0]), forenames: parts.count > 1 ? String(parts[1]) : "")
        if family.isEmpty && forenames.isEmpty { return nil }
    }

    /// `Forename Surname`: the last word is the family name, with the particles before it (`Siôn ap Rhys`). nil when there
    /// is nothing.
    public init?(forenameFirst text: String) {
        let words = PersonName.words(text)
        guard !words.isEmpty else { return nil }
        var start = words.count - 1
        while start > 1, PersonName.particles.contains(words[start - 1].lowercased()) { start -= 1 }
        self.family = words[start...].joined(separator: " ")
        self.forenames = Array(words[..<start])
    }

    private static let particles: Set<String> = [
        "ap", "ab", "ferch", "verch", "mc", "mac", "o", "de", "da", "dos", "del", "di", "la", "le", "van", "von", "der",
        "den", "al", "el", "bin", "ibn", "st", "st.",
    ]

    /// ASCII by bytes: asking each `Character` whether it is a blank took a tenth of an import.
    private static func words(_ text: String) -> [String] {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.split(whereSeparator: \.isWhitespace).map(String.init) }
        return text.utf8.split { $0 == 32 || (9...13).contains($0) }.map { String(Substring($0)) }
    }
}

extension StringProtocol {
    /// Whether a spreadsheet would run this text: it starts with `=`, `+`, `-`, `@`, a tab or a line break.
    /// Source: OWASP, CSV injection.
    public var startsLikeFormula: Bool {
        switch utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 10, 13: true
        default: false
        }
    }
}
