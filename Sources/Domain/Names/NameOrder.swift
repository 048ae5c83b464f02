/// The alphabetical order of names as readers of each language expect it. Accents, capitals and hyphens do not count.
///
/// The Welsh alphabet: a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s t th u w y, with k, q, v, x and z where English
/// has them. Two letters are read as one letter wherever they stand together, also across the joint of a word (Bangor),
/// which no rule tells apart. Source: Unicode CLDR, collation `cy`.
public enum NameOrder {
    /// What to compare by, byte by byte.
    public static func key(_ name: String, _ language: Language) -> [UInt8] {
        let folded = NameFolding.folded(name)
        return Array((language == .english ? folded : welsh(folded)).utf8)
    }

    /// The Welsh key of a folded name or sort key, to be compared byte by byte. A letter of two is its first letter and a sign
    /// behind all letters; `ng` is what follows `g`. Without such letters the key is the name itself.
    public static func welsh(_ folded: String) -> String {
        var key: [UInt8] = []
        key.reserveCapacity(folded.utf8.count)
        for letter in folded.utf8 {
            switch (key.last, letter) {
            case (c, h), (d, d), (f, f), (l, l), (p, h), (r, h), (t, h): key.append(second)
            case (n, g):
                key[key.count - 1] = g
                key.append(second)
            default: key.append(letter)
            }
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// Where the keys of all names that begin with a folded word lie, in order: from the one, below the other. In Welsh `lan`
    /// leads to Langley before it leads to Lane, with names between that begin otherwise; and `g` does not lead to Ngozi.
    public static func stretches(beginning word: String, _ language: Language) -> [(from: String, below: String)] {
        guard language == .welsh else { return [(word, word + end)] }
        let key = welsh(word)
        switch key.utf8.last {
        case n:
            let ng = String(key.dropLast()) + "g~"
            return [(ng, ng + end), (key, key + end)]
        case g: return [(key, key + "~"), (key + "\u{7F}", key + end)]
        default: return [(key, key + end)]
        }
    }

    /// Behind every letter.
    private static let end = "\u{10FFFF}"

    private static let second = UInt8(ascii: "~")
    private static let c = UInt8(ascii: "c")
    private static let d = UInt8(ascii: "d")
    private static let f = UInt8(ascii: "f")
    private static let g = UInt8(ascii: "g")
    private static let h = UInt8(ascii: "h")
    private static let l = UInt8(ascii: "l")
    private static let n = UInt8(ascii: "n")
    private static let p = UInt8(ascii: "p")
    private static let r = UInt8(ascii: "r")
    private static let t = UInt8(ascii: "t")
}

extension Sequence {
    /// In the alphabetical order of their names in this language; equal names stay as they are.
    public func inOrder(_ language: Language, by name: (Element) -> Text) -> [Element] {
        map { (key: NameOrder.key(name($0)[language], language), element: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.element)
    }
}

extension Text {
    /// Names one after another, in the order of each language.
    public static func listed(_ names: [Text]) -> Text {
        Text(
            en: names.inOrder(.english) { $0 }.map(\.en).joined(separator: ", "),
            cy: names.inOrder(.welsh) { $0 }.map(\.cy).joined(separator: ", "))
    }
}
