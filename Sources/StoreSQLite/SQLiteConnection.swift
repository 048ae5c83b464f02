import GRDBSQLite
import Store

/// A connection of the pool while a transaction runs on it. Used only on its connection's own queue, hence unchecked.
final class SQLiteConnection: Connection, @unchecked Sendable {
    let dialect = Dialect.sqlite
    private let handle: OpaquePointer
    private let statements: SQLiteStatements
    /// The first error of a statement: from then on the transaction can only be rolled back, as in PostgreSQL.
    private(set) var failure: StoreError?
    /// When the last large write began; nil while the cache is small.
    private var lastLarge: ContinuousClock.Instant?

    init(_ handle: OpaquePointer) {
        self.handle = handle
        statements = SQLiteStatements(handle)
    }

    /// SQLite may roll a transaction back by itself (disk full, I/O error).
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// BEGIN, SAVEPOINT and the like; forgets an earlier failure.
    func control(_ text: String) throws {
        failure = nil
        try statements.using(text, control: true) { statement in _ = try statement.step() }
    }

    /// Room for the writes of an import: they touch pages all over the indices, and a page that falls out of the cache, or is
    /// checkpointed after each batch, is written many times over. A while after the last of them the memory is given back.
    func widen(_ large: Bool) {
        let now = ContinuousClock.now
        if large {
            if lastLarge == nil { setRoom(cache: 80_000, checkpoint: 50_000, log: 256) }
            lastLarge = now
        } else if let last = lastLarge, now - last > .seconds(2) {
            setRoom(cache: 6_000, checkpoint: 1_000, log: 64)
            lastLarge = nil
        }
    }

    /// - Parameters: the cache in KiB; after how many pages the log is brought home; how many MiB of its file are then kept.
    private func setRoom(cache: Int, checkpoint: Int, log: Int) {
        for text in ["cache_size = -\(cache)", "wal_autocheckpoint = \(checkpoint)", "journal_size_limit = \(log << 20)"] {
            sqlite3_exec(handle, "PRAGMA \(text)", nil, nil, nil)
        }
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
            var values: [Value] = []
            repeat { statement.read(columns.names.count, into: &values) } while try statement.step()
            return Row.rows(columns, values)
        }
    }

    func numbers(_ sql: SQL) throws -> [Int64] {
        try run(sql) { statement in
            var numbers: [Int64] = []
            while try statement.step() { numbers.append(try statement.wholeNumber(0)) }
            return numbers
        }
    }

    func execute(_ sql: SQL) throws {
        _ = try changes(sql)
    }

    func changes(_ sql: SQL) throws -> Int {
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
        if let failure { throw failure }
        // What the caller's closure throws is no failure of the transaction.
        var stop: (any Error)?
        try noting {
            try statements.using(text) { statement in
                try statement.bind(values)
                let cursor = statement.cursor
                while stop == nil, try statement.step() {
                    do { try each(cursor) } catch { stop = error }
                }
            }
        }
        if let stop { throw stop }
    }

    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        guard !rows.isEmpty, !columns.isEmpty else { return }
        if let failure { throw failure }
        try noting {
            try requireSchemaName(table)
            for column in columns { try requireSchemaName(column) }
            let whole = rows.count - rows.count % SQLiteConnection.rowsTogether
            try insert(into: table, columns, rows[..<whole], together: SQLiteConnection.rowsTogether)
            try insert(into: table, columns, rows[whole...], together: 1)
        }
    }

    /// To begin and end a statement takes as long as to insert a short row.
    private static let rowsTogether = 50

    private func insert(
        into table: String, _ columns: [String], _ rows: ArraySlice<[Value]>, together: Int
    ) throws {
        guard !rows.isEmpty else { return }
        let places = "(\(repeatElement("?", count: columns.count).joined(separator: ",")))"
        let values = repeatElement(places, count: together).joined(separator: ",")
        // A failure ends the transaction anyway, so SQLite need not copy every page aside to take back the statement alone.
        let text = "INSERT OR FAIL INTO \(table) (\(columns.joined(separator: ","))) VALUES \(values)"
        try statements.using(text) { statement in
            for start in stride(from: rows.startIndex, to: rows.endIndex, by: together) {
                try statement.bind(rows[start..<start + together])
                _ = try statement.step()
                statement.reset()
            }
        }
    }

    private func run<T>(_ sql: SQL, _ work: (SQLiteStatement) throws -> T) throws -> T {
        if let failure { throw failure }
        let (text, values) = sql.rendered(marker: "?")
        return try noting {
            try statements.using(text) { statement in
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
