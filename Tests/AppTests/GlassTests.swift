import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Breaking the glass: a reason, three hours, owners told at once, a review")
struct GlassTests {
    static let reason = [("reason_code", "life_at_risk"), ("reason", "Threats to his partner tonight")]

    @Test(arguments: Engine.available)
    func opens(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let owner = try await world.stranger(client)
            let path = "/people/\(people.elsewhere)"
            #expect(try await dewi.get(path).status == .notFound)
            let found = try await dewi.post("/glass", [("number", "NOM-10000001")])
            #expect(found.html.contains("Case \(people.elsewhere), South Wales") && !found.html.contains("Carwyn"))
            #expect(try await dewi.get("\(path)/glass").html.contains("three hours"))
            #expect(try await dewi.post("\(path)/glass", [("reason_code", "life_at_risk")]).status == .unprocessableContent)
            #expect(try await dewi.post("\(path)/glass", [("reason", "x")]).status == .unprocessableContent)
            #expect(try await dewi.get(path).status == .notFound)
            #expect(try await owner.get("/people").html.contains("New notices") == false)
            let sent = try await dewi.post("\(path)/glass", Self.reason)
            #expect(sent.status == .seeOther && sent.location == path)
            let page = try await dewi.get(path)
            #expect(page.status == .ok && page.html.contains("Carwyn Jones") && page.html.contains("You broke the glass"))
            #expect(page.html.contains("until 12:30") && page.html.contains("Agencies’ records</strong>: withheld"))
            #expect(try await owner.get("/people").html.contains("New notices"))
            #expect(try await owner.get("/notices").html.contains("Somebody broke the glass"))
            #expect(try await owner.get("/people").html.contains("New notices") == false)
            #expect(try await dewi.get("/panels/W15000003/people/\(people.elsewhere)").status == .notFound, "not to decide")
            world.clock.move(seconds: AccessActs.glassSeconds - 1)
            let late = try await world.browser(client, as: .dewi)
            #expect(try await late.get(path).status == .ok)
            world.clock.move(seconds: 1)
            #expect(try await late.get(path).status == .notFound)
            let entries = try await world.journal().filter { $0.fields == ["glass"] && $0.kind == .alteration }
            #expect(entries.map(\.reason) == ["life_at_risk"] && entries[0].subjects == [people.elsewhere])
        }
    }

    @Test("It is closed before its time by whoever broke it", arguments: Engine.available)
    func closes(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.elsewhere)"
            _ = try await dewi.post("\(path)/glass", Self.reason)
            #expect(try await dewi.get("\(path)/glass").html.contains("Close it now"))
            let nia = try await world.browser(client, as: .nia)
            #expect(try await nia.post("/glass/breaks/1/end").status == .notFound)
            #expect(try await dewi.post("/glass/breaks/1/end").status == .seeOther)
            #expect(try await dewi.get(path).status == .notFound)
            #expect(try await dewi.post("/glass/breaks/1/end").status == .notFound)
        }
    }

    @Test("The owner and the information officer of the area review it, once; the officer who broke it does not")
    func review() async throws {
        try await GwentPeople.visit { world, people, client in
            let nia = try await world.browser(client, as: .nia)
            let carys = try await world.browser(client, as: .carys)
            let rhian = try await world.browser(client, as: .rhian)
            let elsewhere = try await world.stranger(client)
            #expect(try await nia.get("/people/\(people.dafydd)").status == .notFound)
            _ = try await nia.post("/people/\(people.dafydd)/glass", Self.reason)
            for reader in [carys, rhian] {
                #expect(try await reader.get("/notices").html.contains("Somebody broke the glass"))
                #expect(try await reader.get("/glass/breaks").html.contains("Nia Bowen"))
                #expect(try await reader.get("/glass/breaks/1").html.contains("Threats to his partner tonight"))
            }
            #expect(try await elsewhere.get("/glass/breaks").html.contains("Nia Bowen") == false)
            #expect(try await elsewhere.get("/glass/breaks/1").status == .notFound)
            #expect(try await nia.get("/glass/breaks").status == .notFound)
            let empty = try await rhian.post("/glass/breaks/1", [])
            #expect(empty.html.contains("Choose what the review came to") && empty.html.contains("Say why"))
            let done = try await rhian.post("/glass/breaks/1", [("outcome", "justified"), ("reason", "Call log agrees")])
            #expect(done.location == "/glass/breaks")
            let late = try await carys.post("/glass/breaks/1", [("outcome", "misuse"), ("reason", "x")])
            #expect(late.status == .conflict && late.html.contains("Call log agrees"))
            #expect(try await carys.get("/glass/breaks/1").html.contains("It was needed"))
        }
    }

    @Test(
        "Whoever broke it sees it in the list too, with the case while it is open to them; not of a case that is hidden",
        arguments: Engine.available)
    func own(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let owner = try await world.stranger(client)
            let (number, link) = ("Case \(people.elsewhere)", "href=\"/people/\(people.elsewhere)\"")
            #expect(try await carys.get("/glass/breaks").html.contains(number) == false)
            #expect(try await carys.post("/people/\(people.elsewhere)/glass", Self.reason).status == .seeOther)
            let open = try await carys.get("/glass/breaks").html
            #expect(open.contains("Carys Pritchard") && open.contains(link) && !open.contains("/glass/breaks/1\""))
            let review = try await owner.get("/glass/breaks").html
            #expect(review.contains(number) && review.contains("/glass/breaks/1\"") && !review.contains(link))
            #expect(try await carys.post("/glass/breaks/1/end").status == .seeOther)
            let shut = try await carys.get("/glass/breaks").html
            #expect(shut.contains(number) && !shut.contains(link) && !shut.contains("/glass/breaks/1\""))
            #expect(try await carys.get("/glass/breaks/1").status == .notFound, "nobody reviews their own")
            try await world.bar(.carys, from: people.elsewhere)
            #expect(try await carys.get("/glass/breaks").html.contains(number) == false)
        }
    }

    @Test("Whoever was excluded, or went to another agency, while it was open is told nothing", arguments: ["bar", "agency"])
    func shut(_ by: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let (path, id) = ("/people/\(people.elsewhere)/glass", try world.officer(.dewi).id)
            #expect(try await dewi.post(path, Self.reason).status == .seeOther)
            #expect(try await dewi.get(path).html.contains("Close it now"))
            if by == "bar" {
                try await world.bar(.dewi, from: people.elsewhere)
                #expect(try await dewi.get(path).status == .notFound)
            } else {
                try await world.site.database.write {
                    try $0.execute("UPDATE officer SET agency = 'dyfed-powys-police' WHERE id = \(id)")
                }
                let page = try await dewi.get(path)
                #expect(page.status == .ok && !page.html.contains("Close it now") && page.html.contains("three hours"))
            }
        }
    }

    @Test(
        "People are combined: what was broken or unmasked of one opens nothing of both",
        arguments: Engine.available, [true, false])
    func combined(_ engine: Engine, _ survives: Bool) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (dewi, carys) = (try await world.browser(client, as: .dewi), try await world.browser(client, as: .carys))
            #expect(try await dewi.post("/people/\(people.elsewhere)/glass", Self.reason).status == .seeOther)
            let reason = [("part", "health"), ("reason", "Before the visit")]
            #expect(try await carys.post("/people/\(people.formula)/unmasking", reason).status == .seeOther)
            let (into, other) = survives ? (people.elsewhere, people.formula) : (people.formula, people.elsewhere)
            world.clock.move(seconds: 1)
            let now = world.clock.now
            try await world.site.database.write {
                try PersonCombination.combine($0, into: into, [other], rule: "shared-identifier", officer: 0, at: now)
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_grant WHERE until_at > \(now)") == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM glass_break WHERE until_at > \(now)") == 0)
            #expect(try await dewi.get("/people/\(into)").html.contains("You broke the glass") == false)
            #expect(try await carys.get("/people/\(into)").html.contains("unmasking?part=health"))
        }
    }

    @Test(
        "Of a restriction that is nobody’s any more, those are told who may lift it, and they review it",
        arguments: Engine.available)
    func orphaned(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let fields = [("officer", "carys"), ("shown", "closed"), ("reason", "A threat")]
            #expect(try await carys.post("/people/\(people.sian)/restriction", fields).status == .seeOther)
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            let dewi = try await world.browser(client, as: .dewi)
            func broken() async throws -> (told: Bool, listed: Bool) {
                _ = try await dewi.post("/people/\(people.sian)/glass", Self.reason)
                let told = try await mair.get("/notices").html.contains("Somebody broke the glass")
                return (told, try await mair.get("/glass/breaks").html.contains("Dewi Harries"))
            }
            #expect(try await broken() == (false, false), "Carys answers for it")
            #expect(try await dewi.post("/glass/breaks/1/end").status == .seeOther)
            try await AccountStore(site: world.site).disable(try world.officer(.carys).id, by: .command("test"))
            #expect(try await broken() == (true, true))
            let done = try await mair.post("/glass/breaks/2", [("outcome", "justified"), ("reason", "Call log agrees")])
            #expect(done.location == "/glass/breaks")
            #expect(try await mair.get("/people/\(people.sian)").status == .forbidden, "she reads no case by it")
        }
    }

    @Test(
        "Whom the search finds: exactly one person, and nobody whose case is open already",
        arguments: [
            ([("number", "65656/91H")], true), ([("number", "G1000002")], true), ([("number", "G1000003")], false),
            ([("number", "dafydd")], nil), ([("family", "ap Rhys"), ("given", "Dafydd")], nil),
            (
                [("family", "ap Rhys"), ("given", "Dafydd"), ("born-day", "14"), ("born-month", "5"), ("born-year", "1990")],
                true
            ),
            (
                [("family", "ap Rhys"), ("given", "Dafydd"), ("born-day", "15"), ("born-month", "5"), ("born-year", "1990")],
                false
            ),
            ([], nil),
        ] as [([(String, String)], Bool?)])
    func search(_ fields: [(String, String)], _ finds: Bool?) async throws {
        try await GwentPeople.visit { world, people, client in
            let nia = try await world.browser(client, as: .nia)
            let page = try await nia.post("/glass", fields)
            #expect(page.status == (finds == nil ? .unprocessableContent : .ok))
            #expect(page.html.contains("Case \(people.dafydd)") == (finds ?? false))
            let carys = try await world.browser(client, as: .carys)
            #expect(
                try await carys.post("/glass", fields).html.contains("Case \(people.dafydd)") == false, "open to her anyhow")
        }
    }

    @Test("Roles that do not work with cases cannot", arguments: [Named.elin, .owain, .rhian])
    func notForAll(_ named: Named) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: named)
            #expect(try await browser.get("/glass").status == .notFound)
            #expect(try await browser.post("/people/\(people.elsewhere)/glass", Self.reason).status == .notFound)
        }
    }
}
