/// An officer at a moment, and whether something special stands between them and some cases.
public struct Viewer: Sendable, Equatable {
    public let officer: Officer
    public let at: Instant
    /// They are barred from some case.
    public let isBarred: Bool
    /// Some case is open to them by a share or by breaking the glass.
    public let isGranted: Bool

    public init(_ officer: Officer, at: Instant, isBarred: Bool = true, isGranted: Bool = true) {
        self.officer = officer
        self.at = at
        self.isBarred = isBarred
        self.isGranted = isGranted
    }

    /// The same officer without what was shared with them: for lists of their own work.
    public var byRight: Viewer { Viewer(officer, at: at, isBarred: isBarred, isGranted: false) }
}
