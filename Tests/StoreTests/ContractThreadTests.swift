import Foundation
import Store
import Support
import Testing

@Suite("Contract: tasks on the database's own threads")
struct ContractThreadTests {
    @Test(arguments: Engine.available)
    func everyReadSeesWhatWasWrittenBefore(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let seen = try await withTaskExecutorPreference(database.executor) {
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<150 {
                        group.addTask {
                            let label = "n\(number)"
                            try await database.write {
                                try $0.execute("INSERT INTO sample (label, number) VALUES (\(label), \(number))")
                            }
                            let found: Int? = try await database.read {
                                try $0.value("SELECT number FROM sample WHERE label = \(label)")
                            }
                            return found == number
                        }
                    }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
            }
            #expect(seen == 150)
        }
    }

    @Test(arguments: Engine.available.filter { $0 != .memory })
    func aReadStaysOnTheThreadOfItsTask(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let executor = try #require(database.executor)
            let same = try await withTaskExecutorPreference(executor) {
                let thread = pthread_self()
                return try await database.read { _ in pthread_equal(thread, pthread_self()) != 0 }
            }
            #expect(same)
        }
    }

    @Test(arguments: Engine.available)
    func aReadThatFailsLeavesTheNextOneAlone(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await withTaskExecutorPreference(database.executor) {
                for _ in 0..<10 {
                    let error = await kind { try await database.read { _ = try $0.query("SELECT nonsense FROM sample") } }
                    #expect(error == .statement)
                    await #expect(throws: Stop.self) { try await database.read { _ in throw Stop() } }
                    let numbers = try await database.read { try $0.numbers("SELECT 7 UNION ALL SELECT 8 ORDER BY 1") }
                    #expect(numbers == [7, 8])
                }
                let error = await kind { _ = try await database.read { try $0.numbers("SELECT 'seven'") } }
                #expect(error == .column)
            }
        }
    }

    @Test(arguments: Engine.available)
    func aTaskOutlivesItsDatabase(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            await withTaskExecutorPreference(database.executor) {
                await database.close()
                let error = await kind { _ = try await database.read { try $0.numbers("SELECT 1") } }
                #expect(error == .unavailable)
                await Task.yield()
            }
        }
    }
    /// Else a few long reads would stop everything that a server does.
    @Test(.timeLimit(.minutes(5)), arguments: Engine.available.filter { $0 != .memory })
    func readsThatAreHandedOverLeaveAThreadForTasks(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let (begun, release) = (Signal(), Signal())
            let reads = (0..<12).map { _ in
                Task {
                    try await database.read { _ in
                        begun.give()
                        release.wait()
                    }
                }
            }
            await waited(begun)
            let number = try await withTaskExecutorPreference(database.executor) {
                try await database.read { try $0.numbers("SELECT 7") }
            }
            #expect(number == [7])
            for _ in reads { release.give() }
            for read in reads { try await read.value }
        }
    }

    @Test(arguments: Engine.available.filter { $0 != .memory })
    func aTaskOfOneDatabaseReadsAnother(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await Engine.file.withSamples { other in
                try await other.write { try $0.execute("INSERT INTO sample (label) VALUES ('other')") }
                let labels = try await withTaskExecutorPreference(database.executor) {
                    try await other.read {
                        try $0.query("SELECT label FROM sample").map { try $0.get("label", as: String.self) }
                    }
                }
                #expect(labels == ["other"])
            }
        }
    }

    @Test(arguments: Engine.available)
    func cancelledCallersOfOneThreadBreakNobody(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            await withTaskExecutorPreference(database.executor) {
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            let label = "n\(number)"
                            _ = try? await database.write { try $0.execute("INSERT INTO sample (label) VALUES (\(label))") }
                            _ = try? await database.read { try $0.numbers("SELECT COUNT(*) FROM sample") }
                        }
                    }
                    _ = await group.next()
                    group.cancelAll()
                }
            }
            try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('last')") }
            #expect(try await database.read { try $0.exists("SELECT id FROM sample WHERE label = 'last'") })
        }
    }

    /// Whoever reads or writes while the database is closed has an answer or an error, and is not left waiting.
    @Test(.timeLimit(.minutes(5)), arguments: Engine.available)
    func everybodyHearsOfTheClose(_ engine: Engine) async throws {
        for _ in 0..<8 {
            try await engine.withSamples { database in
                let kinds = await withTaskGroup(of: Kind?.self) { group in
                    for number in 0..<30 {
                        group.addTask {
                            await kind {
                                let label = "n\(number)"
                                if number % 3 == 0 {
                                    try await database.write { try $0.execute("INSERT INTO sample (label) VALUES (\(label))") }
                                } else {
                                    _ = try await database.read { try $0.numbers("SELECT 1") }
                                }
                            }
                        }
                        if number == 15 {
                            group.addTask {
                                await database.close()
                                return nil
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(Set(kinds).isSubset(of: [nil, .unavailable]))
            }
        }
    }
}
