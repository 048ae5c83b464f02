import Domain

/// What is wrong with a journal, in the classes that call for different answers.
public enum JournalVerdict: String, Sendable, CaseIterable {
    /// Every entry, tile and checkpoint is as it was.
    case whole
    /// Something was changed where it stands.
    case altered
    /// Something is gone from among the rest.
    case missing
    /// The end is gone.
    case tailCut = "tail_cut"
    /// All fits together, but not with what this log signed before: the history was written anew.
    case forked
    /// All fits together, but not with a checkpoint that somebody else kept.
    case anchorMismatch = "anchor_mismatch"
    /// The journal is whole, but something stands in the tables that no entry explains, or is gone without one.
    case unrecorded

    /// Worse ones say more about what happened.
    static let order: [JournalVerdict] = [
        .tailCut, .missing, .altered, .forked, .anchorMismatch, .unrecorded,
    ]
}

/// One thing that is wrong, and where.
public struct JournalFinding: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        case entry(number: Int64)
        /// Positions in the tree, from 0 on.
        case places(ClosedRange<Int64>)
        case tile(level: Int, number: Int64)
        case tree
        case checkpoint(size: Int64)
        case anchor(origin: String, size: Int64)
        /// A row, as entries name it.
        case record(String)
        case index(Index)
    }

    /// What entries are found by.
    public enum Index: Sendable, Hashable {
        case subjects, actors, hours
    }

    public let verdict: JournalVerdict
    public let place: Place

    public init(_ verdict: JournalVerdict, _ place: Place) {
        self.verdict = verdict
        self.place = place
    }
}

/// What a verification found.
public struct JournalReport: Sendable {
    /// Entries that have their place in the tree, and those that wait for one: the newest second's.
    public var size: Int64 = 0
    public var pending: Int64 = 0
    public var root: MerkleHash = .empty
    public var checkpoints = 0
    /// Checkpoints that a known witness has signed as well.
    public var witnessed = 0
    /// Checkpoints whose signature nobody could check: no key of the log was given.
    public var unchecked = 0
    /// Times that lie before the time of the entry before them, by more than writing takes: the clock was put back. The order is the
    /// tree's.
    public var setBack = 0
    public var mostSetBack: Int64 = 0
    /// Rows whose entry was looked for, texts that are as they were committed to, and texts that were erased.
    public var rows = 0
    public var committed = 0
    public var erased = 0
    public var findings: [JournalFinding] = []

    public var verdict: JournalVerdict {
        JournalVerdict.order.first { verdict in findings.contains { $0.verdict == verdict } } ?? .whole
    }
}
