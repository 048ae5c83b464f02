/// Where the columns of an offence table stand.
struct OffenceColumns {
    private let code, description, group, crime, basis, width: Int

    init(header: [String]) throws(OffenceTableRefusal) {
        func place(_ name: String) throws(OffenceTableRefusal) -> Int {
            guard let index = header.firstIndex(of: name) else { throw .missingColumn(name) }
            return index
        }
        code = try place("ho_code")
        description = try place("offence_description")
        group = try place("ogrs3_group")
        crime = try place("neighbourhood_crime")
        basis = try place("neighbourhood_basis")
        width = header.count
    }

    func offence(_ row: [String], number: Int) throws(OffenceTableRefusal) -> Offence {
        guard row.count == width else { throw .wrongWidth(row: number) }
        guard let code = HomeOfficeCode(row[code]) else { throw unreadable(number, "ho_code", row[code]) }
        guard let mapping = OGRS3Mapping(row[group]) else { throw unreadable(number, "ogrs3_group", row[group]) }
        let crime = NeighbourhoodCrime(rawValue: row[crime])
        guard crime != nil || row[self.crime].isEmpty else {
            throw unreadable(number, "neighbourhood_crime", row[self.crime])
        }
        let basis = NeighbourhoodBasis(rawValue: row[basis])
        guard (basis == nil) == (crime == nil) else {
            throw unreadable(number, "neighbourhood_basis", row[self.basis])
        }
        return Offence(
            code: code, description: row[description],
            marks: OffenceMarks(ogrs3: mapping, neighbourhoodCrime: crime, neighbourhoodBasis: basis))
    }

    private func unreadable(_ row: Int, _ column: String, _ value: String) -> OffenceTableRefusal {
        .unreadable(row: row, column: column, value: value)
    }
}

/// Why a list of offence codes cannot be used. Rows count from 1 after the header.
public enum OffenceTableRefusal: Refusal, Hashable {
    case missingColumn(String)
    case wrongWidth(row: Int)
    case unreadable(row: Int, column: String, value: String)
    case repeated(row: Int, code: String)
    case tooLong

    public var message: Text {
        switch self {
        case .missingColumn(let name):
            Text(
                en: "The offence table has no column \(name).", cy: "Nid oes colofn \(name) yn y tabl troseddau.")
        case .wrongWidth(let row):
            Text(
                en: "Row \(row) of the offence table does not have as many fields as the header.",
                cy: "Nid oes cynifer o feysydd yn rhes \(row) y tabl troseddau ag yn y pennawd.")
        case .unreadable(let row, let column, let value):
            Text(
                en: "Row \(row) of the offence table: “\(value)” is not known in column \(column).",
                cy: "Rhes \(row) y tabl troseddau: nid yw “\(value)” yn hysbys yng ngholofn \(column).")
        case .repeated(let row, let code):
            Text(
                en: "Row \(row) of the offence table repeats code \(code).",
                cy: "Mae rhes \(row) y tabl troseddau’n ailadrodd cod \(code).")
        case .tooLong:
            Text(
                en: "The offence table has more than 65,535 rows.",
                cy: "Mae mwy na 65,535 o resi yn y tabl troseddau.")
        }
    }
}
