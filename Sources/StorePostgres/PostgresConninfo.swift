import CLibpq
import Glibc
import Store

/// The words that libpq connects by: what the operator wrote, and our defaults for what was left open.
struct PostgresConninfo: Sendable {
    let words: [(name: String, value: String)]

    /// - Parameter text: `postgres://…`, also with several hosts, or `host=… dbname=…`.
    init(_ text: String) throws {
        guard let given = Self.parse(text) else {
            // The text may hold a password: it is not repeated.
            throw StoreError.unavailable("The PostgreSQL address cannot be read; see the libpq manual, connection strings.")
        }
        var words = given.filter { $0.name != "options" }
        let named = Set(words.map(\.name))
        words += Self.defaults.filter { !named.contains($0.name) }
        if let host = given.first(where: { $0.name == "host" }), host.value.contains(","),
            !named.contains("target_session_attrs")
        {
            words.append(("target_session_attrs", "read-write"))
        }
        let own = given.first { $0.name == "options" }?.value ?? ""
        words.append(("options", own.isEmpty ? Self.options : "\(Self.options) \(own)"))
        self.words = words
    }

    /// Times in seconds or milliseconds as libpq has them. A generic plan: planning each time costs more than the run.
    private static let defaults: [(name: String, value: String)] = [
        ("connect_timeout", "5"), ("tcp_user_timeout", "10000"), ("keepalives_idle", "5"), ("keepalives_interval", "3"),
        ("keepalives_count", "3"), ("application_name", "carfan"), ("client_encoding", "UTF8"),
    ]

    /// The operator's own options come after ours and win. A plan is kept for as long as a table is not analysed: one that was made when
    /// the table was nearly empty must use the index all the same, hence the price of a page.
    private static let options =
        "-c statement_timeout=60000 -c lock_timeout=5000 -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
        + " -c extra_float_digits=1"

    private static func parse(_ text: String) -> [(name: String, value: String)]? {
        guard let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var given: [(name: String, value: String)] = []
        var option = options
        while let name = option.pointee.keyword {
            if let value = option.pointee.val { given.append((String(cString: name), String(cString: value))) }
            option += 1
        }
        return given
    }

    /// A new connection, or why there is none.
    func connect() throws -> OpaquePointer {
        let names = words.map { strdup($0.name) } + [nil]
        let values = words.map { strdup($0.value) } + [nil]
        defer { for text in names + values { free(text) } }
        let handle = names.map { UnsafePointer($0) }.withUnsafeBufferPointer { names in
            values.map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
                PQconnectdbParams(names.baseAddress, values.baseAddress, 0)
            }
        }
        guard let handle else { throw StoreError.unavailable("PostgreSQL: no memory for a connection") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let text = String(cString: PQerrorMessage(handle)).trimmingEnd()
            PQfinish(handle)
            throw StoreError.unavailable("PostgreSQL: \(text)")
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        return handle
    }
}

extension String {
    func trimmingEnd() -> String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
