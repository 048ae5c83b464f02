/// Where a report stands in the force's own system. Who the source is stands there and nowhere else.
/// Source: College of Policing, 3x5x2: the report does not hold the source's identity; assurance A5.
public struct SourceReference: Sendable, Hashable {
    public static let most = 40

    public let text: String

    /// Letters, digits and slashes, at least one digit: `GP/2026/004711`.
    public init(_ text: String) throws(IntelligenceRefusal) {
        guard !text.isEmpty else { throw .referenceMissing }
        guard text.utf8.contains(where: { (48...57).contains($0) }), !SourceReference.holdsNames(text) else {
            throw .namesSource
        }
        guard text.utf8.count <= SourceReference.most, text.utf8.allSatisfy(SourceReference.mayStand) else {
            throw .referencePattern
        }
        self.text = text
    }

    private static func mayStand(_ byte: UInt8) -> Bool {
        (47...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    /// Two words of letters beside each other.
    private static func holdsNames(_ text: String) -> Bool {
        let words = text.split { " ,.".contains($0) }
        return zip(words, words.dropFirst()).contains { [$0, $1].allSatisfy { $0.allSatisfy(\.isLetter) } }
    }
}
