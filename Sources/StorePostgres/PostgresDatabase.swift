public import Store

/// PostgreSQL through libpq: a few connections, each with a thread of its own.
public final class PostgresDatabase: Database {
    public let dialect = Dialect.postgres
    private let line: PostgresLine
    private let flush: PostgresFlush

    /// Connects when first asked.
    /// - Parameters:
    ///   - conninfo: `postgres://…` or `host=… dbname=…`, as libpq has it: several hosts, `sslmode`, time-outs and `options`
    ///     are passed on. With several hosts `target_session_attrs=read-write` unless something else is said.
    ///   - connections: how many write at once; one more is kept for reads, one for tasks that are carried,
    ///     and one to wait for the disk.
    /// - Throws: `StoreError.unavailable` when the address cannot be read.
    public init(_ conninfo: String, connections: Int = 4) throws {
        let conninfo = try PostgresConninfo(conninfo)
        line = PostgresLine(mostWrites: max(connections, 1))
        flush = PostgresFlush(conninfo)
        flush.start()
        for number in 0..<max(connections, 1) + 2 {
            PostgresWorker(line, conninfo, flush).start(named: "postgres-\(number)")
        }
    }

    deinit {
        line.close { [flush] in flush.close {} }
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(.read, body)
    }

    public func ask(_ sql: SQL) async throws -> [Row] {
        try await run(.question) { try $0.query(sql) }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(.write, body)
    }

    @discardableResult
    public func append<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(.append, body)
    }

    @discardableResult
    public func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(.alone, body)
    }

    public func backup(to path: String) async throws {
        throw StoreError.statement("PostgreSQL is backed up with its own programs: pg_dump or pg_basebackup.")
    }

    public var executor: (any TaskExecutor)? { line }

    public func close() async {
        await withCheckedContinuation { continuation in
            line.close { [flush] in flush.close { continuation.resume() } }
        }
    }

    private func run<T: Sendable>(
        _ kind: PostgresLine.Kind, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let number = line.number()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let job = PostgresLine.Job(number: number, kind: kind) { connection in
                    let value = try body(connection)
                    return { continuation.resume(returning: value) }
                } fail: {
                    continuation.resume(throwing: $0)
                }
                if Task.isCancelled {
                    job.fail(CancellationError())
                } else if kind.isRead, let worker = PostgresWorker.here(line) {
                    _ = worker.run(job)
                } else {
                    line.enter(job)
                }
            }
        } onCancel: {
            line.leave(number)
        }
    }
}
