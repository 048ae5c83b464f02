import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("carfan serve: a password alone is for this machine only")
struct ServeCommandTests {
    @Test(
        "Refused before anything is opened",
        arguments: [
            (["--host", "0.0.0.0"], false), (["--host", "carfan.example"], false), (["--host", "192.168.1.4"], false),
            (["--origin", "https://carfan.example"], false), (["--host", "127.0.0.1", "--origin", "http://127.0.0.1"], false),
            ([], true), (["--host", "127.0.0.1"], true), (["--host", "127.8.0.1"], true), (["--host", "::1"], true),
            (["--host", "localhost"], true),
        ])
    func passwordsAlone(_ arguments: [String], _ isTaken: Bool) async throws {
        let path = freshPath()
        let open: DatabaseOpener = { _, opening in
            try opening.check(path)
            return try SQLiteDatabase(path: path, mode: .existing)
        }
        let command = try ServeCommand.parse(["--second-factor", "off", "--database", "sqlite:\(path)"] + arguments)
        if isTaken {
            await #expect(throws: CommandRefusal.self) { try await command.run(opening: open) }
        } else {
            await #expect(throws: ServeRefusal.passwordsAlone) { try await command.run(opening: open) }
        }
    }
}
