/// How transactions begin.
///
/// A write that clashed again and again goes by itself, on this node and on all others: ordinary writes hold a lock together, and it
/// alone. The lock is a table's, because LOCK is the one statement that waits before the transaction has its snapshot; what it
/// waited for would clash with it otherwise.
enum PostgresBegin {
    /// Attempts that shared the database with other nodes' writes.
    static let together = 3

    /// A snapshot for all of a read's statements.
    private static let read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// Rules read, decide, and write what they decided; SQLite runs them one after another. Only SERIALIZABLE promises the
    /// same here: REPEATABLE READ lets two of them decide on what the other is changing.
    private static let write = "BEGIN ISOLATION LEVEL SERIALIZABLE"

    /// Every schema has the table; before the first migration it is not there.
    static let asksForTurns = "SELECT has_table_privilege(to_regclass('schema_version'), 'UPDATE')"

    static func text(of job: PostgresLine.Job, hasTurns: Bool) -> String {
        guard job.kind != .read else { return read }
        guard hasTurns else { return write }
        return "\(write);LOCK TABLE schema_version IN \(job.attempts < together ? "ROW SHARE" : "EXCLUSIVE") MODE"
    }

    static func statements(_ text: String?) -> [String] {
        text?.split(separator: ";").map(String.init) ?? []
    }
}
