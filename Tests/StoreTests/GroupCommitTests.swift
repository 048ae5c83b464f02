import Foundation
import Store
import StoreSQLite
import Support
import Synchronization
import Testing

@Suite("SQLite: writes that arrive together")
struct GroupCommitTests {
    static let engines: [Engine] = [.memory, .file]

    /// Holds the writer until `gather` has put all the writes in the line, then lets them run as one batch.
    static func together(
        _ database: any Database, _ writes: [@Sendable (any Connection) throws -> Void]
    ) async throws -> [Kind?] {
        let (held, release) = (Signal(), Signal())
        async let holding: Void = database.writeAlone { _ in
            held.give()
            release.wait()
        }
        await waited(held)
        let kinds = await withTaskGroup(of: (Int, Kind?).self) { group in
            let entered = Count()
            for (index, write) in writes.enumerated() {
                group.addTask {
                    entered.add()
                    return (index, await kind { try await database.write(write) })
                }
            }
            while entered.value < writes.count { await Task.yield() }
            for _ in 0..<100 { await Task.yield() }
            release.give()
            return await group.reduce(into: [Int: Kind?]()) { $0[$1.0] = $1.1 }
        }
        try await holding
        return writes.indices.map { kinds[$0] ?? .other }
    }

    @Test(arguments: engines)
    func noCallerHearsBeforeTheCommit(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let seen = Mutex<[Int]>([])
            let kinds = try await Self.together(
                database,
                (0..<20).map { number in
                    { connection in
                        try connection.execute("INSERT INTO sample (label) VALUES (\("n\(number)"))")
                        let sum = try connection.value("SELECT COUNT(*) AS n FROM sample", as: Int.self) ?? 0
                        seen.withLock { $0.append(sum) }
                    }
                })
            #expect(kinds == Array(repeating: nil, count: 20))
            #expect(seen.withLock { $0 } == Array(1...20), "one after another, each sees the one before")
        }
    }

    @Test(arguments: engines)
    func aWriteTooLargeFailsAlone(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let pages = try await database.write { try $0.value("PRAGMA page_count", as: Int.self) ?? 0 }
            // Room for the small writes, not for the large one: SQLite answers FULL as on a full disk.
            _ = try await database.write {
                try $0.query(pages < 20 ? "PRAGMA max_page_count = 40" : "PRAGMA max_page_count = 60")
            }
            let large = [UInt8](repeating: 7, count: 1_000_000)
            let kinds = try await Self.together(
                database,
                [
                    { try $0.execute("INSERT INTO sample (label) VALUES ('before')") },
                    { try $0.execute("INSERT INTO sample (label, bytes) VALUES ('large', \(large))") },
                    { _ = try? $0.execute("INSERT INTO sample (label, bytes) VALUES ('caught', \(large))") },
                    { try $0.execute("INSERT INTO sample (label) VALUES ('after')") },
                ])
            #expect(kinds == [nil, .full, .full, nil])
            let labels = try await database.read {
                try $0.query("SELECT label FROM sample ORDER BY id").map { try $0.get("label", as: String.self) }
            }
            #expect(labels.sorted() == ["after", "before"])
        }
    }

    @Test(arguments: engines)
    func aRuleCheckedAtCommitFailsItsWriterOnly(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.write {
                try $0.execute(
                    "CREATE TABLE late (id INTEGER PRIMARY KEY, sample_id INTEGER REFERENCES sample(id) DEFERRABLE INITIALLY DEFERRED)"
                )
            }
            let kinds = try await Self.together(
                database,
                [
                    { try $0.execute("INSERT INTO sample (label) VALUES ('before')") },
                    { try $0.execute("INSERT INTO late (sample_id) VALUES (99)") },
                    { try $0.execute("INSERT INTO sample (label) VALUES ('after')") },
                ])
            #expect(kinds == [nil, .constraint, nil])
            try await expectCount(2, in: database)
        }
    }

    @Test(arguments: engines)
    func whoWaitsAndIsCancelledIsDropped(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let (held, release) = (Signal(), Signal())
            async let holding: Void = database.writeAlone { _ in
                held.give()
                release.wait()
            }
            await waited(held)
            let waiting = Task { try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('late')") } }
            for _ in 0..<100 { await Task.yield() }
            waiting.cancel()
            // Answers while the writer is still held: the caller need not wait for others.
            await #expect(throws: CancellationError.self) { try await waiting.value }
            release.give()
            try await holding
            try await expectCount(0, in: database)
        }
    }

    @Test func closingRefusesTheWaitingAndKeepsTheRunning() async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await contractSchema.migrate(database)
        let (held, release) = (Signal(), Signal())
        async let running = database.write { connection in
            held.give()
            release.wait()
            return try connection.changes("INSERT INTO sample (label) VALUES ('kept')")
        }
        await waited(held)
        async let closing: Void = database.close()
        let late = await kind { try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('late')") } }
        release.give()
        let changes = try? await running
        await closing
        let again = try SQLiteDatabase(path: path, mode: .existing)
        try await expectCount(late == nil ? 2 : 1, in: again)
        #expect(changes == 1)
        await again.close()
    }
}

/// Waits for a signal without holding a thread of the cooperative pool.
func waited(_ signal: Signal) async {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            signal.wait()
            continuation.resume()
        }
    }
}
