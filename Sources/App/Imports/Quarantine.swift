import Domain
import Store

/// The refused rows of a file: kept as received, with the reason, until they come again put right.
struct Quarantine: Sendable {
    struct Refused: Sendable {
        let row: Int
        let line: Int
        let fields: [String]
        let findings: [RowFinding]
    }

    let site: Site

    func rows(_ file: Int64, after row: Int = 0, limit: Int) async throws -> [Refused] {
        try await site.database.read { connection in
            try connection.query(
                """
                SELECT row, line, raw, reasons FROM import_row
                WHERE import_id = \(file) AND outcome = 'refused' AND row > \(row) ORDER BY row LIMIT \(limit)
                """
            ).map {
                Refused(
                    row: try $0.get("row"), line: try $0.get("line"),
                    fields: RecordText.fields(try $0.get("raw")) ?? [], findings: RowFinding.read(try $0.get("reasons")))
            }
        }
    }

    /// All refused rows as CSV: the file's own columns, then line, code and reason. Made harmless for spreadsheets, and entered in
    /// the journal as a disclosure before the first line leaves.
    func write(
        _ file: ImportFile, _ actor: Actor, _ language: Language, _ line: (String) async throws -> Void
    ) async throws {
        try await site.enter(
            actor, [Event(.disclosure, subjects: [], records: ["import_file:\(file.id)"], fields: ["import_row.raw"])])
        try await line(CSVWriter.line(file.header + Quarantine.columns.map { $0[language] }))
        var last = 0
        while case let batch = try await rows(file.id, after: last, limit: 500), !batch.isEmpty {
            for refused in batch {
                let padding = max(0, file.header.count - refused.fields.count)
                let fields = refused.fields.prefix(file.header.count) + Array(repeating: "", count: padding)
                let reasons = Text.joined(refused.findings.map(\.message), separator: "; ")
                let codes = refused.findings.map(\.reason.rawValue).joined(separator: " ")
                try await line(CSVWriter.line(fields + [String(refused.line), codes, reasons[language]]))
                last = refused.row
            }
        }
    }

    private static let columns = [
        Text(en: "CARFAN_LINE", cy: "CARFAN_LLINELL"), Text(en: "CARFAN_CODE", cy: "CARFAN_COD"),
        Text(en: "CARFAN_REASON", cy: "CARFAN_RHESWM"),
    ]
}
