import Domain
import Store
import Support
import Testing

@Suite("Contract: migrations in order, once, and never backwards")
struct SchemaTests {
    static func step(_ number: Int, _ steps: [Migration.Step]) -> Migration {
        Migration(number, "step \(number)", steps)
    }

    static let first = step(
        1, [.table(Table("a", [Column("id", .id, holds: nil), Column("word", .text, "NOT NULL", holds: nil)]))])
    static let second = step(
        2,
        [
            .addColumn(table: "a", Column("born", .text, holds: Holding(.offender, .identity, .personal, .caseFile))),
            .uniqueIndex("a_word", on: "a (word)"), .sql("INSERT INTO a (word) VALUES ('one')"),
        ])
    static let broken = step(3, [.sql("CREATE TABLE half (id INTEGER)"), .sql("INSERT INTO nowhere VALUES (1)")])

    @Test(arguments: Engine.available)
    func appliedInOrderAndOnce(_ engine: Engine) async throws {
        try await engine.with { database in
            let both = Schema([Self.first, Self.second])
            #expect(try await both.current(database) == 0)
            #expect(try await Schema([Self.first]).migrate(database) == ["1 step 1"])
            #expect(try await both.migrate(database) == ["2 step 2"])
            #expect(try await both.migrate(database) == [])
            #expect(try await both.current(database) == 2)
            try await both.check(database)
            let (tables, columns) = try await database.read { (try $0.tableNames(), try $0.columnNames(of: "a")) }
            #expect(tables == ["a", "schema_version"])
            #expect(columns == ["id", "word", "born"])
        }
    }

    @Test(arguments: Engine.available)
    func anOlderOrNewerSchemaIsRefused(_ engine: Engine) async throws {
        try await engine.with { database in
            let (old, new) = (Schema([Self.first]), Schema([Self.first, Self.second]))
            #expect(await kind { try await old.check(database) } == .schema)
            _ = try await old.migrate(database)
            #expect(await kind { try await new.check(database) } == .schema)
            _ = try await new.migrate(database)
            #expect(await kind { try await old.check(database) } == .schema)
            #expect(await kind { _ = try await old.migrate(database) } == .schema)
            #expect(try await new.current(database) == 2)
        }
    }

    @Test(arguments: Engine.available)
    func aBrokenStepLeavesNothing(_ engine: Engine) async throws {
        try await engine.with { database in
            #expect(
                await kind { _ = try await Schema([Self.first, Self.second, Self.broken]).migrate(database) } == .statement)
            #expect(try await Schema([Self.first, Self.second]).current(database) == 2)
            let tables = try await database.read { try $0.tableNames() }
            #expect(!tables.contains("half"))
        }
    }

    @Test(arguments: Engine.available.filter { $0 != .memory })
    func twoAtOnceDoTheWorkOnce(_ engine: Engine) async throws {
        let schema = Schema(
            [Self.first, Self.second] + contractSchema.migrations.map { Migration($0.number + 2, $0.name, $0.steps) })
        let address = try await engine.freshAddress()
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let database = try engine.open(address)
                    let applied = try await schema.migrate(database)
                    try await schema.check(database)
                    await database.close()
                    return applied
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied.sorted() == ["1 step 1", "2 step 2", "3 first", "4 journal"])
    }

    @Test(arguments: Engine.available)
    func statementsGoOnAfterTheSchemaChanged(_ engine: Engine) async throws {
        try await engine.with(Schema([Self.first])) { database in
            let all: SQL = "SELECT * FROM a"
            try await database.write { try $0.execute("INSERT INTO a (word) VALUES ('w')") }
            for _ in 0..<10 { #expect(try await database.read { try $0.query(all).first?.columns.names } == ["id", "word"]) }
            _ = try await Schema([Self.first, Self.second]).migrate(database)
            for _ in 0..<10 {
                #expect(try await database.read { try $0.query(all).first?.columns.names } == ["id", "word", "born"])
            }
        }
    }

    @Test func holdingsAreTheTablesAndTheColumnsAddedLater() {
        let holdings = Schema([Self.first, Self.second]).holdings
        #expect(Set(holdings.keys) == ["a"])
        #expect(holdings["a"]?["word"] == .some(.none))
        #expect(holdings["a"]?["born"] == .some(Holding(.offender, .identity, .personal, .caseFile)))
        #expect(holdings["a"]?["none"] == nil)
    }
}
