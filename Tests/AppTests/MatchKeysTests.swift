import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Keys and signatures made anew are those that an import writes")
struct MatchKeysTests {
    @Test(
        "A database whose keys are of other groups of spellings finds its people after carfan migrate",
        arguments: Engine.available)
    func renewed(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let plan = try await ImportPlanning.plan(GwentFile.many(60), world.site)
            _ = try await ImportRunning.whole(plan, world.site)
            let database = world.site.database
            let wanted = try await database.read(Self.entries)
            #expect(wanted.count > 300)
            try await database.write { connection in
                try connection.execute("DELETE FROM match_key_waiting WHERE key % 2 = 0")
                try connection.execute("DELETE FROM match_key WHERE key % 2 = 0")
                try connection.execute("INSERT INTO match_key (key, record_id) VALUES (77, 1), (78, 1)")
                try connection.execute("UPDATE match_key_waiting SET low = low + 1, high = NULL")
                try connection.execute("DELETE FROM schema_version WHERE number >= 13")
            }
            #expect(try await database.read(Self.entries) != wanted)
            #expect(try await carfanSchema.migrate(database).first == "13 keys of more spellings")
            #expect(try await database.read(Self.entries) == wanted)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_key_waiting") == 0)
        }
    }

    private static let entries: @Sendable (any Connection) throws -> Set<[Int64?]> = { connection in
        try SpreadTable.matchKey.both.reduce(into: []) { found, table in
            for row in try connection.query("SELECT key, record_id, low, high FROM \(name: table)") {
                found.insert(try ["key", "record_id", "low", "high"].map { try row.get($0, as: Int64?.self) })
            }
        }
    }
}
