/// The sex as agencies write it, in English or Welsh.
public enum LinkageSex {
    /// nil for anything else, also for `G` and `B`, which are a girl and a boy in the one language, *gwryw* and *benyw* in the other.
    public static func read(_ cell: UnsafeBufferPointer<UInt8>) -> MatchRecord.Sex? {
        guard cell.count == 1 else { return words[NameFolding.folded(String(decoding: cell, as: UTF8.self))] }
        switch cell[0] {
        case UInt8(ascii: "M"), UInt8(ascii: "m"), UInt8(ascii: "1"): return .male
        case UInt8(ascii: "F"), UInt8(ascii: "f"), UInt8(ascii: "W"), UInt8(ascii: "w"), UInt8(ascii: "2"): return .female
        default: return nil
        }
    }

    public static func read(_ text: String) -> MatchRecord.Sex? { text.withBytes { read($0) } }

    private static let words: [String: MatchRecord.Sex] = [
        "male": .male, "man": .male, "boy": .male, "gwryw": .male, "gwrywaidd": .male, "dyn": .male, "bachgen": .male,
        "female": .female, "woman": .female, "girl": .female, "benyw": .female, "benywaidd": .female, "menyw": .female,
        "merch": .female,
    ]
}
