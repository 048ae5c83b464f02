import Store
import Support
import Testing

@Suite("Contract: many callers at once")
struct ContractCrowdTests {
    @Test(arguments: Engine.available)
    func noUpdateIsLost(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.write { try $0.execute("INSERT INTO sample (label, number) VALUES ('sum', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await database.write { connection in
                            let old: Int = try connection.value("SELECT number FROM sample WHERE label = 'sum'") ?? -1
                            try connection.execute("UPDATE sample SET number = \(old + 1) WHERE label = 'sum'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sum = try await database.read { try $0.value("SELECT number FROM sample", as: Int.self) }
            #expect(sum == 200)
        }
    }

    @Test(arguments: Engine.available)
    func whoThrowsFallsAlone(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let kept = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<120 {
                    group.addTask {
                        do {
                            try await database.write { connection in
                                try connection.execute("INSERT INTO sample (label, number) VALUES (\("n\(number)"), \(number))")
                                if number % 3 == 0 { throw Stop() }
                                // A broken rule instead of a throw of the caller's own.
                                if number % 7 == 0 {
                                    try connection.execute("INSERT INTO sample (label) VALUES (\("n\(number)"))")
                                }
                            }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            let expected = (0..<120).filter { $0 % 3 != 0 && $0 % 7 != 0 }
            #expect(kept == expected.count)
            let numbers = try await database.read {
                try $0.query("SELECT number FROM sample ORDER BY number").map { try $0.get("number", as: Int.self) }
            }
            #expect(numbers == expected)
        }
    }

    @Test(arguments: Engine.available)
    func cancelledCallersBreakNobody(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let task = Task {
                            try await database.write {
                                try $0.execute("INSERT INTO sample (label, number) VALUES (\("n\(number)"), \(number))")
                            }
                        }
                        if number % 2 == 0 { task.cancel() }
                        return (number, (try? await task.value) != nil)
                    }
                }
                return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
            }
            let stored = try await database.read {
                try Set($0.query("SELECT number FROM sample").map { try $0.get("number", as: Int.self) })
            }
            for (number, acknowledged) in outcomes {
                #expect(acknowledged == stored.contains(number), "what is told is what is so")
                if number % 2 == 1 { #expect(acknowledged) }
            }
        }
    }

    @Test(arguments: Engine.available)
    func readersAndWritersTogether(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try await database.write { connection in
                            try connection.execute("INSERT INTO sample (label, number) VALUES (\("a\(number)"), 1)")
                            try connection.execute("INSERT INTO sample (label, number) VALUES (\("b\(number)"), 1)")
                        }
                    }
                    group.addTask {
                        let sum = try await count(database) ?? -1
                        #expect(sum % 2 == 0, "a reader sees whole transactions only")
                    }
                    if number % 10 == 0 {
                        group.addTask {
                            try await database.writeAlone {
                                try $0.insert(into: "sample", ["label"], [[.text("c\(number)")], [.text("d\(number)")]])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await expectCount(88, in: database)
        }
    }
}
