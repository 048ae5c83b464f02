import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Synchronization
import Testing

@testable import App

@Suite("Comparing a password takes time, in which an account may change (S-AUTH-3, S-AUTH-6)")
struct PasswordRaceTests {
    private static let new = "twyni ŵyn 9 cerrig"

    /// Runs the body in a world of its own for every write that something can come before.
    /// - Returns: in how many worlds it came.
    private static func atEachWrite(
        _ engine: Engine, config: Config = World.config,
        _ body:
            @Sendable @escaping (
                World, any TestClientProtocol, @Sendable (@escaping @Sendable () async throws -> Void) -> Void
            ) async throws -> Void
    ) async throws -> Int {
        for number in 0..<20 {
            let made = Mutex<InterruptedDatabase?>(nil)
            let isDone = try await World.visit(
                engine, config: config,
                wrapping: { database in
                    let wrapped = InterruptedDatabase(database)
                    made.withLock { $0 = wrapped }
                    return wrapped
                }
            ) { world, client in
                let database = try #require(made.withLock { $0 })
                try await body(world, client) { database.interrupt(after: number, $0) }
                return database.calm()
            }
            if isDone { return number }
        }
        return 20
    }

    private static func storedPassword(_ world: World, _ named: Named) async throws -> String? {
        let id = try world.officer(named).id
        return try await world.site.database.read { try $0.value("SELECT password_hash FROM officer WHERE id = \(id)") }
    }

    private static func sessions(_ world: World, _ named: Named) async throws -> Int {
        let id = try world.officer(named).id
        return try await world.site.database.read {
            let whole: Int = try $0.value("SELECT COUNT(*) AS sessions FROM session WHERE officer_id = \(id)") ?? 0
            let half: Int = try $0.value("SELECT COUNT(*) AS halves FROM half_sign_in WHERE officer_id = \(id)") ?? 0
            return whole + half
        }
    }

    @Test(
        "Reset while its officer changes the password: whenever it comes, the password is gone", arguments: Engine.available)
    func change(engine: Engine) async throws {
        let places = try await Self.atEachWrite(engine) { world, client, interrupting in
            try await world.setPassword(.nia)
            let (browser, id) = (try await world.browser(client, as: .nia), try world.officer(.nia).id)
            let isReset = Mutex(false)
            interrupting {
                _ = try await AccountStore(site: world.site).reset(id, by: .command("test"))
                isReset.withLock { $0 = true }
            }
            let answer = try await browser.post(
                "/account/password",
                ["current-password": World.password, "new-password": Self.new, "new-password-again": Self.new])
            guard isReset.withLock({ $0 }) else { return #expect(answer.status == .seeOther) }
            #expect(answer.location != "/account?note=set")
            #expect(try await Self.storedPassword(world, .nia) == nil)
            #expect(try await Self.sessions(world, .nia) == 0)
            let link: [UInt8]? = try await world.site.database.read {
                try $0.value("SELECT link_hash FROM officer WHERE id = \(id)")
            }
            #expect(link != nil, "the new link still works")
        }
        #expect(places >= 3)
    }

    @Test(
        "Reset, or closed, while somebody signs in: no session is left", arguments: Engine.available,
        SecondFactorRule.allCases)
    func signIn(engine: Engine, rule: SecondFactorRule) async throws {
        var config = World.config
        config.secondFactor = rule
        for closes in [false, true] {
            let places = try await Self.atEachWrite(engine, config: config) { world, client, interrupting in
                try await world.setPassword(.nia)
                let (browser, id, store) = (
                    try await world.browser(client), try world.officer(.nia).id, AccountStore(site: world.site)
                )
                _ = try await browser.get("/sign-in")
                let isOver = Mutex(false)
                interrupting {
                    if closes {
                        try await store.disable(id, by: .command("test"))
                    } else {
                        _ = try await store.reset(id, by: .command("test"))
                    }
                    isOver.withLock { $0 = true }
                }
                let answer = try await browser.post("/sign-in", ["username": "nia", "password": World.password, "to": ""])
                guard isOver.withLock({ $0 }) else { return #expect(answer.status == .seeOther) }
                #expect(answer.status == .unauthorized)
                #expect(try await Self.sessions(world, .nia) == 0)
            }
            #expect(places >= 2)
        }
    }

    @Test(
        "A hash of fewer rounds is renewed over itself, never over another password", arguments: Engine.available,
        [Self.new, nil])
    func renewal(engine: Engine, set: String?) async throws {
        let places = try await Self.atEachWrite(engine) { world, client, interrupting in
            let (id, now) = (try world.officer(.nia).id, world.clock.now)
            let old = try await Passwords(rounds: 5, places: 1).hash(World.password)
            try await world.site.database.write {
                try $0.execute("UPDATE officer SET password_hash = \(old), password_set_at = \(now) WHERE id = \(id)")
            }
            let browser = try await world.browser(client)
            _ = try await browser.get("/sign-in")
            let other: String? = if let set { try await world.site.passwords.hash(set) } else { nil }
            let isSet = Mutex(false)
            interrupting {
                try await world.site.database.write {
                    try $0.execute("UPDATE officer SET password_hash = \(other) WHERE id = \(id)")
                }
                isSet.withLock { $0 = true }
            }
            let answer = try await browser.post("/sign-in", ["username": "nia", "password": World.password, "to": ""])
            guard isSet.withLock({ $0 }) else { return #expect(answer.status == .seeOther) }
            #expect(answer.status == .unauthorized)
            #expect(try await Self.storedPassword(world, .nia) == other)
        }
        #expect(places >= 2)
    }

    @Test("A code of an app that gave way to another while it was checked opens nothing", arguments: Engine.available)
    func code(engine: Engine) async throws {
        let places = try await Self.atEachWrite(engine, config: Config()) { world, client, interrupting in
            let (seed, browser) = (try await world.setSecondFactor(.nia), try await world.browser(client))
            _ = try await browser.signIn("nia", World.password)
            let another = Mutex<FactorSeed?>(nil)
            interrupting {
                let fresh = try await world.setSecondFactor(.nia)
                another.withLock { $0 = fresh }
            }
            let answer = try await browser.enter(code: world.code(seed))
            guard let kept = another.withLock({ $0 }) else { return #expect(answer.status == .seeOther) }
            #expect(answer.status == .unauthorized)
            let next = try await world.browser(client)
            #expect(try await next.signIn("nia", World.password, code: world.code(kept)).status == .seeOther)
        }
        #expect(places >= 2)
    }

    @Test("Nor makes it new recovery codes after the second step was taken off", arguments: Engine.available)
    func recoveryCodes(engine: Engine) async throws {
        let places = try await Self.atEachWrite(engine, config: Config()) { world, client, interrupting in
            let seed = try await world.setSecondFactor(.nia)
            let (browser, id) = (try await world.browser(client, as: .nia), try world.officer(.nia).id)
            let codes = RecoveryCode.fresh()
            let isOff = Mutex(false)
            interrupting {
                try await AccountStore(site: world.site).removeSecondFactor(id, by: .command("test"))
                _ = try await world.setSecondFactor(.nia, codes: codes)
                isOff.withLock { $0 = true }
            }
            let answer = try await browser.post("/account/recovery-codes", ["code": world.code(seed)])
            guard isOff.withLock({ $0 }) else { return #expect(answer.shownCodes.count == 10) }
            #expect(answer.shownCodes.isEmpty)
            let next = try await world.browser(client)
            _ = try await next.signIn("nia", World.password)
            #expect(try await next.enter(recovery: codes[0]).status == .seeOther)
        }
        #expect(places >= 2)
    }

    @Test("Two sign-ins that renew the same hash at one moment both open", arguments: Engine.available)
    func renewedByAnother(engine: Engine) async throws {
        _ = try await Self.atEachWrite(engine) { world, client, interrupting in
            let (id, now) = (try world.officer(.nia).id, world.clock.now)
            let old = try await Passwords(rounds: 5, places: 1).hash(World.password)
            try await world.site.database.write {
                try $0.execute("UPDATE officer SET password_hash = \(old), password_set_at = \(now) WHERE id = \(id)")
            }
            let one = try await world.browser(client)
            _ = try await one.get("/sign-in")
            let answered = Mutex<HTTPResponse.Status?>(nil)
            interrupting {
                let another = try await world.browser(client)
                let status = try await another.signIn("nia", World.password).status
                answered.withLock { $0 = status }
            }
            let answer = try await one.post("/sign-in", ["username": "nia", "password": World.password, "to": ""])
            #expect(answer.status == .seeOther)
            #expect(answered.withLock { $0 } ?? .seeOther == .seeOther)
            #expect(try await world.failures("nia") == 0)
        }
    }
}
