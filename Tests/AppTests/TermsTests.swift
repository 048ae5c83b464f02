import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Terms of use, accepted by version before anything opens")
struct TermsTests {
    private static let text = Text(en: "One.\n\nTwo, in\ntwo lines.", cy: "Un.\n\nDau, mewn\ndwy linell.")

    private func publish(_ world: World, from day: Day? = nil) async throws {
        _ = try await TermsStore(site: world.site).publish(Self.text, from: day ?? world.site.today, by: .command("test"))
    }

    @Test("Without published terms nobody is asked")
    func none() async throws {
        try await World.visit { world, client in
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("/people").status == .ok)
            #expect(try await carys.get("/terms").status == .notFound)
        }
    }

    @Test("Asked once, on every page but signing out; then on to the page", arguments: Engine.available)
    func asked(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await publish(world)
            let carys = try await world.browser(client, as: .carys)
            for path in ["/", "/people?page=2", "/account", "/panels"] {
                #expect(
                    try await carys.get(path).location == (path == "/" ? "/terms?to=%2F" : "/terms?to=\(Path.encoded(path))"))
            }
            let page = try await carys.get("/terms?to=%2Fpeople%3Fpage%3D2")
            #expect(page.status == .ok && page.html.contains("<p>Two, in two lines.</p>"))
            let welsh = try await carys.send(page, adding: [("switch-language", "cy")])
            #expect(welsh.html.contains("<p>Dau, mewn dwy linell.</p>"))
            #expect(try await carys.get("/people").status == .seeOther)
            #expect(try await carys.send(welsh).location == "/people?page=2")
            #expect(try await carys.get("/people?page=2").status == .ok)
            let again = try await carys.get("/terms")
            #expect(again.mainForm.isEmpty && again.html.contains("Rydych wedi derbyn"))
            let entry = try #require(try await world.journal().first { $0.reason == "terms-accepted" })
            #expect(try entry.records == ["officer:\(world.officer(.carys).id)", "terms:1"] && entry.kind == .security)
            let dewi = try await world.browser(client, as: .dewi)
            #expect(try await dewi.get("/people").status == .seeOther)
            #expect(try await dewi.post("/session/extend").status == .ok)
            #expect(try await dewi.post("/sign-out").status == .seeOther)
        }
    }

    @Test("A newer version from its first day in London", arguments: [(-1, false), (0, true)])
    func newer(seconds: Int64, isAsked: Bool) async throws {
        try await World.visit { world, client in
            try await publish(world)
            try await TermsStore(site: world.site).accept(1, officer: try world.officer(.carys).id, by: .command("test"))
            let day = world.site.today.adding(days: 2)
            try await publish(world, from: day)
            let midnight = try #require(London.instant(day, hour: 0, minute: 0))
            world.clock.move(seconds: midnight.seconds - world.clock.now.seconds + seconds)
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("/people").status == (isAsked ? .seeOther : .ok))
            guard isAsked else { return }
            // The older version, still open in another window, is not taken for the newer.
            let old = try await carys.post("/terms", ["version": "1"])
            #expect(old.status == .ok && old.value("version") == "2")
            #expect(try await carys.get("/people").status == .seeOther)
        }
    }

    @Test("A form that meets them goes on afterwards; programs are told in a problem document", arguments: Engine.available)
    func forms(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let rhian = try await world.browser(client, as: .owain)
            try await publish(world)
            let id = try world.officer(.nia).id
            let asked = try await rhian.post("/accounts/\(id)/last-day", ["last-day-day": "9"])
            #expect(asked.status == .forbidden && asked.html.contains("I have read this and accept it"))
            let going = try await rhian.send(asked)
            #expect(going.mainAction == "/accounts/\(id)/last-day" && going.html.contains("data-onward"))
            #expect(try await rhian.send(going).status == .unprocessableContent)
            let answer = try await world.browser(client, as: .dewi).get("/api/people")
            #expect(answer.status == .forbidden && answer.html.contains("urn:carfan:problem:terms-not-accepted"))
        }
    }

    @Test("An administrator publishes them, from today on, in both languages", arguments: Engine.available)
    func published(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let owain = try await world.browser(client, as: .owain)
            let form = try await owain.get("/accounts/terms/new")
            #expect(form.html.contains("section 170 of the Data Protection Act 2018"))
            let day = [("from-day", "2"), ("from-month", "3"), ("from-year", "2026")]
            for (fields, field) in [
                ([("text-en", "One."), ("text-cy", "")] + day, "text-cy"),
                ([("text-en", "One.\n\nTwo."), ("text-cy", "Un.")] + day, "text-cy"),
                (
                    [("text-en", "One."), ("text-cy", "Un."), ("from-day", "1"), ("from-month", "3"), ("from-year", "2026")],
                    "from"
                ),
                ([("text-en", "One."), ("text-cy", "Un.")], "from"),
            ] {
                let answer = try await owain.post("/accounts/terms", fields)
                #expect(answer.status == .unprocessableContent && answer.html.contains("href=\"#\(field)\""))
            }
            let done = try await owain.post("/accounts/terms", [("text-en", "One."), ("text-cy", "Un.")] + day)
            #expect(done.location == "/accounts/terms?note=1")
            #expect(try await owain.get("/accounts/terms").location == "/terms?to=%2Faccounts%2Fterms")
            _ = try await owain.send(try await owain.get("/terms"))
            #expect(try await owain.get("/accounts/terms").html.contains("In force"))
            #expect(try await world.securityReasons() == ["terms-published", "terms-accepted"])
        }
    }

    @Test(arguments: [("", 0), ("a", 1), ("a\nb", 1), ("a\r\n\r\nb", 2), ("\n\na\n\n\n \nb\n", 2)])
    func paragraphs(text: String, count: Int) {
        #expect(Terms.paragraphs(text).count == count)
    }

    @Test func theProposalIsTheSameInBothLanguages() {
        #expect(Terms.paragraphs(Terms.proposal.en).count == 7 && Terms.paragraphs(Terms.proposal.cy).count == 7)
    }
}

@Suite("Required training opens the pages of restricted roles")
struct TrainingTests {
    private static let training = Training(
        code: "data-protection", name: Text(en: "Data protection", cy: "Diogelu data"), months: 12,
        roles: [.informationOfficer, .coordinator])

    private func need(_ world: World) async throws {
        try await TrainingStore(site: world.site).save(Self.training, by: .command("test"))
    }

    @Test("An information officer without it reads what is missing and whom to ask", arguments: Engine.available)
    func missing(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await need(world)
            let rhian = try await world.browser(client, as: .rhian)
            for (language, words) in [
                ("en", "ask your administrator to enter the day"), ("cy", "gofynnwch i’ch gweinyddwr nodi"),
            ] {
                rhian.language = language
                let page = try await rhian.get("/journal")
                #expect(page.status == .forbidden && page.html.contains(words))
            }
            #expect(try await rhian.get("/account").status == .ok)
            // A role that is not restricted works on; a gate of its own stops it.
            #expect(try await world.browser(client, as: .carys).get("/people").status == .ok)
        }
    }

    @Test("A route may ask for it of every role", arguments: [(Named.carys, false), (.dewi, true)])
    func gate(named: Named, opens: Bool) async throws {
        let routes: @Sendable (Site) -> [Route] = { _ in
            [
                Route(.get, "/test/restricted", needs: Need.casework, gate: .training) { _ in .json("{}") },
                Route(.get, "/api/test", needs: Need.casework, gate: .training) { _ in .json("{}") },
            ]
        }
        try await World.visit(adding: routes) { world, client in
            try await need(world)
            let browser = try await world.browser(client, as: named)
            #expect(try await browser.get("/test/restricted").status == (opens ? .ok : .forbidden))
            let api = try await browser.get("/api/test")
            #expect(api.status == (opens ? .ok : .forbidden))
            #expect(opens || api.html.contains("urn:carfan:problem:training-missing"))
        }
    }

    @Test(
        "It holds from the day for its months, to the last second in London",
        arguments: [("2026-03-01", "2027-03-01T23:59:59Z", true), ("2026-03-01", "2027-03-02T00:00:00Z", false)],
        Engine.available)
    func holds(row: (day: String, at: String, opens: Bool), engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await need(world)
            let (day, at) = (try #require(Day(iso: row.day)), try #require(Instant(iso: row.at)))
            let id = try world.officer(.rhian).id
            try await TrainingStore(site: world.site).complete(Self.training, on: day, by: id, actor: .command("test"))
            world.clock.move(seconds: at.seconds - world.clock.now.seconds)
            let answer = try await world.browser(client, as: .rhian).get("/journal")
            #expect(answer.status == (row.opens ? .ok : .forbidden))
            #expect(row.opens || answer.html.contains("ended on 1 March 2027"))
        }
    }

    @Test("Administrators name it and enter who completed it", arguments: Engine.available)
    func pages(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let (owain, id) = (try await world.browser(client, as: .owain), try world.officer(.rhian).id)
            _ = try await owain.get("/accounts/training")
            let named: [(String, String)] = [
                ("code", "data-protection"), ("name-en", "Data protection"), ("name-cy", "Diogelu data"), ("months", "12"),
                ("role", "information_officer"), ("role", "administrator"),
            ]
            for field in ["code", "name-en", "name-cy", "months"] {
                let wrong = try await owain.post("/accounts/training", named.filter { $0.0 != field } + [(field, "")])
                #expect(wrong.status == .unprocessableContent && wrong.html.contains("href=\"#\(field)\""), "\(field)")
            }
            #expect(try await owain.post("/accounts/training", named).location == "/accounts/training?note=saved")
            let rhian = try await world.browser(client, as: .rhian)
            #expect(try await rhian.get("/journal").status == .forbidden)
            let address = "/accounts/\(id)/training"
            #expect(try await owain.get(address).html.contains("Missing"))
            let day: [(String, String)] = [("completed-day", "2"), ("completed-month", "3"), ("completed-year", "2026")]
            for wrong in [
                day, day + [("training", "other")], [("training", "data-protection")],
                [
                    ("training", "data-protection"), ("completed-day", "3"), ("completed-month", "3"),
                    ("completed-year", "2026"),
                ],
            ] {
                #expect(try await owain.post(address, wrong).status == .unprocessableContent)
            }
            #expect(try await owain.post(address, day + [("training", "data-protection")]).status == .seeOther)
            #expect(try await rhian.get("/journal").status == .ok)
            #expect(try await owain.get(address).html.contains("2 March 2027"))
            let own = try await owain.post(
                "/accounts/\(try world.officer(.owain).id)/training", day + [("training", "data-protection")])
            #expect(own.html.contains("Another administrator must do this"))
            // No role needs it any more.
            #expect(try await owain.post("/accounts/training", named.filter { $0.0 != "role" }).status == .seeOther)
            #expect(try await world.browser(client, as: .rhian).get("/journal").status == .ok)
            #expect(try await world.securityReasons() == ["training-named", "training-entered", "training-named"])
        }
    }

    @Test("In the demo everybody has accepted and completed what is asked")
    func demo() async throws {
        try await World.visit { world, client in
            try await DemoTerms(site: world.site).run()
            try await DemoTerms(site: world.site).run()
            #expect(try await TermsStore(site: world.site).all().map(\.accepted) == [Named.allCases.count])
            for named in Named.allCases {
                #expect(try await world.browser(client, as: named).get("/account").status == .ok)
            }
            #expect(try await world.browser(client, as: .rhian).get("/journal").status == .ok)
        }
    }
}
