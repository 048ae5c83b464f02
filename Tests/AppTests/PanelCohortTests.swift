import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A panel’s list holds everybody the panel must see, and says how many it may not show")
struct PanelCohortTests {
    static let gwent = PanelListTests.gwent

    /// Somebody is in Gwent’s cohort, with a review on this day.
    private func enrol(_ world: World, _ person: Int64, place: String = "free", review: String = "2026-06-01") async throws {
        let now = world.clock.now
        try await world.site.database.write { connection in
            try PeopleFixture(connection, at: now).enrolled(person, rag: "green")
            try connection.execute(
                "UPDATE enrolment SET cohort = \(place), next_review = \(review) WHERE person_id = \(person)")
            try PersonRefresh.refresh(connection, [person])
        }
    }

    @Test("Whoever is in the cohort is on the list though no rule proposes them", arguments: Engine.available)
    func enrolled(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(!(try await browser.get(Self.gwent)).html.contains("Hughes, Alun"))
            try await enrol(world, people.alun)
            let seen = try await browser.get(Self.gwent)
            #expect(seen.html.contains("Hughes, Alun") && seen.html.contains("Free, active"))
            #expect(seen.html.contains("review 01/06/2026") && !seen.html.contains("review due"))
            try await world.site.database.write {
                try $0.execute("UPDATE enrolment SET state = 'exited' WHERE person_id = \(people.alun)")
            }
            #expect(!(try await browser.get(Self.gwent)).html.contains("Hughes, Alun"))
        }
    }

    @Test(
        "A review is due from its day on",
        arguments: [("2026-03-01", true), ("2026-03-02", true), ("2026-03-03", false)])
    func review(_ day: String, _ isDue: Bool) async throws {
        try await CohortPeople.visit { world, people, client in
            try await enrol(world, people.alun, review: day)
            let browser = try await world.browser(client, as: .carys)
            #expect(try await browser.get("\(Self.gwent)?review=due").html.contains("Hughes, Alun") == isDue)
            #expect(try await browser.get(Self.gwent).html.contains("review due") == isDue)
            let panels = try await browser.get("/panels")
            #expect(panels.html.contains("data-label=\"Review due\" class=\"numeric\">\(isDue ? 1 : 0)<"))
            browser.language = "cy"
            #expect(try await browser.get(Self.gwent).html.contains("adolygiad i’w gynnal") == isDue)
        }
    }

    @Test("Who moved away stays on the list of the panel that holds them, until an exit", arguments: Engine.available)
    func moved(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(!(try await browser.get(Self.gwent)).html.contains("Rees, Carwyn"))
            try await enrol(world, people.swansea, place: "fixed")
            let seen = try await browser.get(Self.gwent)
            #expect(seen.html.contains("Rees, Carwyn") && seen.html.contains("<span class=\"hint\">South Wales</span>"))
            #expect(try await browser.get("\(Self.gwent)/people/\(people.swansea)").status == .ok)
            // On the list of where they live they are named as another panel's.
            let south = try await world.stranger(client).get("/panels/W15000003")
            #expect(south.html.contains("Rees, Carwyn") && south.html.contains("Gwent, active"))
        }
    }

    @Test(
        "How many are withheld is said, whatever the filter; who they are is not",
        arguments: [
            (Named.nia, "", 4), (.nia, "?proposal=FIXED-1", 4), (.nia, "?proposal=NONE", 4), (.dewi, "", 0), (.carys, "", 0),
        ], Engine.available)
    func withheld(_ row: (officer: Named, query: String, count: Int), _ engine: Engine) async throws {
        let (officer, query, count) = row
        try await CohortPeople.visit(engine) { world, _, client in
            let browser = try await world.browser(client, as: officer)
            let english = try await browser.get(Self.gwent + query)
            let words = "\(count) more people on this panel’s list are withheld from you."
            #expect(english.html.contains(words) == (count > 0) && english.html.contains("withheld") == (count > 0))
            #expect(!english.html.contains("Morgan, Rhodri") || count == 0)
            browser.language = "cy"
            let welsh = try await browser.get(Self.gwent + query)
            #expect(welsh.html.contains("Mae 4 o bobl eraill ar restr y panel hwn wedi’u cadw rhagoch.") == (count > 0))
        }
    }

    @Test("Every number above the list is that of the list it leads to", arguments: PanelTile.allCases, Engine.available)
    func tiles(_ tile: PanelTile, _ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            try await enrol(world, people.alun, review: "2026-03-01")
            let now = world.clock.now
            try await world.site.database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO match_review (record_id, other_record_id, points, explanation, state, made_at)
                    SELECT a.id, b.id, 30, '{}', 'open', \(now) FROM record a JOIN record b ON b.reference = 'G2000001'
                    WHERE a.reference = 'G2000004'
                    """)
                try connection.execute("UPDATE proposal SET news = 'changed' WHERE person_id = \(people.tomos)")
            }
            let browser = try await world.browser(client, as: .carys)
            let whole = try await browser.get(Self.gwent)
            let link = tile.path(.gwent).text.components("&").joined(separator: "&amp;")
            let figure = whole.html.components("href=\"\(link)\"").dropFirst().first?.components("class=\"figure\">")
                .dropFirst()
                .first?.prefix { $0 != "<" }
            let number = try #require(figure.flatMap { Int($0) })
            let list = try await browser.get(tile.path(.gwent).text)
            #expect(number > 0 && list.html.contains("Showing 1 to \(number) of \(number)"))
        }
    }

    @Test("A list longer than a slice leaves whole, as words and codes", arguments: Engine.available)
    func longExport(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let now = world.clock.now
            try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                for number in 0..<510 { try all.nominal("Evans", "Person", "G3\(100_000 + number)") }
                try all.finish()
            }
            try await world.score(sliceSize: 200)
            let browser = try await world.browser(client, as: .carys)
            let file = try await browser.post("\(Self.gwent)/export", ["reason": "panel"])
            #expect(file.html.components(",Evans,Person,").count == 511)
            #expect(file.html.contains(",Not scored,UNSCORED,"))
            let entries = try await world.casework().filter { $0.kind == .disclosure }
            #expect(entries.flatMap(\.subjects).count == 510)
        }
    }
}
