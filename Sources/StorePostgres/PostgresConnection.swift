import CLibpq
import Store

/// So many go in one round trip, so that neither side waits for the other to read.
private let portion = 32

/// One transaction on a connection. It begins with its first statement, in the same round trip.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres
    private let session: PostgresSession
    private var begin: String?
    /// What goes with the next question.
    private var unsent: [SQL] = []
    private var cursors = 0
    /// The first failure: from then on the transaction can only be rolled back.
    private(set) var failure: PostgresFailure?

    init(_ session: PostgresSession, begin: String?) {
        self.session = session
        self.begin = begin
    }

    func query(_ sql: SQL) throws -> [Row] {
        let answer = try ask([sql])[0]
        return answer.result.rows(answer.shape ?? answer.result.shape)
    }

    func execute(_ sql: SQL) throws {
        if let failure { throw failure.error }
        unsent.append(sql)
        if unsent.count >= portion { try settle() }
    }

    func changes(_ sql: SQL) throws -> Int {
        try ask([sql])[0].result.changes
    }

    func pipeline(_ statements: [SQL]) throws -> [[Row]] {
        var rows: [[Row]] = []
        for start in stride(from: 0, to: statements.count, by: portion) {
            let some = Array(statements[start..<min(start + portion, statements.count)])
            rows += try ask(some).map { $0.result.rows($0.shape ?? $0.result.shape) }
        }
        return rows
    }

    /// Rows of a walk that are fetched at a time.
    private static let fetched = 4_000

    /// Through a cursor of the server, some rows at a time, so that `each` may ask questions of its own.
    func forEach(_ sql: SQL, _ each: (borrowing Cursor) throws -> Void) throws {
        cursors += 1
        let name = "walk\(cursors)"
        let (text, values) = sql.rendered(marker: "$")
        try settle()
        try noting {
            try refuseTransactionControl(text)
            let question = PostgresSession.Question(
                text: "DECLARE \(name) NO SCROLL CURSOR FOR \(text)", values: values, once: true)
            _ = try session.ask([question], begin: begin)
            begin = nil
        }
        let place = PostgresPlace()
        let cursor = place.cursor
        repeat {
            place.result = try noting { try session.simple("FETCH \(Self.fetched) FROM \(name)") }
            for row in 0..<place.count {
                place.row = Int32(row)
                try each(cursor)
            }
        } while place.count == Self.fetched
        _ = try noting { try session.simple("CLOSE \(name)") }
    }

    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        guard !rows.isEmpty, !columns.isEmpty else { return }
        try settle()
        try noting {
            try requireSchemaName(table)
            for column in columns { try requireSchemaName(column) }
            for row in rows { try check(row, columns.count) }
            try start()
            try session.copy(into: table, columns, rows)
        }
    }

    /// Sends BEGIN by itself when nothing was asked yet.
    private func start() throws {
        guard let text = begin else { return }
        _ = try session.simple(text)
        begin = nil
    }

    private func check(_ row: [Value], _ width: Int) throws {
        guard row.count == width else { throw StoreError.statement("\(row.count) values for \(width) columns") }
        for case .text(let text) in row where text.utf8.contains(0) {
            throw StoreError.constraint("a text holds the character NUL")
        }
    }

    /// Sends what has not been sent yet.
    func settle() throws {
        if !unsent.isEmpty { _ = try ask([]) }
    }

    /// A connection that has not been heard of is asked before COMMIT: when it is lost there, nothing is uncertain.
    func beSure() throws {
        if begin != nil { try settle() }
    }

    /// In the same round trip what has not been sent yet.
    private func ask(_ statements: [SQL], end: String? = nil) throws -> [PostgresSession.Answer] {
        let (all, before) = (unsent + statements, unsent.count)
        unsent = []
        return try noting {
            let questions = all.map { sql in
                let (text, values) = sql.rendered(marker: "$")
                return PostgresSession.Question(text: text, values: values)
            }
            let answers = try session.ask(questions, begin: begin, end: end)
            begin = nil
            return Array(answers.dropFirst(before))
        }
    }

    private func noting<T>(_ work: () throws -> T) throws -> T {
        if let failure { throw failure.error }
        do {
            return try work()
        } catch let error as PostgresFailure {
            failure = error
            throw error.error
        } catch let error as StoreError {
            failure = PostgresFailure(error: error)
            throw error
        }
    }

    /// Ends the transaction for good.
    /// - Returns: whether anything was asked in it.
    func commit() throws -> Bool {
        if let failure { throw failure.error }
        if begin != nil, unsent.isEmpty { return false }
        guard unsent.isEmpty else {
            // Not reached when a statement before it fails.
            _ = try ask([], end: "COMMIT")
            return true
        }
        try noting {
            // The server answers ROLLBACK, not an error, when a statement had failed.
            let tag = try session.simple("COMMIT").tag
            guard tag == "COMMIT" else {
                throw PostgresFailure(error: .unavailable("PostgreSQL answered \(tag) to COMMIT"))
            }
        }
        return true
    }

    func rollBack() {
        if session.isIdle { return }
        _ = try? session.simple("ROLLBACK")
    }
}

/// The row that a `forEach` stands on.
private final class PostgresPlace {
    var result: PostgresResult?
    var row: Int32 = 0

    var count: Int { result?.count ?? 0 }

    var cursor: Cursor {
        Cursor(
            integer: { [self] column in
                guard let bytes = bytes(column) else { return 0 }
                return bytes.first == UInt8(ascii: "t")
                    ? 1 : StorePostgres.integer(bytes) ?? Int64(exactly: StorePostgres.real(bytes).rounded(.towardZero)) ?? 0
            },
            text: { [self] in bytes($0).map { String(decoding: $0, as: UTF8.self) } ?? "" },
            isNull: { [self] in result?.isNull(row, Int32($0)) ?? true },
            real: { [self] in bytes($0).map(StorePostgres.real) ?? 0 })
    }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
        guard let result, !result.isNull(row, Int32(column)) else { return nil }
        return result.bytes(row, Int32(column))
    }
}
