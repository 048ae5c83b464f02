/// What an instrument is, beside its numbers. Every instrument is a rule (`OGRS3.swift`) and its table (`OGRS3Table.swift`):
/// a caseless enum with `instrument` and `score(…)`, inputs of its own, and a result that can explain itself as a `Score`.
public struct Instrument: Sendable, Hashable {
    public let code: String
    public let name: Text
    /// What the figure means.
    public let meaning: Text
    /// What it must not be taken for.
    public let limits: Text
    public let source: Text

    public init(code: String, name: Text, meaning: Text, limits: Text, source: Text) {
        self.code = code
        self.name = name
        self.meaning = meaning
        self.limits = limits
        self.source = source
    }
}

/// The sex an assessment was made with; the instruments know no third value.
public enum ScoringSex: String, Sendable, CaseIterable, Hashable {
    case male = "M"
    case female = "F"

    public var name: Text {
        switch self {
        case .male: Text(en: "male", cy: "gwryw")
        case .female: Text(en: "female", cy: "benyw")
        }
    }
}
