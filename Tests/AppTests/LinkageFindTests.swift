import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Before anything is imported: who of a file is known, unsure, new")
struct LinkageFindTests {
    private static let header = ["rec_id", "given_name", "family_name", "dob", "sex", "address", "postcode", "pnc"]

    @Test(
        "By names, date, home and number",
        arguments: [
            (["1", "Gwenllian", "Prosser", "1990-05-04", "F", "1 Stryd Fawr, Brynmawr", "NP23 4AB", ""], MatchOutcome.same),
            (["2", "Gwenlian", "Prosser", "04/05/1990", "F", "", "np234ab", ""], .same),
            (["3", "Gwenllian", "Prosser", "1990-05-04", "F", "", "", ""], .unsure),
            (["4", "Heledd", "Prosser", "1990-05-04", "F", "1 Stryd Fawr, Brynmawr", "NP23 4AB", ""], .unsure),
            (["5", "Sunniva", "Achterberg", "1961-11-12", "F", "", "LL18 1AA", ""], .different),
            (["6", "", "", "", "", "", "", ""], .different),
            (["7", "=1+1", "Prosser", "no date", "?", ",,,", "ZZ99 3VZ", "none"], .different),
        ] as [([String], MatchOutcome)], Engine.available)
    func found(_ asked: (row: [String], outcome: MatchOutcome), _ engine: Engine) async throws {
        try await World.with(engine) { world in
            let rows = [GwentFile.row("G1", "Prosser")]
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
            let record = try #require(try Self.read([Self.header, asked.row], asOf: world.site.today).records.first)
            let found = try await world.site.database.read { connection in
                try LinkageFound(connection, LinkageVersions.inUse(connection), record)
            }
            #expect(found.outcome == asked.outcome, "\(found)")
            #expect((found.person == nil) == (asked.outcome == .different))
            #expect(found.explanation.isEmpty == (asked.outcome == .different))
        }
    }

    private static func read(_ rows: [[String]], columns: String = "", asOf: Day) throws -> LinkageFindFile {
        let folder = try LinkageFolder()
        let path = try folder.write("people.csv", rows.map { CSVWriter.line($0) }.joined())
        return try LinkageFindFile(path, chosen: LinkageColumns.chosen(columns), asOf: asOf)
    }

    @Test(
        "The same person, however date, sex and number are written and the columns are headed",
        arguments: [
            (["1", "Gwenllian Mai", "Prosser", "19900504", "Female", "2000/0000223R"], "2000/0000223R"),
            (["1", "Gwenllian Mai", "Prosser", "04.05.1990", "benyw", "00/223R"], "2000/0000223R"),
            (["1", "Gwenllian Mai", "Prosser", "4/5/1990", "2", "2000/0000223R "], "2000/0000223R"),
            ([" 1 ", "Gwenllian Mai", "Prosser", "1990-05-04", "f", ""], nil),
        ] as [([String], String?)])
    func forms(row: [String], number: String?) throws {
        let header = ["Nr", "Vor Name", "Nach-Name", "Born on", "Sex", "PoliceNo"]
        let columns = "nr=record, vor name = given,Nach Name=family,Born on=born,PoliceNo=pnc"
        let today = try #require(Day(iso: "2026-01-01"))
        let file = try Self.read([header, row], columns: columns, asOf: today)
        let found = try #require(file.records.first)
        #expect(file.ids.text(0) == "1" && file.ids.count == 1 && file.records.count == 1 && file.notCompared.isEmpty)
        #expect(found.born == Day(iso: "1990-05-04") && found.sex == .female)
        #expect(found.identifiers.map(\.value) == [number].compactMap { $0 })
        #expect(found.identifiers.allSatisfy { $0.kind == .pnc && $0.verified })
    }

    @Test("Numbers by which Carfan knows nobody are named; those with a heading of their own are read")
    func notCompared() throws {
        let rows = [
            ["rec_id", "family_name", "nhs_number", "Card", "noms", "Colour"],
            ["1", "Pugh", "999 601 8830", "7", "A1234BC", "red"],
        ]
        let file = try Self.read(rows, columns: "Card=identifier", asOf: Day(number: 0))
        #expect(file.notCompared == ["nhs_number", "Card"] && file.read.unread == ["Colour"])
        #expect(file.said.count == 2 && file.said.allSatisfy { $0.en != $0.cy })
        #expect(file.records.first?.identifiers.map(\.kind) == [.prisonNumber])
    }

    @Test(
        "What carfan link refuses is refused",
        arguments: [
            ([["given_name", "family_name"], ["Huw", "Pugh"]], "", "no column of record ids"),
            ([["rec_id", "colour"], ["1", "blue"]], "", "no column with a name"),
            ([["rec_id", "given_name"], ["1", "Huw"], ["2"]], "", "row 3: 1 cells"),
            ([["rec_id", "given_name"], ["1", "Huw", "x"]], "", "row 2: 3 cells"),
            ([["rec_id", "given_name"], ["", "Huw"]], "", "the record id is empty"),
            ([["rec_id", "given_name"], ["1", "Huw"], ["1", "Siân"]], "", "more than once"),
            ([["rec_id", "given_name"], ["1", "Huw"]], "famly=family", "“famly”"),
        ])
    func refused(rows: [[String]], columns: String, message: String) {
        let problem = #expect(throws: LinkageProblem.self) {
            try Self.read(rows, columns: columns, asOf: Day(number: 0))
        }
        #expect(problem?.message.en.contains(message) == true)
    }
}
