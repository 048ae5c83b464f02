/// How transactions begin, and which of them go together.
///
/// Rules read, decide, and write what they decided; SQLite runs them one after another. Only SERIALIZABLE promises the same here. But it
/// forbids whole pages of an index to one another: of short writes that run together two in three had to be repeated, and those of
/// two nodes met again and again. So short writes take turns, on all nodes; long work goes beside them; and what clashed
/// too often goes by itself. The turn is a lock on a table, because LOCK is the one statement that waits before the transaction has its
/// snapshot: what it waited for would clash with it otherwise.
enum PostgresBegin {
    /// Attempts that share the database with other writes.
    static let together = 3

    /// A snapshot for all of a read's statements.
    private static let read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    private static let append = "BEGIN ISOLATION LEVEL READ COMMITTED"
    private static let write = "BEGIN ISOLATION LEVEL SERIALIZABLE"

    /// Whoever has the turn does not keep it until the disk has answered: `PostgresFlush` waits for that, for many together.
    static let leavesTheDisk = "SET synchronous_commit = off"
    static let waitsForTheDisk = "RESET synchronous_commit"

    /// Durable before it answers, and with it everything that was committed before, here or elsewhere.
    static let flush = "SELECT pg_logical_emit_message(true, 'carfan', '')"

    /// Short questions are answered sooner than they are compiled to machine code, which PostgreSQL does when it believes that they are long.
    static let compilesNothing = "SET jit TO off"

    /// Every schema has the table; before the first migration it is not there.
    static let asksForTurns = """
        SELECT has_table_privilege(to_regclass('schema_version'), 'UPDATE')
            AND has_function_privilege('pg_logical_emit_message(boolean, text, text)', 'EXECUTE'),
          concat_ws(' ', inet_server_addr(), inet_server_port(), pg_postmaster_start_time()), pg_backend_pid()
        """

    /// nil for a question, which is a transaction by itself.
    static func text(of job: PostgresLine.Job, hasTurns: Bool) -> String? {
        switch job.kind {
        case .question: nil
        case .read: read
        case .append: append
        case .write, .alone: hasTurns ? "\(write);LOCK TABLE schema_version IN \(lock(job)) MODE" : write
        }
    }

    /// SHARE ROW EXCLUSIVE keeps out its like, ROW SHARE only EXCLUSIVE.
    private static func lock(_ job: PostgresLine.Job) -> String {
        if job.attempts >= together { return "EXCLUSIVE" }
        return job.kind == .alone ? "ROW SHARE" : "SHARE ROW EXCLUSIVE"
    }

    static func statements(_ text: String?) -> [String] {
        text?.split(separator: ";").map(String.init) ?? []
    }
}
