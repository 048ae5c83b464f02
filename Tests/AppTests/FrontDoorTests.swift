import Domain
import HTTPTypes
import Hummingbird
import Store
import Support
import Testing

@testable import App

@Suite("The front door: forged forms (S-CSRF)")
struct FrontDoorForgeryTests {
    struct Row: Sendable, CustomStringConvertible {
        let origin: String?
        let site: String?
        let token: Token
        let status: HTTPResponse.Status

        enum Token: Sendable { case right, wrong, missing, ofSomebodyElse }

        init(_ origin: String?, _ site: String?, _ token: Token, _ status: HTTPResponse.Status) {
            (self.origin, self.site, self.token, self.status) = (origin, site, token, status)
        }

        var description: String { "\(origin ?? "-") \(site ?? "-") \(token)" }
    }

    @Test(arguments: [
        Row("http://localhost", "same-origin", .right, .seeOther), Row("http://localhost", nil, .right, .seeOther),
        Row(nil, "same-origin", .right, .seeOther), Row(nil, "none", .right, .seeOther), Row(nil, nil, .right, .seeOther),
        Row("null", "same-origin", .right, .seeOther), Row("null", nil, .right, .seeOther),
        Row("http://localhost", "same-origin", .wrong, .forbidden),
        Row("http://localhost", "same-origin", .missing, .forbidden),
        Row("http://localhost", "same-origin", .ofSomebodyElse, .forbidden), Row(nil, nil, .wrong, .forbidden),
        Row(nil, nil, .missing, .forbidden), Row("null", nil, .missing, .forbidden),
        Row("https://evil.example", nil, .right, .forbidden), Row("http://localhost.evil.example", nil, .right, .forbidden),
        Row("http://localhost:81", nil, .right, .forbidden), Row("http://localhost", "cross-site", .right, .forbidden),
        Row("http://localhost", "same-site", .right, .forbidden), Row("null", "cross-site", .right, .forbidden),
        Row(nil, "cross-site", .right, .forbidden), Row("", nil, .right, .forbidden),
    ])
    func forms(row: Row) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .carys)
            let other = try await world.signedIn(as: .dewi).csrf
            (browser.origin, browser.fetchSite) = (row.origin, row.site)
            let token =
                switch row.token {
                case .right: browser.csrf
                case .wrong: String(repeating: "0", count: 64)
                case .missing: ""
                case .ofSomebodyElse: other
                }
            let answer = try await browser.post("/language", ["csrf": token, "switch-language": "cy", "to": "/account"])
            #expect(answer.status == row.status)
            let changed = try await AccountStore(site: world.site).account(
                try world.officer(.carys).id, by: .command("test")
            ).language
            #expect((changed == .welsh) == (row.status == .seeOther))
        }
    }

    @Test(
        "Guests' forms carry the token of their cookie; a cookie that is no token of ours is replaced",
        arguments: [
            (nil as String?, false), (String(repeating: "a", count: 64), true), (String(repeating: "Z", count: 64), false),
            ("", false),
        ])
    func guests(cookie: String?, accepted: Bool) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client)
            if let cookie { browser.accept("carfan-form=\(cookie)") }
            let answer = try await browser.post("/language", ["csrf": cookie ?? "", "switch-language": "cy", "to": "/sign-in"])
            #expect(answer.status == (accepted ? .seeOther : .forbidden))
        }
    }

    @Test(
        "With TLS only the https origin, or the configured one, is ours",
        arguments: [
            ("https://carfan.example", "https://carfan.example", true),
            ("https://carfan.example", "http://carfan.example", false),
            ("https://carfan.example", "https://localhost", false),
        ])
    func configured(origin: String, sent: String, accepted: Bool) async throws {
        var config = World.config
        config.origin = origin
        try await World.visit(config: config) { world, client in
            let browser = try await world.browser(client, as: .carys)
            browser.origin = sent
            #expect(try await browser.post("/language", ["to": "/account"]).status == (accepted ? .seeOther : .forbidden))
        }
    }
}

@Suite("The front door: headers on every answer (assurance B3)")
struct FrontDoorHeaderTests {
    static let expected: [(String, String)] = [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"), ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex, nofollow"), ("Reporting-Endpoints", "csp=\"/reports\""),
    ]

    static let routes: [Route] = [
        Route(.get, "/test/broken", needs: .anyone) { _ in throw StoreError.column("secret internals") },
        Route(.get, "/test/closed", needs: .anyone) { _ in throw StoreError.unavailable("secret internals") },
        Route(.get, "/test/uncertain", needs: .anyone) { _ in throw StoreError.uncertain("secret internals") },
        Route(.get, "/test/full", needs: .anyone) { _ in throw StoreError.full("secret internals") },
        Route(.get, "/test/unentered", needs: .anyone) { _ in
            throw JournalUnavailable(cause: StoreError.full("secret internals"))
        },
        Route(.get, "/test/csv", needs: .anyone) { _ in
            .csv("a.csv", .official, ResponseBody(byteBuffer: ByteBuffer(string: "a")))
        },
        Route(.get, "/test/json", needs: .anyone) { _ in .json("{}") },
    ]

    @Test(
        arguments: [
            ("/sign-in", 200), ("/account", 303), ("/nowhere", 404), ("/enrolments", 404), ("/test/broken", 500),
            ("/test/closed", 503), ("/test/uncertain", 503),
            ("/test/full", 507), ("/test/unentered", 503), ("/test/csv", 200), ("/test/json", 200), ("/sign-in?a=%FF", 400),
            ("/sign-in?a=%00", 400),
        ], [false, true])
    func onEveryStatus(request: (path: String, status: Int), secure: Bool) async throws {
        var config = World.config
        config.origin = secure ? "https://carfan.example" : ""
        try await World.visit(config: config, adding: { _ in Self.routes }) { world, client in
            let answer = try await world.browser(client).get(request.path)
            #expect(answer.status.code == request.status)
            try Self.check(answer, secure: secure)
            #expect(!answer.html.contains("internals"))
        }
    }

    @Test("When the end of a write was not heard, nobody is told that nothing was stored", arguments: ["en", "cy"])
    func uncertain(language: String) async throws {
        try await World.visit(adding: { _ in Self.routes }) { world, client in
            let browser = try await world.browser(client)
            browser.language = language
            let html = try await browser.get("/test/uncertain").html
            #expect(html.contains(language == "en" ? "It may have been stored" : "Efallai ei fod wedi’i gadw"))
            #expect(!html.contains("Nothing was") && !html.contains("Ni newidiwyd dim"))
        }
    }

    @Test func onARefusedForm() async throws {
        try await World.visit { world, client in
            let answer = try await world.browser(client, as: .carys).post("/sign-out", ["csrf": "x"])
            #expect(answer.status == .forbidden)
            try Self.check(answer, secure: false)
        }
    }

    @Test func noncesDiffer() async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client)
            let nonces = [try await browser.get("/sign-in"), try await browser.get("/sign-in")].map {
                $0.headers[.contentSecurityPolicy]?.components("'nonce-").last?.prefix { $0 != "'" }
            }
            #expect(nonces[0] != nonces[1])
            #expect(nonces[0]?.utf8.count == 32)
        }
    }

    static func check(_ answer: Seen, secure: Bool) throws {
        for (name, value) in expected { #expect(answer.headers[try #require(HTTPField.Name(name))] == value, "\(name)") }
        let policy = try #require(answer.headers[.contentSecurityPolicy])
        #expect((answer.headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains") == secure)
        #expect(answer.headers[.server] == nil)
        guard answer.headers[.contentType]?.hasPrefix("text/html") ?? false else {
            #expect(policy == "default-src 'none'; frame-ancestors 'none'")
            return
        }
        for part in [
            "default-src 'none'", "script-src 'nonce-", "style-src 'self'", "form-action 'self'", "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'", "require-trusted-types-for 'script'", "report-to csp",
        ] { #expect(policy.contains(part), "\(part)") }
        #expect(policy.contains("upgrade-insecure-requests") == secure)
    }
}

@Suite("The front door: nothing is shown that is not in the journal")
struct FrontDoorJournalTests {
    private static let reading: @Sendable (Site) -> [Route] = { site in
        [
            Route(.get, "/test/case", needs: Need.casework) { visit in
                let name = try await site.consult(try visit.actor()) { _ in
                    Change("Confidential Name", Event(.consultation, subjects: [5], fields: ["name"]))
                }
                return .page(Page(title: Text(same: name), body: "\(name)"))
            }
        ]
    }

    @Test("The journal cannot be written: 503, and no word of the page", arguments: Engine.available)
    func readings(engine: Engine) async throws {
        try await World.visit(engine, adding: Self.reading) { world, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(try await browser.get("/test/case").html.contains("Confidential Name"))
            #expect(try await world.journal().map(\.subjects) == [[5]])
            _ = try await world.site.database.writeAlone { try $0.execute("ALTER TABLE journal RENAME TO elsewhere") }
            let answer = try await browser.get("/test/case")
            #expect(answer.status == .serviceUnavailable)
            #expect(!answer.html.contains("Confidential"))
            #expect(answer.html.contains("Nothing was shown"))
            try FrontDoorHeaderTests.check(answer, secure: false)
        }
    }

    @Test("Sign-in that cannot be entered in the journal opens nothing")
    func signIn() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.carys)
            _ = try await world.site.database.writeAlone { try $0.execute("ALTER TABLE journal RENAME TO elsewhere") }
            let browser = try await world.browser(client)
            let answer = try await browser.signIn("carys", World.password)
            #expect(answer.status.code >= 500)
            #expect(browser.cookie("carfan") == nil)
            let sessions: Int? = try await world.site.database.read { try $0.value("SELECT COUNT(*) FROM session") }
            #expect(sessions == 0)
        }
    }
}

@Suite("The front door: language")
struct FrontDoorLanguageTests {
    @Test(
        "What the browser prefers, until somebody chooses",
        arguments: [
            (nil as String?, "en"), ("cy", "cy"), ("cy-GB,en;q=0.5", "cy"), ("en-GB,cy", "en"), ("fr, cy;q=0.8", "cy"),
            ("fr", "en"),
        ])
    func preferred(header: String?, language: String) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client)
            browser.language = header
            let page = try await browser.get("/sign-in")
            #expect(page.html.contains("<html lang=\"\(language)\">"))
            #expect(page.headers[.contentLanguage] == language)
        }
    }

    @Test("A guest's choice stays: on the page, with its input, and on the next")
    func guest() async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client)
            _ = try await browser.get("/sign-in?to=%2Fpeople")
            let page = try await browser.post(
                "/sign-in", ["username": "carys", "to": "/people", "switch-language": "cy"])
            #expect(page.status == .ok)
            #expect(page.html.contains("<h1>Mewngofnodi</h1>"))
            #expect(page.value("to") == "/people")
            #expect(page.html.contains("value=\"carys\""))
            #expect(try await browser.get("/sign-in").html.contains("lang=\"cy\""))
        }
    }

    @Test("An officer's choice is remembered by the account", arguments: Engine.available)
    func officer(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let browser = try await world.browser(client, as: .nia)
            let answer = try await browser.post("/language", ["switch-language": "cy", "to": "/account?note=set"])
            #expect(answer.location == "/account?note=set")
            let elsewhere = try await world.browser(client, as: .nia)
            #expect(try await elsewhere.get("/account").html.contains("Eich cyfrif"))
            #expect(try await world.journal().map(\.fields) == [["language"]])
        }
    }

    @Test("Only to a page of ours", arguments: ["//evil.example", "https://evil.example", ""])
    func back(to: String) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .nia)
            #expect(try await browser.post("/language", ["to": to]).location == "/")
        }
    }
}
