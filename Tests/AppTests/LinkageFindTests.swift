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
            var file = LinkageFindFile("people.csv", chosen: [:], asOf: world.site.today)
            #expect(try file.take(Self.header) == nil)
            let record = try #require(try file.take(asked.row)).record
            let found = try await world.site.database.read { connection in
                try LinkageFound(connection, LinkageVersions.inUse(connection), record)
            }
            #expect(found.outcome == asked.outcome, "\(found)")
            #expect((found.person == nil) == (asked.outcome == .different))
            #expect(found.explanation.isEmpty == (asked.outcome == .different))
        }
    }

    @Test("A file without ids, or without anything to compare, is refused")
    func refused() {
        var file = LinkageFindFile("people.csv", chosen: [:], asOf: Day(number: 0))
        #expect(throws: LinkageProblem.self) { try file.take(["given_name", "family_name"]) }
        var other = LinkageFindFile("people.csv", chosen: [:], asOf: Day(number: 0))
        #expect(throws: LinkageProblem.self) { try other.take(["rec_id", "colour"]) }
    }
}
