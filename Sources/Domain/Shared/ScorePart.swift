/// One line of how a score came about: what was looked at, and what it contributed.
public struct ScorePart: Sendable, Hashable {
    public let name: String
    public let label: Text
    public let input: Text
    public let value: Double

    public init(name: String, label: Text, input: Text, value: Double) {
        self.name = name
        self.label = label
        self.input = input
        self.value = value
    }
}
