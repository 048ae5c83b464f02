/// Something that was shared turned out to be wrong. Source: DPA 2018 s.38(4)–(5); assurance DP-08.
public enum Correction {
    /// Working days in which each recipient is told. Proposed default: the Act says "without delay" and names no number.
    public static let days = 10

    /// A body that has seen what was wrong: by a share or, nil, by breaking the glass.
    public struct Recipient: Sendable, Hashable {
        public let share: Int64?
        public let agency: String

        public init(share: Int64?, agency: String) {
            self.share = share
            self.agency = agency
        }
    }

    /// What somebody held of the case, from when until when.
    public struct Held: Sendable, Hashable {
        /// nil: an officer broke the glass.
        public let share: Int64?
        public let agency: String
        public let parts: Set<CasePart>
        public let from: Day
        /// The last day; in the future while it lasts.
        public let until: Day

        public init(share: Int64?, agency: String, parts: Set<CasePart>, from: Day, until: Day) {
            self.share = share
            self.agency = agency
            self.parts = parts
            self.from = from
            self.until = until
        }

        /// Who the person is goes with everything.
        public func shows(_ part: CasePart) -> Bool { part == .identity || parts.contains(part) }
    }

    /// Who must be told: each body once, by the latest share through which it saw the part while it was wrong.
    public static func recipients(of part: CasePart, wrongSince day: Day, among held: [Held]) -> [Recipient] {
        var latest: [String: Int64] = [:]
        for one in held where one.until >= day && one.shows(part) {
            latest[one.agency] = max(latest[one.agency] ?? 0, one.share ?? 0)
        }
        return latest.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { agency, share in
            Recipient(share: share > 0 ? share : nil, agency: agency)
        }
    }

    /// - Parameter holidays: bank holidays; where the table ends, weekends alone are left out, so that the day comes earlier.
    public static func due(from day: Day, holidays: Set<Day>) -> Day {
        var (due, left) = (day, days)
        while left > 0 {
            due = due.adding(days: 1)
            if ![0, 6].contains(due.weekday), !holidays.contains(due) { left -= 1 }
        }
        return due
    }

    /// - Throws: everything that stands against recording it.
    public static func record(what: String, since: Day?, part: CasePart?, today: Day) throws(CorrectionRefusals) {
        var refusals: [CorrectionRefusal] = []
        if !(part.map(CasePart.shareable.contains) ?? false) { refusals.append(.partMissing) }
        if what.isEmpty { refusals.append(.whatMissing) }
        if let since {
            if since > today { refusals.append(.sinceInFuture) }
        } else {
            refusals.append(.sinceMissing)
        }
        guard refusals.isEmpty else { throw CorrectionRefusals(list: refusals) }
    }

    /// A recipient was told: closing needs evidence.
    public static func tell(evidence: String, isClosed: Bool) throws(CorrectionRefusal) {
        if isClosed { throw .alreadyTold }
        if evidence.isEmpty { throw .evidenceMissing }
    }
}

/// Why a correction cannot be recorded or closed so.
public enum CorrectionRefusal: Refusal, Hashable {
    case partMissing, whatMissing, sinceMissing, sinceInFuture, evidenceMissing, alreadyTold

    public var field: String? {
        switch self {
        case .partMissing: "part"
        case .whatMissing: "what"
        case .sinceMissing, .sinceInFuture: "since"
        case .evidenceMissing, .alreadyTold: "evidence"
        }
    }

    public var message: Text {
        switch self {
        case .partMissing: Text(en: "Choose the part that was wrong", cy: "Dewiswch y rhan a oedd yn anghywir")
        case .whatMissing:
            Text(en: "Say what was wrong, and what is right", cy: "Dywedwch beth oedd yn anghywir, a beth sy’n gywir")
        case .sinceMissing:
            Text(en: "Enter the day since when it was wrong", cy: "Rhowch y diwrnod y dechreuodd fod yn anghywir")
        case .sinceInFuture:
            Text(en: "That day must be today or earlier", cy: "Rhaid i’r diwrnod hwnnw fod heddiw neu’n gynharach")
        case .evidenceMissing:
            Text(
                en: "Say how and when they were told, and who told them",
                cy: "Dywedwch sut a phryd y cawsant wybod, a chan bwy")
        case .alreadyTold: Text(en: "This has been closed already", cy: "Mae hwn wedi’i gau eisoes")
        }
    }
}

/// All that stands against a correction at once.
public struct CorrectionRefusals: Error, Sendable, Hashable {
    public let list: [CorrectionRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "what", $0.message) } }
}
