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
        case .planned: Text(en: "Ready to import", cy: "Yn barod i'w mewnforio")
        case .running: Text(en: "Being imported", cy: "Yn cael ei mewnforio")
        case .done: Text(en: "Imported", cy: "Wedi'i mewnforio")
        case .cancelled: Text(en: "Set aside", cy: "Wedi'i rhoi o'r neilltu")
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
        case .duplicate: Text(en: "Repeated in the file", cy: "Wedi'i hailadrodd yn y ffeil")
        case .superseded: Text(en: "Older than what is held", cy: "Yn hŷn na'r hyn a ddelir")
        case .refused: Text(en: "Refused", cy: "Gwrthodwyd")
        }
    }
}

/// How many rows of each outcome; `unsure` rows are counted among the others too.
struct ImportCounts: Sendable, Equatable {
    var rows: [StagedOutcome: Int] = [:]
    var unsure = 0
    /// Rows with a warning, which are taken all the same.
    var warned = 0

    var total: Int { rows.values.reduce(0, +) }

    subscript(_ outcome: StagedOutcome) -> Int {
        get { rows[outcome] ?? 0 }
        set { rows[outcome] = newValue }
    }

    /// `new=12 changed=3 unsure=1`
    var stored: String {
        let parts = StagedOutcome.allCases.filter { self[$0] > 0 }.map { "\($0.rawValue)=\(self[$0])" }
        return (parts + (unsure > 0 ? ["unsure=\(unsure)"] : []) + (warned > 0 ? ["warned=\(warned)"] : []))
            .joined(separator: " ")
    }

    init() {}

    init(stored text: String) {
        for part in text.split(separator: " ") {
            let halves = part.split(separator: "=")
            guard halves.count == 2, let number = Int(halves[1]) else { continue }
            if let outcome = StagedOutcome(rawValue: String(halves[0])) {
                self[outcome] = number
            } else if halves[0] == "unsure" {
                unsure = number
            } else if halves[0] == "warned" {
                warned = number
            }
        }
    }
}

/// A file that came in.
struct ImportFile: Sendable {
    let id: Int64
    let profile: String
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
    let message: String
    let finishedAt: Instant?

    init(_ row: Row) throws {
        id = try row.get("id")
        profile = try row.get("profile")
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
        message = try row.get("message")
        finishedAt = try row.get("finished_at")
    }

    /// Rows that were refused stay, to be put right and imported again.
    var refused: Int { counts[.refused] }
}
