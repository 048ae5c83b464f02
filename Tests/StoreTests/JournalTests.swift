import Domain
import Store
import Support
import Testing

@Suite("Journal: canonical bytes, leaf hash (RFC 6962 section 2.1), entered and read back")
struct JournalTests {
    static let full = Entry(
        id: Array(0...15), at: Instant(microseconds: 1_772_357_400_123_456), kind: .consultation, actor: 42,
        agency: "gwent-police", role: "coordinator", subjects: [7, -1], records: ["person:7", "enrolment:9"],
        fields: ["name", "birth_day"], route: "GET /people/:id", requestID: "req-1", reason: "briffio Tŷ")
    static let empty = Entry(
        id: [], at: Instant(microseconds: 0), kind: .security, actor: 0, agency: "", role: "", route: "", requestID: "")

    /// Put together by another program from the written rule. They must never change: stored hashes depend on them.
    static let vectors: [(Entry, bytes: String, leaf: String)] = [
        (
            full,
            """
            0100000010000102030405060708090a0b0c0d0e0f00064bf31d3fd8400000000c636f6e73756c746174696f6e000000000000002a\
            0000000c6777656e742d706f6c6963650000000b636f6f7264696e61746f72000000020000000000000007ffffffffffffffff\
            0000000200000008706572736f6e3a370000000b656e726f6c6d656e743a3900000002000000046e616d650000000962697274685f646179\
            0000000f474554202f70656f706c652f3a6964000000057265712d310000000b6272696666696f2054c5b7
            """, "941fbbeb29442b138d44ed3f68680339f5e64da7bd735d19dcbbf260709cc890"
        ),
        (
            empty,
            """
            01000000000000000000000000000000087365637572697479000000000000000000000000000000000000000000000000\
            00000000000000000000000000000000
            """, "0ab448503cc56ac0adec09f9aa1b37e3d9bf0a6627804203e1628c48391bc3b1"
        ),
    ]

    @Test(arguments: 0..<vectors.count)
    func goldenBytes(_ index: Int) {
        let vector = Self.vectors[index]
        #expect(hex(vector.0.canonicalBytes) == vector.bytes)
        #expect(hex(Journal.leafHash(vector.0)) == vector.leaf)
    }

    @Test(arguments: Engine.available)
    func enteredAndReadBack(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.write { connection in
                try connection.enter(Self.full)
                try connection.enter(Self.empty)
            }
            let found = try await database.read { connection in
                try Journal.entries(connection).map { ($0.number, $0.entry, hex($0.leafHash)) }
            }
            #expect(found.map(\.1) == [Self.full, Self.empty])
            #expect(found.map(\.2) == Self.vectors.map(\.leaf))
            #expect(found.map(\.0) == [1, 2])
            let later = try await database.read { try Journal.entries($0, from: 2, limit: 1).map(\.entry) }
            #expect(later == [Self.empty])
        }
    }

    @Test(arguments: Engine.available)
    func noChangeStandsWithoutItsEntry(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            await #expect(throws: Stop.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (label) VALUES ('a')")
                    try connection.enter(Self.full)
                    throw Stop()
                }
            }
            let left = try await database.read { try Journal.entries($0).count }
            #expect(left == 0)
            try await expectCount(0, in: database)
        }
    }
}

private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }.joined()
}
