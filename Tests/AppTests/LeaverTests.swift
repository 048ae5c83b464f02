import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// Two programs on one database, as in an installation of two nodes.
struct TwoNodes: Sendable {
    let here: World
    let there: World

    static func visit<T: Sendable>(
        _ engine: Engine, config: Config = World.config,
        _ body: @Sendable @escaping (TwoNodes, any TestClientProtocol, any TestClientProtocol) async throws -> T
    ) async throws -> T {
        let address = try await engine.freshAddress()
        let (one, two) = (try engine.open(address), try engine.open(address))
        do {
            _ = try await carfanSchema.migrate(one)
            let here = try await World.on(one, config: config)
            let there = World(site: here.site.on(two), clock: here.clock, officers: here.officers)
            let nodes = TwoNodes(here: here, there: there)
            let value = try await here.client { first in
                try await there.client { second in try await body(nodes, first, second) }
            }
            await one.close()
            await two.close()
            return value
        } catch {
            await one.close()
            await two.close()
            throw error
        }
    }
}

extension Site {
    func on(_ database: any Database) -> Site {
        Site(
            database: database, clock: clock, log: log, reference: reference, config: config, passwords: passwords, keys: keys)
    }
}

extension World {
    func client<T: Sendable>(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> T) async throws -> T {
        try await Application(router: FrontDoor(site: site).router(), logger: site.log).test(.router) { try await body($0) }
    }
}

@Suite("Leavers are cut off by the next request on every node (S-AUTH-6)")
struct LeaverTests {
    static let engines = Engine.available.filter { $0 != .memory }

    @Test("Closed here, cut off there: pages, forms and programs", arguments: engines)
    func closed(engine: Engine) async throws {
        try await TwoNodes.visit(engine) { nodes, first, second in
            let (owain, dewi) = (
                try await nodes.here.browser(first, as: .owain), try await nodes.there.browser(second, as: .dewi)
            )
            #expect(try await dewi.get("/people").status == .ok)
            let id = try nodes.here.officer(.dewi).id
            #expect(try await owain.post("/accounts/\(id)/closure").location == "/accounts")
            #expect(try await dewi.get("/people").location == "/sign-in?to=%2Fpeople")
            #expect(try await dewi.get("/api/people").status == .unauthorized)
            #expect(try await dewi.post("/people/export").status == .seeOther)
            #expect(try await dewi.post("/session/extend").status == .unauthorized)
        }
    }

    @Test("A session ended here opens nothing there", arguments: engines)
    func ended(engine: Engine) async throws {
        try await TwoNodes.visit(engine) { nodes, first, second in
            let (owain, dewi) = (
                try await nodes.here.browser(first, as: .owain), try await nodes.there.browser(second, as: .dewi)
            )
            let address = "/accounts/\(try nodes.here.officer(.dewi).id)/sessions"
            let path = try #require(try await owain.get(address).endings(address).first)
            #expect(try await dewi.get("/people").status == .ok)
            _ = try await owain.post(path)
            #expect(try await dewi.get("/people").status == .seeOther)
        }
    }

    /// 23:59:59 and midnight in London, in winter and in summer.
    @Test(
        "A last day closes the account at its end in London, in sessions and at sign-in",
        arguments: [
            ("2026-03-04", "2026-03-04T23:59:59Z", true), ("2026-03-04", "2026-03-05T00:00:00Z", false),
            ("2026-07-04", "2026-07-04T22:59:59Z", true), ("2026-07-04", "2026-07-04T23:00:00Z", false),
        ], engines)
    func lastDay(row: (day: String, at: String, opens: Bool), engine: Engine) async throws {
        try await TwoNodes.visit(engine) { nodes, _, second in
            let (day, at) = (try #require(Day(iso: row.day)), try #require(Instant(iso: row.at)))
            let id = try nodes.here.officer(.dewi).id
            nodes.here.clock.move(seconds: at.seconds - nodes.here.clock.now.seconds - 60)
            try await nodes.there.setPassword(.dewi)
            let dewi = try await nodes.there.browser(second, as: .dewi)
            try await AccountStore(site: nodes.here.site).setLastDay(id, day, by: .command("test"))
            nodes.here.clock.move(seconds: 60)
            #expect(try await dewi.get("/people").status == (row.opens ? .ok : .seeOther))
            let answer = try await nodes.there.browser(second).signIn("dewi", World.password)
            #expect(answer.status == (row.opens ? .seeOther : .unauthorized))
            #expect(row.opens || answer.html.contains("closed at the end of 4 "))
        }
    }

    @Test("After the last day neither a link nor a half done sign-in opens anything")
    func otherWays() async throws {
        try await World.visitWithSecondFactor { world, client in
            let (seed, id) = (try await world.setSecondFactor(.dewi), try world.officer(.dewi).id)
            let half = try await world.browser(client)
            _ = try await half.signIn("dewi", World.password)
            let store = AccountStore(site: world.site)
            try await store.setLastDay(id, world.site.today.adding(days: -1), by: .command("test"))
            #expect(try await half.enter(code: world.code(seed)).status == .unauthorized)
            // A new link opens it again, and takes the day away.
            let link = try await store.reset(id, by: .command("test"))
            #expect(try await half.get(link.path.text).status == .ok)
            try await store.setLastDay(id, world.site.today.adding(days: -1), by: .command("test"))
            #expect(try await half.get(link.path.text).status == .notFound)
        }
    }

    @Test("An administrator sets it, sees it and opens the account again; not their own")
    func pages() async throws {
        try await World.visit { world, client in
            let (owain, id) = (try await world.browser(client, as: .owain), try world.officer(.dewi).id)
            try await world.setPassword(.dewi)
            let address = "/accounts/\(id)/last-day"
            #expect(try await owain.get(address).status == .ok)
            let wrong = try await owain.post(address, ["last-day-day": "31", "last-day-month": "2", "last-day-year": "2026"])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("value=\"31\""))
            let fields: [(String, String)] = [("last-day-day", "1"), ("last-day-month", "3"), ("last-day-year", "2026")]
            #expect(try await owain.post(address, fields).location == "/accounts/\(id)?note=last-day")
            let page = try await owain.get("/accounts/\(id)")
            #expect(page.html.contains("Closed: last day over") && page.html.contains("1 March 2026"))
            let dewi = try await world.browser(client)
            #expect(try await dewi.signIn("dewi", World.password).status == .unauthorized)
            #expect(try await owain.post("/accounts/\(id)/opening").location == "/accounts/\(id)?note=open")
            #expect(try await dewi.signIn("dewi", World.password).status == .seeOther)
            let own = try world.officer(.owain).id
            for act in ["last-day", "opening", "role"] {
                let all = fields + [("role", "administrator"), ("agency", "gwent-police")]
                let answer = try await owain.post("/accounts/\(own)/\(act)", all)
                #expect(answer.status == .unprocessableContent, "\(act)")
                #expect(answer.html.contains("Another administrator must do this"))
            }
            #expect(try await owain.post("/accounts/999/opening").status == .notFound)
            let reasons = try await world.securityReasons()
            #expect(reasons == ["last-day-set", "leaver-refused", "account-opened", "sign-in"])
        }
    }

    @Test("Another role: signed out at once, and signed in with it", arguments: Engine.available)
    func role(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let (owain, nia) = (try await world.browser(client, as: .owain), try await world.browser(client, as: .nia))
            let address = "/accounts/\(try world.officer(.nia).id)/role"
            #expect(try await owain.get(address).html.contains("value=\"probation_practitioner\" checked"))
            let wrong = try await owain.post(address, ["role": "police_offender_manager", "agency": "probation"])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("href=\"#agency\""))
            #expect(try await nia.get("/people").status == .ok)
            let new: [(String, String)] = [("role", "coordinator"), ("agency", "probation"), ("area", Area.gwent.rawValue)]
            #expect(try await owain.post(address, new).status == .seeOther)
            #expect(try await nia.get("/people").status == .seeOther)
            #expect(try await world.browser(client, as: .nia).get("/reviews").status == .ok)
            #expect(try await world.securityReasons() == ["role-changed"])
        }
    }
}

@Suite("Accounts that nobody uses (S-AUTH-6)")
struct DormantTests {
    @Test("To the second, with the days of the setting; the words only for whoever knows the password", arguments: [7, 60])
    func words(days: Int) async throws {
        var config = World.config
        config.dormantDays = days
        try await World.visit(config: config) { world, client in
            try await world.setPassword(.nia)
            world.clock.move(seconds: Int64(days) * 86400 - 1)
            let browser = try await world.browser(client)
            #expect(try await browser.signIn("nia", World.password).status == .seeOther)
            world.clock.move(seconds: Int64(days) * 86400)
            let closed = try await browser.signIn("nia", World.password)
            #expect(closed.status == .unauthorized && closed.html.contains("nobody signed in to it for \(days) days"))
            #expect(try await world.failures("nia") == 0)
            let wrong = try await browser.signIn("nia", "wrong kestrel")
            #expect(!wrong.html.contains("nobody signed in"))
            #expect(try await world.securityReasons() == ["sign-in", "dormant-refused", "sign-in-refused"])
        }
    }

    @Test("Administrators see it and open it; the password stays", arguments: Engine.available)
    func opened(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await world.setPassword(.nia)
            world.clock.move(seconds: 60 * 86400)
            let (owain, id) = (try await world.browser(client, as: .owain), try world.officer(.nia).id)
            let list = try await owain.get("/accounts")
            #expect(list.html.contains("Closed: not used for long") && list.html.contains("/accounts/\(id)/opening"))
            #expect(try await owain.post("/accounts/\(id)/opening").status == .seeOther)
            #expect(try await world.browser(client).signIn("nia", World.password).status == .seeOther)
            #expect(try await !owain.get("/accounts").html.contains("/accounts/\(id)/opening"))
        }
    }
}
