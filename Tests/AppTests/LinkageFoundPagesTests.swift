import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// G1 and G2 are of one person, whom somebody has made two; G3 may be a twin of both, about whom nobody is asked.
enum LinkageFoundWorld {
    static func make(_ world: World) async throws {
        let rows = [
            GwentFile.row("G1", "Prosser"), GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00"),
            GwentFile.row("G3", "Prosser", "Heledd"),
        ]
        for row in rows {
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
            world.clock.move(seconds: 1)
        }
        try await part("G2", world)
        try await world.site.database.write { try $0.execute("DELETE FROM match_review") }
    }

    static func part(_ reference: String, _ world: World) async throws {
        let now = world.clock.now
        try await world.site.database.write { connection in
            let person = try connection.insertReturningID(
                """
                INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                VALUES ('', '', '', '', 'gwent', \(now)) RETURNING id
                """)
            try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = \(reference)")
            try PersonRefresh.refresh(connection, try connection.query("SELECT id FROM person").map { try $0.get("id") })
        }
    }

    static func number(_ reference: String, _ world: World) async throws -> Int64 {
        Int64(try await world.site.count("SELECT id AS n FROM record WHERE reference = \(reference)"))
    }

    static func both(_ world: World) async throws -> (Int64, Int64) {
        (try await number("G1", world), try await number("G2", world))
    }

    /// Counted by the administrator, as the page has it.
    static func counted(_ world: World, _ client: any TestClientProtocol) async throws -> Browser {
        let owain = try await world.browser(client, as: .owain)
        #expect(try await owain.post("/linkage/check", ["number": "0"]).status == .seeOther)
        _ = try await world.settled(owain, "/linkage")
        return owain
    }

    static let people: SQL = "SELECT COUNT(DISTINCT person_id) AS n FROM record"
}

@Suite("Which people a full run would change: seen before it is done")
struct LinkageFoundPagesTests {
    @Test("By rule for all, the people for coordinators, no name in what is kept", arguments: Engine.available)
    func seen(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await LinkageFoundWorld.make(world)
            let owain = try await LinkageFoundWorld.counted(world, client)
            let carys = try await world.browser(client, as: .carys)
            for browser in [owain, carys] {
                let page = try await browser.get("/linkage")
                #expect(page.html.contains("The same by rule") && page.html.contains("perhaps twins"))
                #expect(page.html.contains("href=\"/linkage/found?number=0\"") == (browser === carys))
                #expect(!page.html.contains("Prosser, Gwenllian") && Markup.problems(html: Array(page.html.utf8)) == [])
            }
            let kept: String = try await world.site.database.read { try $0.value("SELECT counts FROM linkage_work") ?? "" }
            #expect(kept.contains("\"rule\":\"relatives\"") && !kept.lowercased().contains("prosser"))
            let (one, two) = try await LinkageFoundWorld.both(world)
            let list = try await carys.get("/linkage/found")
            #expect(list.html.contains("/linkage/found/\(two)/\(one)?number=0\"") && list.html.contains("Prosser, Gwenllian"))
            #expect(!list.html.contains("Heledd") && list.html.contains("that they are two people"))
            let entry = try #require(try await world.journal().last)
            #expect(entry.kind == .consultation && entry.subjects.count == 2 && entry.records == ["linkage_work:1"])
            #expect(JournalActs.words(entry).en == "Whom a full run would join or ask about")
            #expect(try await carys.get("/linkage/found?kind=doubt").html.components("Prosser, Heledd").count == 3)
            #expect(try await carys.get("/linkage/found?kind=loose").html.contains("Nothing of this kind"))
            let pair = try await carys.get("/linkage/found/\(two)/\(one)?number=0")
            #expect(
                pair.html.contains("would join these two people by rule") && pair.html.contains("class=\"data-table waterfall"))
            let looked = try #require(try await world.journal().last)
            #expect(looked.subjects == entry.subjects && looked.records == ["record:\(two)", "record:\(one)"])
            #expect(JournalActs.words(looked).en == "Two records side by side")
            // Nothing has come of looking.
            #expect(try await world.site.count(LinkageFoundWorld.people) == 3)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == 0)
        }
    }

    @Test("In both languages, whatever there is to say", arguments: Language.allCases)
    func words(_ language: Language) async throws {
        try await World.visit { world, client in
            try await LinkageFoundWorld.make(world)
            let carys = try await world.browser(client, as: .carys)
            carys.language = language.rawValue
            let isEnglish = language == .english
            let (one, two) = try await LinkageFoundWorld.both(world)
            let three = try await LinkageFoundWorld.number("G3", world)
            func page(_ path: String, _ words: String, _ welsh: String) async throws {
                let seen = try await carys.get(path)
                #expect(seen.status == .ok && seen.html.contains(isEnglish ? words : welsh), "\(path)")
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
            }
            try await page("/linkage/found", "has not been counted", "Nid yw wedi’i gyfrif")
            try await page("/linkage/found/\(two)/\(one)", "or nothing was counted", "neu ni chyfrifwyd dim")
            _ = try await LinkageFoundWorld.counted(world, client)
            try await page("/linkage", "The same by rule", "Yr un peth yn ôl rheol")
            try await page("/linkage/found", "the weakest first", "y gwannaf yn gyntaf")
            try await page("/linkage/found?kind=doubt", "the strongest first", "y cryfaf yn gyntaf")
            try await page("/linkage/found?kind=loose", "Nothing of this kind", "Nid oes dim o’r math hwn")
            try await page("/linkage/found/\(two)/\(one)", "would join these two", "yn cysylltu’r ddau berson")
            try await page("/linkage/found/\(three)/\(one)", "would put these two", "yn anfon y ddau berson")
            // Counted by a program that kept no pairs.
            try await world.site.database.write {
                try $0.execute("UPDATE linkage_work SET counts = '{\"records\":3,\"joins\":1,\"doubts\":2,\"loose\":0}'")
            }
            try await page("/linkage/found", "before plans kept pairs", "cyn i gynlluniau gadw parau")
            try await page("/linkage", "Pairs of people joined", "Parau o bobl a gysylltid")
            try await world.site.database.write { connection in
                try connection.execute(
                    "UPDATE record SET given = 'Sunniva', date_of_birth = '1931-01-02' WHERE reference = 'G3'")
            }
            try await page("/linkage/found/\(three)/\(one)", "neither join these two people", "ni fyddai rhediad llawn")
        }
    }

    @Test("Whose case is not open is not there: closed counted, hidden and barred in no number", arguments: Engine.available)
    func hidden(_ engine: Engine) async throws {
        for state in ["closed", "hidden", "barred"] {
            try await World.visit(engine) { world, client in
                try await LinkageFoundWorld.make(world)
                _ = try await LinkageFoundWorld.counted(world, client)
                let (gwen, officer) = try await world.join(client, "gwen", .coordinator, "gwent-police")
                let carys = try await world.browser(client, as: .carys)
                let (one, two) = try await LinkageFoundWorld.both(world)
                let path = "/linkage/found/\(two)/\(one)"
                #expect(try await gwen.get("/linkage/found").html.contains(path))
                try await Self.hide(state, "G2", officer.id, world)
                let entries = try await world.journal().count
                let list = try await gwen.get("/linkage/found")
                #expect(!list.html.contains(path) && !list.html.contains("Prosser"), "\(state)")
                #expect(list.html.contains("class=\"withheld\"") == (state == "closed"), "\(state)")
                #expect(try await world.journal().count == entries, "\(state)")
                for ids in ["\(two)/\(one)", "\(one)/\(two)"] {
                    #expect(try await gwen.get("/linkage/found/\(ids)").status == .notFound, "\(state)")
                    #expect(try await gwen.post("/linkage/found/\(ids)/question", ["seen": "join"]).status == .notFound)
                }
                #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == 0)
                let theirs = try await carys.get("/linkage/found").html
                #expect(theirs.contains(path) && !theirs.contains("class=\"withheld\""), "\(state)")
            }
        }
    }

    private static func hide(_ state: String, _ reference: String, _ officer: Int64, _ world: World) async throws {
        let (now, carys) = (world.clock.now, try world.officer(.carys).id)
        try await world.site.database.write { connection in
            let person: Int64 = try connection.value("SELECT person_id FROM record WHERE reference = \(reference)") ?? 0
            if state == "barred" {
                try connection.execute(
                    """
                    INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                    VALUES (\(person), \(person), \(officer), 'excluded', '', \(carys), \(now))
                    """)
                return
            }
            let id = try connection.insertReturningID(
                """
                INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
                VALUES (\(person), \(person), \(state), '', \(carys), \(now)) RETURNING id
                """)
            try connection.execute("INSERT INTO case_restriction_officer (restriction_id, officer_id) VALUES (\(id), \(carys))")
            try PersonRefresh.refresh(connection, [person])
        }
    }

    @Test("Coordinators alone; the others, administrators too, find nothing there")
    func rights() async throws {
        try await World.visit { world, client in
            try await LinkageFoundWorld.make(world)
            _ = try await LinkageFoundWorld.counted(world, client)
            let (one, two) = try await LinkageFoundWorld.both(world)
            for named in Named.allCases where named != .carys {
                let browser = try await world.browser(client, as: named)
                for path in ["/linkage/found", "/linkage/found/\(two)/\(one)"] {
                    #expect(try await browser.get(path).status == .notFound, "\(named) \(path)")
                }
                let put = try await browser.post("/linkage/found/\(two)/\(one)/question", ["seen": "join"])
                #expect(put.status == .notFound, "\(named)")
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == 0)
        }
    }
}
