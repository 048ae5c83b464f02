import Domain

/// Finds entries by the officer who acted, by the people whose data it was, and by the hour. It follows the tree, off the path of
/// requests: a list of twenty-five people would otherwise write twenty-five rows more before it is shown.
public enum JournalIndex {
    /// Entries in one transaction, and rows that they give: a list of fifty people gives fifty. Some milliseconds, while SQLite's other
    /// writes wait.
    public static let most = 200
    static let mostRows = 1000

    /// Empties it, so that all of it is made anew.
    public static func forget(_ connection: any Connection) throws {
        for table in ["journal_subject", "journal_actor", "journal_hour"] {
            try connection.execute("DELETE FROM \(name: table)")
        }
        try connection.execute("UPDATE journal_tree SET indexed = 0 WHERE id = 1")
    }

    /// Takes in places that have come.
    /// - Returns: how many, and how many are left.
    public static func extend(_ connection: any Connection) throws -> (taken: Int, left: Int) {
        guard let row = try connection.first("SELECT size, indexed FROM journal_tree WHERE id = 1") else {
            throw JournalDamage.noTree
        }
        let (size, indexed): (Int64, Int64) = (try row.get("size"), try row.get("indexed"))
        var end = min(size, indexed + Int64(most))
        guard end > indexed else { return (0, 0) }
        var (subjects, actors): ([[Int64]], [[Int64]]) = ([], [])
        var hours: [String: ClosedRange<Int64>] = [:]
        try connection.forEach(
            """
            SELECT p.place, j.actor, j.subjects, j.at FROM journal_place p JOIN journal j ON j.number = p.number
            WHERE p.place >= \(indexed) AND p.place < \(end) ORDER BY p.place
            """
        ) { row in
            let place = row.integer(0)
            guard place < end else { return }
            actors.append([row.integer(1), place])
            for subject in Set(row.text(2).blankParted.compactMap { Int64($0) }) {
                subjects.append([subject, place])
            }
            if subjects.count >= mostRows { end = place + 1 }
            let hour = String(row.text(3).prefix(13))
            hours[hour] = (hours[hour]?.lowerBound ?? place)...place
        }
        func stored(_ rows: [[Int64]]) -> [[Value]] {
            rows.sorted { $0.lexicographicallyPrecedes($1) }.map { $0.map(\.stored) }
        }
        try connection.insert(into: "journal_subject", ["person_id", "place"], stored(subjects))
        try connection.insert(into: "journal_actor", ["actor", "place"], stored(actors))
        // Clocks of several nodes, and of one that was set back, may differ: an hour's places may lie among another's.
        for (hour, places) in hours.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                INSERT INTO journal_hour (hour, first_place, last_place)
                VALUES (\(hour), \(places.lowerBound), \(places.upperBound))
                ON CONFLICT (hour) DO UPDATE SET last_place = excluded.last_place
                """)
        }
        try connection.execute("UPDATE journal_tree SET indexed = \(end) WHERE id = 1")
        return (Int(end - indexed), Int(size - end))
    }
}
