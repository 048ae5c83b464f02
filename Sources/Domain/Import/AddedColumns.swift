/// The columns that Carfan adds to a file of refused rows. When the file comes back put right, they are left out again, and so is
/// the `'` that was put before text that a spreadsheet would run.
public struct AddedColumns: Sendable {
    private static let prefix = "CARFAN_"

    /// In the order in which they stand.
    public static let headings = [
        Text(en: "CARFAN_MARKING", cy: "CARFAN_MARC"), Text(en: "CARFAN_LINE", cy: "CARFAN_LLINELL"),
        Text(en: "CARFAN_CODE", cy: "CARFAN_COD"),
        Text(en: "CARFAN_REASON", cy: "CARFAN_RHESWM"), surplus,
    ]

    /// What stands in a row beyond the columns of its file. Only an empty one says that the row has been put right.
    private static let surplus = Text(en: "CARFAN_SURPLUS", cy: "CARFAN_DROS_BEN")

    private static let mark = "| "

    /// The cells beyond the file's columns as one; empty only where there are none.
    public static func surplus(_ cells: some Collection<String>) -> String {
        cells.map { mark + $0 }.joined(separator: " ")
    }

    private let kept: [Int]
    private let count: Int
    private let surplus: Int?

    init(_ header: [String]) {
        count = header.count
        kept = header.indices.filter { !header[$0].trimmed.hasPrefix(AddedColumns.prefix) }
        let names = Language.allCases.map { AddedColumns.surplus[$0] }
        surplus = header.firstIndex { names.contains($0.trimmed) }
    }

    var isNone: Bool { kept.count == count }

    func without(_ fields: [String]) -> [String] {
        isNone ? fields : kept.map { fields[$0] }
    }

    /// A record with a fault stays as it is, and is refused for it.
    func without(_ record: DelimitedRecord) -> DelimitedRecord {
        guard !isNone, record.isComplete, record.columns == count, record.fields.count == count,
            record.marks.allSatisfy({ $0.kind == .newline || $0.kind == .quote })
        else { return record }
        var fields = kept.map { AddedColumns.plain(record.fields[$0]) }
        if let surplus, !record.fields[surplus].trimmed.isEmpty {
            fields.append(String(record.fields[surplus].trimmed.dropFirst(AddedColumns.mark.count)))
        }
        return DelimitedRecord(number: record.number, line: record.line, fields: fields)
    }

    private static func plain(_ field: String) -> String {
        field.hasPrefix("'") && String(field.dropFirst()).startsLikeFormula ? String(field.dropFirst()) : field
    }
}
