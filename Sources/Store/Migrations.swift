/// One step of the schema. Steps are applied in order, each whole or not at all, and never changed once released.
public struct Migration: Sendable {
    /// One change of the schema.
    public enum Step: Sendable {
        case table(Table)
        /// `CREATE INDEX name ON definition`: name, then `table (columns)`.
        case index(String, on: String)
        case uniqueIndex(String, on: String)
        /// A column added later, with its holding.
        case addColumn(table: String, Column)
        case sql(String)
        /// What SQL cannot say: derived entries, made anew. It sees the schema as it stands at this step.
        case run(@Sendable (any Connection) throws -> Void)

        func apply(_ connection: any Connection) throws {
            let dialect = connection.dialect
            let statement: String
            switch self {
            case .table(let table): statement = table.statement(dialect)
            case .index(let name, let definition): statement = "CREATE INDEX \(name) ON \(definition)"
            case .uniqueIndex(let name, let definition): statement = "CREATE UNIQUE INDEX \(name) ON \(definition)"
            case .addColumn(let table, let column):
                statement = "ALTER TABLE \(table) ADD COLUMN \(column.name) \(column.type.sql(dialect)) \(column.rule)"
            case .sql(let text): statement = text
            case .run(let make): return try make(connection)
            }
            try connection.execute(SQL(schema: statement))
        }
    }

    public let number: Int
    public let name: String
    public let steps: [Step]

    public init(_ number: Int, _ name: String, _ steps: [Step]) {
        self.number = number
        self.name = name
        self.steps = steps
    }
}

/// The ordered list of migrations, and the register of holdings that they add up to.
public struct Schema: Sendable {
    public let migrations: [Migration]

    public init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// The number of the newest migration that this program knows.
    public var version: Int { migrations.last?.number ?? 0 }

    /// Every column of every table with what it holds; nil means no personal data.
    public var holdings: [String: [String: Holding?]] {
        var register: [String: [String: Holding?]] = [:]
        for step in migrations.flatMap(\.steps) {
            switch step {
            case .table(let table):
                for column in table.columns { register[table.name, default: [:]][column.name] = .some(column.holding) }
            case .addColumn(let table, let column):
                register[table, default: [:]][column.name] = .some(column.holding)
            case .index, .uniqueIndex, .sql, .run: break
            }
        }
        return register
    }

    /// The schema version that a database stands at; 0 for an empty one.
    public func current(_ database: any Database) async throws -> Int {
        try await database.read { try Schema.current($0) }
    }

    /// Brings a database to this program's version. Two programs may call it at once: the second finds the work done.
    /// - Returns: the names of the migrations that were applied.
    public func migrate(_ database: any Database) async throws -> [String] {
        var applied: [String] = []
        try await database.read(TextOrder.check)
        for migration in migrations {
            let done = try await database.writeAlone { connection in
                try Schema.lock(connection)
                let current = try Schema.current(connection)
                guard current <= version else { throw tooNew(current) }
                guard migration.number > current else { return false }
                for step in migration.steps { try step.apply(connection) }
                try connection.execute(
                    "INSERT INTO schema_version (number, name) VALUES (\(migration.number), \(migration.name))")
                return true
            }
            if done { applied.append("\(migration.number) \(migration.name)") }
        }
        return applied
    }

    /// Throws with a clear sentence unless the database stands at exactly this program's version.
    public func check(_ database: any Database) async throws {
        try await database.read(TextOrder.check)
        let current = try await current(database)
        if current < version {
            throw StoreError.schema(
                """
                The database stands at schema \(current); this program needs \(version). Run: carfan migrate
                Mae'r gronfa ddata ar sgema \(current); mae angen \(version) ar y rhaglen hon. Rhedwch: carfan migrate
                """)
        }
        if current > version { throw tooNew(current) }
    }

    private func tooNew(_ current: Int) -> StoreError {
        .schema(
            """
            The database stands at schema \(current), newer than this program's \(version). Install the newer Carfan.
            Mae'r gronfa ddata ar sgema \(current), yn fwy newydd na \(version) y rhaglen hon. Gosodwch y Carfan newydd.
            """)
    }

    private static func current(_ connection: any Connection) throws -> Int {
        guard try connection.tableNames().contains("schema_version") else { return 0 }
        return try connection.value("SELECT COALESCE(MAX(number), 0) AS number FROM schema_version") ?? 0
    }

    /// SQLite's write transaction is the lock; PostgreSQL takes an advisory one for the transaction.
    private static func lock(_ connection: any Connection) throws {
        if connection.dialect == .postgres {
            // What the first of two programs committed must be seen once the lock is had: a snapshot taken before it is old.
            try connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            try connection.execute("SET LOCAL lock_timeout = 0")
            try connection.execute("SET LOCAL statement_timeout = 0")
            _ = try connection.query("SELECT pg_advisory_xact_lock(7246326)::text AS locked")
        }
        try connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)")
    }
}

extension Connection {
    /// The names of the tables of Carfan's schema.
    public func tableNames() throws -> [String] {
        let sql: SQL =
            switch dialect {
            case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            case .postgres:
                "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
            }
        return try query(sql).map { try $0.get("name") }
    }

    /// The names of a table's columns.
    public func columnNames(of table: String) throws -> [String] {
        let sql: SQL =
            switch dialect {
            case .sqlite: "SELECT name FROM pragma_table_info(\(table)) ORDER BY cid"
            case .postgres:
                """
                SELECT column_name AS name FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = \(table) ORDER BY ordinal_position
                """
            }
        return try query(sql).map { try $0.get("name") }
    }
}
