import GRDBSQLite
import Store

/// One prepared statement of one connection.
final class SQLiteStatement {
    let handle: OpaquePointer
    /// Whether it inserts, updates or deletes: only then is the count of changes its own.
    let countsChanges: Bool
    /// Begins or ends a transaction: not for callers.
    var isControl = false
    var inUse = false
    var lastUse: UInt64 = 0
    private var shape: Columns?
    private var preparations: Int32 = 0

    private init(_ handle: OpaquePointer, countsChanges: Bool) {
        self.handle = handle
        self.countsChanges = countsChanges
    }

    deinit {
        sqlite3_finalize(handle)
    }

    static func prepare(_ text: String, on connection: OpaquePointer) throws -> SQLiteStatement {
        var handle: OpaquePointer?
        var rest = ""
        let code = text.withCString { start in
            var tail: UnsafePointer<CChar>?
            defer { if let tail { rest = String(cString: tail) } }
            return sqlite3_prepare_v3(connection, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &tail)
        }
        guard code == SQLITE_OK else { throw StoreError.sqlite(connection) }
        guard let handle else { throw StoreError.statement("an empty statement") }
        let word = text.prefix { $0.isLetter }.uppercased()
        let changes = ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains(word) && sqlite3_stmt_readonly(handle) == 0
        let statement = SQLiteStatement(handle, countsChanges: changes)
        guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
            throw StoreError.statement("more than one statement in one text")
        }
        return statement
    }

    /// The names of the answer's columns, shared by its rows. SQLite prepares again when the schema changed.
    var columns: Columns {
        let count = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
        if let shape, count == preparations { return shape }
        let names = (0..<sqlite3_column_count(handle)).map { column in
            sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
        }
        let columns = Columns(names)
        shape = columns
        preparations = count
        return columns
    }

    /// Whether there is a row to read.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw StoreError.sqlite(sqlite3_db_handle(handle))
        }
    }

    func reset() {
        sqlite3_reset(handle)
    }

    /// Reads the row that the statement stands on.
    var cursor: Cursor {
        Cursor(
            integer: { [handle] in sqlite3_column_int64(handle, Int32($0)) }, text: { self.text(Int32($0)) },
            isNull: { [handle] in sqlite3_column_type(handle, Int32($0)) == SQLITE_NULL },
            real: { [handle] in sqlite3_column_double(handle, Int32($0)) })
    }

    /// The values of the row that the statement stands on.
    func read(_ count: Int, into values: inout [Value]) {
        for column in 0..<Int32(truncatingIfNeeded: count) { values.append(value(column)) }
    }

    func wholeNumber(_ column: Int32) throws -> Int64 {
        guard sqlite3_column_type(handle, column) == SQLITE_INTEGER else { throw StoreError.column("not a whole number") }
        return sqlite3_column_int64(handle, column)
    }

    private func value(_ column: Int32) -> Value {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .null
        }
    }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
    }

    private func blob(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
