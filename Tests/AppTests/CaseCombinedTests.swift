import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("People who are combined and parted: who is kept out, what was shared, where an old number leads")
struct CaseCombinedTests {
    private static func restricted(_ carys: Browser, _ person: Int64) async throws {
        let path = "/people/\(person)"
        for (act, fields) in [
            ("restriction", [("officer", "carys"), ("shown", "closed"), ("reason", "A threat")]),
            ("exclusions", [("username", "dewi"), ("reason", "A neighbour")]),
            ("marking", [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")]),
        ] {
            #expect(try await carys.post("\(path)/\(act)", fields).status == .seeOther, "\(act)")
        }
        // To part the records one sees them.
        #expect(
            try await carys.post("\(path)/unmasking", [("part", "source"), ("reason", "To part them")]).status == .seeOther)
    }

    @Test("What was said while they were one protects both when the link is undone", arguments: Engine.available)
    func both(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            try await world.unite(carys, "G2000001", "G2000008")
            world.clock.move(seconds: 60)
            try await Self.restricted(carys, people.rhodri)
            world.clock.move(seconds: 60)
            #expect(try await world.unlink(carys, "G2000008", from: people.rhodri, "whole").status == .seeOther)
            let (mair, dewi) = (
                try await world.join(client, "mair", .coordinator, "gwent-police").browser,
                try await world.browser(client, as: .dewi)
            )
            for person in [people.rhodri, people.mostyn] {
                #expect(try await carys.get("/people/\(person)").html.contains("OFFICIAL-SENSITIVE [LOCSEN]"), "\(person)")
                #expect(try await mair.get("/people/\(person)").status == .forbidden, "\(person)")
                _ = try await carys.post("/people/\(person)/restriction/end", [("reason", "Over")])
                #expect(try await mair.get("/people/\(person)").status == .ok, "\(person)")
                #expect(try await dewi.get("/people/\(person)").status == .notFound, "\(person): barred from both")
            }
        }
    }

    @Test("What was said of one before goes back with that one alone")
    func one() async throws {
        try await CohortPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            try await Self.restricted(carys, people.mostyn)
            world.clock.move(seconds: 60)
            try await world.unite(carys, "G2000001", "G2000008")
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            #expect(try await mair.get("/people/\(people.rhodri)").status == .forbidden)
            let reason = [("part", "source"), ("reason", "To part them")]
            #expect(try await carys.post("/people/\(people.rhodri)/unmasking", reason).status == .seeOther, "anew")
            _ = try await world.unlink(carys, "G2000008", from: people.rhodri, "whole")
            #expect(try await mair.get("/people/\(people.rhodri)").status == .ok)
            #expect(try await mair.get("/people/\(people.mostyn)").status == .forbidden)
        }
    }

    @Test("What was shared of one opens nothing of both until the sender’s side confirms it", arguments: Engine.available)
    func shared(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.rhodri, under: agreement)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            _ = try await carys.post("/people/\(people.mostyn)/sharing", try world.share(under: agreement))
            let waiting = try await world.newest().id
            #expect(try await sian.get("/people/\(people.rhodri)").status == .ok)
            try await world.unite(carys, "G2000001", "G2000008")
            #expect(try await sian.get("/people/\(people.rhodri)").status == .notFound)
            let refused = try await sian.post("/shares/\(waiting)/acceptance")
            #expect(refused.status == .unprocessableContent && refused.html.contains("the sender has to confirm it first"))
            #expect(try await sian.post("/shares/\(share.id)/confirmation").status == .notFound)
            let notices = try await carys.get("/notices").html
            #expect(notices.contains("waits for your confirmation") && notices.contains("/shares/\(share.id)\""))
            #expect(try await carys.get("/shares/\(share.id)").html.contains("It holds for all of it: confirm"))
            let asked = try await carys.get("/shares/\(share.id)/confirmation")
            #expect(asked.status == .ok && Markup.problems(html: Array(asked.html.utf8)) == [])
            let unsaid = try await carys.post("/shares/\(share.id)/confirmation", ["reason": ""])
            #expect(unsaid.status == .unprocessableContent && unsaid.html.contains("Say why it is necessary"))
            let why = [("reason", "Both names hold the tenancy")]
            #expect(try await carys.post("/shares/\(share.id)/confirmation", why).location == "/shares/\(share.id)")
            #expect(try await carys.post("/shares/\(share.id)/confirmation", why).status == .notFound, "once")
            #expect(try await sian.get("/shares/\(share.id)").html.contains("Both names hold the tenancy"))
            #expect(try await sian.get("/people/\(people.rhodri)").status == .ok)
            let passed = try await world.casework().filter { $0.kind == .disclosure }
            #expect(passed.count == 2 && passed.allSatisfy { $0.subjects == [people.rhodri] })
            #expect(try await world.newest().state == .proposed)
            let viewer = Viewer(try world.officer(.carys), at: world.clock.now)
            let now = try await world.site.database.read { try ShareRows.one($0, share.id, viewer, world.site.today) }
            #expect(now?.suspendedAt == nil && now?.acceptedAt == share.acceptedAt)
            let disclosed = try await world.disclosures(share.id)
            #expect(disclosed.count == 2 && disclosed[0].items != disclosed[1].items)
            let register = try await carys.get("/register").html
            #expect(disclosed.allSatisfy { register.contains($0.hash) }, "what passed first, and what passed now")
            #expect(try await carys.post("/shares/\(waiting)/confirmation", why).status == .seeOther)
            #expect(try await sian.get("/shares/\(waiting)").html.contains("Both names hold") == false, "not accepted yet")
            #expect(try await sian.post("/shares/\(waiting)/acceptance").status == .seeOther)
        }
    }

    @Test("An old number leads to the same page of the new one, wherever it is asked for")
    func oldNumber() async throws {
        try await CohortPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            try await world.unite(carys, "G2000001", "G2000008")
            let (old, new) = (people.mostyn, people.rhodri)
            for page in [
                "", "/offences", "/records", "/timeline", "/notes", "/intelligence", "/sharing", "/sharing/new",
                "/sharing/correction", "/access", "/looks", "/restriction", "/exclusions", "/marking", "/relation",
                "/unmasking?part=health",
            ] {
                let seen = try await carys.get("/people/\(old)\(page)")
                #expect(seen.status == .seeOther && seen.location == "/people/\(new)\(page)", "\(page)")
            }
            #expect(try await carys.get("/api/people/\(old)").location == "/api/people/\(new)")
            let sent = try await carys.post("/people/\(old)/sharing/correction", [("part", "risk")])
            #expect(sent.location == "/people/\(new)/sharing/correction")
            let stranger = try await world.stranger(client)
            #expect(try await stranger.get("/people/\(old)/restriction").status == .notFound, "to whom the new one is open")
        }
    }
}
