import Domain
import HTTPTypes
import Hummingbird
import Support
import Synchronization
import Testing

@testable import App

@Suite("A session that ended in mid-form: nothing typed is lost")
struct SignInKeptFormTests {
    private static let typed: [(String, String)] = [
        ("reason", "Siân & Rhys: \"gorwedd\"\r\n<b>eto</b> 100 % + mwy"), ("day-day", "3"), ("ground", "a"), ("ground", "b"),
        ("empty", ""),
    ]

    /// A page with a form, such as any slice has, that keeps what arrived.
    private static func routes(_ arrived: @escaping @Sendable (Form) -> Void) -> @Sendable (Site) -> [Route] {
        { _ in
            [
                Route(.post, "/test/form/{number}", needs: Need.casework) { visit in
                    arrived(visit.form)
                    return .redirect("/test/done")
                }
            ]
        }
    }

    @Test(arguments: Engine.available)
    func roundTrip(engine: Engine) async throws {
        let arrived = Arrived()
        try await World.visit(engine, adding: Self.routes(arrived.keep)) { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client, as: .carys)
            world.clock.move(seconds: 1800)
            let asked = try await browser.post("/test/form/7?page=2", Self.typed)
            #expect(asked.status == .unauthorized)
            #expect(asked.html.contains("what you typed is kept"))
            #expect(arrived.form == nil)
            // Nothing of it is stored before somebody has signed in.
            #expect(try await world.journal().isEmpty)
            // A wrong password on the way loses nothing either, nor does the language.
            let wrong = try await browser.send(asked, adding: [("username", "carys"), ("password", "wrong kestrel")])
            #expect(wrong.status == .unauthorized)
            let welsh = try await browser.send(wrong, adding: [("username", "carys"), ("switch-language", "cy")])
            #expect(welsh.status == .ok)
            #expect(welsh.html.contains("Mewngofnodi"))
            let again = try await browser.send(welsh, adding: [("username", "carys"), ("password", World.password)])
            #expect(again.status == .ok)
            #expect(again.html.contains("cadwyd eich testun"))
            #expect(again.html.contains("Carys Pritchard"))
            #expect(again.mainAction == "/test/form/7?page=2")
            #expect(arrived.form == nil)
            let done = try await browser.send(again)
            #expect(done.location == "/test/done")
            let form = try #require(arrived.form)
            let kept = form.fields.filter { $0.name != "csrf" }
            #expect(kept.map(\.name) == Self.typed.map(\.0))
            #expect(kept.map(\.value) == Self.typed.map(\.1))
        }
    }

    @Test(
        "Only a form that a page of ours sent is kept",
        arguments: [
            ("http://localhost" as String?, nil as String?, true), ("null", "same-origin", true), (nil, "same-origin", true),
            (nil, nil, false), ("null", nil, false), ("null", "none", false),
        ])
    func fromOurPages(origin: String?, fetchSite: String?, kept: Bool) async throws {
        try await World.visit(adding: Self.routes { _ in }) { world, client in
            let browser = try await world.browser(client)
            (browser.origin, browser.fetchSite) = (origin, fetchSite)
            let answer = try await browser.post("/test/form/7", Self.typed)
            #expect(answer.status == (kept ? .unauthorized : .seeOther))
            #expect(answer.html.contains("gorwedd") == kept)
        }
    }

    @Test("Passwords are not carried along")
    func passwords() async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .carys)
            world.clock.move(seconds: 1800)
            let answer = try await browser.post("/account/password", ["current-password": "plum", "new-password": "kestrel"])
            #expect(answer.location == "/sign-in?to=%2Faccount%2Fpassword")
            #expect(!answer.html.contains("kestrel"))
        }
    }

    @Test("A way to another site is not taken", arguments: ["//evil.example", "https://evil.example/x", "javascript:alert(1)"])
    func elsewhere(path: String) async throws {
        try await World.visit { world, client in
            try await world.setPassword(.carys)
            let browser = try await world.browser(client)
            _ = try await browser.get("/sign-in")
            let answer = try await browser.post(
                "/sign-in", ["username": "carys", "password": World.password, "kept-to": path, "kept:reason": "x"])
            #expect(answer.location == "/")
        }
    }
}

private final class Arrived: Sendable {
    private let stored = Mutex<Form?>(nil)

    var form: Form? { stored.withLock { $0 } }

    var keep: @Sendable (Form) -> Void {
        { form in self.stored.withLock { $0 = form } }
    }
}

extension Browser {
    /// Presses the button of the page's own form.
    func send(_ page: Seen, adding fields: [(String, String)] = []) async throws -> Seen {
        try await post(page.mainAction ?? "", page.mainForm + fields)
    }
}
