import Domain
import Store

/// The people whom the rows of a file are about that were taken.
struct ImportedPeople {
    let file: Int64
    let kind: ImportKind
    let agency: String

    /// How many people, and how many of them were first heard of in this file.
    /// - Parameters:
    ///   - last: the newest person before it.
    ///   - rows: how far it was run. PostgreSQL finds few rows by their numbers, where of the file it may believe that all rows are its own.
    func count(_ connection: any Connection, behind last: Int64, upTo rows: Int) throws -> (all: Int, new: Int) {
        let row = try connection.first(
            """
            SELECT COUNT(person_id) AS people, COALESCE(SUM(CASE WHEN person_id > \(last) THEN 1 ELSE 0 END), 0) AS new_people
            FROM (SELECT DISTINCT (SELECT r.person_id FROM \(recordOfRow) LIMIT 1) AS person_id FROM source_row s
              WHERE s.import_id = \(file) AND s.row <= \(rows)) taken
            """)
        return (try row?.get("people") ?? 0, try row?.get("new_people") ?? 0)
    }

    /// The people of the first rows taken, in the order of the file.
    func first(_ connection: any Connection, rows: Int = 500) throws -> [Int64] {
        let found: [Int64] = try connection.query(
            """
            SELECT r.person_id FROM (SELECT id, source_key, row FROM source_row WHERE import_id = \(file) ORDER BY row LIMIT \(rows)) s
            \(records) WHERE r.person_id IS NOT NULL ORDER BY s.row
            """
        ).map { try $0.get("person_id") }
        var seen: Set<Int64> = []
        return found.filter { seen.insert($0).inserted }
    }

    /// Of the first rows that would change, by their key: whose entries they are.
    func changing(_ connection: any Connection, feed: String) throws -> [String: Int64] {
        let rows = try connection.query(
            """
            SELECT s.source_key, r.person_id FROM (SELECT source_key FROM import_row WHERE import_id = \(file)
              AND outcome = \(StagedOutcome.changed) ORDER BY row LIMIT \(ImportReport.examples)) i
            JOIN source_row s ON s.feed = \(feed) AND s.source_key = i.source_key \(former) WHERE r.person_id IS NOT NULL
            """)
        return try Dictionary(rows.map { (try $0.get("source_key"), try $0.get("person_id")) }) { first, _ in first }
    }

    /// Questions that stand open about records of this file.
    func openReviews(_ connection: any Connection) throws -> Int {
        try connection.value(
            """
            SELECT COUNT(*) AS open FROM \(OpenQuestions.pairs) WHERE \(OpenQuestions.stand) AND EXISTS (
              SELECT 1 FROM source_row s WHERE s.id IN (a.source_row_id, b.source_row_id) AND s.import_id = \(file))
            """) ?? 0
    }

    /// From `source_row s` to `record r`: by the fact that the row states, or by the reference of the nominal that it is.
    private var records: SQL {
        guard let fact else { return "JOIN record r ON \(byReference)" }
        return "JOIN \(fact) f ON f.source_row_id = s.id JOIN record r ON r.id = f.record_id"
    }

    /// The same for one row after another, however many PostgreSQL believes that there are.
    private var recordOfRow: SQL {
        guard let fact else { return "record r WHERE \(byReference)" }
        return "\(fact) f JOIN record r ON r.id = f.record_id WHERE f.source_row_id = s.id"
    }

    private var byReference: SQL { "r.agency = \(agency) AND r.reference = s.source_key" }

    private var fact: SQL? {
        switch kind {
        case .nominals: nil
        case .custody: "custody_event"
        case .convictions: "conviction"
        case .cases: "court_order"
        case .releases: "prison_sentence"
        }
    }

    /// The same with convictions that were withdrawn.
    private var former: SQL {
        guard kind == .convictions else { return records }
        return """
            JOIN (SELECT source_row_id, record_id FROM conviction UNION ALL SELECT source_row_id, record_id FROM former_conviction) f
              ON f.source_row_id = s.id JOIN record r ON r.id = f.record_id
            """
    }
}
