import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Rounds in the browser: plan, see, run")
struct RoundPageTests {
    static let wish = [("name", "April panels"), ("as_of-day", "1"), ("as_of-month", "3"), ("as_of-year", "2026")]

    @Test(arguments: Engine.available)
    func planSeeRun(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let former = try await world.current()?.id
            let asked = try await browser.post("/rounds", Self.wish)
            let path = try #require(asked.location)
            let plan = try await world.settled(browser, path)
            #expect(plan.html.contains("Run the round") && plan.html.contains("capacity not set"))
            #expect(Markup.problems(html: Array(plan.html.utf8)) == [])
            #expect(try await world.current()?.id == former)
            #expect(try await browser.post("\(path)/run").status == .seeOther)
            let done = try await world.settled(browser, path)
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
            let plan = try await world.settled(browser, path)
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
            let plan = try await world.settled(browser, path)
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
            _ = try await world.settled(browser, path)
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
            _ = try await world.settled(browser, path)
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
            let round = try #require(try await world.current())
            let plan = try #require(try await world.site.database.read { try RoundStore.planned($0, round.id) }).plan
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
            _ = try await world.settled(browser, path)
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

    private func save(_ browser: Browser, _ fields: [String: String], seen: String? = nil) async throws -> Seen {
        let stamp = try await browser.get("/teams/W15000002").value("seen") ?? ""
        return try await browser.post("/teams/W15000002", fields.map { ($0.key, $0.value) } + [("seen", seen ?? stamp)])
    }

    private static let next = ["capacity": "1", "next_panel-day": "10", "next_panel-month": "3", "next_panel-year": "2026"]

    @Test("A team’s capacity shows in the plan")
    func capacity() async throws {
        try await CohortPeople.visit { world, _, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(try await save(browser, ["capacity": "many"]).html.contains("Enter a whole number"))
            #expect(try await save(browser, Self.next).status == .seeOther)
            #expect(try await browser.get("/rounds/1").html.contains("Fixed alone is 1 over"))
            #expect(try await browser.get("/panels").html.contains("10 March 2026"))
        }
    }

    @Test(
        "The next panel meets within three years",
        arguments: [
            ("1", "3", "2026", 422, "today or later", "heddiw neu’n hwyrach"), ("2", "3", "2026", 303, "", ""),
            ("2", "3", "2029", 303, "", ""),
            ("3", "3", "2029", 422, "must be 2 March 2029 or earlier", "fod 2 Mawrth 2029 neu’n gynharach"),
        ])
    func nextPanel(
        _ day: String, _ month: String, _ year: String, _ status: Int, _ english: String, _ welsh: String
    ) async throws {
        try await World.visit { world, client in
            for (language, words) in [("en", english), ("cy", welsh)] {
                let browser = try await world.browser(client, as: .carys)
                browser.language = language
                let sent = try await save(
                    browser, ["capacity": "1", "next_panel-day": day, "next_panel-month": month, "next_panel-year": year])
                #expect(sent.status.code == status && (words.isEmpty || sent.html.contains(words)))
            }
        }
    }

    @Test("Two coordinators change a team: the second sees both versions", arguments: Engine.available)
    func staleTeam(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let carys = try await world.browser(client, as: .carys)
            let stale = try #require(try await carys.get("/teams/W15000002").value("seen"))
            #expect(try await save(carys, Self.next).status == .seeOther)
            let other = try await world.stranger(client, .coordinator, "gwent-police", [.gwent])
            other.language = "cy"
            let late = try await save(other, ["capacity": "77"], seen: stale)
            #expect(late.status == .conflict && late.html.contains("Mae rhywun arall wedi newid y tîm hwn"))
            #expect(
                late.html.contains("<dd>1</dd>") && late.html.contains("10 Mawrth 2026") && late.html.contains("<dd>77</dd>"))
            let again = try await other.post("/teams/W15000002", ["capacity": "77", "switch-language": "cy"])
            #expect(again.html.contains("value=\"77\"") && again.value("seen") != stale)
            let capacity = try await world.site.database.read { try TeamStore.all($0, [.gwent]).first?.capacity }
            #expect(capacity == 1)
            #expect(try await save(other, ["capacity": "77"]).status == .seeOther)
            #expect(try await save(other, ["capacity": "78"], seen: "").status == .conflict)
        }
    }
}
