import Domain
import Store

/// The careers of a file that holds whole ones, set beside what is held of them.
///
/// A row held that a newer extract of its career no longer has stops counting. Newer is the extract of a later day: later than that of the
/// newest one that had the career whole, and than the row's own.
struct FileCareers {
    static let slice = 500

    let connection: any Connection
    let file: Int64
    let agency: Agency
    let asOf: Day

    /// A row that is held and counts, and that the file does not have.
    struct Missing {
        let reference: String
        let person: Int64?
        let source: Int64
    }

    /// What a file does to careers.
    struct Changes {
        var withdrawn: [Missing] = []
        var kept: [Missing] = []

        var people: Set<Int64> { Set(withdrawn.compactMap(\.person)) }
        /// Those of which rows stay though the file does not have them.
        var open: Set<String> { Set(kept.map(\.reference)) }
    }

    // MARK: planning

    /// Enters what a batch of the file's rows says of careers.
    func add(_ careers: [String: CareerTally.Career]) throws {
        guard !careers.isEmpty else { return }
        let known = try connection.query(
            """
            SELECT reference, court_dates, whole FROM import_career
            WHERE import_id = \(file) AND reference \(connection.among(Array(careers.keys)))
            """)
        var fresh = careers
        for row in known {
            let reference: String = try row.get("reference")
            guard let more = fresh.removeValue(forKey: reference) else { continue }
            let dates = FileCareers.dates(try row.get("court_dates")).union(more.courtDates)
            let whole: Bool = try row.get("whole")
            try connection.execute(
                """
                UPDATE import_career SET last_row = \(more.rows.upperBound), court_dates = \(FileCareers.text(dates)),
                  whole = \(whole && more.isWhole) WHERE import_id = \(file) AND reference = \(reference)
                """)
        }
        try connection.insert(
            into: "import_career", ["import_id", "reference", "first_row", "last_row", "court_dates", "whole"],
            fresh.map { reference, career in
                [
                    file.stored, reference.stored, career.rows.lowerBound.stored, career.rows.upperBound.stored,
                    FileCareers.text(career.courtDates).stored, career.isWhole.stored,
                ]
            })
    }

    /// Counts what the next careers of the file would lose. Call it again behind the last until it returns nil.
    func plan(after last: String, _ counts: inout ImportCounts) throws -> String? {
        let references: [String] = try connection.query(
            """
            SELECT reference FROM import_career WHERE import_id = \(file) AND reference > \(last)
            ORDER BY reference LIMIT \(FileCareers.slice)
            """
        ).map { try $0.get("reference") }
        guard let next = references.last else { return nil }
        let changes = try changes(of: references)
        try enter(changes)
        counts.withdrawn += changes.withdrawn.count
        counts.kept += changes.kept.count
        return next
    }

    /// The file cannot be relied on: it speaks for no whole career.
    func forget() throws {
        try connection.execute("DELETE FROM import_career WHERE import_id = \(file)")
    }

    // MARK: running

    /// Withdraws what the file does not have of the careers that a batch meets for the first time. All rows of a career are staged then.
    func settle(_ references: [String], at now: Instant) throws -> Changes {
        guard !references.isEmpty else { return Changes() }
        let changes = try changes(of: references)
        let rows = changes.withdrawn.map(\.source)
        if !rows.isEmpty {
            let columns = SQL.joined(FactTable.conviction.columns.map { "\(name: $0)" }, separator: ", ")
            try connection.execute(
                """
                INSERT INTO former_conviction (source_row_id, record_id, \(columns), import_id, at)
                SELECT source_row_id, record_id, \(columns), CAST(\(file) AS BIGINT), CAST(\(now) AS TEXT) FROM conviction
                WHERE source_row_id \(connection.among(rows))
                """)
            try connection.execute("DELETE FROM conviction WHERE source_row_id \(connection.among(rows))")
        }
        return changes
    }

    /// Once the batch's rows are stored: the careers are known whole from this extract.
    func remember(_ references: [String], _ changes: Changes) throws {
        guard !references.isEmpty else { return }
        try connection.execute(
            """
            UPDATE import_career SET withdrawn = 0, kept = 0, settled = 1
            WHERE import_id = \(file) AND settled = 0 AND reference \(connection.among(references))
            """)
        try enter(changes)
        let whole = Array(Set(references).subtracting(changes.open))
        try connection.execute(
            """
            INSERT INTO career (record_id, as_of, import_id)
            SELECT r.id, CAST(\(asOf) AS TEXT), CAST(\(file) AS BIGINT) FROM import_career c
            JOIN record r ON r.agency = \(agency.code) AND r.reference = c.reference
            WHERE c.import_id = \(file) AND c.whole = 1 AND c.reference \(connection.among(whole))
            ON CONFLICT (record_id) DO UPDATE SET as_of = excluded.as_of, import_id = excluded.import_id
            WHERE career.as_of < excluded.as_of
            """)
    }

    /// The run is done: what it came to.
    func close(_ counts: inout ImportCounts) throws {
        let row = try connection.first(
            """
            SELECT CAST(COALESCE(SUM(withdrawn), 0) AS BIGINT) AS withdrawn, CAST(COALESCE(SUM(kept), 0) AS BIGINT) AS kept
            FROM import_career WHERE import_id = \(file)
            """)
        counts.withdrawn = try row?.get("withdrawn") ?? 0
        counts.kept = try row?.get("kept") ?? 0
        try forget()
    }
}
