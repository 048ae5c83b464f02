import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Which records make a person, and why: the waterfall says which two records it compares")
struct TiedRecordsTests {
    /// G1, and G2 with G3 beside it: two people, of whom G1 and G2 say that they are one.
    private static func two(_ world: World) async throws {
        for row in [
            GwentFile.row("G1", "Prosser"), GwentFile.row("G3", "Prosser", town: "Rhyl"),
            GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00"),
        ] {
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
            world.clock.move(seconds: 1)
        }
        try await world.site.database.write { connection in
            let person = try connection.insertReturningID(
                """
                INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                VALUES ('', '', '', '', 'gwent', \(world.clock.now)) RETURNING id
                """)
            try connection.execute("UPDATE record SET person_id = \(person) WHERE reference IN ('G2', 'G3')")
            try connection.execute(
                """
                UPDATE record_link SET person_id = \(person), rule = 'first-record', explanation = ''
                WHERE record_id IN (SELECT id FROM record WHERE reference IN ('G2', 'G3'))
                """)
            try PersonRefresh.refresh(connection, try connection.query("SELECT id FROM person").map { try $0.get("id") })
        }
    }

    private static func join(_ world: World) async throws -> Int64 {
        let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
        let found = try await LinkageCheck(site: world.site, actor: .command("test"), version: version).run().counts
        #expect(found[.join] == 1, "\(found)")
        world.clock.move(seconds: 1)
        return try await world.owner("G1")
    }

    /// What the page says of a record, from its heading to the next.
    private static func section(_ reference: String, _ html: String, _ world: World) async throws -> String {
        let id: Int64 = try await world.site.database.read {
            try $0.value("SELECT id FROM record WHERE reference = \(reference)") ?? 0
        }
        let after = html.components("id=\"record-\(id)\"").dropFirst().joined()
        return after.components("</section>").first ?? ""
    }

    @Test(
        "A record that came along with another: the two that tied the people together, not itself",
        arguments: Language.allCases,
        Engine.available)
    func named(_ language: Language, _ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await Self.two(world)
            let person = try await Self.join(world)
            let browser = try await world.browser(client, as: .carys)
            browser.language = language.rawValue
            let page = try await browser.get("/people/\(person)/records")
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            let (tied, own, beside) =
                language == .english
                ? ("These two records tied the people together: ", "Whether Gwent Police", " beside ")
                : ("Y ddau gofnod hyn a glymodd y bobl ynghyd: ", "A yw Heddlu Gwent", " wrth ymyl ")
            for reference in ["G2", "G3"] {
                let shown = try await Self.section(reference, page.html, world)
                let caption = shown.components(tied).dropFirst().first?.prefix { $0 != "<" } ?? ""
                #expect(
                    caption.contains("G1") && caption.contains("G2") && caption.contains(beside), "\(reference): \(caption)")
                #expect(!shown.contains(own) && !caption.contains("G3"))
            }
            #expect(!(try await Self.section("G1", page.html, world)).contains(tied))
        }
    }

    @Test("An ordinary link says as before whether the record is of this person")
    func ordinary() async throws {
        try await World.visit { world, client in
            for row in [GwentFile.row("G1", "Prosser"), GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00")] {
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
            }
            let path = "/people/\(try await world.owner("G1"))/records"
            let page = try await world.browser(client, as: .carys).get(path)
            #expect(try await Self.section("G2", page.html, world).contains("Whether Gwent Police G2 is of this person"))
            #expect(!page.html.contains("tied the people together"))
        }
    }

    @Test("What was kept before both were: the one that is known", arguments: Engine.available)
    func old(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await Self.two(world)
            let person = try await Self.join(world)
            try await world.site.database.write { connection in
                let first: Int64 = try connection.value("SELECT id FROM record WHERE reference = 'G1'") ?? 0
                let explanation = "{\"with\":\(first),\"points\":[{\"points\":9,\"en\":\"Name\",\"cy\":\"Enw\"}]}"
                try connection.execute("UPDATE record_link SET explanation = \(explanation) WHERE explanation <> ''")
            }
            let page = try await world.browser(client, as: .carys).get("/people/\(person)/records")
            let shown = try await Self.section("G3", page.html, world)
            #expect(shown.contains("Two records tied the people together, one of them Gwent Police G1<"), "\(shown)")
        }
    }

    @Test("Of a record that is elsewhere now neither the name nor how it compared is shown", arguments: Engine.available)
    func elsewhere(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await Self.two(world)
            let person = try await Self.join(world)
            let browser = try await world.browser(client, as: .carys)
            #expect(try await world.unlink(browser, "G2", from: person, "record").status == .seeOther)
            let page = try await browser.get("/people/\(try await world.owner("G3"))/records")
            let shown = try await Self.section("G3", page.html, world)
            #expect(shown.contains("said of a record that is elsewhere now"), "\(shown)")
            #expect(!shown.contains("G2") && !shown.contains("class=\"numeric\""))
        }
    }

    @Test(
        "Of several links by rule the weakest is named, at its record alone; one link is not the weakest",
        arguments: Engine.available)
    func weakest(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let browser = try await world.browser(client, as: .carys)
            let said = "this one weighs the least"
            for (reference, forename) in [("G1", "Gwenllian"), ("G2", "Gwenllian"), ("G3", "Gwenlian")] {
                let row = GwentFile.row(reference, "Prosser", forename, updated: "02/02/2026 10:00")
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
                world.clock.move(seconds: 1)
                let html = try await browser.get("/people/\(try await world.owner("G1"))/records").html
                #expect(html.contains(said) == (reference == "G3"))
                if reference == "G3" {
                    #expect(try await Self.section("G3", html, world).contains(said))
                    #expect(html.components(said).count == 2)
                }
            }
        }
    }
}
