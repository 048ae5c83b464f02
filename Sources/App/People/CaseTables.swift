import Domain
import Foundation

/// The tables that a case page reads names and rules from.
struct CaseTables: Sendable {
    let bodies: Bodies
    let offences: OffenceTable
    /// The limits that a selection round was run with, by their version.
    var settings: @Sendable (Int64) -> CohortSettings = { _ in .shipped }
    /// The column headings of a feed's rows, in order.
    var headings: @Sendable (String) -> [String] = { _ in [] }

    /// The offence in words: the official description, else the agency's own, else the code.
    func offence(_ code: String, agency: String = "") -> Text {
        if let known = HomeOfficeCode(code).flatMap({ offences[$0] }) { return Text(same: known.description) }
        return Text(same: agency.isEmpty ? code : agency)
    }
}

extension CaseTables {
    /// As shipped with this program, read once.
    static let shipped = Result {
        CaseTables(
            bodies: Bodies(rows: try rows("wales-bodies")), offences: try OffenceTable(rows: try rows("offence-codes")))
    }

    private static func rows(_ name: String) throws -> [[String]] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        let data = try Data(contentsOf: folder.appendingPathComponent("\(name).csv"))
        return CommaSeparated.rows(Array(data))
    }
}

/// Our own reference tables: UTF-8, commas, quotes doubled, no line breaks in fields.
enum CommaSeparated {
    static func rows(_ bytes: [UInt8]) -> [[String]] {
        bytes.split(separator: 10).map { line in fields(line.last == 13 ? line.dropLast() : line) }
    }

    private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for byte in line {
            switch byte {
            case 34: isQuoted.toggle()
            case 44 where !isQuoted:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            default: field.append(byte)
            }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }
}
