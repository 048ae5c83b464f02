import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("No restricted case is nobody’s: a coordinator of its reach lifts what no named one can any more")
struct CaseOwnersTests {
    private static func restrict(_ carys: Browser, _ person: Int64, _ shown: String) async throws {
        let sent = try await carys.post(
            "/people/\(person)/restriction",
            [("officer", "carys"), ("officer", "dewi"), ("shown", shown), ("reason", "A threat")])
        #expect(sent.status == .seeOther)
    }

    @Test("While the named coordinator is there, nobody else lifts it", arguments: ["closed", "hidden"])
    func named(_ shown: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            try await Self.restrict(carys, people.sian, shown)
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            let path = "/people/\(people.sian)/restriction/end"
            for answer in [try await mair.get(path), try await mair.post(path, [("reason", "x")])] {
                #expect(answer.status == (shown == "closed" ? .forbidden : .notFound))
                #expect(answer.html.contains("Case \(people.sian) is closed to you") == (shown == "closed"))
            }
            #expect(try await mair.get("/notices").html.contains("No coordinator is left") == false)
        }
    }

    @Test(
        "Closed by an administrator, or of another role: the others are told, and lift it without reading the case",
        arguments: ["closed", "hidden"], Engine.available)
    func orphaned(_ shown: String, _ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            try await Self.restrict(carys, people.sian, shown)
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            let stranger = try await world.stranger(client)
            let (accounts, id) = (AccountStore(site: world.site), try world.officer(.carys).id)
            if shown == "closed" {
                try await accounts.disable(id, by: .command("test"))
            } else {
                let analyst = NewAccount(
                    username: "carys", name: "Carys Pritchard", agency: "gwent-police", role: .analyst, areas: [.gwent])
                try await accounts.change(id, to: analyst, by: .command("test"))
            }
            let path = "/people/\(people.sian)/restriction/end"
            #expect(try await mair.get("/notices").html.contains("No coordinator is left"))
            #expect(try await stranger.get("/notices").html.contains("No coordinator is left") == false)
            if shown == "closed" { #expect(try await mair.get("/people/\(people.sian)").html.contains(path)) }
            let form = try await mair.get(path)
            #expect(form.status == .ok && form.html.contains("case \(people.sian)") && !form.html.contains("Siân"))
            #expect(Markup.problems(html: Array(form.html.utf8)) == [])
            #expect(try await mair.post(path, []).status == .unprocessableContent)
            for other in [stranger, try await world.browser(client, as: .dewi)] {
                #expect(try await other.post(path, [("reason", "x")]).status == .notFound)
            }
            #expect(try await mair.post(path, [("reason", "She has left")]).status == .seeOther)
            #expect(try await mair.get("/people/\(people.sian)").status == .ok)
            let entry = try #require(try await world.casework().last { $0.kind == .alteration })
            #expect(entry.subjects == [people.sian] && entry.commitments.count == 1)
        }
    }

    @Test("Two restrictions that meet in one person and leave nobody are told of", arguments: Engine.available)
    func met(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            for (browser, person, name) in [(carys, people.rhodri, "carys"), (mair, people.mostyn, "mair")] {
                let fields = [("officer", name), ("shown", "hidden"), ("reason", "x")]
                #expect(try await browser.post("/people/\(person)/restriction", fields).status == .seeOther)
            }
            let now = world.clock.now
            try await world.site.database.write {
                try PersonCombination.combine(
                    $0, into: people.rhodri, [people.mostyn], rule: "shared-identifier", officer: 0, at: now)
            }
            for browser in [carys, mair] {
                #expect(try await browser.get("/people/\(people.rhodri)").status == .notFound)
                #expect(try await browser.get("/notices").html.contains("No coordinator is left"))
            }
            _ = try await mair.post("/people/\(people.rhodri)/restriction/end", [("reason", "Anew")])
            #expect(try await carys.get("/people/\(people.rhodri)").status == .ok)
        }
    }

    @Test(
        "Whoever alone could lift it knows the person, or is excluded by another: the others are told",
        arguments: Engine.available)
    func barred(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            let gwen = try await world.join(client, "gwen", .coordinator, "gwent-police").browser
            let path = "/people/\(people.sian)"
            _ = try await carys.post(
                "\(path)/restriction",
                [("officer", "carys"), ("officer", "mair"), ("officer", "dewi"), ("shown", "hidden"), ("reason", "A threat")])
            _ = try await mair.post("\(path)/exclusions", [("username", "carys"), ("reason", "A neighbour")])
            #expect(try await gwen.get("/notices").html.contains("No coordinator is left") == false, "Mair is left")
            #expect(try await mair.post("\(path)/relation", [("reason", "My cousin")]).status == .seeOther)
            #expect(try await gwen.get("/notices").html.contains("No coordinator is left"))
            for gone in [carys, mair] {
                #expect(try await gone.get("/notices").html.contains("case \(people.sian)") == false, "not there for them")
            }
            #expect(try await gwen.post("\(path)/restriction/end", [("reason", "Anew")]).status == .seeOther)
        }
    }

    @Test("The last day of whoever alone could lift it is over: the others are told, once", arguments: Engine.available)
    func lastDay(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            try await Self.restrict(try await world.browser(client, as: .carys), people.sian, "hidden")
            let (store, id) = (AccountStore(site: world.site), try world.officer(.carys).id)
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").officer.id
            func told() async throws -> Int {
                try await RestrictionWatch(site: world.site).look()
                return try await world.site.count(
                    "SELECT COUNT(*) AS n FROM case_notice WHERE kind = 'restriction' AND officer_id = \(mair)")
            }
            try await store.setLastDay(id, world.site.today, by: .command("test"))
            #expect(try await told() == 0, "it is her last day")
            world.clock.move(seconds: 24 * 3600)
            for _ in 0..<2 { #expect(try await told() == 1) }
            let gwen = try await world.join(client, "gwen", .coordinator, "gwent-police").browser
            #expect(try await told() == 1)
            #expect(try await gwen.get("/notices").html.contains("No coordinator is left"), "who comes later is told too")
        }
    }

    @Test("After their last day nobody is named, chosen or asked", arguments: Engine.available)
    func gone(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let gone = try await world.join(client, "eleri", .coordinator, "gwent-police").officer
            let last = world.site.today
            for id in [gone.id, try world.officer(.dewi).id, try world.officer(.sian).id] {
                try await AccountStore(site: world.site).setLastDay(id, last, by: .command("test"))
            }
            let path = "/people/\(people.sian)"
            let form = "\(path)/sharing/new?kind=share&agency=newport-council&purpose=crime_prevention&agreement=\(agreement)"
            for isGone in [false, true] {
                let carys = try await world.browser(client, as: .carys)
                for name in ["Eleri", "Dewi Harries"] {
                    #expect(try await carys.get("\(path)/access").html.contains(name) != isGone, "\(name)")
                    #expect(try await carys.get("\(path)/restriction").html.contains(name) != isGone, "\(name)")
                }
                #expect(try await carys.get(path).html.contains("Ask PC Gwyn Rees, Carys Pritchard, Eleri") != isGone)
                #expect(try await carys.get(form).html.contains("Siân Pugh") != isGone)
                if isGone {
                    let shared = try await carys.post("\(path)/sharing", try world.share(under: agreement))
                    #expect(shared.status == .unprocessableContent)
                    let alone = [("officer", "eleri"), ("shown", "hidden"), ("reason", "x")]
                    #expect(try await carys.post("\(path)/restriction", alone).status == .unprocessableContent)
                }
                world.clock.move(seconds: 24 * 3600)
            }
        }
    }

    @Test("A last day that is over already is told of at once")
    func past() async throws {
        try await GwentPeople.visit { world, people, client in
            try await Self.restrict(try await world.browser(client, as: .carys), people.sian, "closed")
            let mair = try await world.join(client, "mair", .coordinator, "gwent-police").browser
            let (id, yesterday) = (try world.officer(.carys).id, world.site.today.adding(days: -1))
            try await AccountStore(site: world.site).setLastDay(id, yesterday, by: .command("test"))
            #expect(try await mair.get("/notices").html.contains("No coordinator is left"))
        }
    }

    @Test("People are parted, and of one of them nobody named is a coordinator: theirs are told", arguments: Engine.available)
    func parted(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, southern) = (try await world.browser(client, as: .carys), try await world.stranger(client))
            let now = world.clock.now
            try await world.site.database.write {
                try PersonCombination.combine(
                    $0, into: people.sian, [people.elsewhere], rule: "shared-identifier", officer: 0, at: now)
            }
            world.clock.move(seconds: 60)
            try await Self.restrict(carys, people.sian, "hidden")
            world.clock.move(seconds: 60)
            #expect(try await southern.get("/notices").html.contains("No coordinator is left") == false)
            #expect(try await world.unlink(carys, "NOM-10000001", from: people.sian, "whole").status == .seeOther)
            #expect(try await southern.get("/notices").html.contains("case \(people.elsewhere)"))
            let path = "/people/\(people.elsewhere)"
            #expect(try await southern.post("\(path)/restriction/end", [("reason", "Anew")]).status == .seeOther)
            #expect(try await southern.get(path).status == .ok)
        }
    }

    @Test("A notice is seen when it was shown, not before", arguments: Engine.available)
    func notices(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let (carys, id, now) = (try await world.browser(client, as: .carys), try world.officer(.carys).id, world.clock.now)
            try await world.site.database.write { connection in
                for number in 1...101 {
                    try CaseNotices.tell(connection, [id], .share, people.sian, "share:\(number)", at: now)
                }
            }
            for left in [1, 0] {
                _ = try await carys.get("/notices")
                #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_notice WHERE seen_at IS NULL") == left)
                #expect(try await carys.get("/people").html.contains("New notices") == (left > 0))
            }
        }
    }

    @Test("A notice of a case that has since been hidden from its reader is not shown")
    func hidden() async throws {
        try await GwentPeople.visit { world, people, client in
            let (carys, nia) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .nia))
            let (id, now) = (try world.officer(.nia).id, world.clock.now)
            try await world.site.database.write {
                try CaseNotices.tell($0, [id], .share, people.sian, "share:1", at: now)
            }
            #expect(try await nia.get("/notices").html.contains("case \(people.sian)"))
            _ = try await carys.post(
                "/people/\(people.sian)/restriction", [("officer", "carys"), ("shown", "hidden"), ("reason", "x")])
            #expect(try await nia.get("/notices").html.contains("case \(people.sian)") == false)
        }
    }

    @Test("Each search for a case to break its glass is entered, with a commitment; those that find none count as probing")
    func glassSearch() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            _ = try await dewi.post("/glass", [("number", "NOM-10000001")])
            for number in 0..<11 { _ = try await dewi.post("/glass", [("number", "G999\(1000 + number)")]) }
            let entries = try await world.journal().filter { $0.reason == GlassSearch.reason }
            #expect(entries.count == 12 && entries.allSatisfy { $0.kind == .security && $0.subjects.isEmpty })
            #expect(entries.allSatisfy { $0.commitments.count == 1 && !"\($0)".contains("G999") && !"\($0)".contains("NOM-1") })
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.unusual.run()
            let found = try await world.site.database.read {
                try $0.query("SELECT \(UnusualAccess.columns) FROM unusual_access u").map(UnusualAccess.init)
            }
            #expect(found.filter { $0.rule == .refused }.map(\.count) == [11])
        }
    }
}
