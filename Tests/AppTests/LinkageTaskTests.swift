import Domain
import Foundation
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Work on the model: one at a time, dropped when whoever did it is dead")
struct LinkageTaskTests {
    private static func begin(_ world: World, _ kind: LinkageTask.Kind = .learn) async throws -> (id: Int64, owner: String) {
        let now = world.clock.now
        return try await world.site.database.write {
            try LinkageTaskStore.begin($0, kind, version: 0, total: 40, officer: 0, at: now)
        }
    }

    @Test("While one goes on, no other begins, and nothing is taken into use", arguments: Engine.available)
    func busy(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let (id, _) = try await Self.begin(world)
            let owain = try await world.browser(client, as: .owain)
            let page = try await owain.get("/linkage")
            #expect(page.html.contains("0 of 40 records") && !page.html.contains("action=\"/linkage/"))
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            for act in ["learning", "check", "measurement"] {
                let seen = try await owain.post("/linkage/\(act)", ["number": "0"])
                #expect(seen.status == .unprocessableContent && seen.html.contains("Wait until it is done"), "\(act)")
            }
            try await LinkageTasks(site: world.site).sweep()
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_work WHERE state = 'working'") == 1)
            // Its time is up.
            world.clock.move(seconds: LinkageTaskStore.leaseSeconds)
            let dead = try await world.browser(client, as: .owain).get("/linkage")
            #expect(dead.html.contains("the work was cut off, and nothing of it counts"))
            let before = try await world.journal().count
            for _ in 0..<2 { try await LinkageTasks(site: world.site).sweep() }
            let entry = try #require(try await world.journal().last)
            #expect(try await world.journal().count == before + 1 && entry.records == ["linkage_work:\(id)"])
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_work WHERE state = 'dropped'") == 1)
        }
    }

    @Test("Whoever was taken for dead does not go on, and does not finish", arguments: Engine.available)
    func takenAway(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let first = try await Self.begin(world)
            let now = world.clock.now
            func advance(_ held: (id: Int64, owner: String)) async throws {
                try await world.site.database.write {
                    try LinkageTaskStore.advance($0, held.id, owner: held.owner, done: 7, at: now)
                }
            }
            try await advance(first)
            world.clock.move(seconds: LinkageTaskStore.leaseSeconds)
            let second = try await Self.begin(world, .plan)
            await #expect(throws: LinkageTakenAway.self) { try await advance(first) }
            await #expect(throws: LinkageTakenAway.self) {
                try await world.site.database.write {
                    try LinkageTaskStore.finish($0, first.id, owner: first.owner, version: 1, counts: "{}", at: now)
                }
            }
            try await advance(second)
            let states = try await world.site.database.read {
                try $0.query("SELECT state FROM linkage_work ORDER BY id").map { try $0.get("state", as: String.self) }
            }
            #expect(states == ["dropped", "working"])
        }
    }

    /// - Parameter process: of whoever began it.
    private static func began(_ world: World, host: String, process: Int32) async throws -> Int64 {
        let (id, _) = try await begin(world, .run)
        let owner = "\(host)/\(process)/0a1b2c3d/0a1b2c3d"
        try await world.site.database.write {
            try $0.execute("UPDATE linkage_work SET lease_owner = \(owner) WHERE id = \(id)")
        }
        return id
    }

    @Test(
        "Work of a dead process of this machine is over at once; of a living one, and of another machine, after its time",
        arguments: Engine.available)
    func killed(_ engine: Engine) async throws {
        // No process has so high a number; the parent of this one lives.
        let (here, none, alive) = (ProcessInfo.processInfo.hostName, Int32.max, getppid())
        try await World.with(engine) { world in
            for (host, process, isOver) in [(here, none, true), (here, alive, false), ("elsewhere", none, false)] {
                let id = try await Self.began(world, host: host, process: process)
                if !isOver {
                    await #expect(throws: LinkageRefused.self) { try await Self.begin(world) }
                    world.clock.move(seconds: LinkageTaskStore.leaseSeconds - 1)
                    await #expect(throws: LinkageRefused.self) { try await Self.begin(world) }
                    world.clock.move(seconds: 1)
                }
                let (next, now) = (try await Self.begin(world), world.clock.now)
                try await world.site.database.write { _ = try LinkageTaskStore.end($0, next.id, .done, at: now) }
                let dropped = try await world.site.count(
                    "SELECT COUNT(*) AS n FROM linkage_work WHERE state = 'dropped' AND id = \(id)")
                #expect(dropped == 1, "\(host)/\(process)")
            }
        }
    }

    @Test("Of several who begin at one moment, one does", arguments: Engine.available)
    func atOnce(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let begun = await Self.six(world)
            let rows = try await world.site.count("SELECT COUNT(*) AS n FROM linkage_work")
            #expect(begun == 1 && rows == 1)
        }
    }

    /// How many of six could begin.
    private static func six(_ world: World) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 { group.addTask { (try? await begin(world)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test("A version is not taken into use while other work goes on")
    func notMeanwhile() async throws {
        try await World.visit { world, client in
            let (now, model) = (world.clock.now, try LinkageVersions.shipped())
            try await world.site.database.write { connection in
                _ = try LinkageVersions.keep(connection, model.model, model.terms, by: 0, at: now)
                let plan = try LinkageTaskStore.begin(connection, .plan, version: 1, total: 0, officer: 0, at: now)
                try LinkageTaskStore.finish(
                    connection, plan.id, owner: plan.owner, version: 1,
                    counts: "{\"records\":0,\"joins\":0,\"doubts\":0,\"loose\":0}", at: now)
            }
            let owain = try await world.browser(client, as: .owain)
            let form = try await owain.get("/linkage/use?number=1").mainForm
            _ = try await Self.begin(world)
            let seen = try await owain.post("/linkage/use", form + [("reason", "Ours")])
            #expect(seen.status == .unprocessableContent && seen.html.contains("Wait until it is done"))
            #expect(try await world.site.database.read { try LinkageVersions.inUse($0).number } == 0)
        }
    }
}
