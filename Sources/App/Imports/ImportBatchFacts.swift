import Domain
import Store

/// The facts that hang on records.
extension ImportBatch {
    func storeFacts(_ rows: [StagedRow], _ sources: [Int64], _ records: [Int64]) throws {
        guard let table = rows.lazy.compactMap(\.content.fact).first?.table else { return }
        try connection.execute(
            "DELETE FROM \(name: table.rawValue) WHERE source_row_id \(connection.among(sources))")
        var values: [[Value]] = []
        for (index, row) in rows.enumerated() {
            guard let fact = row.content.fact else { continue }
            values.append([sources[index].stored, records[index].stored] + fact.values)
        }
        try connection.insert(into: table.rawValue, ["source_row_id", "record_id"] + table.columns, values)
    }
}
