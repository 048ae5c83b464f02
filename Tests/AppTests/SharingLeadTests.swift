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
            let huw = try await world.join(client, "huw", .policeOffenderManager, "gwent-police").browser
            let dewi = try await world.browser(client, as: .dewi)
            let fields = [("kind", "ask_for_transfer"), ("agency", "gwent-police"), ("message", "I know her from before")]
            #expect(try await huw.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            let id = try await world.newest().id
            #expect(try await huw.post("/shares/\(id)/acceptance").status == .unprocessableContent)
            #expect(try await dewi.get("/shares").html.contains("Ask for the case"))
            #expect(try await dewi.post("/shares/\(id)/acceptance").location == "/shares/\(id)")
            #expect(try await leads(world, people.sian) == ["Huw", ""])
            let ended = try await dewi.post("/shares/\(id)/ending", ["reason": "Back again"])
            #expect(ended.status == .unprocessableContent, "what is handed over is handed over")
            #expect(try await world.newest().state == .accepted)
        }
    }

    @Test("A request goes to one's own side: nobody gives away the other's lead")
    func otherSide() async throws {
        try await GwentPeople.visit { world, people, client in
            let message = ("message", "I know her")
            for (named, agency, isSent) in [
                (Named.nia, "gwent-police", false), (.nia, "probation", true), (.dewi, "probation", false),
                (.dewi, "gwent-police", true), (.dewi, "south-wales-police", true),
            ] {
                let browser = try await world.browser(client, as: named)
                let fields = [("kind", "ask_for_transfer"), ("agency", agency), message]
                let seen = try await browser.post("/people/\(people.sian)/sharing", fields)
                #expect(seen.status == (isSent ? .seeOther : .unprocessableContent), "\(named) \(agency)")
                #expect(isSent || seen.html.contains("probation asks probation"), "\(named) \(agency)")
            }
        }
    }

    @Test("Who led is kept, and hears of it with the coordinators of the case", arguments: Engine.available)
    func former(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, dewi) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi))
            let (huw, officer) = try await world.join(client, "huw", .policeOffenderManager, "gwent-police")
            let namesake = try await world.join(
                client, "dewi harries", .policeOffenderManager, "dyfed-powys-police", [.dyfedPowys])
            func assign(_ from: Browser, _ to: Browser, _ id: Int64) async throws {
                let fields = [
                    ("kind", "assign"), ("agency", "gwent-police"), ("officer", String(id)), ("message", "From Monday"),
                ]
                #expect(try await from.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
                #expect(try await to.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            }
            func told(_ browser: Browser) async throws -> Bool {
                try await browser.get("/notices").html.contains("Another officer leads a case of yours now")
            }
            try await assign(carys, dewi, try world.officer(.dewi).id)
            #expect(try await world.newest().formerLead == "PC Gwyn Rees")
            #expect(try await told(carys), "the coordinator, whoever sent it")
            #expect(try await told(dewi) == false)
            // A colleague takes it over whom neither the lead nor the coordinator chose.
            let fields = [("kind", "ask_for_transfer"), ("agency", "gwent-police"), ("message", "I know her")]
            #expect(try await huw.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            #expect(try await carys.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            #expect(try await leads(world, people.sian) == [officer.name, ""])
            #expect(try await told(dewi), "who led until now")
            #expect(try await told(namesake.browser) == false, "to whom the case is not open")
            let page = try await dewi.get("/people/\(people.sian)/sharing").html
            #expect(page.contains("Lead before") && page.contains("PC Gwyn Rees") && page.contains("Dewi Harries"))
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
