import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Searching for people")
struct SearchTests {
    static let everybody = ["Siân", "Dafydd", "Gwilym", "Silvia", "Evan", "Carwyn"]

    @Test(
        arguments: [
            // Accents, capitals and apostrophes.
            ("sian", ["Siân"]), ("SIÂN", ["Siân"]), ("siân jones", ["Siân"]), ("jones, sian", ["Siân"]),
            ("sian mair", ["Siân"]),
            // Nicknames and Welsh forms.
            ("dai", ["Dafydd"]), ("david", ["Dafydd"]), ("jane jones", ["Siân"]), ("bill llewellyn", ["Gwilym"]),
            // The particles of a patronymic.
            ("ap rhys", ["Dafydd"]), ("ab rhys", ["Dafydd"]), ("rhys", ["Dafydd"]), ("rees", ["Dafydd"]),
            // Spellings of one family name.
            ("llywelyn", ["Gwilym"]), ("llewelyn", ["Gwilym"]), ("llewellyn", ["Gwilym"]), ("lewellyn", ["Gwilym"]),
            // Aliases.
            ("bowen", ["Gwilym"]), ("wil bowen", ["Gwilym"]),
            // The beginning of the last word; family names that begin with it first.
            ("jon", ["Siân", "Silvia"]), ("jone", ["Siân"]), ("sian jon", ["Siân"]), ("si", ["Siân", "Silvia"]),
            ("mai", ["Siân"]),
            ("mair si", ["Siân"]), ("sian bowen", []), ("xyz", []),
            ("sian mair jones", ["Siân"]), ("jones mair sian", ["Siân"]), ("jones jones", ["Siân"]),
            ("llewellyn bowen wil", ["Gwilym"]),
        ] as [(String, [String])])
    func findsByName(_ typed: String, _ given: [String]) async throws {
        try await expect(typed, given)
    }

    @Test(
        arguments: [
            // PNC ID in each of its forms.
            ("2013/6312209U", ["Siân"]), ("20136312209u", ["Siân"]), ("13/6312209U", ["Siân"]), ("136312209U", ["Siân"]),
            ("2013/6312209X", []),
            // CRO, CRN, prison number.
            ("65656/91H", ["Dafydd"]), ("065656/91h", ["Dafydd"]), ("E100001", ["Siân"]), ("e100001", ["Siân"]),
            ("a1234bc", ["Siân"]),
            // Local reference, custody number.
            ("G1000002", ["Dafydd"]), ("g1000002", ["Dafydd"]), ("CU2025/000658", ["Siân"]), ("NOM-10000001", []),
        ] as [(String, [String])])
    func findsByNumber(_ typed: String, _ given: [String]) async throws {
        try await expect(typed, given)
    }

    @Test("A number that failed its check finds whom it stands on, as it is written", arguments: Engine.available)
    func findsUnverified(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            try await world.site.database.write { connection in
                try connection.execute(
                    "UPDATE record SET pnc = '2013/6312209X', pnc_verified = 0 WHERE person_id = \(people.llywelyn)")
                try connection.execute(
                    "UPDATE record SET cro = '65656/91Z', cro_verified = 0 WHERE person_id = \(people.formula)")
            }
            let browser = try await world.browser(client, as: .carys)
            for (typed, given) in [
                ("2013/6312209X", "Gwilym"), ("2013/6312209x", "Gwilym"), ("65656/91Z", "Evan"), ("2013/6312209U", "Siân"),
                ("2013/6312209Y", nil), ("2013/631220", nil),
            ] as [(String, String?)] {
                let seen = try await browser.get(("/people" as Path).query([("q", typed)]).text)
                #expect(Self.everybody.filter { seen.html.contains(", \($0)") } == (given.map { [$0] } ?? []), "\(typed)")
            }
            let stranger = try await world.stranger(client)
            #expect(!(try await stranger.get("/people?q=2013/6312209X")).html.contains("Gwilym"))
        }
    }

    @Test(arguments: Engine.available)
    func findsOnEveryEngine(_ engine: Engine) async throws {
        for (typed, given) in [
            ("jon", ["Siân", "Silvia"]), ("dai", ["Dafydd"]), ("jane jon", ["Siân"]), ("13/6312209U", ["Siân"]),
        ] {
            try await expect(typed, given, engine)
        }
    }

    @Test(arguments: Engine.available)
    func holdersOfSeveralAreasFindEverybodyOnce(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, _, client in
            let browser = try await world.stranger(client, .coordinator, "gwent-police", [.gwent, .southWales])
            let all = try await browser.get("/people")
            #expect(all.html.contains("Showing 1 to 6 of 6"))
            let jones = try await browser.get("/people?q=jones")
            #expect(jones.html.contains("Showing 1 to 2 of 2") && jones.html.contains("Carwyn"))
        }
    }

    private func expect(_ typed: String, _ given: [String], _ engine: Engine = .memory) async throws {
        try await GwentPeople.visit(engine) { world, _, client in
            let path = ("/people" as Path).query([("q", typed)]).text
            let seen = try await world.browser(client, as: .carys).get(path)
            #expect(seen.status == .ok, "\(path)")
            #expect(Set(SearchTests.everybody.filter { seen.html.contains(", \($0)") }) == Set(given))
        }
    }
}

@Suite("Finding people is a matter of index ranges")
struct SearchPlanTests {
    @Test(
        arguments: [
            "", "q=jones", "q=sian+jones", "q=dai", "q=evan", "q=13/6312209U", "q=CU2025/000658", "sort=score", "page=3",
            "statutory=yes", "rag=red", "proposal=FIXED-1&band=HIGH&area=W15000002",
        ], Language.allCases)
    func noTableIsReadFromEndToEnd(_ query: String, _ language: Language) async throws {
        try await World.with { world in
            let viewer = Viewer(try world.officer(.carys), at: World.start)
            let today = world.site.today
            try await world.site.database.read { connection in
                let listening = Listening(connection)
                let question = PeopleQuestion(try #require(Form(urlEncoded: query.utf8)), language, today: today)
                _ = try PeopleFinder(listening, viewer, today, question).find(question)
                _ = try PeopleStore.lines(listening, viewer, [1, 2, 3])
                // A list is a walk along the names, which ends with the page.
                let order = language == .english ? "person_order" : "person_order_cy"
                let scans = try listening.scans().filter { $0 != "SCAN p USING COVERING INDEX \(order)" }
                #expect(scans == [])
            }
        }
    }

    @Test
    func norForACase() async throws {
        try await World.with { world in
            let viewer = Viewer(try world.officer(.carys), at: World.start)
            try await world.site.database.read { connection in
                let listening = Listening(connection)
                #expect(throws: NotFound.self) { _ = try CaseStore.whole(listening, viewer, 1) }
                let scans = try listening.scans()
                #expect(scans == [])
            }
        }
    }
}

/// Passes statements on, and remembers them.
private final class Listening: Connection {
    let connection: any Connection
    var heard: [SQL] = []

    init(_ connection: any Connection) {
        self.connection = connection
    }

    var dialect: Dialect { connection.dialect }

    func query(_ sql: SQL) throws -> [Row] {
        heard.append(sql)
        return try connection.query(sql)
    }

    func execute(_ sql: SQL) throws { try connection.execute(sql) }
    func changes(_ sql: SQL) throws -> Int { try connection.changes(sql) }

    func pipeline(_ statements: [SQL]) throws -> [[Row]] {
        heard += statements
        return try connection.pipeline(statements)
    }

    func forEach(_ sql: SQL, _ each: (borrowing Cursor) throws -> Void) throws {
        heard.append(sql)
        try connection.forEach(sql, each)
    }

    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        try connection.insert(into: table, columns, rows)
    }

    /// Steps of SQLite's plans that read a whole table of people or records.
    func scans() throws -> [String] {
        try heard.flatMap { try connection.query("EXPLAIN QUERY PLAN \($0)") }.map { try $0.get("detail", as: String.self) }
            .filter { step in
                guard step.hasPrefix("SCAN ") else { return false }
                let what = step.split(separator: " ")[1]
                return !["json_each", "counted", "found", "u", "selection_round", "CONSTANT"].contains(String(what))
            }
    }
}
