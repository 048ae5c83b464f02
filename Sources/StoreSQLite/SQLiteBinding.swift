import GRDBSQLite
import Glibc
import Store

/// SQLite copies what is bound (SQLITE_TRANSIENT is a cast in C that Swift does not import).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension SQLiteStatement {
    func bind(_ values: [Value]) throws {
        let parameters = Int(sqlite3_bind_parameter_count(handle))
        guard values.count == parameters else {
            throw StoreError.statement("\(values.count) values for \(parameters) parameters")
        }
        try bind(values, from: 1)
    }

    /// The values of several rows of equal shape.
    func bind(_ rows: ArraySlice<[Value]>) throws {
        let parameters = Int(sqlite3_bind_parameter_count(handle)) / max(rows.count, 1)
        var index: Int32 = 1
        for row in rows {
            guard row.count == parameters else {
                throw StoreError.statement("\(row.count) values for \(parameters) parameters")
            }
            try bind(row, from: index)
            index += Int32(parameters)
        }
    }

    private func bind(_ values: [Value], from first: Int32) throws {
        var index = first
        for value in values {
            try bind(value, at: index)
            index &+= 1
        }
    }

    private func bind(_ value: Value, at index: Int32) throws {
        let code =
            switch value {
            case .null: sqlite3_bind_null(handle, index)
            case .integer(let number): sqlite3_bind_int64(handle, index, number)
            case .real(let number): sqlite3_bind_double(handle, index, number)
            case .text(let text): try bind(text, at: index)
            case .blob(let bytes): bind(bytes, at: index)
            }
        guard code == SQLITE_OK else { throw StoreError.sqlite(sqlite3_db_handle(handle)) }
    }

    private func bind(_ text: String, at index: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return sqlite3_bind_text(handle, index, "", 0, copied) }
            // PostgreSQL cannot hold NUL in a text, so neither may we.
            guard memchr(start, 0, bytes.count) == nil else { throw StoreError.constraint("a text holds the character NUL") }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text(handle, index, $0, Int32(truncatingIfNeeded: bytes.count), copied)
            }
        }
    }

    private func bind(_ bytes: [UInt8], at index: Int32) -> Int32 {
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
        return bytes.withUnsafeBytes {
            sqlite3_bind_blob(handle, index, $0.baseAddress, Int32(truncatingIfNeeded: $0.count), copied)
        }
    }
}
