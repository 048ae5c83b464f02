import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("A full run at the machine: by the version in use alone, and one at a time with the page’s")
struct LinkageRunHereTests {
    private static func keep(_ database: any Database, _ now: Instant) async throws -> Int64 {
        let model = try LinkageVersions.shipped()
        return try await database.write { try LinkageVersions.keep($0, model.model, model.terms, by: 0, at: now) }
    }

    private static func begin(_ world: World, _ kind: LinkageTask.Kind) async throws -> (id: Int64, owner: String) {
        let now = world.clock.now
        return try await world.site.database.write {
            try LinkageTaskStore.begin($0, kind, version: 0, total: 2, officer: 0, at: now)
        }
    }

    private static func run(_ world: World, _ version: Int64?) async throws -> (version: Int64, counts: LinkageCounts) {
        try await LinkageTasks(site: world.site).runHere(version, .command("carfan link check"))
    }

    /// Two records of one person, each of a person of its own.
    private static func apart(_ world: World) async throws {
        for row in [GwentFile.row("G1", "Prosser"), GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00")] {
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
        }
        try await world.site.database.write { connection in
            let person = try connection.insertReturningID(
                """
                INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                VALUES ('', '', '', '', 'gwent', \(world.clock.now)) RETURNING id
                """)
            try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = 'G2'")
            try PersonRefresh.refresh(connection, [person])
        }
    }

    private static func people(_ world: World) async throws -> Int {
        try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record")
    }

    @Test("A version that is not in use joins nobody", arguments: Engine.available)
    func notInUse(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await Self.apart(world)
            let number = try await Self.keep(world.site.database, world.clock.now)
            for asked in [number, number + 1] {
                let refused = await #expect(throws: LinkageRefused.self) { try await Self.run(world, asked) }
                #expect(refused?.message.en.contains("Version \(asked) is not in use") == true)
                #expect(refused?.message.cy.contains("Nid yw fersiwn \(asked) ar waith") == true)
            }
            #expect(try await Self.people(world) == 2)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_work") == 0)
            #expect(try await Self.run(world, 0).version == 0)
            #expect(try await Self.people(world) == 1)
        }
    }

    @Test("While other work goes on it is refused; the work that is done is seen", arguments: Engine.available)
    func busy(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await Self.apart(world)
            let other = try await Self.begin(world, .run)
            let refused = await #expect(throws: LinkageRefused.self) { try await Self.run(world, nil) }
            #expect(refused?.message.en.contains("Wait until it is done") == true)
            #expect(try await Self.people(world) == 2)
            let now = world.clock.now
            try await world.site.database.write { _ = try LinkageTaskStore.end($0, other.id, .dropped, at: now) }
            let done = try await Self.run(world, nil)
            #expect(done.version == 0 && done.counts.joins == 1)
            let newest = try #require(try await world.site.database.read { try LinkageTaskStore.newest($0, at: now) })
            #expect(newest.kind == .run && newest.state == .done && newest.total == 2 && newest.done == 2)
            #expect(newest.found(LinkageCounts.self) == done.counts)
            let entered = try await world.journal().filter { $0.records == ["linkage_work:\(newest.id)"] }
            #expect(entered.count == 2 && entered.allSatisfy { $0.route == "carfan link check" })
        }
    }

    @Test("What the page had counted before holds no longer", arguments: Engine.available)
    func stale(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await Self.apart(world)
            let (plan, now) = (try await Self.begin(world, .plan), world.clock.now)
            try await world.site.database.write {
                try LinkageTaskStore.finish($0, plan.id, owner: plan.owner, version: 0, counts: "{\"records\":2}", at: now)
            }
            func seen() async throws -> Int64? {
                try await world.site.database.read { try LinkageTaskStore.plan($0, version: 0, at: now) }?.id
            }
            #expect(try await seen() == plan.id)
            _ = try await Self.run(world, nil)
            #expect(try await seen() == nil)
        }
    }

    @Test("carfan link check --version N counts by any version, and with --run refuses all but the one in use")
    func command() async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        let number = try await Self.keep(database, try #require(Instant(iso: "2026-03-01T09:00:00Z")))
        let open: DatabaseOpener = { _, _ in try SQLiteDatabase(path: path) }
        try await LinkCheckCommand.parse(["--version", "\(number)"]).run(opening: open)
        try await LinkCheckCommand.parse(["--version", "0", "--run"]).run(opening: open)
        await #expect(throws: LinkageRefused.self) {
            try await LinkCheckCommand.parse(["--version", "\(number)", "--run"]).run(opening: open)
        }
        for missing in ["9", "-9"] {
            let problem = await #expect(throws: LinkageRefused.self) {
                try await LinkCheckCommand.parse(["--version=\(missing)"]).run(opening: open)
            }
            #expect(problem?.message.en == "There is no version \(missing) of the model")
        }
        await #expect(throws: LinkageRefused.self) {
            try await LinkUseCommand.parse(["--reason", "x", "--", "-9"]).run(opening: open)
        }
        let runs: Int? = try await database.read { try $0.value("SELECT COUNT(*) AS n FROM linkage_work WHERE kind = 'run'") }
        #expect(runs == 1)
        await database.close()
    }
}
