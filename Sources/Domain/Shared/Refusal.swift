/// Why a rule says no: words for the person who asked, and the field that the answer belongs to.
public protocol Refusal: Error, Sendable {
    var message: Text { get }
    var field: String? { get }
}

extension Refusal {
    public var field: String? { nil }
}

/// One thing wrong with a form: the field's name and what to do about it.
public struct Problem: Sendable, Hashable {
    public let field: String
    public let message: Text

    public init(_ field: String, _ message: Text) {
        self.field = field
        self.message = message
    }
}

/// A form that cannot be accepted, with all its problems at once.
public struct Invalid: Error, Sendable {
    public let problems: [Problem]

    public init(_ problems: [Problem]) {
        self.problems = problems
    }
}

/// There is no such thing, or it is not yours to know.
public struct NotFound: Error, Sendable {
    public init() {}
}
