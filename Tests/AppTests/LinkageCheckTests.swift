import Domain
import Store
import Support
import Testing

@testable import App

@Suite("A full run: every record weighed anew, as an import would weigh it today")
struct LinkageCheckTests {
    private func take(_ rows: [String], _ world: World) async throws {
        _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
        world.clock.move(seconds: 1)
    }

    private func check(_ world: World) async throws -> LinkageCheck {
        let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
        return LinkageCheck(site: world.site, actor: .command("test"), version: version)
    }

    /// One person by two references, a twin, a doubt, a stranger.
    private static let rows = [
        GwentFile.row("G1", "Prosser", "Gwenllian"), GwentFile.row("G2", "Prosser", "Gwenlian", updated: "02/02/2026 10:00"),
        GwentFile.row("G3", "Prosser", "Heledd"),
        GwentFile.row("G4", "Achterberg", "Sunniva", born: "12/11/1961", town: "Rhyl"),
    ]

    @Test("What an import has linked and asked, a full run by the same version leaves as it is", arguments: Engine.available)
    func agrees(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            for row in Self.rows { try await take([row], world) }
            let people = try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record")
            #expect(people == 3)
            let plan = try await check(world).plan()
            #expect(plan.records == 4 && plan.counts.isEmpty, "\(plan.counts)")
            #expect(try await check(world).run().counts.isEmpty)
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == people)
        }
    }

    @Test(
        "Two people who must be one are counted first, then joined, in the journal as a combination",
        arguments: Engine.available)
    func joins(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            for row in Self.rows where !row.contains("Heledd") { try await take([row], world) }
            try await world.site.database.write { connection in
                let person = try connection.insertReturningID(
                    """
                    INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                    VALUES ('', '', '', '', 'gwent', \(world.clock.now)) RETURNING id
                    """)
                try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = 'G2'")
                try PersonRefresh.refresh(connection, [person])
            }
            #expect(try await check(world).plan().counts == [.join: 1])
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 3)
            let before = try await world.site.count("SELECT COUNT(*) AS n FROM journal WHERE kind = 'combination'")
            #expect(try await check(world).run().counts == [.join: 1])
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 2)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM journal WHERE kind = 'combination'") == before + 1)
            #expect(try await check(world).run().counts.isEmpty)
        }
    }

    @Test("A link by rule that no longer holds becomes a question; one that somebody made does not", arguments: [0, 1])
    func loose(_ officer: Int64) async throws {
        try await World.with { world in
            for row in Self.rows { try await take([row], world) }
            try await world.site.database.write { connection in
                try connection.execute(
                    """
                    UPDATE record SET person_id = (SELECT person_id FROM record WHERE reference = 'G1') WHERE reference = 'G4'
                    """)
                try connection.execute(
                    """
                    UPDATE record_link SET officer_id = \(officer),
                      person_id = (SELECT person_id FROM record WHERE reference = 'G1')
                    WHERE record_id = (SELECT id FROM record WHERE reference = 'G4')
                    """)
                try connection.execute(
                    "UPDATE record_link SET officer_id = 1 WHERE record_id IN (SELECT id FROM record WHERE reference <> 'G4')")
            }
            let open: SQL = "SELECT COUNT(*) AS n FROM \(OpenQuestions.pairs) WHERE \(OpenQuestions.stand)"
            let before = try await world.site.database.read { try $0.value(open, as: Int.self) ?? 0 }
            let found = try await check(world).run().counts[.loose]
            #expect(found == (officer == 0 ? 1 : nil))
            let after = try await world.site.database.read { try $0.value(open, as: Int.self) ?? 0 }
            #expect(after == before + (officer == 0 ? 1 : 0))
            #expect(try await check(world).run().counts[.loose] == nil)
        }
    }
}

@Suite("Versions of the model: learned beside the one in use, taken into use with a reason")
struct LinkageVersionTests {
    @Test("Learned, listed, taken into use, and back", arguments: Engine.available)
    func learned(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let actor = Actor.command("test")
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.many(1_100), world.site), world.site)
            #expect(try await world.site.database.read { try LinkageVersions.inUse($0).number } == 0)
            let number = try await LinkageTrainer(site: world.site, actor: actor).train()
            let line = try await world.site.database.read { try LinkageVersions.all($0) }.first
            #expect(line?.number == number && line?.state == "trained" && line?.records == 1_100)
            #expect(try await world.site.database.read { try LinkageVersions.inUse($0).number } == 0)
            func use(_ number: Int64) async throws {
                let now = world.clock.now
                try await world.site.change(actor) {
                    try LinkageVersions.use($0, number, reason: "Our own names", by: 0, at: now)
                }
            }
            try await use(number)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            #expect(version.number == number && version.model.records == 1_100 && version.model.isWhole)
            await #expect(throws: LinkageRefused.self) { try await use(number) }
            await #expect(throws: LinkageRefused.self) { try await use(number + 1) }
            #expect(try await world.site.database.read { try LinkageVersions.inUse($0).number } == number)
            try await use(0)
            #expect(try await world.site.database.read { try LinkageVersions.all($0) }.first?.state == "former")
        }
    }

    @Test("Too few records teach nothing")
    func few() async throws {
        try await World.with { world in
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.many(40), world.site), world.site)
            await #expect(throws: LinkageRefused.self) {
                try await LinkageTrainer(site: world.site, actor: .command("test")).train()
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_model") == 0)
        }
    }
}
