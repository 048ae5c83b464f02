import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Records that may be meant: read by signature, none dropped in silence")
struct MatchCandidatesTests {
    @Test(
        "So many alike that nobody could tell: the likeliest are asked about, and the file says so", arguments: Engine.available
    )
    func crowded(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let rows = (0..<230).map { GwentFile.row("G\($0)", "Smith", "John", born: "") }
            let file = try await ImportRunning.whole(
                try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
            // Before the twelfth there are ten others at most.
            #expect(file.crowded == 230 - 11)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == 45 + 220 * 10)
            let words = try #require(ImportWords.crowded(file))
            #expect(words.en.hasPrefix("219 rows could be so many people"))
            #expect(words.cy.hasPrefix("219 o resi") || words.cy.hasPrefix("219 rhes"))
        }
    }

    @Test("Every stored record has a signature, and a changed record another", arguments: Engine.available)
    func signed(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            func take(_ rows: [String]) async throws {
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
            }
            func signatures() async throws -> [MatchSignature] {
                try await world.site.database.read { connection in
                    try connection.query(
                        """
                        SELECT DISTINCT k.record_id, k.low, k.high FROM
                          (SELECT * FROM match_key UNION ALL SELECT * FROM match_key_waiting) k ORDER BY k.record_id
                        """
                    )
                    .map { MatchSignature(try $0.get("low"), try $0.get("high")) }
                }
            }
            try await take([GwentFile.row("G1", "Prosser"), GwentFile.row("G2", "Kowalski", "Piotr", born: "05/04/1990")])
            let before = try await signatures()
            #expect(before.count == 2)
            world.clock.move(seconds: 1)
            try await take([GwentFile.row("G1", "Vaughan", updated: "02/02/2026 10:00")])
            let after = try await signatures()
            #expect(after.count == 2 && after[0] != before[0] && after[1] == before[1])
        }
    }

    @Test("A record of which no signature was kept is found as ever", arguments: Engine.available)
    func unsigned(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            func take(_ row: String) async throws {
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
                world.clock.move(seconds: 1)
            }
            try await take(GwentFile.row("G1", "Prosser"))
            try await world.site.database.write { connection in
                for table in SpreadTable.matchKey.both {
                    try connection.execute("UPDATE \(name: table) SET low = NULL, high = NULL")
                }
            }
            try await take(GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00"))
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 1)
        }
    }

    @Test("A changed record whose person became another earlier in the file asks nothing", arguments: Engine.available)
    func unitedBefore(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let day = try #require(Day(iso: "2026-01-01"))
            let letters = "ABCDEFGHJKLMNPQRTUVWXYZ".map { "123456/04\($0)" }
            let cro = try #require(letters.first { IdentifierKind.cro.check($0, asOf: day)?.verified == true })
            func row(_ reference: String, born: String, pnc: String, cro: String, home: String, updated: String) -> String {
                "\(reference),Prosser,Gwenllian,,,\(born),F,W1,\(pnc),\(cro),\(home),,Brynmawr,NP23 4AB,,\(updated)"
            }
            func take(_ rows: [String]) async throws {
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
                world.clock.move(seconds: 1)
            }
            let (born, first, later) = ("04/05/1990", "01/02/2026 10:00", "02/02/2026 10:00")
            try await take([
                row("G1", born: "", pnc: "1994/1000001M", cro: "", home: "9 Stryd Fawr", updated: first),
                row("G2", born: born, pnc: "", cro: cro, home: "1 Heol Las", updated: first),
                row("G3", born: born, pnc: "", cro: cro, home: "1 Heol Las", updated: first),
            ])
            let people: SQL = "SELECT COUNT(DISTINCT person_id) AS n FROM record"
            let questions: SQL = "SELECT COUNT(*) AS n FROM match_review"
            #expect(try await world.site.count(people) == 2)
            let asked = try await world.site.count(questions)
            try await take([
                row("G4", born: born, pnc: "1994/1000001M", cro: cro, home: "1 Heol Las", updated: later),
                row("G3", born: born, pnc: "", cro: cro, home: "2 Heol Las", updated: later),
            ])
            #expect(try await world.site.count(people) == 1)
            #expect(try await world.site.count(questions) == asked)
        }
    }

    @Test("A full run asks nothing where an import has asked as much as anybody could answer", arguments: Engine.available)
    func fullRun(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let rows = (0..<40).map { GwentFile.row("G\($0)", "Smith", "John", born: "") }
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let plan = try await LinkageCheck(site: world.site, actor: .command("test"), version: version).plan()
            #expect(plan.counts.isEmpty && plan.crowded > 0)
            #expect(try #require(LinkageCounts(plan).crowd).cy.contains("tebycaf"))
        }
    }
}
