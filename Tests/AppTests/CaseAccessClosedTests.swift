import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

extension CaseAccessPagesTests {
    @Test(
        "Every address of a case that is closed to the reader says so, to programs too, and enters that they heard of it",
        arguments: Engine.available)
    func everywhere(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            let mali = try await world.join(client, "mali", .victimLiaison, "gwent-police").browser
            let path = "/people/\(people.sian)"
            let fields = [("officer", "carys"), ("shown", "closed"), ("reason", "A relative works at the station")]
            #expect(try await carys.post("\(path)/restriction", fields).status == .seeOther)
            for route in Schemes.routes(world.site) where route.path.contains("{person}") && !route.path.hasSuffix("/glass") {
                for browser in [dewi, mali] { try await closed(route, browser, people.sian, world) }
            }
            #expect(try await world.browser(client).get(path).status != .forbidden, "not to somebody who is not signed in")
            for browser in [try await world.stranger(client), try await world.browser(client, as: .elin)] {
                for address in ["\(path)/notes", "/api\(path)"] {
                    #expect(try await browser.get(address).status == .notFound, "\(address)")
                }
            }
        }
    }

    @Test("Breaking the glass of a case that is closed asks who one is, where that was long ago, and goes on")
    func glass() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)"
            _ = try await carys.post("\(path)/restriction", [("officer", "carys"), ("shown", "closed"), ("reason", "x")])
            #expect(try await dewi.get(path).html.contains("\(path)/glass"))
            #expect(try await dewi.get("\(path)/glass").html.contains("three hours"))
            #expect(try await dewi.post("\(path)/glass", [("reason", "x")]).status == .unprocessableContent)
            #expect(try await dewi.post("\(path)/glass", GlassTests.reason).location == path)
            #expect(try await dewi.get("\(path)/notes").status == .ok)
            #expect(try await dewi.post("/glass/breaks/1/end").status == .seeOther)
            #expect(try await dewi.get("\(path)/notes").status == .forbidden)
            world.clock.move(seconds: 11 * 60)
            for answer in [try await dewi.get("\(path)/glass"), try await dewi.post("\(path)/glass", GlassTests.reason)] {
                #expect(answer.status == .unauthorized && !answer.html.contains("closed to you"))
            }
        }
    }

    /// Asks one address of a case that only Carys may open.
    private func closed(_ route: Route, _ browser: Browser, _ person: Int64, _ world: World) async throws {
        let words = ["{person}": "\(person)", "{area}": Area.gwent.rawValue]
        let parts = route.path.components("/").map { words[$0] ?? ($0.hasPrefix("{") ? "1" : $0) }
        let (address, isOfProgram) = (parts.joined(separator: "/"), parts.contains("api"))
        _ = try await browser.get("/account")
        let before = try await world.journal().count
        let seen = route.method == .get ? try await browser.get(address) : try await browser.post(address, [("reason", "x")])
        #expect(seen.status == .forbidden, "\(route.method) \(address)")
        for said in ["Case \(person) is closed to you", "Ask Carys Pritchard."] {
            #expect(seen.html.contains(said), "\(route.method) \(address)")
        }
        #expect(!seen.html.contains("Jones"), "\(route.method) \(address)")
        #expect((seen.headers[.contentType] == "application/problem+json") == isOfProgram, "\(address)")
        #expect(seen.html.contains("urn:carfan:problem:case-closed") == isOfProgram, "\(address)")
        let entered = try await world.journal()
        #expect(entered.count == before + 1, "\(route.method) \(address)")
        let last = try #require(entered.last)
        #expect(last.kind == .consultation && last.subjects == [person] && last.fields == ["person"])
    }

    @Test("Something that is not there, in a case that is open, is not there")
    func thing() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let path = "/people/\(people.sian)"
            #expect(
                try await carys.post("\(path)/restriction", [("officer", "carys"), ("shown", "closed"), ("reason", "x")]).status
                    == .seeOther)
            for thing in ["notes/999/correction", "intelligence/999/grading", "victims"] {
                #expect(try await carys.get("\(path)/\(thing)").status == .notFound, "\(thing)")
            }
            #expect(try await carys.post("\(path)/notes/999/correction", NoteForms.note("x")).status == .notFound)
            #expect(try await carys.post("\(path)/exclusions/999/end", [("reason", "x")]).status == .notFound)
        }
    }

    @Test("Whoever has not accepted the terms hears of no case at addresses that are not their role’s")
    func termsFirst() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)"
            _ = try await carys.post("\(path)/restriction", [("officer", "carys"), ("shown", "closed"), ("reason", "x")])
            #expect(try await dewi.get("\(path)/marking").status == .forbidden)
            let terms = Text(en: "One.", cy: "Un.")
            _ = try await TermsStore(site: world.site).publish(terms, from: world.site.today, by: .command("test"))
            #expect(try await dewi.get("\(path)/marking").status == .notFound)
            let gate = try await dewi.get(path)
            #expect(!gate.html.contains("closed to you"))
        }
    }
}
