/// Which database answers. Code asks for it only inside the few functions that must differ.
public enum Dialect: Sendable {
    case sqlite, postgres
}

/// One open transaction. Synchronous on purpose: read, decide, write, with nothing in between. It lives on a thread of its
/// driver and must not be kept beyond the closure it is given to. A statement that fails ends it: whatever comes after throws
/// the same error and nothing is kept, also when the error was caught. What may clash says ON CONFLICT.
public protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// All rows of the answer.
    func query(_ sql: SQL) throws -> [Row]

    /// The whole numbers of the answer's first column.
    func numbers(_ sql: SQL) throws -> [Int64]

    /// Runs a statement of which no answer is wanted. PostgreSQL is sent it with the next question or with the end of the
    /// transaction, so that its failure may come there.
    func execute(_ sql: SQL) throws

    /// Runs a statement; returns how many rows it changed.
    func changes(_ sql: SQL) throws -> Int

    /// Several questions in one round trip, answers in the same order.
    func pipeline(_ statements: [SQL]) throws -> [[Row]]

    /// Calls `each` for every row without holding the answer in memory. The row is valid only during the call.
    func forEach(_ sql: SQL, _ each: (borrowing Cursor) throws -> Void) throws

    /// Inserts many rows of equal shape by the fastest means of the driver. `columns` must be literal schema names.
    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws
}

/// The row that a `forEach` stands on. Columns by position, without copying what is not asked for.
public struct Cursor: ~Copyable {
    public let integer: (Int) -> Int64
    public let text: (Int) -> String
    public let isNull: (Int) -> Bool
    public let real: (Int) -> Double

    public init(
        integer: @escaping (Int) -> Int64, text: @escaping (Int) -> String, isNull: @escaping (Int) -> Bool,
        real: @escaping (Int) -> Double
    ) {
        self.integer = integer
        self.text = text
        self.isNull = isNull
        self.real = real
    }
}

extension Connection {
    /// The first row, or nil when there is none.
    public func first(_ sql: SQL) throws -> Row? {
        try query(sql).first
    }

    /// The value of the only column of the first row.
    public func value<T: Storable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        guard let row = try first(sql), let value = row.values.first else { return nil }
        return T.from(value)
    }

    public func numbers(_ sql: SQL) throws -> [Int64] {
        try query(sql).map { row in
            guard let number = row.values.first.flatMap(Int64.from) else { throw StoreError.column("not a whole number") }
            return number
        }
    }

    public func exists(_ sql: SQL) throws -> Bool {
        try !query(sql).isEmpty
    }

    /// Tells the database how large tables have become that it believes to hold fewer rows than these. PostgreSQL keeps the plans that it
    /// made while they were small until it learns; SQLite plans without sizes.
    public func learnSizes(of tables: [String], from rows: Int) throws {
        guard dialect == .postgres else { return }
        let these = SQL.joined(tables.map { "to_regclass(\($0))" }, separator: ", ")
        let small = try query(
            "SELECT CAST(relname AS text) AS name FROM pg_class WHERE oid IN (\(these)) AND reltuples < \(rows)")
        for table in try small.map({ try $0.get("name", as: String.self) }) { try execute("ANALYZE \(name: table)") }
    }

    /// `column \(among(values))`: one statement for a list of any length. Each database takes a list its own way.
    public func among(_ values: [Int64]) -> SQL {
        let text = values.map(String.init).joined(separator: ",")
        return switch dialect {
        case .sqlite: "IN (SELECT value FROM json_each(\("[\(text)]")))"
        case .postgres: anyOf("{\(text)}", "bigint[]", values.count)
        }
    }

    /// The same as a table of one column, `value`: with CROSS JOIN both databases look each value up by an index, however many they are and
    /// however small they believe the other table to be.
    public func table(of values: [Int64]) -> SQL {
        let text = values.map(String.init).joined(separator: ",")
        return switch dialect {
        case .sqlite: "json_each(\("[\(text)]"))"
        case .postgres: "unnest(\("{\(text)}")::bigint[]) AS wanted (value)"
        }
    }

    /// The same for texts.
    public func among(_ values: [String]) -> SQL {
        switch dialect {
        case .sqlite: "IN (SELECT value FROM json_each(\(jsonArray(values))))"
        case .postgres: anyOf(array(values), "text[]", values.count)
        }
    }

    public func table(of values: [String]) -> SQL {
        switch dialect {
        case .sqlite: "json_each(\(jsonArray(values)))"
        case .postgres: "unnest(\(array(values))::text[]) AS wanted (value)"
        }
    }

    /// An array, for which an index is used as for one value. A long one is read once, and not for every row of a table that is looked
    /// through after all; a short one is known while the statement is planned.
    private func anyOf(_ array: String, _ type: SQL, _ count: Int) -> SQL {
        count > 50 ? "= ANY ((SELECT \(array)::\(type))::\(type))" : "= ANY (\(array)::\(type))"
    }

    private func jsonArray(_ values: [String]) -> String { "[\(values.map(quotedJSON).joined(separator: ","))]" }

    /// Texts as PostgreSQL has an array of them.
    private func array(_ values: [String]) -> String { "{\(values.map(quotedElement).joined(separator: ","))}" }

    /// A text as an array of PostgreSQL has it, in double quotes.
    private func quotedElement(_ text: String) -> String {
        let bytes = text.utf8.flatMap { $0 == 34 || $0 == 92 ? [92, $0] : [$0] }
        return "\"\(String(decoding: bytes, as: UTF8.self))\""
    }

    /// Numbers for `count` new rows of `table`, taken before they are inserted.
    public func newIDs(for table: String, _ count: Int) throws -> [Int64] {
        guard count > 0 else { return [] }
        switch dialect {
        case .sqlite:
            let last: Int64 = try value("SELECT COALESCE(MAX(id), 0) AS id FROM \(name: table)") ?? 0
            let used: Int64 = try value("SELECT seq FROM sqlite_sequence WHERE name = \(table)") ?? 0
            let start = max(last, used) + 1
            return (0..<Int64(count)).map { start + $0 }
        case .postgres:
            return try query(
                """
                SELECT nextval('\(name: table)_id_seq') AS id FROM generate_series(1, \(count)) AS series
                """
            ).map { try $0.get("id") }
        }
    }

    /// A number for a new row of `table`, as a question that goes with others.
    public func newID(for table: String) -> SQL {
        switch dialect {
        case .sqlite:
            """
            SELECT MAX(COALESCE((SELECT MAX(id) FROM \(name: table)), 0),
              COALESCE((SELECT seq FROM sqlite_sequence WHERE name = \(table)), 0)) + 1 AS id
            """
        case .postgres: "SELECT nextval('\(name: table)_id_seq') AS id"
        }
    }

    /// `INSERT … RETURNING id`: the number of the new row.
    public func insertReturningID(_ sql: SQL) throws -> Int64 {
        guard let id: Int64 = try value(sql) else { throw StoreError.column("the insert returned no id") }
        return id
    }
}

/// A text as JSON has it, in double quotes.
public func quotedJSON(_ text: String) -> String {
    var bytes: [UInt8] = [34]
    bytes.reserveCapacity(text.utf8.count + 2)
    let hex = Array("0123456789abcdef".utf8)
    for byte in text.utf8 {
        switch byte {
        case 34: bytes += [92, 34]
        case 92: bytes += [92, 92]
        case 0..<32: bytes += [92, 117, 48, 48, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
    bytes.append(34)
    return String(decoding: bytes, as: UTF8.self)
}
