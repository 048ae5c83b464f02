import Foundation
import GRDB
import Store

/// Our side of each connection that GRDB keeps. The owner is held weakly: a new connection may stand where a closed one stood.
final class SQLiteSessions: @unchecked Sendable {
    private struct Session {
        weak var owner: GRDB.Database?
        let connection: SQLiteConnection
    }

    private let lock = NSLock()
    private var sessions: [ObjectIdentifier: Session] = [:]
    private var isClosed = false

    func connection(of database: GRDB.Database) throws -> SQLiteConnection {
        lock.lock()
        defer { lock.unlock() }
        if isClosed { throw StoreError.closed }
        let key = ObjectIdentifier(database)
        if let session = sessions[key], session.owner === database { return session.connection }
        guard let handle = database.sqliteConnection else { throw StoreError.closed }
        let connection = SQLiteConnection(handle)
        sessions[key] = Session(owner: database, connection: connection)
        return connection
    }

    /// Finalizes every statement; there are no more. Only on the queue of the connections.
    func close() {
        lock.lock()
        defer { lock.unlock() }
        isClosed = true
        for session in sessions.values { session.connection.forget() }
        sessions = [:]
    }
}
