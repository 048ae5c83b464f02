import Foundation
import Store
import StorePostgres
import Support
import Testing

/// Runs `body` on a fresh database with the samples' tables; `words` go on behind its address.
func withPostgres(
    _ words: String = "", connections: Int = 4, _ body: (PostgresDatabase, String) async throws -> Void
) async throws {
    let conninfo = try await PostgresCluster.shared.freshDatabase()
    let plain = try PostgresDatabase(conninfo)
    _ = try await contractSchema.migrate(plain)
    await plain.close()
    let database = try PostgresDatabase(conninfo + words, connections: connections)
    try await body(database, conninfo)
    await database.close()
}

@Suite("PostgreSQL: addresses, settings and time-outs", .enabled(if: PostgresCluster.isInstalled))
struct PostgresSettingsTests {
    @Test("A database in a dictionary’s order is refused, in words and by whatever provider")
    func orderOfTexts() async throws {
        let cluster = try await PostgresCluster.shared
        let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        _ = try await run(
            "\(PostgresCluster.programs)/createdb",
            [
                "-h", "127.0.0.1", "-p", "\(cluster.port)", "-U", "postgres", "-T", "template0", "--locale-provider=icu",
                "--icu-locale=en-GB", name,
            ])
        let database = try PostgresDatabase(cluster.conninfo(name))
        let attempts: [@Sendable () async throws -> Void] = [
            { _ = try await contractSchema.migrate(database) }, { try await contractSchema.check(database) },
        ]
        for attempt in attempts {
            do {
                try await attempt()
                Issue.record("it was taken")
            } catch StoreError.schema(let words) {
                #expect(words.contains("--locale C.UTF-8") && words.contains("Crëwch"))
            }
        }
        await database.close()
        try await withPostgres { database, _ in try await contractSchema.check(database) }
    }

    @Test func timeOutsAreBusy() async throws {
        try await withPostgres("&options=-c%20statement_timeout%3D100%20-c%20lock_timeout%3D50") { database, conninfo in
            #expect(await kind { _ = try await database.read { try $0.query("SELECT pg_sleep(20)::text AS slept") } } == .busy)
            let other = try PostgresDatabase(conninfo)
            try await other.write { try $0.execute("INSERT INTO sample (label) VALUES ('a')") }
            let (held, release) = (Signal(), Signal())
            async let holding: Void = other.write { connection in
                _ = try connection.changes("UPDATE sample SET number = 1")
                held.give()
                release.wait()
            }
            await waited(held)
            #expect(await kind { try await database.write { try $0.execute("UPDATE sample SET number = 2") } } == .busy)
            release.give()
            try await holding
            await other.close()
        }
    }

    @Test func aReadOnlyServerIsSaidToBeSo() async throws {
        try await withPostgres("&options=-c%20default_transaction_read_only%3Don") { database, _ in
            try await expectCount(0, in: database)
            let error = await kind {
                try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('a')") }
            }
            #expect(error == .readOnly)
        }
    }

    @Test func addressesThatLeadNowhere() async throws {
        let addresses = [
            "postgres://postgres@127.0.0.1:1/none", "host=/nowhere dbname=none", "nonsense", "postgres://[::1/x",
            try await PostgresCluster.shared.conninfo("no_such_database"),
        ]
        for address in addresses {
            let error = await kind {
                let database = try PostgresDatabase(address)
                defer { Task { await database.close() } }
                _ = try await database.read { try $0.query("SELECT 1 AS n") }
            }
            #expect(error == .unavailable, "\(address)")
        }
    }

    @Test func ourSettingsAreInForceAndTheOperatorsWin() async throws {
        try await withPostgres("&options=-c%20lock_timeout%3D123&application_name=mine") { database, _ in
            let expected = [
                "plan_cache_mode": "force_generic_plan", "lock_timeout": "123ms", "statement_timeout": "1min",
                "application_name": "mine", "client_encoding": "UTF8",
            ]
            for (name, value) in expected {
                let found = try await database.read {
                    try $0.value("SELECT current_setting(\(name)) AS value", as: String.self)
                }
                #expect(found == value, "\(name)")
            }
            let isolation = try await database.write {
                try $0.value("SELECT current_setting('transaction_isolation') AS v", as: String.self)
            }
            #expect(isolation == "serializable")
        }
    }

    @Test func valuesAreNotRepeatedInErrors() async throws {
        try await withPostgres { database, _ in
            let texts = await [
                message { try await database.write { _ = try $0.query("SELECT CAST(\("Gwenllian") AS bigint) AS n") } },
                message {
                    try await database.write { connection in
                        try connection.execute("INSERT INTO sample (label) VALUES (\("Gwenllian"))")
                        try connection.execute("INSERT INTO sample (label) VALUES (\("Gwenllian"))")
                    }
                },
            ]
            for text in texts { #expect(!text.isEmpty && !text.contains("Gwenllian")) }
        }
    }

    private func message(_ work: () async throws -> Void) async -> String {
        do {
            try await work()
            return ""
        } catch {
            return "\(error)"
        }
    }
}
