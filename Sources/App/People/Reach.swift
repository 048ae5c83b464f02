import Domain
import Store

/// `Access.mayOpen` in SQL: an officer may open a case when they hold one of its tokens.
enum Reach {
    /// - Parameter person: the name under which the statement knows the table of people; it needs `id` and `sort_key`.
    static func condition(viewer: Officer, person: SQL) -> SQL {
        let tokens = ReachToken.held(by: viewer).map(\.text)
        guard !tokens.isEmpty else { return "1 = 0" }
        return """
            EXISTS (SELECT 1 FROM person_reach WHERE person_reach.token IN (\(list: tokens))
              AND person_reach.sort_key = \(person).sort_key AND person_reach.person_id = \(person).id)
            """
    }
}
