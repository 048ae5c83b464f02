import ArgumentParser
import Domain
import Foundation
import Hummingbird
import HummingbirdTesting
import Store
import Support
import Synchronization
import Testing

@testable import App

@Suite("carfan witness: another agency follows the journal")
struct WitnessTests {
    /// A Carfan that listens, its keys, and a witness that it knows.
    private struct Scene: Sendable {
        let world: World
        let keeping: JournalKeeping
        let round: WitnessRound
        let state: String

        func enter(_ count: Int) async throws {
            for _ in 0..<count { try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])]) }
            try await keeping.extend()
            try await keeping.sign()
        }
    }

    private static func with(_ body: @Sendable @escaping (Scene) async throws -> Void) async throws {
        let folder = freshPath("witness")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var config = Config()
        config.journalKey = "\(folder)/journal.key"
        config.journalWitnesses = "\(folder)/witnesses"
        let log = try JournalKeys.make(config.journalKey, name: "carfan.test/journal", replaces: false)
        let witness = try JournalKeys.make("\(folder)/witness.key", name: "witness.test", replaces: false)
        try (witness.text + "\n").write(toFile: config.journalWitnesses, atomically: true, encoding: .utf8)
        let keys = try JournalKeys.read("\(folder)/witness.key")
        try await World.with(config: config) { world in
            let app = Application(
                router: FrontDoor(site: world.site).router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)))
            try await app.test(.live) { client in
                let state = "\(folder)/state"
                let round = WitnessRound(address: "http://127.0.0.1:\(client.port ?? 0)", logs: [log], keys: keys, state: state)
                try await body(Scene(world: world, keeping: try JournalKeeping(site: world.site), round: round, state: state))
            }
        }
    }

    @Test("It signs each checkpoint of a log that grows, and the log keeps its line")
    func follows() async throws {
        try await Self.with { scene in
            await #expect(throws: WitnessAnswer.self) { try await scene.round.run() }
            for (count, size) in [(3, 3), (0, 3), (300, 303)] {
                try await scene.enter(count)
                #expect(try await scene.round.run().size == Int64(size))
                let kept = try #require(SignedNote(try String(contentsOfFile: scene.state, encoding: .utf8)))
                #expect(scene.round.keys.current.verifier.hasSigned(kept) && scene.round.logs[0].hasSigned(kept))
            }
            let report = try await scene.world.site.database.read {
                try JournalVerification.report($0, logs: scene.round.logs, witnesses: [scene.round.keys.current.verifier])
            }
            #expect(report.verdict == .whole && report.checkpoints == 2 && report.witnessed == 2)
        }
    }

    @Test("A history made anew with the log’s own key is refused, and what was shown is kept")
    func refusesAnotherHistory() async throws {
        try await Self.with { scene in
            try await scene.enter(5)
            _ = try await scene.round.run()
            let before = try String(contentsOfFile: scene.state, encoding: .utf8)
            try await scene.world.forgetTree()
            try await scene.world.site.database.write { try $0.execute("DELETE FROM journal WHERE number = 2") }
            // The insider has the key, and what was signed beside it.
            try FileManager.default.removeItem(atPath: SignedBefore.path(besides: scene.world.site.config.journalKey))
            try await scene.keeping.release()
            let insider = Scene(
                world: scene.world, keeping: try JournalKeeping(site: scene.world.site), round: scene.round, state: scene.state)
            try await insider.enter(0)
            await #expect(throws: WitnessRefusal.wentBack(from: 5, to: 4)) { try await scene.round.run() }
            try await insider.enter(1)
            await #expect(throws: WitnessRefusal.forked(size: 5)) { try await scene.round.run() }
            try await insider.enter(1)
            await #expect(throws: WitnessRefusal.anotherHistory(from: 5, to: 6)) { try await scene.round.run() }
            #expect(try String(contentsOfFile: scene.state, encoding: .utf8) == before)
            let folder = URL(fileURLWithPath: scene.state).deletingLastPathComponent()
            func evidence() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("state.refused-") }
                    .sorted()
            }
            let kept = try evidence()
            #expect(kept.map { $0.components(separatedBy: "-")[1] } == ["4", "5", "6"], "each of what was shown")
            for name in kept {
                let note = try #require(SignedNote(try String(contentsOf: folder.appending(path: name), encoding: .utf8)))
                #expect(scene.round.logs[0].hasSigned(note))
            }
            // Shown once more it is what it was.
            let first = folder.appending(path: kept[2])
            try "as it was\n".write(to: first, atomically: true, encoding: .utf8)
            await #expect(throws: WitnessRefusal.anotherHistory(from: 5, to: 6)) { try await scene.round.run() }
            #expect(try evidence() == kept && String(contentsOf: first, encoding: .utf8) == "as it was\n")
        }
    }

    @Test("A page that is no checkpoint, or no proof, is no answer; nothing is told as a fork and nothing is forgotten")
    func otherAnswers() async throws {
        try await Self.with { scene in
            try await scene.enter(2)
            _ = try await scene.round.run()
            let note = try String(contentsOfFile: scene.state, encoding: .utf8)
            try await scene.enter(1)
            let next = try #require(
                try await scene.world.site.database.read {
                    try $0.value("SELECT note FROM journal_checkpoint ORDER BY size DESC LIMIT 1", as: String.self)
                })
            for (checkpoint, proof) in [("<html>Back at nine</html>", ""), ("", ""), (next, "<html>Back at nine</html>")] {
                let router = Router()
                router.get("/journal/checkpoint") { _, _ in checkpoint }
                router.get("/journal/consistency") { _, _ in proof }
                let app = Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
                try await app.test(.live) { client in
                    let round = WitnessRound(
                        address: "http://127.0.0.1:\(client.port ?? 0)", logs: scene.round.logs, keys: scene.round.keys,
                        state: scene.state)
                    await #expect(throws: WitnessAnswer.self) { try await round.run() }
                }
            }
            #expect(try String(contentsOfFile: scene.state, encoding: .utf8) == note)
            #expect(try await scene.round.run().size == 3)
        }
    }

    @Test("Before a checkpoint is shown something is written behind it, once for each")
    func settles() async throws {
        let writes = Mutex(0)
        try await World.visit(wrapping: { database in
            CountingWrites(inner: database, count: { writes.withLock { $0 += 1 } })
        }) { world, client in
            func asked() async throws -> Int {
                let before = writes.withLock { $0 }
                let status = try await client.execute(uri: "/journal/checkpoint", method: .get) { $0.status }
                #expect(status == .ok)
                return writes.withLock { $0 } - before
            }
            for size in 1...2 {
                let text = "carfan.test/journal\n\(size)\n"
                let note = SignedNote(text, [try NoteKey(name: "carfan.test/journal").signed(text)]).whole
                try await world.site.database.write {
                    _ = try $0.execute(
                        "INSERT INTO journal_checkpoint (size, note, at) VALUES (\(Int64(size)), \(note), \(world.clock.now))")
                }
                #expect(try await asked() == 1)
                #expect(try await asked() == 0)
            }
        }
    }

    @Test("A state that the witness did not sign is none of its own")
    func anotherState() async throws {
        try await Self.with { scene in
            try await scene.enter(1)
            try "carfan.test/journal\n".write(toFile: scene.state, atomically: true, encoding: .utf8)
            await #expect(throws: WitnessStateRefusal.other(scene.state)) { try await scene.round.run() }
        }
    }

    @Test("A state that cannot be read, is gone or was changed is no beginning: nothing is signed, nothing overwritten")
    func lostState() async throws {
        try await Self.with { scene in
            try await scene.enter(3)
            let first = try await scene.round.run()
            let before = try String(contentsOfFile: scene.state, encoding: .utf8)
            try await scene.enter(1)
            let moved = "\(scene.state).moved"
            try FileManager.default.moveItem(atPath: scene.state, toPath: moved)
            await #expect(throws: WitnessStateRefusal.changed(scene.state)) { try await scene.round.run(knowing: first) }
            #expect(!FileManager.default.fileExists(atPath: scene.state))
            // A folder in its place: there, and not to be read as a file.
            try FileManager.default.createDirectory(atPath: scene.state, withIntermediateDirectories: false)
            await #expect(throws: FileRefused.self) { try await scene.round.run() }
            try FileManager.default.removeItem(atPath: scene.state)
            try FileManager.default.moveItem(atPath: moved, toPath: scene.state)
            #expect(try String(contentsOfFile: scene.state, encoding: .utf8) == before)
            #expect(try await scene.round.run(knowing: first).size == 4)
        }
    }

    @Test("One witness at a time works with a state, and a new key goes on from what the former signed")
    func oneAtATime() async throws {
        try await Self.with { scene in
            try await scene.enter(2)
            _ = try await scene.round.run()
            let lock = try FileLock("\(scene.state).lock")
            await #expect(throws: WitnessStateRefusal.inUse(scene.state + ".lock")) { try await scene.round.run() }
            lock.release()
            let path = URL(fileURLWithPath: scene.state).deletingLastPathComponent().appending(path: "witness.key").path
            let new = try JournalKeys.make(path, name: "witness.test", replaces: true)
            try (new.text + "\n").write(
                toFile: scene.world.site.config.journalWitnesses, atomically: true, encoding: .utf8)
            let round = WitnessRound(
                address: scene.round.address, logs: scene.round.logs, keys: try JournalKeys.read(path), state: scene.state)
            try await scene.enter(1)
            #expect(try await round.run().size == 3)
        }
    }

    @Test("What strangers bring is refused, and what nobody made is not there")
    func strangers() async throws {
        let folder = freshPath("witness-none")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var config = Config()
        config.journalKey = "\(folder)/journal.key"
        _ = try JournalKeys.make(config.journalKey, name: "carfan.test/journal", replaces: false)
        try await World.visit(config: config) { world, client in
            func post(_ body: String) async throws -> HTTPResponse.Status {
                try await client.execute(uri: "/journal/cosignature", method: .post, body: ByteBuffer(string: body)) {
                    $0.status
                }
            }
            #expect(try await client.execute(uri: "/journal/checkpoint", method: .get) { $0.status } == .notFound)
            let keeping = try JournalKeeping(site: world.site)
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            try await keeping.extend()
            let note = try #require(try await keeping.sign())
            let stranger = NoteKey(name: "stranger")
            #expect(try await post(SignedNote(note.text, [stranger.signed(note.text)]).whole) != .noContent)
            #expect(try await post("nothing") == .badRequest)
            #expect(try await post(String(repeating: "x", count: 10_000)) == .badRequest)
            for query in ["", "from=1", "from=-1&to=1", "from=2&to=1", "from=x&to=y"] {
                #expect(
                    try await client.execute(uri: "/journal/consistency?\(query)", method: .get) { $0.status } == .badRequest,
                    "\(query)")
            }
            #expect(try await client.execute(uri: "/journal/consistency?from=0&to=99", method: .get) { $0.status } == .notFound)
            let kept = try await world.site.database.read {
                try $0.value("SELECT note FROM journal_checkpoint", as: String.self)
            }
            #expect(kept == note.whole)
        }
    }
}

/// Counts writes.
struct CountingWrites: Database {
    let inner: any Database
    let count: @Sendable () -> Void

    var dialect: Dialect { inner.dialect }
    var executor: (any TaskExecutor)? { inner.executor }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        count()
        return try await inner.write(body)
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        count()
        return try await inner.writeAlone(body)
    }

    func backup(to path: String) async throws { try await inner.backup(to: path) }
    func close() async { await inner.close() }
}
