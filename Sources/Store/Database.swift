/// A database: SQLite in this process, or PostgreSQL. Closures run on the driver's own threads, never on the cooperative pool.
public protocol Database: Sendable {
    var dialect: Dialect { get }

    /// A consistent snapshot. Throws when the closure throws or the database does not answer.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// One question, answered as the database stands: without a transaction around it, where that costs the driver something.
    func ask(_ sql: SQL) async throws -> [Row]

    /// One transaction. It returns only when what was written is durable; when the closure throws, nothing of it remains.
    /// The closure may run more than once (PostgreSQL retries serialisation failures), so it must have no other effects.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// A write that only adds rows, such as journal entries: it reads nothing to decide by, so it waits for no other write's turn.
    @discardableResult
    func append<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// A write that is not shared with other callers' writes, for long work such as a migration or an import's batch.
    @discardableResult
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// An online copy of the whole database, where the driver has one (SQLite).
    func backup(to path: String) async throws

    /// Threads whose tasks read without handing over to another thread, for a server to run on; nil where there are none.
    var executor: (any TaskExecutor)? { get }

    func close() async
}

extension Database {
    public func ask(_ sql: SQL) async throws -> [Row] {
        try await read { try $0.query(sql) }
    }

    public func append<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await write(body)
    }
}

/// What can be wrong with a database, in kinds that callers answer differently.
public enum StoreError: Error, Sendable, CustomStringConvertible {
    /// A column is missing or not of the type asked for: a mistake in the program.
    case column(String)
    /// A statement is wrong: a mistake in the program.
    case statement(String)
    /// A unique, foreign key, check or not-null rule was broken.
    case constraint(String)
    /// Somebody else holds the lock; trying again may help.
    case busy(String)
    /// Two transactions could not both be true; the whole transaction may be tried again.
    case serialization(String)
    /// The database cannot be written to: read-only file or server.
    case readOnly(String)
    /// There is no room left.
    case full(String)
    /// The server or file is not there, or the connection was lost.
    case unavailable(String)
    /// The end of a write was not heard: it may have been stored, or not. Only a look at the data tells.
    case uncertain(String)
    /// The schema is older or newer than this program.
    case schema(String)

    public static let closed = StoreError.unavailable("The database is closed.")

    public var description: String {
        switch self {
        case .column(let text), .statement(let text), .constraint(let text), .busy(let text),
            .serialization(let text), .readOnly(let text), .full(let text), .unavailable(let text), .uncertain(let text),
            .schema(let text):
            text
        }
    }
}
