import Domain
import Store

/// The staged rows of a batch as they were read.
extension ImportRunning {
    func careers(_ connection: any Connection, _ file: ImportFile) -> FileCareers {
        FileCareers(connection: connection, file: file.id, agency: profile.agency, asOf: file.asOf)
    }

    /// The careers that a batch has rows of.
    func references(_ staged: [Row]) throws -> [String] {
        guard profile.kind == .convictions else { return [] }
        return try Set(staged.map { CareerKey.reference(try $0.get("source_key")) }).sorted()
    }

    /// Rows that were unchanged when the plan was made, and that another file has withdrawn since.
    func withdrawn(_ staged: [Row], _ connection: any Connection, _ file: ImportFile) throws -> Set<String> {
        guard profile.kind == .convictions else { return [] }
        let unchanged = try staged.filter { try $0.get("outcome") == StagedOutcome.unchanged }
        return try HeldCareers(connection, feed: file.profile, agency: profile.agency)
            .withdrawn(unchanged.map { try $0.get("source_key") })
    }

    /// The staged row as it was read; unchanged and repeated rows say nothing new.
    func read(_ row: Row, _ reader: RowReader, _ asOf: Day, _ again: Set<String>) throws -> StagedRow? {
        let outcome: StagedOutcome = try row.get("outcome")
        guard outcome != .duplicate else { return nil }
        if outcome == .unchanged, try again.isEmpty || !again.contains(row.get("source_key")) { return nil }
        let number: Int = try row.get("row")
        let raw: String = try row.get("raw")
        let record = DelimitedRecord(number: number, line: try row.get("line"), fields: RecordText.fields(raw) ?? [])
        guard case .accepted(let accepted, _) = reader.read(record) else {
            throw StoreError.constraint("row \(number) was accepted in the plan and is refused in the run")
        }
        return StagedRow(
            row: number, hash: try row.get("hash"), reasons: try row.get("reasons"), raw: raw,
            content: RowContent(accepted, agency: profile.agency, asOf: asOf, areas: ProbationUnits.areas))
    }
}
