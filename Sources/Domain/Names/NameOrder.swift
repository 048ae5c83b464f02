/// The alphabetical order of names as readers of each language expect it. Accents, capitals and hyphens do not count.
///
/// The Welsh alphabet: a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s t th u w y, with k, q, v, x and z where English
/// has them. Two letters are read as one letter wherever they stand together, but for n and g across the joint of a word
/// (Llangefni, Bangor), which no rule tells apart: `ng` counts as one letter at the beginning of a word only.
public enum NameOrder {
    /// What to compare by, byte by byte.
    public static func key(_ name: String, _ language: Language) -> [UInt8] {
        let folded = Array(NameFolding.folded(name).utf8)
        return language == .english ? folded : welsh(folded)
    }

    private static func welsh(_ letters: [UInt8]) -> [UInt8] {
        var key: [UInt8] = []
        var place = 0
        while place < letters.count {
            let isFirst = place == 0 || letters[place - 1] == 32
            let next = place + 1 < letters.count ? letters[place + 1] : 32
            let pair = pairs[[letters[place], next]]
            if let pair, pair != ng || isFirst {
                key.append(pair)
                place += 2
            } else {
                key.append(ranks[letters[place]] ?? letters[place])
                place += 1
            }
        }
        return key
    }

    private static let alphabet = [
        "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o", "p", "ph", "q",
        "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
    ]

    /// Above every digit and the blank, which stand for themselves.
    private static func rank(_ letter: Int) -> UInt8 { UInt8(100 + letter) }

    private static let ranks: [UInt8: UInt8] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().compactMap { place, letter in
            letter.utf8.count == 1 ? letter.utf8.first.map { ($0, rank(place)) } : nil
        })

    private static let pairs: [[UInt8]: UInt8] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().filter { $1.utf8.count == 2 }.map { (Array($1.utf8), rank($0)) })

    private static let ng = pairs[Array("ng".utf8)]
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
