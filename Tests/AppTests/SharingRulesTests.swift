import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Sharing: who writes agreements, what was read is what is approved, who hears of it, what was sent is proved")
struct SharingRulesTests {
    @Test("Approved is what was read; both authors’ words are shown", arguments: Engine.available)
    func editions(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let id = try await world.draft(client, ["gwent-police", "llamau"], parts: [.plan], review: (1, 7, 2026))
            let (carys, rhian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .rhian))
            let read = try #require(try await rhian.get("/agreements/\(id)").value("edition"))
            let signed = ["gwent-police", "llamau"].flatMap { party in
                [("parties", party), ("signatory-\(party)", "For \(party)"), ("post-\(party)", "SIRO")]
                    + World.day("signed-\(party)", (1, 3, 2026))
            }
            func write(_ edition: String, _ more: World.Fields) async throws -> Seen {
                let fields: World.Fields = World.agreed + signed + World.day("review", (1, 7, 2026)) + [("edition", edition)]
                return try await carys.post("/agreements/\(id)/draft", fields + more)
            }
            #expect(try await write(read, [("items", "plan"), ("items", "health")]).status == .seeOther)
            let late = try await rhian.post("/agreements/\(id)/approval", ["edition": read])
            #expect(late.status == .conflict && late.html.contains("Health"))
            #expect(try await rhian.post("/agreements/\(id)/approval", []).status == .conflict)
            let second = try await write(read, [("items", "plan"), ("security", "Only on paper, in a locked room")])
            #expect(second.status == .conflict && second.html.contains("in a locked room"))
            #expect(Markup.problems(html: Array(second.html.utf8)) == [])
            #expect(try await world.approve(rhian, id).status == .seeOther)
        }
    }

    @Test("Only those whom it is between write, approve, renew and end an agreement")
    func parties() async throws {
        try await World.visit { world, client in
            let id = try await world.draft(client, ["gwent-police", "llamau"], parts: [.plan], review: (1, 7, 2026))
            let other = try await world.join(client, "north", .coordinator, "north-wales-police", [.northWales]).browser
            let officer = try await world.join(client, "north-io", .informationOfficer, "north-wales-police", [.northWales])
                .browser
            for path in ["draft", "ending"] {
                #expect(try await other.get("/agreements/\(id)/\(path)").status == .notFound, "\(path)")
            }
            #expect(try await other.post("/agreements/\(id)/ending", ["reason": "x"]).status == .notFound)
            #expect(try await world.approve(officer, id).status == .notFound)
            let seen = try await other.get("/agreements/\(id)")
            #expect(seen.status == .ok && !seen.html.contains("/draft\"") && !seen.html.contains("/ending\""))
            #expect(try await world.approve(try await world.browser(client, as: .rhian), id).status == .seeOther)
            #expect(try await other.post("/agreements/\(id)/version").status == .notFound)
            #expect(try await other.post("/agreements/\(id)/ending", ["reason": "x"]).status == .notFound)
            let fields: World.Fields = World.agreed + [("parties", "gwent-police"), ("parties", "llamau")]
            let begun = try await other.post("/agreements", fields)
            #expect(begun.status == .unprocessableContent && begun.html.contains("Your own agency must be one"))
        }
    }

    @Test("A share to a whole agency is told to those who may take it up there, and to nobody who is barred")
    func told() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let colleague = try await world.join(client, "meinir", .partner, "newport-council").browser
            try await world.bar(.sian, from: people.sian)
            let carys = try await world.browser(client, as: .carys)
            #expect(
                try await carys.post("/people/\(people.sian)/sharing", try world.share(under: agreement, with: nil)).status
                    == .seeOther)
            let sian = try await world.browser(client, as: .sian)
            #expect(try await colleague.get("/notices").html.contains("Something was shared with you"))
            #expect(try await sian.get("/notices").html.contains("Something was shared with you") == false)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_notice") == 1)
            // Whoever holds the case hears that it is asked for.
            let huw = try await world.join(client, "huw", .policeOffenderManager, "gwent-police").browser
            let fields = [("kind", "ask_for_transfer"), ("agency", "gwent-police"), ("message", "I know her")]
            #expect(try await huw.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            let dewi = try await world.browser(client, as: .dewi)
            for holder in [carys, dewi] {
                #expect(try await holder.get("/notices").html.contains("Something was shared with you"))
            }
        }
    }

    @Test("Whoever asked for the case and was barred from it since does not become its lead")
    func asker() async throws {
        try await GwentPeople.visit { world, people, client in
            let (dewi, carys) = (try await world.browser(client, as: .dewi), try await world.browser(client, as: .carys))
            let fields = [("kind", "ask_for_transfer"), ("agency", "gwent-police"), ("message", "I know her")]
            #expect(try await dewi.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
            try await world.bar(.dewi, from: people.sian)
            let refused = try await carys.post("/shares/\(try await world.newest().id)/acceptance")
            #expect(refused.status == .unprocessableContent && refused.html.contains("cannot take it up any more"))
            let leads = try await world.site.count("SELECT COUNT(*) AS n FROM enrolment WHERE police_lead = 'Dewi Harries'")
            #expect(leads == 0)
        }
    }

    /// Each changes one thing that was shown.
    static let changes: [SQL] = [
        "UPDATE person SET ethnicity = 'W1' WHERE id = 1", "UPDATE record SET aliases = 'Bowen|Siwan' WHERE person_id = 1",
        "UPDATE record SET crn = 'E100002' WHERE reference = 'E100001'",
        "UPDATE record SET prison_number = 'A1234BD' WHERE reference = 'E100001'",
        "UPDATE record SET given = 'Shan' WHERE reference = 'E100001'", "UPDATE conviction SET offence = 'OTHER'",
        "UPDATE conviction SET offence_date = '2025-10-01'", "UPDATE court_order SET ogrs3_1y = 41",
        "UPDATE enrolment SET ground = 'serial'", "UPDATE decision SET dissent = 'Not now'", "UPDATE score SET percent_1y = 1",
        "UPDATE proposal SET proposal = 'FIXED-2'",
    ]

    @Test("Whatever was shown counts in the hash; it stands in the entry as a commitment", arguments: Engine.available)
    func hash(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            #expect(people.sian == 1)
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement, ["parts": "risk plan offences cohort"])
            let viewer = Viewer(try world.officer(.sian), at: world.clock.now)
            func hash() async throws -> String {
                try await world.site.database.read { connection in
                    let sights = try CaseStore.whole(connection, viewer, people.sian).sights
                    return try SharedContent(connection, people.sian, sights, viewer).hash
                }
            }
            var seen: Set<String> = [try await hash()]
            #expect(try await world.disclosures(share.id).allSatisfy { seen.contains($0.hash) })
            for change in Self.changes {
                try await world.site.database.write { try $0.execute(change) }
                #expect(seen.insert(try await hash()).inserted, "\(change)")
            }
            let entry = try #require(try await world.casework().last { $0.kind == .disclosure })
            #expect(entry.commitments.count == 2, "the grant’s reason and the hash")
            func found() async throws -> Set<JournalFinding> {
                try await world.site.database.read {
                    Set(
                        try JournalVerification.report(
                            $0, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed
                        ).findings)
                }
            }
            let before = try await found()
            try await world.site.database.write { try $0.execute("UPDATE share_disclosure SET content_hash = 'ab'") }
            let places = try await found().subtracting(before).map(\.place)
            #expect(places.contains(.record("share_disclosure:1")), "\(places)")
        }
    }

    @Test(
        "A correction is read by everybody of the agency who held the part, and by whoever broke the glass",
        arguments: Engine.available)
    func corrections(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            let (colleague, officer) = try await world.join(client, "meinir", .partner, "newport-council")
            let (other, third) = try await world.join(client, "huw", .partner, "newport-council")
            let carys = try await world.browser(client, as: .carys)
            for (browser, receiver, parts) in [(colleague, officer, "risk"), (other, third, "plan")] {
                let fields = try world.share(
                    under: agreement, with: nil, ["officer": String(receiver.id), "parts": parts])
                #expect(try await carys.post("/people/\(people.sian)/sharing", fields).status == .seeOther)
                #expect(try await browser.post("/shares/\(try await world.newest().id)/acceptance").status == .seeOther)
            }
            let away = try await world.stranger(client)
            _ = try await away.post("/people/\(people.sian)/glass", [("reason_code", "missing"), ("reason", "x")])
            let fields = [("part", "risk"), ("what", "Medium, not high")] + World.day("since", (1, 3, 2026))
            #expect(try await carys.post("/people/\(people.sian)/sharing/correction", fields).status == .seeOther)
            let sian = try await world.browser(client, as: .sian)
            for reader in [sian, colleague, away] { #expect(try await reader.get("/shares").html.contains("Medium, not high")) }
            #expect(try await other.get("/shares").html.contains("Medium, not high") == false, "they held another part")
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM correction_task") == 2)
            #expect(try await carys.get("/people/\(people.sian)/sharing").html.contains("Tell South Wales Police"))
        }
    }
}
