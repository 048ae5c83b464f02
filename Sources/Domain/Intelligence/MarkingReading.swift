/// What may be marked at all: Carfan holds nothing above OFFICIAL.
/// Source: Government Security Classifications; assurance A5: intelligence with a classification above OFFICIAL is refused.
public enum MarkingReading {
    /// - Parameter code: as a form sends it: `official`, `official_sensitive`; anything that names a higher class is too high.
    public static func marking(_ code: String) throws(MarkingRefusal) -> Marking {
        if let marking = Marking(rawValue: code) { return marking }
        throw words(code.uppercased()).contains("SECRET") ? .tooHigh : .missing
    }

    /// The heading of a text, its first line, names a class above OFFICIAL: in capitals, or as all that it says.
    public static func isTooHigh(heading text: String) -> Bool {
        guard let line = text.split(whereSeparator: \.isNewline).first(where: { !words(String($0)).isEmpty }) else {
            return false
        }
        let heading = words(String(line))
        if heading.contains(where: classes.contains) { return true }
        return alone.contains(heading.map { $0.uppercased() }.joined(separator: " "))
    }

    private static let classes: Set<String> = ["SECRET", "CYFRINACHOL"]
    private static let alone: Set<String> = [
        "SECRET", "TOP SECRET", "UK SECRET", "UK TOP SECRET", "CYFRINACHOL", "TRA CHYFRINACHOL", "CYFRINACHOL IAWN",
    ]

    private static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter }.map(String.init)
    }
}

/// Why something cannot be marked so.
public enum MarkingRefusal: Refusal, Hashable {
    case missing, tooHigh

    public var field: String? { "marking" }

    public var message: Text {
        switch self {
        case .missing: Text(en: "Choose the marking", cy: "Dewiswch y marc diogelwch")
        case .tooHigh:
            Text(
                en:
                    "Carfan may hold nothing above OFFICIAL. Keep this in your force’s own system, and tell your security officer if it was sent to you by e-mail",
                cy:
                    "Ni chaiff Carfan ddal dim uwchlaw OFFICIAL. Cadwch hyn yn system eich heddlu eich hun, a rhowch wybod i’ch swyddog diogelwch os anfonwyd ef atoch drwy e-bost"
            )
        }
    }
}
