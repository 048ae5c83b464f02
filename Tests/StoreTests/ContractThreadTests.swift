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
}
