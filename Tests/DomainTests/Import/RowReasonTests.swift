import Domain
import Testing

@Suite("Reasons of the rows (README of the agencies’ files)")
struct RowReasonTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: ImportKind
        let change: [ColumnMeaning: String]
        let reason: RowReason?
        let column: ColumnMeaning?

        init(_ kind: ImportKind, _ column: ColumnMeaning, _ text: String, _ reason: RowReason?, at: ColumnMeaning? = nil) {
            self.kind = kind
            change = [column: text]
            self.reason = reason
            self.column = at ?? column
        }

        var testDescription: String { "\(kind) \(change) \(reason?.rawValue ?? "")" }
    }

    static let cases = [
        Case(.nominals, .dateOfBirth, "31/02/1990", .impossibleDate),
        Case(.nominals, .dateOfBirth, "29/02/1990", .impossibleDate),
        Case(.nominals, .dateOfBirth, "29/02/1992", nil), Case(.nominals, .dateOfBirth, "1990-03-02", .impossibleDate),
        Case(.nominals, .dateOfBirth, "01/11/2026", nil), Case(.nominals, .dateOfBirth, "02/11/2026", .dobInFuture),
        Case(.nominals, .dateOfBirth, "", nil), Case(.nominals, .reference, " ", .missingMandatory),
        Case(.nominals, .surname, "", .missingMandatory), Case(.nominals, .lastUpdated, "", .missingMandatory),
        Case(.nominals, .lastUpdated, "01/11/2026 23:59", nil), Case(.nominals, .lastUpdated, "02/11/2026 00:00", .futureDate),
        Case(.nominals, .lastUpdated, "29/03/2026 01:30", nil), Case(.nominals, .pnc, "2004/5234567Z", .pncCheckLetter),
        Case(.nominals, .pnc, "NONE", nil), Case(.nominals, .cro, "065656/91Z", .croCheckLetter),
        Case(.nominals, .surname, "=1+1", .formulaText), Case(.nominals, .surname, "1=1", nil),
        Case(.nominals, .forenames, "+44", .formulaText), Case(.nominals, .aliases, "Dai Rhys; @SUM(1)", .formulaText),
        Case(.nominals, .forenames, "=A\"1\"", .formulaText), Case(.nominals, .address, "c/o\n1 Heol", .embeddedNewline),
        Case(.nominals, .aliases, "\"Dai\"", .embeddedQuote), Case(.nominals, .surname, "J\0", .nulByte),
        Case(.nominals, .surname, "J\u{8}", .controlCharacter),
        Case(.nominals, .aliases, String(repeating: "X", count: 500), nil),
        Case(.nominals, .aliases, String(repeating: "X", count: 501), .fieldTooLong),
        Case(.nominals, .sex, "X", .unknownCode), Case(.nominals, .sex, "m", nil),
        Case(.nominals, .markers, "VI|QQ", .unknownCode),
        Case(.custody, .arrested, "29/03/2026 00:59", nil),
        Case(.custody, .arrested, "29/03/2026 01:00", .nonexistentLocalTime),
        Case(.custody, .arrested, "29/03/2026 01:59", .nonexistentLocalTime),
        Case(.custody, .arrested, "29/03/2026 02:00", nil),
        Case(.custody, .arrested, "31/02/2026 10:00", .impossibleDate),
        Case(.custody, .arrested, "01/02/2026 24:00", .impossibleDate),
        Case(.custody, .arrested, "", .missingMandatory), Case(.custody, .arrested, "02/11/2026 00:00", .futureDate),
        Case(.custody, .offenceCode, "99999", .unknownOffenceCode), Case(.custody, .offenceCode, "", .missingMandatory),
        Case(.custody, .offenceCode, "0460", .unreadableOffenceCode), Case(.custody, .offenceCode, "04600", nil),
        Case(.custody, .disposal, "", nil), Case(.custody, .disposalDate, "31/04/2026", .impossibleDate),
        Case(.convictions, .pnc, "2004/5234567Z", .pncCheckLetter), Case(.convictions, .pnc, "NONE", .missingMandatory),
        Case(.convictions, .courtDate, "01/11/2026", nil), Case(.convictions, .courtDate, "02/11/2026", .futureDate),
        Case(.convictions, .adjudication, "", .missingMandatory), Case(.convictions, .adjudication, "LOST", .unreadableCode),
        Case(.convictions, .sentenceDays, "30", nil), Case(.convictions, .sentenceDays, "x", .notANumber),
        Case(.convictions, .sentenceDays, "-1", .notANumber), Case(.convictions, .offenceCode, "99999", .unknownOffenceCode),
        Case(.convictions, .offenceCode, "04600", nil), Case(.convictions, .offenceCode, "0460", .unreadableOffenceCode),
        Case(.convictions, .offenceCode, "046000", .unreadableOffenceCode),
        Case(.convictions, .offenceCode, "BURGLARY", .unreadableOffenceCode),
        Case(.convictions, .offenceCode, "NONE", .unreadableOffenceCode),
        Case(.convictions, .offenceCode, "", .missingMandatory),
        Case(.cases, .offenceCode, "0460", .unreadableOffenceCode), Case(.cases, .offenceCode, "99999", .unknownOffenceCode),
        Case(.cases, .offenceCode, "", nil),
        Case(.cases, .dateOfBirth, "01/02/2025", .dobNotBeforeConviction), Case(.cases, .dateOfBirth, "31/01/2025", nil),
        Case(.cases, .dateOfBirth, "02/11/2026", .dobInFuture), Case(.cases, .endDate, "01/02/2026", nil),
        Case(.cases, .endDate, "31/01/2026", .datesOutOfOrder), Case(.cases, .endDate, "", nil),
        Case(.cases, .orderType, "", .missingMandatory), Case(.cases, .orderType, "Tagging", .unreadableCode),
        Case(.cases, .reference, "Z", .crnForm), Case(.cases, .ogrs3OneYear, "101", .notANumber),
        Case(.cases, .ogrs3OneYear, "100", nil), Case(.cases, .prisonNumber, "Z", .prisonNumberForm),
        Case(.releases, .releaseDate, "01/02/2026", nil), Case(.releases, .releaseDate, "31/01/2026", .datesOutOfOrder),
        Case(.releases, .receptionDate, "", .missingMandatory), Case(.releases, .pnc, "1Z", .pncCheckLetter),
    ]

    @Test(arguments: cases)
    func reasons(example: Case) throws {
        let finding: RowFinding?
        switch try ImportSample.read(example.kind, example.change) {
        case .accepted(_, let findings):
            #expect(findings.count <= 1)
            finding = findings.first
            if let finding { #expect([.warn, .accept].contains(finding.reason.outcome(in: example.kind))) }
        case .refused(let reason):
            finding = reason
            #expect(reason.reason.outcome(in: example.kind) == .reject)
        }
        #expect(finding?.reason == example.reason)
        if example.reason != nil { #expect(finding?.header == example.column?.key.uppercased()) }
    }

    @Test("As many columns as the header", arguments: [(-1, RowReason.tooFewColumns), (1, .tooManyColumns)])
    func columns(more: Int, reason: RowReason) throws {
        let reader = try ImportSample.reader(.custody)
        let fields = [String](repeating: "x", count: reader.headers.count + more)
        let reading = reader.read(DelimitedRecord(number: 1, line: 2, fields: fields))
        #expect(reading == .refused(RowFinding(reason, detail: "\(8 + more) / 8")))
    }

    @Test("In the convictions a wrong check letter rejects; elsewhere it warns", arguments: ImportKind.allCases)
    func checkLetter(kind: ImportKind) {
        #expect(RowReason.pncCheckLetter.outcome(in: kind) == (kind == .convictions ? .reject : .warn))
    }

    @Test("A conviction or an arrest is of an offence; an order stands without one", arguments: ImportKind.allCases)
    func unreadableOffence(kind: ImportKind) {
        #expect(RowReason.unreadableOffenceCode.outcome(in: kind) == (kind == .cases ? .warn : .reject))
        #expect(RowReason.unknownOffenceCode.outcome(in: kind) == .warn)
    }

    @Test("Every reason says in both languages what is wrong", arguments: RowReason.allCases)
    func words(reason: RowReason) {
        let message = RowFinding(reason, header: "DOB", detail: "1").message
        #expect(message.en.hasPrefix("DOB: ") && message.cy.hasPrefix("DOB: "))
        #expect(message.en != message.cy)
        #expect(!message.en.contains(reason.rawValue))
    }
}
