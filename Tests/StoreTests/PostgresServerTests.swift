import Foundation
import Store
import StorePostgres
import Support
import Testing

@Suite("PostgreSQL: lost servers and clashes", .enabled(if: PostgresCluster.isInstalled))
struct PostgresServerTests {
    /// Ends the server's side of the connection that asks.
    static let endSelf: SQL = "SELECT pg_terminate_backend(pg_backend_pid())::text AS ended"

    @Test func aReadIsRepeatedOnANewConnection() async throws {
        try await withPostgres { database, _ in
            for round in 0..<12 {
                let attempts = Count()
                let sum = try await database.read { connection in
                    if attempts.add() == 1, round % 2 == 0 { _ = try? connection.query(Self.endSelf) }
                    return try connection.value("SELECT COUNT(*) AS n FROM sample WHERE number > \(round)", as: Int.self)
                }
                #expect(sum == 0)
                #expect(attempts.value == (round % 2 == 0 ? 2 : 1))
            }
        }
    }

    @Test func aWriteLostBeforeItsCommitIsRepeated() async throws {
        try await withPostgres { database, _ in
            let attempts = Count()
            try await database.write { connection in
                try connection.execute("INSERT INTO sample (label) VALUES ('once')")
                if attempts.add() == 1 { _ = try connection.query(Self.endSelf) }
            }
            #expect(attempts.value == 2)
            try await expectCount(1, in: database)
        }
    }

    @Test func aWriteLostInItsCommitIsNeverRepeated() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            let attempts = Count()
            let error = await kind {
                try await database.write { connection in
                    attempts.add()
                    try connection.execute("INSERT INTO sample (label) VALUES ('unknown')")
                    let pid: Int64 = try connection.value("SELECT pg_backend_pid() AS pid") ?? 0
                    let ended = Signal()
                    Task {
                        _ = try? await other.read { connection in
                            _ = try connection.query(
                                "SELECT pg_terminate_backend(CAST(\(pid) AS integer), 10000)::text AS ended")
                        }
                        ended.give()
                    }
                    ended.wait()
                }
            }
            #expect(error == .uncertain)
            #expect(attempts.value == 1)
            try await expectCount(0, in: database)
            await other.close()
        }
    }

    @Test func aRestartedServerIsFoundAgain() async throws {
        let cluster = try await PostgresCluster(named: "restart")
        let database = try PostgresDatabase(try await cluster.freshDatabase())
        _ = try await contractSchema.migrate(database)
        for round in 0..<3 {
            try await database.write { try $0.execute("INSERT INTO sample (label) VALUES (\("round \(round)"))") }
            try await cluster.stop(immediately: round == 1)
            if round == 2 { #expect(await kind { _ = try await count(database) } == .unavailable) }
            try await cluster.start()
            try await expectCount(round + 1, in: database)
        }
        await database.close()
        try await cluster.stop()
    }

    /// Two that read what the other writes: each alone is right, both together are not. Short writes take turns; long ones may clash.
    @Test func writesThatWouldClashRunOneAfterAnother() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            let attempts = Count()
            let (first, second) = (Signal(), Signal())
            @Sendable func addIfEmpty(
                _ label: String, _ node: PostgresDatabase, _ mine: Signal, _ theirs: Signal
            ) async throws {
                let times = Count()
                try await node.writeAlone { connection in
                    attempts.add()
                    let sum = try connection.value("SELECT COUNT(*) AS n FROM sample", as: Int.self)
                    if times.add() == 1 {
                        mine.give()
                        theirs.wait()
                    }
                    if sum == 0 { try connection.execute("INSERT INTO sample (label) VALUES (\(label))") }
                }
            }
            async let one: Void = addIfEmpty("one", database, first, second)
            async let two: Void = addIfEmpty("two", other, second, first)
            _ = try await (one, two)
            // Once more each time that the loser begins before the winner's commit is to be seen.
            #expect(attempts.value >= 3)
            try await expectCount(1, in: database)
            await other.close()
        }
    }

    @Test func aDeadlockIsResolved() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            try await database.write { try $0.execute("INSERT INTO sample (label, number) VALUES ('a', 0), ('b', 0)") }
            let (first, second) = (Signal(), Signal())
            @Sendable func addToBoth(
                _ labels: [String], _ node: PostgresDatabase, _ mine: Signal, _ theirs: Signal
            ) async throws {
                let times = Count()
                try await node.writeAlone { connection in
                    _ = try connection.changes("UPDATE sample SET number = number + 1 WHERE label = \(labels[0])")
                    if times.add() == 1 {
                        mine.give()
                        theirs.wait()
                    }
                    try connection.execute("UPDATE sample SET number = number + 1 WHERE label = \(labels[1])")
                }
            }
            async let one: Void = addToBoth(["a", "b"], database, first, second)
            async let two: Void = addToBoth(["b", "a"], other, second, first)
            _ = try await (one, two)
            let numbers = try await database.read {
                try $0.query("SELECT number FROM sample").map { try $0.get("number", as: Int.self) }
            }
            #expect(numbers == [2, 2])
            await other.close()
        }
    }
}
