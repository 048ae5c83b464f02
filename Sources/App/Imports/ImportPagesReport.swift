import Domain
import Store

/// A file of the list, and who brought it.
struct ImportLine: Sendable {
    let file: ImportFile
    /// nil for a command at the terminal.
    let officer: String?

    init(_ row: Row) throws {
        file = try ImportFile(row)
        officer = try row.get("officer_name", as: String?.self)
    }
}

/// What a page shows of a file: examples of every outcome, warnings and refusals by reason, the people it brought.
struct ImportReport: Sendable {
    static let examples = 5

    /// A row of the plan.
    struct Example: Sendable {
        let row: Int
        let line: Int
        let reference: String
        /// The name or the offence, as the row has it.
        let says: String
        let changes: [Difference]
        /// A conviction that was withdrawn and counts again.
        var isBack = false
        /// What is held is not the reader's to see.
        var isWithheld = false
    }

    /// A conviction that is held and that the file does not have.
    struct Withdrawn: Sendable {
        let reference: String
        let row: CaseConviction
        /// What the file says of the same offence instead.
        let changes: [Difference]
    }

    /// A field that would change.
    struct Difference: Sendable, Equatable {
        let field: String
        let old: String
        let new: String
    }

    struct Warning: Sendable {
        let reason: RowReason
        let count: Int
        let headers: [String]
    }

    struct Refusals: Sendable {
        let reason: RowReason
        let count: Int
        let first: [Quarantine.Refused]
    }

    var outcomes: [(outcome: StagedOutcome, examples: [Example])] = []
    var unsure: [Example] = []
    var withdrawn: [Withdrawn] = []
    /// Some of them are not the reader's to see.
    var leavesOut = false
    var warnings: [Warning] = []
    var refusals: [Refusals] = []
    /// Those whose present entries stand beside what would change.
    var changing: [Int64] = []
    var people: [PersonLine] = []
    /// People of the first rows who are not the reader's to see.
    var withheld = 0
    var openReviews = 0

    var holdsRows: Bool {
        outcomes.contains { !$0.examples.isEmpty } || !unsure.isEmpty || !withdrawn.isEmpty || !refusals.isEmpty
    }
}

/// Reads what pages show of files. Whose rows are shown stands in the journal before the page leaves.
struct ImportReports: Sendable {
    let site: Site

    func list(page: Int, size: Int) async throws -> [ImportLine] {
        try await site.database.read { connection in
            try connection.query(
                """
                SELECT f.*, o.name AS officer_name FROM import_file f LEFT JOIN officer o ON o.id = f.officer_id
                ORDER BY f.id DESC LIMIT \(size + 1) OFFSET \((page - 1) * size)
                """
            ).map(ImportLine.init)
        }
    }

    func line(_ id: Int64) async throws -> ImportLine {
        try await site.database.read { connection in
            let row = try connection.first(
                """
                SELECT f.*, o.name AS officer_name FROM import_file f LEFT JOIN officer o ON o.id = f.officer_id
                WHERE f.id = \(id)
                """)
            guard let row else { throw NotFound() }
            return try ImportLine(row)
        }
    }

    func report(_ file: ImportFile, _ profile: ImportProfile, _ visit: Visit) async throws -> ImportReport {
        let viewer = try visit.viewer().byRight
        let report = try await site.database.read { connection in
            try ImportReading(connection: connection, file: file, profile: profile, viewer: viewer).report()
        }
        var events: [Event] = []
        if report.holdsRows {
            events.append(
                Event(.consultation, subjects: report.changing, records: ["import_file:\(file.id)"], fields: ["import_row.raw"])
            )
        }
        if !report.people.isEmpty {
            events.append(
                Event(
                    .consultation, subjects: report.people.map(\.id), records: ["import_file:\(file.id)"],
                    fields: PeopleStore.fields))
        }
        try await site.enter(try visit.actor(), events)
        return report
    }
}
