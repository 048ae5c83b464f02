import Store
import Synchronization

/// A database that keeps what it was asked: each statement without its values, and how many rows it answered or changed.
final class OverheardDatabase: Database {
    private let inner: any Database
    private let heard = Mutex<[String]>([])

    init(_ inner: any Database) {
        self.inner = inner
    }

    /// What was asked since the last time this was called. The journal's own rows depend on how long it is, and are left out.
    func taken() -> [String] {
        heard.withLock { heard in
            defer { heard = [] }
            return heard.filter { !$0.contains("journal") }
        }
    }

    fileprivate func note(_ sql: SQL, _ rows: Int) {
        let text = sql.rendered(marker: "?").text
        heard.withLock { $0.append("\(rows) × \(text)") }
    }

    fileprivate func note(_ text: String) {
        heard.withLock { $0.append(text) }
    }

    var dialect: Dialect { inner.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.read { [self] in try body(OverheardConnection($0, self)) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.write { [self] in try body(OverheardConnection($0, self)) }
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.writeAlone { [self] in try body(OverheardConnection($0, self)) }
    }

    var executor: (any TaskExecutor)? { inner.executor }

    func backup(to path: String) async throws { try await inner.backup(to: path) }

    func close() async { await inner.close() }
}

private final class OverheardConnection: Connection {
    private let inner: any Connection
    private let database: OverheardDatabase

    init(_ inner: any Connection, _ database: OverheardDatabase) {
        (self.inner, self.database) = (inner, database)
    }

    var dialect: Dialect { inner.dialect }

    func query(_ sql: SQL) throws -> [Row] {
        let rows = try inner.query(sql)
        database.note(sql, rows.count)
        return rows
    }

    func numbers(_ sql: SQL) throws -> [Int64] {
        let numbers = try inner.numbers(sql)
        database.note(sql, numbers.count)
        return numbers
    }

    func execute(_ sql: SQL) throws {
        database.note(sql, try inner.changes(sql))
    }

    func changes(_ sql: SQL) throws -> Int {
        let changed = try inner.changes(sql)
        database.note(sql, changed)
        return changed
    }

    func pipeline(_ statements: [SQL]) throws -> [[Row]] {
        let answers = try inner.pipeline(statements)
        for (sql, rows) in zip(statements, answers) { database.note(sql, rows.count) }
        return answers
    }

    func forEach(_ sql: SQL, _ each: (borrowing Cursor) throws -> Void) throws {
        var rows = 0
        try inner.forEach(sql) { cursor in
            rows += 1
            try each(cursor)
        }
        database.note(sql, rows)
    }

    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        try inner.insert(into: table, columns, rows)
        database.note("\(rows.count) × INSERT INTO \(table)")
    }
}
