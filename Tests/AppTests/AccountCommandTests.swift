import ArgumentParser
import Domain
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("carfan account")
struct AccountCommandTests {
    @Test("Add, reset, disable: what the database holds, and the journal")
    func journey() async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        let open: DatabaseOpener = { _, _ in try SQLiteDatabase(path: path) }
        let add = try AccountCommand.Add.parse([
            "Mared", "--name", "Mared Vaughan", "--role", "administrator", "--agency", "gwent-police", "--area", "Gwent",
        ])
        try await add.run(opening: open)
        await #expect(throws: AccountRefusal.self) { try await add.run(opening: open) }
        try await AccountCommand.Reset.parse(["mared"]).run(opening: open)
        try await AccountCommand.Disable.parse(["mared"]).run(opening: open)
        try await AccountCommand.List.parse([]).run(opening: open)
        await #expect(throws: AccountRefusal.self) { try await AccountCommand.Disable.parse(["nobody"]).run(opening: open) }
        let rows = try await database.read { try $0.query("SELECT \(Account.columns) FROM officer").map(Account.init) }
        #expect(rows.map(\.officer.username) == ["mared"])
        #expect(rows.map(\.officer.areas) == [[.gwent]])
        #expect(rows.first?.disabledAt != nil)
        let entries = try await database.read { try Journal.entries($0).map(\.entry) }
        #expect(
            entries.filter { $0.kind == .security }.map(\.reason) == ["account-added", "account-reset", "account-disabled"])
        #expect(entries.count { $0.kind == .consultation && $0.records == ["officer:1"] } == 3)
        #expect(entries.allSatisfy { $0.actor == 0 && $0.role == "system" })
        await database.close()
    }

    @Test(
        "Areas by code or name in either language; roles by code",
        arguments: [
            ("Gwent", Area.gwent as Area?), ("W15000001", .northWales), ("north wales", .northWales), ("Wales", .wales),
            ("gogledd cymru", .northWales), ("Cymru", .wales),
            ("Kent", nil),
        ])
    func areas(text: String, area: Area?) {
        #expect(Area(argument: text) == area)
    }

    @Test(
        "What is wrong is refused",
        arguments: [
            ["x", "--name", "X", "--role", "administrator", "--agency", "gwent-police"],
            ["mared", "--name", "X", "--role", "coordinator", "--agency", "gwent-police"],
            ["mared", "--name", "X", "--role", "administrator", "--agency", "kent"],
        ])
    func refused(arguments: [String]) async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        await database.close()
        let add = try AccountCommand.Add.parse(arguments)
        await #expect(throws: (any Error).self) { try await add.run(opening: { _, _ in try SQLiteDatabase(path: path) }) }
    }
}
