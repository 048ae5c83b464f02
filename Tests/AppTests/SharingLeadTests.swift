import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Handing over the lead: assign, transfer, ask for the case (peers 2.1)")
struct SharingLeadTests {
    private func leads(_ world: World, _ person: Int64) async throws -> [String] {
        try await world.site.database.read {
            let row = try $0.first("SELECT police_lead, probation_lead FROM enrolment WHERE person_id = \(person)")
            return [try row?.get("police_lead") ?? "", try row?.get("probation_lead") ?? ""]
        }
    }

    @Test("The lead changes when it is accepted, not before", arguments: Engine.available)
    func assigned(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, dewi) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi))
            let fields = [
                ("kind", "assign"), ("agency", "gwent-police"), ("officer", String(try world.officer(.dewi).id)),
                ("message", "From Monday"),
            ]
            #expect(try await carys.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            #expect(try await leads(world, people.sian) == ["PC Gwyn Rees", ""])
            #expect(try await dewi.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            #expect(try await leads(world, people.sian) == ["Dewi Harries", ""])
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .alteration && entry.fields == ["shares", "police_lead"])
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_grant") == 0)
            let nobody = try await carys.post("/people/\(people.dafydd)/sharing", fields)
            #expect(nobody.status == .unprocessableContent && nobody.html.contains("there is no lead to hand over"))
        }
    }

    @Test("Whoever wants the case asks; somebody who holds it agrees")
    func asked() async throws {
        try await GwentPeople.visit { world, people, client in
            let (nia, dewi) = (try await world.browser(client, as: .nia), try await world.browser(client, as: .dewi))
            let fields = [("kind", "ask_for_transfer"), ("agency", "gwent-police"), ("message", "I know her from before")]
            #expect(try await nia.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            let id = try await world.newest().id
            #expect(try await nia.post("/shares/\(id)/acceptance").status == .notFound)
            #expect(try await dewi.get("/shares").html.contains("Ask for the case"))
            #expect(try await dewi.post("/shares/\(id)/acceptance").location == "/shares/\(id)")
            #expect(try await leads(world, people.sian) == ["PC Gwyn Rees", "Nia Bowen"])
        }
    }

    @Test("A transfer to probation opens the parts that go with it")
    func transferred() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, nia) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .nia))
            let fields = try world.share(
                under: agreement, with: .nia,
                ["kind": "transfer", "agency": "probation", "purpose": "offender_management", "gateway": "oma_2007_14"])
            #expect(try await carys.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            #expect(try await nia.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            #expect(try await leads(world, people.sian) == ["PC Gwyn Rees", "Nia Bowen"])
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_grant WHERE ground = 'share'") == 1)
        }
    }
}
