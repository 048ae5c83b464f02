import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("At the machine a version is learned, and taken into use, while no other work on the model goes on")
struct LinkageLearnHereTests {
    private static let actor = Actor.command("carfan link train")

    private static func keep(_ database: any Database, _ now: Instant) async throws -> Int64 {
        let model = try LinkageVersions.shipped()
        return try await database.write { try LinkageVersions.keep($0, model.model, model.terms, by: 0, at: now) }
    }

    private static func begin(
        _ database: any Database, _ kind: LinkageTask.Kind, _ now: Instant
    ) async throws -> (id: Int64, owner: String) {
        try await database.write {
            try LinkageTaskStore.begin($0, kind, version: 0, total: 2, officer: 0, at: now)
        }
    }

    private static func end(_ world: World, _ id: Int64) async throws {
        let now = world.clock.now
        try await world.site.database.write { _ = try LinkageTaskStore.end($0, id, .dropped, at: now) }
    }

    private static func inUse(_ world: World) async throws -> Int64 {
        try await world.site.database.read { try LinkageVersions.inUse($0).number }
    }

    private static func newest(_ world: World) async throws -> LinkageTask {
        let now = world.clock.now
        return try #require(try await world.site.database.read { try LinkageTaskStore.newest($0, at: now) })
    }

    @Test("Learning is refused while other work goes on, and no version is made", arguments: Engine.available)
    func busy(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            for kind in LinkageTask.Kind.allCases {
                let other = try await Self.begin(world.site.database, kind, world.clock.now)
                let refused = await #expect(throws: LinkageRefused.self) {
                    try await LinkageTasks(site: world.site).learnHere(Self.actor)
                }
                #expect(refused?.message.en.contains("Wait until it is done") == true, "\(kind)")
                #expect(refused?.message.cy.contains("Arhoswch nes iddo orffen") == true, "\(kind)")
                try await Self.end(world, other.id)
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_model") == 0)
            #expect(try await world.journal().allSatisfy { $0.route != "carfan link train" })
        }
    }

    @Test("What was learned is seen; too few records to learn from end the work as refused", arguments: Engine.available)
    func learned(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let tasks = LinkageTasks(site: world.site)
            let tooFew = await #expect(throws: LinkageRefused.self) { try await tasks.learnHere(Self.actor) }
            #expect(tooFew?.message.en.contains("There are 0 records") == true)
            #expect(try await Self.newest(world).state == .refused)
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.many(1_010), world.site), world.site)
            let done = try await tasks.learnHere(Self.actor)
            #expect(done.version == 1 && done.learned.records == 1_010)
            let newest = try await Self.newest(world)
            #expect(newest.kind == .learn && newest.state == .done && newest.version == 1 && newest.done == 1_010)
            #expect(newest.found(LinkageLearned.self)?.records == 1_010)
            let entered = try await world.journal().filter { $0.records == ["linkage_work:\(newest.id)"] }
            #expect(entered.count == 2 && entered.allSatisfy { $0.route == "carfan link train" })
        }
    }

    @Test("No version is taken into use while other work goes on, unless it was cut off", arguments: Engine.available)
    func use(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let number = try await Self.keep(world.site.database, world.clock.now)
            let use = { @Sendable in
                try await LinkageTasks(site: world.site).useHere(number, reason: "Ours", .command("carfan link use"))
            }
            for kind in LinkageTask.Kind.allCases {
                let other = try await Self.begin(world.site.database, kind, world.clock.now)
                let refused = await #expect(throws: LinkageRefused.self) { try await use() }
                #expect(refused?.message.en.contains("Wait until it is done") == true, "\(kind)")
                try await Self.end(world, other.id)
            }
            #expect(try await Self.inUse(world) == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_use") == 0)
            _ = try await Self.begin(world.site.database, .run, world.clock.now)
            world.clock.move(seconds: LinkageTaskStore.leaseSeconds)
            try await use()
            #expect(try await Self.inUse(world) == number)
            #expect(try await Self.newest(world).state == .dropped)
        }
    }

    @Test("carfan link train and carfan link use, beside a full run")
    func commands() async throws {
        let (path, now) = (freshPath(), Instant(seconds: Int64(Date().timeIntervalSince1970)))
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        let number = try await Self.keep(database, now)
        let other = try await Self.begin(database, .run, now)
        let open: DatabaseOpener = { _, _ in try SQLiteDatabase(path: path) }
        let use = ["\(number)", "--reason", "Ours"]
        for _ in 0..<2 {
            await #expect(throws: LinkageRefused.self) { try await LinkTrainCommand.parse([]).run(opening: open) }
            await #expect(throws: LinkageRefused.self) { try await LinkUseCommand.parse(use).run(opening: open) }
        }
        try await database.write {
            try LinkageTaskStore.finish($0, other.id, owner: other.owner, version: 0, counts: "{}", at: now)
        }
        try await LinkUseCommand.parse(use).run(opening: open)
        let standing = try await database.read { try LinkageVersions.inUse($0).number }
        #expect(standing == number)
        await database.close()
    }
}
