import Domain
import Foundation
import Testing

/// One row of identifier-vectors.csv.
struct IdentifierVector: Sendable, CustomTestStringConvertible {
    let id, type, input, canonical, note: String
    let valid: Bool
    var testDescription: String { "\(id) \(type) \(input): \(note)" }

    static let all: [IdentifierVector] = {
        guard
            let url = Bundle.module.url(
                forResource: "identifier-vectors", withExtension: "csv", subdirectory: "Vectors"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { return [] }
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",", maxSplits: 6, omittingEmptySubsequences: false).map(String.init)
            return IdentifierVector(
                id: cells[0], type: cells[1], input: cells[2], canonical: cells[4], note: cells[6],
                valid: cells[3] == "Y")
        }
    }()

    static let kinds: [String: IdentifierKind] = [
        "ASN": .asn, "CJS_OFFENCE_CODE": .cjsCode, "CRN": .crn, "CRO": .cro, "HO_OFFENCE_CODE": .offenceCode,
        "NHS": .nhs, "PNC": .pnc, "PRISON_NUMBER": .prisonNumber,
    ]
}

@Suite("Identifiers: forms and checks (identifier-vectors.csv)")
struct IdentifierTests {
    static let asOf = Day(year: 2026, month: 11, day: 1) ?? Day(number: 0)

    @Test("All rows are here") func count() { #expect(IdentifierVector.all.count == 128) }

    @Test(arguments: IdentifierVector.all)
    func vector(_ row: IdentifierVector) throws {
        let kind = try #require(IdentifierVector.kinds[row.type])
        let reading = kind.check(row.input, asOf: Self.asOf)
        #expect((reading?.verified ?? false) == row.valid)
        #expect((reading?.canonical ?? "") == row.canonical)
        if let reading {
            #expect(reading.original == row.input)
            #expect((reading.message == nil) == row.valid)
        }
    }

    @Test(
        "The table of the reference",
        arguments: [
            (IdentifierKind.pnc, "033Y", "2003/0000003Y" as String?), (.pnc, "2020/00009N", "2020/0000009N"),
            (.pnc, "02/73319Z", "2002/0073319Z"), (.pnc, "20030011985Z", nil), (.pnc, "1999/1234567/B", nil),
            (.pnc, "1999/B", nil), (.pnc, "/B", nil), (.pnc, "B", nil), (.pnc, "é1/34U", nil),
            (.cro, "SF05/482703J", "SF05/482703J"), (.cro, "85227/65G", nil), (.cro, "1234567/99L", nil),
            (.cro, "123456-99L", nil), (.cro, "SF88/H", nil), (.cro, "/99L", nil),
            (.asn, "0836FP0100000377244A", "0836FP0100000377244A"), (.asn, "1101ZD01448754K", "1101ZD0100000448754K"),
            (.asn, "11/01ZD/01/K", nil), (.asn, "11/01ZD/448754K", nil), (.asn, "K", nil),
            (.offenceCode, "046 00", "04600"), (.offenceCode, "46/0", "04600"), (.offenceCode, "1234/1", nil),
            (.offenceCode, "1/123", nil), (.offenceCode, "28/", nil), (.offenceCode, "28/0/3", nil),
            (.urn, "01ZD0303208", "01ZD0303208"), (.urn, "01ZD030320", nil), (.urn, "01ZD03032A8", nil),
            (.cjsCode, "COML025A", "COML025A"), (.cjsCode, "COMM025", nil), (.prisonNumber, "AB1234", nil),
        ])
    func table(kind: IdentifierKind, input: String, canonical: String?) {
        #expect(kind.check(input, asOf: Self.asOf)?.canonical == canonical)
    }

    @Test("Every example passes its own check", arguments: IdentifierKind.allCases)
    func examples(_ kind: IdentifierKind) {
        #expect(kind.check(kind.example, asOf: Self.asOf)?.verified == true)
    }

    @Test("Placeholders are nothing", arguments: ["", "  ", "none", "N/A", "?", "-", " n/a\t"])
    func placeholders(_ text: String) {
        for kind in IdentifierKind.allCases { #expect(kind.check(text, asOf: Self.asOf) == nil) }
    }

    @Test(
        "A two-digit year belongs to the century that the as-of year gives it",
        arguments: [
            (2026, "26/1W", "2026/0000001W"), (2025, "26/1W", "1926/0000001W"),
            (2100, "26/1W", "2026/0000001W"),
        ])
    func century(year: Int, input: String, canonical: String) throws {
        let asOf = try #require(Day(year: year, month: 1, day: 1))
        #expect(IdentifierKind.pnc.check(input, asOf: asOf)?.canonical == canonical)
    }

    @Test(arguments: [
        (IdentifierKind.pnc, "1999/1234567A", IdentifierFault.checkLetter), (.pnc, "2001/0171310S", .checkLetter),
        (.pnc, "1999/0001234567B", .form), (.cro, "29906/123", .form), (.nhs, "9434765910", .checkDigit),
        (.nhs, "9991507060", .neverIssued), (.cro, "000000/00Z", .neverIssued), (.cro, "SF00/00000Z", .neverIssued),
        (.pnc, "0000/0000000Z", .neverIssued), (.pnc, "00/0Z", .neverIssued), (.prisonNumber, "AB1234", .oldPrisonNumber),
        (.crn, "X12345", .form),
        (.pnc, String(repeating: "9", count: 500), .form),
    ])
    func faults(kind: IdentifierKind, input: String, fault: IdentifierFault) {
        let reading = kind.check(input, asOf: Self.asOf)
        #expect(reading?.fault == fault)
        #expect(reading?.shown == input)
    }

    @Test("Every fault is said in both languages", arguments: IdentifierFault.allCases)
    func messages(_ fault: IdentifierFault) {
        for kind in IdentifierKind.allCases {
            let text = fault.message(kind)
            #expect(text.en != text.cy)
        }
    }
}
