import Domain
import Store

/// Writes one batch of a plan.
struct ImportStage {
    let connection: any Connection
    let importID: Int64
    let feed: String
    let kind: ImportKind
    let agency: Agency
    /// The header of the column that names the nominal of a custody row.
    let nominalHeader: String

    init(_ connection: any Connection, importID: Int64, feed: String, kind: ImportKind, agency: Agency, nominalHeader: String) {
        self.connection = connection
        self.importID = importID
        self.feed = feed
        self.kind = kind
        self.agency = agency
        self.nominalHeader = nominalHeader
    }

    /// - Parameter told: of rows that are new, whose person is known and which somebody will have to look at.
    /// - Returns: the counts of the whole file so far.
    mutating func store(
        _ rows: [StagingRow], told: ImportForesight.Told, counts: ImportCounts, rowsRead: Int
    ) throws -> ImportCounts {
        let unknown = try unknownNominals(rows)
        var planned = rows.map { plan($0, unknown) }
        var sorting = try RowSorting(
            connection, feed: feed, kind: kind, agency: agency, importID: importID,
            keys: planned.filter { $0.outcome != .refused }.map(\.key))
        sorting.sort(&planned)
        for index in planned.indices where planned[index].outcome == .new {
            planned[index].known = told.known.contains(planned[index].row)
            planned[index].unsure = told.doubtful.contains(planned[index].row)
        }
        let outdated = try outdate(sorting.outdated)
        try write(planned)
        var counts = counts
        for row in outdated {
            counts.add(row.outcome, of: kind, known: row.known, unsure: row.unsure, by: -1)
            counts[.superseded] += 1
        }
        for row in planned {
            counts.add(row.outcome, of: kind, known: row.known, unsure: row.unsure, by: 1)
            if row.outcome != .refused, !row.reasons.isEmpty { counts.warned += 1 }
        }
        try connection.execute(
            "UPDATE import_file SET rows_read = \(rowsRead), counts = \(counts.stored) WHERE id = \(importID)")
        return counts
    }

    private func write(_ rows: [PlannedRow]) throws {
        try connection.insert(
            into: "import_row",
            ["import_id", "row", "line", "outcome", "known", "unsure", "reasons", "source_key", "hash", "updated_at", "raw"],
            rows.map {
                [
                    importID.stored, $0.row.stored, $0.line.stored, $0.outcome.stored, $0.known.stored, $0.unsure.stored,
                    $0.reasons.stored, $0.key.stored, $0.hash.stored, $0.updatedAt.stored, $0.raw.stored,
                ]
            })
    }

    private func plan(_ row: StagingRow, _ unknown: Set<Int>) -> PlannedRow {
        let isUnknown = unknown.contains(row.row)
        let findings = isUnknown ? [RowFinding(.unknownNominal, header: nominalHeader)] : row.findings
        let refused = row.isRefused || isUnknown
        return PlannedRow(
            row: row.row, line: row.line, outcome: refused ? .refused : .new,
            reasons: findings.map(\.code).joined(separator: "\n"),
            key: refused ? row.reference : row.content?.key ?? row.reference, hash: row.hash,
            updatedAt: row.content?.updatedAt ?? "", raw: row.raw)
    }

    /// Custody rows whose nominal is on no accepted row of the force.
    private func unknownNominals(_ rows: [StagingRow]) throws -> Set<Int> {
        guard kind == .custody else { return [] }
        let wanted = Set(rows.compactMap { $0.content?.record.reference })
        let known: Set<String> = try Set(
            connection.query(
                """
                SELECT reference FROM record WHERE agency = \(agency.code) AND reference \(connection.among(Array(wanted)))
                """
            ).map { try $0.get("reference") })
        return Set(rows.filter { row in row.content.map { !known.contains($0.record.reference) } ?? false }.map(\.row))
    }

    /// - Returns: what they were.
    private func outdate(_ rows: [Int]) throws -> [(outcome: StagedOutcome, known: Bool, unsure: Bool)] {
        guard !rows.isEmpty else { return [] }
        let these: SQL = "import_id = \(importID) AND row \(connection.among(rows.map(Int64.init)))"
        let before = try connection.query(
            "SELECT outcome, known, unsure FROM import_row WHERE \(these) AND outcome <> 'superseded'")
        try connection.execute("UPDATE import_row SET outcome = 'superseded', known = 0, unsure = 0 WHERE \(these)")
        return try before.map { (try $0.get("outcome"), try $0.get("known"), try $0.get("unsure")) }
    }
}

extension RowFinding {
    /// For keeping: reason, header and detail parted by tabs.
    var code: String {
        [reason.rawValue, header.clean, detail.clean].joined(separator: "\t")
    }

    /// Reads what `code` wrote, one finding a line.
    static func read(_ text: String) -> [RowFinding] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let reason = RowReason(rawValue: parts[0]) else { return nil }
            return RowFinding(
                reason, header: parts.count > 1 ? parts[1] : "", detail: parts.count > 2 ? parts[2] : "")
        }
    }
}

extension String {
    fileprivate var clean: String {
        utf8.contains { $0 < 32 } ? String(map { $0.isNewline || $0 == "\t" ? " " : $0 }) : self
    }
}
