/// Reads the records of one file: a profile laid over the file's header, with the day of the extract and the checks.
public final class RowReader: Sendable {
    public let profile: ImportProfile
    public let asOf: Day
    /// In the order of the file.
    public let headers: [String]
    let checks: IdentifierChecks
    let codes: RowCodes
    /// For each meaning its columns, the first of them (-1: none), and the form of its dates.
    let columns: [[Int]]
    let column: [Int]
    let forms: [DateForm]
    private let mandatory: [ColumnMeaning]

    /// Refuses a header that is not the profile's; `others` are looked through for one that it is.
    public init(
        _ profile: ImportProfile, header: [String], asOf: Day, checks: IdentifierChecks, others: [ImportProfile] = []
    ) throws(FileRefusal) {
        let found = header.map(\.trimmed)
        if let mismatch = HeaderMismatch(profile, found: found, others: others) { throw .wrongHeader(mismatch) }
        self.profile = profile
        self.asOf = asOf
        self.checks = checks
        headers = found
        codes = RowCodes(profile)
        let places = Dictionary(uniqueKeysWithValues: zip(found, found.indices))
        var columns = [[Int]](repeating: [], count: ColumnMeaning.allCases.count)
        for column in profile.columns {
            columns[column.meaning.rawValue] = column.headers.compactMap { places[$0.trimmed] }
        }
        self.columns = columns
        column = columns.map { $0.first ?? -1 }
        forms = ColumnMeaning.allCases.map { profile.form(of: $0) }
        let hasName = !columns[ColumnMeaning.name.rawValue].isEmpty
        mandatory = profile.kind.mandatory.map { $0 == .surname && hasName ? .name : $0 }
    }

    func header(of meaning: ColumnMeaning) -> String {
        let column = column[meaning.rawValue]
        return column < 0 ? "" : headers[column]
    }

    func separator(_ meaning: ColumnMeaning) -> String { profile.separators[meaning] ?? "" }

    /// The reference that the record gives, also when it is refused; empty when it cannot be told.
    public func reference(of record: DelimitedRecord) -> String {
        guard record.columns == headers.count, record.fields.count == headers.count else { return "" }
        let column = column[profile.kind.referenceMeaning.rawValue]
        return column < 0 ? "" : record.fields[column].trimmed
    }

    public func read(_ record: DelimitedRecord) -> RowReading {
        if let fault = fault(record) { return .refused(fault) }
        var cells = RowCells(self, record)
        do throws(RowFinding) {
            let row = try row(&cells)
            return .accepted(row, record.marks.isEmpty ? cells.warnings : cells.warnings + notes(record, cells.warnings))
        } catch {
            return .refused(error)
        }
    }

    private func row(_ cells: inout RowCells) throws(RowFinding) -> ImportRow {
        for meaning in mandatory where cells.text(meaning).isEmpty { throw cells.finding(.missingMandatory, meaning) }
        return switch profile.kind {
        case .nominals: .nominal(try cells.nominal())
        case .custody: .custody(try cells.custody())
        case .convictions: .conviction(try cells.conviction())
        case .cases: .probation(try cells.probation())
        case .releases: .release(try cells.release())
        }
    }

    /// What makes the record unreadable before anything is made of it.
    private func fault(_ record: DelimitedRecord) -> RowFinding? {
        if !record.isComplete { return RowFinding(.unbalancedQuote) }
        for (kind, reason) in RowReader.faults {
            if let mark = record.marks.first(where: { $0.kind == kind }) {
                return RowFinding(reason, header: mark.field < headers.count ? headers[mark.field] : "")
            }
        }
        let detail = "\(record.columns) / \(headers.count)"
        if record.columns > headers.count { return RowFinding(.tooManyColumns, detail: detail) }
        if record.columns < headers.count { return RowFinding(.tooFewColumns, detail: detail) }
        return nil
    }

    private static let faults: [(FieldMark.Kind, RowReason)] = [
        (.nul, .nulByte), (.tooLong, .fieldTooLong), (.invalidText, .invalidText), (.controlCharacter, .controlCharacter),
    ]

    /// Line breaks and quotation marks are legal; a formula's own quotation marks say nothing more.
    private func notes(_ record: DelimitedRecord, _ warnings: [RowFinding]) -> [RowFinding] {
        record.marks.compactMap { mark in
            let header = headers[mark.field]
            switch mark.kind {
            case .newline: return RowFinding(.embeddedNewline, header: header)
            case .quote:
                let isFormula = warnings.contains { $0.reason == .formulaText && $0.header == header }
                return isFormula ? nil : RowFinding(.embeddedQuote, header: header)
            default: return nil
            }
        }
    }
}
