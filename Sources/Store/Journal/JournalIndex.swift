public import Domain

/// Finds entries by the officer who acted and by the people whose data it was. It follows the tree, off the path of requests: a list
/// of twenty-five people would otherwise write twenty-five rows more before it is shown.
public enum JournalIndex {
    /// Entries in one transaction: up to some ten milliseconds, when they are lists.
    public static let most = 200

    /// By what entries are looked for.
    public enum Sought: Sendable {
        case subjects([Int64])
        case actor(Int64)
    }

    /// Takes in the places that have come.
    /// - Returns: how many.
    public static func extend(_ connection: any Connection) throws -> Int {
        guard let row = try connection.first("SELECT size, indexed FROM journal_tree WHERE id = 1") else {
            throw JournalDamage.noTree
        }
        let (size, indexed): (Int64, Int64) = (try row.get("size"), try row.get("indexed"))
        let end = min(size, indexed + Int64(most))
        guard end > indexed else { return 0 }
        var (subjects, actors): ([[Int64]], [[Int64]]) = ([], [])
        try connection.forEach(
            """
            SELECT p.place, j.actor, j.subjects FROM journal_place p JOIN journal j ON j.number = p.number
            WHERE p.place >= \(indexed) AND p.place < \(end) ORDER BY p.place
            """
        ) { row in
            let place = row.integer(0)
            actors.append([row.integer(1), place])
            for subject in Set(row.text(2).split(separator: " ").compactMap { Int64($0) }) {
                subjects.append([subject, place])
            }
        }
        func stored(_ rows: [[Int64]]) -> [[Value]] {
            rows.sorted { $0.lexicographicallyPrecedes($1) }.map { $0.map(\.stored) }
        }
        try connection.insert(into: "journal_subject", ["person_id", "place"], stored(subjects))
        try connection.insert(into: "journal_actor", ["actor", "place"], stored(actors))
        try connection.execute("UPDATE journal_tree SET indexed = \(end) WHERE id = 1")
        return Int(end - indexed)
    }

    /// The entries sought, the newest first: those of the last moments, then those before `place`, at most `limit` of them.
    /// - Parameter before: nil for the beginning.
    public static func entries(
        _ connection: any Connection, _ sought: Sought, before: Int64? = nil, limit: Int
    ) throws -> [(place: Int64?, number: Int64, entry: Entry)] {
        let newest = try before == nil ? tail(connection, sought) : []
        let places: SQL =
            switch sought {
            case .subjects(let people):
                "SELECT DISTINCT s.place FROM journal_subject s WHERE s.person_id \(connection.among(people))"
            case .actor(let actor): "SELECT s.place FROM journal_actor s WHERE s.actor = \(actor)"
            }
        let rows = try connection.query(
            """
            SELECT q.place, \(Journal.columns) FROM (\(places) AND s.place < \(before ?? .max) ORDER BY s.place DESC LIMIT \(limit)) q
            JOIN journal_place p ON p.place = q.place JOIN journal j ON j.number = p.number ORDER BY q.place DESC
            """)
        return try newest + rows.map { (try $0.get("place"), try $0.get("number"), try Journal.entry($0)) }
    }

    /// What is not indexed yet: the last moments'.
    private static func tail(
        _ connection: any Connection, _ sought: Sought
    ) throws -> [(place: Int64?, number: Int64, entry: Entry)] {
        let isSought: SQL =
            switch sought {
            case .actor(let actor): "j.actor = \(actor)"
            case .subjects(let people):
                "(" + SQL.joined(people.map { "(' ' || j.subjects || ' ') LIKE \("% \($0) %")" }, separator: " OR ") + ")"
            }
        let rows = try connection.query(
            """
            SELECT \(Journal.columns) FROM journal j WHERE \(isSought) AND (j.number IN
              (SELECT p.number FROM journal_place p WHERE p.place >= (SELECT t.indexed FROM journal_tree t WHERE t.id = 1))
              OR (j.number > (SELECT t.mark FROM journal_tree t WHERE t.id = 1)
                AND NOT EXISTS (SELECT 1 FROM journal_place p WHERE p.number = j.number)))
            ORDER BY j.number DESC
            """)
        return try rows.map { (nil, try $0.get("number"), try Journal.entry($0)) }
    }
}
