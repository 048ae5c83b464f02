import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Synchronization
import Testing

@testable import App

@Suite("Signing in (S-AUTH-3)")
struct SignInTests {
    @Test(arguments: Engine.available)
    func opensASession(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client)
            #expect(try await browser.get("/sign-in").status == .ok)
            let answer = try await browser.signIn("carys", World.password)
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/")
            #expect(try await browser.get("/").location == "/panels")
            #expect(try await world.journal().map(\.reason) == ["sign-in"])
            #expect(try await world.journal().first?.actor == world.officer(.carys).id)
        }
    }

    @Test("The username in any case, and the password however its accents were typed")
    func compares() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.dewi, "ŵyn ar y twyni")
            let browser = try await world.browser(client)
            #expect(try await browser.signIn(" Dewi ", "w\u{302}yn ar y twyni").status == .seeOther)
        }
    }

    @Test("Wrong, unknown, locked, closed and never set: one body", arguments: Engine.available)
    func oneAnswer(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            for named in [Named.carys, .dewi, .nia] { try await world.setPassword(named) }
            try await AccountStore(site: world.site).disable(try world.officer(.nia).id, by: .command("test"))
            try await SignInTests.lock("dewi", world, client)
            var bodies: Set<String> = []
            for (username, password) in [
                ("carys", "wrong kestrel"), ("nobody", World.password), ("dewi", World.password), ("nia", World.password),
                ("elin", World.password), ("carys", String(repeating: "x", count: 2000)), ("carys", ""),
            ] {
                let browser = try await world.browser(client)
                let answer = try await browser.signIn(username, password)
                #expect(answer.status == .unauthorized, "\(username)")
                #expect(answer.cookies.allSatisfy { !$0.hasPrefix("carfan=") })
                bodies.insert(answer.anonymous(username, browser))
            }
            #expect(bodies.count == 1)
        }
    }

    @Test(
        "Waiting from the fifth wrong attempt, locked from the tenth for at least 15 minutes",
        arguments: [
            (4, 0), (5, 15), (9, 300), (10, 900), (11, 1800), (12, 3600), (100, 3600),
        ])
    func table(failures: Int, seconds: Int64) {
        #expect(LockOut.closedSeconds(failures: failures) == seconds)
    }

    @Test("The lock opens by time alone, to the second", arguments: [(899, false), (900, true)])
    func lockEnds(seconds: Int64, opens: Bool) async throws {
        try await World.visit { world, client in
            try await world.setPassword(.dewi)
            try await SignInTests.lock("dewi", world, client)
            world.clock.move(seconds: seconds)
            let browser = try await world.browser(client)
            #expect(try await browser.signIn("dewi", World.password).status == (opens ? .seeOther : .unauthorized))
        }
    }

    @Test("Of a thousand guesses in half an hour at most ten are looked at")
    func guesses() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.dewi)
            let browser = try await world.browser(client)
            for _ in 0..<200 { _ = try await browser.signIn("dewi", "wrong kestrel") }
            for _ in 0..<4 {
                world.clock.move(seconds: 301)
                for _ in 0..<200 { _ = try await browser.signIn("dewi", "wrong kestrel") }
            }
            #expect(try await world.failures("dewi") <= 10)
        }
    }

    @Test("The journal says once when an account locks")
    func lockIsEntered() async throws {
        try await World.visit { world, client in
            try await SignInTests.lock("carys", world, client)
            _ = try await world.browser(client).signIn("carys", "wrong kestrel")
            let locks = try await world.journal().filter { $0.reason == "account-locked" }
            #expect(locks.count == 1)
            #expect(try locks.first?.records == ["officer:\(world.officer(.carys).id)"])
        }
    }

    @Test("A right password ends the count; the administrator's new link too")
    func forgets() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.dewi)
            let browser = try await world.browser(client)
            for _ in 0..<4 { _ = try await browser.signIn("dewi", "wrong kestrel") }
            #expect(try await world.failures("dewi") == 4)
            #expect(try await browser.signIn("dewi", World.password).status == .seeOther)
            #expect(try await world.failures("dewi") == 0)
        }
    }

    @Test("Nobody entered for 60 days: closed until reset", arguments: [(60 * 86400 - 1, true), (60 * 86400, false)])
    func dormant(seconds: Int64, opens: Bool) async throws {
        try await World.visit { world, client in
            try await world.setPassword(.nia)
            world.clock.move(seconds: seconds)
            let browser = try await world.browser(client)
            #expect(try await browser.signIn("nia", World.password).status == (opens ? .seeOther : .unauthorized))
        }
    }

    @Test("When too many sign in at once: 503 in words")
    func crowded() async throws {
        try await World.visit(places: 0) { world, client in
            let browser = try await world.browser(client)
            let answer = try await browser.signIn("carys", World.password)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.html.contains("Many people are signing in"))
        }
    }

    @Test("Who was sent away for that, however often, did not guess wrong", arguments: Engine.available)
    func crowdedIsNoGuess(engine: Engine) async throws {
        try await World.visit(engine, places: 0) { world, client in
            let browser = try await world.browser(client)
            for _ in 1...12 {
                #expect(try await browser.signIn("carys", World.password).status == .serviceUnavailable)
                #expect(try await browser.signIn("nobody", World.password).status == .serviceUnavailable)
            }
            #expect(try await world.failures("carys") == 0)
            #expect(try await world.failures("nobody") == 0)
        }
    }

    @Test("Nor whose sign-in the database did not keep", arguments: SecondFactorRule.allCases)
    func failedIsNoGuess(rule: SecondFactorRule) async throws {
        let made = Mutex<InterruptedDatabase?>(nil)
        var config = World.config
        config.secondFactor = rule
        try await World.visit(
            config: config,
            wrapping: { database in
                let wrapped = InterruptedDatabase(database)
                made.withLock { $0 = wrapped }
                return wrapped
            }
        ) { world, client in
            let seed = try await world.setSecondFactor(.carys)
            let browser = try await world.browser(client)
            _ = try await browser.get("/sign-in")
            let gone: @Sendable () async throws -> Void = { throw StoreError.unavailable("gone") }
            made.withLock { $0 }?.interrupt(after: 1, gone)
            let answer = try await browser.post("/sign-in", ["username": "carys", "password": World.password, "to": ""])
            #expect(answer.status == .serviceUnavailable)
            #expect(try await world.failures("carys") == 0)
            guard rule == .required else { return }
            _ = try await browser.signIn("carys", World.password)
            made.withLock { $0 }?.interrupt(after: 1, gone)
            #expect(try await browser.enter(code: world.code(seed)).status == .serviceUnavailable)
            #expect(try await world.failures("carys") == 0)
            #expect(try await browser.enter(code: world.code(seed)).status == .seeOther)
        }
    }

    @Test(
        "After signing in one comes to the page asked for; never to another site",
        arguments: [
            ("/people/5?page=2", "/people/5?page=2"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil", "/"),
            ("", "/"),
        ])
    func wayBack(to: String, location: String) async throws {
        try await World.visit { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client)
            #expect(try await browser.signIn("carys", World.password, to: to).location == location)
        }
    }

    @Test func thePageAskedForIsRemembered() async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client)
            #expect(try await browser.get("/account").location == "/sign-in?to=%2Faccount")
            let page = try await browser.get("/sign-in?to=%2Faccount%3Fnote%3Dset")
            #expect(page.value("to") == "/account?note=set")
        }
    }

    /// Ten wrong attempts, with the waiting in between.
    static func lock(_ username: String, _ world: World, _ client: any TestClientProtocol) async throws {
        let browser = try await world.browser(client)
        for attempt in 1...10 {
            _ = try await browser.signIn(username, "wrong kestrel")
            if attempt < 10 { world.clock.move(seconds: LockOut.closedSeconds(failures: attempt)) }
        }
    }
}

extension Browser {
    /// Opens the sign-in page and sends it.
    func signIn(_ username: String, _ password: String, to: String = "") async throws -> Seen {
        _ = try await get("/sign-in")
        return try await post("/sign-in", ["username": username, "password": password, "to": to])
    }
}

extension Seen {
    /// The page without what differs from request to request.
    func anonymous(_ username: String, _ browser: Browser) -> String {
        var text = html
        for piece in ["nonce=\"", "value=\"\(username)", "value=\"\(browser.csrf)"] {
            let parts: [String] = text.components(piece).enumerated().map { index, part in
                index == 0 ? part : String(part.drop { $0 != "\"" })
            }
            text = parts.joined(separator: String(piece.prefix { $0 != "\"" }))
        }
        return text
    }
}

extension World {
    func failures(_ username: String) async throws -> Int {
        try await site.database.read {
            try $0.value("SELECT failures FROM sign_in_attempt WHERE name_hash = \(sha256(username))") ?? 0
        }
    }
}
