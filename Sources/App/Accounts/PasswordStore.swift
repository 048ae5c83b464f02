import Domain
import Store

/// Setting passwords: by a one-time link, or by the officer who knows the old one.
struct PasswordStore: Sendable {
    let site: Site

    /// Whose link it is; nil when it never worked, has been used or is too old.
    func officer(link text: String) async throws -> Officer? {
        guard let token = OpaqueToken(text) else { return nil }
        let (now, today) = (site.clock(), site.today)
        return try await site.database.read { try PasswordStore.holder($0, token, now, today) }
    }

    /// Sets the password by the link, which works no more.
    /// - Throws: `NotFound` when the link does not work; `Crowded`.
    func set(_ password: String, link text: String, _ visit: Visit) async throws {
        guard let token = OpaqueToken(text), let officer = try await officer(link: text) else { throw NotFound() }
        let (hash, now) = (try await site.passwords.hash(password), site.clock())
        try await site.change(visit.actor(trying: officer)) { connection in
            let isHeld: SQL = "id = \(officer.id) AND link_hash = \(token.hash) AND link_expires_at > \(now)"
            guard try PasswordStore.save(connection, hash, now, where: isHeld) else { throw NotFound() }
            try SessionStore.endAll(connection, of: officer.id)
            try SignInAttempts.forget(connection, officer.username)
            try Notices.tell(connection, officer.id, .passwordChanged, now)
            return Change((), .security(.passwordSet, officer: officer.id))
        }
    }

    /// Sets the password of an officer who is signed in; every session ends and a new one begins.
    /// - Throws: `Crowded`; `SignInNeeded` when the session ended meanwhile: whoever ended it may have taken the password away.
    func change(_ password: String, of officer: Officer, _ visit: Visit) async throws -> NewSession {
        let (hash, now, session) = (try await site.passwords.hash(password), site.clock(), NewSession(visit.addressFamily))
        let (limits, old) = (SessionLimits(site.config), visit.signedIn?.session ?? [])
        try await site.change(try visit.actor()) { connection in
            guard let held = try connection.first("SELECT proven_at FROM session WHERE token_hash = \(old)") else {
                throw SignInNeeded()
            }
            let proven: Instant? = try held.get("proven_at")
            guard try PasswordStore.save(connection, hash, now, where: "id = \(officer.id)") else { throw NotFound() }
            try SessionStore.endAll(connection, of: officer.id)
            try SessionStore.begin(connection, session, officer: officer.id, replacing: nil, limits, now, proven: proven)
            try Notices.tell(connection, officer.id, .passwordChanged, now)
            return Change((), .security(.passwordSet, officer: officer.id))
        }
        return session
    }

    private static func holder(_ connection: any Connection, _ token: OpaqueToken, _ now: Instant, _ today: Day) throws
        -> Officer?
    {
        try connection.first(
            """
            SELECT id, username, name, agency, role, areas FROM officer
            WHERE link_hash = \(token.hash) AND link_expires_at > \(now) AND disabled_at IS NULL
              AND \(AccountLife.isHere(today))
            """
        ).map(Officer.init)
    }

    /// Whether there was still an account to save it for.
    private static func save(
        _ connection: any Connection, _ hash: String, _ now: Instant, where condition: SQL
    ) throws -> Bool {
        try connection.changes(
            """
            UPDATE officer SET password_hash = \(hash), password_set_at = \(now), link_hash = NULL, link_expires_at = NULL
            WHERE \(condition) AND disabled_at IS NULL
            """) == 1
    }
}
