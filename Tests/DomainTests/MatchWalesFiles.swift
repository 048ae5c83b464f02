import Domain
import Foundation
import Support

/// The nominals, probation and prison files of an agency folder, read as a test needs them.
struct MatchWalesFiles {
    /// A record with the file and row by which the truth knows it.
    struct Entry {
        let record: MatchRecord
        let file: String
        let row: Int
    }

    let asOf = Day(year: 2026, month: 11, day: 1) ?? Day(number: 0)

    /// Accepted rows (outcome ACCEPT or WARN), nominals before probation before prison.
    func entries(accepted: (String, Int) -> Bool) throws -> [Entry] {
        var result: [Entry] = []
        for layout in Layout.all {
            let rows = try table(layout.file, encoding: layout.encoding, separator: layout.separator)
            for (index, row) in rows.enumerated() where accepted(layout.file, index + 1) {
                let record = record(Int64(result.count + 1), row, layout)
                result.append(Entry(record: record, file: layout.file, row: index + 1))
            }
        }
        return result
    }

    /// The rows of a file under their headers.
    func table(_ file: String, encoding: String.Encoding = .utf8, separator: Unicode.Scalar = ",") throws -> [[String:
        String]]
    {
        let data = try Data(contentsOf: ShippedWales.file(file))
        let text = String(data: data, encoding: encoding) ?? ""
        let rows = Self.cells(text, separator).filter { $0 != [""] }
        guard let header = rows.first else { return [] }
        return rows.dropFirst().map { row in
            Dictionary(zip(header, row).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private static func cells(_ text: String, _ separator: Unicode.Scalar) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var quoted = false
        func endCell() {
            row.append(String(cell))
            cell = .init()
        }
        for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
            if scalar == "\"" {
                quoted.toggle()
            } else if quoted || (scalar != separator && scalar != "\n" && scalar != "\r") {
                cell.append(scalar)
            } else if scalar == separator {
                endCell()
            } else if scalar == "\n" {
                endCell()
                rows.append(row)
                row = []
            }
        }
        if !row.isEmpty || !cell.isEmpty {
            endCell()
            rows.append(row)
        }
        return rows
    }

    private func record(_ number: Int64, _ row: [String: String], _ layout: Layout) -> MatchRecord {
        func cell(_ name: String?) -> String { name.flatMap { row[$0] } ?? "" }
        let main =
            layout.family == nil
            ? PersonName(familyFirst: cell(layout.given[0]))
            : PersonName(family: cell(layout.family), forenames: layout.given.map { cell($0) }.joined(separator: " "))
        let aliases = cell(layout.aliases).split(separator: layout.aliasSeparator).compactMap {
            layout.family == nil ? PersonName(familyFirst: String($0)) : PersonName(forenameFirst: String($0))
        }
        let address = layout.address.map { cell($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
        return MatchRecord(
            number: number, agency: layout.agency, kind: layout.kind, names: [main].compactMap(\.self) + aliases,
            born: Self.day(cell(layout.born)), sex: layout.sexes[cell(layout.sex)], postcode: cell(layout.postcode),
            address: address,
            identifiers: layout.identifiers.compactMap {
                $0.kind.check(cell($0.column), asOf: asOf).map(MatchIdentifier.init)
            })
    }

    /// `11/09/1994`, `20-Mar-1981`, `04-APR-1978`, `19.11.1997`, `1998-01-08`.
    static func day(_ text: String) -> Day? {
        if let day = Day(iso: text) { return day }
        let parts = text.split(whereSeparator: { "/-.".contains($0) }).map(String.init)
        guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2]) else { return nil }
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard let month = Int(parts[1]) ?? months.firstIndex(of: parts[1].lowercased()).map({ $0 + 1 }) else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }

    struct Layout {
        var file: String
        var agency: String
        var kind: MatchRecord.Kind
        var encoding: String.Encoding = .utf8
        var separator: Unicode.Scalar = ","
        /// nil: the whole name stands in one column, family name first.
        var family: String?
        var given: [String]
        var aliases: String?
        var aliasSeparator: Character = ";"
        var born: String
        var sex: String?
        var sexes: [String: MatchRecord.Sex] = [:]
        var address: [String] = []
        var postcode: String?
        var identifiers: [(kind: IdentifierKind, column: String)]

        static var all: [Layout] { [gwent, southWales, northWales, dyfedPowys, probation, prison] }

        static let gwent = Layout(
            file: "gwent-police/nominals.csv", agency: "gwent-police", kind: .nominal, family: "Surname",
            given: ["Forename1", "Forename2"], aliases: "Aliases", born: "DOB", sex: "Sex",
            sexes: ["M": .male, "F": .female],
            address: ["Address1", "Address2", "Town"], postcode: "Postcode",
            identifiers: [(.pnc, "PNCID"), (.cro, "CRO")])
        static let southWales = Layout(
            file: "south-wales-police/nominals.csv", agency: "south-wales-police", kind: .nominal,
            encoding: .windowsCP1252,
            separator: ";", family: "FAMILY_NAME", given: ["GIVEN_NAMES"], aliases: "ALSO_KNOWN_AS",
            aliasSeparator: "/",
            born: "DATE_OF_BIRTH", sex: "GENDER", sexes: ["MALE": .male, "FEMALE": .female],
            address: ["HOUSE_STREET", "LOCALITY"], postcode: "POST_CODE",
            identifiers: [(.pnc, "PNC_NO"), (.cro, "CRO_NO")])
        static let northWales = Layout(
            file: "north-wales-police/nominals.csv", agency: "north-wales-police", kind: .nominal, family: "cyfenw",
            given: ["enwau_cyntaf"], aliases: "enwau_eraill", born: "dyddiad_geni", sex: "rhyw",
            sexes: ["Gwryw": .male, "Benyw": .female], address: ["cyfeiriad_1", "cyfeiriad_2", "tref"],
            postcode: "cod_post",
            identifiers: [(.pnc, "rhif_pnc"), (.cro, "rhif_cro")])
        static let dyfedPowys = Layout(
            file: "dyfed-powys-police/nominals.csv", agency: "dyfed-powys-police", kind: .nominal,
            encoding: .utf16LittleEndian,
            separator: "\t", given: ["Name"], aliases: "AKA", born: "Born", sex: "Sex",
            sexes: ["1": .male, "2": .female],
            address: ["Address"], postcode: "Postcode", identifiers: [(.pnc, "PNC"), (.cro, "CRO")])
        static let probation = Layout(
            file: "probation/cases.csv", agency: "probation", kind: .probation, family: "SURNAME", given: ["FORENAMES"],
            born: "DOB", sex: "GENDER", sexes: ["Male": .male, "Female": .female],
            identifiers: [(.pnc, "PNC"), (.crn, "CRN"), (.prisonNumber, "NOMS_NO")])
        static let prison = Layout(
            file: "prison/releases.csv", agency: "prison", kind: .prison, family: "SURNAME", given: ["FORENAMES"],
            born: "DATE_OF_BIRTH", postcode: "RELEASE_POSTCODE",
            identifiers: [(.pnc, "PNC_NUMBER"), (.prisonNumber, "PRISON_NUMBER")])
    }
}
