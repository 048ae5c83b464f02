public import Domain

/// A page before the frame is put around it.
public struct Page: Sendable {
    public let title: Text
    /// Which entry of the main navigation is the current one.
    public let section: Section
    public let body: HTML
    /// The page holds a form named `main` that the language switch must carry along.
    public let hasForm: Bool
    /// There are problems: the title says so first.
    public let hasProblems: Bool
    /// Above the heading: where one came from, and who the case is about.
    public let before: HTML
    public let marking: MarkingLine
    /// Seconds after which a page that shows progress asks again by itself.
    public let refresh: Int?

    /// An entry of the main navigation.
    public enum Section: Sendable {
        case home, people, panels, sharing, imports, reviews, accounts, settings, journal, glass, none
    }

    public init(
        title: Text, section: Section = .none, hasForm: Bool = false, hasProblems: Bool = false, before: HTML = .empty,
        marking: MarkingLine = .personal, refresh: Int? = nil, body: HTML
    ) {
        self.title = title
        self.section = section
        self.body = body
        self.hasForm = hasForm
        self.hasProblems = hasProblems
        self.before = before
        self.marking = marking
        self.refresh = refresh
    }
}
