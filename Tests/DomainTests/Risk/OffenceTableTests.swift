import Domain
import Foundation
import Support
import Testing

@Suite("The offence table (risk reference, offence-codes.csv)")
struct OffenceTableTests {
    @Test(
        arguments: [
            ("02803", "BURGLARY_DOMESTIC", "DOMESTIC_BURGLARY", "CORE"), ("03400", "ROBBERY", "ROBBERY", "CORE"),
            ("03900", "THEFT_NON_MOTOR", "THEFT_FROM_PERSON", "CORE"),
            ("03000", "BURGLARY_OTHER", "NON_DOMESTIC_BURGLARY", "RELATED"),
            ("02900", "VIOLENCE", "DOMESTIC_BURGLARY", "CORE"), ("03700", nil, "VEHICLE", "EXTENDED"),
            ("04600", "THEFT_NON_MOTOR", nil, nil),
        ] as [(String, String?, String?, String?)])
    func codes(code: String, group: String?, crime: String?, basis: String?) throws {
        let table = try OffenceTable.sample.get()
        let number = try #require(HomeOfficeCode(code))
        let offence = try #require(table[number])
        #expect(offence.code.text == code)
        #expect(!offence.description.isEmpty)
        if let group { #expect(offence.marks.ogrs3.group?.code == group) }
        #expect(offence.marks.neighbourhoodCrime?.rawValue == crime)
        #expect(offence.marks.neighbourhoodBasis?.rawValue == basis)
    }

    @Test(arguments: ["", "2803", "028033", "0280A", "02 03", "-2803"])
    func notCodes(text: String) {
        #expect(HomeOfficeCode(text) == nil)
    }

    @Test func unknownCode() throws {
        let table = try OffenceTable.sample.get()
        let code = try #require(HomeOfficeCode("99999"))
        #expect(table[code] == nil)
        #expect(table.title(code) == "99999")
    }

    @Test(
        "A title is shown without the full stop of its description", arguments: [("Burglary.", "Burglary"), ("Theft", "Theft")])
    func titles(_ description: String, _ title: String) throws {
        let table = try OffenceTable(rows: [Self.header, ["02803", description, "ROBBERY", "", ""]])
        let code = try #require(HomeOfficeCode("02803"))
        #expect(table.title(code) == title && table[code]?.description == description)
    }

    private static let header = ["ho_code", "offence_description", "ogrs3_group", "neighbourhood_crime", "neighbourhood_basis"]

    @Test(
        "Lists that cannot be used are refused with row and reason",
        arguments: [
            (
                [header, ["02803", "x", "ROBBERY", "", ""], ["02803", "y", "ROBBERY", "", ""]], .repeated(row: 2, code: "02803")
            ),
            ([header, ["2803", "x", "ROBBERY", "", ""]], .unreadable(row: 1, column: "ho_code", value: "2803")),
            ([header, ["02803", "x", "THEFT", "", ""]], .unreadable(row: 1, column: "ogrs3_group", value: "THEFT")),
            (
                [header, ["02803", "x", "ROBBERY", "PIRACY", "CORE"]],
                .unreadable(row: 1, column: "neighbourhood_crime", value: "PIRACY")
            ),
            (
                [header, ["02803", "x", "ROBBERY", "ROBBERY", ""]],
                .unreadable(row: 1, column: "neighbourhood_basis", value: "")
            ),
            ([header, ["02803", "x"]], .wrongWidth(row: 1)), ([["ho_code"]], .missingColumn("offence_description")),
        ] as [([[String]], OffenceTableRefusal)])
    func refused(rows: [[String]], refusal: OffenceTableRefusal) {
        #expect(throws: refusal) { try OffenceTable(rows: rows) }
        #expect(refusal.message.en != refusal.message.cy)
    }

    @Test(
        "The whole reference table, where it is at hand",
        .enabled(if: sharedFolder != nil, "no reference folder beside the checkout"))
    func whole() throws {
        let folder = try #require(sharedFolder)
        let table = try OffenceTable(file: RuleFile(folder.appendingPathComponent("reference/offence-codes.csv")))
        #expect(table.count == 3039)
        #expect(table.offences.count { $0.marks.ogrs3 == .needsExactOffence } == 3)
        #expect(table.offences.count { $0.marks.ogrs3 == .notMapped } == 11)
        #expect(table.offences.count { $0.marks.neighbourhoodBasis == .core } == 18)
    }
}
