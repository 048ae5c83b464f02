import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("The second step of signing in (S-AUTH-4; ASVS 5.0.0 6.5)")
struct SecondFactorPagesTests {
    @Test("The password, then the code", arguments: Engine.available)
    func opens(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.carys)
            let browser = try await world.browser(client)
            let asked = try await browser.signIn("carys", World.password, to: "/people/5?page=2")
            #expect(asked.location == "/sign-in/code?to=%2Fpeople%2F5%3Fpage%3D2")
            #expect(browser.cookie("carfan") == nil)
            let page = try await browser.get(asked.location ?? "")
            #expect(page.status == .ok && page.value("to") == "/people/5?page=2")
            #expect(page.html.contains("autocomplete=\"one-time-code\" inputmode=\"numeric\""))
            let answer = try await browser.send(page, adding: [("code", world.code(seed))])
            #expect(answer.location == "/people/5?page=2")
            #expect(browser.cookie("carfan") != nil && browser.cookie("carfan-half") == nil)
            #expect(try await browser.get("/").location == "/panels")
            #expect(try await world.securityReasons() == ["password-accepted", "sign-in"])
            #expect(try await world.failures("carys") == 0)
        }
    }

    @Test("After the password alone nothing is reached, neither with its cookie nor with an older session")
    func nothingBefore() async throws {
        try await World.visitWithSecondFactor { world, client in
            _ = try await world.setSecondFactor(.carys)
            let (id, now, session) = (try world.officer(.carys).id, world.clock.now, NewSession())
            try await world.site.database.write {
                try SessionStore.begin(
                    $0, session, officer: id, replacing: nil, SessionLimits(world.site.config), now, proven: nil)
            }
            let browser = try await world.browser(client)
            _ = try await browser.signIn("carys", World.password)
            let half = try #require(browser.cookie("carfan-half"))
            for token in [half, session.token.text] {
                browser.accept("carfan=\(token)")
                for path in ["/", "/account", "/panels", "/people"] {
                    #expect(try await browser.get(path).location?.hasPrefix("/sign-in") == true)
                }
                #expect(try await browser.post("/sign-in/recovery-codes").location?.hasPrefix("/sign-in") == true)
            }
        }
    }

    @Test("Once, whoever brings it; neither the same code again nor an older one", arguments: Engine.available)
    func once(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.dewi)
            let code = world.code(seed)
            #expect(try await world.browser(client).signIn("dewi", World.password, code: code).status == .seeOther)
            for old in [code, world.code(seed, steps: -1)] {
                let answer = try await world.browser(client).signIn("dewi", World.password, code: old)
                #expect(answer.status == .unauthorized)
            }
            let next = world.code(seed, steps: 1)
            #expect(try await world.browser(client).signIn("dewi", World.password, code: next).status == .seeOther)
        }
    }

    @Test("The same code from two browsers at one moment: one wins", arguments: Engine.available)
    func atOnce(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.dewi)
            let code = world.code(seed)
            let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await world.browser(client).signIn("dewi", World.password, code: code).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == .seeOther } == 1)
        }
    }

    @Test("A recovery code instead, as it was shown or as people type it; it is gone then", arguments: Engine.available)
    func recovery(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let codes = RecoveryCode.fresh()
            _ = try await world.setSecondFactor(.nia, codes: codes)
            for typed in [codes[0], codes[1].uppercased().filter { $0 != "-" }, " \(codes[2]) "] {
                for status in [HTTPResponse.Status.seeOther, .unauthorized] {
                    let browser = try await world.browser(client)
                    _ = try await browser.signIn("nia", World.password)
                    #expect(try await browser.enter(recovery: typed).status == status)
                }
            }
            #expect(try await world.recoveryCodes(.nia) == 7)
            let reasons = try await world.securityReasons()
            #expect(reasons.count { $0 == "recovery-code-used" } == 3)
            #expect(reasons.prefix(3) == ["password-accepted", "recovery-code-used", "sign-in"])
            let browser = try await world.browser(client)
            _ = try await browser.signIn("nia", World.password)
            #expect(try await browser.enter(recovery: codes[9]).status == .seeOther)
            #expect(try await browser.get("/account").html.contains("6 recovery codes left"))
        }
    }

    @Test("A recovery code of somebody else opens nothing")
    func others() async throws {
        try await World.visitWithSecondFactor { world, client in
            let codes = RecoveryCode.fresh()
            _ = try await world.setSecondFactor(.nia, codes: codes)
            _ = try await world.setSecondFactor(.dewi)
            let browser = try await world.browser(client)
            _ = try await browser.signIn("dewi", World.password)
            #expect(try await browser.enter(recovery: codes[0]).status == .unauthorized)
            #expect(try await world.recoveryCodes(.nia) == 10)
        }
    }

    @Test("Wrong, used, older, too far ahead, empty, locked: one body", arguments: Engine.available)
    func oneAnswer(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let (seed, locked) = (try await world.setSecondFactor(.carys), try await world.setSecondFactor(.dewi))
            let half = try await world.browser(client)
            _ = try await half.signIn("dewi", World.password)
            try await world.lock("dewi", half, locked)
            _ = try await world.browser(client).signIn("carys", World.password, code: world.code(seed))
            var bodies: Set<String> = []
            let wrong = [world.wrongCode(seed), world.code(seed), world.code(seed, steps: -1), world.code(seed, steps: 2)]
            for code in wrong {
                let browser = try await world.browser(client)
                let answer = try await browser.signIn("carys", World.password, code: code)
                #expect(answer.status == .unauthorized, "\(code)")
                bodies.insert(answer.anonymous("carys", browser))
            }
            let answer = try await half.enter(code: world.code(locked))
            #expect(answer.status == .unauthorized)
            bodies.insert(answer.anonymous("dewi", half))
            #expect(bodies.count == 1)
        }
    }

    @Test("Wrong codes count like wrong passwords, and a right password does not wipe them out", arguments: Engine.available)
    func lockOut(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.dewi)
            for attempt in 1...4 {
                let browser = try await world.browser(client)
                #expect(try await browser.signIn("dewi", World.password, code: world.wrongCode(seed)).status == .unauthorized)
                #expect(try await world.failures("dewi") == attempt)
            }
            let browser = try await world.browser(client)
            _ = try await browser.signIn("dewi", World.password)
            for attempt in 5...10 {
                _ = try await browser.enter(code: world.wrongCode(seed))
                #expect(try await world.failures("dewi") == attempt)
                if attempt < 10 { world.clock.move(seconds: LockOut.closedSeconds(failures: attempt)) }
                // The half sign-in lasts ten minutes, not longer for being tried.
                if attempt == 8 { _ = try await browser.signIn("dewi", World.password) }
            }
            #expect(try await world.securityReasons().count { $0 == "account-locked" } == 1)
            // Locked: neither the right code nor, from the beginning, the right password.
            _ = try await browser.enter(code: world.code(seed))
            #expect(browser.cookie("carfan") == nil)
            #expect(try await world.browser(client).signIn("dewi", World.password).status == .unauthorized)
            world.clock.move(seconds: 900)
            #expect(try await world.browser(client).signIn("dewi", World.password, code: world.code(seed)).status == .seeOther)
            #expect(try await world.failures("dewi") == 0)
        }
    }

    @Test("Ten minutes for the second step, to the second", arguments: [(599, true), (600, false)])
    func late(seconds: Int64, open: Bool) async throws {
        try await World.visitWithSecondFactor { world, client in
            let seed = try await world.setSecondFactor(.nia)
            let browser = try await world.browser(client)
            _ = try await browser.signIn("nia", World.password)
            world.clock.move(seconds: seconds)
            let answer = try await browser.enter(code: world.code(seed))
            #expect(answer.status == (open ? .seeOther : .unauthorized))
            #expect(answer.html.contains("the second step took too long") != open)
            #expect(try await browser.get("/account").status == (open ? .ok : .seeOther))
        }
    }

    @Test("The page in the other language; with no sign-in begun one begins it", arguments: ["code", "second-step"])
    func language(step: String) async throws {
        try await World.visitWithSecondFactor { world, client in
            let browser = try await world.browser(client)
            #expect(try await browser.get("/sign-in/\(step)?to=%2Faccount").location == "/sign-in?to=%2Faccount")
            if step == "code" { _ = try await world.setSecondFactor(.nia) } else { try await world.setPassword(.nia) }
            _ = try await browser.signIn("nia", World.password)
            let other = step == "code" ? "second-step" : "code"
            #expect(try await browser.get("/sign-in/\(other)?to=%2Faccount").location == "/sign-in/\(step)?to=%2Faccount")
            let page = try await browser.get("/sign-in/\(step)?to=%2Faccount")
            let welsh = try await browser.send(page, adding: [("code", "12"), ("switch-language", "cy")])
            #expect(welsh.status == .ok && welsh.html.contains("Cod o’ch ap dilysu"))
            #expect(welsh.value("to") == "/account")
            #expect(try await world.failures("nia") == 0)
        }
    }

    @Test("Signed in by a password alone, where that is enough, and where it is no longer")
    func off() async throws {
        try await World.visit { world, client in
            _ = try await world.setSecondFactor(.nia)
            #expect(try await world.browser(client).signIn("nia", World.password).location == "/")
            #expect(try await world.securityReasons() == ["sign-in"])
        }
    }
}

extension World {
    /// Ten wrong codes, with the waiting in between; the sign-in is begun anew when its time is over.
    func lock(_ username: String, _ browser: Browser, _ seed: FactorSeed) async throws {
        for attempt in 1...10 {
            if attempt == 9 { _ = try await browser.signIn(username, World.password) }
            _ = try await browser.enter(code: wrongCode(seed))
            if attempt < 10 { clock.move(seconds: LockOut.closedSeconds(failures: attempt)) }
        }
    }
}
