import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("The auditor’s search: days, kinds, agencies")
struct JournalSearchTests {
    private static func days(_ from: String, _ to: String) -> String {
        zip(["from", "to"], [from, to]).map { name, iso in
            guard let day = Day(iso: iso) else { return "" }
            return JournalQuestion.items(name, day).map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        }.joined(separator: "&")
    }

    /// Dewi looked at Siân on 2 March at 09:30, at 23:59 and on the 3rd at 00:01; Nia took a list on the 4th.
    private static func looked(
        _ engine: Engine, _ body: @Sendable @escaping (World, GwentPeople, Browser) async throws -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try world.officer(.dewi)
            let nia = try world.officer(.nia)
            func enter(_ officer: Officer, _ event: Event) async throws {
                let actor = Actor(
                    officer: officer.id, agency: officer.agency, role: officer.role.rawValue, route: "GET /people/{person}",
                    requestID: "r")
                try await world.site.enter(actor, [event])
            }
            for seconds: Int64 in [0, 52140, 120] {
                world.clock.move(seconds: seconds)
                try await enter(dewi, Event(.consultation, subjects: [people.sian], fields: ["name"]))
            }
            world.clock.move(seconds: 86400)
            try await enter(nia, Event(.disclosure, subjects: [people.sian, people.elsewhere], reason: "panel"))
            try await enter(nia, Event(.consultation, subjects: [people.elsewhere]))
            try await body(world, people, try await world.browser(client, as: .rhian))
        }
    }

    @Test("Days are London’s, both ends included; kinds and agencies narrow further", arguments: Engine.available)
    func narrows(_ engine: Engine) async throws {
        try await Self.looked(engine) { world, people, rhian in
            let rows: [(String, Int)] = [
                ("", 4), (Self.days("2026-03-02", "2026-03-02"), 2), (Self.days("2026-03-03", "2026-03-03"), 1),
                (Self.days("2026-03-02", "2026-03-04"), 4), (Self.days("2026-02-01", "2026-03-01"), 0),
                ("kind=disclosure", 1), ("agency=gwent-police", 3), ("agency=probation", 1), ("agency=prison", 0),
                ("\(Self.days("2026-03-02", "2026-03-03"))&kind=consultation&agency=gwent-police", 3),
            ]
            for isIndexed in [false, true] {
                if isIndexed { try await JournalKeeping(site: world.site).extend() }
                for (query, count) in rows {
                    let seen = try await rhian.get("/journal?person=\(people.sian)&purpose=sample&\(query)")
                    let who =
                        seen.html.components(separatedBy: "(dewi)").count + seen.html.components(separatedBy: "(nia)").count
                    #expect(seen.status == .ok && who - 2 == count, "\(query)")
                }
            }
        }
    }

    @Test("What was done on some days: of the own agency, or with people of the own areas", arguments: Engine.available)
    func someDays(_ engine: Engine) async throws {
        try await Self.looked(engine) { world, people, rhian in
            for isIndexed in [false, true] {
                if isIndexed { try await JournalKeeping(site: world.site).extend() }
                let seen = try await rhian.get("/journal?purpose=sample&\(Self.days("2026-03-01", "2026-03-31"))")
                #expect(seen.status == .ok && seen.html.contains("What was done from 1 March 2026 to 31 March 2026"))
                #expect(seen.html.contains("Dewi Harries (dewi)") && seen.html.contains("Nia Bowen (nia)"))
                // Of Nia’s two, only the one that was about somebody of Gwent.
                #expect(seen.html.components(separatedBy: "Nia Bowen (nia)").count == 2)
                #expect(!seen.html.contains("Carwyn"))
                let entry = try #require(try await world.casework().last)
                #expect(entry.records == ["journal:2026-03-01-2026-03-31"] && entry.reason == "sample")
            }
        }
    }

    @Test(
        "Questions that would take too long or mean nothing are refused",
        arguments: [
            (days("2026-03-01", "2026-04-01"), "ask for 31 days at most"),
            (days("2026-03-02", "2026-03-01"), "is before the first"),
            ("from-day=1&from-month=3&from-year=2026", "a first and a last day"),
            ("from-day=31&from-month=2&from-year=2026", "real date"),
            ("\(days("2026-03-01", "2026-03-02"))&kind=gossip", "Choose a kind"),
            ("\(days("2026-03-01", "2026-03-02"))&agency=somebody", "Choose an agency"),
        ])
    func refused(_ query: String, _ words: String) async throws {
        try await GwentPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .rhian).get("/journal?purpose=sample&\(query)")
            #expect(seen.status == .unprocessableContent && seen.html.contains(words), "\(query)")
            #expect(try await world.casework().isEmpty)
        }
    }

    @Test("What is chosen stands above the list and can be taken off")
    func removable() async throws {
        try await Self.looked(.memory) { world, people, rhian in
            let days = Self.days("2026-03-02", "2026-03-03")
            let seen = try await rhian.get(
                "/journal?person=\(people.sian)&purpose=sample&\(days)&kind=consultation&agency=gwent-police")
            for text in [
                "From: 2 March 2026", "To: 3 March 2026", "Kind of act: Looked", "Agency of the officer: Gwent Police",
            ] {
                #expect(seen.html.contains(text), "\(text)")
            }
            rhian.language = "cy"
            let some = try await rhian.get("/journal?purpose=sample&\(days)&kind=disclosure")
            #expect(some.html.contains("Math o weithred: Datgelwyd") && !some.html.contains("O: 2 Mawrth 2026"))
        }
    }

    @Test("A page looks at so many places and no more, and says how far it came", arguments: Engine.available)
    func goesOn(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let old = Event(.erasure, subjects: [7])
            try await world.site.enter(.command("test"), [old])
            for _ in 0..<6 {
                world.clock.move(seconds: 3600)
                try await world.site.enter(.command("test"), (0..<1000).map { Event(.consultation, subjects: [$0 % 3]) })
            }
            try await JournalKeeping(site: world.site).extend()
            let pages = try await world.site.database.read { connection in
                let search = JournalSearch(connection, .all, JournalSieve(kind: .erasure))
                let first = try search.page(size: 50)
                return [first, try search.page(before: first.next, size: 50)]
            }
            #expect(pages[0].found.map(\.number) == [])
            #expect(pages[0].next == 1001)
            #expect(pages[0].reached != nil)
            #expect(pages[1].found.map(\.number) == [1] && pages[1].next == nil && pages[1].reached == nil)
        }
    }
}

@Suite("Who looked, on the case")
struct CaseLooksTests {
    @Test("A coordinator says why, and sees everybody; the reading is entered", arguments: Engine.available)
    func coordinator(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            _ = try await world.browser(client, as: .dewi).get("/people/\(people.sian)/offences")
            let carys = try await world.browser(client, as: .carys)
            let asked = try await carys.get("/people/\(people.sian)/looks")
            #expect(asked.status == .ok && asked.html.contains("Why do you read the journal?"))
            #expect(asked.html.contains("aria-current=\"page\">Who looked</a>") && !asked.html.contains("Dewi Harries"))
            let seen = try await carys.get("/people/\(people.sian)/looks?purpose=sample")
            #expect(seen.status == .ok && seen.html.contains("Dewi Harries (dewi)") && seen.html.contains("Case: offences"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.fields == ["journal"] && entry.reason == "sample" && entry.subjects == [people.sian])
            let filtered = try await carys.get("/people/\(people.sian)/looks?purpose=sample&agency=probation")
            #expect(
                !filtered.html.contains("Dewi Harries (dewi)") && filtered.html.contains("Agency of the officer: Probation"))
            let wrong = try await carys.get("/people/\(people.sian)/looks?purpose=curiosity")
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("error-summary"))
        }
    }

    @Test("Nobody else has the tab or the page")
    func others() async throws {
        try await GwentPeople.visit { world, people, client in
            for named in [Named.dewi, .nia] {
                let browser = try await world.browser(client, as: named)
                let seen = try await browser.get("/people/\(people.sian)")
                #expect(seen.status == .ok && !seen.html.contains("/people/\(people.sian)/looks"))
                #expect(try await browser.get("/people/\(people.sian)/looks?purpose=sample").status == .notFound)
            }
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("/people/\(people.elsewhere)/looks?purpose=sample").status == .notFound)
            // Who cannot open the case is led to the journal.
            let rhian = try await world.browser(client, as: .rhian)
            #expect(try await rhian.get("/people/\(people.sian)/looks").location == "/journal?person=\(people.sian)")
        }
    }
}
