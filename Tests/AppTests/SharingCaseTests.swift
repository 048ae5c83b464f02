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
            let (carys, now) = (try world.officer(.carys).id, world.clock.now)
            try await world.site.database.write { connection in
                for part in ["plan", "contacts"] {
                    let id = try connection.insertReturningID(
                        """
                        INSERT INTO narrative (person_id, entered_for, part, owner)
                        VALUES (\(people.sian), \(people.sian), \(part), 'gwent-police') RETURNING id
                        """)
                    try connection.execute(
                        """
                        INSERT INTO narrative_version (narrative_id, version, basis, source, on_day, text, marking, reason, made_by, made_at)
                        VALUES (\(id), 1, 'fact', 'Tenancy', '2026-03-01', 'Two rooms from April', 'official', '', \(carys), \(now))
                        """)
                }
            }
            let share = try await world.shared(client, people.sian, under: agreement)
            let viewer = Viewer(try world.officer(.sian), at: world.clock.now)
            let again = try await world.site.database.read { connection in
                let sights = try CaseStore.whole(connection, viewer, people.sian).sights
                return try SharedContent(connection, people.sian, sights, viewer)
            }
            let passed = try await world.disclosures(share.id)
            #expect(passed.map(\.hash) == [again.hash] && passed.map(\.items) == [again.items])
            #expect(again.items.components(" ").count == 4 && again.items.hasSuffix("narrative:1@1"))
            let entry = try #require(try await world.casework().last { $0.kind == .disclosure })
            #expect(entry.subjects == [people.sian] && entry.records.first == "share:\(share.id)")
            #expect(entry.fields == ["identity", "risk", "plan"] && entry.reason == "common_law_policing")
            #expect(entry.actor == viewer.officer.id && entry.agency == "newport-council")
        }
    }

    @Test("Within the agency, too, it is said why a part is opened to a colleague")
    func colleague() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let (_, mali) = try await world.join(client, "mali", .victimLiaison, "gwent-police")
            let path = "/people/\(people.sian)/sharing"
            #expect(try await dewi.get("\(path)/new?kind=share&agency=gwent-police").html.contains("name=\"necessity\""))
            let fields =
                [("kind", "share"), ("agency", "gwent-police"), ("officer", String(mali.id)), ("parts", "intelligence")]
                + World.day("until", (31, 5, 2026))
            let refused = try await dewi.post(path, fields)
            #expect(refused.status == .unprocessableContent && refused.html.contains("Say why it is necessary"))
            #expect(try await dewi.post(path, fields + [("necessity", "She warns the victim")]).status == .seeOther)
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
            for path in [query, "/agreements/new", "\(path)/correction"] {
                let page = try await carys.get(path).html
                #expect(page.contains("value=\"risk\"") && !page.contains("value=\"victim\""), "\(path)")
            }
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
            let page = try await carys.get("/people/\(people.sian)/sharing").html
            #expect(page.contains("under an agreement that is no longer in force"))
            let still = "still stand under it, each until its own end: 1."
            #expect(try await carys.get("/agreements/\(agreement)").html.contains(still))
            let dewi = try await world.browser(client, as: .dewi)
            let seen = try await dewi.get("/agreements/\(agreement)").html
            #expect(
                seen.contains("Nothing new is shared under it.") && !seen.contains("still stand"), "no reader of the register")
            let north = try await world.join(client, "north", .coordinator, "north-wales-police", [.northWales]).browser
            let away = try await north.get("/agreements/\(agreement)").html
            #expect(!away.contains("still stand"), "of other areas")
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
            let over = try await later.get("/agreements/\(other)").html
            #expect(over.contains("Nothing new is shared under it.") && !over.contains("still stand"))
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
            let shown = try #require(try await sian.get("/shares").value("newest"))
            world.clock.move(seconds: 60)
            _ = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            world.clock.move(seconds: 60)
            // What came between showing and saying stays new.
            #expect(try await sian.post("/shares/look", ["newest": shown]).location == "/shares")
            let fresh = try await new()
            #expect(fresh.contains("Case \(people.dafydd)") && !fresh.contains("Case \(people.sian)"))
            let newest = try #require(try await sian.get("/shares").value("newest"))
            for said in [newest, shown] {
                #expect(try await sian.post("/shares/look", ["newest": said]).location == "/shares")
                #expect(try await new().contains("Nothing new has come"))
            }
            #expect(try await sian.post("/shares/look", ["newest": "yesterday"]).status == .notFound)
        }
    }

    @Test("However many are at an end, what stands or waits is there")
    func long() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            _ = try await carys.post("/people/\(people.sian)/sharing", try world.share(under: agreement))
            let waiting = try await world.newest().id
            try await world.site.database.write { connection in
                for _ in 0...ShareInboxStore.most {
                    try connection.execute(
                        """
                        INSERT INTO share (person_id, entered_for, kind, state, from_agency, from_officer, from_name, to_agency, to_officer,
                          parts, until_on, made_at)
                        SELECT person_id, entered_for, kind, 'ended', from_agency, from_officer, from_name, to_agency, to_officer, parts,
                          until_on, made_at FROM share WHERE id = \(waiting)
                        """)
                }
            }
            for browser in [carys, sian] {
                let page = try await browser.get("/shares").html
                #expect(page.contains("/shares/\(waiting)\""))
                #expect(page.components("href=\"/shares/").count == ShareInboxStore.most + 2)
            }
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
            #expect(try await sian.get("/people/\(people.rhodri)").status == .notFound, "it waits for a confirmation")
            #expect(try await carys.get("/people/\(people.rhodri)/sharing").html.contains("waiting for confirmation"))
            _ = try await world.unlink(carys, "G2000008", from: people.rhodri, "whole")
            #expect(try await world.newest().person == people.mostyn)
            #expect(try await sian.get("/people/\(people.mostyn)").status == .ok)
            #expect(try await sian.get("/people/\(people.rhodri)").status == .notFound)
        }
    }
}
