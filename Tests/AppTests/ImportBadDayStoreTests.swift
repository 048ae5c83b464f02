import Domain
import HTTPTypes
import Store
import Support
import Synchronization
import Testing

@testable import App

/// A database that fails as it is told: every write from the one with this number on.
final class FailingDatabase: Database {
    private let inner: any Database
    private let plan = Mutex<(left: Int, error: StoreError)?>(nil)

    init(_ inner: any Database) {
        self.inner = inner
    }

    var dialect: Dialect { inner.dialect }

    /// The next `left` writes succeed, then all fail; nil heals it.
    func fail(after left: Int?, _ error: StoreError = .readOnly("SQLite 8: attempt to write a readonly database")) {
        plan.withLock { $0 = left.map { ($0, error) } }
    }

    private func spend() throws {
        try plan.withLock { plan in
            guard let now = plan else { return }
            guard now.left > 0 else { throw now.error }
            plan?.left -= 1
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try spend()
        return try await inner.write(body)
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try spend()
        return try await inner.writeAlone(body)
    }

    var executor: (any TaskExecutor)? { inner.executor }

    func backup(to path: String) async throws { try await inner.backup(to: path) }

    func close() async { await inner.close() }
}

@Suite("The bad day: the database fails while a file is read or run")
struct ImportBadDayStoreTests {
    private static let failures: [StoreError] = [.readOnly("read-only"), .busy("locked"), .unavailable("gone")]

    @Test(arguments: [0, 1, 2], failures) func aFailingDatabaseIsAClearPage(writes: Int, failure: StoreError) async throws {
        let failing = Mutex<FailingDatabase?>(nil)
        try await World.visit(wrapping: { database in
            let wrapped = FailingDatabase(database)
            failing.withLock { $0 = wrapped }
            return wrapped
        }) { world, client in
            var desk = try await ImportDesk(world, client)
            let database = try #require(failing.withLock { $0 })
            let bytes = GwentFile.many(1500)
            database.fail(after: writes, failure)
            let seen = try await desk.upload(bytes)
            #expect(seen.status == .serviceUnavailable && seen.html.contains("Carfan cannot answer just now"))
            desk.language = .welsh
            #expect(try await desk.upload(bytes).html.contains("Ni all Carfan ateb ar hyn o bryd"))
            database.fail(after: nil)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_file WHERE state = 'planned'") == 0)
            world.clock.move(seconds: 61)
            await ImportWork(site: world.site).resume()
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_row") == 0)
            let again = try await desk.upload(bytes)
            #expect(again.status == .seeOther)
            let id = try #require(again.location.flatMap { Int64($0.dropFirst(9)) })
            database.fail(after: 0, failure)
            #expect(try await desk.post("/imports/\(id)/run").status == .serviceUnavailable)
            database.fail(after: nil)
            #expect(try await desk.run(id).counts.people == 1500)
        }
    }

    @Test(arguments: Engine.available) func cutOffAfterEachWriteItGoesOnWithoutDoublesOrHalfRows(engine: Engine) async throws {
        let bytes = GwentFile.many(1200)
        var writes = 0
        var isWhole = false
        while !isWhole {
            let allowed = writes
            isWhole = try await World.with(engine) { world in
                let failing = FailingDatabase(world.site.database)
                let site = Site(
                    database: failing, clock: world.site.clock, log: world.site.log, reference: world.site.reference,
                    config: world.site.config)
                let file = try await ImportPlanning.plan(bytes, site)
                failing.fail(after: allowed)
                let whole = try? await ImportRunning.whole(file, site)
                failing.fail(after: nil)
                let held = try await site.count("SELECT COUNT(*) AS n FROM source_row")
                #expect(try await site.count("SELECT COUNT(*) AS n FROM person") == held)
                #expect(try await site.count("SELECT COUNT(*) AS n FROM import_row") == 1200 - held)
                // The process is still here, so that its lease must run out.
                world.clock.move(seconds: 61)
                await ImportWork(site: site).resume()
                if allowed == 0 { _ = try await ImportRunning.whole(file, site) }
                await ImportWork(site: site).resume()
                let done = try await ImportFiles(site: site).find(file.id)
                #expect(done.state == .done && done.counts.people == 1200 && done.counts.newPeople == 1200)
                for table: SQL in ["source_row", "record", "person"] {
                    #expect(try await site.count("SELECT COUNT(*) AS n FROM \(table)") == 1200)
                }
                #expect(try await site.count("SELECT COUNT(*) AS n FROM source_version") == 0)
                let collected = try await world.journal().filter { $0.kind == .collection }.flatMap(\.subjects)
                #expect(collected.count == 1200 && Set(collected).count == 1200)
                return whole != nil
            }
            writes += 1
        }
        // The lease, at least two batches, two looks for more, the end.
        #expect(writes >= 6)
    }

    /// The lease, 250 rows, the sizes, 500 rows, and the two tables moved; then the database fails.
    @Test(arguments: Engine.available)
    func whatWaitsIsMovedInMidRun(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let failing = FailingDatabase(world.site.database)
            let site = Site(
                database: failing, clock: world.site.clock, log: world.site.log, reference: world.site.reference,
                config: world.site.config)
            let file = try await ImportPlanning.plan(GwentFile.many(1200), site)
            let profile = try await Profiles(site: site).find(file.profile)
            let running = ImportRunning(site: site, actor: .command("test"), profile: profile, settledRows: 600)
            failing.fail(after: 6)
            await #expect(throws: (any Error).self) { _ = try await running.run(file.id) }
            failing.fail(after: nil)
            #expect(try await site.spread() == [750, 750, 0, 0])
            world.clock.move(seconds: 61)
            await ImportWork(site: site).resume()
            #expect(try await ImportFiles(site: site).find(file.id).state == .done)
            #expect(try await site.spread() == [750, 750, 450, 450])
        }
    }

    @Test func aRunThatAnotherIsAtWorkOnIsNotBegunTwice() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let first = try await ImportPlanning.plan(GwentFile.many(3), world.site)
            let second = try await ImportPlanning.plan(GwentFile.many(4), world.site)
            let profile = try await Profiles(site: world.site).find(first.profile)
            let begun = try await ImportRunning(site: world.site, actor: .command("test"), profile: profile).begin(first.id)
            for id in [first.id, second.id] {
                let seen = try await desk.post("/imports/\(id)/run")
                #expect(seen.status == .conflict && seen.html.contains("File \(first.id) of the same kind is being imported"))
            }
            _ = try await ImportRunning(site: world.site, actor: .command("test"), profile: profile).goOn(begun)
            #expect(try await desk.run(second.id).counts.newPeople == 1)
            let again = try await desk.post("/imports/\(first.id)/run")
            #expect(again.status == .conflict && again.html.contains("not waiting to be imported: Imported"))
        }
    }

    @Test func aReadingThatWasCutOffIsClosedWhenTheServerComesBack() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let profile = try await Profiles(site: world.site).find("gwent-police/nominals")
            var planning = try await ImportPlanning(
                world.site, .command("test"), profile, name: "half.csv", asOf: world.site.today, others: [profile])
            try await planning.take(GwentFile.many(1500))
            await ImportWork(site: world.site).resume()
            #expect(try await desk.get("/imports/1").html.contains("rows read so far"))
            world.clock.move(seconds: 61)
            await ImportWork(site: world.site).resume()
            #expect(try await desk.get("/imports/1").html.contains("The file stopped coming before its end"))
            await #expect(throws: ImportRefusal.self) { try await planning.finish() }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_row") == 0)
        }
    }
}

extension Site {
    /// Records with match keys and people with search words that have been moved, and those that still wait.
    fileprivate func spread() async throws -> [Int] {
        var counts: [Int] = []
        for (table, column): (SQL, SQL) in [
            ("match_key", "record_id"), ("person_word", "person_id"), ("match_key_waiting", "record_id"),
            ("person_word_waiting", "person_id"),
        ] {
            counts.append(try await count("SELECT COUNT(DISTINCT \(column)) AS n FROM \(table)"))
        }
        return counts
    }
}
