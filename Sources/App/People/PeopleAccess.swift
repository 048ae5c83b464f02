import Domain
import Store

/// The access policy as SQL conditions: a case is there for an officer when they hold one of its reach tokens and are not barred from
/// it, or when it was granted to them.
enum PeopleAccess {
    /// For a query over `person p`: the people whose case the officer may open.
    static func opens(_ viewer: Viewer) -> SQL {
        // The sign keeps SQLite from looking for cases by their set, which is the long way round.
        condition(viewer, sets: "+p.reach_id", person: "p.id")
    }

    /// For a query that looks at all those people, in no order.
    static func opensAny(_ viewer: Viewer) -> SQL {
        condition(viewer, sets: "p.reach_id", person: "p.id")
    }

    /// For a query over `person_word w`.
    static func opensWord(_ viewer: Viewer) -> SQL {
        condition(viewer, sets: "+w.reach_id", person: "w.person_id")
    }

    /// For a query over `person p`: the case is restricted and shown to the officer as closed.
    static func closed(_ viewer: Viewer) -> SQL {
        let tokens = Reach.condition(tokens: ReachToken.held(by: viewer.officer), sets: "p.closed_reach_id")
        return "\(tokens) AND \(notBarred(viewer, "p.id")) AND NOT \(opens(viewer))"
    }

    /// For a query over `person p`: the people of whom the officer may see who looked at their case.
    static func audits(_ officer: Officer) -> SQL {
        Reach.condition(tokens: ReachToken.audited(by: officer), sets: "+p.reach_id")
    }

    /// That there is a person of this number, open or not, is no secret from the officer: the case is not hidden from those who may not
    /// open it, nor closed to the officer alone.
    static func told(_ viewer: Viewer, _ person: SQL) -> SQL {
        """
        (\(notBarred(viewer, person)) AND \(person) NOT IN (SELECT r.person_id FROM case_restriction r
          WHERE r.ended_at IS NULL AND r.shown = \(CaseRestriction.Shown.hidden)))
        """
    }

    /// The case is one of which the officer may know, by a share, a notice or a correction too: nobody barred them, and no restriction
    /// hides it from them. `CaseFacts.hides`.
    static func exists(_ viewer: Viewer, _ person: SQL) -> SQL {
        let shown: SQL =
            viewer.officer.role.worksWithCases
            ? """
             AND EXISTS (SELECT 1 FROM case_restriction h WHERE h.person_id = r.person_id AND h.ended_at IS NULL
               AND h.shown = \(CaseRestriction.Shown.hidden))
            """ : .empty
        return """
            (\(notBarred(viewer, person)) AND \(person) NOT IN (
              SELECT r.person_id FROM case_restriction r WHERE r.ended_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM case_restriction_officer o
                WHERE o.restriction_id = r.id AND o.officer_id = \(viewer.officer.id))\(shown)))
            """
    }

    private static func condition(_ viewer: Viewer, sets: SQL, person: SQL) -> SQL {
        let known = Reach.condition(tokens: ReachToken.held(by: viewer.officer), sets: sets)
        let opened: SQL = viewer.isGranted ? "(\(known) OR \(person) IN (\(granted(viewer))))" : known
        return viewer.isBarred ? "(\(opened) AND \(notBarred(viewer, person)))" : opened
    }

    static func notBarred(_ viewer: Viewer, _ person: SQL) -> SQL {
        "\(person) NOT IN (SELECT b.person_id FROM case_bar b WHERE b.officer_id = \(viewer.officer.id) AND b.ended_at IS NULL)"
    }

    /// The people whose case is open to the officer by a grant: `AccessPolicy.opens`.
    private static func granted(_ viewer: Viewer) -> SQL {
        let grounds = CaseGrant.Ground.opening(to: viewer.officer.role)
        guard !grounds.isEmpty else { return "SELECT 0 AS person_id WHERE 1 = 0" }
        return """
            SELECT g.person_id FROM case_grant g WHERE \(CaseGrant.held(by: viewer.officer)) AND g.from_at <= \(viewer.at)
              AND \(CaseGrant.standing(at: viewer.at)) AND (\(SQL.joined(grounds.map { opens($0, viewer) }, separator: " OR ")))
            """
    }

    private static func opens(_ ground: CaseGrant.Ground, _ viewer: Viewer) -> SQL {
        let against: SQL =
            switch ground {
            case .share:
                """
                NOT EXISTS (SELECT 1 FROM case_restriction_officer o
                  WHERE o.restriction_id = r.id AND o.officer_id = \(viewer.officer.id))
                """
            case .glass: "r.shown = \(CaseRestriction.Shown.hidden)"
            case .unmasking: "1 = 1"
            }
        return """
            (g.ground = \(ground) AND NOT EXISTS (
              SELECT 1 FROM case_restriction r WHERE r.person_id = g.person_id AND r.ended_at IS NULL AND \(against)))
            """
    }
}
