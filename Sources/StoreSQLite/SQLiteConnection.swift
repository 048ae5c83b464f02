import GRDBSQLite
import Store

/// A connection of the pool while a transaction runs on it. Used only on its connection's own queue, hence unchecked.
final class SQLiteConnection: Connection, @unchecked Sendable {
    let dialect = Dialect.sqlite
    private let handle: OpaquePointer
    private let statements: SQLiteStatements
    /// The first error of a statement: from then on the transaction can only be rolled back, as in PostgreSQL.
    private(set) var failure: StoreError?

    init(_ handle: OpaquePointer) {
        self.handle = handle
        statements = SQLiteStatements(handle)
    }

    /// SQLite may roll a transaction back by itself (disk full, I/O error).
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// BEGIN, SAVEPOINT and the like; forgets an earlier failure.
    func control(_ text: String) throws {
        failure = nil
        try statements.using(text) { statement in _ = try statement.step() }
    }

    func clear() {
        failure = nil
    }

    /// Finalizes the statements, before the connection is closed.
    func forget() {
        statements.removeAll()
    }

    func query(_ sql: SQL) throws -> [Row] {
        try run(sql) { statement in
            guard try statement.step() else { return [] }
            let columns = statement.columns
            var rows: [Row] = []
            repeat { rows.append(statement.row(of: columns)) } while try statement.step()
            return rows
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        try run(sql) { statement in
            while try statement.step() {}
            return statement.countsChanges ? Int(sqlite3_changes(handle)) : 0
        }
    }

    func pipeline(_ statements: [SQL]) throws -> [[Row]] {
        try statements.map { try query($0) }
    }

    func forEach(_ sql: SQL, _ each: (borrowing Cursor) throws -> Void) throws {
        let (text, values) = sql.rendered(marker: "?")
        try refuseTransactionControl(text)
        if let failure { throw failure }
        try statements.using(text) { statement in
            try noting { try statement.bind(values) }
            let cursor = Cursor(
                integer: { sqlite3_column_int64(statement.handle, Int32($0)) }, text: { statement.text(Int32($0)) },
                isNull: { sqlite3_column_type(statement.handle, Int32($0)) == SQLITE_NULL },
                real: { sqlite3_column_double(statement.handle, Int32($0)) })
            while try noting({ try statement.step() }) { try each(cursor) }
        }
    }

    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        guard !rows.isEmpty else { return }
        let places = (1...columns.count).map { "?\($0)" }.joined(separator: ",")
        let text = "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(places))"
        if let failure { throw failure }
        try noting {
            try statements.using(text) { statement in
                for row in rows {
                    try statement.bind(row)
                    _ = try statement.step()
                    statement.reset()
                }
            }
        }
    }

    private func run<T>(_ sql: SQL, _ work: (SQLiteStatement) throws -> T) throws -> T {
        if let failure { throw failure }
        let (text, values) = sql.rendered(marker: "?")
        return try noting {
            try refuseTransactionControl(text)
            return try statements.using(text) { statement in
                try statement.bind(values)
                return try work(statement)
            }
        }
    }

    private func noting<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as StoreError {
            failure = failure ?? error
            throw error
        }
    }
}

/// The driver begins and ends transactions; a statement that does so would break its caller's and others' writes.
func refuseTransactionControl(_ text: String) throws {
    let word = text.utf8.prefix { $0 != 32 && $0 != 10 && $0 != 59 }
    guard word.count >= 3, word.count <= 9 else { return }
    if ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(String(Substring(word)).uppercased()) {
        throw StoreError.statement("transactions belong to the driver")
    }
}
