import Store
import Support
import Testing

@Suite("The journal’s checkpoints, one behind the other")
struct JournalCheckpointTests {
    @Test("Each checkpoint names the one before it: one that is gone, put in or unreadable is found, with a key and without")
    func aLostCheckpoint() async throws {
        let cases: [(SQL, [JournalFinding])] = [
            ("size IN (300)", [JournalFinding(.missing, .checkpoint(size: 300))]),
            ("size IN (300, 700)", [JournalFinding(.missing, .checkpoint(size: 700))]),
            ("size IN (0, 700)", [0, 700].map { JournalFinding(.missing, .checkpoint(size: $0)) }),
            ("size < 710", [JournalFinding(.missing, .checkpoint(size: 705))]),
            // What stands last is named by none: it is put back from beside the key. See `SignedBeforeTests`.
            ("size IN (710)", []),
        ]
        for (gone, findings) in cases {
            try await Self.chained { bench in
                try await bench.tamper(["DELETE FROM journal_checkpoint WHERE \(gone)"])
                #expect(try await bench.report().findings == findings)
                #expect(try await bench.database.read { try JournalVerification.report($0, logs: []) }.findings == findings)
            }
        }
        try await Self.chained { bench in
            try await bench.tamper(["UPDATE journal_checkpoint SET note = 'x' WHERE size = 700"])
            #expect(try await bench.report().findings == [JournalFinding(.altered, .checkpoint(size: 700))])
        }
    }

    @Test("Signed by the log’s key, but not behind the others: altered", arguments: [0, 300, 705, 710, 900, nil])
    func aCheckpointPutIn(_ previous: Int64?) async throws {
        try await Self.chained { bench in
            let key = bench.key
            try await bench.database.write { connection in
                let root = try JournalTiles(connection).root(709)
                let putIn = Checkpoint(origin: key.name, size: 709, root: root, previous: previous)
                try connection.keep(putIn.signed(by: key), at: JournalBench.start)
            }
            let places = Set(try await bench.report().findings.map(\.place))
            #expect(try await bench.report().findings.allSatisfy { $0.verdict == .altered })
            // Behind the one that was the last it may stand; the one behind it names another.
            #expect(places == (previous == 705 ? [.checkpoint(size: 710)] : [.checkpoint(size: 709), .checkpoint(size: 710)]))
        }
    }

    @Test("Signed once more, a checkpoint is the same, whatever was taken from before it; one that is gone is put back")
    func isTheSameOnceMore() async throws {
        try await Self.chained { bench in
            func kept() async throws -> [String] {
                try await bench.database.read { connection in
                    try connection.query("SELECT note FROM journal_checkpoint ORDER BY size").map { try $0.get("note") }
                }
            }
            func putBack(_ note: String) async throws -> Bool? {
                guard let note = SignedNote(note) else { return nil }
                return try await bench.database.write { try $0.putBack(note, at: JournalBench.start) }
            }
            let before = try await kept()
            let last = try #require(before.last)
            #expect(last.contains("\nprevious 705\n\n") && !(before.first ?? "").contains("previous"))
            try await bench.tamper(["DELETE FROM journal_checkpoint WHERE size = 705"])
            try await bench.sign()
            #expect(try await kept() == before.filter { $0 != before[3] })
            #expect(try await putBack(last) == false)
            #expect(try await putBack(before[3]) == true, "it was gone, and another stands behind it")
            try await bench.tamper(["DELETE FROM journal_checkpoint WHERE size = 710"])
            #expect(try await putBack(last) == true)
            #expect(try await kept() == before.filter { $0 != before[3] })
        }
    }

    /// Checkpoints at 0, 300, 700, 705 and 710.
    private static func chained(_ body: (JournalBench) async throws -> Void) async throws {
        try await JournalBench.with(.memory) { bench in
            try await bench.sign()
            for (start, end) in [(0, 300), (300, 700), (700, 705), (705, 710)] {
                try await bench.enter(start..<end)
                try await bench.integrate()
                try await bench.sign()
            }
            for _ in 0..<2 { _ = try await bench.database.write { try JournalIndex.extend($0) } }
            #expect(try await bench.report().verdict == .whole)
            try await body(bench)
        }
    }
}
