import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("What was shared before something of it was masked: it waits for the sender’s side")
struct MaskedSharesTests {
    private static let locsen = [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")]

    /// Who the person is and the plan, for Siân of the council, by Carys.
    private static func propose(
        _ world: World, _ carys: Browser, _ client: any TestClientProtocol, _ person: Int64, sensitive: Bool
    ) async throws -> Int64 {
        let agreement = try await world.agreement(client, parts: [.identity, .plan, .risk])
        let fields = try world.share(under: agreement, ["parts": "identity plan"])
        let sent = try await carys.post("/people/\(person)/sharing", fields + (sensitive ? [("sensitive", "yes")] : []))
        #expect(sent.status == .seeOther)
        return try await world.newest().id
    }

    @Test(
        "An accepted share that would show the address opens nothing once the case is marked LOCSEN; one that would not, goes on",
        arguments: [true, false], Engine.available)
    func accepted(_ sensitive: Bool, _ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let path = "/people/\(people.sian)"
            let share = try await Self.propose(world, carys, client, people.sian, sensitive: sensitive)
            #expect(try await sian.post("/shares/\(share)/acceptance").status == .seeOther)
            #expect(try await sian.get(path).html.contains("NP20 1AB"))
            #expect(try await carys.post("\(path)/marking", Self.locsen).status == .seeOther)
            let page = try await sian.get(path)
            #expect(page.status == (sensitive ? .notFound : .ok) && !page.html.contains("NP20 1AB"))
            let notices = try await carys.get("/notices").html
            #expect(notices.contains("waits for your confirmation") == sensitive)
            let entry = try #require(try await world.casework().last { $0.fields.contains("marking") })
            #expect(entry.records.contains("share:\(share)") == sensitive)
        }
    }

    @Test("A proposal that would show the address is not accepted once the case is marked LOCSEN", arguments: Engine.available)
    func proposed(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let share = try await Self.propose(world, carys, client, people.sian, sensitive: true)
            _ = try await carys.post("/people/\(people.sian)/marking", Self.locsen)
            let refused = try await sian.post("/shares/\(share)/acceptance")
            #expect(refused.status == .unprocessableContent && refused.html.contains("the sender has to confirm it first"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_grant WHERE ground = 'share'") == 0)
        }
    }

    @Test("Whoever shares it knowing the mark, with the address open to them, is not held up by another day or another reason")
    func knowing() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let path = "/people/\(people.sian)"
            _ = try await carys.post("\(path)/marking", Self.locsen)
            _ = try await carys.post("\(path)/unmasking", [("part", "identity"), ("reason", "To share it with housing")])
            let share = try await Self.propose(world, carys, client, people.sian, sensitive: true)
            world.clock.move(seconds: AccessActs.unmaskedSeconds + 1)
            let sian = try await world.browser(client, as: .sian)
            #expect(try await sian.post("/shares/\(share)/acceptance").status == .seeOther)
            #expect(try await sian.get(path).html.contains("NP20 1AB"))
            let again = try await world.browser(client, as: .carys)
            #expect(try await again.post("\(path)/marking", Self.locsen).status == .seeOther)
            #expect(try await sian.get(path).html.contains("NP20 1AB"), "it was marked so before")
        }
    }

    @Test(
        "What another agency marked OFFICIAL-SENSITIVE after the proposal does not go with it",
        arguments: [("official_sensitive", false), ("official", true)])
    func note(_ marking: String, _ passes: Bool) async throws {
        try await GwentPeople.visit { world, people, client in
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let share = try await Self.propose(world, carys, client, people.sian, sensitive: true)
            let nia = try await world.browser(client, as: .nia)
            let note = NoteForms.with(NoteForms.note("Moves on Friday", part: "plan"), [("marking", marking)])
            #expect(try await nia.post("/people/\(people.sian)/notes/new", note).status == .seeOther)
            let answer = try await sian.post("/shares/\(share)/acceptance")
            #expect(answer.status == (passes ? .seeOther : .unprocessableContent))
            #expect(answer.html.contains("masked to the sender by now") != passes)
        }
    }

    @Test("Undoing a link opens no address that was marked while they were one", arguments: Engine.available)
    func parted(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let share = try await Self.propose(world, carys, client, people.mostyn, sensitive: true)
            #expect(try await sian.post("/shares/\(share)/acceptance").status == .seeOther)
            try await world.unite(carys, "G2000001", "G2000008")
            world.clock.move(seconds: 60)
            _ = try await carys.post("/people/\(people.rhodri)/marking", Self.locsen)
            _ = try await carys.post(
                "/people/\(people.rhodri)/unmasking", [("part", "source"), ("reason", "To part them")])
            world.clock.move(seconds: 60)
            #expect(try await world.unlink(carys, "G2000008", from: people.rhodri, "whole").status == .seeOther)
            #expect(try await world.newest().person == people.mostyn)
            #expect(try await sian.get("/people/\(people.mostyn)").status == .notFound)
            #expect(try await carys.get("/shares/\(share)").html.contains("confirm"))
        }
    }
}
