import Domain
import Store

/// Officers' accounts. Every change makes its security entry in the journal.
struct AccountStore: Sendable {
    let site: Site

    /// How long a one-time link works.
    static let linkSeconds: Int64 = 24 * 3600

    /// Opens an account and returns the link by which its officer sets a password.
    /// - Throws: `Invalid`, `AccountRefusal.usernameTaken`.
    func add(_ new: NewAccount, by actor: Actor) async throws -> OneTimeLink {
        guard new.problems.isEmpty else { throw Invalid(new.problems) }
        let (link, now) = (OneTimeLink.fresh(site), site.clock())
        try await site.change(actor) { connection in
            let id: Int64? = try connection.value(
                """
                INSERT INTO officer (username, name, agency, role, areas, link_hash, link_expires_at, created_at)
                VALUES (\(new.username), \(new.name), \(new.agency), \(new.role),
                  \(new.areas.map(\.rawValue).joined(separator: " ")), \(link.token.hash), \(link.expiresAt), \(now))
                ON CONFLICT (username) DO NOTHING RETURNING id
                """)
            guard let id else { throw AccountRefusal.usernameTaken }
            return Change((), .security(.accountAdded, officer: id, fields: ["agency", "role", "areas"]))
        }
        return link
    }

    /// Closes an account; its sessions and its link end at once.
    func disable(_ id: Int64, by actor: Actor) async throws {
        guard actor.officer != id else { throw AccountRefusal.own }
        let now = site.clock()
        try await site.change(actor) { connection in
            guard
                try connection.changes(
                    """
                    UPDATE officer SET disabled_at = COALESCE(disabled_at, \(now)), link_hash = NULL, link_expires_at = NULL
                    WHERE id = \(id)
                    """) == 1
            else { throw NotFound() }
            try SessionStore.endAll(connection, of: id)
            try DraftStore.forgetAll(connection, of: id)
            try RestrictionOwners.tell(connection, leaving: id, at: now)
            return Change((), .security(.accountDisabled, officer: id))
        }
    }

    /// Takes the password away, ends the sessions and makes a new link; a closed account opens again with it.
    /// - Parameter andSecondFactor: takes the second step off as well. A forgotten password is no reason to (ASVS 5.0.0 6.4.3).
    func reset(_ id: Int64, andSecondFactor: Bool = false, by actor: Actor) async throws -> OneTimeLink {
        guard actor.officer != id else { throw AccountRefusal.own }
        let (link, today, now) = (OneTimeLink.fresh(site), site.today, site.clock())
        try await site.change(actor) { connection in
            guard
                let row = try connection.first(
                    """
                    UPDATE officer SET password_hash = NULL, password_set_at = NULL, disabled_at = NULL,
                      link_hash = \(link.token.hash), link_expires_at = \(link.expiresAt), \(AccountStore.noPastDay(today))
                    WHERE id = \(id) RETURNING id, username, name, agency, role, areas
                    """)
            else { throw NotFound() }
            let officer = try Officer(row)
            try SessionStore.endAll(connection, of: id)
            try SignInAttempts.forget(connection, officer.username)
            try Notices.tell(connection, id, .linkMade, now)
            let isOff = try andSecondFactor && SecondFactor.remove(connection, of: id, now)
            try Notices.tellWatch(
                connection, of: officer, isOff ? [.linkMade, .secondStepRemoved] : [.linkMade], by: actor, now)
            let reset = Event.security(.accountReset, officer: id)
            return isOff ? Change((), reset, .security(.secondFactorRemoved, officer: id)) : Change((), reset)
        }
        return link
    }

    /// Takes the second step off, so that it must be set up at the next sign-in; the sessions end.
    func removeSecondFactor(_ id: Int64, by actor: Actor) async throws {
        guard actor.officer != id else { throw AccountRefusal.own }
        let now = site.clock()
        try await site.change(actor) { connection in
            let row = try connection.first("SELECT id, username, name, agency, role, areas FROM officer WHERE id = \(id)")
            guard let officer = try row.map(Officer.init) else { throw NotFound() }
            guard try SecondFactor.remove(connection, of: id, now) else { return .nothing(()) }
            try SessionStore.endAll(connection, of: id)
            try Notices.tellWatch(connection, of: officer, [.secondStepRemoved], by: actor, now)
            return Change((), .security(.secondFactorRemoved, officer: id))
        }
    }

    func find(username: String, by actor: Actor) async throws -> Account? {
        let username = Username.folded(username)
        return try await read(actor) { connection in
            try connection.query("SELECT \(Account.columns) FROM officer WHERE username = \(username)")
        }.first
    }

    func account(_ id: Int64, by actor: Actor) async throws -> Account {
        let found = try await read(actor) { connection in
            try connection.query("SELECT \(Account.columns) FROM officer WHERE id = \(id)")
        }
        guard let account = found.first else { throw NotFound() }
        return account
    }

    func list(by actor: Actor) async throws -> [Account] {
        try await read(actor) { try $0.query("SELECT \(Account.columns) FROM officer ORDER BY username") }
    }

    /// Officers' data are personal too: whose accounts were read is entered, except one's own.
    private func read(
        _ actor: Actor, _ query: @escaping @Sendable (any Connection) throws -> [Row]
    ) async throws -> [Account] {
        let accounts = try await site.database.read { try query($0).map(Account.init) }
        let others = accounts.map(\.officer.id).filter { $0 != actor.officer }
        if !others.isEmpty {
            let fields = ["username", "name", "agency", "role", "areas", "disabled_at"]
            try await site.enter(
                actor, [Event(.consultation, subjects: [], records: others.map { "officer:\($0)" }, fields: fields)])
        }
        return accounts
    }

    /// Keeps the language for the account's next sign-in.
    func remember(_ language: Language, _ visit: Visit) async throws {
        guard let officer = visit.signedIn?.officer, visit.signedIn?.language != language else { return }
        try await site.change(try visit.actor()) { connection in
            try connection.execute("UPDATE officer SET language = \(language) WHERE id = \(officer.id)")
            return Change(
                (), Event(.alteration, subjects: [], records: ["officer:\(officer.id)"], fields: ["language"]))
        }
    }
}

/// Usernames are compared in small letters.
enum Username {
    static func folded(_ typed: String) -> String { typed.trimmed.lowercased() }
}
