import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Support
import Testing

@testable import App

@Suite("The front door: methods")
struct FrontDoorMethodTests {
    @Test("HEAD answers as GET does, without the page, and is entered as GET is", arguments: Engine.available)
    func head(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            for path in [
                "/", "/people", "/people/\(people.sian)", "/public/carfan.css", "/people/0", "/api/people", "/nowhere",
            ] {
                let (shown, head) = (try await browser.get(path), try await browser.ask(.head, path))
                #expect(head.status == shown.status && head.html.isEmpty, "\(path)")
                #expect(head.headers[.contentType] == shown.headers[.contentType], "\(path)")
            }
            let routes = try await world.casework().map(\.route)
            #expect(
                routes == [
                    "GET /people", "GET /people", "GET /people/{person}", "GET /people/{person}", "GET /api/people",
                    "GET /api/people",
                ])
        }
    }

    @Test("HEAD asks who it is, as GET does")
    func headOfAGuest() async throws {
        try await World.visit { world, client in
            let answer = try await world.browser(client).ask(.head, "/people")
            #expect(answer.status == .seeOther && answer.location == "/sign-in?to=%2Fpeople" && answer.html.isEmpty)
        }
    }

    @Test(
        "A method that an address does not know is refused with those it knows",
        arguments: [
            (.delete, "/people/7", 405, "GET, HEAD"), (.put, "/people", 405, "GET, HEAD"), (.post, "/people", 405, "GET, HEAD"),
            (.options, "/people/export", 405, "GET, HEAD, POST"), (.get, "/session/extend", 405, "POST"),
            (.head, "/session/extend", 405, "POST"), (.patch, "/reviews/7/decision", 405, "GET, HEAD, POST"),
            (.delete, "/nowhere", 404, nil), (.get, "/people/7/nowhere", 404, nil), (.post, "/people/", 405, "GET, HEAD"),
        ] as [(HTTPRequest.Method, String, Int, String?)])
    func wrongMethod(_ method: HTTPRequest.Method, _ path: String, _ status: Int, _ allowed: String?) async throws {
        try await World.visit { world, client in
            for (language, words) in [
                ("en", "This address is used differently"), ("cy", "Defnyddir y cyfeiriad hwn yn wahanol"),
            ] {
                let browser = try await world.browser(client, as: .carys)
                browser.language = language
                let answer = try await browser.ask(method, path)
                #expect(answer.status.code == status && answer.headers[.allow] == allowed)
                try FrontDoorHeaderTests.check(answer, secure: false)
                guard method != .head else { continue }
                #expect(answer.html.contains(words) == (status == 405))
                #expect(Markup.problems(html: Array(answer.html.utf8)) == [])
            }
        }
    }
}

@Suite("The front door: what programs are told (RFC 9457)")
struct FrontDoorProgramTests {
    static let routes: [Route] = [
        Route(.get, "/api/test/broken", needs: .anyone) { _ in throw StoreError.column("secret internals") },
        Route(.get, "/api/test/invalid", needs: .anyone) { _ in
            throw Invalid([Problem("day", Text(en: "Enter the day", cy: "Rhowch y diwrnod"))])
        },
        Route(.get, "/api/test/conflict", needs: .anyone) { _ in
            throw Conflict(title: Text(en: "Changed", cy: "Newidiwyd"), theirs: [], yours: [], back: "/")
        },
    ]

    @Test(
        "A problem document in the language asked for, whatever the officer reads in the browser",
        arguments: [
            ("/api/people/0", 404, "Page not found", "Heb ddod o hyd"),
            ("/api/nowhere", 404, "Page not found", "Heb ddod o hyd"),
            ("/api", 404, "Page not found", "Heb ddod o hyd"), ("/api/people?q=%FF", 400, "cannot be read", "Ni ellir darllen"),
            ("/api/test/broken", 500, "Something went wrong", "Aeth rhywbeth o’i le"),
            ("/api/test/invalid", 422, "There is a problem", "Mae problem"),
            ("/api/test/conflict", 409, "Changed", "Newidiwyd"),
        ])
    func documents(_ path: String, _ status: Int, _ english: String, _ welsh: String) async throws {
        try await World.visit(adding: { _ in Self.routes }) { world, client in
            for (language, title) in [("en", english), ("cy-GB", welsh)] {
                let browser = try await world.browser(client, as: .carys)
                _ = try await browser.post("/language", ["switch-language": language == "en" ? "cy" : "en", "to": "/account"])
                browser.forgetCookies()
                browser.accept(try await world.signedIn(as: .carys).cookie)
                browser.language = language
                let answer = try await browser.get(path)
                #expect(answer.status.code == status)
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer.headers[.contentLanguage] == String(language.prefix(2)))
                let json = try #require(JSONValue(answer.html))
                #expect(json["type"]?.text == "about:blank" && json["status"]?.number == Double(status))
                #expect(json["title"]?.text?.contains(title) == true && json["detail"]?.text?.isEmpty == false)
                #expect(json["reference"]?.text?.utf8.count == 16)
                let field = json["errors"]?.items.first
                #expect(field?["field"]?.text == (status == 422 ? "day" : nil))
                #expect(
                    field?["detail"]?.text == (status == 422 ? (language == "en" ? "Enter the day" : "Rhowch y diwrnod") : nil))
                #expect(!answer.html.contains("internals"))
                try FrontDoorHeaderTests.check(answer, secure: false)
            }
        }
    }

    @Test("Who is not signed in, or uses a wrong method, hears it in JSON")
    func guests() async throws {
        try await World.visit { world, client in
            let guest = try await world.browser(client).get("/api/people")
            #expect(guest.status == .unauthorized && guest.headers[.contentType] == "application/problem+json")
            let wrong = try await world.browser(client, as: .carys).ask(.delete, "/api/people")
            #expect(wrong.status == .methodNotAllowed && wrong.headers[.allow] == "GET, HEAD")
            #expect(wrong.headers[.contentType] == "application/problem+json")
        }
    }
}
