import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Sessions (ASVS 5.0.0 V7; S-SESS-1 to 3)")
struct SignInSessionTests {
    @Test("The cookie's flags, without and with TLS", arguments: [("", "carfan"), ("https://carfan.example", "__Host-carfan")])
    func cookie(origin: String, name: String) async throws {
        var config = World.config
        config.origin = origin
        try await World.visit(config: config) { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client)
            if !origin.isEmpty { browser.origin = origin }
            let answer = try await browser.signIn("carys", World.password)
            let cookie = try #require(answer.cookies.first { $0.hasPrefix("\(name)=") })
            let flags = Set(cookie.components("; ").dropFirst())
            let secure: Set<String> = origin.isEmpty ? [] : ["Secure"]
            #expect(flags == secure.union(["Path=/", "HttpOnly", "SameSite=Strict"]))
            #expect(cookie.components("; ")[0].utf8.count == name.utf8.count + 65)
        }
    }

    @Test("What is stored opens nothing")
    func hashed() async throws {
        try await World.visit { world, client in
            let (cookie, _) = try await world.signedIn(as: .carys)
            let stored: [UInt8]? = try await world.site.database.read { try $0.value("SELECT token_hash FROM session") }
            let hash = try #require(stored)
            #expect(hash == sha256(cookie.components("=")[1]))
            let thief = try await world.browser(client)
            thief.accept("carfan=\(hexadecimal(hash))")
            #expect(try await thief.get("/account").status == .seeOther)
        }
    }

    @Test("Idle for 30 minutes, to the second", arguments: Engine.available, [(1799, true), (1800, false), (1801, false)])
    func idle(engine: Engine, limit: (seconds: Int64, open: Bool)) async throws {
        try await World.visit(engine) { world, client in
            let browser = try await world.browser(client, as: .nia)
            world.clock.move(seconds: limit.seconds)
            #expect(try await browser.get("/account").status == (limit.open ? .ok : .seeOther))
        }
    }

    @Test("Twelve hours in all, however busy", arguments: [(43_199, true), (43_200, false), (43_201, false)])
    func absolute(seconds: Int64, open: Bool) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .nia)
            for _ in 0..<43 {
                world.clock.move(seconds: 1000)
                #expect(try await browser.get("/account").status == .ok)
            }
            world.clock.move(seconds: seconds - 43_000)
            #expect(try await browser.get("/account").status == (open ? .ok : .seeOther))
        }
    }

    @Test("A page that asks for itself again is no sign of life, with and without scripts", arguments: [true, false])
    func renewal(scripts: Bool) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .carys)
            browser.isRenewal = scripts
            for _ in 0..<29 {
                world.clock.move(seconds: 60)
                #expect(try await browser.get(scripts ? "/panels" : "/panels?renewed=1").status == .ok)
            }
            world.clock.move(seconds: 60)
            browser.isRenewal = false
            #expect(try await browser.get("/panels").status == .seeOther)
        }
    }

    @Test("A sign of life is written at most once a minute", arguments: [(59, 0), (60, 60)])
    func signOfLife(seconds: Int64, written: Int64) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .nia)
            world.clock.move(seconds: seconds)
            _ = try await browser.get("/account")
            let seen: Instant? = try await world.site.database.read { try $0.value("SELECT seen_at FROM session") }
            #expect(seen == World.start.adding(seconds: written))
        }
    }

    @Test("Signing in makes a new token, and the one before is dead")
    func rotates() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client, as: .carys)
            let (before, csrf) = (try #require(browser.cookie("carfan")), browser.csrf)
            let answer = try await browser.post(
                "/sign-in", ["username": "carys", "password": World.password, "csrf": csrf])
            #expect(answer.status == .seeOther)
            #expect(browser.cookie("carfan") != before)
            let old = try await world.browser(client)
            old.accept("carfan=\(before)")
            #expect(try await old.get("/account").status == .seeOther)
        }
    }

    @Test("Three sessions at once; a fourth ends the oldest")
    func atMostThree() async throws {
        try await World.visit { world, client in
            var browsers: [Browser] = []
            for _ in 0..<4 {
                browsers.append(try await world.browser(client, as: .dewi))
                world.clock.move(seconds: 1)
            }
            var open: [Bool] = []
            for browser in browsers { open.append(try await browser.get("/account").status == .ok) }
            #expect(open == [false, true, true, true])
        }
    }

    @Test("Signing out ends the session and clears the browser", arguments: Engine.available)
    func signOut(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let browser = try await world.browser(client, as: .carys)
            let token = try #require(browser.cookie("carfan"))
            let answer = try await browser.post("/sign-out")
            #expect(answer.status == .seeOther)
            #expect(answer.headers[try #require(HTTPField.Name("Clear-Site-Data"))] == "\"cache\", \"storage\"")
            #expect(browser.cookie("carfan") == nil)
            browser.accept("carfan=\(token)")
            #expect(try await browser.get("/account").status == .seeOther)
            #expect(try await world.journal().map(\.reason) == ["sign-out"])
        }
    }

    @Test("A closed account's sessions end at the next request")
    func disabled() async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .dewi)
            #expect(try await browser.get("/account").status == .ok)
            try await AccountStore(site: world.site).disable(try world.officer(.dewi).id, by: .command("test"))
            #expect(try await browser.get("/account").status == .seeOther)
            #expect(try await browser.post("/account/password", ["new-password": "x"]).status == .seeOther)
        }
    }

    @Test("Staying signed in")
    func extend() async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .dewi)
            world.clock.move(seconds: 1500)
            let answer = try await browser.post("/session/extend")
            #expect(answer.status == .ok)
            #expect(answer.html == "{\"seconds\":1800}")
            world.clock.move(seconds: 1799)
            #expect(try await browser.get("/account").status == .ok)
            world.clock.move(seconds: 1800)
            #expect(try await browser.post("/session/extend").status == .unauthorized)
        }
    }

    @Test(
        "Tokens that cannot be ours",
        arguments: ["", "x", String(repeating: "g", count: 64), String(repeating: "A", count: 64)])
    func nonsense(token: String) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client)
            browser.accept("carfan=\(token)")
            #expect(try await browser.get("/account").status == .seeOther)
        }
    }
}
