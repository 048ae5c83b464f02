import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Enrolments: work begins, and ends by agreement")
struct EnrolmentTests {
    static let exit = [
        ("reason", "risk_reduced"), ("day-day", "2"), ("day-month", "3"), ("day-year", "2026"),
        ("words", "No arrest for a year"),
        ("police_agreed", "Awel Pugh"), ("probation_agreed", "Mair Tudor"), ("plan", "Monthly call"),
        ("receiving_team", "Newport neighbourhood team"),
    ]

    /// Rhodri is adopted, by hand.
    private func adopted(_ world: World, _ people: CohortPeople, _ browser: Browser) async throws -> Int64 {
        let path = "\(DecisionTests.gwent)/people/\(people.rhodri)"
        let page = try await browser.get(path)
        let hidden = ["round", "sequence"].compactMap { name in page.value(name).map { (name, $0) } }
        #expect(try await browser.post("\(path)/decision", hidden + DecisionTests.adopting()).status == .seeOther)
        return try #require(try await world.enrolment(people.rhodri).0?.id)
    }

    @Test(arguments: Engine.available)
    func beginsAndEnds(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let id = try await adopted(world, people, browser)
            let page = try await browser.get("/enrolments/\(id)")
            #expect(page.html.contains("Begin the work") && Markup.problems(html: Array(page.html.utf8)) == [])
            let version = try #require(page.value("version"))
            let begun = try await browser.post(
                "/enrolments/\(id)/activation",
                ["version": version, "day-day": "2", "day-month": "3", "day-year": "2026"])
            #expect(begun.status == .seeOther)
            #expect(try await world.enrolment(people.rhodri).0?.state == .active)
            let form = try await browser.get("/enrolments/\(id)/exit")
            #expect(Markup.problems(html: Array(form.html.utf8)) == [])
            let next = try #require(form.value("version"))
            #expect(try await browser.post("/enrolments/\(id)/exit", [("version", next)] + Self.exit).status == .seeOther)
            let (enrolment, steps) = try await world.enrolment(people.rhodri)
            #expect(enrolment?.state == .exited && enrolment?.endedOn == Day(iso: "2026-03-02"))
            #expect(steps == ["proposed", "adopted", "active", "exited"])
            let entry = try #require(try await world.casework().last { $0.kind == .alteration })
            #expect(entry.reason == "risk_reduced" && entry.subjects == [people.rhodri])
            let after = try await browser.get("/enrolments/\(id)")
            #expect(after.html.contains("Newport neighbourhood team") && after.html.contains("The risk is reduced"))
            #expect(try await browser.get("/enrolments/\(id)/exit").status == .notFound)
        }
    }

    @Test("It is found again on the case after it has ended, and stands on the timeline", arguments: Engine.available)
    func ended(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let id = try await adopted(world, people, browser)
            #expect(try await browser.post("/enrolments/\(id)/exit", [("version", "1")] + Self.exit).status == .seeOther)
            for (language, link, event, reason) in [
                ("en", "Fixed, exited", "Enrolment: exited", "The risk is reduced"),
                ("cy", "Sefydlog, wedi gadael", "Cofrestriad: wedi gadael", "Mae’r risg wedi lleihau"),
            ] {
                browser.language = language
                let page = try await browser.get("/people/\(people.rhodri)")
                #expect(page.html.contains("<a href=\"/enrolments/\(id)\">\(link)</a>") && page.html.contains(reason))
                let line = try await browser.get("/people/\(people.rhodri)/timeline")
                let team = language == "en" ? "handed over to Newport neigh" : "trosglwyddwyd i Newport neigh"
                for phrase in [event, "Carys Pritchard", reason, "No arrest for a year", team] {
                    #expect(line.html.contains(phrase), "\(phrase)")
                }
                for seen in [page, line] { #expect(Markup.problems(html: Array(seen.html.utf8)) == []) }
            }
            let line = try await browser.get("/people/\(people.rhodri)/timeline").html
            let events = ["gadael", "fabwysiadu", "gynnig"].map { line.components("Cofrestriad: wedi’i \($0)").count - 1 }
            #expect(events == [0, 1, 1])
        }
    }

    @Test("An enrolment of another panel is named on the case and leads nowhere")
    func elsewhere() async throws {
        try await CohortPeople.visit { world, people, client in
            let now = world.clock.now
            try await world.site.database.write { connection in
                try PeopleFixture(connection, at: now).enrolled(people.swansea, rag: "red")
                try PersonRefresh.refresh(connection, [people.swansea])
            }
            let own = try await world.browser(client, as: .carys).get("/people/\(people.swansea)")
            #expect(own.html.contains("href=\"/enrolments/"))
            let theirs = try await world.stranger(client).get("/people/\(people.swansea)")
            #expect(theirs.html.contains("id=\"enrolments\"") && !theirs.html.contains("href=\"/enrolments/"))
        }
    }

    @Test("An exit asks reason, agreement, plan and receiving team")
    func asks() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let id = try await adopted(world, people, browser)
            let version = try #require(try await browser.get("/enrolments/\(id)/exit").value("version"))
            let dates = [("version", version), ("day-day", "2"), ("day-month", "3"), ("day-year", "2026")]
            let none = try await browser.post("/enrolments/\(id)/exit", dates)
            #expect(none.html.contains("Choose why the person leaves"))
            let seen = try await browser.post("/enrolments/\(id)/exit", dates + [("reason", "capacity")])
            for field in ["words", "police_agreed", "probation_agreed", "plan", "receiving_team"] {
                #expect(seen.html.contains("id=\"\(field)-error\""), "\(field)")
            }
            #expect(try await world.enrolment(people.rhodri).0?.state == .adopted)
        }
    }

    @Test("Two who change it at once: the second is told how it stands")
    func conflict() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let id = try await adopted(world, people, browser)
            let fields = [("version", "1")] + Self.exit
            #expect(try await browser.post("/enrolments/\(id)/exit", fields).status == .seeOther)
            let late = try await browser.post("/enrolments/\(id)/exit", fields)
            #expect(late.status == .conflict && late.html.contains("exited"))
        }
    }

    @Test("Of another area it does not exist")
    func access() async throws {
        try await CohortPeople.visit { world, people, client in
            let id = try await adopted(world, people, try await world.browser(client, as: .carys))
            let stranger = try await world.stranger(client)
            #expect(try await stranger.get("/enrolments/\(id)").status == .notFound)
            #expect(try await stranger.post("/enrolments/\(id)/exit", [("version", "1")] + Self.exit).status == .notFound)
            #expect(try await world.browser(client, as: .elin).get("/enrolments/\(id)").status == .notFound)
            #expect(try await world.browser(client, as: .carys).get("/enrolments/99").status == .notFound)
        }
    }
}
