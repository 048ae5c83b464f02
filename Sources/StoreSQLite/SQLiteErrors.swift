import GRDB
import GRDBSQLite
import Store

extension StoreError {
    /// What the connection says about the call that has just failed.
    static func sqlite(_ connection: OpaquePointer?) -> StoreError {
        sqlite(code: sqlite3_extended_errcode(connection), String(cString: sqlite3_errmsg(connection)))
    }

    static func sqlite(code: Int32, _ message: String) -> StoreError {
        let text = "SQLite \(code): \(message)"
        return switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL, SQLITE_INTERRUPT: .busy(text)
        case SQLITE_READONLY: .readOnly(text)
        case SQLITE_FULL: .full(text)
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .constraint(text)
        case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_IOERR, SQLITE_PERM, SQLITE_NOMEM: .unavailable(text)
        default: .statement(text)
        }
    }

    /// GRDB's errors in our kinds; others as they are.
    static func from(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        if error.resultCode == .SQLITE_MISUSE { return StoreError.closed }
        return sqlite(code: error.extendedResultCode.rawValue, error.message ?? "")
    }
}
