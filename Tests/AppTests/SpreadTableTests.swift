import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Match keys and search words count while they wait to be moved, and afterwards")
struct SpreadTableTests {
    @Test(
        "Names and numbers find the same people",
        arguments: [
            ("siân jones", ["Siân"]), ("dai", ["Dafydd"]), ("jon", ["Siân", "Silvia"]), ("wil bowen", ["Gwilym"]),
            ("mair si", ["Siân"]), ("13/6312209U", ["Siân"]), ("65656/91H", ["Dafydd"]), ("xyz", []),
        ] as [(String, [String])], Engine.available)
    func found(_ asked: (typed: String, given: [String]), _ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let path = ("/people" as Path).query([("q", asked.typed)]).text
            for act in [{ try $0.putBack(only: people.sian) }, { try $0.putBack() }, { try $0.settle() }] as [Act] {
                try await world.site.database.write(act)
                let seen = try await browser.get(path)
                #expect(Set(SearchTests.everybody.filter { seen.html.contains(", \($0)") }) == Set(asked.given))
            }
        }
    }

    @Test("A person who changes while their words wait is found by the new name alone", arguments: Engine.available)
    func changed(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            try await world.site.database.write { connection in
                try connection.putBack()
                try connection.execute("UPDATE record SET given = 'Heledd' WHERE person_id = \(people.sian)")
                try PersonRefresh.refresh(connection, [people.sian])
            }
            for _ in 0..<2 {
                #expect(!(try await browser.get("/people?q=mair").html.contains("Siân")))
                #expect(try await browser.get("/people?q=heledd+jones").html.contains("Showing 1 to 1 of 1"))
                try await world.site.database.write { try $0.settle() }
            }
        }
    }

    @Test("Whatever changes of a person, the words by which they are found are those of their row", arguments: Engine.available)
    func inStep(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            func row(_ surname: String, _ forename: String, _ alias: String, town: String, _ day: Int) -> String {
                "G1,\(surname),\(forename),,\(alias),04/05/1990,F,W1,,,1 Stryd Fawr,,\(town),NP23 4AB,,0\(day)/02/2026 10:00"
            }
            let rows = [
                row("Prosser", "Gwenllian", "", town: "Brynmawr", 1),
                row("Prosser", "Gwenllian", "Jones Mair", town: "Brynmawr", 2),
                row("Prosser", "Gwenllian", "Jones Nia", town: "Blaina", 3),
                row("Vaughan", "Gwenllian", "Jones Nia", town: "Blaina", 4),
                row("Vaughan", "Gwen", "", town: "Blaina", 5),
            ]
            for (number, row) in rows.enumerated() {
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
                world.clock.move(seconds: 1)
                let (stated, found) = try await world.site.database.read { connection in
                    let person = try #require(try connection.first("SELECT words, sort_key FROM person"))
                    let stated: String = try person.get("words")
                    let key: String = try person.get("sort_key")
                    let found = try SpreadTable.personWord.both.flatMap { table in
                        try connection.query("SELECT word FROM \(name: table) WHERE sort_key = \(key)").map {
                            try $0.get("word", as: String.self)
                        }
                    }
                    #expect(try connection.query("SELECT 1 AS one FROM person_word WHERE sort_key <> \(key)").isEmpty)
                    return (stated.split(separator: " ").map(String.init).filter { $0 != key.prefix { $0 != " " } }, found)
                }
                #expect(found.sorted() == stated.sorted(), "row \(number + 1)")
                if number == 1 { try await world.site.database.write { try $0.settle() } }
            }
        }
    }

    @Test("A record finds the one that it belongs with by a key that waits", arguments: [false, true], Engine.available)
    func matched(_ waits: Bool, _ engine: Engine) async throws {
        try await World.with(engine) { world in
            for (reference, town) in [("G1", "Blaina"), ("G2", "Tredegar")] {
                let rows = [GwentFile.row(reference, "Prosser", town: town).replacing(",W1,,", with: ",W1,2013/6312209U,")]
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
                if waits { try await world.site.database.write { try $0.putBack() } }
                world.clock.move(seconds: 1)
            }
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 1)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM record") == 2)
        }
    }

    @Test("What waits at the end of a run is moved when it is much", arguments: Engine.available)
    func settled(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            for (file, moved) in [(GwentFile.many(300), false), (GwentFile.many(600), true)] {
                let plan = try await ImportPlanning.plan(file, world.site)
                let profile = try await Profiles(site: world.site).find("gwent-police/nominals")
                var running = ImportRunning(site: world.site, actor: .command("test"), profile: profile)
                running.mostWaiting = moved ? 100 : 100_000
                _ = try await running.run(plan.id)
                for table in SpreadTable.allCases {
                    let counts = try await world.site.database.read { connection in
                        try table.both.map { try connection.query("SELECT * FROM \(name: $0)").count }
                    }
                    #expect(moved ? counts[0] >= 600 && counts[1] == 0 : counts[0] == 0 && counts[1] >= 300, "\(table)")
                }
            }
        }
    }

    private typealias Act = @Sendable (any Connection) throws -> Void
}

extension Connection {
    /// As in the midst of an import: entries wait that were moved before.
    fileprivate func putBack(only person: Int64? = nil) throws {
        let keys: SQL = person.map { " WHERE record_id IN (SELECT id FROM record WHERE person_id = \($0))" } ?? ""
        let words: SQL = person.map { " WHERE person_id = \($0)" } ?? ""
        for (table, these) in [(SpreadTable.matchKey, keys), (.personWord, words)] {
            try execute("INSERT INTO \(name: table.waiting) SELECT * FROM \(name: table.rawValue)\(these)")
            try execute("DELETE FROM \(name: table.rawValue)\(these)")
        }
    }

    fileprivate func settle() throws {
        for table in SpreadTable.allCases { try table.settle(self) }
    }
}
