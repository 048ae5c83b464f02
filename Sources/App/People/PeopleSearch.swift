import Domain
import Store

/// What was typed into the search box, as it is looked for.
enum PeopleSearch: Sendable, Equatable {
    case everybody
    /// Words of a name; the last one may be only begun.
    case name([String])
    /// Anything with a digit: a number that some agency knows the person, or an arrest, by.
    case number(NumberSearch)

    init(_ typed: String, asOf today: Day) {
        let text = String(typed.prefix(100))
        if text.isEmpty {
            self = .everybody
        } else if text.unicodeScalars.contains(where: { (48...57).contains($0.value) }) {
            self = .number(NumberSearch(text, asOf: today))
        } else {
            var seen: Set<String> = []
            let words = Array(NameFolding.words(text).filter { seen.insert($0).inserted }.prefix(6))
            self = words.isEmpty ? .number(NumberSearch(text, asOf: today)) : .name(words)
        }
    }
}

/// A number in every form that it may stand under in the records.
struct NumberSearch: Sendable, Equatable {
    /// Keys of verified identifiers.
    let keys: [Int64]
    /// As an agency's own reference, or a custody number: as typed, and in capitals.
    let references: [String]

    init(_ text: String, asOf today: Day) {
        keys = IdentifierKind.ofOnePerson.compactMap { kind in
            kind.check(text, asOf: today)?.canonical.map { MatchKey(kind, $0).number }
        }
        let canonical = IdentifierKind.ofOnePerson.compactMap { $0.check(text, asOf: today)?.canonical }
        references = Array(Set([text, text.uppercased()] + canonical)).sorted()
    }

    /// The people on whose records the number stands.
    var people: SQL {
        let byReference: SQL = """
            SELECT r.person_id FROM record r
            WHERE r.agency IN (\(list: Agency.all.map(\.code))) AND r.reference IN (\(list: references))
            UNION SELECT r.person_id FROM custody_event c JOIN record r ON r.id = c.record_id
            WHERE c.reference IN (\(list: references))
            UNION \(UnverifiedIdentifiers.people(references))
            """
        guard !keys.isEmpty else { return byReference }
        let byKey = SpreadTable.matchKey.both.map { table -> SQL in
            "SELECT r.person_id FROM \(name: table) k JOIN record r ON r.id = k.record_id WHERE k.key IN (\(list: keys))"
        }
        return SQL.joined([byReference] + byKey, separator: " UNION ")
    }
}

/// A word of a name search and the other names that it may stand for.
struct NameWord: Sendable {
    let word: String
    let variants: [String]
    let isBegun: Bool

    init(_ word: String, isBegun: Bool) {
        self.word = word
        self.isBegun = isBegun
        variants = NameVariants.variants(of: word)
    }

    static func all(_ words: [String]) -> [NameWord] {
        words.enumerated().map { NameWord($1, isBegun: $0 == words.count - 1) }
    }

    /// Behind every word that begins with this one.
    private static let end = "\u{10FFFF}"

    /// The family name begins with it.
    func begins(_ key: SQL) -> SQL {
        "\(key) >= \(word) AND \(key) < \(word + NameWord.end)"
    }

    /// The same in the order of a language, whose column `key` is: one stretch behind another.
    func stretches(_ key: SQL, _ language: Language) -> [SQL] {
        NameOrder.stretches(beginning: word, language).map { "\(key) >= \($0.from) AND \(key) < \($0.below)" }
    }

    /// Ranges of sort keys whose first word is it or one that it may stand for. One at a time: joined by OR they would be
    /// looked for from end to end.
    func families(_ key: SQL) -> [SQL] {
        variantFamilies(key) + [isBegun ? begins(key) : NameWord.exactly(key, word)]
    }

    func variantFamilies(_ key: SQL) -> [SQL] {
        variants.map { NameWord.exactly(key, $0) }
    }

    /// Conditions on `person_word w`: exactly one of the forms, and begun.
    var forms: [SQL] {
        let exact = isBegun ? variants : variants + [word]
        let begun: [SQL] = isBegun ? ["w.word >= \(word) AND w.word < \(word + NameWord.end)"] : []
        return begun + (exact.isEmpty ? [] : ["w.word IN (\(list: exact))"])
    }

    /// Among all words of the person `p`.
    var stands: SQL {
        var likes: [SQL] = variants.map { "' ' || p.words || ' ' LIKE \("% \($0) %")" }
        likes.append(
            isBegun ? "' ' || p.words LIKE \("% \(word)%")" : "' ' || p.words || ' ' LIKE \("% \(word) %")")
        return "(\(SQL.joined(likes, separator: " OR ")))"
    }

    private static func exactly(_ key: SQL, _ word: String) -> SQL {
        "\(key) >= \(word + " ") AND \(key) < \(word + "!")"
    }
}
