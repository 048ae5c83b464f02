import Domain
import Store

/// The access rule as SQL conditions: a case is there for an officer when they share a reach token with it.
enum PeopleAccess {
    /// For a query over `person_reach r`: the rows of the officer's tokens.
    static func reaches(_ officer: Officer) -> SQL {
        let tokens = ReachToken.held(by: officer).map(\.text)
        switch tokens.count {
        case 0: return "1 = 0"
        case 1: return "r.token = \(tokens[0])"
        default: return "r.token IN (\(list: tokens))"
        }
    }

    /// For a query over `person p`: the people whose case the officer may open.
    static func opens(_ officer: Officer) -> SQL {
        Reach.condition(viewer: officer, person: "p")
    }

    /// For a query over `person_word w`, which holds the sort key itself.
    static func opensWord(_ officer: Officer) -> SQL {
        """
        EXISTS (SELECT 1 FROM person_reach r WHERE \(reaches(officer)) AND r.sort_key = w.sort_key AND r.person_id = w.person_id)
        """
    }

    /// Several tokens may lead to one person.
    static func holdsSeveral(_ officer: Officer) -> Bool {
        ReachToken.held(by: officer).count > 1
    }
}
