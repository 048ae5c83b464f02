import Domain
import Store

/// The refused rows of a file: kept as received, with the reason, until they come again put right.
struct Quarantine: Sendable {
    struct Refused: Sendable {
        let row: Int
        let line: Int
        let fields: [String]
        let findings: [RowFinding]

        init(_ row: Row) throws {
            self.row = try row.get("row")
            line = try row.get("line")
            fields = RecordText.fields(try row.get("raw")) ?? []
            findings = RowFinding.read(try row.get("reasons"))
        }
    }

    let site: Site

    func rows(_ file: Int64, after row: Int = 0, limit: Int) async throws -> [Refused] {
        try await site.database.read { connection in
            try connection.query(
                """
                SELECT row, line, raw, reasons FROM import_row
                WHERE import_id = \(file) AND outcome = 'refused' AND row > \(row) ORDER BY row LIMIT \(limit)
                """
            ).map(Refused.init)
        }
    }

    /// All refused rows as CSV, entered in the journal as a disclosure before the first line leaves.
    func write(
        _ file: ImportFile, _ actor: Actor, _ language: Language, _ line: (String) async throws -> Void
    ) async throws {
        try await disclose(file, actor)
        try await lines(file, language, line)
    }

    func disclose(_ file: ImportFile, _ actor: Actor) async throws {
        try await site.enter(
            actor, [Event(.disclosure, subjects: [], records: ["import_file:\(file.id)"], fields: ["import_row.raw"])])
    }

    /// The file's own columns, then marking, line, code, reason and what is more than the file has columns for, made harmless for
    /// spreadsheets. Written so that the same profile reads
    /// it once it is put right: with its delimiter, and a mark that says UTF-8.
    func lines(
        _ file: ImportFile, _ language: Language, _ line: (String) async throws -> Void
    ) async throws {
        let profile = try await Profiles(site: site).find(file.profile, version: file.profileVersion)
        let headings = file.header + AddedColumns.headings.map { $0[language] }
        try await line("\u{FEFF}" + CSVWriter.line(headings, delimiter: profile.delimiter))
        var last = 0
        while case let batch = try await rows(file.id, after: last, limit: 500), !batch.isEmpty {
            for refused in batch {
                let padding = max(0, file.header.count - refused.fields.count)
                let fields = refused.fields.prefix(file.header.count) + Array(repeating: "", count: padding)
                let surplus = AddedColumns.surplus(refused.fields.dropFirst(file.header.count))
                let reasons = Text.joined(refused.findings.map(\.message), separator: "; ")
                let codes = refused.findings.map(\.reason.rawValue).joined(separator: " ")
                let added = [MarkingLine.personal.words, String(refused.line), codes, reasons[language], surplus]
                try await line(CSVWriter.line(fields + added, delimiter: profile.delimiter))
                last = refused.row
            }
        }
    }
}
