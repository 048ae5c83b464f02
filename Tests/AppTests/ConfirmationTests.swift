import Domain
import HTTPTypes
import Store
import Support
import Synchronization
import Testing

@testable import App

@Suite("Acts that need a proof of who one is no older than ten minutes (S-AUTH-5; ASVS 5.0.0 7.5.3)")
struct ConfirmationTests {
    /// What leaves Carfan, the journal, and what opens Carfan to somebody.
    private static func mustBeRecent(_ route: Route) -> Bool {
        if case .anyone = route.needs { return false }
        let changes = route.method == .post
        return route.path.contains("export") || route.path.hasSuffix(".csv") || route.path.hasPrefix("/journal")
            || route.path.hasSuffix("/glass") || route.path.hasSuffix("/looks")
            || (route.path.hasPrefix("/accounts") && changes) || opensToOthers(route)
    }

    /// A case, or what an agreement covers, is there for more people afterwards.
    private static func opensToOthers(_ route: Route) -> Bool {
        route.path.hasSuffix("/restriction/end") || route.path.hasSuffix("/exclusions/{bar}/end")
            || (route.path.hasSuffix("/approval") && route.method == .post)
    }

    @Test("Exports, the journal and changes of accounts say so in their line of the list")
    func declared() async throws {
        try await World.with { world in
            let routes = Schemes.routes(world.site)
            for route in routes where Self.mustBeRecent(route) {
                #expect(route.proof == .recent, "\(route.method) \(route.path)")
            }
            #expect(routes.count { $0.proof == .recent } >= 14)
        }
    }

    @Test("Each of them at ten minutes and a second later", arguments: [(600, true), (601, false)])
    func limit(seconds: Int64, passes: Bool) async throws {
        try await World.visit { world, client in
            for route in Schemes.routes(world.site) where route.proof == .recent {
                guard case .roles(let roles) = route.needs, let named = Named.allCases.first(where: { roles.contains($0.role) })
                else { continue }
                let browser = try await world.browser(client, as: named)
                world.clock.move(seconds: seconds)
                let path = route.path.components("/").map { $0.hasPrefix("{") ? "999999" : $0 }.joined(separator: "/")
                let answer = route.method == .get ? try await browser.get(path) : try await browser.post(path)
                #expect((answer.status != .unauthorized) == passes, "\(route.method) \(route.path): \(answer.status)")
                #expect(answer.html.contains("Confirm it is you") != passes)
            }
        }
    }

    @Test("The setting moves the limit", arguments: [(60, true), (61, false)])
    func setting(seconds: Int64, passes: Bool) async throws {
        var config = World.config
        config.stepUpMinutes = 1
        try await World.visit(config: config) { world, client in
            let browser = try await world.browser(client, as: .rhian)
            world.clock.move(seconds: seconds)
            #expect(try await browser.get("/journal").status == (passes ? .ok : .unauthorized))
        }
    }

    @Test("A page: by a code, then on to the page; the token is another, the forms stay good", arguments: Engine.available)
    func page(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.rhian)
            let browser = try await world.browser(client, as: .rhian)
            let (token, csrf) = (try #require(browser.cookie("carfan")), browser.csrf)
            world.clock.move(seconds: 601)
            let asked = try await browser.get("/journal?person=7")
            #expect(asked.status == .unauthorized && asked.value("to") == "/journal?person=7")
            #expect(asked.html.contains("autocomplete=\"one-time-code\""))
            let welsh = try await browser.send(asked, adding: [("switch-language", "cy")])
            #expect(welsh.status == .ok && welsh.html.contains("Cadarnhewch mai chi sydd yno"))
            let wrong = try await browser.send(welsh, adding: [("code", world.wrongCode(seed))])
            #expect(wrong.status == .unauthorized)
            #expect(try await world.failures("rhian") == 1)
            let answer = try await browser.send(wrong, adding: [("code", world.code(seed))])
            #expect(answer.location == "/journal?person=7")
            #expect(browser.cookie("carfan") != token)
            #expect(try await browser.get("/journal").status == .ok)
            #expect(try await world.failures("rhian") == 0)
            browser.csrf = csrf
            #expect(try await browser.post("/session/extend").status == .ok)
            #expect(try await world.securityReasons() == ["identity-not-confirmed", "identity-confirmed"])
            let thief = try await world.browser(client)
            thief.accept("carfan=\(token)")
            #expect(try await thief.get("/account").status == .seeOther)
            #expect(try await browser.post("/confirmation", ["code": world.code(seed)]).status == .unauthorized)
        }
    }

    private static let typed: [(String, String)] = [
        ("reason", "Siân & Rhys: \"gorwedd\"\r\n<b>eto</b>"), ("ground", "a"), ("ground", "b"), ("empty", ""),
    ]

    private static func routes(_ arrived: @escaping @Sendable (Form) -> Void) -> @Sendable (Site) -> [Route] {
        { _ in
            [
                Route(.post, "/test/act/{number}", needs: Need.casework, proof: .recent) { visit in
                    arrived(visit.form)
                    return .redirect("/test/done")
                },
                Route(.get, "/api/test", needs: Need.casework, proof: .recent) { _ in .json("{}") },
            ]
        }
    }

    @Test("A form: it waits, nothing typed is lost, and it goes on by itself", arguments: Engine.available)
    func form(engine: Engine) async throws {
        let arrived = Mutex<Form?>(nil)
        let keep: @Sendable (Form) -> Void = { form in arrived.withLock { $0 = form } }
        try await World.visitWithSecondFactor(engine, adding: Self.routes(keep)) { world, client in
            let codes = RecoveryCode.fresh()
            _ = try await world.setSecondFactor(.carys, codes: codes)
            let browser = try await world.browser(client, as: .carys)
            world.clock.move(seconds: 601)
            let asked = try await browser.post("/test/act/7?page=2", Self.typed)
            #expect(asked.status == .unauthorized && arrived.withLock { $0 == nil })
            let again = try await browser.send(asked, adding: [("recovery-code", codes[3])])
            #expect(again.status == .ok && again.mainAction == "/test/act/7?page=2")
            #expect(again.html.contains("data-onward"))
            #expect(try await browser.send(again).location == "/test/done")
            let fields = try #require(arrived.withLock { $0 }).fields.filter { $0.name != "csrf" }
            #expect(fields.map(\.name) == Self.typed.map(\.0) && fields.map(\.value) == Self.typed.map(\.1))
            #expect(try await world.securityReasons() == ["recovery-code-used", "identity-confirmed"])
            #expect(try await world.recoveryCodes(.carys) == 9)
        }
    }

    @Test("A forged form waits for nothing, and a button without fields waits too")
    func forged() async throws {
        try await World.visit { world, client in
            let (browser, id) = (try await world.browser(client, as: .owain), try world.officer(.nia).id)
            world.clock.move(seconds: 601)
            #expect(try await browser.post("/accounts/\(id)/closure", ["csrf": "x"]).status == .forbidden)
            let asked = try await browser.post("/accounts/\(id)/closure")
            #expect(asked.status == .unauthorized && asked.value("kept-to") == "/accounts/\(id)/closure")
        }
    }

    @Test("Programs are told so in a problem document", arguments: [(600, true), (601, false)])
    func program(seconds: Int64, passes: Bool) async throws {
        try await World.visit(adding: Self.routes { _ in }) { world, client in
            let browser = try await world.browser(client, as: .carys)
            world.clock.move(seconds: seconds)
            let answer = try await browser.get("/api/test")
            #expect(answer.status == (passes ? .ok : .unauthorized))
            #expect(answer.html.contains("\"type\":\"urn:carfan:problem:confirmation-needed\"") != passes)
            #expect(passes || answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test("Without a second step it is the password", arguments: Engine.available)
    func password(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await world.setPassword(.rhian)
            let browser = try await world.browser(client, as: .rhian)
            world.clock.move(seconds: 601)
            let asked = try await browser.get("/journal")
            let wrong = try await browser.send(asked, adding: [("password", "wrong kestrel")])
            #expect(wrong.status == .unauthorized && wrong.html.contains("href=\"#password\""))
            #expect(try await browser.send(wrong, adding: [("password", World.password)]).location == "/journal")
            #expect(try await browser.get("/journal").status == .ok)
            #expect(try await world.securityReasons() == ["identity-not-confirmed", "identity-confirmed"])
        }
    }

    @Test("Wrong codes lock, and then a right one is refused too")
    func locks() async throws {
        try await World.visitWithSecondFactor { world, client in
            let seed = try await world.setSecondFactor(.rhian)
            let browser = try await world.browser(client, as: .rhian)
            for attempt in 1...10 {
                #expect(try await browser.post("/confirmation", ["code": world.wrongCode(seed)]).status == .unauthorized)
                if attempt < 10 { world.clock.move(seconds: LockOut.closedSeconds(failures: attempt)) }
            }
            #expect(try await browser.post("/confirmation", ["code": world.code(seed)]).status == .unauthorized)
            #expect(try await world.securityReasons().count { $0 == "account-locked" } == 1)
            world.clock.move(seconds: 900)
            #expect(try await browser.post("/confirmation", ["code": world.code(seed)]).status == .seeOther)
        }
    }

    @Test("Changing the password between them does not wipe wrong codes out", arguments: Engine.available)
    func passwordForgetsNothing(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.rhian)
            let browser = try await world.browser(client, as: .rhian)
            for _ in 1...4 {
                #expect(try await browser.post("/confirmation", ["code": world.wrongCode(seed)]).status == .unauthorized)
            }
            let new = "twyni ŵyn 9 cerrig"
            let changed = try await browser.post(
                "/account/password", ["current-password": World.password, "new-password": new, "new-password-again": new])
            #expect(changed.location == "/account?note=set")
            #expect(try await world.failures("rhian") == 4)
            _ = try await browser.get("/account")
            #expect(try await browser.post("/confirmation", ["code": world.wrongCode(seed)]).status == .unauthorized)
            #expect(try await browser.post("/confirmation", ["code": world.code(seed)]).status == .unauthorized)
            world.clock.move(seconds: 15)
            #expect(try await browser.post("/confirmation", ["code": world.code(seed)]).status == .seeOther)
            #expect(try await world.failures("rhian") == 0)
        }
    }

    @Test("Staying signed in is no proof; changing the password in two steps is none either")
    func noProof() async throws {
        try await World.visitWithSecondFactor { world, client in
            _ = try await world.setSecondFactor(.rhian)
            let (browser, new) = (try await world.browser(client, as: .rhian), "twyni ŵyn 9 cerrig")
            world.clock.move(seconds: 601)
            _ = try await browser.post("/session/extend")
            _ = try await browser.post(
                "/account/password", ["current-password": World.password, "new-password": new, "new-password-again": new])
            #expect(try await browser.get("/account").status == .ok)
            #expect(try await browser.get("/journal").status == .unauthorized)
        }
    }
}

@Suite("The key to what is sealed is missing")
struct SealedTests {
    private func lose(_ world: World, _ named: Named) async throws {
        let (officer, others) = (try world.officer(named), SecretKeys([UInt8](repeating: 9, count: SecretKeys.length)))
        let sealed = try others.seal(FactorSeed.fresh().bytes, for: "second-factor:\(officer.id)")
        try await world.site.database.write {
            try $0.execute("UPDATE officer SET factor_seed = \(sealed) WHERE id = \(officer.id)")
        }
    }

    @Test("A code: said in words, not counted, and a recovery code still signs in", arguments: Engine.available)
    func signIn(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let codes = RecoveryCode.fresh()
            let seed = try await world.setSecondFactor(.nia, codes: codes)
            try await lose(world, .nia)
            let browser = try await world.browser(client)
            for language in Language.allCases {
                browser.language = language.rawValue
                let answer = try await browser.signIn("nia", World.password, code: world.code(seed))
                #expect(answer.status == .serviceUnavailable)
                let words = language == .english ? "nothing is wrong with your app" : "nid oes dim o’i le ar eich ap"
                #expect(answer.html.contains(words) && answer.html.contains("<details class=\"details\" open"))
            }
            #expect(try await world.failures("nia") == 0)
            #expect(try await browser.enter(recovery: codes[0]).status == .seeOther)
            browser.language = "en"
            _ = try await browser.get("/account")
            let account = try await browser.post("/account/recovery-codes", ["code": world.code(seed)])
            #expect(account.status == .serviceUnavailable && account.html.contains("A recovery code still signs you in"))
            world.clock.move(seconds: 601)
            let confirmation = try await browser.post("/confirmation", ["code": world.code(seed)])
            #expect(confirmation.status == .serviceUnavailable && confirmation.html.contains("Use a recovery code"))
            #expect(try await browser.post("/confirmation", ["recovery-code": codes[1]]).status == .seeOther)
        }
    }

    @Test("A new link says whether the second step stays")
    func link() async throws {
        try await World.visitWithSecondFactor { world, client in
            _ = try await world.setSecondFactor(.nia)
            let owain = try await world.browser(client, as: .owain)
            for (named, stays) in [(Named.nia, true), (.dewi, false)] {
                let page = try await owain.post("/accounts/\(try world.officer(named).id)/link")
                #expect(page.oneTimeLink != nil)
                #expect(page.html.contains("The second step stays as it is") == stays)
            }
        }
    }
}
