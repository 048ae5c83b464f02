import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("The list of people")
struct PeopleListTests {
    @Test(arguments: Engine.available)
    func showsThePeopleOfTheOfficersAreaInOrder(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let seen = try await world.browser(client, as: .carys).get("/people")
            #expect(seen.status == .ok)
            #expect(seen.html.contains("Showing 1 to 5 of 5"))
            #expect(
                order(seen, ["ap Rhys, Dafydd", "Jonas, Silvia", "Jones, Siân Mair", "Llewellyn, Gwilym", "=SUM(A1), Evan"]))
            #expect(!seen.html.contains("Carwyn"))
            #expect(seen.html.contains("Fixed, rule 1") && seen.html.contains("E100001") && seen.html.contains("2013/6312209U"))
        }
    }

    @Test("Every order with every filter", arguments: Engine.available)
    func everyOrderWithEveryFilter(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            for sort in ["name", "score"] {
                for kind in PeopleFilters.Kind.allCases {
                    for option in kind.options {
                        let path = "/people?sort=\(sort)&\(kind.rawValue)=\(option.value)"
                        #expect(try await browser.get(path).status == .ok, "\(path)")
                    }
                }
            }
        }
    }

    @Test(arguments: Language.allCases)
    func isWellFormed(_ language: Language) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = language.rawValue
            for path in [
                "/people", "/people?q=jones&area=W15000002", "/people?q=nobody", "/people?sort=score", "/people/export",
            ] {
                let seen = try await browser.get(path)
                #expect(seen.status == .ok)
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
            }
            let seen = try await browser.get("/people")
            #expect(seen.html.contains(language == .english ? "Name or number" : "Enw neu rif"))
        }
    }

    @Test(arguments: Engine.available)
    func entersEverybodyShownAndNoValue(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            _ = try await world.browser(client, as: .carys).get("/people?q=sian")
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .consultation)
            #expect(entry.subjects == [people.sian])
            #expect(entry.fields == PeopleStore.fields)
            #expect(entry.route == "GET /people")
            #expect(entry.reason.isEmpty && entry.records.isEmpty)
        }
    }

    @Test
    func entersNothingWhenNobodyIsShown() async throws {
        try await GwentPeople.visit { world, _, client in
            _ = try await world.browser(client, as: .carys).get("/people?q=nobody")
            #expect(try await world.journal().allSatisfy { $0.kind != .disclosure })
        }
    }

    @Test(
        arguments: [
            ("proposal=FIXED-1", ["Siân"]), ("proposal=UNSCORED", ["Evan"]), ("band=HIGH", ["Siân"]), ("band=LOW", ["Dafydd"]),
            ("band=MEDIUM", ["Gwilym"]), ("cohort=fixed", ["Siân"]), ("cohort=flex", []), ("state=active", ["Siân"]),
            ("state=exited", []), ("rag=red", ["Siân"]), ("rag=green", []), ("statutory=yes", ["Siân"]),
            ("statutory=no", ["Dafydd", "Silvia", "Gwilym", "Evan"]), ("area=W15000003", []),
            ("area=W15000002&statutory=yes", ["Siân"]), ("band=nonsense", ["Dafydd", "Silvia", "Siân", "Gwilym", "Evan"]),
        ] as [(String, [String])])
    func filters(_ query: String, _ given: [String]) async throws {
        try await GwentPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .carys).get("/people?\(query)")
            let found = ["Dafydd", "Silvia", "Siân", "Gwilym", "Evan"].filter { seen.html.contains(", \($0)") }
            #expect(found == given)
        }
    }

    @Test("Bands are those that the round was scored with, in the filter and on the case", arguments: Engine.available)
    func bandsOfTheRound(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            var settings = CohortSettings.shipped
            let limits = [(RiskBand.low, 0), (.medium, 25), (.high, 72), (.veryHigh, 80), (.prolific, 95)]
            settings.bands = BandScale(
                code: "segmentation", name: settings.bands.name, edition: settings.edition,
                limits: limits.map { BandLimit($0, from: $1) })
            let (edition, now) = (settings, world.clock.now)
            try await world.site.database.write { connection in
                _ = try CohortSettingsStore.add(connection, edition, after: 1, now: now)
            }
            let browser = try await world.browser(client, as: .carys)
            // A newer edition changes nothing until a round is scored with it.
            #expect(try await browser.get("/people?band=HIGH").html.contains("Jones, Siân Mair"))
            #expect(try await browser.get("/people/\(people.sian)").html.contains("class=\"threshold\" x=\"50\""))
            try await world.site.database.write { try $0.execute("UPDATE selection_round SET settings_version = 2") }
            #expect(!(try await browser.get("/people?band=HIGH")).html.contains("Jones, Siân Mair"))
            #expect(try await browser.get("/people?band=MEDIUM").html.contains("Jones, Siân Mair"))
            let file = try await browser.post("/people/export", ["reason": "panel", "band": "MEDIUM"])
            #expect(file.html.contains("Siân Mair") && file.html.contains(",\"Fixed, rule 1\",FIXED-1,71,Fixed,active,red"))
            let page = try await browser.get("/people/\(people.sian)")
            #expect(page.html.contains("class=\"threshold\" x=\"72\"") && !page.html.contains("class=\"threshold\" x=\"50\""))
        }
    }

    @Test(arguments: Engine.available)
    func sortsByScore(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, _, client in
            let seen = try await world.browser(client, as: .carys).get("/people?sort=score")
            #expect(order(seen, ["Jones, Siân Mair", "Llewellyn, Gwilym", "ap Rhys, Dafydd"]))
            #expect(seen.html.contains("Showing 1 to 3 of 3"))
        }
    }

    @Test(
        "The export holds whom the list shows, in its order",
        arguments: ["", "sort=score", "q=jones", "q=jones+sian", "q=G100001"])
    func exportIsTheList(_ query: String) async throws {
        try await GwentPeople.visit { world, _, _ in
            let question = PeopleQuestion(try #require(Form(urlEncoded: query.utf8)), .english, today: world.site.today)
            let (carys, today) = (Viewer(try world.officer(.carys), at: World.start), world.site.today)
            let (shown, exported) = try await world.site.database.read { connection in
                let finder = try PeopleFinder(connection, carys, today, question)
                return (try finder.find(question).ids, try finder.all(question))
            }
            #expect(shown == exported)
            #expect(query != "sort=score" || exported.count == 3)
        }
    }

    @Test
    func offersToRemoveAFilterInForce() async throws {
        try await GwentPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .carys).get("/people?q=jones&rag=red&band=HIGH")
            #expect(seen.html.contains("href=\"/people?q=jones&amp;band=HIGH\""))
        }
    }

    @Test(arguments: Engine.available)
    func pages(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let now = world.clock.now
            try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                for number in 0..<60 {
                    try all.nominal("Evans", "Person\(number / 10)\(number % 10)", "G20000\(number)")
                }
                try all.finish()
            }
            let browser = try await world.browser(client, as: .dewi)
            let second = try await browser.get("/people?page=2")
            #expect(second.html.contains("Showing 26 to 50 of 60") && second.html.contains("rel=\"next\""))
            let last = try await browser.get("/people?q=evans&page=3")
            #expect(last.html.contains("Showing 51 to 60 of 60") && !last.html.contains("rel=\"next\""))
            let beyond = try await browser.get("/people?page=9")
            #expect(beyond.status == .ok && beyond.html.contains("No results found"))
        }
    }

    @Test(arguments: [
        (1, 25, 25, 1000, true, "Showing 1 to 25 of more than 1,000"), (2, 25, 3, 28, false, "Showing 26 to 28 of 28"),
    ])
    func saysWhatIsShown(_ page: Int, _ size: Int, _ count: Int, _ total: Int, _ more: Bool, _ words: String) {
        #expect(Pagination.showing(page: page, size: size, count: count, total: total, more: more).en == words)
    }

    @Test(arguments: [Named.elin, .owain])
    func isNotForThoseWhoSeeNoCases(_ named: Named) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: named)
            for path in ["/people", "/people/\(people.sian)", "/api/people", "/reviews"] {
                #expect(try await browser.get(path).status == .notFound)
            }
        }
    }

    @Test("A file without a reason is not made, and the page says so", arguments: ["en", "cy"])
    func asksWhyAFileLeaves(_ language: String) async throws {
        try await GwentPeople.visit { world, _, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = language
            let seen = try await browser.post("/people/export")
            #expect(seen.status == .unprocessableContent)
            #expect(seen.html.contains(language == "en" ? "Choose why you need this file" : "Dewiswch pam mae angen y ffeil"))
            let switched = try await browser.post("/people/export", ["switch-language": "cy"])
            #expect(switched.status == .ok && !switched.html.contains("error-summary"))
            #expect(try await world.journal().allSatisfy { $0.kind != .disclosure })
        }
    }

    private func order(_ seen: Seen, _ names: [String]) -> Bool {
        let places = names.map { seen.html.components(">\($0)<").first?.utf8.count ?? 0 }
        return places == places.sorted() && places.allSatisfy { $0 < seen.html.utf8.count }
    }
}
