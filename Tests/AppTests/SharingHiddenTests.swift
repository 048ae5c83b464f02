import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Sharing: of a case that is hidden from somebody nothing is left in what was shared with them (docs/access.md)")
struct SharingHiddenTests {
    @Test(
        "A restriction without the receiver takes the share, its page, its corrections and its notice away; the masthead says nothing",
        arguments: ["hidden", "closed"], Engine.available)
    func restricted(_ shown: String, _ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let wrong = [("part", "risk"), ("what", "Medium, not high")] + World.day("since", (1, 3, 2026))
            #expect(try await carys.post("/people/\(people.sian)/sharing/correction", wrong).status == .seeOther)
            let fields = try world.share(under: agreement, ["kind": "refer"])
            #expect(try await carys.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            func seen() async throws -> [Bool] {
                let inbox = try await sian.get("/shares").html
                return [
                    inbox.contains("/shares/\(share.id)\""), inbox.contains("Medium, not high"),
                    inbox.contains("New notices"),
                    try await sian.get("/shares/\(share.id)").html.contains("The tenancy ends in May"),
                    try await sian.get("/shares/\(share.id)/ending").status == .ok,
                ]
            }
            #expect(try await seen() == [true, true, true, true, true])
            let restriction = [("officer", "carys"), ("shown", shown), ("reason", "Witness")]
            #expect(try await carys.post("/people/\(people.sian)/restriction", restriction).status == .seeOther)
            #expect(try await seen() == [false, false, false, false, false], "to a partner a restricted case does not exist")
            for act in ["acceptance", "refusal", "ending"] {
                #expect(try await sian.post("/shares/\(share.id)/\(act)", ["reason": "x"]).status == .notFound, "\(act)")
            }
            #expect(try await sian.get("/notices").html.contains("Nothing to tell you"))
            _ = try await carys.post("/people/\(people.sian)/restriction/end", [("reason", "Over")])
            #expect(try await seen() == [true, true, true, true, true], "again as before")
        }
    }

    @Test("Whoever broke the glass hears of a correction while the case is shown, and not when it is hidden from them")
    func glass() async throws {
        try await GwentPeople.visit { world, people, client in
            let (away, carys) = (try await world.stranger(client), try await world.browser(client, as: .carys))
            _ = try await away.post("/people/\(people.sian)/glass", [("reason_code", "missing"), ("reason", "x")])
            let wrong = [("part", "risk"), ("what", "Medium, not high")] + World.day("since", (1, 3, 2026))
            #expect(try await carys.post("/people/\(people.sian)/sharing/correction", wrong).status == .seeOther)
            for (shown, isRead) in [("closed", true), ("hidden", false)] {
                let fields = [("officer", "carys"), ("shown", shown), ("reason", "Witness")]
                #expect(try await carys.post("/people/\(people.sian)/restriction", fields).status == .seeOther)
                #expect(try await away.get("/shares").html.contains("Medium, not high") == isRead, "\(shown)")
            }
        }
    }

    @Test("A bar leaves no new notice in the masthead that the page does not show")
    func barred() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let carys = try await world.browser(client, as: .carys)
            _ = try await carys.post("/people/\(people.sian)/sharing", try world.share(under: agreement))
            let sian = try await world.browser(client, as: .sian)
            #expect(try await sian.get("/shares").html.contains("New notices"))
            try await world.bar(.sian, from: people.sian)
            #expect(try await sian.get("/shares").html.contains("New notices") == false)
        }
    }

    @Test("A victim liaison officer of the sender’s agency does not act for it, nor does the sender once they are one")
    func victimLiaison() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement)
            let mali = try await world.join(client, "mali", .victimLiaison, "gwent-police").browser
            #expect(try await mali.get("/people/\(people.sian)").status == .ok, "the case is open to her")
            let carys = try world.officer(.carys).id
            try await world.site.database.write {
                try $0.execute("UPDATE officer SET role = 'victim_liaison' WHERE id = \(carys)")
            }
            for browser in [mali, try await world.browser(client, as: .carys)] {
                #expect(try await browser.get("/shares/\(share.id)").status == .notFound)
                for act in ["withdrawal", "ending"] {
                    #expect(try await browser.post("/shares/\(share.id)/\(act)", ["reason": "x"]).status == .notFound, "\(act)")
                }
                #expect(try await browser.get("/shares").html.contains("/shares/\(share.id)\"") == false)
            }
        }
    }
}
