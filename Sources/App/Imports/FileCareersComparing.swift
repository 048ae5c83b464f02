import Domain
import Store

/// What is held of careers and missing in the file, and whether the file may speak for it.
extension FileCareers {
    func changes(of references: [String]) throws -> Changes {
        let rows = try missing(references)
        guard !rows.isEmpty else { return Changes() }
        let held = try heldDates(Array(Set(rows.map { try $0.get("record_id", as: Int64.self) })))
        var changes = Changes()
        for row in rows {
            let missing = Missing(
                reference: try row.get("reference"), person: try row.get("person_id"), source: try row.get("source_row_id"))
            let dates = FileCareers.dates(try row.get("court_dates"))
            if try row.get("whole"), CareerTally.speaks(for: held[try row.get("record_id")] ?? [], with: dates) {
                changes.withdrawn.append(missing)
            } else {
                changes.kept.append(missing)
            }
        }
        return changes
    }

    /// All convictions of an agency's records come in its one feed; naming the feed would have SQLite read all of it for every slice.
    private func missing(_ references: [String]) throws -> [Row] {
        try connection.query(
            """
            SELECT c.reference, c.whole, c.court_dates, r.id AS record_id, r.person_id, v.source_row_id
            FROM import_career c JOIN record r ON r.agency = \(agency.code) AND r.reference = c.reference
            JOIN conviction v ON v.record_id = r.id JOIN source_row s ON s.id = v.source_row_id
            WHERE c.import_id = \(file) AND c.settled = 0 AND c.reference \(connection.among(references))
              AND s.updated_at < \(asOf)
              AND NOT EXISTS (SELECT 1 FROM import_row i WHERE i.source_key = s.source_key AND +i.import_id = \(file)
                AND i.outcome <> 'refused')
              AND NOT EXISTS (SELECT 1 FROM career k WHERE k.record_id = r.id AND k.as_of >= \(asOf))
            ORDER BY c.reference, v.court_date, v.source_row_id
            """)
    }

    private func heldDates(_ records: [Int64]) throws -> [Int64: Set<String>] {
        var dates: [Int64: Set<String>] = [:]
        for row in try connection.query(
            "SELECT DISTINCT record_id, court_date FROM conviction WHERE record_id \(connection.among(records))")
        {
            dates[try row.get("record_id"), default: []].insert(try row.get("court_date"))
        }
        return dates
    }

    func enter(_ changes: Changes) throws {
        var counts: [String: (withdrawn: Int, kept: Int)] = [:]
        for row in changes.withdrawn { counts[row.reference, default: (0, 0)].withdrawn += 1 }
        for row in changes.kept { counts[row.reference, default: (0, 0)].kept += 1 }
        for (reference, count) in counts.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                UPDATE import_career SET withdrawn = \(count.withdrawn), kept = \(count.kept)
                WHERE import_id = \(file) AND reference = \(reference)
                """)
        }
    }

    static func text(_ dates: Set<String>) -> String { dates.sorted().joined(separator: " ") }

    static func dates(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
