import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A panel’s list")
struct PanelListTests {
    static let gwent = "/panels/W15000002"

    private func order(_ seen: Seen, _ names: [String]) -> Bool {
        let places = names.map { seen.html.components($0).first?.utf8.count ?? -1 }
        return names.allSatisfy { seen.html.contains($0) } && places == places.sorted()
    }

    @Test("By rule, then by score; the unscored with their reason after them", arguments: Engine.available)
    func sorted(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let seen = try await world.browser(client, as: .carys).get(Self.gwent)
            #expect(seen.status == .ok)
            #expect(seen.html.contains("Showing 1 to 5 of 5"))
            #expect(order(seen, ["Morgan, Rhodri", "Price, Gwenllian", "Bevan, Tomos", "Vaughan, Bethan"]))
            #expect(seen.html.contains("No record holds a PNC ID"))
            #expect(!seen.html.contains("Hughes, Alun") && !seen.html.contains("Rees, Carwyn"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .consultation && entry.subjects.count == 5 && entry.fields == PanelStore.fields)
        }
    }

    @Test(
        "Filters stand in the address",
        arguments: [
            ("proposal=FIXED-1", ["Rhodri"], ["Gwenllian"]), ("proposal=NONE", ["Alun", "Ifan"], ["Rhodri"]),
            ("news=new", ["Rhodri", "Bethan"], ["Alun"]), ("news=changed", [], ["Rhodri"]),
            ("undecided=yes", ["Rhodri"], []), ("undecided=no", [], ["Rhodri"]), ("unsure=yes", [], ["Rhodri"]),
            ("proposal=nonsense", ["Rhodri"], ["Alun"]),
        ])
    func filtered(_ query: String, _ there: [String], _ gone: [String]) async throws {
        try await CohortPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .carys).get("\(Self.gwent)?\(query)")
            #expect(seen.status == .ok)
            for name in there { #expect(seen.html.contains(name)) }
            for name in gone { #expect(!seen.html.contains(name)) }
        }
    }

    @Test("Who has a record in doubt is on the list whatever the rules say", arguments: Engine.available)
    func unsure(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let now = world.clock.now
            try await world.site.database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO match_review (record_id, other_record_id, points, explanation, state, made_at)
                    SELECT a.id, b.id, 30, '{}', 'open', \(now) FROM record a JOIN record b ON b.reference = 'G2000001'
                    WHERE a.reference = 'G2000004'
                    """)
            }
            let browser = try await world.browser(client, as: .carys)
            let list = try await browser.get(Self.gwent)
            #expect(list.html.contains("Hughes, Alun") && list.html.contains("in doubt"))
            let filtered = try await browser.get("\(Self.gwent)?unsure=yes")
            #expect(filtered.html.contains("Hughes, Alun") && filtered.html.contains("Morgan, Rhodri"))
            #expect(!filtered.html.contains("Price, Gwenllian"))
            let person = try await browser.get("\(Self.gwent)/people/\(people.alun)")
            #expect(person.html.contains("Have it reviewed before you decide"))
        }
    }

    @Test(arguments: Language.allCases)
    func wellFormed(_ language: Language) async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = language.rawValue
            let paths = [
                "/panels", Self.gwent, "\(Self.gwent)?proposal=NONE&news=new&undecided=yes", "\(Self.gwent)?news=same",
                "\(Self.gwent)/export", "/rounds", "/rounds/new", "/rounds/1", "/teams", "/teams/W15000002", "/settings",
            ]
            let cases = [people.rhodri, people.bethan, people.mostyn, people.ifan].map { "\(Self.gwent)/people/\($0)" }
            for path in paths + cases {
                let seen = try await browser.get(path)
                #expect(seen.status == .ok, "\(path)")
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
            }
            #expect(try await browser.get("/panels").html.contains(language == .english ? "To be decided" : "I’w penderfynu"))
        }
    }

    @Test(
        "A panel of another area does not exist, nor does any for those who see no cases",
        arguments: [
            (Named.carys, "/panels/W15000003", 404), (.carys, "/panels/W92000004", 404), (.carys, "/panels/nowhere", 404),
            (.elin, "/panels", 404), (.elin, gwent, 404), (.owain, gwent, 404), (.owain, "/rounds", 404),
            (.dewi, "/rounds", 404),
            (.dewi, gwent, 200), (.nia, "/teams", 404), (.carys, "/teams/W15000003", 404), (.owain, "/settings", 200),
            (.carys, "/settings", 200), (.carys, "/settings/new", 404), (.elin, "/settings", 404),
        ])
    func access(_ officer: Named, _ path: String, _ status: Int) async throws {
        try await CohortPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: officer).get(path)
            #expect(seen.status.code == status)
        }
    }

    @Test("Of a panel’s people an officer sees those whose case is open to them", arguments: Engine.available)
    func reach(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let nia = try await world.browser(client, as: .nia)
            let seen = try await nia.get(Self.gwent)
            #expect(seen.html.contains("Lloyd, Mostyn") && !seen.html.contains("Morgan, Rhodri"))
            #expect(try await nia.get("\(Self.gwent)/people/\(people.rhodri)").status == .notFound)
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("\(Self.gwent)/people/\(people.swansea)").status == .notFound)
            #expect(try await carys.get("\(Self.gwent)/people/999999").status == .notFound)
        }
    }

    @Test("Why: rule, facts, parts, source, what was near, and probation’s own score")
    func why() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let fixed = try await browser.get("\(Self.gwent)/people/\(people.mostyn)")
            for phrase in [
                "Fixed, rule 1", "proposal rule 7", "not confirmed in an official text", "domestic burglary",
                "How the score came about",
                "Copas rate", "Probation’s own score", "66%", "managed under MAPPA", "Adopt as Fixed",
            ] { #expect(fixed.html.contains(phrase), "\(phrase)") }
            let minor = try await browser.get("\(Self.gwent)/people/\(people.ifan)")
            #expect(minor.html.contains("Not an adult on this day.") && minor.html.contains("as an adult: from 7 July 2026"))
            #expect(!minor.html.contains("Adopt as Fixed"))
        }
    }

    @Test("Titles of offences are English: a Welsh page says so, without their full stops")
    func titles() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = "cy"
            let title = try #require(HomeOfficeCode("02803").map { world.site.reference.offences.title($0) })
            for path in ["\(Self.gwent)/people/\(people.rhodri)", "/people/\(people.rhodri)", Self.gwent] {
                let page = try await browser.get(path)
                #expect(page.html.contains("<span lang=\"en\">\(title)</span>"), "\(path)")
                let all = page.html.components(title).count - 1
                let marked = page.html.components("<span lang=\"en\">\(title)").count - 1
                #expect(all == marked && all > 0, "\(path)")
            }
            browser.language = "en"
            let english = try await browser.get("\(Self.gwent)/people/\(people.rhodri)")
            #expect(english.html.contains("02803 \(title)") && !english.html.contains("<span lang=\"en\">\(title)"))
        }
    }

    @Test("The list leaves as a file, entered as a disclosure before")
    func export() async throws {
        try await CohortPeople.visit { world, people, client in
            try await world.site.database.write { connection in
                try connection.execute("UPDATE person SET family = '=HYPERLINK(1)' WHERE id = \(people.rhodri)")
            }
            let browser = try await world.browser(client, as: .carys)
            #expect(try await browser.post("\(Self.gwent)/export").html.contains("Choose why you need this file"))
            let seen = try await browser.post("\(Self.gwent)/export", ["reason": "panel", "proposal": "FIXED-1"])
            #expect(seen.status == .ok)
            #expect(seen.html.contains("'=HYPERLINK(1)") && !seen.html.contains("Gwenllian"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .disclosure && entry.reason == "panel" && entry.subjects.contains(people.rhodri))
        }
    }
}
