import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Synchronization
import Testing

@testable import App

@Suite("The journal’s tree, kept and verified")
struct JournalKeepingTests {
    static let name = "carfan.gwent.example/journal"

    static func folder() throws -> String {
        let folder = freshPath("journal")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    static func keyed(_ folder: String) throws -> (Config, NoteVerifier) {
        var config = Config()
        config.journalKey = "\(folder)/journal.key"
        return (config, try JournalKeys.make(config.journalKey, name: name, replaces: false))
    }

    @Test("A key is made once, for its owner’s eyes, and can be replaced; the former one is still known")
    func keys() throws {
        let path = "\(try Self.folder())/journal.key"
        let first = try JournalKeys.make(path, name: Self.name, replaces: false)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(throws: JournalKeyRefusal.exists(path)) { try JournalKeys.make(path, name: Self.name, replaces: false) }
        #expect(throws: JournalKeyRefusal.otherName(Self.name)) { try JournalKeys.make(path, name: "another", replaces: true) }
        let second = try JournalKeys.make(path, name: Self.name, replaces: true)
        let keys = try JournalKeys.read(path)
        #expect(keys.verifiers.map(\.text) == [second.text, first.text])
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        #expect(whole.components(separatedBy: "PRIVATE").count == 2, "a former key can sign no more")
        try "nothing\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: JournalKeyRefusal.noKey(path)) { try JournalKeys.read(path) }
        #expect(throws: (any Error).self) { try JournalKeys.read("\(path)-gone") }
    }

    @Test("What is entered has its place; a checkpoint is signed, a proof holds, a copy verifies offline")
    func keepsSignsProves() async throws {
        let folder = try Self.folder()
        let (config, verifier) = try Self.keyed(folder)
        try await World.with(.file, config: config) { world in
            for person in 1...300 {
                try await world.site.enter(.command("test"), [Event(.consultation, subjects: [Int64(person)])])
            }
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            let note = try #require(try await keeping.sign())
            #expect(
                verifier.hasSigned(note) && Checkpoint(note.text)?.size == 300 && Checkpoint(note.text)?.origin == Self.name)
            #expect(try await keeping.sign() == note, "the same tree has one checkpoint")
            let proof = try #require(try await world.site.database.read { try JournalProof($0, of: 12) })
            let leaf = MerkleHash.leaf(try await world.journal()[11].canonicalBytes)
            let read = try #require(JournalProof(proof.text))
            #expect(read == proof && read.holds(for: leaf, signedBy: [verifier]))
            #expect(!read.holds(for: MerkleHash.leaf([1]), signedBy: [verifier]) && !read.holds(for: leaf, signedBy: []))
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            #expect(try await world.site.database.read { try JournalProof($0, of: 301) } == nil)

            let copy = "\(folder)/copy.sqlite"
            try await Backup(site: world.site).write(to: copy)
            #expect(try await Self.verify(copy, config) == .success)
            try await Self.tamper(copy, "UPDATE journal SET actor = 9 WHERE number = 5")
            #expect(try await Self.verify(copy, config) == .failure)
            try await Self.tamper(copy, "DELETE FROM journal_tile WHERE number = 1")
            #expect(try await Self.verify(copy, config) == .failure, "a verdict, where the tree does not fit together either")
        }
    }

    @Test("A checkpoint that was kept elsewhere is compared as well")
    func anchors() async throws {
        let folder = try Self.folder()
        let (config, _) = try Self.keyed(folder)
        try await World.with(.file, config: config) { world in
            try await world.site.enter(
                .command("test"), [Event(.consultation, subjects: [1]), Event(.consultation, subjects: [2])])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            let anchor = "\(folder)/anchor"
            try (try await keeping.sign())?.whole.write(toFile: anchor, atomically: true, encoding: .utf8)
            let copy = "\(folder)/copy.sqlite"
            try await Backup(site: world.site).write(to: copy)
            #expect(try await Self.verify(copy, config, ["--anchor", anchor]) == .success)
            for statement: SQL in [
                "DELETE FROM journal_checkpoint", "DELETE FROM journal_place", "DELETE FROM journal_tile",
                "DELETE FROM journal WHERE number = 2", "DELETE FROM journal_subject", "DELETE FROM journal_actor",
                "DELETE FROM journal_hour", "UPDATE journal_tree SET size = 0, mark = 0, indexed = 0",
            ] { try await Self.tamper(copy, statement) }
            #expect(try await Self.verify(copy, config) == .success)
            #expect(try await Self.verify(copy, config, ["--anchor", anchor]) == .failure)
            await #expect(throws: SignedBeforeRefusal.other(config.journalKey)) {
                _ = try await Self.verify(copy, config, ["--anchor", config.journalKey])
            }
            let made = "\(folder)/made"
            let text = "\(Self.name)\n2\n\(MerkleHash.leaf([1]).base64)\n"
            try SignedNote(text, [try NoteKey(name: Self.name).signed(text)]).whole
                .write(toFile: made, atomically: true, encoding: .utf8)
            await #expect(throws: AnchorRefusal(path: made)) { _ = try await Self.verify(copy, config, ["--anchor", made]) }
        }
    }

    @Test("An index that hides a look is found, and made anew from the entries")
    func makesTheIndexAnew() async throws {
        let folder = try Self.folder()
        let (config, _) = try Self.keyed(folder)
        let path = "\(folder)/carfan.sqlite"
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        let site = try Site.standing(on: database, config)
        for person in 1...3 { try await site.enter(.command("test"), [Event(.consultation, subjects: [Int64(person)])]) }
        _ = try await JournalKeeping(site: site).finish()
        #expect(try await Self.verify(path, config) == .success)
        try await Self.tamper(path, "DELETE FROM journal_subject WHERE person_id = 2")
        #expect(try await Self.verify(path, config) == .failure)
        let command = try JournalIndexCommand.parse(["--database", "sqlite:\(path)"])
        try await command.run { _, _ in try SQLiteDatabase(path: path, mode: .existing) }
        #expect(try await Self.verify(path, config) == .success)
        #expect(try await database.read { try $0.numbers("SELECT place FROM journal_subject WHERE person_id = 2") } == [1])
        await database.close()
    }

    @Test("The command signs all that was entered, however soon it is called again")
    func checkpointCommand() async throws {
        let folder = try Self.folder()
        let (config, _) = try Self.keyed(folder)
        let path = "\(folder)/carfan.sqlite"
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        let site = try Site.standing(on: database, config)
        for number in 1...3 {
            try await site.enter(.command("test"), [Event(.consultation, subjects: [Int64(number)])])
            let command = try JournalCheckpointCommand.parse([
                "--database", "sqlite:\(path)", "--journal-key", config.journalKey,
            ])
            try await command.run { _, _ in try SQLiteDatabase(path: path, mode: .existing) }
        }
        #expect(try await database.read { try $0.numbers("SELECT size FROM journal_checkpoint ORDER BY size") } == [1, 2, 3])
        await database.close()
    }

    @Test("A server without a key extends the tree and signs nothing")
    func withoutAKey() async throws {
        try await World.with { world in
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            #expect(try await keeping.sign() == nil)
            #expect(try await world.site.database.read { try JournalTree.standing($0) }?.size == 1)
        }
    }

    @Test("The index keeps up with what comes, however much of it it takes at a time", arguments: Engine.available)
    func index(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let events = (1...900).map { Event(.consultation, subjects: [$0]) }
            try await world.site.enter(.command("test"), events)
            try await JournalKeeping(site: world.site).extend(indexing: JournalKeeping.indexedBatches)
            let indexed: Int64? = try await world.site.database.read { try $0.value("SELECT indexed FROM journal_tree") }
            #expect(indexed == 900)
        }
    }

    @Test("Entries of many people are indexed in small portions, and all of them", arguments: Engine.available)
    func indexOfLists(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let lists = (0..<60).map { list in Event(.consultation, subjects: (1...50).map { Int64(list * 50 + $0) }) }
            try await world.site.enter(.command("test"), lists)
            _ = try await world.site.database.write { connection in
                try JournalSequencer(owner: "test").integrate(connection, at: world.site.clock())
            }
            var taken: [Int] = []
            while let step = try? await world.site.database.write({ try JournalIndex.extend($0) }), step.taken > 0 {
                taken.append(step.taken)
                #expect(step.left == 60 - taken.reduce(0, +))
            }
            #expect(taken == [20, 20, 20])
            let rows: Int64? = try await world.site.database.read { try $0.value("SELECT COUNT(*) AS n FROM journal_subject") }
            #expect(rows == 3000)
        }
    }

    @Test("A checkpoint that could not be signed is tried again at once, not after five minutes")
    func triesAgain() async throws {
        let (config, _) = try Self.keyed(try Self.folder())
        let failing = Mutex<FailingDatabase?>(nil)
        try await World.with(
            config: config,
            wrapping: { database in
                let wrapped = FailingDatabase(database)
                failing.withLock { $0 = wrapped }
                return wrapped
            }
        ) { world in
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            let start = world.clock.now
            #expect(await keeping.signed(after: start) == start)
            world.clock.move(seconds: JournalKeeping.checkpointSeconds)
            failing.withLock { $0 }?.fail(after: 0)
            #expect(await keeping.signed(after: start) == start)
            failing.withLock { $0 }?.fail(after: nil)
            #expect(await keeping.signed(after: start) == world.clock.now)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM journal_checkpoint") == 1)
        }
    }

    @Test("Verifying and proving leave a copy as it was, to the byte, and nothing beside it")
    func leavesNothing() async throws {
        let folder = try Self.folder()
        let (config, _) = try Self.keyed(folder)
        try await World.with(.file, config: config) { world in
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.sign()
            let place = "\(folder)/evidence #1 ?"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            let copy = "\(place)/copy.sqlite"
            try await Backup(site: world.site).write(to: copy)
            let before = FileManager.default.contents(atPath: copy)
            // For whoever is not root, to whom everything can be written.
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: copy)
            try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: place)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place) }
            let open: DatabaseOpener = { _, opening in
                try SQLiteDatabase(path: copy, mode: opening == .readOnly ? .readOnly : .existing)
            }
            let settings = ["--database", "sqlite:\(copy)", "--journal-key", config.journalKey]
            try await JournalVerifyCommand.parse(settings + ["--journal-only"]).run(opening: open)
            try await JournalProofCommand.parse(settings + ["1"]).run(opening: open)
            #expect(FileManager.default.contents(atPath: copy) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["copy.sqlite"])
        }
    }

    @Test("Without a key no signature is called false: it is not checked, and that is said")
    func withoutKeys() async throws {
        let (config, verifier) = try Self.keyed(try Self.folder())
        try await World.with(config: config) { world in
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.sign()
            func report(_ logs: [NoteVerifier]) async throws -> JournalReport {
                try await world.site.database.read { try JournalVerification.report($0, logs: logs) }
            }
            let (without, with) = (try await report([]), try await report([verifier]))
            #expect(without.verdict == .whole && without.unchecked == 1 && with.unchecked == 0)
            #expect(try await report([NoteKey(name: Self.name).verifier]).verdict == .altered)
            try await world.site.database.write { _ = try $0.execute("UPDATE journal_checkpoint SET note = 'nothing'") }
            #expect(try await report([]).verdict == .altered)
        }
    }

    private static func tamper(_ path: String, _ statement: SQL) async throws {
        let database = try SQLiteDatabase(path: path, mode: .existing)
        try await database.write { try $0.execute(statement) }
        await database.close()
    }

    private static func verify(_ path: String, _ config: Config, _ more: [String] = []) async throws -> ExitCode {
        let command = try JournalVerifyCommand.parse(
            // The officers of this world were not entered.
            ["--database", "sqlite:\(path)", "--journal-key", config.journalKey, "--journal-only"] + more)
        do {
            try await command.run { _, _ in try SQLiteDatabase(path: path, mode: .existing) }
            return .success
        } catch let code as ExitCode {
            return code
        }
    }
}
