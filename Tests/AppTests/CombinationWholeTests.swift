import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite(
    "Un-merging restores exactly: with notes, intelligence, victims, markings, shares, corrections, questions and look-alikes")
struct CombinationWholeTests {
    /// What may hang on a person, a row in each table.
    private static func hang(_ connection: any Connection, _ person: Int64, at now: Instant) throws {
        func put(_ table: String, _ columns: String, _ values: SQL) throws -> Int64 {
            try connection.insertReturningID(
                """
                INSERT INTO \(name: table) (person_id, entered_for, \(SQL.joined(
                    columns.split(separator: " ").map { "\(name: String($0))" }, separator: ", ")))
                VALUES (\(person), \(person), \(values)) RETURNING id
                """)
        }
        let note = try put("narrative", "part owner", "'plan', 'gwent-police'")
        try connection.execute(
            """
            INSERT INTO narrative_version (narrative_id, version, basis, source, on_day, text, marking, reason, made_by, made_at)
            VALUES (\(note), 1, 'fact', 'seen', '2026-02-01', \("Note of \(person)"), 'official', '', 1, \(now))
            """)
        _ = try put(
            "intelligence", "owner reference information_on reported_on text made_by made_at",
            "'gwent-police', 'R1', '2026-01-01', '2026-01-02', \("Report of \(person)"), 1, \(now)")
        _ = try put("victim_contact", "owner", "'gwent-police'")
        _ = try put("involvement", "owner sealed made_by made_at", "'gwent-police', \([UInt8(person % 200)]), 1, \(now)")
        _ = try put("case_marking", "marking reason made_by made_at", "'official', 'r', 1, \(now)")
        _ = try put("case_bar", "officer_id kind reason made_by made_at", "999, 'relation', 'r', 1, \(now)")
        let share = try put(
            "share", "kind state from_agency from_officer from_name to_agency parts until_on made_at",
            "'share', 'accepted', 'gwent-police', 1, 'Carys', 'newport-council', 'plan', '2026-12-01', \(now)")
        _ = try put(
            "case_grant", "agency ground ground_id parts from_at until_at reason made_by made_at",
            "'newport-council', 'share', \(share), 'plan', \(now), \(now.adding(seconds: 1_000_000)), 'r', 1, \(now)")
        _ = try put("correction_notice", "part what wrong_since made_by made_at", "'plan', 'w', '2026-01-01', 1, \(now)")
    }

    /// The tables that a round of joining and parting adds to: notices are sent, a glass that was broken is closed.
    private static let told: Set<String> = ["case_notice", "officer"]

    private func prepared(_ world: World, _ browser: Browser, _ people: CohortPeople) async throws {
        try await world.before(browser, people)
        let now = world.clock.now
        try await world.site.database.write { connection in
            // A share of somebody to whom an older number leads waits for its sender; that is `CaseCombinedTests`' matter.
            for person in [people.rhodri, people.mostyn] { try Self.hang(connection, person, at: now) }
            try connection.execute("DELETE FROM case_grant WHERE person_id = \(people.mostyn)")
            try connection.execute("DELETE FROM share WHERE person_id = \(people.mostyn)")
            let own = try ["G2000001", "G2000003", "G2000008", "G2000002"].map { reference -> Int64 in
                try connection.value("SELECT id FROM record WHERE reference = \(reference)") ?? 0
            }
            try Linking.lock(connection, [(own[0], own[1]), (own[2], own[3])], reason: "Two", officer: 1, at: now)
        }
    }

    private func difference(_ before: [String: [String]], _ after: [String: [String]]) -> [String] {
        before.keys.filter { !Self.told.contains($0) && before[$0] != after[$0] }.sorted()
    }

    @Test("Joined by two officers, parted by one", arguments: Engine.available)
    func byWord(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            try await prepared(world, browser, people)
            let before = try await world.everything()
            try await world.unite(browser, "G2000001", "G2000008")
            let between = difference(before, try await world.everything())
            for table in [
                "record", "person", "person_word", "narrative", "intelligence", "victim_contact", "involvement", "share",
            ] {
                #expect(between.contains(table), "\(table) moved, else this says nothing")
            }
            let joined = try await browser.get("/people/\(people.rhodri)").html
            for other in [people.tomos, people.gwenllian] {
                #expect(joined.contains("<a href=\"/people/\(other)\">case \(other)</a>"))
            }
            #expect(try await world.unlink(browser, "G2000008", from: people.rhodri, "whole").status == .seeOther)
            #expect(difference(before, try await world.everything()) == [])
            for (one, own, others) in [
                (people.rhodri, people.tomos, people.gwenllian), (people.mostyn, people.gwenllian, people.tomos),
            ] {
                let page = try await browser.get("/people/\(one)").html
                #expect(page.contains("<a href=\"/people/\(own)\">case \(own)</a>"))
                #expect(!page.contains("<a href=\"/people/\(others)\">case \(others)</a>"))
            }
        }
    }

    @Test("Joined by the rules, with an open question of each; parted by an officer")
    func byRule() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            try await prepared(world, browser, people)
            for (one, other) in [("G2000001", "G2000006"), ("G2000008", "G2000005")] {
                _ = try await world.question(one, other)
            }
            let asked = try await standing(world)
            let before = try await world.everything()
            let now = world.clock.now
            try await world.site.database.write {
                try PersonCombination.combine(
                    $0, into: people.rhodri, [people.mostyn], rule: "shared-identifier", officer: 0, at: now)
            }
            #expect(try await standing(world) != asked)
            #expect(try await world.unlink(browser, "G2000008", from: people.rhodri, "whole").status == .seeOther)
            #expect(difference(before, try await world.everything()) == [])
            #expect(try await standing(world) == asked)
        }
    }

    /// Whom the standing questions are about.
    private func standing(_ world: World) async throws -> [[Int64]] {
        try await world.site.database.read { connection in
            try connection.query(
                """
                SELECT a.person_id AS one, b.person_id AS other FROM \(OpenQuestions.pairs) WHERE \(OpenQuestions.stand)
                ORDER BY v.id
                """
            ).map { [try $0.get("one"), try $0.get("other")] }
        }
    }

    @Test("Joined and parted three times over it is still as it was", arguments: ["G2000008", "G2000001"])
    func again(_ record: String) async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            try await prepared(world, browser, people)
            let before = try await world.everything()
            for _ in 0..<3 {
                let now = world.clock.now
                try await world.site.database.write { connection in
                    try PersonCombination.combine(
                        connection, into: people.rhodri, [people.mostyn], rule: "weight", officer: 0, at: now)
                    try connection.execute("DELETE FROM match_lock WHERE reason = 'Two men after all'")
                }
                world.clock.move(seconds: 5)
                let extent = record == "G2000008" ? "whole" : nil
                #expect(try await world.unlink(browser, record, from: people.rhodri, extent).status == .seeOther)
                world.clock.move(seconds: 5)
            }
            #expect(difference(before, try await world.everything()) == [])
        }
    }
}
