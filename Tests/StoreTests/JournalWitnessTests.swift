import Store
import Support
import Testing

@Suite("A witness of the journal")
struct JournalWitnessTests {
    private static func note(_ bench: JournalBench, _ size: Int64) async throws -> SignedNote {
        let key = bench.key
        return try await bench.database.read {
            try Checkpoint(origin: key.name, size: size, root: JournalTiles($0).root(size)).signed(by: key)
        }
    }

    private static func proof(_ bench: JournalBench, _ old: Int64, _ new: Int64) async throws -> [MerkleHash] {
        try await bench.database.read { try JournalTiles($0).consistency(from: old, to: new) }
    }

    private static func witness(_ bench: JournalBench, _ last: Checkpoint? = nil) -> JournalWitness {
        JournalWitness(logs: [bench.key.verifier], key: NoteKey(name: "witness.test"), last: last)
    }

    @Test func followsALogThatGrows() async throws {
        try await JournalBench.filled(.memory) { bench in
            var witness = Self.witness(bench)
            var last: Int64 = 0
            for size: Int64 in [0, 1, 255, 256, 300, 300, 511, 700] {
                let note = try await Self.note(bench, size)
                let checkpoint = try witness.checkpoint(note)
                let proof = witness.last == nil ? [] : try await Self.proof(bench, last, size)
                witness = try witness.accepting(checkpoint, proof)
                let signed = try witness.signed(note)
                #expect(witness.key.verifier.hasSigned(signed) && signed.text == note.text)
                last = size
            }
            #expect(witness.last?.size == 700)
        }
    }

    @Test("Back, forked, or another history: never")
    func refuses() async throws {
        try await JournalBench.filled(.memory) { bench in
            let (at300, at700) = (try await Self.note(bench, 300), try await Self.note(bench, 700))
            let witness = Self.witness(bench, Checkpoint(at700.text))
            #expect(throws: WitnessRefusal.wentBack(from: 700, to: 300)) {
                try witness.accepting(witness.checkpoint(at300), [])
            }
            let early = Self.witness(bench, Checkpoint(at300.text))
            let proof = try await Self.proof(bench, 300, 700)
            #expect(throws: WitnessRefusal.anotherHistory(from: 300, to: 700)) {
                try early.accepting(early.checkpoint(at700), Array(proof.dropLast()))
            }
            // An insider with the database and the key makes everything anew.
            try await bench.rewrite()
            let anew = try await Self.note(bench, 700)
            #expect(throws: WitnessRefusal.forked(size: 700)) { try witness.accepting(witness.checkpoint(anew), []) }
            let lie = try await Self.proof(bench, 300, 700)
            #expect(throws: WitnessRefusal.anotherHistory(from: 300, to: 700)) {
                try early.accepting(early.checkpoint(anew), lie)
            }
            #expect(try early.accepting(early.checkpoint(at700), proof).last?.size == 700, "what was first seen still holds")
        }
    }

    @Test func believesOnlyTheLogsOwnKey() async throws {
        try await JournalBench.filled(.memory) { bench in
            let note = try await Self.note(bench, 300)
            let stranger = JournalWitness(logs: [NoteKey(name: JournalBench.origin).verifier], key: bench.key, last: nil)
            #expect(throws: WitnessRefusal.notSigned) { try stranger.checkpoint(note) }
            let other = Checkpoint(origin: "another", size: 1, root: .leaf([1]))
            #expect(throws: WitnessRefusal.notSigned) { try Self.witness(bench, other).checkpoint(note) }
            #expect(throws: WitnessRefusal.notSigned) {
                try Self.witness(bench).checkpoint(SignedNote("no checkpoint\n", note.lines))
            }
        }
    }
}
