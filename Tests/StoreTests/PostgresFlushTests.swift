import Foundation
import Store
import StorePostgres
import Support
import Testing

@Suite("PostgreSQL: writes are committed, then brought to the disk together", .enabled(if: PostgresCluster.isInstalled))
struct PostgresFlushTests {
    /// The server's side of the connection that waits for the disk. Only one at a time asks for that.
    static let flushing: SQL = """
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_logical_emit_message%'
        """

    private static func end(_ processes: [Int64], _ database: any Database) async throws {
        _ = try await database.read { connection in
            for process in processes {
                _ = try connection.query("SELECT pg_terminate_backend(CAST(\(process) AS integer), 10000)::text AS ended")
            }
        }
    }

    /// Until there is a connection that waits for the disk.
    private static func prepare(_ database: any Database) async throws -> [Int64] {
        while true {
            try await database.write { try $0.execute("DELETE FROM sample") }
            let found = try await database.read { try $0.numbers(flushing) }
            if !found.isEmpty { return found }
        }
    }

    @Test(.timeLimit(.minutes(5))) func whatOnlyAddsWaitsForNoTurn() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            let (held, release) = (Signal(), Signal())
            async let holding: Void = database.write { connection in
                try connection.execute("INSERT INTO sample (label) VALUES ('held')")
                _ = try connection.query("SELECT 1 AS one")
                held.give()
                release.wait()
            }
            await waited(held)
            for (label, node) in [("added here", database), ("added there", other)] {
                let error = await kind {
                    try await node.append { try $0.execute("INSERT INTO sample (label) VALUES (\(label))") }
                }
                #expect(error == nil)
            }
            try await expectCount(2, in: other)
            release.give()
            try await holding
            try await expectCount(3, in: database)
            await other.close()
        }
    }

    /// Its end is noticed before the next write counts on it.
    @Test(.timeLimit(.minutes(5))) func anEndedConnectionIsNotCountedOn() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            for number in 1...3 {
                let found = try await Self.prepare(database)
                try await Self.end(found, other)
                try await database.write { try $0.execute("INSERT INTO sample (label) VALUES (\("n\(number)"))") }
                try await expectCount(1, in: other)
            }
            await other.close()
        }
    }

    /// Of each connection, again and again: the setting is the connection's, not the transaction's.
    @Test(.timeLimit(.minutes(5))) func commitWaitsForTheDiskWhereNobodyElseDoes() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            for _ in 1...3 {
                let found = try await Self.prepare(database)
                #expect(try await Self.leavesTheDisk(database))
                try await Self.end(found, other)
                #expect(try await !Self.leavesTheDisk(database))
            }
            await other.close()
        }
    }

    private static func leavesTheDisk(_ database: any Database) async throws -> Bool {
        try await database.write { connection in
            try connection.execute("DELETE FROM sample")
            return try connection.value("SELECT current_setting('synchronous_commit') AS set", as: String.self) == "off"
        }
    }

    @Test(.timeLimit(.minutes(5))) func whatItCannotSayIsUncertain() async throws {
        try await withPostgres { database, conninfo in
            let other = try PostgresDatabase(conninfo)
            let found = try await Self.prepare(database)
            let (begun, ended) = (Signal(), Signal())
            async let error = kind {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (label) VALUES ('unknown')")
                    _ = try connection.query("SELECT 1 AS one")
                    begun.give()
                    ended.wait()
                }
            }
            await waited(begun)
            try await Self.end(found, other)
            ended.give()
            #expect(await error == .uncertain)
            try await expectCount(1, in: other)
            _ = try await Self.prepare(database)
            try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('after')") }
            try await expectCount(1, in: other)
            await other.close()
        }
    }

    /// What was to go with the end of the transaction fails there, and nothing is kept.
    @Test(arguments: Engine.available)
    func aLastStatementThatFailsKeepsNothing(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let error = await kind {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (label) VALUES ('kept not')")
                    try connection.execute("INSERT INTO sample (label) VALUES (NULL)")
                }
            }
            #expect(error == .constraint)
            try await expectCount(0, in: database)
        }
    }
}
