import Domain
import Foundation

/// A delimited file read whole: enough for reference tables, not for imports.
struct RuleFile {
    let header: [String]
    let rows: [[String]]

    init(_ url: URL, encoding: String.Encoding = .utf8, separator: Character = ",") throws {
        let bytes = try Data(contentsOf: url)
        guard let text = String(data: bytes, encoding: encoding) else { throw CocoaError(.fileReadCorruptFile) }
        var records = RuleFile.split(text, UInt8(separator.asciiValue ?? 44))
        header = records.isEmpty ? [] : records.removeFirst()
        rows = records
    }

    /// A file of the Vectors folder.
    init(vectors name: String) throws {
        guard let folder = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        try self.init(folder.appendingPathComponent("Vectors").appendingPathComponent(name))
    }

    func column(_ name: String) -> Int { header.firstIndex(of: name) ?? -1 }

    /// Each row as a dictionary from column to field.
    var records: [[String: String]] {
        rows.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
    }

    private static func split(_ text: String, _ separator: UInt8) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var wasQuoted = false
        let bytes = Array(text.utf8)
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        func endField() {
            record.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func endRecord() {
            let blank = record.isEmpty && field.isEmpty && !wasQuoted
            endField()
            if !blank { records.append(record) }
            record.removeAll(keepingCapacity: true)
        }
        while index < bytes.count {
            let byte = bytes[index]
            if quoted {
                if byte == 34, index + 1 < bytes.count, bytes[index + 1] == 34 {
                    field.append(34)
                    index += 1
                } else if byte == 34 {
                    quoted = false
                } else {
                    field.append(byte)
                }
            } else if byte == 34, field.isEmpty, !wasQuoted {
                quoted = true
                wasQuoted = true
            } else if byte == separator {
                endField()
            } else if byte == 10 {
                endRecord()
            } else if byte != 13 {
                field.append(byte)
            }
            index += 1
        }
        if !field.isEmpty || !record.isEmpty { endRecord() }
        return records
    }
}

extension OffenceTable {
    /// The offence codes that the vectors use, all neighbourhood crime, and one or more of every group.
    static let sample = Result { try OffenceTable(file: RuleFile(vectors: "offence-codes-sample.csv")) }

    init(file: RuleFile) throws {
        try self.init(rows: [file.header] + file.rows)
    }
}
