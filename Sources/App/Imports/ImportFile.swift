import Domain
import Store

/// How far a file has come: read and planned, then run.
enum ImportState: String, Sendable, CaseIterable, Storable {
    /// Its rows are being read into the plan.
    case reading
    /// The plan stands and waits for a person to say go.
    case planned
    case running
    case done
    /// Set aside by a person; nothing of it was taken.
    case cancelled
    /// It could not be read as a whole; the message says why.
    case failed

    var label: Text {
        switch self {
        case .reading: Text(en: "Being read", cy: "Yn cael ei darllen")
        case .planned: Text(en: "Ready to import", cy: "Yn barod i’w mewnforio")
        case .running: Text(en: "Being imported", cy: "Yn cael ei mewnforio")
        case .done: Text(en: "Imported", cy: "Wedi’i mewnforio")
        case .cancelled: Text(en: "Set aside", cy: "Wedi’i rhoi o’r neilltu")
        case .failed: Text(en: "Not readable", cy: "Ni ellir ei darllen")
        }
    }
}

/// What becomes of one row.
enum StagedOutcome: String, Sendable, CaseIterable, Storable {
    case new, changed, unchanged, duplicate, superseded, refused

    var label: Text {
        switch self {
        case .new: Text(en: "New", cy: "Newydd")
        case .changed: Text(en: "Changed", cy: "Wedi newid")
        case .unchanged: Text(en: "Unchanged", cy: "Heb newid")
        case .duplicate: Text(en: "Repeated in the file", cy: "Wedi’i hailadrodd yn y ffeil")
        case .superseded: Text(en: "Older than what is held", cy: "Yn hŷn na’r hyn a ddelir")
        case .refused: Text(en: "Refused", cy: "Gwrthodwyd")
        }
    }
}

/// How many rows of each outcome; `known`, `strangers` and `unsure` rows are counted among the others too.
struct ImportCounts: Sendable, Equatable {
    var rows: [StagedOutcome: Int] = [:]
    /// Of a plan: new rows of people who are held already, and of nobody who is held or may be.
    var known = 0
    var strangers = 0
    /// Rows that somebody has to look at.
    var unsure = 0
    /// Rows with a warning, which are taken all the same.
    var warned = 0
    /// People whom the rows that were taken are about, once the run is done; and how many of them nobody knew before.
    var people = 0
    var newPeople = 0
    /// Rows held of careers that the file has whole and without them: they no longer count.
    var withdrawn = 0
    /// Rows held that the file does not have, and that count on, since it cannot be relied on to have the career whole.
    var kept = 0

    var total: Int { rows.values.reduce(0, +) }

    /// Rows that would change what is held: those that count, and those that are kept as history.
    var toTake: Int { self[.new] + self[.changed] + self[.superseded] }

    subscript(_ outcome: StagedOutcome) -> Int {
        get { rows[outcome] ?? 0 }
        set { rows[outcome] = newValue }
    }

    /// Counts a row of a plan, or takes it back.
    mutating func add(_ outcome: StagedOutcome, of kind: ImportKind, known isKnown: Bool, unsure isUnsure: Bool, by number: Int)
    {
        self[outcome] += number
        if isKnown { known += number }
        if isUnsure { unsure += number }
        if kind.bringsPeople, outcome == .new, !isKnown, !isUnsure { strangers += number }
    }

    /// `new=12 changed=3 unsure=1`
    var stored: String {
        let outcomes = StagedOutcome.allCases.map { ($0.rawValue, self[$0]) }
        let others = ImportCounts.others.map { ($0.0, self[keyPath: $0.1]) }
        return (outcomes + others).filter { $0.1 > 0 }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    }

    private static var others: [(String, WritableKeyPath<ImportCounts, Int>)] {
        [
            ("known", \.known), ("strangers", \.strangers), ("unsure", \.unsure), ("warned", \.warned), ("people", \.people),
            ("new_people", \.newPeople),
            ("withdrawn", \.withdrawn), ("kept", \.kept),
        ]
    }

    init() {}

    init(stored text: String) {
        for part in text.split(separator: " ") {
            let halves = part.split(separator: "=")
            guard halves.count == 2, let number = Int(halves[1]) else { continue }
            if let outcome = StagedOutcome(rawValue: String(halves[0])) {
                self[outcome] = number
            } else if let other = ImportCounts.others.first(where: { $0.0 == halves[0] }) {
                self[keyPath: other.1] = number
            }
        }
    }
}

/// A file that came in.
struct ImportFile: Sendable {
    let id: Int64
    let profile: String
    let profileVersion: Int
    let name: String
    let header: [String]
    let sha256: String
    let size: Int64
    let asOf: Day
    let officer: Int64
    let receivedAt: Instant
    let state: ImportState
    let rowsRead: Int
    let rowsRun: Int
    let counts: ImportCounts
    /// Rows that were compared with the likeliest people only, or are asked about with them only, there being so many.
    let crowded: Int
    private let message: String
    let startedAt: Instant?
    let runAt: Instant?
    let runFrom: Int
    let finishedAt: Instant?
    let leaseUntil: Instant?

    init(_ row: Row) throws {
        id = try row.get("id")
        profile = try row.get("profile")
        profileVersion = try row.get("profile_version")
        name = try row.get("name")
        header = RecordText.fields(try row.get("header")) ?? []
        sha256 = try row.get("sha256")
        size = try row.get("size")
        asOf = try row.get("as_of")
        officer = try row.get("officer_id")
        receivedAt = try row.get("received_at")
        state = try row.get("state")
        rowsRead = try row.get("rows_read")
        rowsRun = try row.get("rows_run")
        counts = ImportCounts(stored: try row.get("counts"))
        crowded = try row.get("crowded")
        message = try row.get("message")
        startedAt = try row.get("started_at")
        runAt = try row.get("run_at")
        runFrom = try row.get("run_from")
        finishedAt = try row.get("finished_at")
        leaseUntil = try row.get("lease_until")
    }

    /// The file ends inside a quoted field.
    var isIncomplete: Bool { message == RowReason.unbalancedQuote.rawValue }

    /// Why it could not be taken.
    var refusal: Text? {
        guard let words = RecordText.fields(message), words.count == 2 else { return nil }
        return Text(en: words[0], cy: words[1])
    }

    /// Its run was cut off: nobody has been at work on it for a while.
    func isStalled(at now: Instant) -> Bool { state == .running && (leaseUntil.map { $0 <= now } ?? true) }

    /// Rows that were refused stay, to be put right and imported again.
    var refused: Int { counts[.refused] }
}
