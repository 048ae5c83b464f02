import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Rounds in the browser: plan, see, run")
struct RoundPageTests {
    static let wish = [("name", "April panels"), ("as_of-day", "1"), ("as_of-month", "3"), ("as_of-year", "2026")]

    /// Looks again, as the page does by itself, until the phrase is there.
    private func wait(_ browser: Browser, _ path: String, for phrase: String) async throws -> Seen {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            let seen = try await browser.get(path)
            if seen.html.contains(phrase) || ContinuousClock.now > end { return seen }
            await Task.yield()
        }
    }

    @Test(arguments: Engine.available)
    func planSeeRun(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let former = try await world.current()?.id
            let asked = try await browser.post("/rounds", Self.wish)
            let path = try #require(asked.location)
            let plan = try await wait(browser, path, for: "Run the round")
            #expect(plan.html.contains("Run the round") && plan.html.contains("capacity not set"))
            #expect(Markup.problems(html: Array(plan.html.utf8)) == [])
            #expect(try await world.current()?.id == former)
            #expect(try await browser.post("\(path)/run").status == .seeOther)
            let done = try await wait(browser, path, for: "tag green\">current")
            #expect(done.html.contains("tag green\">current"))
            #expect(try await world.current()?.name == "April panels")
            #expect(try await browser.get("/panels/W15000002").html.contains("April panels"))
            #expect(try await browser.post("\(path)/run").status == .seeOther)
            #expect(try await world.current()?.name == "April panels")
        }
    }

    @Test("Examples are shown of whose case is open to the officer, and entered")
    func examples() async throws {
        try await World.visit { world, client in
            let people = try await CohortPeople.make(world)
            let browser = try await world.browser(client, as: .carys)
            let path = try #require(try await browser.post("/rounds", Self.wish).location)
            let plan = try await wait(browser, path, for: "Run the round")
            #expect(plan.html.contains("Morgan, Rhodri") && !plan.html.contains("Rees, Carwyn"))
            let entry = try #require(try await world.casework().last)
            #expect(
                entry.kind == .consultation && entry.subjects.contains(people.rhodri)
                    && !entry.subjects.contains(people.swansea))
        }
    }

    @Test(
        "Everybody who would move, before it is stored: page by page, as far as the case is open", arguments: Engine.available)
    func movements(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let people = try await CohortPeople.make(world)
            let browser = try await world.browser(client, as: .carys)
            let path = try #require(try await browser.post("/rounds", Self.wish).location)
            let plan = try await wait(browser, path, for: "Run the round")
            #expect(plan.html.contains("href=\"\(path)/movements\""))
            let list = try await browser.get("\(path)/movements")
            #expect(Markup.problems(html: Array(list.html.utf8)) == [])
            for name in ["Morgan, Rhodri", "Price, Gwenllian", "Bevan, Tomos", "Lloyd, Mostyn"] {
                #expect(list.html.contains(name), "\(name)")
            }
            #expect(!list.html.contains("Rees, Carwyn") && list.html.contains("1 person more: their cases are not open to you"))
            #expect(list.html.contains("Showing 1 to 4 of 4"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .consultation && entry.subjects.count == 4 && !entry.subjects.contains(people.swansea))
            browser.language = "cy"
            #expect(try await browser.get("\(path)/movements").html.contains("1 person yn rhagor"))
            browser.language = "en"
            #expect(
                try await browser.get("\(path)/movements?movement=leaving").html.contains("Nobody whose case is open to you"))
            #expect(try await browser.get("\(path)/movements?area=W15000003").html.contains("Nobody whose case is open to you"))
            // As a file, with a reason.
            #expect(try await browser.post("\(path)/movements/export").status == .unprocessableContent)
            let file = try await browser.post("\(path)/movements/export", ["reason": "panel", "movement": "entering"])
            #expect(file.html.contains("Morgan,Rhodri,Gwent,Entering,") && !file.html.contains("Carwyn"))
            let disclosed = try #require(try await world.casework().last)
            #expect(disclosed.kind == .disclosure && disclosed.subjects.count == 4 && disclosed.reason == "panel")
            // The run enters them anew; giving up takes them away.
            #expect(try await browser.post("\(path)/run").status == .seeOther)
            _ = try await wait(browser, path, for: "tag green\">current")
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM round_movement") == 5)
            #expect(try await browser.get("\(path)/movements").html.contains("Showing 1 to 4 of 4"))
            #expect(try await world.browser(client, as: .nia).get("\(path)/movements").status == .notFound)
        }
    }

    @Test("What a plan found of people goes with it, and that is entered")
    func movementsForgotten() async throws {
        try await World.visit { world, client in
            let people = try await CohortPeople.make(world)
            let browser = try await world.browser(client, as: .carys)
            let path = try #require(try await browser.post("/rounds", Self.wish).location)
            _ = try await wait(browser, path, for: "Run the round")
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM round_movement") == 5)
            _ = try await browser.post("\(path)/removal")
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM round_movement") == 0)
            let erased = try #require(try await world.journal().last { $0.kind == .erasure })
            #expect(erased.fields == ["round_movement"] && erased.subjects.contains(people.rhodri))
            #expect(try await browser.get("\(path)/movements").status == .notFound)
        }
    }

    @Test("The terminal’s table names each team’s capacity and load")
    func table() async throws {
        try await CohortPeople.visit { world, _, _ in
            try await world.site.database.write {
                try $0.execute("INSERT INTO team (area, capacity) VALUES ('W15000002', 40)")
            }
            let load = try await world.site.database.read { try TeamLoad($0) }
            let plan = try #require(try await world.current()?.plan)
            for (language, heads) in [
                (Language.english, ["Area", "Team’s capacity", "In the cohort now"]),
                (.welsh, ["Ardal", "Capasiti’r tîm", "Yn y garfan nawr"]),
            ] {
                let table = RoundWords.table(plan, load, language)
                #expect(Array(table[0].prefix(3)) == heads)
                #expect(table.allSatisfy { $0.count == table[0].count })
                #expect(table.dropFirst().contains { Array($0.prefix(3)) == ["Gwent", "40", "0"] })
                #expect(table.dropFirst().contains { $0[1] == "–" })
            }
        }
    }

    @Test("A plan can be given up")
    func givenUp() async throws {
        try await World.visit { world, client in
            _ = try await CohortPeople.make(world)
            let browser = try await world.browser(client, as: .carys)
            let path = try #require(try await browser.post("/rounds", Self.wish).location)
            _ = try await wait(browser, path, for: "Run the round")
            #expect(try await browser.post("\(path)/removal").location == "/rounds")
            let entries = try await world.journal().count
            #expect(try await browser.post("\(path)/removal").location == "/rounds")
            #expect(try await browser.post("/rounds/999/removal").status == .notFound)
            #expect(try await world.journal().count == entries)
            #expect(try await browser.get("/rounds").html.contains("Nobody has been scored yet"))
            #expect(try await browser.post("\(path)/run").status == .seeOther)
            #expect(try await world.current() == nil)
        }
    }

    @Test(
        "A wrong, missing or future day",
        arguments: [
            ("31", "2", "2026", "Enter a real date"), ("", "", "", "Enter the day to score as of"),
            ("3", "3", "2026", "today or earlier"),
        ])
    func days(_ day: String, _ month: String, _ year: String, _ phrase: String) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .carys)
            let seen = try await browser.post(
                "/rounds", ["name": "April", "as_of-day": day, "as_of-month": month, "as_of-year": year])
            #expect(seen.html.contains(phrase) && seen.html.contains("value=\"April\""))
        }
    }

    @Test("A team’s capacity shows in the plan")
    func capacity() async throws {
        try await CohortPeople.visit { world, _, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(try await browser.post("/teams/W15000002", ["capacity": "many"]).html.contains("Enter a whole number"))
            let next =
                ["capacity": "1", "next_panel-day": "10", "next_panel-month": "3", "next_panel-year": "2026"] as KeyValuePairs
            #expect(try await browser.post("/teams/W15000002", next).status == .seeOther)
            #expect(try await browser.get("/rounds/1").html.contains("Fixed alone is 1 over"))
            #expect(try await browser.get("/panels").html.contains("10 March 2026"))
        }
    }
}
