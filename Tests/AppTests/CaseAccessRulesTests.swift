import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite(
    "A restriction narrows what was shared; a share is for an officer of that agency; what is masked is not passed on by a reason"
)
struct CaseAccessRulesTests {
    private static func locsen(_ carys: Browser, _ person: Int64) async throws {
        let marked = try await carys.post(
            "/people/\(person)/marking", [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")])
        #expect(marked.status == .seeOther)
    }

    private static func restrict(_ carys: Browser, _ person: Int64, to officers: [String], shown: String = "closed")
        async throws
    {
        let sent = try await carys.post(
            "/people/\(person)/restriction",
            officers.map { ("officer", $0) } + [("shown", shown), ("reason", "A leak at the council")])
        #expect(sent.status == .seeOther)
    }

    @Test("What was shared opens to nobody whom the restriction does not name, while it stands", arguments: Engine.available)
    func shares(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let path = "/people/\(people.sian)"
            let form = try await carys.get("\(path)/restriction")
            #expect(form.html.contains("Siân Pugh") && form.html.contains("What was shared opens to nobody else"))
            try await Self.restrict(carys, people.sian, to: ["carys"])
            #expect(try await sian.get(path).status == .notFound)
            #expect(try await sian.get("/people?q=jones").html.contains("Siân Mair") == false)
            #expect(try await carys.get("\(path)/sharing").html.contains("opens only to officers whom the restriction names"))
            // Nor is it shared anew with somebody else, or accepted.
            let again = try world.share(under: agreement, ["kind": "refer", "agency": "newport-council"])
            #expect(try await carys.post("\(path)/sharing", again).html.contains("cannot take up this case"))
            let all = try world.share(under: agreement, with: nil, ["kind": "refer"])
            #expect(try await carys.post("\(path)/sharing", all).html.contains("choose an officer whom the restriction names"))
            try await Self.restrict(carys, people.sian, to: ["carys", "sian"], shown: "hidden")
            #expect(try await sian.get(path).status == .ok)
            _ = try await carys.post("\(path)/restriction/end", [("reason", "Over")])
            #expect(try await sian.get(path).status == .ok)
        }
    }

    @Test("What was proposed before a restriction is not accepted by whom it does not name")
    func accepting() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            _ = try await carys.post("/people/\(people.sian)/sharing", try world.share(under: agreement))
            try await Self.restrict(carys, people.sian, to: ["carys"])
            let refused = try await sian.post("/shares/\(try await world.newest().id)/acceptance")
            #expect(refused.status == .notFound, "it is hidden from them, as the case is")
        }
    }

    @Test("A restriction closes the glass that is broken; a hidden case is never open by glass", arguments: Engine.available)
    func glass(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, away) = (try await world.browser(client, as: .carys), try await world.stranger(client))
            let (path, why) = ("/people/\(people.sian)", [("reason_code", "missing"), ("reason", "Not seen since noon")])
            _ = try await away.post("\(path)/glass", why)
            #expect(try await away.get(path).status == .ok)
            try await Self.restrict(carys, people.sian, to: ["carys"])
            #expect(try await away.get(path).status == .notFound)
            let entry = try #require(try await world.casework().last { $0.kind == .alteration })
            #expect(entry.records.contains("glass_break:1"))
            _ = try await away.post("\(path)/glass", why)
            #expect(try await away.get(path).status == .ok, "an emergency goes through a restriction that is shown")
            try await world.site.database.write { try $0.execute("UPDATE case_restriction SET shown = 'hidden'") }
            #expect(try await away.get(path).status == .notFound)
        }
    }

    @Test("With an officer who goes to another agency nothing that was shared goes", arguments: Engine.available)
    func moved(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            _ = try await carys.post("/people/\(people.dafydd)/sharing", try world.share(under: agreement))
            let waiting = try await world.newest().id
            #expect(try await sian.get("/people/\(people.sian)").status == .ok)
            let id = try world.officer(.sian).id
            for (agency, opens) in [("llamau", false), ("newport-council", true)] {
                try await world.site.database.write { try $0.execute("UPDATE officer SET agency = \(agency) WHERE id = \(id)") }
                #expect(try await sian.get("/people/\(people.sian)").status == (opens ? .ok : .notFound), "\(agency)")
                #expect(try await sian.get("/shares/\(waiting)").status == (opens ? .ok : .notFound), "\(agency)")
                #expect(try await sian.get("/shares").html.contains("Case \(people.dafydd)") == opens, "\(agency)")
            }
        }
    }

    @Test("Who may see the case is for those who work with it; who is barred and why, for its owner")
    func whoMaySee() async throws {
        try await GwentPeople.visit { world, people, client in
            let path = "/people/\(people.sian)/access"
            let carys = try await world.browser(client, as: .carys)
            let (nia, dewi) = (try await world.browser(client, as: .nia), try await world.browser(client, as: .dewi))
            _ = try await nia.post("/people/\(people.sian)/relation", [("reason", "He is my ex-husband")])
            #expect(try await carys.get(path).html.contains("He is my ex-husband"))
            let seen = try await dewi.get(path).html
            for words in ["Knows the person", "Nia Bowen", "ex-husband"] { #expect(!seen.contains(words), "\(words)") }
            let (away, officer) = try await world.join(
                client, "away", .policeOffenderManager, "dyfed-powys-police", [.dyfedPowys])
            let now = world.clock.now
            try await world.grant(
                people.sian,
                CaseGrant(
                    holder: .officer(officer.id, of: officer.agency), ground: .share, parts: [.risk], from: now,
                    until: now.adding(seconds: 60)))
            #expect(try await away.get("/people/\(people.sian)").status == .ok)
            #expect(try await away.get(path).status == .notFound)
            // A coordinator of another area who broke the glass is no owner.
            let stranger = try await world.stranger(client)
            _ = try await stranger.post("/people/\(people.sian)/glass", [("reason_code", "missing"), ("reason", "x")])
            #expect(try await stranger.get(path).html.contains("ex-husband") == false)
        }
    }

    @Test("An address that was not shared with them is withheld, and no reason opens it")
    func address() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            try await Self.locsen(try await world.browser(client, as: .carys), people.sian)
            let (sian, path) = (try await world.browser(client, as: .sian), "/people/\(people.sian)")
            let page = try await sian.get(path)
            #expect(page.html.contains("<strong>The address</strong>: withheld from you") && !page.html.contains("NP20 1AB"))
            let asked = try await sian.post("\(path)/unmasking", [("part", "identity"), ("reason", "A visit")])
            #expect(asked.status == .unprocessableContent && asked.html.contains("This part is not masked"))
            #expect(try await sian.get(path).html.contains("NP20 1AB") == false)
        }
    }

    @Test("What is OFFICIAL-SENSITIVE goes with a share when it is open to the sender", arguments: Engine.available)
    func sensitive(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client, parts: [.risk, .plan, .contacts])
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            let (maker, now) = (try world.officer(.carys).id, world.clock.now)
            try await world.site.database.write { connection in
                for (part, owner, words) in [
                    ("plan", "gwent-police", "Two rooms from April"), ("contacts", "probation", "Seen at her sister’s"),
                ] {
                    let id = try connection.insertReturningID(
                        """
                        INSERT INTO narrative (person_id, entered_for, part, owner)
                        VALUES (\(people.sian), \(people.sian), \(part), \(owner)) RETURNING id
                        """)
                    try connection.execute(
                        """
                        INSERT INTO narrative_version (narrative_id, version, basis, source, on_day, text, marking, reason, made_by, made_at)
                        VALUES (\(id), 1, 'fact', 'x', '2026-03-01', \(words), 'official_sensitive', '', \(maker), \(now))
                        """)
                }
            }
            let path = "/people/\(people.sian)"
            func send(_ parts: String, _ sensitive: String) async throws -> Seen {
                try await carys.post(
                    "\(path)/sharing", try world.share(under: agreement, ["parts": parts, "sensitive": sensitive]))
            }
            let masked = try await send("plan contacts", "yes")
            #expect(
                masked.status == .unprocessableContent && masked.html.contains("there is not open to you: Contacts and notes"))
            #expect(try await send("plan", "yes").status == .seeOther)
            #expect(try await sian.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            #expect(try await sian.get("\(path)/notes").html.contains("Two rooms from April"))
            _ = try await carys.post("/shares/\(try await world.newest().id)/ending", ["reason": "Anew"])
            _ = try await carys.post("\(path)/unmasking", [("part", "contacts"), ("reason", "To send it on")])
            #expect(try await send("plan contacts", "yes").status == .seeOther, "with what she had unmasked")
            #expect(try await sian.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            #expect(try await sian.get("\(path)/notes").html.contains("Seen at her sister"))
            _ = try await carys.post("/shares/\(try await world.newest().id)/ending", ["reason": "Anew"])
            #expect(try await send("plan contacts", "").status == .seeOther)
            #expect(try await sian.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            let notes = try await sian.get("\(path)/notes").html
            #expect(!notes.contains("Two rooms") && !notes.contains("sister") && notes.contains("withheld from you"))
            #expect(!notes.contains("/unmasking"))
        }
    }

    @Test("Why something masked was seen: committed, on “who looked”, and on the page of access", arguments: Engine.available)
    func unmasked(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, rhian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .rhian))
            // What the fixture put there has no entries, and is older than the first commitment.
            world.clock.move(seconds: 60)
            let before = try await Self.findings(world)
            let path = "/people/\(people.sian)"
            _ = try await carys.post(
                "\(path)/unmasking", [("part", "health"), ("reason", "The doctor rang about her insulin")])
            let entry = try #require(try await world.casework().last { $0.kind == .alteration })
            #expect(entry.commitments.count == 1 && entry.reason.isEmpty)
            let (access, dewi) = (try await carys.get("\(path)/access"), try await world.browser(client, as: .dewi))
            #expect(access.html.contains("Seen for a reason") && access.html.contains("about her insulin"))
            #expect(try await dewi.get("\(path)/access").html.contains("insulin") == false)
            for looks in [
                try await carys.get("\(path)/looks?purpose=sample"),
                try await rhian.get("/journal?person=\(people.sian)&purpose=sample"),
            ] {
                #expect(looks.html.contains("about her insulin") && looks.html.contains("Saw what is masked"))
            }
            #expect(try await Self.findings(world).subtracting(before) == [])
            try await world.site.database.write { try $0.execute("UPDATE case_grant SET reason = 'A mistake'") }
            #expect(try await Self.findings(world).subtracting(before).map(\.place) == [.record("case_grant:1")])
        }
    }

    private static func findings(_ world: World) async throws -> Set<JournalFinding> {
        try await world.site.database.read {
            Set(
                try JournalVerification.report($0, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed)
                    .findings)
        }
    }

    @Test("What one opened by breaking the glass is not in the file for a panel")
    func export() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            _ = try await dewi.post("/people/\(people.elsewhere)/glass", [("reason_code", "missing"), ("reason", "x")])
            let file = try await dewi.post("/people/export", [("reason", "panel")])
            #expect(file.status == .ok && file.html.contains("Siân Mair") && !file.html.contains("Carwyn"))
        }
    }
}
