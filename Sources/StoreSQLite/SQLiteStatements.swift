import GRDBSQLite
import Store

/// The prepared statements of one connection, by their text; the least recently used goes when there are too many.
final class SQLiteStatements {
    private let connection: OpaquePointer
    private let limit: Int
    private var known: [String: SQLiteStatement] = [:]
    private var uses: UInt64 = 0

    init(_ connection: OpaquePointer, limit: Int = 256) {
        self.connection = connection
        self.limit = limit
    }

    /// A statement for one use; a second use at the same time (a query inside a `forEach` of the same text) gets its own.
    func using<T>(_ text: String, control: Bool = false, _ work: (SQLiteStatement) throws -> T) throws -> T {
        let statement = try take(text, control)
        defer {
            statement.reset()
            sqlite3_clear_bindings(statement.handle)
            statement.inUse = false
        }
        return try work(statement)
    }

    func removeAll() {
        known.removeAll()
    }

    private func take(_ text: String, _ control: Bool) throws -> SQLiteStatement {
        uses += 1
        if let statement = known[text], !statement.inUse, statement.isControl == control {
            statement.inUse = true
            statement.lastUse = uses
            return statement
        }
        if !control { try refuseTransactionControl(text) }
        let statement = try SQLiteStatement.prepare(text, on: connection)
        statement.isControl = control
        statement.inUse = true
        statement.lastUse = uses
        if known[text] == nil {
            if known.count >= limit { dropOldest() }
            known[text] = statement
        }
        return statement
    }

    private func dropOldest() {
        let oldest = known.min { $0.value.lastUse < $1.value.lastUse }
        if let oldest { known[oldest.key] = nil }
    }
}
