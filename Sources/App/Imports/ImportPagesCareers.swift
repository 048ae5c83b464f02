import Domain
import Store

/// Examples of what a file takes from careers.
extension ImportReading {
    /// Before the run: the first rows held that the file does not have, and what it says in their place.
    func addWithdrawn(_ report: inout ImportReport) throws {
        guard file.counts.withdrawn > 0 else { return }
        let references: [String] = try connection.query(
            """
            SELECT reference FROM import_career WHERE import_id = \(file.id) AND withdrawn > 0
            ORDER BY reference LIMIT \(ImportReport.examples)
            """
        ).map { try $0.get("reference") }
        let careers = FileCareers(
            connection: connection, file: file.id, agency: profile.agency, asOf: file.asOf)
        let first = try careers.changes(of: references).withdrawn.prefix(ImportReport.examples)
        let shown = try leaveOut(first.compactMap(\.person), &report)
        let sources = first.filter { $0.person.map(shown.contains) ?? false }.map(\.source)
        let rows = try connection.query(
            """
            SELECT \(CaseConviction.columns), r.reference, s.source_key, s.raw AS held, f.header AS held_header,
              k.first_row, k.last_row
            FROM conviction c JOIN record r ON r.id = c.record_id JOIN source_row s ON s.id = c.source_row_id
            JOIN import_career k ON k.import_id = \(file.id) AND k.reference = r.reference
            LEFT JOIN import_file f ON f.id = s.import_id
            WHERE c.source_row_id \(connection.among(sources)) ORDER BY r.reference, c.court_date, c.source_row_id
            """)
        report.withdrawn = try rows.map { row in
            ImportReport.Withdrawn(
                reference: try row.get("reference"), row: try CaseConviction(row), changes: try instead(of: row))
        }
    }

    /// After the run: the first rows that count no longer.
    func addFormer(_ report: inout ImportReport) throws {
        guard file.counts.withdrawn > 0 else { return }
        let rows = try connection.query(
            """
            SELECT \(CaseConviction.columns), r.reference, r.person_id FROM former_conviction c JOIN record r ON r.id = c.record_id
            WHERE c.import_id = \(file.id) ORDER BY c.id LIMIT \(ImportReport.examples)
            """)
        let shown = try leaveOut(try rows.compactMap { try $0.get("person_id") }, &report)
        report.withdrawn = try rows.filter { try $0.get("person_id", as: Int64?.self).map(shown.contains) ?? false }.map {
            ImportReport.Withdrawn(reference: try $0.get("reference"), row: try CaseConviction($0), changes: [])
        }
    }

    /// Those of these people who are the reader's to see, and a word on the report when some are not.
    private func leaveOut(_ people: [Int64], _ report: inout ImportReport) throws -> Set<Int64> {
        let shown = try comparable(people)
        report.changing = Set(report.changing).union(shown).sorted()
        report.leavesOut = !shown.isSuperset(of: people)
        return shown
    }

    /// The file's own row of the same offence, set beside the one held.
    private func instead(of row: Row) throws -> [ImportReport.Difference] {
        let key: String = try row.get("source_key")
        let found = try connection.first(
            """
            SELECT raw FROM import_row WHERE import_id = \(file.id) AND row >= \(try row.get("first_row", as: Int.self))
              AND row <= \(try row.get("last_row", as: Int.self)) AND outcome IN ('new', 'changed')
              AND source_key LIKE \(CareerKey.offence(key) + " %") ORDER BY row LIMIT 1
            """)
        guard let raw: String = try found?.get("raw"), let fields = RecordText.fields(raw) else { return [] }
        return try changes(row, fields)
    }
}
