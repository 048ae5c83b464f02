import CLibpq
import Store

/// One transaction on a connection. It begins with its first statement, in the same round trip.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres
    private let session: PostgresSession
    private var begin: String?
    /// COMMIT does not wait for the disk.
    private let isPassedOn: Bool
    private var cursors = 0
    /// The first failure: from then on the transaction can only be rolled back.
    private(set) var failure: PostgresFailure?

    init(_ session: PostgresSession, begin: String) {
        self.session = session
        self.begin = begin
        isPassedOn = PostgresBegin.isPassedOn(begin)
    }

    func query(_ sql: SQL) throws -> [Row] {
        let answer = try ask([sql])[0]
        return answer.result.rows(answer.shape ?? answer.result.shape)
    }

    func execute(_ sql: SQL) throws -> Int {
        try ask([sql])[0].result.changes
    }

    /// In portions, so that neither side waits for the other to read.
    func pipeline(_ statements: [SQL]) throws -> [[Row]] {
        var rows: [[Row]] = []
        for start in stride(from: 0, to: statements.count, by: 32) {
            let portion = Array(statements[start..<min(start + 32, statements.count)])
            rows += try ask(portion).map { $0.result.rows($0.shape ?? $0.result.shape) }
        }
        return rows
    }

    /// Through a cursor of the server, a thousand rows at a time, so that `each` may ask questions of its own.
    func forEach(_ sql: SQL, _ each: (borrowing Cursor) throws -> Void) throws {
        cursors += 1
        let name = "walk\(cursors)"
        let (text, values) = sql.rendered(marker: "$")
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
            place.result = try noting { try session.simple("FETCH 1000 FROM \(name)") }
            for row in 0..<place.count {
                place.row = Int32(row)
                try each(cursor)
            }
        } while place.count == 1000
        _ = try noting { try session.simple("CLOSE \(name)") }
    }

    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        guard !rows.isEmpty, !columns.isEmpty else { return }
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

    private func ask(_ statements: [SQL]) throws -> [PostgresSession.Answer] {
        guard !statements.isEmpty else { return [] }
        return try noting {
            let questions = statements.map { sql in
                let (text, values) = sql.rendered(marker: "$")
                return PostgresSession.Question(text: text, values: values)
            }
            let answers = try session.ask(questions, begin: begin)
            begin = nil
            return answers
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

    /// Ends the transaction for good. The server answers ROLLBACK, not an error, when a statement had failed.
    func commit() throws {
        try noting {
            guard begin == nil else { return }
            let tag = try session.simple("COMMIT").tag
            guard tag == "COMMIT" else {
                throw PostgresFailure(error: .unavailable("PostgreSQL answered \(tag) to COMMIT"))
            }
            if isPassedOn { try flush() }
        }
    }

    /// Whatever keeps it from being durable, it is not known whether it will be.
    private func flush() throws {
        do {
            _ = try session.simple(PostgresBegin.flush)
        } catch let failure as PostgresFailure where failure.remedy != .reconnect {
            throw PostgresFailure(error: .uncertain(failure.error.description))
        }
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
