import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Sharing: what allowed it when it was made is asked again when data passes (docs/sharing.md)")
struct SharingAgainTests {
    enum Gone: String, CaseIterable, Sendable {
        case barred, disabled, elsewhere, unnamed
    }

    @Test("Nothing passes of what was sent by somebody who could not send it today", arguments: Gone.allCases)
    func sender(_ gone: Gone) async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, dewi) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi))
            let path = "/people/\(people.sian)"
            #expect(try await dewi.post("\(path)/sharing", try world.share(under: agreement)).status == .seeOther)
            let (share, sender) = (try await world.newest().id, try world.officer(.dewi).id)
            func set(_ change: SQL) async throws {
                try await world.site.database.write { try $0.execute("UPDATE officer SET \(change) WHERE id = \(sender)") }
            }
            switch gone {
            case .barred: try await world.bar(.dewi, from: people.sian)
            case .disabled: try await set("disabled_at = '2026-03-02T08:00:00.000000Z'")
            case .elsewhere: try await set("agency = 'south-wales-police'")
            case .unnamed:
                let fields = [("officer", "carys"), ("officer", "sian"), ("shown", "closed"), ("reason", "Witness")]
                #expect(try await carys.post("\(path)/restriction", fields).status == .seeOther)
                let receiver = try world.officer(.sian).id
                try await world.site.database.write {
                    try $0.execute(
                        """
                        INSERT INTO case_restriction_officer (restriction_id, officer_id) SELECT MAX(id), \(receiver) FROM case_restriction
                        WHERE NOT EXISTS (SELECT 1 FROM case_restriction_officer WHERE officer_id = \(receiver))
                        HAVING COUNT(*) > 0
                        """)
                }
            }
            let sian = try await world.browser(client, as: .sian)
            let refused = try await sian.post("/shares/\(share)/acceptance")
            #expect(refused.status == .unprocessableContent && refused.html.contains("could not share the case today"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_grant") == 0)
            #expect(try await sian.get(path).status == .notFound)
        }
    }

    @Test("What was shared with a whole agency is taken up by whom a later restriction names", arguments: Engine.available)
    func named(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, nia) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .nia))
            let path = "/people/\(people.sian)"
            let fields = try world.share(
                under: agreement, with: nil,
                ["agency": "probation", "purpose": "offender_management", "gateway": "oma_2007_14"])
            #expect(try await carys.post("\(path)/sharing", fields).status == .seeOther)
            let share = try await world.newest().id
            let restriction = [("officer", "carys"), ("officer", "nia"), ("shown", "hidden"), ("reason", "Witness")]
            #expect(try await carys.post("\(path)/restriction", restriction).status == .seeOther)
            #expect(try await nia.post("/shares/\(share)/acceptance").location == path)
        }
    }

    @Test(
        "A confirmation after a combination asks for the agreement, the receiver, and what is open to whoever confirms",
        arguments: Engine.available)
    func confirmed(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client, parts: [.risk, .plan, .intelligence])
            let (carys, dewi, sian) = (
                try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi),
                try await world.browser(client, as: .sian)
            )
            let path = "/people/\(people.rhodri)"
            let fields = try world.share(under: agreement, ["parts": "intelligence"])
            #expect(try await dewi.post("\(path)/sharing", fields).status == .seeOther)
            let share = try await world.newest().id
            #expect(try await sian.post("/shares/\(share)/acceptance").status == .seeOther)
            try await world.unite(carys, "G2000001", "G2000008")
            func confirm(_ browser: Browser) async throws -> Seen {
                try await browser.post("/shares/\(share)/confirmation", ["reason": "Both names hold the tenancy"])
            }
            func refused(_ browser: Browser, _ words: String) async throws {
                let seen = try await confirm(browser)
                #expect(seen.status == .unprocessableContent && seen.html.contains(words), "\(words)")
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(words)")
                #expect(try await sian.get(path).status == .notFound, "\(words)")
            }
            try await refused(carys, "You cannot share what is not open to you: Intelligence")
            let restriction = [("officer", "carys"), ("officer", "dewi"), ("shown", "closed"), ("reason", "Witness")]
            #expect(try await carys.post("\(path)/restriction", restriction).status == .seeOther)
            try await refused(dewi, "Whom this was for cannot take it up any more")
            _ = try await carys.post("\(path)/restriction/end", [("reason", "Over")])
            #expect(try await carys.post("/agreements/\(agreement)/ending", ["reason": "Over"]).status == .seeOther)
            try await refused(dewi, "The sharing agreement was ended or replaced")
            try await world.site.database.write {
                try $0.execute("UPDATE sharing_agreement SET state = 'approved' WHERE id = \(agreement)")
            }
            #expect(try await confirm(dewi).status == .seeOther)
            #expect(try await sian.get(path).status == .ok)
        }
    }
}
