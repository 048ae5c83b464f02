import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Setting up the second step, and taking it off")
struct SecondFactorSetUpTests {
    @Test("An account without one sets it up before anything else; ten codes are shown once", arguments: Engine.available)
    func journey(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client)
            let asked = try await browser.signIn("carys", World.password, to: "/account")
            #expect(asked.location == "/sign-in/second-step?to=%2Faccount")
            #expect(try await browser.get("/account").status == .seeOther)
            let page = try await browser.get(asked.location ?? "")
            let seed = try #require(page.shownSeed)
            #expect(page.html.contains("<code>\(seed.groups)</code>"))
            #expect(page.html.contains("otpauth://totp/Carfan:carys?secret="))
            #expect(try await browser.get(asked.location ?? "").shownSeed == seed)

            let wrong = try await browser.send(page, adding: [("code", world.wrongCode(seed))])
            #expect(wrong.status == .unprocessableContent && wrong.shownSeed == seed)
            #expect(wrong.html.contains("href=\"#code\""))
            #expect(try await world.failures("carys") == 0)

            let done = try await browser.send(wrong, adding: [("code", world.code(seed))])
            #expect(done.status == .ok && Set(done.shownCodes).count == 10)
            #expect(done.html.contains("Carys Pritchard"))
            let welsh = try await browser.send(done, adding: [("switch-language", "cy")])
            #expect(welsh.shownCodes == done.shownCodes && welsh.html.contains("Cadwch eich codau adfer"))
            #expect(try await browser.send(welsh).location == "/account")
            #expect(try await browser.get("/account").html.contains("10 cod adfer ar ôl"))
            #expect(try await browser.get("/sign-in/second-step").location == "/")
            #expect(try await world.securityReasons() == ["password-accepted", "second-factor-set", "sign-in"])

            // The first code is spent; the codes work.
            let again = try await world.browser(client)
            #expect(try await again.signIn("carys", World.password, code: world.code(seed)).status == .unauthorized)
            #expect(try await again.enter(recovery: done.shownCodes[4]).status == .seeOther)
            world.clock.move(seconds: 60)
            let third = try await world.browser(client)
            #expect(try await third.signIn("carys", World.password, code: world.code(seed)).status == .seeOther)
        }
    }

    @Test("A form typed before the session ended comes through, whichever step is due", arguments: [true, false])
    func keptForm(hasFactor: Bool) async throws {
        try await World.visitWithSecondFactor { world, client in
            var seed: FactorSeed?
            if hasFactor { seed = try await world.setSecondFactor(.carys) } else { try await world.setPassword(.carys) }
            let browser = try await world.browser(client, as: .carys)
            world.clock.move(seconds: 1800)
            let asked = try await browser.post("/reviews/7/decision?page=2", [("reason", "Siân & Rhys")])
            #expect(asked.status == .unauthorized)
            var page = try await browser.send(asked, adding: [("username", "carys"), ("password", World.password)])
            #expect(page.status == .ok && page.mainAction == (hasFactor ? "/sign-in/code" : "/sign-in/second-step"))
            seed = seed ?? page.shownSeed
            let code = world.code(try #require(seed))
            page = try await browser.send(page, adding: [("code", world.wrongCode(try #require(seed)))])
            page = try await browser.send(page, adding: [("code", code)])
            if !hasFactor { page = try await browser.send(page) }
            #expect(page.html.contains("your text is kept") && page.mainAction == "/reviews/7/decision?page=2")
            #expect(page.mainForm.contains { $0 == ("reason", "Siân & Rhys") })
        }
    }

    @Test("Begun in two places, set up in one: the other asks for a code", arguments: Engine.available)
    func twice(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            try await world.setPassword(.nia)
            let (one, two) = (try await world.browser(client), try await world.browser(client))
            for browser in [one, two] { _ = try await browser.signIn("nia", World.password) }
            let (here, there) = (try await one.get("/sign-in/second-step"), try await two.get("/sign-in/second-step"))
            let (seed, other) = (try #require(here.shownSeed), try #require(there.shownSeed))
            #expect(seed != other)
            #expect(try await one.send(here, adding: [("code", world.code(seed))]).status == .ok)
            let late = try await two.send(there, adding: [("code", world.code(other))])
            #expect(late.status == .unauthorized && late.html.contains("the second step took too long"))
            #expect(two.cookie("carfan") == nil)
        }
    }

    @Test("A thief with the database: neither seed, code nor token stands in it in clear")
    func thief() async throws {
        try await World.visitWithSecondFactor { world, client in
            let codes = RecoveryCode.fresh()
            let seed = try await world.setSecondFactor(.nia, codes: codes)
            try await world.setPassword(.dewi)
            let (browser, half) = (try await world.browser(client), try await world.browser(client))
            _ = try await browser.signIn("nia", World.password)
            _ = try await half.signIn("dewi", World.password)
            let offered = try #require(try await half.get("/sign-in/second-step").shownSeed)
            let token = try #require(browser.cookie("carfan-half"))
            let secrets = [seed.bytes, offered.bytes] + ([token, Base32.text(seed.bytes)] + codes).map { Array($0.utf8) }
            let stored = try await world.stored(["officer", "half_sign_in", "recovery_code", "session"])
            #expect(stored.count > 20)
            for value in stored {
                for secret in secrets { #expect(!value.contains(secret)) }
            }
            // Put into another account, a stolen seed opens nothing either.
            let id = try world.officer(.elin).id
            try await world.setPassword(.elin)
            try await world.site.database.write {
                try $0.execute(
                    """
                    UPDATE officer SET factor_step = 0, factor_set_at = \(world.clock.now),
                      factor_seed = (SELECT factor_seed FROM officer WHERE username = 'nia') WHERE id = \(id)
                    """)
            }
            let answer = try await world.browser(client).signIn("elin", World.password, code: world.code(seed))
            #expect(answer.status == .serviceUnavailable)
        }
    }

    @Test("Sealed with an older key: sealed anew at the next code")
    func resealed() async throws {
        try await World.visitWithSecondFactor { world, client in
            let (seed, id) = (try await world.setSecondFactor(.nia), try world.officer(.nia).id)
            let (new, old) = ([UInt8](repeating: 9, count: 32), [UInt8](repeating: 7, count: 32))
            let keys = SecretKeys(new, older: [old])
            let site = Site(
                database: world.site.database, clock: world.site.clock, log: world.site.log, reference: world.site.reference,
                config: world.site.config, passwords: world.site.passwords, keys: keys)
            let half = try await world.halfSignIn(.nia)
            let opened = try await SecondFactor(site: site, visit: LookPages.visit(nil))
                .open(half, code: world.code(seed), recovery: "")
            #expect(opened != nil)
            let sealed: [UInt8]? = try await site.database.read {
                try $0.value("SELECT factor_seed FROM officer WHERE id = \(id)")
            }
            #expect(try SecretKeys(new).open(try #require(sealed), for: "second-factor:\(id)") == seed.bytes)
        }
    }

    @Test(
        "The administrator takes it off: sessions end, the password stays, it must be set up again", arguments: Engine.available
    )
    func takenOff(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let seed = try await world.setSecondFactor(.nia, codes: RecoveryCode.fresh())
            let (owain, nia) = (try await world.browser(client, as: .owain), try await world.browser(client, as: .nia))
            let path = "/accounts/\(try world.officer(.nia).id)/second-step-removal"
            #expect(try await owain.get("/accounts").html.contains("action=\"\(path)\""))
            #expect(try await owain.post(path).location == "/accounts")
            #expect(try await !owain.get("/accounts").html.contains("action=\"\(path)\""))
            #expect(try await nia.get("/account").status == .seeOther)
            #expect(try await world.recoveryCodes(.nia) == 0)
            #expect(try await nia.signIn("nia", World.password).location == "/sign-in/second-step")
            #expect(try await nia.get("/sign-in/second-step").shownSeed != seed)
            // Twice is once; nobody does it to themselves, nor to nobody.
            #expect(try await owain.post(path).location == "/accounts")
            #expect(try await world.securityReasons() == ["second-factor-removed", "password-accepted"])
            let own = try await owain.post("/accounts/\(try world.officer(.owain).id)/second-step-removal")
            #expect(own.status == .unprocessableContent)
            #expect(try await owain.post("/accounts/999/second-step-removal").status == .notFound)
            #expect(try await nia.post(path).status != .ok)
        }
    }

    @Test("A forgotten password does not take it off; carfan account reset does", arguments: [false, true])
    func reset(both: Bool) async throws {
        try await World.visitWithSecondFactor { world, client in
            let seed = try await world.setSecondFactor(.nia, codes: RecoveryCode.fresh())
            let link = try await AccountStore(site: world.site).reset(
                try world.officer(.nia).id, andSecondFactor: both, by: .command("test"))
            let nia = try await world.browser(client)
            _ = try await nia.get(link.path.text)
            _ = try await nia.post(
                link.path.text, ["new-password": World.password, "new-password-again": World.password])
            let asked = try await nia.signIn("nia", World.password)
            #expect(asked.location == (both ? "/sign-in/second-step" : "/sign-in/code"))
            #expect(try await world.recoveryCodes(.nia) == (both ? 0 : 10))
            #expect(try await nia.enter(code: world.code(seed)).status == (both ? .unauthorized : .seeOther))
            let reasons = try await world.securityReasons()
            #expect(reasons.prefix(both ? 2 : 1) == (both ? ["account-reset", "second-factor-removed"] : ["account-reset"]))
        }
    }

    @Test("A sign-in half done ends with the account, and with the password", arguments: ["disable", "reset"])
    func halfEnds(act: String) async throws {
        try await World.visitWithSecondFactor { world, client in
            let (seed, id) = (try await world.setSecondFactor(.nia), try world.officer(.nia).id)
            let browser = try await world.browser(client)
            _ = try await browser.signIn("nia", World.password)
            let accounts = AccountStore(site: world.site)
            if act == "disable" {
                try await accounts.disable(id, by: .command("test"))
            } else {
                _ = try await accounts.reset(id, by: .command("test"))
            }
            #expect(try await browser.enter(code: world.code(seed)).status == .unauthorized)
            #expect(browser.cookie("carfan") == nil)
        }
    }

    @Test("A changed password keeps the session proven")
    func ownPassword() async throws {
        try await World.visitWithSecondFactor { world, client in
            _ = try await world.setSecondFactor(.nia)
            let (browser, new) = (try await world.browser(client, as: .nia), "twyni ŵyn 9 cerrig")
            let changed = try await browser.post(
                "/account/password",
                ["current-password": World.password, "new-password": new, "new-password-again": new])
            #expect(changed.location == "/account?note=set")
            #expect(try await browser.get("/account").status == .ok)
        }
    }

    @Test("New recovery codes, by a code of the app: the old ones work no more", arguments: Engine.available)
    func newCodes(engine: Engine) async throws {
        try await World.visitWithSecondFactor(engine) { world, client in
            let old = RecoveryCode.fresh()
            let seed = try await world.setSecondFactor(.nia, codes: old)
            let browser = try await world.browser(client, as: .nia)
            #expect(try await browser.get("/account").html.contains("action=\"/account/recovery-codes\""))
            let wrong = try await browser.post("/account/recovery-codes", ["code": world.wrongCode(seed)])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("href=\"#code\""))
            #expect(try await world.failures("nia") == 1)
            let made = try await browser.post("/account/recovery-codes", ["code": world.code(seed)])
            #expect(made.status == .ok && Set(made.shownCodes).union(old).count == 20)
            #expect(try await browser.send(made).location == "/account")
            #expect(try await world.failures("nia") == 0)
            #expect(
                try await browser.post("/account/recovery-codes", ["code": world.code(seed)]).status == .unprocessableContent)
            #expect(
                try await world.securityReasons() == ["second-factor-refused", "recovery-codes-made", "second-factor-refused"])
            for (code, status) in [(old[0], HTTPResponse.Status.unauthorized), (made.shownCodes[0], .seeOther)] {
                let other = try await world.browser(client)
                _ = try await other.signIn("nia", World.password)
                #expect(try await other.enter(recovery: code).status == status)
            }
        }
    }

    @Test("Recovery codes: 120 bits, letters that are hard to mistake")
    func codes() {
        let codes = RecoveryCode.fresh()
        #expect(codes.count == 10 && Set(codes).count == 10)
        for code in codes {
            #expect(code.utf8.count == 29 && code.components("-").allSatisfy { $0.utf8.count == 4 })
            let typed = code.uppercased().components("O").joined(separator: "0").components("I").joined(separator: "1")
            #expect(RecoveryCode.hash(typed: typed) == RecoveryCode.hash(typed: code))
        }
        for text in [
            "", "abcd", String(repeating: "a", count: 23), String(repeating: "a", count: 25), "aaaa-bbbb-cccc-dddd-eeee-fff9",
        ] {
            #expect(RecoveryCode.hash(typed: text) == nil)
        }
    }
}

extension World {
    func halfSignIn(_ named: Named) async throws -> HalfSignIn {
        let (token, id, now) = (OpaqueToken.fresh(), try officer(named).id, clock.now)
        try await site.database.write { try HalfSignIn.begin($0, token, officer: id, newSeed: nil, now) }
        guard let half = try await HalfSignIn.find(token, site) else { throw NotFound() }
        return half
    }

    /// The bytes of every value of these tables.
    func stored(_ tables: [String]) async throws -> [[UInt8]] {
        try await site.database.read { connection in
            try tables.flatMap { table in
                try connection.query("SELECT * FROM \(name: table)").flatMap(\.values).compactMap { value in
                    switch value {
                    case .text(let text): Array(text.utf8)
                    case .blob(let bytes): bytes
                    case .null, .integer, .real: nil
                    }
                }
            }
        }
    }
}
