import Foundation
public import Store
import StorePostgres
import StoreSQLite

/// The databases that every test of stored things runs on: `@Test(arguments: Engine.available)`.
public enum Engine: String, Sendable, CaseIterable, CustomStringConvertible {
    case memory = "SQLite in memory"
    case file = "SQLite on disk"
    case postgres = "PostgreSQL"

    public var description: String { rawValue }

    /// All of them; without PostgreSQL's programs a line says that its tests are left out.
    public static let available: [Engine] = allCases.filter { $0 != .postgres || PostgresCluster.isInstalled }

    /// A new, empty database.
    public func fresh() async throws -> any Database {
        try open(try await freshAddress())
    }

    /// Where a new, empty database is: a path or a conninfo. One in memory has no address that two could open.
    public func freshAddress() async throws -> String {
        switch self {
        case .memory: ":memory:"
        case .file: freshPath()
        case .postgres: try await PostgresCluster.shared.freshDatabase()
        }
    }

    public func open(_ address: String) throws -> any Database {
        switch self {
        case .memory: try SQLiteDatabase.inMemory()
        case .file: try SQLiteDatabase(path: address)
        case .postgres: try PostgresDatabase(address)
        }
    }

    /// Runs `body` on a new, empty database, or one with the schema given, and closes it.
    public func with<T>(_ schema: Schema? = nil, _ body: (any Database) async throws -> T) async throws -> T {
        guard self == .postgres else { return try await alone(schema, body) }
        await Turns.postgres.take()
        do {
            let value = try await alone(schema, body)
            await Turns.postgres.give()
            return value
        } catch {
            await Turns.postgres.give()
            throw error
        }
    }

    private func alone<T>(_ schema: Schema?, _ body: (any Database) async throws -> T) async throws -> T {
        let database = try await fresh()
        do {
            if let schema { _ = try await schema.migrate(database) }
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}

/// All tests begin at one moment, and each database holds several of the server's connections: so many have their turn at once.
private actor Turns {
    static let postgres = Turns(40)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ free: Int) {
        self.free = free
    }

    func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func give() {
        guard !waiting.isEmpty else {
            free += 1
            return
        }
        waiting.removeFirst().resume()
    }
}
