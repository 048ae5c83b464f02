import Domain
import Store

/// `Access.mayOpen` in SQL. A case answers to a set of tokens, and an officer may open it when they hold one of them.
enum Reach {
    /// - Parameter set: the column that holds the number of the case's set of tokens.
    static func condition(viewer: Officer, set: SQL) -> SQL {
        // The sign keeps SQLite from looking for cases by their set, which is the long way round.
        condition(viewer: viewer, sets: "+\(set)")
    }

    /// The same for a query that looks for all cases of these sets at once.
    static func condition(viewer: Officer, sets: SQL) -> SQL {
        let tokens = ReachToken.held(by: viewer).map(\.text)
        guard !tokens.isEmpty else { return "1 = 0" }
        return "\(sets) IN (SELECT reach_token.reach_id FROM reach_token WHERE reach_token.token IN (\(list: tokens)))"
    }

    /// The numbers of these sets, each written as its tokens in order with blanks between. A set that is new is entered.
    static func numbers(_ connection: any Connection, of sets: Set<String>) throws -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        for row in try connection.query("SELECT id, tokens FROM reach WHERE tokens \(connection.among(Array(sets)))") {
            numbers[try row.get("tokens")] = try row.get("id")
        }
        for set in sets.sorted() where numbers[set] == nil {
            let id = try connection.insertReturningID("INSERT INTO reach (tokens) VALUES (\(set)) RETURNING id")
            let tokens = set.split(separator: " ").map(String.init)
            try connection.insert(into: "reach_token", ["token", "reach_id"], tokens.map { [$0.stored, id.stored] })
            numbers[set] = id
        }
        return numbers
    }
}
