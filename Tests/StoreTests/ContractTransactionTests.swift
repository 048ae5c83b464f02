import Store
import Support
import Testing

@Suite("Contract: transactions")
struct ContractTransactionTests {
    @Test(arguments: Engine.available)
    func aThrowingWriteLeavesNothing(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            await #expect(throws: Stop.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (label) VALUES ('gone')")
                    throw Stop()
                }
            }
            try await expectCount(0, in: database)
        }
    }

    @Test("A single question sees what stands, and one that cannot be answered spoils nothing", arguments: Engine.available)
    func questions(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('one')") }
            let one = try await database.ask("SELECT label FROM sample WHERE label = \("one")")
            #expect(try one.map { try $0.get("label", as: String.self) } == ["one"])
            #expect(await kind { _ = try await database.ask("SELECT nonsense FROM sample") } == .statement)
            try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('two')") }
            #expect(try await database.ask("SELECT label FROM sample").count == 2)
        }
    }

    @Test("A number that was asked for is the new row’s, and nobody else’s", arguments: Engine.available)
    func newNumbers(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            for round in 1...3 {
                let (mine, next, more) = try await database.write { connection in
                    let id = try connection.pipeline([connection.newID(for: "sample"), "SELECT 1 AS one"])[0][0].get(
                        "id", as: Int64.self)
                    try connection.execute("INSERT INTO sample (id, label) VALUES (\(id), \("asked \(round)"))")
                    let next = try connection.insertReturningID(
                        "INSERT INTO sample (label) VALUES (\("given \(round)")) RETURNING id")
                    try connection.execute("DELETE FROM sample WHERE id = \(next)")
                    return (id, next, try connection.newIDs(for: "sample", 2))
                }
                #expect(mine < next && next < more[0] && more[0] < more[1])
            }
        }
    }

    @Test(arguments: Engine.available)
    func aCaughtErrorStillFailsTheWrite(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let error = await kind {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (label) VALUES ('one')")
                    _ = try? connection.execute("INSERT INTO sample (label) VALUES ('one')")
                }
            }
            #expect(error == .constraint)
            try await expectCount(0, in: database)
        }
    }

    @Test(arguments: Engine.available)
    func rulesAreKept(_ engine: Engine) async throws {
        let broken: [(SQL, Kind)] = [
            ("INSERT INTO sample (label) VALUES ('one')", .constraint),
            ("INSERT INTO sample (note) VALUES ('no label')", .constraint),
            ("INSERT INTO part VALUES (1, 0)", .constraint), ("INSERT INTO part VALUES (99, 1)", .constraint),
            ("DELETE FROM sample WHERE id = 1", .constraint), ("SELECT nonsense FROM sample", .statement),
            ("SELEC 1", .statement), ("BEGIN", .statement), ("COMMIT", .statement), ("ROLLBACK", .statement),
            ("SELECT 1; SELECT 2", .statement), ("INSERT INTO part VALUES (1, \("x"))", .constraint),
        ]
        try await engine.withSamples { database in
            try await database.write { connection in
                try connection.execute("INSERT INTO sample (label) VALUES ('one')")
                try connection.execute("INSERT INTO part VALUES (1, 1)")
            }
            for (sql, expected) in broken {
                let error = await kind { try await database.write { _ = try $0.query(sql) } }
                if sql.rendered(marker: "?").values.isEmpty {
                    #expect(error == expected, "\(sql.rendered(marker: "?").text)")
                } else {
                    #expect(error != nil)
                }
            }
            try await expectCount(1, in: database)
        }
    }

    @Test(arguments: Engine.available)
    func returningAndConflict(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let result = try await database.write { connection in
                let first = try connection.insertReturningID("INSERT INTO sample (label, number) VALUES ('a', 1) RETURNING id")
                let upsert: SQL = """
                    INSERT INTO sample (label, number) VALUES ('a', 5)
                    ON CONFLICT (label) DO UPDATE SET number = sample.number + excluded.number RETURNING id, number
                    """
                let second = try connection.first(upsert)
                let nothing = try connection.query(
                    "INSERT INTO sample (label) VALUES ('a') ON CONFLICT (label) DO NOTHING RETURNING id")
                return (first, try second?.get("id", as: Int64.self), try second?.get("number", as: Int.self), nothing.count)
            }
            #expect(result.0 == result.1)
            #expect(result.2 == 6)
            #expect(result.3 == 0)
        }
    }

    @Test(arguments: Engine.available)
    func changesAreCounted(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let counts = try await database.write { connection in
                [
                    try connection.changes("INSERT INTO sample (label) VALUES ('a'), ('b'), ('c')"),
                    try connection.changes("UPDATE sample SET number = 1 WHERE label <> 'c'"),
                    try connection.changes("UPDATE sample SET number = 1 WHERE label = 'z'"),
                    try connection.changes("SELECT label FROM sample"),
                    try connection.changes("DELETE FROM sample WHERE number = 1"),
                    try connection.changes("CREATE TABLE extra (id INTEGER)"),
                ]
            }
            #expect(counts == [3, 2, 0, 0, 2, 0])
        }
    }

    @Test(arguments: Engine.available)
    func aReadCannotWrite(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let error = await kind { try await database.read { try $0.execute("INSERT INTO sample (label) VALUES ('a')") } }
            #expect(error == .readOnly)
            try await expectCount(0, in: database)
        }
    }

    @Test(arguments: Engine.available.filter { $0 != .memory })
    func aReadStandsOnOneSnapshot(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let counts = try await database.read { connection in
                let before: Int? = try connection.value("SELECT COUNT(*) AS n FROM sample")
                let written = Signal()
                Task {
                    try? await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('during')") }
                    written.give()
                }
                written.wait()
                return (before, try connection.value("SELECT COUNT(*) AS n FROM sample", as: Int.self))
            }
            #expect(counts.0 == 0)
            #expect(counts.1 == 0)
            try await expectCount(1, in: database)
        }
    }

    @Test(arguments: Engine.available)
    func aClosedDatabaseIsUnavailable(_ engine: Engine) async throws {
        let database = try await engine.fresh()
        await database.close()
        let kinds = [
            await kind { _ = try await database.read { try $0.query("SELECT 1 AS n") } },
            await kind { _ = try await database.write { try $0.query("SELECT 1 AS n") } },
            await kind { _ = try await database.writeAlone { try $0.query("SELECT 1 AS n") } },
        ]
        #expect(kinds == [.unavailable, .unavailable, .unavailable])
    }
}

func count(_ database: any Database) async throws -> Int? {
    try await database.read { try $0.value("SELECT COUNT(*) AS n FROM sample", as: Int.self) }
}

func expectCount(_ expected: Int, in database: any Database, at location: SourceLocation = #_sourceLocation) async throws {
    let found = try await count(database)
    #expect(found == expected, sourceLocation: location)
}
