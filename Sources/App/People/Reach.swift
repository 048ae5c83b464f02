import Domain
import Store

/// What is known of a case, in SQL: it answers to a set of tokens, and an officer who holds one of them may open it.
enum Reach {
    /// - Parameter sets: the column that holds the number of the case's set of tokens.
    static func condition(tokens: [ReachToken], sets: SQL) -> SQL {
        let tokens = tokens.map(\.text)
        guard !tokens.isEmpty else { return "1 = 0" }
        return "\(sets) IN (SELECT reach_token.reach_id FROM reach_token WHERE reach_token.token IN (\(list: tokens)))"
    }

    /// The numbers of these sets, each written as its tokens in order with blanks between. A set that is new is entered.
    static func numbers(_ connection: any Connection, of sets: Set<String>) throws -> [String: Int64] {
        var numbers = try known(connection, sets)
        let missing = sets.subtracting(numbers.keys).sorted()
        guard !missing.isEmpty else { return numbers }
        // Another writer may meet the same new set at the same moment: the second takes the first's number, or begins anew.
        for set in missing {
            try connection.execute("INSERT INTO reach (tokens) VALUES (\(set)) ON CONFLICT (tokens) DO NOTHING")
        }
        numbers.merge(try known(connection, Set(missing))) { $1 }
        for set in missing {
            guard let id = numbers[set] else { throw StoreError.serialization("a set of reach tokens is another writer's") }
            for token in set.split(separator: " ").map(String.init) {
                try connection.execute(
                    "INSERT INTO reach_token (token, reach_id) VALUES (\(token), \(id)) ON CONFLICT (token, reach_id) DO NOTHING"
                )
            }
        }
        return numbers
    }

    private static func known(_ connection: any Connection, _ sets: Set<String>) throws -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        for row in try connection.query("SELECT id, tokens FROM reach WHERE tokens \(connection.among(sets.sorted()))") {
            numbers[try row.get("tokens")] = try row.get("id")
        }
        return numbers
    }
}
