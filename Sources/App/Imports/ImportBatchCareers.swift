import Domain
import Store

/// Convictions that only an older extract has of a career: history of the newer one from the start.
extension ImportBatch {
    func keepFormer(_ rows: [StagedRow]) throws {
        let rows = rows.filter { $0.content.fact?.table == .conviction }
        guard !rows.isEmpty else { return }
        var seen = Set(try heldSources(rows.map(\.content.key)).keys)
        let careers = try careers(rows.map(\.content.record))
        let fresh = rows.filter { careers[$0.content.record.reference] != nil && seen.insert($0.content.key).inserted }
        let sources = try storeSources(fresh)
        try connection.insert(
            into: "former_conviction", ["source_row_id", "record_id"] + FactTable.conviction.columns + ["import_id", "at"],
            zip(fresh, sources).compactMap { row, source in
                guard let career = careers[row.content.record.reference], let fact = row.content.fact else { return nil }
                return [source.stored, career.record.stored] + fact.values + [career.file.stored, now.stored]
            })
    }

    /// By PNC ID: the record, and the file that had the career whole.
    private func careers(_ records: [IncomingRecord]) throws -> [String: (record: Int64, file: Int64)] {
        guard let agency = records.first?.agency else { return [:] }
        var careers: [String: (record: Int64, file: Int64)] = [:]
        for row in try connection.query(
            """
            SELECT r.reference, r.id, c.import_id FROM record r JOIN career c ON c.record_id = r.id
            WHERE r.agency = \(agency.code) AND r.reference \(connection.among(Array(Set(records.map(\.reference)))))
            """)
        {
            careers[try row.get("reference")] = (try row.get("id"), try row.get("import_id"))
        }
        return careers
    }
}
