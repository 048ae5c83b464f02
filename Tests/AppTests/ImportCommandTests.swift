import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("carfan import")
struct ImportCommandTests {
    private func folder() throws -> String {
        let root = URL(fileURLWithPath: freshPath("folder")).appendingPathComponent("gwent-police")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let nominals = GwentFile.bytes([
            GwentFile.row("G0000001", "Prosser"), GwentFile.row("G0000002", "Bowen", born: "09/11/1984"),
        ])
        try Data(nominals).write(to: root.appendingPathComponent("nominals.csv"))
        try Data(GwentFile.custody).write(to: root.appendingPathComponent("custody.csv"))
        return root.deletingLastPathComponent().path
    }

    /// Runs the body with what opens a database, and the database itself.
    private func with(_ body: (@escaping DatabaseOpener, any Database) async throws -> Void) async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        try await body({ _ in try SQLiteDatabase(path: path) }, database)
        await database.close()
    }

    @Test("A dry run takes nothing; the import after it takes the arrests of the people whom it brings")
    func dryRunFirst() async throws {
        try await with { open, database in
            let folder = try folder()
            func count(_ rows: SQL) async throws -> Int { try await database.read { try $0.query(rows).count } }
            let (people, arrests): (SQL, SQL) = ("SELECT id FROM person", "SELECT reference FROM custody_event")
            try await ImportCommand.parse([folder, "--as-of", "2026-03-01", "--dry-run"]).run(opening: open)
            #expect(try await count(people) == 0)
            let planned = try await database.read { connection in
                try connection.query("SELECT * FROM import_file ORDER BY id").map(ImportFile.init)
            }
            #expect(planned.map(\.state) == [.planned, .planned] && planned.map { $0.counts[.refused] } == [0, 2])
            try await ImportCommand.parse([folder, "--as-of", "2026-03-01"]).run(opening: open)
            #expect(try await count(people) == 2)
            #expect(try await count(arrests) == 2)
            let states = try await database.read { connection in
                try connection.query("SELECT * FROM import_file ORDER BY id").map { try ImportFile($0).state }
            }
            #expect(states.filter { $0 != .failed } == [.cancelled, .cancelled, .done, .done])
        }
    }

    @Test("A day that no file is of", arguments: [("1999-12-31", false), ("2000-01-01", true)])
    func days(_ day: String, _ taken: Bool) async throws {
        try await with { open, database in
            let command = try ImportCommand.parse([try folder(), "--as-of", day, "--dry-run"])
            if taken {
                try await command.run(opening: open)
            } else {
                await #expect(throws: ExtractDayRefusal.tooEarly) { try await command.run(opening: open) }
            }
            let files = try await database.read { try $0.query("SELECT id FROM import_file").count }
            #expect((files > 0) == taken)
        }
    }
}
