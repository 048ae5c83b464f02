import Domain
import HTTPTypes
import Hummingbird
import Store
import Support
import Testing

@testable import App

@Suite("Officers' accounts, for administrators")
struct AccountPagesTests {
    private static let gwen: [(String, String)] = [
        ("name", "Gwen Siôn O'Brien"), ("username", "Gwen.Sion"), ("role", "probation_practitioner"), ("agency", "probation"),
        ("area", Area.gwent.rawValue), ("area", Area.southWales.rawValue),
    ]

    @Test("Added, welcomed by the link, signed in; the link works once", arguments: Engine.available)
    func journey(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let owain = try await world.browser(client, as: .owain)
            _ = try await owain.get("/accounts/new")
            let shown = try await owain.post("/accounts", Self.gwen)
            #expect(shown.status == .ok)
            let path = try #require(shown.oneTimeLink)
            #expect(shown.html.contains("http://127.0.0.1:8080/welcome/"))
            #expect(try await !owain.get("/accounts").html.contains(path))

            let gwen = try await world.browser(client)
            for _ in 0..<2 { #expect(try await gwen.get(path).html.contains("gwen.sion")) }
            let short = try await gwen.post(path, ["new-password": "short", "new-password-again": "short"])
            #expect(short.status == .unprocessableContent)
            #expect(short.html.contains("at least 12 characters"))
            let twice = try await gwen.post(path, ["new-password": World.password, "new-password-again": "other"])
            #expect(twice.html.contains("Type the same password again"))
            let set = try await gwen.post(path, ["new-password": World.password, "new-password-again": World.password])
            #expect(set.location == "/sign-in?note=set")
            #expect(try await gwen.get(path).status == .notFound)
            #expect(try await gwen.post(path, ["new-password": "x", "new-password-again": "x"]).status == .notFound)

            #expect(try await gwen.signIn("gwen.sion", World.password).location == "/")
            let account = try await gwen.get("/account")
            #expect(account.html.contains("Gwen Siôn O&#39;Brien"))
            #expect(account.html.contains("Gwent, South Wales"))
            #expect(
                try await world.journal().filter { $0.kind == .security }.map(\.reason) == [
                    "account-added", "password-set", "sign-in",
                ])
        }
    }

    @Test(
        "The link names what the configuration says, whatever the browser says of the host",
        arguments: [
            ("https://carfan.example", "127.0.0.1", 8080, "https://carfan.example/welcome/", false),
            ("", "127.0.0.1", 8080, "http://127.0.0.1:8080/welcome/", false),
            ("", "::1", 80, "http://[::1]:80/welcome/", false),
            ("", "0.0.0.0", 8080, "<code>/welcome/", true), ("", "::", 8080, "<code>/welcome/", true),
            ("", "127.0.0.1", 0, "<code>/welcome/", true),
        ])
    func address(origin: String, host: String, port: Int, shown: String, hint: Bool) async throws {
        var config = World.config
        (config.origin, config.host, config.port) = (origin, host, port)
        try await World.visit(config: config) { world, client in
            let owain = try await world.browser(client, as: .owain)
            owain.origin = nil
            for (language, words) in [("en", "Put the address that people use"), ("cy", "Rhowch y cyfeiriad y mae pobl")] {
                owain.language = language
                let page = try await owain.post("/accounts/\(try world.officer(.nia).id)/link")
                #expect(page.status == .ok && page.html.contains(shown))
                #expect(page.html.contains(words) == hint)
                #expect(!page.html.contains("localhost") && page.oneTimeLink != nil)
            }
        }
    }

    @Test("A link works for 24 hours", arguments: [(86_399, true), (86_400, false)])
    func linkEnds(seconds: Int64, works: Bool) async throws {
        try await World.visit { world, client in
            let link = try await AccountStore(site: world.site).reset(try world.officer(.nia).id, by: .command("test"))
            world.clock.move(seconds: seconds)
            #expect(try await world.browser(client).get(link.path.text).status == (works ? .ok : .notFound))
        }
    }

    @Test(
        "What is stored of a link opens nothing, and nonsense neither", arguments: ["", "x", String(repeating: "0", count: 64)])
    func links(token: String) async throws {
        try await World.visit { world, client in
            _ = try await AccountStore(site: world.site).reset(try world.officer(.nia).id, by: .command("test"))
            let stored: [UInt8]? = try await world.site.database.read {
                try $0.value("SELECT link_hash FROM officer WHERE link_hash IS NOT NULL")
            }
            let browser = try await world.browser(client)
            #expect(try await browser.get("/welcome/\(token)").status == .notFound)
            #expect(try await browser.get("/welcome/\(hexadecimal(try #require(stored)))").status == .notFound)
        }
    }

    @Test("Agencies and areas stand in the alphabetical order of the page’s language", arguments: Language.allCases)
    func order(_ language: Language) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .owain)
            browser.language = language.rawValue
            let html = try await browser.get("/accounts/new").html
            let names =
                language == .english
                ? ["Dyfed-Powys<", "Gwent<", "North Wales<", "South Wales<", "Wales<"]
                : ["Cymru<", "De Cymru<", "Dyfed-Powys<", "Gogledd Cymru<", "Gwent<"]
            let places = names.map { html.components("\">\($0)")[0].utf8.count }
            #expect(places == places.sorted() && places.allSatisfy { $0 < html.utf8.count })
            let first = html.components("<option value=\"\"")[1].components("<option value=\"")[1].prefix { $0 != "\"" }
            #expect(first == (language == .english ? "aneurin-bevan" : "powys-health"))
        }
    }

    @Test(
        "What is wrong with a new account is said at its field",
        arguments: [
            ("username", "ab", "username"), ("username", "Siân", "username"), ("username", "carys", "username"),
            ("name", " ", "name"),
            ("role", "", "role"), ("role", "king", "role"), ("agency", "", "agency"), ("agency", "gwent-police", "agency"),
            ("area", "", "area"),
        ])
    func refusals(field: String, value: String, at: String) async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            let fields = Self.gwen.filter { $0.0 != field } + [(field, value)]
            let answer = try await owain.post("/accounts", fields)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("href=\"#\(at)\""))
            #expect(try await AccountStore(site: world.site).list(by: .command("test")).count == Named.allCases.count)
        }
    }

    @Test("The language button keeps what was typed and adds nothing")
    func language() async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            let answer = try await owain.post("/accounts", Self.gwen + [("switch-language", "cy")])
            #expect(answer.status == .ok)
            #expect(answer.html.contains("Ychwanegu cyfrif"))
            #expect(answer.html.contains("value=\"Gwen Siôn O&#39;Brien\""))
            #expect(answer.html.contains("value=\"W15000002\" checked"))
            #expect(try await AccountStore(site: world.site).list(by: .command("test")).count == Named.allCases.count)
        }
    }

    @Test("Closed: sessions and link end; opened again by a new link")
    func closing() async throws {
        try await World.visit { world, client in
            let (owain, dewi) = (try await world.browser(client, as: .owain), try await world.browser(client, as: .dewi))
            let id = try world.officer(.dewi).id
            try await world.setPassword(.dewi)
            #expect(try await owain.post("/accounts/\(id)/closure").location == "/accounts")
            #expect(try await dewi.get("/account").status == .seeOther)
            #expect(try await dewi.signIn("dewi", World.password).status == .unauthorized)
            let again = try await owain.post("/accounts/\(id)/link")
            let path = try #require(again.oneTimeLink)
            #expect(try await dewi.signIn("dewi", World.password).status == .unauthorized)
            _ = try await dewi.get(path)
            _ = try await dewi.post(path, ["new-password": World.password, "new-password-again": World.password])
            #expect(try await dewi.signIn("dewi", World.password).status == .seeOther)
        }
    }

    @Test("Nobody does it to themselves, nor to nobody", arguments: ["closure", "link"])
    func own(act: String) async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            let answer = try await owain.post("/accounts/\(try world.officer(.owain).id)/\(act)")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("Another administrator must do this"))
            #expect(try await owain.post("/accounts/999/\(act)").status == .notFound)
        }
    }

    @Test("An officer changes their password: other sessions end, this one goes on")
    func ownPassword() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.nia)
            let (here, there) = (try await world.browser(client, as: .nia), try await world.browser(client, as: .nia))
            let new = "twyni ŵyn 9 cerrig"
            let wrong = try await here.post(
                "/account/password", ["current-password": "wrong", "new-password": new, "new-password-again": new])
            #expect(wrong.html.contains("Check your present password"))
            let changed = try await here.post(
                "/account/password", ["current-password": World.password, "new-password": new, "new-password-again": new])
            #expect(changed.location == "/account?note=set")
            #expect(try await here.get("/account").status == .ok)
            #expect(try await there.get("/account").status == .seeOther)
            #expect(try await there.signIn("nia", World.password).status == .unauthorized)
            #expect(try await there.signIn("nia", new).status == .seeOther)
        }
    }

    @Test("A stored hash of fewer rounds is renewed at sign-in")
    func renews() async throws {
        try await World.visit { world, client in
            let (id, now) = (try world.officer(.nia).id, world.clock.now)
            let old = try await Passwords(rounds: 5, places: 1).hash(World.password)
            try await world.site.database.write {
                try $0.execute("UPDATE officer SET password_hash = \(old), password_set_at = \(now) WHERE id = \(id)")
            }
            #expect(try await world.browser(client).signIn("nia", World.password).status == .seeOther)
            let new: String? = try await world.site.database.read {
                try $0.value("SELECT password_hash FROM officer WHERE id = \(id)")
            }
            #expect(new.flatMap(PasswordHash.init(text:))?.rounds == 10)
            #expect(try await world.browser(client).signIn("nia", World.password).status == .seeOther)
        }
    }
}

@Suite("Every route lets in the roles it names, and nobody else")
struct AccountRouteTests {
    @Test(arguments: [nil] + Named.allCases.map { Optional($0) })
    func roles(named: Named?) async throws {
        try await World.visit { world, client in
            for route in Schemes.routes(world.site) {
                let browser = try await world.browser(client, as: named)
                let path = route.path.components("/").map { $0.hasPrefix("{") ? "999999" : $0 }.joined(separator: "/")
                let mayReach =
                    switch route.needs {
                    case .anyone: true
                    case .signedIn: named != nil
                    case .roles(let roles): named.map { roles.contains($0.role) } ?? false
                    }
                if route.method == .get || route.method == .head {
                    guard !mayReach else { continue }
                    let answer = try await browser.get(path)
                    let asked: HTTPResponse.Status = route.path.hasPrefix("/api/") ? .unauthorized : .seeOther
                    #expect(answer.status == (named == nil ? asked : .notFound), "\(route.path)")
                } else if !route.readsBody {
                    // Without a token those who may come this far are refused for the form; the others before.
                    let answer = try await browser.post(path, ["csrf": "x"])
                    let expected: HTTPResponse.Status = mayReach ? .forbidden : named == nil ? .seeOther : .notFound
                    let extend = path == "/session/extend" && named == nil
                    #expect(answer.status == (extend ? .unauthorized : expected), "\(route.path)")
                }
            }
        }
    }

    @Test(
        "Where each role begins",
        arguments: [
            (Named.carys, "/panels" as String?), (.dewi, "/people"), (.nia, "/people"), (.owain, "/accounts"), (.elin, nil),
        ])
    func home(named: Named, location: String?) async throws {
        try await World.visit { world, client in
            let answer = try await world.browser(client, as: named).get("/")
            #expect(answer.location == location)
            #expect(answer.status == (location == nil ? .ok : .seeOther))
        }
    }

    @Test("Analysts see numbers, and small ones not", arguments: Engine.available)
    func analysts(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await world.site.database.write {
                try AccountRouteTests.propose($0, [("FIXED-1", 5), ("FLEX-CANDIDATE-A", 4)])
            }
            let page = try await world.browser(client, as: .elin).get("/")
            #expect(page.html.contains("Proposed: Fixed, rule 1</td><td class=\"numeric\">5</td>"))
            #expect(page.html.contains("Proposed: Flex candidate A</td><td class=\"numeric\">fewer than 5</td>"))
        }
    }

    @Test(arguments: [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")])
    func smallNumbers(number: Int, shown: String) {
        #expect(CohortCount(area: .gwent, what: Text(same: ""), number: number).shown.en == shown)
    }

    private static func propose(_ connection: any Connection, _ counts: [(String, Int)]) throws {
        let round = try connection.insertReturningID(
            """
            INSERT INTO selection_round (name, as_of, settings_version, officer_id, made_at, state)
            VALUES ('Spring', '2026-03-01', 1, 1, \(World.start), 'current') RETURNING id
            """)
        var person: Int64 = 0
        for (proposal, count) in counts {
            for _ in 0..<count {
                person += 1
                try connection.execute(
                    """
                    INSERT INTO proposal (round_id, person_id, area, proposal, rank, facts, news)
                    VALUES (\(round), \(person), \(Area.gwent), \(proposal), 1, '{}', 'new')
                    """)
            }
        }
    }
}

extension Seen {
    /// The path of the one-time link that the page shows.
    var oneTimeLink: String? {
        html.components("/welcome/").dropFirst().first.map { "/welcome/\($0.prefix(64))" }
    }
}
