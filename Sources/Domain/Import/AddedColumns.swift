/// The columns that Carfan adds to a file of refused rows. When the file comes back put right, they are left out again, and so is
/// the `'` that was put before text that a spreadsheet would run.
struct AddedColumns: Sendable {
    static let prefix = "CARFAN_"
    private let kept: [Int]
    private let count: Int

    init(_ header: [String]) {
        count = header.count
        kept = header.indices.filter { !header[$0].trimmed.hasPrefix(AddedColumns.prefix) }
    }

    private var isNone: Bool { kept.count == count }

    func without(_ fields: [String]) -> [String] {
        isNone ? fields : kept.map { fields[$0] }
    }

    /// A record with a fault stays as it is, and is refused for it.
    func without(_ record: DelimitedRecord) -> DelimitedRecord {
        guard !isNone, record.isComplete, record.columns == count, record.fields.count == count,
            record.marks.allSatisfy({ $0.kind == .newline || $0.kind == .quote })
        else { return record }
        let fields = kept.map { AddedColumns.plain(record.fields[$0]) }
        return DelimitedRecord(number: record.number, line: record.line, fields: fields)
    }

    private static func plain(_ field: String) -> String {
        field.hasPrefix("'") && String(field.dropFirst()).startsLikeFormula ? String(field.dropFirst()) : field
    }
}
