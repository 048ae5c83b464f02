import Store
import Support
import Testing

@Suite("Contract: many rows")
struct ContractManyTests {
    static let rows: [[Value]] = (1...10_000).map { (number: Int) -> [Value] in
        let integer: Value = number % 3 == 0 ? .null : .integer(Int64(number))
        let bytes: Value = number % 5 == 0 ? .blob([0, 1, 92, UInt8(number % 256)]) : .null
        return [.text("label \(number)"), integer, .real(Double(number) / 4), bytes, .text("ŵ\t\\\n\(number)")]
    }
    static let columns = ["label", "number", "size", "bytes", "note"]

    @Test(arguments: Engine.available)
    func insertManyAndWalkThem(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let seen = try await database.writeAlone { connection in
                try connection.insert(into: "sample", Self.columns, Self.rows)
                var seen = 0
                try connection.forEach("SELECT label, number, size, note, bytes FROM sample WHERE id > \(0) ORDER BY id") {
                    cursor in
                    let row = Self.rows[seen]
                    seen += 1
                    guard Value.text(cursor.text(0)) == row[0], Value.real(cursor.real(2)) == row[2],
                        Value.text(cursor.text(3)) == row[4], cursor.isNull(1) == (row[1] == .null),
                        cursor.isNull(1) || Value.integer(cursor.integer(1)) == row[1]
                    else { throw Stop() }
                }
                return seen
            }
            #expect(seen == 10_000)
            let blobs = try await database.read {
                try $0.query("SELECT bytes FROM sample ORDER BY id").compactMap(\.values.first)
            }
            #expect(blobs == Self.rows.map { $0[3] })
        }
    }

    @Test("However many rows go into one statement", arguments: [1, 49, 50, 51, 100, 149], Engine.available)
    func insertAny(_ count: Int, _ engine: Engine) async throws {
        try await engine.withSamples { database in
            let rows = Self.rows.prefix(count).map { Array($0.prefix(2)) }
            try await database.write { try $0.insert(into: "sample", ["label", "number"], rows) }
            let found = try await database.read { try $0.query("SELECT label, number FROM sample ORDER BY id").map(\.values) }
            #expect(found == rows)
        }
    }

    @Test("A list of any length, as a condition and as a table", arguments: [0, 1, 50, 51, 4_000], Engine.available)
    func lists(_ count: Int, _ engine: Engine) async throws {
        let labels = (0..<5_000).map { #"{"a\\b", '\#($0)',ŵ}"# }
        try await engine.withSamples { database in
            try await database.write {
                try $0.insert(
                    into: "sample", ["label", "number"], labels.enumerated().map { [.text($1), .integer(Int64($0) * 2)] })
            }
            let wanted = Array(labels.prefix(count)) + ["no such"]
            let numbers = (0..<count).map { Int64($0) * 2 } + [1]
            try await database.read { connection in
                for those: SQL in [
                    "FROM sample WHERE label \(connection.among(wanted))",
                    "FROM sample WHERE number \(connection.among(numbers))",
                    "FROM \(connection.table(of: wanted)) CROSS JOIN sample WHERE label = value",
                    "FROM \(connection.table(of: numbers)) CROSS JOIN sample WHERE number = value",
                ] {
                    let found = try connection.query("SELECT label \(those)").map { try $0.get("label", as: String.self) }
                    #expect(Set(found) == Set(wanted.dropLast()) && found.count == count)
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func insertKeepsRules(_ engine: Engine) async throws {
        let cases: [(String, [String], [[Value]], Kind)] = [
            ("sample", ["label"], [[.text("a")], [.text("a")]], .constraint), ("sample", ["label"], [[.null]], .constraint),
            ("part", ["sample_id", "place"], [[.integer(7), .integer(1)]], .constraint),
            ("sample", ["label", "number"], [[.text("a")]], .statement),
            ("sample", ["label", "number"], Self.rows.prefix(50).map { Array($0.prefix($0[1] == .null ? 3 : 1)) }, .statement),
            ("sample", ["no_such"], [[.text("a")]], .statement),
            ("sample", ["label"], [[.text("a\u{0}")]], .constraint),
        ]
        try await engine.withSamples { database in
            for (table, columns, rows, expected) in cases {
                let error = await kind { try await database.write { try $0.insert(into: table, columns, rows) } }
                #expect(error == expected, "\(table) \(columns)")
            }
            try await database.write { try $0.insert(into: "sample", ["label"], []) }
            try await expectCount(0, in: database)
        }
    }

    @Test(arguments: Engine.available)
    func walkingMayAskAndStop(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let found = try await database.write { connection in
                try connection.insert(
                    into: "sample", ["label", "number"], (1...2500).map { [.text("\($0)"), .integer(Int64($0))] })
                var found: [Int64] = []
                try connection.forEach("SELECT number FROM sample WHERE number % \(500) = 0 ORDER BY number") { cursor in
                    let number = cursor.integer(0)
                    try connection.forEach("SELECT number FROM sample WHERE number % \(500) = 0 ORDER BY number") { _ in }
                    found.append(try connection.value("SELECT number FROM sample WHERE number = \(number + 1)") ?? -1)
                }
                do {
                    try connection.forEach("SELECT number FROM sample") { _ in throw Stop() }
                } catch is Stop {}
                return found + [try connection.value("SELECT COUNT(*) AS n FROM sample") ?? -1]
            }
            #expect(found == [501, 1001, 1501, 2001, -1, 2500])
        }
    }

    @Test(arguments: Engine.available)
    func pipelineAnswersInOrder(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let answers = try await database.write { connection in
                try connection.pipeline([
                    "INSERT INTO sample (label, number) VALUES (\("a"), \(1)) RETURNING number",
                    "INSERT INTO sample (label, number) VALUES (\("b"), \(2)) RETURNING number",
                    "SELECT number FROM sample ORDER BY number DESC", "SELECT number FROM sample WHERE label = \("none")",
                    "SELECT \("text") AS t",
                ])
            }
            #expect(
                answers.map { $0.map(\.values) } == [
                    [[.integer(1)]], [[.integer(2)]], [[.integer(2)], [.integer(1)]], [], [[.text("text")]],
                ])
            let none = try await database.read { try $0.pipeline([]) }
            #expect(none.isEmpty)
            let error = await kind {
                _ = try await database.write {
                    try $0.pipeline([
                        "INSERT INTO sample (label) VALUES ('c')", "INSERT INTO sample (label) VALUES ('a')", "SELECT 1 AS n",
                    ])
                }
            }
            #expect(error == .constraint)
            try await expectCount(2, in: database)
        }
    }

    @Test(arguments: Engine.available)
    func moreStatementsThanAreKept(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.read { connection in
                for length in Array(1...300) + [1, 150, 300] {
                    let found = try connection.query(
                        "SELECT COUNT(*) AS n FROM sample WHERE number IN (\(list: Array(1...length)))")
                    #expect(found.first?.values == [.integer(0)])
                }
            }
        }
    }
}
