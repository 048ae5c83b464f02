import Domain
import Store
import Support
import Testing

/// A journal to try things on: entries, their tree, and a key that signs.
struct JournalBench {
    static let start = Instant(microseconds: 1_780_000_000_000_000)
    static let origin = "carfan.test/journal"

    let database: any Database
    let sequencer = JournalSequencer(owner: "one")
    let key = NoteKey(name: origin)

    static func with(_ engine: Engine, _ body: (JournalBench) async throws -> Void) async throws {
        try await engine.withSamples { try await body(JournalBench(database: $0)) }
    }

    static func entry(_ number: Int) -> Entry {
        var id = [UInt8](repeating: 0, count: 16)
        for place in 0..<8 { id[place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
        return Entry(
            id: id, at: start.adding(seconds: Int64(number)), kind: number % 5 == 0 ? .alteration : .consultation,
            actor: Int64(number % 7), agency: "gwent-police", role: "coordinator", subjects: [Int64(number), 12],
            records: ["decision:\(number)"], fields: ["name", "date_of_birth"], route: "GET /people/{person}",
            requestID: "r\(number)")
    }

    func enter(_ numbers: Range<Int>) async throws {
        try await database.write { for number in numbers { try $0.enter(Self.entry(number)) } }
    }

    @discardableResult
    func integrate(at seconds: Int64 = 0, _ sequencer: JournalSequencer? = nil) async throws -> (tree: JournalTree, added: Int)?
    {
        let sequencer = sequencer ?? self.sequencer
        return try await database.write { try sequencer.integrate($0, at: Self.start.adding(seconds: seconds)) }
    }

    func sign() async throws {
        let key = key
        try await database.write { connection in
            guard let tree = try JournalTree.standing(connection) else { return }
            try connection.keep(
                connection.checkpoint(of: tree, by: key, knowing: [key.verifier]), at: Self.start)
        }
    }

    func report(anchors: [SignedNote] = []) async throws -> JournalReport {
        let verifier = key.verifier
        return try await database.read { try JournalVerification.report($0, logs: [verifier], anchors: anchors) }
    }
}

@Suite("The journal’s tree, stored")
struct JournalTreeTests {
    @Test("After a time in which nobody extended it everything gets its place", arguments: Engine.available)
    func aBacklog(_ engine: Engine) async throws {
        try await JournalBench.with(engine) { bench in
            // More than a batch, the margin and another batch.
            try await bench.enter(0..<3500)
            var added = 0
            for _ in 0..<5 { added += try await bench.integrate()?.added ?? 0 }
            #expect(added == 3500)
            let report = try await bench.report()
            #expect(report.size == 3500 && report.pending == 0 && report.findings.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func growsByWhatHasCome(_ engine: Engine) async throws {
        try await JournalBench.with(engine) { bench in
            var size = 0
            for count in [0, 1, 1, 2, 250, 1, 1, 1, 300, 700] {
                try await bench.enter(size..<size + count)
                size += count
                let found = try #require(try await bench.integrate())
                #expect(found.added == count && found.tree.size == Int64(size))
            }
            let all = size
            let hashes = (0..<all).compactMap { MerkleHash(Journal.leafHash(JournalBench.entry($0))) }
            try await bench.database.read { connection in
                let tiles = JournalTiles(connection)
                let tree = try #require(try JournalTree.standing(connection))
                #expect(tree.size == Int64(all) && hashes.count == all)
                for place in [0, 1, 255, 256, 257, 511, 512, all - 1] {
                    let path = try tiles.inclusion(of: Int64(place), in: tree.size)
                    #expect(MerkleProof.holds(hashes[place], at: Int64(place), in: tree.size, tree.root, path))
                }
                for old in [0, 1, 2, 255, 256, 300, 512, 1000, all] {
                    let proof = try tiles.consistency(from: Int64(old), to: tree.size)
                    #expect(try MerkleProof.isBeginning(Int64(old), tiles.root(Int64(old)), of: tree.size, tree.root, proof))
                }
            }
            #expect(try await bench.report().verdict == .whole)
        }
    }

    @Test("At 66,000 entries the tree has three levels of tiles")
    func growsLarge() async throws {
        try await JournalBench.with(.memory) { bench in
            for start in stride(from: 0, to: 66_000, by: 6000) { try await bench.enter(start..<start + 6000) }
            while try await bench.integrate()?.added ?? 0 > 0 {}
            let levels = try await bench.database.read {
                try $0.numbers("SELECT COUNT(*) AS tiles FROM journal_tile GROUP BY level ORDER BY level")
            }
            #expect(levels == [258, 2, 1])
            let report = try await bench.report()
            #expect(report.verdict == .whole && report.size == 66_000 && report.pending == 0)
            #expect(report.root == (try await bench.database.read { try JournalTree.standing($0) })?.root)
        }
    }

    @Test(arguments: Engine.available)
    func oneNodeAtATime(_ engine: Engine) async throws {
        try await JournalBench.with(engine) { bench in
            let other = JournalSequencer(owner: "two")
            try await bench.enter(0..<3)
            #expect(try await bench.integrate()?.added == 3)
            try await bench.enter(3..<5)
            #expect(try await bench.integrate(at: 9, other) == nil)
            #expect(try await bench.integrate(at: 10, other)?.added == 2)
            #expect(try await bench.integrate(at: 19) == nil, "the first has lost it")
            try await bench.database.write { try other.release($0) }
            try await bench.enter(5..<6)
            #expect(try await bench.integrate(at: 12)?.tree.size == 6)
        }
    }

    @Test(
        "Two nodes without a lease between them make one tree all the same, and one chain of checkpoints",
        arguments: Engine.available)
    func neverForks(_ engine: Engine) async throws {
        try await JournalBench.with(engine) { bench in
            await withTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for step in 0..<10 { try? await bench.enter(writer * 1000 + step * 5..<writer * 1000 + step * 5 + 5) }
                    }
                }
                for node in 0..<2 {
                    group.addTask {
                        let sequencer = JournalSequencer(owner: "node \(node)", seconds: 0)
                        for _ in 0..<20 {
                            _ = try? await bench.integrate(at: 0, sequencer)
                            try? await bench.sign()
                        }
                    }
                }
            }
            while try await bench.integrate(at: 60)?.added ?? 0 > 0 {}
            let report = try await bench.report()
            #expect(report.verdict == .whole && report.size == 200 && report.checkpoints > 1)
        }
    }

    @Test("PostgreSQL: a number taken early and committed late has its place all the same")
    func aLateCommit() async throws {
        guard Engine.available.contains(.postgres) else { return }
        try await JournalBench.with(.postgres) { bench in
            let (taken, release) = (Signal(), Signal())
            let late = Task {
                try await bench.database.writeAlone { connection in
                    try connection.enter(JournalBench.entry(1))
                    taken.give()
                    release.wait()
                }
            }
            await waited(taken)
            try await bench.enter(2..<4)
            for second in 0..<4 { try await bench.integrate(at: Int64(second)) }
            release.give()
            try await late.value
            try await bench.integrate(at: 5)
            let report = try await bench.report()
            #expect(report.verdict == .whole && report.size == 3 && report.pending == 0)
        }
    }
}
