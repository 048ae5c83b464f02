import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("carfan backup")
struct BackupTests {
    @Test("A whole copy for its owner’s eyes, entered in both as a disclosure; nothing is overwritten or left lying about")
    func copy() async throws {
        try await World.with(.file) { world in
            let folder = freshPath("backups")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/copy.sqlite"
            try await Backup(site: world.site).write(to: path)
            await #expect(throws: BackupRefusal.exists(path)) { try await Backup(site: world.site).write(to: path) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["copy.sqlite"])
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
            let copy = try SQLiteDatabase(path: path, mode: .existing)
            try await carfanSchema.check(copy)
            let (entries, officers) = try await copy.read {
                (try Journal.entries($0).map(\.entry), try $0.value("SELECT COUNT(*) FROM officer", as: Int.self))
            }
            await copy.close()
            #expect(officers == Named.allCases.count)
            #expect(entries.map(\.kind) == [.disclosure] && entries[0].route == "carfan backup")
            #expect(try await world.journal() == entries)
        }
    }

    @Test("PostgreSQL has programs of its own", arguments: Engine.available.filter { $0 == .postgres })
    func postgres(engine: Engine) async throws {
        try await World.with(engine) { world in
            let path = freshPath()
            await #expect(throws: BackupRefusal.postgres) { try await Backup(site: world.site).write(to: path) }
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(
                BackupRefusal.postgres.message.en.contains("pg_dump") && BackupRefusal.postgres.message.cy.contains("pg_dump"))
        }
    }

    @Test("Before carfan migrate the schema is older; a file in a folder that is not there is refused in words")
    func older() async throws {
        let (path, copy) = (freshPath(), freshPath())
        let database = try SQLiteDatabase(path: path)
        _ = try await Schema(Array(carfanSchema.migrations.prefix(1))).migrate(database)
        await database.close()
        let open: DatabaseOpener = { _, _ in try SQLiteDatabase(path: path, mode: .existing) }
        try await BackupCommand.parse([copy]).run(opening: open)
        #expect(FileManager.default.fileExists(atPath: copy))
        await #expect(throws: StoreError.self) { try await BackupCommand.parse(["/nowhere/at/all"]).run(opening: open) }
    }
}

@Suite("Opening a database at the terminal")
struct OpeningTests {
    @Test("Only migrate makes one; elsewhere a mistyped path is named and nothing is made")
    func mistyped() async throws {
        let path = freshPath()
        #expect(throws: CommandRefusal.self) { try Opening.existing.check(path) }
        try Opening.create.check(path)
        #expect(!FileManager.default.fileExists(atPath: path))
        let open: DatabaseOpener = { _, opening in
            try opening.check(path)
            return try SQLiteDatabase(path: path, mode: opening == .create ? .create : .existing)
        }
        await #expect(throws: CommandRefusal.self) { try await AccountCommand.List.parse([]).run(opening: open) }
        await #expect(throws: CommandRefusal.self) {
            try await ServeCommand.parse(["--second-factor", "off"]).run(opening: open)
        }
        await #expect(throws: CommandRefusal.self) { try await JournalListCommand.parse([]).run(opening: open) }
        #expect(!FileManager.default.fileExists(atPath: path))
        try await MigrateCommand.parse([]).run(opening: open)
        try await AccountCommand.List.parse([]).run(opening: open)
    }
}
