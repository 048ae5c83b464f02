import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A person's case")
struct CaseTests {
    static let parts = ["", "/offences", "/records", "/timeline", "/access"]

    @Test(arguments: parts, Language.allCases)
    func isWellFormed(_ part: String, _ language: Language) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = language.rawValue
            for person in [people.sian, people.formula] {
                let seen = try await browser.get("/people/\(person)\(part)")
                #expect(seen.status == .ok)
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
            }
        }
    }

    @Test(arguments: Engine.available)
    func showsWhatIsKnown(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let seen = try await world.browser(client, as: .dewi).get("/people/\(people.sian)")
            for phrase in [
                "Siân Mair Jones", "14 May 1990 (aged 35)", "2013/6312209U", "E100001", "violent", "self-harm",
                "category 2, level 1", "domestic abuse perpetrator", "Fixed, rule 1", "Probation (official)",
                "imprisonment, 120 days",
                "Adopted as Fixed", "Three burglaries since May", "Sgt Awel Pugh", "Gwent Probation Delivery Unit", "Arrested",
                "HMP Cardiff", "Other burglary in a dwelling", "The rules would now say: Flex candidate A (13%)",
                "Newport Central",
            ] {
                #expect(seen.html.contains(phrase), "\(phrase)")
            }
            #expect(!seen.html.contains("AS THE COURT WROTE IT"))
        }
    }

    @Test
    func speaksWelsh() async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .nia)
            browser.language = "cy"
            let seen = try await browser.get("/people/\(people.sian)")
            for phrase in [
                "<html lang=\"cy\"", "14 Mai 1990 (35 oed)", "Risg o niwed difrifol", "treisgar", "Sefydlog, rheol 1",
                "Cymraeg",
                "carchar, 120 diwrnod", "Uned Gyflawni Gwasanaeth Prawf Gwent", "Carchar Caerdydd", "gorchymyn cymunedol",
            ] {
                #expect(seen.html.contains(phrase), "\(phrase)")
            }
        }
    }

    @Test(arguments: parts, Engine.available)
    func doesNotExistForThoseWhoMayNotOpenIt(_ part: String, _ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.stranger(client)
            let closed = try await browser.get("/people/\(people.sian)\(part)")
            let missing = try await browser.get("/people/999999\(part)")
            #expect(closed.status == .notFound && missing.status == .notFound)
            #expect(text(closed) == text(missing))
            #expect(!closed.html.contains("Jones"))
            #expect(try await world.casework().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func entersTheReadingWithoutValues(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            for part in CaseTests.parts { _ = try await browser.get("/people/\(people.sian)\(part)") }
            let entries = try await world.casework()
            #expect(entries.count == CaseTests.parts.count)
            for entry in entries {
                #expect(
                    entry.kind == .consultation && entry.subjects == [people.sian] && entry.records == ["person:\(people.sian)"]
                )
                #expect(!entry.fields.isEmpty)
                #expect(!entry.fields.joined().contains("Jones"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func leadsOnFromAPersonWhoWasFoundToBeAnother(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (one, other, now) = (people.dafydd, people.llywelyn, world.clock.now)
            try await world.site.database.write {
                try PersonCombination.combine($0, into: one, [other], rule: LinkWords.decidedSame, officer: 1, at: now)
            }
            let seen = try await world.browser(client, as: .carys).get("/people/\(other)")
            #expect(seen.status == .seeOther && seen.location == "/people/\(one)")
            #expect(try await world.stranger(client).get("/people/\(other)").status == .notFound)
        }
    }

    @Test("The way leads on to the enrolment and the panel, where they are open to the reader", arguments: Language.allCases)
    func leadsToEnrolmentAndPanel(_ language: Language) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = language.rawValue
            let enrolment = try #require(try await world.enrolment(people.sian).0?.id)
            let ways = ["href=\"/enrolments/\(enrolment)\"", "href=\"/panels/W15000002/people/\(people.sian)\""]
            let seen = try await browser.get("/people/\(people.sian)")
            #expect(ways.allSatisfy { seen.html.contains($0) } && Markup.problems(html: Array(seen.html.utf8)) == [])
            #expect(seen.html.contains(language == .english ? "Before the panel: Gwent" : "Gerbron y panel: Gwent"))
            for path in ["/enrolments/\(enrolment)", "/panels/W15000002/people/\(people.sian)"] {
                #expect(try await browser.get(path).status == .ok)
            }
            let nobody = try await browser.get("/people/\(people.elsewhere)")
            #expect(!nobody.html.contains("/enrolments/") && !nobody.html.contains("/panels/W"))
            try await world.site.database.write { connection in
                try connection.execute("UPDATE enrolment SET area = \(Area.northWales) WHERE id = \(enrolment)")
                try connection.execute("UPDATE proposal SET area = \(Area.northWales) WHERE person_id = \(people.sian)")
            }
            let closed = try await browser.get("/people/\(people.sian)")
            #expect(closed.status == .ok && !closed.html.contains("/enrolments/") && !closed.html.contains("/panels/W"))
        }
    }

    @Test
    func saysWhoMaySeeIt() async throws {
        try await GwentPeople.visit { world, people, client in
            let seen = try await world.browser(client, as: .carys).get("/people/\(people.dafydd)/access")
            #expect(seen.html.contains("Carys Pritchard") && seen.html.contains("Dewi Harries"))
            #expect(!seen.html.contains("Nia Bowen") && !seen.html.contains("Elin Rees"))
        }
    }

    @Test(arguments: ["/people/0", "/people/abc", "/people/1/nonsense", "/people/01"])
    func isNotFoundUnderAnythingElse(_ path: String) async throws {
        try await GwentPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .carys).get(path)
            #expect(seen.status == .notFound)
        }
    }

    @Test(arguments: Engine.available)
    func isThereForPrograms(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let list = try #require(JSONValue(try await browser.get("/api/people?q=sian").html))
            #expect(list["total"]?.number == 1)
            #expect(list["people"]?.items.first?["given_names"]?.text == "Siân Mair")
            let person = try #require(JSONValue(try await browser.get("/api/people/\(people.sian)").html))
            #expect(person["ogrs3_2y"]?.number == 71 && person["convictions"]?.items.count == 2)
            #expect(try await world.casework().map(\.route) == ["GET /api/people", "GET /api/people/{person}"])
            #expect(try await world.stranger(client).get("/api/people/\(people.sian)").status == .notFound)
        }
    }

    /// The words of a page, without what differs between any two answers.
    private func text(_ seen: Seen) -> String {
        seen.html.components("<main").last?.components("<code>").first ?? ""
    }
}

@Suite("Exporting the list of people")
struct PeopleExportTests {
    @Test(arguments: Engine.available)
    func isADisclosureOfEverybodyInIt(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let seen = try await browser.post("/people/export", ["reason": "panel", "proposal": "UNSCORED"])
            #expect(seen.status == .ok)
            #expect(seen.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(seen.html.contains("Family name,Given names") && seen.html.contains(",'=SUM(A1),Evan,"))
            #expect(!seen.html.contains("Jones"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .disclosure && entry.subjects == [people.formula] && entry.reason == "panel")
        }
    }

    @Test
    func speaksTheLanguageOfTheReader() async throws {
        try await GwentPeople.visit { world, _, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = "cy"
            let seen = try await browser.post("/people/export", ["reason": "panel"])
            #expect(seen.html.contains("Cyfenw,Enwau cyntaf") && seen.html.contains("Sefydlog, rheol 1"))
        }
    }

    @Test
    func asksForAReason() async throws {
        try await GwentPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .carys).post("/people/export", ["q": "sian"])
            #expect(seen.html.contains("Choose why you need this file") && seen.html.contains("name=\"q\" value=\"sian\""))
            #expect(try await world.casework().isEmpty)
        }
    }
}

@Suite("JSON by hand")
struct CaseJSONTests {
    @Test(arguments: [
        ("{}", true), ("[1,2.5,-3e2]", true), ("{\"a\":[true,false,null]}", true), (" [ ] ", true),
        ("\"\\u00e2\\uD83D\\uDE00\"", true),
        ("", false), ("[1,]", false), ("{\"a\"}", false), ("[1]x", false), ("\"open", false), ("\"\\uD83D\"", false),
    ])
    func isReadOrRefused(_ text: String, _ isJSON: Bool) {
        #expect((JSONValue(text) != nil) == isJSON)
    }

    @Test(arguments: ["", "plain", "quote \" and \\", "line\nbreak\ttab", "Siân Llŷr 😀", "\u{1}"])
    func whatIsWrittenReadsBack(_ text: String) {
        var json = JSONText()
        json.object { json in
            json.field("text", text)
            json.list("list", [1, 2]) { $0.value(Int64($1)) }
            json.field("nothing", nil as String?)
        }
        let read = JSONValue(json.text)
        #expect(read?["text"]?.text == text && read?["list"]?.items.count == 2 && read?["nothing"] == .null)
    }
}
