import Foundation
import GRDB
public import Store
import Synchronization

/// SQLite in this process: one writer with group commit, several readers, each with a consistent snapshot.
public final class SQLiteDatabase: Store.Database {
    public let dialect = Dialect.sqlite
    private let writer: DatabaseQueue
    /// None for a database in memory, which has one connection for everything.
    private let readers: SQLiteReaders?
    private let sessions = SQLiteSessions()
    private let writes: GroupCommit
    private let isClosed = Atomic<Bool>(false)

    /// Opens a file in WAL mode with `synchronous=FULL`.
    /// - Parameters:
    ///   - readers: how many connections read: two at least, and otherwise no more than there are processors.
    ///   - patience: how many seconds to wait for another program's lock.
    /// - Throws: `StoreError`: `readOnly` for a file or folder that cannot be written to, `unavailable` for one that is
    ///   missing or no database, `busy` when another program keeps it locked.
    public convenience init(path: String, mode: Mode = .create, readers: Int = 4, patience: Double = 5) throws {
        let (writer, readers) = try SQLiteDatabase.open(path, mode, readers: readers, patience: patience)
        self.init(writer, readers, SQLitePlace(path))
    }

    /// A database that lives as long as this object.
    public static func inMemory() throws -> SQLiteDatabase {
        SQLiteDatabase(try openInMemory(), nil, nil)
    }

    private init(_ writer: DatabaseQueue, _ readers: SQLiteReaders?, _ place: SQLitePlace?) {
        self.writer = writer
        self.readers = readers
        writes = GroupCommit(writer, sessions, readers, place)
    }

    deinit {
        readers?.end()
    }

    public var executor: (any TaskExecutor)? { readers }

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try Task.checkCancellation()
        if let connection = readers?.here { return try connection.inSnapshot(body) }
        return try await withCheckedThrowingContinuation { continuation in
            guard !isClosed.load(ordering: .acquiring) else { return continuation.resume(throwing: StoreError.closed) }
            answer { connection in
                continuation.resume(with: Result { try connection.get().inSnapshot(body) }.mapError(StoreError.from))
            }
        }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.write(alone: false, body)
    }

    @discardableResult
    public func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writes.write(alone: true, body)
    }

    /// Copies the database as it stands to a new file, readable by its owner only. Refuses a file that is already there.
    public func backup(to path: String) async throws {
        try await onThread { [writer] in
            try SQLiteDatabase.createPrivately(path)
            try SQLiteSync.copying(to: path) {
                let copy = try DatabaseQueue(path: path)
                try writer.backup(to: copy)
                try copy.close()
            }
        }
    }

    public func close() async {
        guard isClosed.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else {
            return
        }
        writes.close()
        try? await onThread { [writer, readers, sessions] in
            // Waits for the reads and the writes that run.
            try writer.barrierWriteWithoutTransaction { _ in }
            readers?.close()
            try writer.barrierWriteWithoutTransaction { _ in sessions.close() }
            try writer.close()
        }
    }

    /// Readers cannot write; the one connection of an in-memory database is made read-only for the while.
    private func answer(_ body: @escaping @Sendable (Result<SQLiteConnection, any Error>) -> Void) {
        if let readers {
            if !readers.read({ body(.success($0)) }) { body(.failure(StoreError.closed)) }
            return
        }
        writer.asyncRead { [sessions] database in body(Result { try sessions.connection(of: try database.get()) }) }
    }

    private func onThread(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try work() }.mapError(StoreError.from))
            }
        }
    }
}

extension SQLiteConnection {
    /// Runs the body on one snapshot. GRDB has begun the transaction on an in-memory database.
    fileprivate func inSnapshot<T>(_ body: (any Connection) throws -> T) throws -> T {
        let begun = isInTransaction
        if begun { clear() } else { try control("BEGIN") }
        defer { if !begun { end() } }
        let value = try body(self)
        if let failure { throw failure }
        return value
    }

    private func end() {
        do { try control("COMMIT") } catch { rollBack() }
    }
}
