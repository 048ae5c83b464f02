import Domain

/// Whether two values agree that the reader may not see.
enum WithheldAgreement: Sendable {
    case agrees, differs, unknown

    /// By the weight: above 0 it speaks for one person.
    init(_ weight: Double) { self = weight > 0 ? .agrees : weight < 0 ? .differs : .unknown }

    /// By the values themselves.
    init(_ one: String, _ other: String) {
        let known = !one.isEmpty && !other.isEmpty
        self = !known ? .unknown : NameFolding.folded(one) == NameFolding.folded(other) ? .agrees : .differs
    }

    /// The same where it stands alone.
    var sentence: Text {
        func raised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
        return Text(en: raised(words.en), cy: raised(words.cy))
    }

    var words: Text {
        switch self {
        case .agrees: Text(en: "agrees (withheld)", cy: "yn cytuno (wedi’i gadw’n ôl)")
        case .differs: Text(en: "differs (withheld)", cy: "yn wahanol (wedi’i gadw’n ôl)")
        case .unknown: Text(en: "not compared (withheld)", cy: "heb ei gymharu (wedi’i gadw’n ôl)")
        }
    }
}
