import Domain
import Store
import Support
import Synchronization
import Testing

@testable import App

@Suite("Careers over several batches: whole in the end, wherever the run was cut off")
struct ImportCareerBatchTests {
    private typealias Story = ImportCareerTests

    /// A career whose first and last row stand `between` rows of other people apart.
    private func bytes(_ first: String, _ last: String, between: Int) -> [UInt8] {
        CareerFile.bytes([first] + (1...between).map { "\($0) 14/05/2019 04510 CONVICTION 0" } + [last])
    }

    private func own(_ site: Site, former: Bool = false) async throws -> [String] {
        try await CareerFile.held(.conviction, former: former, site).filter { $0.hasPrefix("A ") }
    }

    @Test(arguments: Engine.available) func splitOverBatches(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await CareerFile.take(bytes(Story.a, Story.b, between: 1200), "2026-03-01", world.site)
            #expect(try await own(world.site) == [Story.a, Story.b])
            // What is kept comes in the first batch, what was put right in the last.
            let planned = try await CareerFile.plan(bytes(Story.a, Story.quashed, between: 1200), "2026-04-01", world.site)
            #expect(planned.counts.stored == "new=1 unchanged=1201 withdrawn=1")
            let done = try await ImportRunning.whole(planned, world.site)
            #expect(done.counts == planned.counts || done.counts.withdrawn == 1)
            #expect(try await own(world.site) == [Story.a, Story.quashed].sorted())
            #expect(try await own(world.site, former: true) == [Story.b])
            // A refused row in the last batch keeps the whole career.
            let refused = try await CareerFile.take(
                bytes(Story.a, Story.impossible, between: 1200), "2026-05-01", world.site)
            #expect(refused.counts.kept == 1 && refused.counts.withdrawn == 0)
            #expect(try await own(world.site) == [Story.a, Story.quashed].sorted())
        }
    }

    @Test("The database fails after so many writes; the run goes on to the same end", arguments: 0..<6, Engine.available)
    func cutOff(writes: Int, engine: Engine) async throws {
        let failing = Mutex<FailingDatabase?>(nil)
        try await World.with(
            engine,
            wrapping: { database in
                let wrapped = FailingDatabase(database)
                failing.withLock { $0 = wrapped }
                return wrapped
            }
        ) { world in
            let database = try #require(failing.withLock { $0 })
            _ = try await CareerFile.take(bytes(Story.a, Story.b, between: 800), "2026-03-01", world.site)
            let planned = try await CareerFile.plan(bytes(Story.quashed, Story.a, between: 800), "2026-04-01", world.site)
            database.fail(after: writes)
            _ = try? await ImportRunning.whole(planned, world.site)
            database.fail(after: nil)
            world.clock.move(seconds: 61)
            if try await ImportFiles(site: world.site).find(planned.id).state != .done {
                _ = try await ImportRunning.whole(planned, world.site)
            }
            let done = try await ImportFiles(site: world.site).find(planned.id)
            #expect(done.state == .done && done.counts.withdrawn == 1 && done.counts[.new] == 1)
            #expect(try await own(world.site) == [Story.a, Story.quashed].sorted())
            #expect(try await own(world.site, former: true) == [Story.b])
            let entries = try await world.journal().filter { $0.kind == .alteration && $0.fields == ["conviction"] }
            #expect(entries.count == 1)
        }
    }
}
