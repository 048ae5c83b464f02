import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Text that was not sent is kept on the server, sealed (S-SESS-3; peers.md, complaint 22)")
struct DraftTests {
    private static let routes: @Sendable (Site) -> [Route] = { _ in
        [
            Route(.get, "/test/form/{number}", needs: Need.casework) { _ in .json("{}") },
            Route(.post, "/test/form/{number}", needs: Need.casework) { visit in
                if visit.form.switchesLanguage != nil {
                    return .json(visit.form.raw("reason"))
                }
                return visit.form["reason"].isEmpty ? .json("{}", status: .unprocessableContent) : .redirect("/account")
            },
        ]
    }

    private static func fields(_ reason: String) -> [(String, String)] {
        [
            ("draft-title", "Decision"), ("kept-to", "/test/form/7"), ("kept:reason", reason), ("kept:ground", "a"),
            ("kept:ground", "b"), ("kept:reason_code", "missing"), ("kept:code", "123456"), ("kept:recovery-code", "abcd"),
        ]
    }

    private let typed = "Siân & Rhys: \"gorwedd\"\r\n<b>eto</b> 100 % + mwy"

    @Test("Saved while typing, offered after signing in again, gone when it is sent", arguments: Engine.available)
    func journey(engine: Engine) async throws {
        try await World.visit(engine, adding: Self.routes) { world, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(try await browser.post("/drafts", Self.fields("half")).status == .noContent)
            #expect(try await browser.post("/drafts", Self.fields(typed)).status == .noContent)
            // In the session in which it is typed it is not offered.
            #expect(try await !browser.get("/account").html.contains("href=\"/drafts\""))
            world.clock.move(seconds: 1800)
            #expect(try await browser.get("/account").status == .seeOther)
            let again = try await world.browser(client, as: .carys)
            #expect(try await again.get("/account").html.contains("href=\"/drafts\""))
            #expect(try await !world.browser(client, as: .dewi).get("/account").html.contains("href=\"/drafts\""))
            let list = try await again.get("/drafts")
            #expect(list.html.contains("<h2>Decision</h2>") && list.value("reason") == typed)
            #expect(list.value("reason_code") == "missing" && list.value("code") == nil && list.value("recovery-code") == nil)
            let shown = try await again.post(
                "/test/form/7",
                [("reason", list.value("reason") ?? ""), ("ground", "a"), ("ground", "b"), ("switch-language", "en")])
            #expect(shown.html == typed)
            #expect(try await again.post("/test/form/7", ["reason": ""]).status == .unprocessableContent)
            #expect(try await again.get("/account").html.contains("href=\"/drafts\""))
            #expect(try await again.post("/test/form/7", ["reason": typed]).status == .seeOther)
            #expect(try await !again.get("/account").html.contains("href=\"/drafts\""))
            let entries = try await world.journal().filter { $0.records.contains { $0.hasPrefix("draft:") } }
            #expect(entries.map(\.kind) == [.alteration, .erasure])
        }
    }

    @Test("The same form in two windows: two texts, of which each ends when it is sent", arguments: Engine.available)
    func windows(engine: Engine) async throws {
        try await World.visit(engine, adding: Self.routes) { world, client in
            let browser = try await world.browser(client, as: .carys)
            for window in ["a1", "b2"] {
                for words in ["half", "of \(window)"] {
                    let fields = Self.fields(words) + [("kept:form-window", window)]
                    #expect(try await browser.post("/drafts", fields).status == .noContent)
                    world.clock.move(seconds: 1)
                }
            }
            let store = DraftStore(site: world.site)
            func texts() async throws -> [String] {
                try await store.all(of: try world.officer(.carys)).map { $0.form.fields[0].value }
            }
            #expect(try await texts() == ["of b2", "of a1"])
            let list = try await browser.get("/drafts").html
            #expect(list.contains("name=\"form-window\" value=\"a1\""))
            _ = try await browser.post("/test/form/7", ["reason": "of b2", "form-window": "b2"])
            #expect(try await texts() == ["of a1"])
            _ = try await browser.post("/test/form/7", ["reason": "without a script"])
            #expect(try await texts() == ["of a1"])
        }
    }

    @Test("Kept while it was being sent: gone too", arguments: Engine.available)
    func meanwhile(engine: Engine) async throws {
        let late: @Sendable (Site) -> [Route] = { site in
            [
                Route(.post, "/test/late/{number}", needs: Need.casework) { visit in
                    let form = try #require(KeptForm(waiting: visit))
                    try await DraftStore(site: site).save(form, title: "", visit)
                    return .redirect("/account")
                }
            ]
        }
        try await World.visit(engine, adding: late) { world, client in
            let browser = try await world.browser(client, as: .carys)
            let sent = try await browser.post("/test/late/7?page=2", ["reason": "gorwedd", "form-window": "a1"])
            #expect(sent.status == .seeOther)
            #expect(try await DraftStore(site: world.site).all(of: try world.officer(.carys)).isEmpty)
        }
    }

    @Test("A page that comes back is the same window; what it says of itself is no markup")
    func windowStays() async throws {
        try await World.visit { world, client in
            let sian = try await GwentPeople.make(world).sian
            let browser = try await world.browser(client, as: .dewi)
            #expect(try await browser.get("/people/\(sian)/notes/new").value("form-window") == nil)
            let again = try await browser.post(
                "/people/\(sian)/notes/new", ["form-window": "\"><b>", "switch-language": "en"])
            #expect(again.status == .ok && again.mainForm.contains { $0 == ("form-window", "\"><b>") })
        }
    }

    @Test("Nothing of it stands in the database in clear, and nobody else's key opens it", arguments: Engine.available)
    func sealed(engine: Engine) async throws {
        try await World.visit(engine, adding: Self.routes) { world, client in
            let browser = try await world.browser(client, as: .carys)
            _ = try await browser.post("/drafts", Self.fields("gwylan"))
            let bytes: [UInt8]? = try await world.site.database.read { try $0.value("SELECT sealed FROM draft") }
            let sealed = try #require(bytes)
            #expect(!String(decoding: sealed, as: UTF8.self).contains("gwylan"))
            let dewi = try world.officer(.dewi).id
            try await world.site.database.write { try $0.execute("UPDATE draft SET officer_id = \(dewi)") }
            #expect(try await DraftStore(site: world.site).all(of: try world.officer(.dewi)).isEmpty)
        }
    }

    @Test("Thrown away by its officer, and by nobody else; a week is its limit", arguments: [(604_799, 1), (604_800, 0)])
    func ends(seconds: Int64, left: Int) async throws {
        try await World.visit(adding: Self.routes) { world, client in
            let browser = try await world.browser(client, as: .carys)
            _ = try await browser.post("/drafts", Self.fields(typed))
            let draft = try #require(try await DraftStore(site: world.site).all(of: try world.officer(.carys)).first)
            #expect(try await world.browser(client, as: .dewi).post("/drafts/\(draft.id)/removal").status == .seeOther)
            world.clock.move(seconds: seconds)
            #expect(try await DraftStore(site: world.site).all(of: try world.officer(.carys)).count == left)
            let again = try await world.browser(client, as: .carys)
            #expect(try await again.get("/account").html.contains("href=\"/drafts\"") == (left == 1))
            #expect(try await again.post("/drafts/\(draft.id)/removal").location == "/drafts")
            #expect(try await again.get("/drafts").html.contains("No unsent text"))
        }
    }

    @Test("Saved at the sign-in that comes after a week: it is gone from the database")
    func forgotten() async throws {
        try await World.visit(adding: Self.routes) { world, client in
            try await world.setPassword(.carys)
            _ = try await world.browser(client, as: .carys).post("/drafts", Self.fields(typed))
            world.clock.move(seconds: 604_800)
            _ = try await world.browser(client).signIn("carys", World.password)
            let left: Int? = try await world.site.database.read { try $0.value("SELECT COUNT(*) AS drafts FROM draft") }
            #expect(left == 0)
        }
    }

    @Test("Passwords and codes are never kept; what is too large, or no form of ours, is refused")
    func refused() async throws {
        try await World.visit(adding: Self.routes) { world, client in
            let browser = try await world.browser(client, as: .carys)
            let secrets = [
                ("kept:new-password", "kestrel"), ("kept:code", "123456"), ("kept:recovery-code", "abcd"), ("kept:csrf", "x"),
            ]
            #expect(try await browser.post("/drafts", Self.fields("gwylan") + secrets).status == .noContent)
            let draft = try #require(try await DraftStore(site: world.site).all(of: try world.officer(.carys)).first)
            #expect(draft.form.fields.map(\.name) == ["reason", "ground", "ground", "reason_code"])
            let large = String(repeating: "x", count: DraftStore.largest)
            #expect(try await browser.post("/drafts", Self.fields(large)).status == .contentTooLarge)
            #expect(try await browser.post("/drafts", ["kept-to": "//evil.example"]).status == .badRequest)
            #expect(try await browser.post("/drafts", ["csrf": "x", "kept-to": "/test/form/7"]).status == .forbidden)
            #expect(try await world.browser(client).post("/drafts", Self.fields("x")).status != .noContent)
        }
    }

    @Test("Twenty at most, the newest; a closed account has none")
    func most() async throws {
        try await World.visit(adding: Self.routes) { world, client in
            let browser = try await world.browser(client, as: .carys)
            for number in 1...21 {
                _ = try await browser.post("/drafts", [("kept-to", "/test/form/\(number)"), ("kept:reason", "\(number)")])
                world.clock.move(seconds: 1)
            }
            let store = DraftStore(site: world.site)
            let carys = try world.officer(.carys)
            #expect(try await store.all(of: carys).map { $0.form.fields[0].value } == (2...21).reversed().map(String.init))
            try await AccountStore(site: world.site).disable(carys.id, by: .command("test"))
            #expect(try await store.all(of: carys).isEmpty)
        }
    }
}

@Suite("Text that was not sent is shown while its case is open to the officer (S-SESS-3)")
struct DraftCaseTests {
    private static let paths: @Sendable (Int64) -> [String] = { id in
        ["/people/\(id)/notes/new", "/panels/gwent/people/\(id)/decision?round=1"]
    }

    private static func save(_ browser: Browser, _ path: String) async throws {
        let fields = [("draft-title", "A note on Siân Gwylan"), ("kept-to", path), ("kept:words", "gorwedd")]
        #expect(try await browser.post("/drafts", fields).status == .noContent)
    }

    @Test("Closed to the officer since: neither title nor text, and thrown away all the same", arguments: Engine.available)
    func closed(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let sian = try await GwentPeople.make(world).sian
            for path in Self.paths(sian) {
                let browser = try await world.browser(client, as: .dewi)
                try await Self.save(browser, path)
                let open = try await browser.get("/drafts").html
                #expect(open.contains("Siân Gwylan") && open.contains("gorwedd"))
                let id = try world.officer(.dewi).id
                try await world.site.database.write {
                    try $0.execute("UPDATE officer SET areas = \(Area.northWales) WHERE id = \(id)")
                }
                let page = try await browser.get("/drafts")
                #expect(page.status == .ok && !page.html.contains("Siân Gwylan") && !page.html.contains("gorwedd"))
                #expect(page.html.contains("not open to you now") && !page.html.contains("\(path)"))
                let draft = try #require(try await DraftStore(site: world.site).all(of: try world.officer(.dewi)).first)
                #expect(try await browser.post("/drafts/\(draft.id)/removal").location == "/drafts")
                #expect(try await browser.get("/drafts").html.contains("No unsent text"))
                try await world.site.database.write {
                    try $0.execute("UPDATE officer SET areas = \(Area.gwent) WHERE id = \(id)")
                }
            }
        }
    }

    @Test("That it was kept and read is entered with the person; of no case, with nobody", arguments: Engine.available)
    func entered(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let sian = try await GwentPeople.make(world).sian
            let browser = try await world.browser(client, as: .dewi)
            try await Self.save(browser, "/people/\(sian)/notes/new")
            try await Self.save(browser, "/people/999999/notes/new")
            try await Self.save(browser, "/account/notices")
            _ = try await browser.get("/drafts")
            let entries = try await world.journal().filter { $0.records.contains { $0.hasPrefix("draft:") } }
            #expect(entries.map(\.kind) == [.alteration, .alteration, .alteration, .consultation])
            #expect(entries.map(\.subjects) == [[sian], [], [], [sian]])
            #expect(entries.last?.records.count == 1)
        }
    }

    @Test(
        "Another role or agency leaves none; another area leaves them, to be looked at",
        arguments: [
            (Role.policeOffenderManager, "gwent-police", [Area.northWales], 1), (.coordinator, "gwent-police", [.gwent], 0),
            (.policeOffenderManager, "north-wales-police", [.gwent], 0),
        ])
    func change(role: Role, agency: String, areas: [Area], left: Int) async throws {
        try await World.visit { world, client in
            try await Self.save(world.browser(client, as: .dewi), "/people/7/notes/new")
            let (id, store) = (try world.officer(.dewi).id, AccountStore(site: world.site))
            let new = NewAccount(username: "dewi", name: "Dewi Harries", agency: agency, role: role, areas: areas)
            try await store.change(id, to: new, by: .command("test"))
            #expect(try await DraftStore(site: world.site).all(of: try world.officer(.dewi)).count == left)
        }
    }
}

@Suite("Officers are told of changes of their account, and when they last signed in (S-AUTH-6; ASVS 5.0.0 6.3.7)")
struct NoticeTests {
    @Test("On the next page after signing in, until it is said to be seen", arguments: Engine.available)
    func told(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await world.setPassword(.nia)
            let (browser, new) = (try await world.browser(client, as: .nia), "twyni ŵyn 9 cerrig")
            _ = try await browser.post(
                "/account/password", ["current-password": World.password, "new-password": new, "new-password-again": new])
            // Who made the change in this session knows.
            #expect(try await !browser.get("/account").html.contains("notices-title"))
            world.clock.move(seconds: 60)
            let next = try await world.browser(client)
            _ = try await next.signIn("nia", new)
            let shown = try await next.get("/people")
            for path in ["/people", "/account"] {
                #expect(try await next.get(path).html.contains("Your password was changed, 2 March 2026"))
            }
            let seen = try await next.post("/account/notices", ["to": "/people", "notice": shown.value("notice") ?? ""])
            #expect(seen.location == "/people")
            #expect(try await !next.get("/people").html.contains("notices-title"))
        }
    }

    @Test("What is shown this once is shown, though the notices cannot be read", arguments: Engine.available)
    func unreadable(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let owain = try world.officer(.owain).id
            try await world.site.database.write {
                try $0.execute(
                    "INSERT INTO officer_notice (officer_id, what, at) VALUES (\(owain), 'of another version', \(World.start))")
            }
            world.clock.move(seconds: 60)
            let browser = try await world.browser(client, as: .owain)
            let page = try await browser.post("/accounts/\(try world.officer(.nia).id)/link")
            #expect(page.status == .ok && page.oneTimeLink != nil)
        }
    }

    @Test("Of the second step, recovery codes and the role, whoever changed them")
    func each() async throws {
        try await World.visitWithSecondFactor { world, client in
            let codes = RecoveryCode.fresh()
            let seed = try await world.setSecondFactor(.nia, codes: codes)
            let browser = try await world.browser(client)
            _ = try await browser.signIn("nia", World.password)
            _ = try await browser.enter(recovery: codes[0])
            _ = try await browser.get("/account")
            world.clock.move(seconds: 60)
            _ = try await browser.post("/account/recovery-codes", ["code": world.code(seed)])
            let (store, id) = (AccountStore(site: world.site), try world.officer(.nia).id)
            try await store.removeSecondFactor(id, by: .command("test"))
            try await store.change(id, to: Named.nia.account, by: .command("test"))
            world.clock.move(seconds: 60)
            let page = try await world.browser(client, as: .nia).get("/account")
            for words in [
                "A recovery code of yours was used", "New recovery codes were made",
                "Your second step of signing in was taken off",
                "Your role, agency or areas were changed",
            ] {
                #expect(page.html.contains(words), "\(words)")
            }
        }
    }

    @Test("The sign-in before this one stands on every page")
    func lastSignIn() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.nia)
            let browser = try await world.browser(client)
            _ = try await browser.signIn("nia", World.password)
            #expect(try await !browser.get("/people").html.contains("You signed in before this on"))
            world.clock.move(seconds: 86_400)
            _ = try await browser.signIn("nia", World.password)
            #expect(try await browser.get("/people").html.contains("You signed in before this on 2 March 2026"))
        }
    }
}
