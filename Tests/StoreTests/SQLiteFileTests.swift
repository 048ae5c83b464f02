import Foundation
import Store
import StoreSQLite
import Support
import Testing

@Suite("SQLite: files, rights, locks and room")
struct SQLiteFileTests {
    @Test func settingsAreInForce() async throws {
        let database = try SQLiteDatabase(path: freshPath())
        let expected: [(SQL, Value)] = [
            ("PRAGMA synchronous", .integer(2)), ("PRAGMA journal_mode", .text("wal")), ("PRAGMA foreign_keys", .integer(1)),
            ("PRAGMA cache_size", .integer(-6000)),
        ]
        for (sql, value) in expected {
            let found = try await database.write { try $0.query(sql).first?.values.first }
            #expect(found == value, "\(sql.rendered(marker: "?").text)")
        }
        await database.close()
    }

    @Test("A large write has more room, whatever the writes before it had")
    func largeWritesHaveRoom() async throws {
        let database = try SQLiteDatabase(path: freshPath())
        @Sendable func room(_ connection: any Connection) throws -> [Value?] {
            try ["PRAGMA cache_size", "PRAGMA wal_autocheckpoint", "PRAGMA journal_size_limit"].map {
                try connection.query($0).first?.values.first
            }
        }
        @Sendable func readersRoom() async throws -> Value? {
            try await database.read { try $0.query("PRAGMA cache_size").first?.values.first }
        }
        let readers = try await readersRoom()
        let usual = try await database.write { try room($0) }
        #expect(usual == [.integer(-6000), .integer(1000), .integer(64 << 20)])
        let large: [Value?] = [.integer(-80_000), .integer(50_000), .integer(256 << 20)]
        for _ in 0..<2 { #expect(try await database.writeAlone { try room($0) } == large) }
        // Given back two seconds after the last large write: which of the two it is here, the machine's pace decides.
        let after = try await database.write { try room($0) }
        #expect(after == large || after == usual)
        #expect(try await database.writeAlone { try room($0) } == large)
        #expect(try await readersRoom() == readers, "readers keep theirs")
        await database.close()
    }

    @Test func theFileIsItsOwnersOnly() async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await contractSchema.migrate(database)
        for name in [path, path + "-wal", path + "-shm"] {
            let rights = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
            #expect(rights == 0o600, "\(name)")
        }
        await database.close()
    }

    @Test func whatCannotBeOpenedSaysWhy() async throws {
        let text = freshPath("txt")
        try Data(String(repeating: "no database ", count: 1000).utf8).write(to: URL(fileURLWithPath: text))
        let folder = testFolder.path
        let cases: [(String, SQLiteDatabase.Mode, Kind)] = [
            (freshPath(), .existing, .unavailable), (freshPath(), .readOnly, .unavailable), (text, .create, .unavailable),
            (folder, .create, .unavailable), ("/nowhere/at/all.sqlite", .create, .unavailable),
        ]
        for (path, mode, expected) in cases {
            let error = await kind { _ = try SQLiteDatabase(path: path, mode: mode) }
            #expect(error == expected, "\(path)")
        }
    }

    @Test func openedReadOnlyItAnswersAndRefusesWrites() async throws {
        let path = freshPath()
        let writer = try SQLiteDatabase(path: path)
        _ = try await contractSchema.migrate(writer)
        let reader = try SQLiteDatabase(path: path, mode: .readOnly)
        try await expectCount(0, in: reader)
        #expect(
            await kind { try await reader.write { try $0.execute("INSERT INTO sample (label) VALUES ('a')") } } == .readOnly
        )
        await reader.close()
        await writer.close()
    }

    @Test func anothersLockIsBusyThenFree() async throws {
        let path = freshPath()
        let (one, two) = (try SQLiteDatabase(path: path), try SQLiteDatabase(path: path, patience: 0.05))
        _ = try await contractSchema.migrate(one)
        let (held, release) = (Signal(), Signal())
        async let holding: Void = one.writeAlone { _ in
            held.give()
            release.wait()
        }
        await waited(held)
        let insert: @Sendable (any Connection) throws -> Void = { try $0.execute("INSERT INTO sample (label) VALUES ('a')") }
        #expect(await kind { try await two.write(insert) } == .busy)
        #expect(await kind { try await two.writeAlone(insert) } == .busy)
        try await expectCount(0, in: two)
        release.give()
        try await holding
        try await two.write(insert)
        try await expectCount(1, in: one)
        await one.close()
        await two.close()
    }

    @Test(arguments: [Engine.memory, .file])
    func aBackupIsWholeAndOverwritesNothing(_ engine: Engine) async throws {
        try await engine.withSamples { database in
            try await database.write { try $0.execute("INSERT INTO sample (label) VALUES ('kept')") }
            let path = freshPath()
            try await database.backup(to: path)
            #expect(await kind { try await database.backup(to: path) } == .unavailable)
            let copy = try SQLiteDatabase(path: path, mode: .existing)
            try await contractSchema.check(copy)
            try await expectCount(1, in: copy)
            await copy.close()
        }
    }
}

/// A file system of one megabyte; nil without the right to mount one.
func smallFileSystem() async throws -> String? {
    let folder = freshPath("mount")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    do {
        try await run("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder])
        return folder
    } catch {
        print("Not tried: a full and a read-only file system need the right to mount.")
        return nil
    }
}

@Suite("SQLite: a full and a read-only file system")
struct SQLiteRoomTests {
    @Test func aFullDiskLosesNothingThatWasAcknowledged() async throws {
        guard let folder = try await smallFileSystem() else { return }
        let path = "\(folder)/full.sqlite"
        let database = try SQLiteDatabase(path: path)
        _ = try await contractSchema.migrate(database)
        let bytes = [UInt8](repeating: 1, count: 4000)
        var acknowledged = 0
        var failures: [Kind] = []
        for number in 0..<400 where failures.count < 3 {
            let error = await kind {
                try await database.write {
                    try $0.execute("INSERT INTO sample (label, bytes) VALUES (\("n\(number)"), \(bytes))")
                }
            }
            if let error { failures.append(error) } else { acknowledged += 1 }
        }
        #expect(failures == [.full, .full, .full])
        try await expectCount(acknowledged, in: database)
        await database.close()
        try await run("/bin/umount", ["-l", folder])
    }

    @Test func aReadOnlyFileSystemIsSaidToBeSo() async throws {
        guard let folder = try await smallFileSystem() else { return }
        let path = "\(folder)/kept.sqlite"
        let database = try SQLiteDatabase(path: path)
        await database.close()
        try await run("/bin/mount", ["-o", "remount,ro", folder])
        #expect(await kind { _ = try SQLiteDatabase(path: path) } == .readOnly)
        #expect(await kind { _ = try SQLiteDatabase(path: "\(folder)/new.sqlite") } == .readOnly)
        try await run("/bin/umount", ["-l", folder])
    }
}
