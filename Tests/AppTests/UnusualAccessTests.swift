import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Unusual access: found by the sweep, shown first, closed with an outcome")
struct UnusualAccessTests {
    /// Dewi opens a case on a Sunday night, and eleven numbers that do not open; the sweep has gone through it.
    private static func found(
        _ engine: Engine, _ body: @Sendable @escaping (World, GwentPeople, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            // From Monday, 2 March 09:30 to Sunday, 8 March 23:30.
            world.clock.move(seconds: 6 * 86400 + 14 * 3600)
            let dewi = try await world.browser(client, as: .dewi)
            for page in ["", "/offences"] { _ = try await dewi.get("/people/\(people.sian)\(page)") }
            for number in 0..<11 { _ = try await dewi.get("/people/\(90000 + number)") }
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.unusual.run()
            try await body(world, people, client)
        }
    }

    @Test("A case that did not open is entered by its number, whether there is one or not")
    func refusals() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            for number in [people.elsewhere, 99999] { #expect(try await dewi.get("/people/\(number)").status == .notFound) }
            #expect(try await world.browser(client).get("/people/\(people.sian)").status != .ok)
            let entries = try await world.journal().filter { $0.reason == RefusedLook.reason }
            #expect(entries.map(\.records) == [["person:\(people.elsewhere)"], ["person:99999"]])
            #expect(entries.allSatisfy { $0.kind == .security && $0.subjects.isEmpty && $0.actor > 0 })
        }
    }

    @Test("Something that is not there, in a case that is open, is no case that did not open")
    func things() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            for path in ["notes/77/correction", "intelligence/77/grading", "victims"] {
                #expect(try await dewi.get("/people/\(people.sian)/\(path)").status == .notFound)
            }
            #expect(try await world.journal().filter { $0.reason == RefusedLook.reason }.isEmpty)
            #expect(try await dewi.get("/people/\(people.elsewhere)/notes/77/correction").status == .notFound)
            #expect(try await world.journal().filter { $0.reason == RefusedLook.reason }.count == 1)
        }
    }

    @Test(
        "Only the pages of one case open it",
        arguments: [
            ("GET /people/{person}", true), ("GET /api/people/{person}", true), ("GET /people/{person}/notes", true),
            ("GET /panels/{area}/people/{person}", true), ("GET /enrolments/{enrolment}", true), ("GET /people", false),
            ("GET /shares", false), ("GET /shares/{share}", false), ("GET /register", false), ("GET /glass/breaks", false),
            ("GET /people/{person}/glass", false), ("POST /glass", false), ("GET /notices", false),
        ])
    func opens(_ route: String, _ isOpened: Bool) {
        #expect(UnusualReading.opensCase(route) == isOpened)
    }

    @Test(arguments: Engine.available)
    func sweeps(_ engine: Engine) async throws {
        try await Self.found(engine) { world, _, _ in
            let rows = try await Self.rows(world)
            #expect(rows.map(\.rule) == [.outOfHours, .refused] && rows.map(\.count) == [2, 11])
            #expect(rows[0].entries.count == 2 && rows[1].entries.count == 11 && rows.allSatisfy { $0.outcome == nil })
            // Another node, or the same one after a new start, goes on where this one stopped and counts nothing twice.
            let again = try JournalKeeping(site: world.site)
            try await again.unusual.run()
            #expect(try await Self.rows(world).map(\.count) == [2, 11])
            world.clock.move(seconds: 60)
            try await again.extend()
            try await again.unusual.run()
            #expect(try await Self.rows(world).map(\.count) == [2, 11])
        }
    }

    @Test("What the rules must remember is looked up when another node takes over", arguments: Engine.available)
    func remembers(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let dewi = try world.officer(.dewi)
            let actor = Actor(
                officer: dewi.id, agency: dewi.agency, role: dewi.role.rawValue, route: "GET /people/{person}", requestID: "")
            let people = try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: world.clock.now)
                let made = try (0..<61).map { try all.nominal("Person\($0)a", "X\($0)", "G\($0)") }
                try all.finish()
                return made
            }
            for half in [people.prefix(31), people.suffix(30)] {
                try await world.site.enter(actor, half.map { Event(.consultation, subjects: [$0]) })
                let keeping = try JournalKeeping(site: world.site)
                world.clock.move(seconds: 11)
                try await keeping.extend()
                try await keeping.unusual.run()
            }
            let rows = try await Self.rows(world)
            #expect(rows.map(\.rule) == [.manyAnHour] && rows.first?.count == 61)
        }
    }

    @Test("Shown first, with names; closed with an outcome and a note; both entered", arguments: Engine.available)
    func closes(_ engine: Engine) async throws {
        try await Self.found(engine) { world, people, client in
            let rhian = try await world.browser(client, as: .rhian)
            let first = try await rhian.get("/journal")
            #expect(first.html.contains("2 things stand out") && first.html.contains("Cases that did not open"))
            let list = try await rhian.get("/journal/unusual")
            #expect(
                list.status == .ok && list.html.contains("Nobody has looked yet (2)")
                    && list.html.contains("Dewi Harries (dewi)"))
            #expect(try await world.casework().last?.records.count == 2)
            let row = try #require(try await Self.rows(world).first)
            let one = try await rhian.get("/journal/unusual/\(row.id)")
            #expect(
                one.html.contains("Case: summary") && one.html.contains("Jones, Siân Mair") && one.html.contains("at a weekend")
            )
            let wrong = try await rhian.post("/journal/unusual/\(row.id)/outcome", ["outcome": "explained", "note": ""])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("Say what you found"))
            let seen = try #require(one.value("seen"))
            let done = try await rhian.post(
                "/journal/unusual/\(row.id)/outcome",
                [("outcome", "explained"), ("note", "Was on the night shift"), ("seen", seen)])
            #expect(done.location == "/journal/unusual?done=closed")
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .alteration && entry.records == ["unusual_access:\(row.id)"] && entry.reason == "explained")
            let stale = try await rhian.post(
                "/journal/unusual/\(row.id)/outcome",
                [("outcome", "misuse_suspected"), ("note", "Not on any list"), ("seen", seen)])
            #expect(stale.status == .conflict)
            let closed = try await rhian.get("/journal/unusual?state=closed")
            #expect(closed.html.contains("Closed (1)") && closed.html.contains("Out of hours"))
            rhian.language = "cy"
            let welsh = try await rhian.get("/journal/unusual/\(row.id)")
            #expect(welsh.html.contains("Wedi’i egluro") && welsh.html.contains("Was on the night shift"))
        }
    }

    @Test("Another agency’s officers with people of other areas are not there")
    func ofOwnAgency() async throws {
        try await Self.found(.memory) { world, _, client in
            let row = try #require(try await Self.rows(world).first)
            let other = try await world.stranger(client, .informationOfficer)
            #expect(try await other.get("/journal/unusual/\(row.id)").status == .notFound)
            #expect(try await other.get("/journal/unusual").html.contains("There is nothing here"))
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("/journal/unusual").status == .notFound)
        }
    }

    @Test("What goes on after it was explained is open again")
    func goesOn() async throws {
        try await Self.found(.memory) { world, people, client in
            let row = try #require(try await Self.rows(world).first)
            try await world.site.database.write {
                try $0.execute("UPDATE unusual_access SET outcome = 'explained' WHERE id = \(row.id)")
            }
            _ = try await world.browser(client, as: .dewi).get("/people/\(people.sian)")
            let keeping = try JournalKeeping(site: world.site)
            world.clock.move(seconds: 60)
            try await keeping.extend()
            try await keeping.unusual.run()
            let now = try #require(try await Self.rows(world).first)
            #expect(now.count == 3 && now.outcome == nil)
        }
    }

    private static func rows(_ world: World) async throws -> [UnusualAccess] {
        try await world.site.database.read {
            try $0.query("SELECT \(UnusualAccess.columns) FROM unusual_access u ORDER BY u.id").map(UnusualAccess.init)
        }
    }
}
