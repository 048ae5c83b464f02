import Domain
import Foundation
import Store
import Support
import Testing

@testable import App

extension World {
    /// What somebody with the database and without the key takes away before they write another history.
    func forgetTree() async throws {
        try await site.database.write { connection in
            for table in ["journal_place", "journal_tile", "journal_checkpoint"] {
                try connection.execute("DELETE FROM \(name: table)")
            }
            try connection.execute("UPDATE journal_tree SET size = 0, mark = 0")
            try JournalIndex.forget(connection)
        }
    }
}

@Suite("What was signed before, kept beside the key")
struct SignedBeforeTests {
    @Test("A history that was rewritten in the tables is not signed, however well it fits together", arguments: [false, true])
    func signsNoOtherHistory(restarted: Bool) async throws {
        let folder = try JournalKeepingTests.folder()
        let (config, _) = try JournalKeepingTests.keyed(folder)
        try await World.with(config: config) { world in
            for person in 1...5 {
                try await world.site.enter(.command("test"), [Event(.consultation, subjects: [Int64(person)])])
            }
            var keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.sign()
            // Somebody with the database and without the key.
            try await world.forgetTree()
            try await world.site.database.write { try $0.execute("DELETE FROM journal WHERE number = 2") }
            for person in 1...5 {
                try await world.site.enter(.command("test"), [Event(.consultation, subjects: [Int64(person)])])
            }
            try await keeping.release()
            if restarted { keeping = try JournalKeeping(site: world.site) }
            try await keeping.extend()
            let path = SignedBefore.path(besides: config.journalKey)
            await #expect(throws: SignedBeforeRefusal.anotherHistory(path, size: 5)) { try await keeping.sign() }
            #expect(try await world.site.database.read { try $0.numbers("SELECT size FROM journal_checkpoint") }.isEmpty)
            // What is kept beside the key says who signed.
            try "nothing\n".write(toFile: path, atomically: true, encoding: .utf8)
            await #expect(throws: SignedBeforeRefusal.other(path)) { try await keeping.sign() }
        }
    }

    @Test(
        "The newest checkpoint cannot be taken away for long: it is put back, and says what else is gone",
        arguments: [false, true])
    func putsTheNewestBack(restarted: Bool) async throws {
        let (config, verifier) = try JournalKeepingTests.keyed(try JournalKeepingTests.folder())
        try await World.with(config: config) { world in
            var keeping = try JournalKeeping(site: world.site)
            func sign(entering count: Int) async throws -> SignedNote? {
                for _ in 0..<count { try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])]) }
                try await keeping.extend()
                return try await keeping.sign()
            }
            func tamper(_ statement: SQL) async throws {
                try await world.site.database.write { try $0.execute(statement) }
                try await keeping.release()
                if restarted { keeping = try JournalKeeping(site: world.site) }
            }
            func found() async throws -> [JournalFinding] {
                try await world.site.database.read { try JournalVerification.report($0, logs: [verifier]) }.findings
            }
            func sizes() async throws -> [Int64] {
                try await world.site.database.read { try $0.numbers("SELECT size FROM journal_checkpoint ORDER BY size") }
            }
            for _ in 1...3 { _ = try await sign(entering: 1) }
            try await tamper("DELETE FROM journal_checkpoint WHERE size = 3")
            _ = try await sign(entering: 1)
            #expect(try await sizes() == [1, 2, 3, 4])
            #expect(try await found().isEmpty)
            try await tamper("DELETE FROM journal_checkpoint WHERE size >= 3")
            let last = try await sign(entering: 1)
            #expect(try await sizes() == [1, 2, 4, 5])
            #expect(try await found() == [JournalFinding(.missing, .checkpoint(size: 3))])
            try await tamper("DELETE FROM journal_checkpoint")
            #expect(try await sign(entering: 0) == last)
            #expect(try await sizes() == [5])
            #expect(try await found() == [JournalFinding(.missing, .checkpoint(size: 4))])
        }
    }

    @Test("What was signed is known to the server even where it cannot be kept beside the key")
    func keptInMemory() async throws {
        let folder = try JournalKeepingTests.folder()
        let (config, _) = try JournalKeepingTests.keyed(folder)
        try await World.with(config: config) { world in
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.sign()
            try FileManager.default.removeItem(atPath: SignedBefore.path(besides: config.journalKey))
            try await world.forgetTree()
            await #expect(throws: SignedBeforeRefusal.self) { try await keeping.sign() }
            try await keeping.extend()
            #expect(try await keeping.sign() != nil, "the same history is signed again")
        }
    }
}
