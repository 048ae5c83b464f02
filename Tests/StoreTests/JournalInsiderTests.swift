import Domain
import Store
import Support
import Testing

/// What somebody with the database and the stolen key does to an entry, before making places, tiles and signatures anew.
private enum Crime: CaseIterable {
    case rewritten, removed, putIn, swapped

    func statements(_ number: Int64, _ other: Int64) -> [SQL] {
        switch self {
        case .rewritten: ["UPDATE journal SET actor = actor + 1 WHERE number = \(number)"]
        case .removed: ["DELETE FROM journal WHERE number = \(number)"]
        case .putIn:
            [
                """
                INSERT INTO journal (number, entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route,
                  request_id, reason, leaf_hash)
                SELECT -number, entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route, request_id,
                  reason, leaf_hash FROM journal WHERE number = \(number)
                """
            ]
        case .swapped:
            [
                "UPDATE journal SET number = -1 WHERE number = \(number)",
                "UPDATE journal SET number = \(number) WHERE number = \(other)",
                "UPDATE journal SET number = \(other) WHERE number = -1",
            ]
        }
    }
}

@Suite("An insider with the database and the key (assurance B5)")
struct JournalInsiderTests {
    /// 1,000 rounds by hand: `bin/bench insider`.
    static let rounds = 60

    @Test("Entries, tree and signature made anew: the database says nothing, the witness and what was kept always do")
    func isFound() async throws {
        var chance = SystemRandomNumberGenerator()
        for round in 0..<Self.rounds {
            let crime = Crime.allCases[round % Crime.allCases.count]
            try await JournalBench.with(.memory) { bench in
                let seen = Int64.random(in: 2...40, using: &chance)
                try await bench.enter(0..<Int(seen))
                try await bench.integrate()
                try await bench.sign()
                let kept = try #require(try await bench.newest())
                let witness = JournalWitness(logs: [bench.key.verifier], key: NoteKey(name: "witness.test"), last: nil)
                let knowing = try witness.accepting(witness.checkpoint(kept), [])
                try await bench.enter(Int(seen)..<Int(seen) + 20)

                let number = Int64.random(in: 1..<seen, using: &chance)
                try await bench.makeAnew(crime.statements(number, number + 1))
                #expect(try await bench.report().verdict == .whole, "\(crime): the insider was clumsy")
                #expect(
                    [.anchorMismatch, .tailCut].contains(try await bench.report(anchors: [kept]).verdict),
                    "\(crime) of \(number), \(seen) seen")
                let lie = try #require(try await bench.newest())
                let claimed = try knowing.checkpoint(lie)
                let proof = try await bench.database.read { try JournalTiles($0).consistency(from: seen, to: claimed.size) }
                #expect(throws: WitnessRefusal.self, "\(crime) of \(number), \(seen) seen") {
                    try knowing.accepting(claimed, proof)
                }
            }
        }
    }
}

extension JournalBench {
    fileprivate func newest() async throws -> SignedNote? {
        try await database.read {
            try $0.value("SELECT note FROM journal_checkpoint ORDER BY size DESC LIMIT 1", as: String.self).flatMap {
                SignedNote($0)
            }
        }
    }

    /// Leaves, places, tiles and checkpoint, signed with the log's own key.
    fileprivate func makeAnew(_ statements: [SQL]) async throws {
        try await tamper(
            statements + [
                "DELETE FROM journal_place", "DELETE FROM journal_tile", "DELETE FROM journal_checkpoint",
                "UPDATE journal_tree SET size = 0, mark = -1000, seen = 0, seen_by = ''",
            ])
        try await database.write { connection in
            for row in try connection.query("SELECT number, actor, entry_id FROM journal") {
                let number: Int64 = try row.get("number")
                let entries = try Journal.entries(connection, from: number, limit: 1)
                guard let entry = entries.first?.entry else { continue }
                try connection.execute("UPDATE journal SET leaf_hash = \(Journal.leafHash(entry)) WHERE number = \(number)")
            }
        }
        while try await integrate(at: 100)?.added ?? 0 > 0 {}
        try await sign()
    }
}
