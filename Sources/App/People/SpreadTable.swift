import Store

/// A table whose entries belong anywhere in it. At a million people a batch of an import would write nearly every page of it for an
/// entry or two each, so what an import brings waits in a small table of the same shape, and is moved in order, very many at once.
/// An entry stands in one of the two; whoever reads asks both.
enum SpreadTable: String, CaseIterable {
    case matchKey = "match_key"
    case personWord = "person_word"

    var waiting: String { rawValue + "_waiting" }
    var both: [String] { [rawValue, waiting] }

    private var columns: SQL {
        switch self {
        case .matchKey: "key, record_id, low, high"
        case .personWord: "word, sort_key, person_id, reach_id"
        }
    }

    /// At the end of a run what waits is moved when it is more than this: reading it costs little, and moved with more it writes fewer pages.
    static let mostWaiting = 500_000

    /// Whether more than so many entries wait.
    func holds(_ connection: any Connection, moreThan most: Int) throws -> Bool {
        let some: SQL = "SELECT 1 AS one FROM \(name: waiting) LIMIT \(most + 1)"
        let count: Int = try connection.value("SELECT COUNT(*) AS n FROM (\(some)) w") ?? 0
        return count > most
    }

    /// Moves what waits to where it belongs.
    func settle(_ connection: any Connection) throws {
        // SQLite would copy every page aside, to be able to take back the statement alone.
        let insert: SQL = connection.dialect == .sqlite ? "INSERT OR FAIL" : "INSERT"
        try connection.execute(
            """
            \(insert) INTO \(name: rawValue) (\(columns)) SELECT \(columns) FROM \(name: waiting) ORDER BY \(columns)
            """)
        try connection.execute("DELETE FROM \(name: waiting)")
    }
}
