/// How far the source of a table or a limit has been confirmed.
public enum SourceMark: String, Sendable, CaseIterable, Hashable {
    /// Read in the source that is named.
    case confirmed
    /// General knowledge of the field, not found in an official text.
    case unconfirmed
    /// A proposal of this product, nobody's rule.
    case proposed

    public var name: Text {
        switch self {
        case .confirmed: Text(en: "confirmed in the source", cy: "wedi’i gadarnhau yn y ffynhonnell")
        case .unconfirmed:
            Text(en: "not confirmed in an official text", cy: "heb ei gadarnhau mewn testun swyddogol")
        case .proposed: Text(en: "proposed by this product", cy: "cynnig gan y cynnyrch hwn")
        }
    }
}

/// One dated state of a table or of a set of limits: since when, on whose word, and why.
public struct Edition: Sendable, Hashable {
    public let version: String
    public let from: Day
    public let author: String
    public let reason: Text
    public let source: Text
    public let mark: SourceMark

    public init(version: String, from: Day, author: String, reason: Text, source: Text, mark: SourceMark) {
        self.version = version
        self.from = from
        self.author = author
        self.reason = reason
        self.source = source
        self.mark = mark
    }

    /// The same under another number.
    public func renamed(_ version: String) -> Edition {
        Edition(version: version, from: from, author: author, reason: reason, source: source, mark: mark)
    }

    /// `version 1, in force from 9 December 2020`.
    public var words: Text {
        let day = from.words
        return Text(
            en: "version \(version), in force from \(day.en)", cy: "fersiwn \(version), mewn grym o \(day.cy)")
    }
}

extension Day {
    /// A day written in the source code.
    static func fixed(_ year: Int, _ month: Int, _ day: Int) -> Day {
        guard let date = Day(year: year, month: month, day: day) else {
            preconditionFailure("no such day: \(year)-\(month)-\(day)")
        }
        return date
    }
}
