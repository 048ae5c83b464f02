import Domain
import Store

/// The access rule as SQL conditions: a case is there for an officer when they hold one of its reach tokens.
enum PeopleAccess {
    /// For a query over `person p`: the people whose case the officer may open.
    static func opens(_ officer: Officer) -> SQL {
        Reach.condition(viewer: officer, set: "p.reach_id")
    }

    /// For a query that looks at all those people, in no order.
    static func opensAny(_ officer: Officer) -> SQL {
        Reach.condition(viewer: officer, sets: "p.reach_id")
    }

    /// For a query over `person p`: the people of whom the officer may see who looked at their case.
    static func audits(_ officer: Officer) -> SQL {
        Reach.condition(tokens: ReachToken.audited(by: officer), sets: "+p.reach_id")
    }

    /// For a query over `person_word w`.
    static func opensWord(_ officer: Officer) -> SQL {
        Reach.condition(viewer: officer, set: "w.reach_id")
    }
}
