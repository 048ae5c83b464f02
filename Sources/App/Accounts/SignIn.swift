import Domain
import Hummingbird
import Store

/// Signing in: the same work and the same answer whether the password is wrong, the username unknown, or the account closed.
struct SignIn: Sendable {
    let site: Site
    let visit: Visit

    /// An account that nobody entered for so long is closed to sign-in until an administrator resets it (S-AUTH-6).
    static let dormantSeconds: Int64 = 60 * 24 * 3600

    /// Somebody who has just signed in, and what opens their session.
    struct Opened: Sendable {
        let signedIn: SignedIn
        let session: NewSession
    }

    /// Opens a session; nil when it is refused, for whatever reason.
    /// - Throws: `Crowded`.
    func open(_ typed: String, _ password: String) async throws -> Opened? {
        guard let known = try await check(Username.folded(typed), password) else { return nil }
        let session = NewSession()
        let isOutdated = known.hash.map(site.passwords.isOutdated) ?? false
        let fresh = isOutdated ? try await site.passwords.hash(password) : nil
        let (now, old, limits) = (site.clock(), oldSession, SessionLimits(site.config))
        let officer = known.officer
        try await site.change(visit.actor(trying: officer)) { connection in
            try SignInAttempts.forget(connection, officer.username)
            try connection.execute(
                """
                UPDATE officer SET signed_in_before = signed_in_at, signed_in_at = \(now),
                  password_hash = COALESCE(\(fresh), password_hash) WHERE id = \(officer.id)
                """)
            try SessionStore.begin(connection, session, officer: officer.id, replacing: old, limits, now)
            return Change((), .security(.signIn, officer: officer.id))
        }
        return Opened(
            signedIn: SignedIn(
                officer: officer, language: known.language, csrf: session.csrf, session: session.token.hash),
            session: session)
    }

    /// Whether this is the officer's password, counted as an attempt like any other.
    func confirms(_ officer: Officer, _ password: String) async throws -> Bool {
        guard try await check(officer.username, password) != nil else { return false }
        try await site.database.write { try SignInAttempts.forget($0, officer.username) }
        return true
    }

    private struct Known: Sendable {
        let officer: Officer
        let language: Language?
        let hash: String?
        let isOpen: Bool
    }

    private func check(_ username: String, _ password: String) async throws -> Known? {
        let now = site.clock()
        let (attempt, known) = try await site.database.write { connection in
            (try SignInAttempts.begin(connection, username, now), try SignIn.known(connection, username, now))
        }
        let short = password.utf8.count <= 1024 ? password : ""
        let matches = try await site.passwords.matches(short, known?.hash)
        if attempt.isAllowed, matches, let known, known.isOpen { return known }
        var events: [Event] = [.security(.signInRefused, officer: known?.officer.id)]
        if attempt.isAllowed, attempt.failures >= LockOut.locksAt {
            events.append(.security(.accountLocked, officer: known?.officer.id))
        }
        try await site.enter(visit.actor(trying: known?.officer), events)
        return nil
    }

    private static func known(_ connection: any Connection, _ username: String, _ now: Instant) throws -> Known? {
        guard
            let row = try connection.first(
                """
                SELECT id, username, name, agency, role, areas, language, password_hash, password_set_at, disabled_at,
                  signed_in_at FROM officer WHERE username = \(username)
                """)
        else { return nil }
        let lives: [Instant?] = [try row.get("password_set_at"), try row.get("signed_in_at")]
        let last = lives.compactMap { $0 }.max()
        let disabled: Instant? = try row.get("disabled_at")
        return Known(
            officer: try Officer(row), language: try row.get("language"), hash: try row.get("password_hash"),
            isOpen: disabled == nil && last.map { now < $0.adding(seconds: dormantSeconds) } ?? false)
    }

    private var oldSession: [UInt8]? {
        (visit.request?.cookies[Cookies.session(site.config)]?.value).flatMap { OpaqueToken($0)?.hash }
    }
}
