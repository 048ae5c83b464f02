import Domain
import Store

/// Changes of an account that is there: its role, its last day, opening it again.
extension AccountStore {
    /// Gives the officer another role, agency or areas; the sessions end, so that nothing of the old role goes on.
    /// - Throws: `Invalid`, `AccountRefusal.own`.
    func change(_ id: Int64, to new: NewAccount, by actor: Actor) async throws {
        guard actor.officer != id else { throw AccountRefusal.own }
        guard new.problems.isEmpty else { throw Invalid(new.problems) }
        let now = site.clock()
        let areas = new.areas.map(\.rawValue).joined(separator: " ")
        try await site.change(actor) { connection in
            let before = try connection.first("SELECT role, agency FROM officer WHERE id = \(id)")
            guard
                try connection.changes(
                    "UPDATE officer SET role = \(new.role), agency = \(new.agency), areas = \(areas) WHERE id = \(id)") == 1
            else { throw NotFound() }
            try SessionStore.endAll(connection, of: id)
            if let before, try before.get("role") != new.role || before.get("agency") != new.agency {
                // What they were writing was for the work that they did.
                try DraftStore.forgetAll(connection, of: id)
            }
            try Notices.tell(connection, id, .roleChanged, now)
            try RestrictionOwners.tell(connection, leaving: id, at: now)
            return Change((), .security(.roleChanged, officer: id, fields: ["role", "agency", "areas"]))
        }
    }

    /// The account closes at the end of this day; nil takes the end away.
    func setLastDay(_ id: Int64, _ day: Day?, by actor: Actor) async throws {
        guard actor.officer != id else { throw AccountRefusal.own }
        let now = site.clock()
        try await site.change(actor) { connection in
            guard try connection.changes("UPDATE officer SET last_day = \(day) WHERE id = \(id)") == 1 else { throw NotFound() }
            // A day that is over already; of one that is to come `RestrictionWatch` tells.
            try RestrictionOwners.tell(connection, leaving: id, at: now)
            return Change((), .security(.lastDaySet, officer: id, fields: ["last_day"]))
        }
    }

    /// Opens an account again that closed by itself: after its last day, or unused for long. Its password stays.
    func open(_ id: Int64, by actor: Actor) async throws {
        guard actor.officer != id else { throw AccountRefusal.own }
        let (now, today) = (site.clock(), site.today)
        try await site.change(actor) { connection in
            guard
                try connection.changes(
                    """
                    UPDATE officer SET reopened_at = \(now), \(AccountStore.noPastDay(today))
                    WHERE id = \(id) AND disabled_at IS NULL
                    """) == 1
            else { throw NotFound() }
            return Change((), .security(.accountOpened, officer: id, fields: ["last_day"]))
        }
    }

    /// A last day that is over is taken away.
    static func noPastDay(_ today: Day) -> SQL {
        "last_day = CASE WHEN last_day < \(today) THEN NULL ELSE last_day END"
    }
}
