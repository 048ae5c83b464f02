import Store
import Support
import Testing

/// Something done to the database behind Carfan's back, and what the verification must call it.
struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let verdict: JournalVerdict
    let statements: [SQL]

    var testDescription: String { name }

    init(_ name: String, _ verdict: JournalVerdict, _ statements: SQL...) {
        self.name = name
        self.verdict = verdict
        self.statements = statements
    }

    static let all: [Tampering] = [
        Tampering("nothing", .whole),
        // Entries
        Tampering("another actor", .altered, "UPDATE journal SET actor = actor + 1 WHERE number = 12"),
        Tampering("another reason", .altered, "UPDATE journal SET reason = 'panel' WHERE number = 700"),
        Tampering("a kind that is none", .altered, "UPDATE journal SET kind = 'nothing' WHERE number = 3"),
        Tampering("a second later", .altered, "UPDATE journal SET at = '2030-01-01T00:00:00.000000Z' WHERE number = 5"),
        Tampering("a time that is none", .altered, "UPDATE journal SET at = 'yesterday' WHERE number = 5"),
        Tampering("a blank more", .altered, "UPDATE journal SET fields = 'name  date_of_birth' WHERE number = 9"),
        Tampering("another version", .altered, "UPDATE journal SET version = 2 WHERE number = 9"),
        Tampering("another hash", .altered, "UPDATE journal SET leaf_hash = entry_id WHERE number = 9"),
        Tampering("one is gone", .missing, "DELETE FROM journal WHERE number = 300"),
        Tampering("the first is gone", .missing, "DELETE FROM journal WHERE number = 1"),
        Tampering("the newest two are gone", .tailCut, "DELETE FROM journal WHERE number >= 699"),
        Tampering("another number", .altered, "UPDATE journal SET number = 9000 WHERE number = 12"),
        Tampering(
            "two change places", .altered, "UPDATE journal SET number = -1 WHERE number = 12",
            "UPDATE journal SET number = 12 WHERE number = 13", "UPDATE journal SET number = 13 WHERE number = -1"),
        Tampering(
            "one is put in", .altered,
            """
            INSERT INTO journal (number, entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route, request_id,
              reason, leaf_hash)
            SELECT -5, entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route, request_id, reason, leaf_hash
            FROM journal WHERE number = 12
            """),
        // Places
        Tampering("a place is gone", .altered, "DELETE FROM journal_place WHERE place = 40"),
        Tampering("another place", .altered, "UPDATE journal_place SET place = 100000 WHERE place = 40"),
        Tampering(
            "entry and place are gone", .missing, "DELETE FROM journal WHERE number = 300",
            "DELETE FROM journal_place WHERE number = 300"),
        // Tiles
        Tampering(
            "another leaf", .altered, "UPDATE journal_tile SET hashes = (\(JournalBench.tile)) WHERE level = 0 AND number = 1"),
        Tampering(
            "a torn tile", .altered,
            "UPDATE journal_tile SET hashes = (SELECT leaf_hash FROM journal WHERE number = 1) WHERE number = 0 AND level = 0"),
        Tampering("a tile is gone", .missing, "DELETE FROM journal_tile WHERE level = 0 AND number = 1"),
        Tampering("the last tile is gone", .missing, "DELETE FROM journal_tile WHERE level = 0 AND number = 2"),
        Tampering("a tile above is gone", .missing, "DELETE FROM journal_tile WHERE level = 1"),
        Tampering(
            "a tile above is another", .altered, "UPDATE journal_tile SET hashes = (\(JournalBench.tile)) WHERE level = 1"),
        Tampering(
            "a tile too many", .altered,
            "INSERT INTO journal_tile (level, number, hashes) VALUES (7, 0, \([UInt8](repeating: 1, count: 32)))"),
        Tampering(
            "a tile too many of a level that is", .altered,
            "INSERT INTO journal_tile (level, number, hashes) VALUES (1, 9, \([UInt8](repeating: 1, count: 32)))"),
        // What pages find entries by
        Tampering(
            "somebody who looked is not found", .altered, "DELETE FROM journal_subject WHERE person_id = 12 AND place = 40"),
        Tampering(
            "somebody is said to have looked", .altered, "INSERT INTO journal_subject (person_id, place) VALUES (9999, 40)"),
        Tampering("an officer’s look is another’s", .altered, "UPDATE journal_actor SET actor = 99 WHERE place = 40"),
        Tampering("an hour is gone", .altered, "DELETE FROM journal_hour"),
        Tampering("the index is said to be further", .altered, "UPDATE journal_tree SET indexed = 700"),
        Tampering("the tree is gone", .missing, "DELETE FROM journal_tree"),
        Tampering("the tree is smaller", .altered, "UPDATE journal_tree SET size = 600"),
        // Checkpoints
        Tampering("a checkpoint says another size", .altered, "UPDATE journal_checkpoint SET size = 301 WHERE size = 300"),
        Tampering("a checkpoint is no note", .altered, "UPDATE journal_checkpoint SET note = 'none' WHERE size = 300"),
        Tampering(
            "a checkpoint stands behind the last", .altered, "UPDATE journal_checkpoint SET size = 9000 WHERE size = 300"),
        Tampering("a checkpoint is gone", .missing, "DELETE FROM journal_checkpoint WHERE size = 300"),
        // What fits together, but not with what was signed
        Tampering(
            "cut off cleanly", .tailCut, "DELETE FROM journal WHERE number > 512",
            "DELETE FROM journal_place WHERE place >= 512",
            "DELETE FROM journal_tile WHERE level = 0 AND number = 2", "UPDATE journal_tree SET size = 512"),
    ]
}

extension JournalBench {
    /// The hashes of the first tile, which are no other tile's.
    static let tile: SQL = "SELECT t.hashes FROM journal_tile t WHERE t.level = 0 AND t.number = 0"

    /// 705 entries, the last five without a place; checkpoints at 300 and 700.
    static func filled(_ engine: Engine, _ body: (JournalBench) async throws -> Void) async throws {
        try await with(engine) { bench in
            try await bench.enter(0..<300)
            try await bench.integrate()
            try await bench.sign()
            try await bench.enter(300..<700)
            try await bench.integrate()
            try await bench.sign()
            try await bench.enter(700..<705)
            for _ in 0..<2 { _ = try await bench.database.write { try JournalIndex.extend($0) } }
            try await body(bench)
        }
    }

    func tamper(_ statements: [SQL]) async throws {
        for statement in statements { try await database.write { try $0.execute(statement) } }
    }

    /// Everything made anew from other entries, as an insider with the database would.
    func rewrite() async throws {
        try await tamper([
            "DELETE FROM journal_place", "DELETE FROM journal_tile",
            "UPDATE journal_tree SET size = 0, mark = 0, seen = 0, seen_by = '', indexed = 0",
            "DELETE FROM journal_subject", "DELETE FROM journal_actor", "DELETE FROM journal_hour",
            "DELETE FROM journal WHERE number = 12",
        ])
        while try await integrate(at: 100)?.added ?? 0 > 0 {}
    }
}

@Suite("Verifying the journal")
struct JournalVerificationTests {
    @Test(arguments: Tampering.all)
    func isFoundAndCalledByItsName(_ tampering: Tampering) async throws {
        try await Self.isFound(.memory, tampering)
    }

    @Test("On PostgreSQL as well", arguments: Engine.available.filter { $0 == .postgres })
    func onPostgres(_ engine: Engine) async throws {
        for tampering in Tampering.all
        where ["nothing", "one is gone", "two change places", "cut off cleanly"].contains(tampering.name) {
            try await Self.isFound(engine, tampering)
        }
    }

    private static func isFound(_ engine: Engine, _ tampering: Tampering) async throws {
        try await JournalBench.filled(engine) { bench in
            try await bench.tamper(tampering.statements)
            let report = try await bench.report()
            #expect(report.verdict == tampering.verdict, "\(tampering): \(report.findings)")
            if tampering.verdict == .whole {
                #expect(report.findings.isEmpty && report.size == 700 && report.pending == 5 && report.checkpoints == 2)
            }
        }
    }

    @Test("History written anew does not fit what was signed")
    func aFork() async throws {
        try await JournalBench.filled(.memory) { bench in
            try await bench.rewrite()
            #expect(try await bench.report().verdict == .forked)
            // With the checkpoints gone as well, nothing in the database says so: only what somebody else has kept.
            let kept = try await bench.database.read {
                try $0.value("SELECT note FROM journal_checkpoint WHERE size = 700", as: String.self)
            }
            let anchor = try #require(kept.flatMap { SignedNote($0) })
            try await bench.tamper(["DELETE FROM journal_checkpoint"])
            #expect(try await bench.report().verdict == .whole)
            #expect(try await bench.report(anchors: [anchor]).verdict == .anchorMismatch)
        }
    }

    @Test("A spoilt checkpoint hides neither a fork nor what others kept; cut off behind one it is still cut off")
    func aSpoiltCheckpoint() async throws {
        try await JournalBench.filled(.memory) { bench in
            let kept = try await bench.database.read {
                try $0.value("SELECT note FROM journal_checkpoint WHERE size = 300", as: String.self)
            }
            let anchor = try #require(kept.flatMap { SignedNote($0) })
            try await bench.rewrite()
            try await bench.tamper(["UPDATE journal_checkpoint SET note = 'x' WHERE size = 300"])
            let verdicts = Set(try await bench.report(anchors: [anchor]).findings.map(\.verdict))
            #expect(verdicts == [.altered, .forked, .anchorMismatch])
        }
        try await JournalBench.filled(.memory) { bench in
            try await bench.tamper([
                "UPDATE journal_checkpoint SET note = 'x' WHERE size = 300", "DELETE FROM journal WHERE number > 512",
                "DELETE FROM journal_place WHERE place >= 512", "DELETE FROM journal_tile WHERE level = 0 AND number = 2",
                "UPDATE journal_tree SET size = 512",
            ])
            #expect(try await bench.report().verdict == .tailCut)
        }
    }

    @Test("A checkpoint that another key signed is altered")
    func anotherKey() async throws {
        try await JournalBench.filled(.memory) { bench in
            let thief = NoteKey(name: JournalBench.origin).verifier
            let report = try await bench.database.read { try JournalVerification.report($0, logs: [thief]) }
            #expect(report.verdict == .altered && report.findings.count == 2)
        }
    }

    @Test func aWitnessIsCounted() async throws {
        try await JournalBench.filled(.memory) { bench in
            let witness = NoteKey(name: "witness.test")
            try await bench.database.write { connection in
                let kept = try connection.value("SELECT note FROM journal_checkpoint WHERE size = 700", as: String.self)
                guard var note = kept.flatMap({ SignedNote($0) }) else { return }
                note.lines = [try witness.signed(note.text)]
                try connection.keep(note, at: JournalBench.start)
            }
            let (log, other) = (bench.key.verifier, witness.verifier)
            let report = try await bench.database.read { try JournalVerification.report($0, logs: [log], witnesses: [other]) }
            #expect(report.verdict == .whole && report.witnessed == 1)
        }
    }
}
