/// Home Office offence codes with what the instruments and the cohort rules need to know of them.
public struct OffenceTable: Sendable {
    public let edition: Edition
    public let offences: [Offence]
    private let marks: [OffenceMarks]
    /// For each number 0 to 99,999: one more than its place in `offences`, or 0.
    private let places: [UInt16]

    /// Rows of `offence-codes.csv`, already split into fields; the first is the header, and columns are found by name.
    public init(
        rows: some Sequence<[String]>, edition: Edition = .offenceCodes
    ) throws(OffenceTableRefusal) {
        var columns: OffenceColumns?
        var offences: [Offence] = []
        var places = [UInt16](repeating: 0, count: 100_000)
        for (index, row) in rows.enumerated() {
            guard let found = columns else {
                columns = try OffenceColumns(header: row)
                continue
            }
            let offence = try found.offence(row, number: index)
            let place = Int(offence.code.number)
            guard places[place] == 0 else { throw .repeated(row: index, code: offence.code.text) }
            guard offences.count < Int(UInt16.max) else { throw .tooLong }
            offences.append(offence)
            places[place] = UInt16(offences.count)
        }
        self.edition = edition
        self.offences = offences
        self.marks = offences.map(\.marks)
        self.places = places
    }

    public subscript(code: HomeOfficeCode) -> Offence? {
        let place = places[Int(code.number)]
        return place == 0 ? nil : offences[Int(place) - 1]
    }

    /// nil for a code that the table does not have.
    public func marks(_ code: HomeOfficeCode) -> OffenceMarks? {
        let place = places[Int(code.number)]
        return place == 0 ? nil : marks[Int(place) - 1]
    }

    public var count: Int { offences.count }

    /// The official title, or the bare code where the table has none.
    public func title(_ code: HomeOfficeCode) -> String {
        self[code]?.title ?? code.text
    }
}

extension Edition {
    /// The state of `offence-codes.csv`.
    public static let offenceCodes = Edition(
        version: "2026-05-28", from: .fixed(2026, 5, 28), author: "Carfan",
        reason: Text(
            en:
                "The last official mapping of codes to OGRS3 groups; which codes are neighbourhood crime is this table’s own reading of their titles.",
            cy:
                "Y mapio swyddogol olaf o godau i grwpiau OGRS3; dehongliad y tabl hwn o’u teitlau sy’n penderfynu pa godau sy’n droseddau yn y gymdogaeth."
        ),
        source: Text(
            en: "Ministry of Justice, hmpps-arns-risk-actuarial-api, state of 28 May 2026; Home Office offence titles",
            cy:
                "Y Weinyddiaeth Gyfiawnder, hmpps-arns-risk-actuarial-api, fel yr oedd ar 28 Mai 2026; teitlau troseddau’r Swyddfa Gartref"
        ),
        mark: .confirmed)
}
