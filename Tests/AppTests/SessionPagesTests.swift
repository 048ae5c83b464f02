import Domain
import HTTPTypes
import NIOCore
import Store
import Support
import Testing

@testable import App

@Suite("Sessions listed and ended, by their officer and by administrators (ASVS 5.0.0 7.4.5, 7.5.2)")
struct SessionPagesTests {
    @Test("An officer sees their own, and ends another of them", arguments: Engine.available)
    func own(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let there = try await world.browser(client, as: .nia)
            world.clock.move(seconds: 60)
            let here = try await world.browser(client, as: .nia)
            _ = try await world.browser(client, as: .dewi)
            let page = try await here.get("/account/sessions")
            #expect(page.status == .ok && page.endings("/account/sessions").count == 1)
            #expect(page.html.contains("this one"))
            #expect(try await world.journal().isEmpty)
            let path = try #require(page.endings("/account/sessions").first)
            #expect(try await here.post(path).location == "/account/sessions?note=ended")
            #expect(try await there.get("/account").status == .seeOther)
            #expect(try await here.get("/account/sessions?note=ended").html.contains("The session has ended"))
            // Once more: nothing to end, nothing to enter.
            #expect(try await here.post(path).status == .seeOther)
            let entries = try await world.journal()
            #expect(entries.map(\.reason) == ["session-ended"])
            #expect(try entries.first?.records == ["officer:\(world.officer(.nia).id)"])
        }
    }

    @Test("Nobody ends the session of somebody else; administrators do, and it is entered")
    func theirs() async throws {
        try await World.visit { world, client in
            let (nia, dewi) = (try await world.browser(client, as: .nia), try await world.browser(client, as: .dewi))
            let (owain, id) = (try await world.browser(client, as: .owain), try world.officer(.nia).id)
            #expect(try await owain.get("/accounts").html.contains("href=\"/accounts/\(id)/sessions\""))
            let page = try await owain.get("/accounts/\(id)/sessions")
            let path = try #require(page.endings("/accounts/\(id)/sessions").first)
            let handle = path.components("/")[4]
            #expect(try await dewi.post("/account/sessions/\(handle)/closure").status == .seeOther)
            #expect(try await dewi.post(path).status == .notFound)
            #expect(try await dewi.get("/accounts/\(id)/sessions").status == .notFound)
            #expect(try await nia.get("/account").status == .ok)
            #expect(try await owain.post(path).location == "/accounts/\(id)/sessions?note=ended")
            #expect(try await nia.get("/account").status == .seeOther)
            #expect(try await owain.get("/accounts/\(id)/sessions").html.contains("No session is open"))
            #expect(try await owain.get("/accounts/999/sessions").status == .notFound)
            let ended = try await world.journal().filter { $0.reason == "session-ended" }
            #expect(try ended.map(\.actor) == [world.officer(.owain).id])
            #expect(try await world.journal().contains { $0.kind == .consultation && $0.fields.contains("seen_at") })
        }
    }

    @Test("One past its time is no longer open")
    func past() async throws {
        try await World.visit { world, client in
            _ = try await world.browser(client, as: .nia)
            world.clock.move(seconds: 1800)
            let page = try await world.browser(client, as: .nia).get("/account/sessions")
            #expect(page.endings("/account/sessions").isEmpty)
        }
    }

    @Test(
        "The kind of address",
        arguments: [("192.0.2.7", AddressFamily.ipv4), ("2001:db8::7", .ipv6), ("::1", .ipv6), ("::ffff:192.0.2.7", .ipv4)])
    func family(address: String, family: AddressFamily) throws {
        #expect(AddressFamily(try SocketAddress(ipAddress: address, port: 1)) == family)
        #expect(AddressFamily(try SocketAddress(unixDomainSocketPath: "/x")) == nil)
    }

    @Test("It stands in the list")
    func stored() async throws {
        try await World.visit { world, client in
            let (id, now, session) = (try world.officer(.nia).id, world.clock.now, NewSession(.ipv6))
            let limits = SessionLimits(world.site.config)
            try await world.site.database.write {
                try SessionStore.begin($0, session, officer: id, replacing: nil, limits, now)
            }
            let page = try await world.browser(client, as: .nia).get("/account/sessions")
            #expect(page.html.contains("IPv6") && page.html.contains("not known"))
        }
    }
}

extension Seen {
    /// Where the buttons that end sessions go.
    func endings(_ address: String) -> [String] {
        html.components("action=\"\(address)/").dropFirst().map { "\(address)/\($0.prefix { $0 != "\"" })" }
    }
}
