import Crypto
import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Sharing a case: from the form to the partner’s page, and to its end (assurance LB-01, DP-03)")
struct SharingCaseTests {
    @Test(
        "The partner sees the two parts that were shared and that others are withheld; after the end nothing",
        arguments: Engine.available)
    func whole(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let sian = try await world.browser(client, as: .sian)
            #expect(try await sian.get("/people/\(people.sian)").status == .notFound)
            #expect(try await sian.get("/").location == "/shares")
            let carys = try await world.browser(client, as: .carys)
            let sent = try await carys.post("/people/\(people.sian)/sharing", try world.share(under: agreement))
            #expect(sent.location == "/people/\(people.sian)/sharing?done=proposed")
            // A number and no name until it is accepted.
            let waiting = try await sian.get("/shares").html
            #expect(
                waiting.contains("Case \(people.sian)") && !waiting.contains("Jones") && waiting.contains("Carys Pritchard"))
            #expect(try await sian.get("/people/\(people.sian)").status == .notFound)
            let share = try await world.newest()
            #expect(try await sian.post("/shares/\(share.id)/acceptance").location == "/people/\(people.sian)")
            let page = try await sian.get("/people/\(people.sian)")
            #expect(page.status == .ok && page.html.contains("Siân Mair Jones"))
            #expect(!page.html.contains("Latest offences"))
            for part in [CasePart.offences, .contacts, .health, .victim, .intelligence] {
                #expect(page.html.contains("<strong>\(part.name.en)</strong>: withheld from you"), "\(part)")
            }
            for part in [CasePart.risk, .plan] {
                #expect(!page.html.contains("<strong>\(part.name.en)</strong>: withheld"), "\(part)")
            }
            #expect(
                !page.html.contains("/people/\(people.sian)/sharing") && !page.html.contains("/people/\(people.sian)/access"))
            #expect(try await carys.post("/shares/\(share.id)/ending", ["reason": "The tenancy is safe"]).status == .seeOther)
            #expect(try await sian.get("/people/\(people.sian)").status == .notFound)
            let ended = try await carys.get("/people/\(people.sian)/sharing").html
            #expect(ended.contains("The tenancy is safe") && ended.contains("Common law policing purpose"))
        }
    }

    @Test("It opens nothing from midnight after its last day")
    func lastDay() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            // 31 May 2026, 23:59:59 in London.
            world.clock.move(seconds: Instant(iso: "2026-05-31T22:59:59Z").map { $0.seconds - world.clock.now.seconds } ?? 0)
            #expect(try await world.browser(client, as: .sian).get("/people/\(people.sian)").status == .ok)
            world.clock.move(seconds: 1)
            #expect(try await world.browser(client, as: .sian).get("/people/\(people.sian)").status == .notFound)
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("/people/\(people.sian)/sharing").html.contains("expired"))
        }
    }

    @Test(
        "What was sent can be shown again: the hash of the shared parts is that of acceptance; the journal says what, to whom, by which law"
    )
    func hash() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement)
            let viewer = Viewer(try world.officer(.sian), at: world.clock.now)
            let file = try await world.site.database.read { try CaseStore.whole($0, viewer, people.sian) }
            #expect(share.contentHash == Array(SHA256.hash(data: Array(SharedContent.json(file).utf8))))
            #expect(share.items.components(" ").count == 3 && share.items.hasPrefix("record:"))
            let entry = try #require(try await world.casework().last { $0.kind == .disclosure })
            #expect(entry.subjects == [people.sian] && entry.records.first == "share:\(share.id)")
            #expect(entry.fields == ["identity", "risk", "plan"] && entry.reason == "common_law_policing")
            #expect(entry.actor == viewer.officer.id && entry.agency == "newport-council")
        }
    }

    @Test("What stands against a share is said at its field, and nothing is stored")
    func refusals() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let path = "/people/\(people.sian)/sharing"
            let query = "\(path)/new?kind=share&agency=newport-council&purpose=crime_prevention"
            #expect(try await carys.get(query).html.contains("No sharing agreement stands between the two agencies"))
            let agreement = try await world.agreement(client)
            let form = try await carys.get(query).html
            #expect(form.contains("the agreement does not cover it") && form.contains("value=\"common_law_policing\""))
            #expect(!form.contains("value=\"oma_2007_14\"") && !form.contains("value=\"minutes\""))
            let cases: [([String: String], String)] = [
                (["parts": "minutes"], "The agreement does not cover: Minutes"),
                (["parts": "victim"], "You cannot share what is not open to you"),
                (["gateway": "oma_2007_14"], "does not lead from you to them"), (["necessity": ""], "Say why it is necessary"),
                (
                    ["until-day": "1", "until-month": "7", "until-year": "2026"],
                    "The agreement is to be reviewed by 30 June 2026"
                ),
                (["officer": "999"], "There is no such officer"), (["agreement": "99"], "No sharing agreement stands"),
            ]
            for (changes, message) in cases {
                let seen = try await carys.post(path, try world.share(under: agreement, changes))
                #expect(seen.status == .unprocessableContent && seen.html.contains(message), "\(message)")
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(message)")
            }
            try await world.bar(.sian, from: people.sian)
            let barred = try await carys.post(path, try world.share(under: agreement))
            #expect(barred.html.contains("This officer cannot take up this case"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM share") == 0)
        }
    }

    @Test(
        "An agreement that was ended or whose day has passed stops new sharing; what stands keeps its own end",
        arguments: Engine.available)
    func expired(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            let carys = try await world.browser(client, as: .carys)
            _ = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            let waiting = try await world.newest()
            #expect(
                try await carys.post("/agreements/\(agreement)/ending", ["reason": "The team is closed"]).status == .seeOther)
            let sian = try await world.browser(client, as: .sian)
            let refused = try await sian.post("/shares/\(waiting.id)/acceptance")
            #expect(
                refused.status == .unprocessableContent && refused.html.contains("The sharing agreement was ended or replaced"))
            #expect(Markup.problems(html: Array(refused.html.utf8)) == [])
            #expect(try await sian.get("/people/\(people.sian)").status == .ok)
            #expect(try await carys.get("/people/\(people.sian)/sharing").html.contains("under an expired agreement"))
            let again = try await carys.post("/people/\(people.llywelyn)/sharing", try world.share(under: agreement))
            #expect(again.status == .unprocessableContent && again.html.contains("nothing may be shared under it"))
            let other = try await world.agreement(client)
            world.clock.move(seconds: 121 * 86_400)
            let later = try await world.browser(client, as: .carys)
            let late = try await later.get(
                "/people/\(people.sian)/sharing/new?kind=share&agency=newport-council&purpose=crime_prevention&agreement=\(other)"
            )
            #expect(late.html.contains("The agreement expired on 30 June 2026: nothing new is shared under it"))
            #expect(try await later.get("/agreements").html.contains("expired"))
        }
    }

    @Test("Each act asks anew whether this row is this officer’s (complaint 1)")
    func eachRow() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let carys = try await world.browser(client, as: .carys)
            _ = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            let id = try await world.newest().id
            // Nia’s agency does not know Dafydd; Elin, Owain and Rhian open no case.
            for named in [Named.nia, .elin, .owain, .rhian] {
                let browser = try await world.browser(client, as: named)
                #expect(try await browser.get("/shares/\(id)").status == .notFound, "\(named)")
                for act in ["acceptance", "refusal", "withdrawal", "ending"] {
                    #expect(
                        try await browser.post("/shares/\(id)/\(act)", ["reason": "x"]).status == .notFound, "\(named) \(act)")
                }
                #expect(try await browser.get("/people/\(people.dafydd)/sharing").status == .notFound, "\(named)")
                let sent = try await browser.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
                #expect(sent.status == .notFound, "\(named)")
            }
            // The sender does not accept or refuse, the receiver does not withdraw.
            let sian = try await world.browser(client, as: .sian)
            for (browser, act) in [(carys, "acceptance"), (carys, "refusal"), (sian, "withdrawal")] {
                #expect(try await browser.post("/shares/\(id)/\(act)", ["reason": "x"]).status == .notFound, "\(act)")
            }
            try await world.bar(.sian, from: people.dafydd)
            #expect(try await sian.get("/shares/\(id)").status == .notFound)
            #expect(try await sian.post("/shares/\(id)/acceptance").status == .notFound)
            #expect(!(try await sian.get("/shares").html.contains("Case \(people.dafydd)")))
            #expect(try await world.newest().state == .proposed)
        }
    }

    @Test("Refused and withdrawn with a reason; a second answer is told so")
    func closed() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            _ = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            let id = try await world.newest().id
            let repeated = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            #expect(repeated.html.contains("The same stands open with them already"))
            let empty = try await sian.post("/shares/\(id)/refusal", ["reason": ""])
            #expect(empty.status == .unprocessableContent && Markup.problems(html: Array(empty.html.utf8)) == [])
            #expect(try await sian.post("/shares/\(id)/refusal", ["reason": "No rooms"]).location == "/shares")
            #expect(try await carys.get("/shares/\(id)").html.contains("No rooms"))
            #expect(try await carys.post("/shares/\(id)/withdrawal", ["reason": "x"]).status == .unprocessableContent)
            #expect(try await sian.post("/shares/\(id)/acceptance").status == .unprocessableContent)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_grant") == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM share_state WHERE share_id = \(id)") == 2)
        }
    }

    @Test("What arrived since the officer last said that they had looked (complaint 3)")
    func inbox() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            func new() async throws -> String {
                try await sian.get("/shares").html.components("id=\"new\"")[1].components("</section>")[0]
            }
            _ = try await carys.post("/people/\(people.sian)/sharing", try world.share(under: agreement))
            for _ in 0..<2 { #expect(try await new().contains("Case \(people.sian)")) }
            world.clock.move(seconds: 60)
            #expect(try await sian.post("/shares/look").location == "/shares")
            #expect(try await new().contains("Nothing new has come"))
            world.clock.move(seconds: 60)
            _ = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            let fresh = try await new()
            #expect(fresh.contains("Case \(people.dafydd)") && !fresh.contains("Case \(people.sian)"))
        }
    }

    @Test("Shares follow people who are combined, and go back", arguments: Engine.available)
    func combined(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let carys = try await world.browser(client, as: .carys)
            try await world.shared(client, people.mostyn, under: agreement)
            try await world.unite(carys, "G2000001", "G2000008")
            #expect(try await world.newest().person == people.rhodri)
            let sian = try await world.browser(client, as: .sian)
            #expect(try await sian.get("/people/\(people.rhodri)").status == .ok)
            #expect(try await carys.get("/people/\(people.rhodri)/sharing").html.contains("Siân Pugh"))
            _ = try await world.unlink(carys, "G2000008", from: people.rhodri, "whole")
            #expect(try await world.newest().person == people.mostyn)
            #expect(try await sian.get("/people/\(people.mostyn)").status == .ok)
            #expect(try await sian.get("/people/\(people.rhodri)").status == .notFound)
        }
    }
}

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
