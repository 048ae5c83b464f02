import Domain
import Hummingbird
import Store

/// Signing in: the same work and the same answer whether the password is wrong, the username unknown, or the account closed.
struct SignIn: Sendable {
    let site: Site
    let visit: Visit

    /// Somebody who has just signed in, and what opens their session.
    struct Opened: Sendable {
        let signedIn: SignedIn
        let session: NewSession

        init(_ officer: Officer, _ language: Language?, _ session: NewSession, _ now: Instant) {
            signedIn = SignedIn(
                viewer: Viewer(officer, at: now), language: language, csrf: session.csrf, session: session.token.hash,
                provenAt: now,
                begunAt: now)
            self.session = session
        }
    }

    /// What a password leads to.
    enum Outcome: Sendable {
        /// For whatever reason.
        case refused
        /// The password was right, and yet.
        case closed(AccountLife.Closed)
        case opened(Opened)
        /// The second step is still to come; the browser gets this token.
        case half(OpaqueToken)
    }

    /// The stored password is no longer the one that was compared.
    private struct Changed: Error {}

    /// How often a password that was changed while it was compared is compared again.
    private static let most = 3

    /// - Throws: `Crowded`.
    func open(_ typed: String, _ password: String) async throws -> Outcome {
        for _ in 0..<SignIn.most {
            guard let (known, attempt) = try await check(Username.folded(typed), password) else { return .refused }
            do {
                return try await open(known, attempt, password)
            } catch {
                await SignInAttempts.giveBack(attempt, of: known.officer.username, site)
                guard error is Changed else { throw error }
            }
        }
        return .refused
    }

    private func open(_ known: Known, _ attempt: SignInAttempt, _ password: String) async throws -> Outcome {
        if let closed = known.closed { return try await refuse(known, attempt, closed) }
        let isOutdated = known.hash.map(site.passwords.isOutdated) ?? false
        let fresh = isOutdated ? try await site.passwords.hash(password) : nil
        let asksMore = site.config.secondFactor == .required
        return asksMore ? try await half(known, attempt, fresh) : .opened(try await whole(known, fresh))
    }

    /// Who knows the password is told why it opens nothing; it was no guess.
    private func refuse(_ known: Known, _ attempt: SignInAttempt, _ closed: AccountLife.Closed) async throws -> Outcome {
        let (officer, now) = (known.officer, site.clock())
        try await site.change(visit.actor(trying: officer)) { connection in
            try SignInAttempts.giveBack(connection, officer.username, attempt, now)
            return Change((), .security(closed.event, officer: officer.id))
        }
        return .closed(closed)
    }

    private func whole(_ known: Known, _ fresh: String?) async throws -> Opened {
        let (session, now, officer) = (NewSession(visit.addressFamily), site.clock(), known.officer)
        try await site.change(visit.actor(trying: officer)) { connection in
            try SignIn.expect(connection, known, renewing: fresh)
            try begin(connection, session, officer, now, proven: nil)
            return Change((), .security(.signIn, officer: officer.id))
        }
        return Opened(officer, known.language, session, now)
    }

    /// Wrong attempts before it are not forgotten yet: whoever has the password must not guess codes without end.
    private func half(_ known: Known, _ attempt: SignInAttempt, _ fresh: String?) async throws -> Outcome {
        let (token, now, officer) = (OpaqueToken.fresh(), site.clock(), known.officer)
        let seed = known.hasFactor ? nil : try SecondFactor.seal(.fresh(), officer, site)
        try await site.change(visit.actor(trying: officer)) { connection in
            try SignIn.expect(connection, known, renewing: fresh)
            try SignInAttempts.giveBack(connection, officer.username, attempt, now)
            try HalfSignIn.begin(connection, token, officer: officer.id, newSeed: seed, now)
            return Change((), .security(.passwordAccepted, officer: officer.id))
        }
        return .half(token)
    }

    /// Opens the session in the caller's transaction: in place of the one that the browser had.
    func begin(
        _ connection: any Connection, _ session: NewSession, _ officer: Officer, _ now: Instant, proven: Instant?
    ) throws {
        try SignInAttempts.forget(connection, officer.username)
        try DraftStore.forget(connection, before: now)
        try connection.execute(
            "UPDATE officer SET signed_in_before = signed_in_at, signed_in_at = \(now) WHERE id = \(officer.id)")
        try SessionStore.begin(
            connection, session, officer: officer.id, replacing: oldSession, SessionLimits(site.config), now, proven: proven)
    }

    /// Comparing takes its time: a password that was changed or taken away in between opens nothing any more.
    /// - Parameter fresh: in place of a hash of fewer rounds.
    private static func expect(_ connection: any Connection, _ known: Known, renewing fresh: String?) throws {
        let isStill = try connection.changes(
            """
            UPDATE officer SET password_hash = COALESCE(\(fresh), password_hash)
            WHERE id = \(known.officer.id) AND password_hash = \(known.hash) AND disabled_at IS NULL
            """)
        guard isStill == 1 else { throw Changed() }
    }

    /// Whether this is the officer’s password, counted as an attempt like any other. Where there is a second step, wrong codes before
    /// it are not forgotten: the password alone is not the officer.
    func confirms(
        _ officer: Officer, _ password: String, refused: SecurityEvent = .signInRefused
    ) async throws -> Bool {
        guard let (_, attempt) = try await check(officer.username, password, refused: refused) else { return false }
        let (now, isWhole) = (site.clock(), site.config.secondFactor == .off)
        try await site.database.write { connection in
            guard isWhole else { return try SignInAttempts.giveBack(connection, officer.username, attempt, now) }
            try SignInAttempts.forget(connection, officer.username)
        }
        return true
    }

    private struct Known: Sendable {
        let officer: Officer
        let language: Language?
        let hash: String?
        let hasFactor: Bool
        let isOpen: Bool
        let closed: AccountLife.Closed?
    }

    private func check(
        _ username: String, _ password: String, refused: SecurityEvent = .signInRefused
    ) async throws -> (Known, SignInAttempt)? {
        let (now, address) = (site.clock(), ClientAddress.of(visit, site.config))
        let (attempt, known) = try await site.database.write { connection in
            (
                try SignInAttempts.begin(connection, username, from: address, now),
                try SignIn.known(connection, username, now, site.config)
            )
        }
        let short = password.utf8.count <= 1024 ? password : ""
        let matches: Bool
        do {
            matches = try await site.passwords.matches(short, known?.hash)
        } catch {
            await SignInAttempts.giveBack(attempt, of: username, site)
            throw error
        }
        if attempt.isAllowed, matches, let known, known.isOpen { return (known, attempt) }
        try await SignInAttempts.refuse(attempt, refused, of: known?.officer, visit, site)
        return nil
    }

    private static func known(
        _ connection: any Connection, _ username: String, _ now: Instant, _ config: Config
    ) throws -> Known? {
        guard
            let row = try connection.first(
                """
                SELECT id, username, name, agency, role, areas, language, password_hash, disabled_at, factor_set_at,
                  \(AccountLife.columns) FROM officer WHERE username = \(username)
                """)
        else { return nil }
        let life = try AccountLife(row)
        let disabled: Instant? = try row.get("disabled_at")
        return Known(
            officer: try Officer(row), language: try row.get("language"), hash: try row.get("password_hash"),
            hasFactor: try row.get("factor_set_at", as: Instant?.self) != nil,
            isOpen: disabled == nil && life.usedAt != nil, closed: life.closed(now, config))
    }

    private var oldSession: [UInt8]? {
        (visit.request?.cookies[Cookies.session(site.config)]?.value).flatMap { OpaqueToken($0)?.hash }
    }
}
