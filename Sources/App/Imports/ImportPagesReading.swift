import Domain
import Store

/// Reads the report of one file in one snapshot.
struct ImportReading {
    let connection: any Connection
    let file: ImportFile
    let profile: ImportProfile
    let viewer: Viewer

    func report() throws -> ImportReport {
        var report = ImportReport()
        switch file.state {
        case .planned:
            let changing = try changing()
            report.changing = Set(changing.values).sorted()
            report.outcomes = try StagedOutcome.allCases.filter { $0 != .refused && file.counts[$0] > 0 }.map {
                ($0, try examples("i.outcome = \($0)", beside: $0 == .changed ? changing : nil))
            }
            try addWithdrawn(&report)
            if file.counts.unsure > 0 { report.unsure = try examples("i.unsure = 1") }
            report.warnings = try warnings(
                """
                SELECT reasons, COUNT(*) AS found FROM import_row
                WHERE import_id = \(file.id) AND outcome <> 'refused' AND reasons <> '' GROUP BY reasons
                """)
            report.refusals = try refusals()
        case .done:
            report.warnings = try warnings(
                """
                SELECT warnings AS reasons, COUNT(*) AS found FROM source_row
                WHERE import_id = \(file.id) AND warnings <> '' GROUP BY warnings
                """)
            report.refusals = try refusals()
            try addFormer(&report)
            try addPeople(&report)
        case .reading, .running, .cancelled, .failed:
            break
        }
        return report
    }

    /// Whose present entries stand beside the rows that would change, by the row's key: only of cases that are the reader's to see.
    private func changing() throws -> [String: Int64] {
        guard file.counts[.changed] > 0 else { return [:] }
        let people = ImportedPeople(file: file.id, kind: profile.kind, agency: profile.agency.code)
        let found = try people.changing(connection, feed: file.profile)
        let comparable = try comparable(Array(found.values))
        return found.filter { comparable.contains($0.value) }
    }

    /// Those of these people whose case is open to the reader by right, and whose whereabouts are nobody's secret.
    func comparable(_ people: [Int64]) throws -> Set<Int64> {
        Set(
            try connection.numbers(
                """
                SELECT p.id FROM person p WHERE p.id \(connection.among(people)) AND \(PeopleAccess.opens(viewer.byRight))
                  AND NOT EXISTS (SELECT 1 FROM case_marking k WHERE k.person_id = p.id AND k.ended_at IS NULL
                    AND k.descriptor = \(MarkingDescriptor.locsen))
                """))
    }

    /// - Parameter beside: what is held stands beside the rows of these people.
    private func examples(_ condition: SQL, beside changing: [String: Int64]? = nil) throws -> [ImportReport.Example] {
        let held: SQL =
            changing != nil
            ? """
            SELECT i.row, i.line, i.source_key, i.raw, s.raw AS held, f.header AS held_header, \(isBack) AS is_back FROM import_row i
            LEFT JOIN source_row s ON s.feed = \(file.profile) AND s.source_key = i.source_key
            LEFT JOIN import_file f ON f.id = s.import_id
            """
            : "SELECT i.row, i.line, i.source_key, i.raw FROM import_row i"
        return try connection.query(
            "\(held) WHERE i.import_id = \(file.id) AND \(condition) ORDER BY i.row LIMIT \(ImportReport.examples)"
        ).map { row in
            let fields = RecordText.fields(try row.get("raw")) ?? []
            let key: String = try row.get("source_key")
            let isShown = changing?[key] != nil
            return ImportReport.Example(
                row: try row.get("row"), line: try row.get("line"), reference: reference(fields) ?? key, says: says(fields),
                changes: isShown ? try changes(row, fields) : [], isBack: isShown ? try row.get("is_back") : false,
                isWithheld: changing != nil && !isShown)
        }
    }

    private var isBack: SQL {
        guard profile.kind == .convictions else { return "0" }
        return "CASE WHEN EXISTS (SELECT 1 FROM conviction v WHERE v.source_row_id = s.id) THEN 0 ELSE 1 END"
    }

    /// What names the row at its agency.
    private func reference(_ fields: [String]) -> String? {
        values(profile.kind.referenceMeaning, fields).first
    }

    /// Whom the row is about, or else the offence.
    private func says(_ fields: [String]) -> String {
        let given = values(.forenames, fields).joined(separator: " ")
        let name = (values(.surname, fields) + [given]).filter { !$0.isEmpty }.joined(separator: ", ")
        let named = [name, values(.name, fields).joined(separator: " ")].filter { !$0.isEmpty }
        return named.first ?? (values(.offenceCode, fields) + values(.offence, fields)).joined(separator: " ")
    }

    /// What the row has in the columns of that meaning; blank ones are left out.
    private func values(_ meaning: ColumnMeaning, _ fields: [String]) -> [String] {
        let headers = profile.columns.first { $0.meaning == meaning }?.headers ?? []
        return headers.compactMap { header in
            guard let place = file.header.firstIndex(of: header), place < fields.count else { return nil }
            let text = fields[place].trimmed
            return text.isEmpty ? nil : text
        }
    }

    func changes(_ row: Row, _ fields: [String]) throws -> [ImportReport.Difference] {
        let held = (try row.get("held", as: String?.self)).flatMap(RecordText.fields) ?? []
        let heldHeader = (try row.get("held_header", as: String?.self)).flatMap(RecordText.fields) ?? []
        let old = Dictionary(zip(heldHeader, held), uniquingKeysWith: { first, _ in first })
        return zip(file.header, fields).compactMap { header, new in
            let before = old[header] ?? ""
            return before == new ? nil : ImportReport.Difference(field: header, old: before, new: new)
        }
    }

    private func warnings(_ sql: SQL) throws -> [ImportReport.Warning] {
        var counts: [RowReason: Int] = [:]
        var headers: [RowReason: Set<String>] = [:]
        for row in try connection.query(sql) {
            let rows: Int = try row.get("found")
            for finding in RowFinding.read(try row.get("reasons")) {
                counts[finding.reason, default: 0] += rows
                if !finding.header.isEmpty { headers[finding.reason, default: []].insert(finding.header) }
            }
        }
        return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map {
            ImportReport.Warning(reason: $0.key, count: $0.value, headers: (headers[$0.key] ?? []).sorted())
        }
    }

    private func refusals() throws -> [ImportReport.Refusals] {
        guard file.counts[.refused] > 0 else { return [] }
        let counted = try warnings(
            """
            SELECT reasons, COUNT(*) AS found FROM import_row
            WHERE import_id = \(file.id) AND outcome = 'refused' GROUP BY reasons
            """)
        let firsts = try connection.pipeline(
            counted.map { warning in
                """
                SELECT row, line, raw, reasons FROM import_row
                WHERE import_id = \(file.id) AND outcome = 'refused' AND reasons LIKE \(warning.reason.rawValue + "\t%")
                ORDER BY row LIMIT \(ImportReport.examples)
                """
            })
        return try zip(counted, firsts).map { warning, rows in
            ImportReport.Refusals(reason: warning.reason, count: warning.count, first: try rows.map(Quarantine.Refused.init))
        }
    }

    private func addPeople(_ report: inout ImportReport) throws {
        let people = ImportedPeople(file: file.id, kind: profile.kind, agency: profile.agency.code)
        let first = try people.first(connection)
        let opened = try PeopleStore.lines(connection, viewer, first).lines
        report.people = Array(opened.prefix(PeopleFinding.pageSize))
        report.withheld = first.count - opened.count
        report.openReviews = try people.openReviews(connection)
    }
}
