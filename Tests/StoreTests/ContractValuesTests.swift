import Foundation
import Store
import Support
import Testing

@Suite("Contract: values go in and come back")
struct ContractValuesTests {
    static let texts = [
        "", "plain", "O'Neill; DROP TABLE sample", "Tŷ Ddewi ŵ ŷ Ŵ", "👩🏽‍⚖️🏴󠁧󠁢󠁷󠁬󠁳󠁿", "tab\tnew\nline\r\\N \\. \\x00",
        String(repeating: "ŵ", count: 100_000),
    ]

    @Test(arguments: Engine.available)
    func texts(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            for text in Self.texts {
                let back = try await database.write { connection in
                    try connection.execute("INSERT INTO sample (label, note) VALUES (\(text), \(text))")
                    return try connection.value("SELECT note FROM sample WHERE label = \(text)", as: String.self)
                }
                #expect(back == text)
            }
        }
    }

    @Test(arguments: Engine.available)
    func numbersBlobsAndNulls(_ engine: Engine) async throws {
        let rows: [(Int64?, Double?, [UInt8]?)] = [
            (0, 0, []), (.max, 1e300, Array(0...255)), (.min, -0.1, [0, 0, 0]), (nil, nil, nil), (-1, .pi, [92, 120]),
            (nil, 2, nil), (3, nil, [1]),
        ]
        try await engine.withSamples { database in
            for (index, row) in rows.enumerated() {
                try await database.write { connection in
                    let id = try connection.insertReturningID(
                        """
                        INSERT INTO sample (label, number, size, bytes) VALUES (\("row \(index)"), \(row.0), \(row.1), \(row.2))
                        RETURNING id
                        """)
                    let found = try #require(try connection.first("SELECT * FROM sample WHERE id = \(id)"))
                    #expect(try found.get("number", as: Int64?.self) == row.0)
                    #expect(try found.get("size", as: Double?.self) == row.1)
                    #expect(try found.get("bytes", as: [UInt8]?.self) == row.2)
                    #expect(try found.get("note", as: String?.self) == nil)
                    #expect(found.columns.names == ["id", "label", "number", "size", "bytes", "note"])
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func expressionsHaveTheSameTypes(_ engine: Engine) async throws {
        let cases: [(SQL, Value)] = [
            ("SELECT COUNT(*) AS n FROM sample", .integer(2)), ("SELECT SUM(number) AS n FROM sample", .integer(30)),
            ("SELECT AVG(size) AS n FROM sample", .real(1.25)), ("SELECT MAX(label) AS n FROM sample", .text("b")),
            ("SELECT COALESCE(note, \("none")) AS n FROM sample WHERE label = 'a'", .text("none")),
            ("SELECT COALESCE(\(Int64?.none), number) AS n FROM sample WHERE label = 'a'", .integer(10)),
            ("SELECT number + \(5) AS n FROM sample WHERE label = 'a'", .integer(15)),
            ("SELECT number AS n FROM sample ORDER BY label LIMIT \(1) OFFSET \(1)", .integer(20)),
            ("SELECT CASE WHEN number > \(15) THEN 1 ELSE 0 END AS n FROM sample WHERE label = 'b'", .integer(1)),
            ("SELECT COUNT(*) AS n FROM sample WHERE (\(String?.none) IS NULL OR label = \(String?.none))", .integer(2)),
            ("SELECT COUNT(*) AS n FROM sample WHERE (\(Int?(10)) IS NULL OR number = \(Int?(10)))", .integer(1)),
            ("SELECT COUNT(*) AS n FROM sample WHERE (\(Int?.none) IS NULL OR number = \(Int?.none))", .integer(2)),
            ("SELECT COUNT(*) AS n FROM sample WHERE label IN (\(list: ["a", "b", "c"]))", .integer(2)),
            ("SELECT label || \("!") AS n FROM sample WHERE label = 'a'", .text("a!")),
            ("SELECT label AS n FROM sample WHERE label LIKE \("a%") ESCAPE '\\'", .text("a")),
            ("SELECT ROW_NUMBER() OVER (ORDER BY label) AS n FROM sample WHERE label = 'b'", .integer(1)),
            ("SELECT note AS n FROM sample WHERE label = 'a'", .null),
        ]
        try await engine.withSamples { database in
            try await database.write {
                try $0.execute("INSERT INTO sample (label, number, size) VALUES ('a', 10, 1.5), ('b', 20, 1)")
            }
            // Twice: the second time every statement is prepared already.
            for (sql, expected) in cases + cases {
                let value = try await database.read { try $0.query(sql).first?.values.first }
                #expect(value == expected, "\(sql.rendered(marker: "?").text)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func theSameStatementTakesNullAndValuesInAnyOrder(_ engine: Engine) async throws {
        let numbers: [Int64?] = [nil, 1, nil, 2, 3, nil]
        try await engine.withSamples { database in
            for (index, number) in numbers.enumerated() {
                try await database.write { connection in
                    try connection.execute(
                        "INSERT INTO sample (label, number, note) VALUES (\("n\(index)"), \(number), \(number.map { "\($0)" }))"
                    )
                }
            }
            let back = try await database.read {
                try $0.query("SELECT number, note FROM sample ORDER BY id").map { try $0.get("number", as: Int64?.self) }
            }
            #expect(back == numbers)
        }
    }

    @Test(arguments: Engine.available)
    func textsSortByTheirBytes(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.write { connection in
                for label in ["b", "ŵ", "B", "a", "é", "Z"] {
                    try connection.execute("INSERT INTO sample (label) VALUES (\(label))")
                }
            }
            let labels = try await database.read {
                try $0.query("SELECT label FROM sample ORDER BY label").map { try $0.get("label", as: String.self) }
            }
            #expect(labels == ["B", "Z", "a", "b", "é", "ŵ"])
        }
    }

    @Test(arguments: Engine.available)
    func nulIsRefused(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            let error = await kind {
                try await database.write { try $0.execute("INSERT INTO sample (label) VALUES (\("a\u{0}b"))") }
            }
            #expect(error == .constraint)
        }
    }
}
