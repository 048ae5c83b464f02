import Domain
import Hummingbird
import Store

/// Sessions, as the server keeps them. ASVS 5.0.0 V7.
struct SessionStore: Sendable {
    let site: Site

    /// Sessions of one officer at once; a further one ends the oldest.
    static let most = 3

    /// The officer whose session the token opens; nil when there is none or it has ended.
    /// - Parameter prolongs: somebody asked, so the idle time starts anew.
    func signedIn(token: String, prolongs: Bool = true) async throws -> SignedIn? {
        guard let token = OpaqueToken(token) else { return nil }
        let (hash, now, today) = (token.hash, site.clock(), site.today)
        let rows = try await site.database.ask(
            """
            SELECT session.csrf, session.created_at, session.seen_at, session.proven_at, session.password_at,
              officer.id, officer.username, officer.name, officer.agency, officer.role, officer.areas, officer.language,
              officer.signed_in_before, \(GatesState.columns(today)), \(Notices.count) AS notices,
              (SELECT COUNT(*) FROM draft WHERE draft.officer_id = officer.id) AS drafts,
              (SELECT COUNT(*) FROM draft WHERE draft.officer_id = officer.id AND draft.session_at <> session.created_at
                AND draft.saved_at > \(now.adding(seconds: -DraftStore.seconds))) AS offered_drafts,
              EXISTS (SELECT 1 FROM case_bar b WHERE b.officer_id = officer.id AND b.ended_at IS NULL) AS barred,
              EXISTS (SELECT 1 FROM case_grant g
                WHERE g.officer_id = officer.id AND g.agency = officer.agency AND g.until_at > \(now))
                OR EXISTS (SELECT 1 FROM case_grant g
                  WHERE g.officer_id IS NULL AND g.agency = officer.agency AND g.until_at > \(now)) AS granted,
              EXISTS (SELECT 1 FROM case_notice n WHERE n.officer_id = officer.id AND n.seen_at IS NULL) AS told
            FROM session JOIN officer ON officer.id = session.officer_id
            WHERE session.token_hash = \(hash) AND officer.disabled_at IS NULL AND \(AccountLife.isHere(today))
            """)
        guard let row = rows.first else { return nil }
        let viewer = Viewer(try Officer(row), at: now, isBarred: try row.get("barred"), isGranted: try row.get("granted"))
        let (created, seen): (Instant, Instant) = (try row.get("created_at"), try row.get("seen_at"))
        let proven: Instant? = try row.get("proven_at")
        guard proven != nil || site.config.secondFactor == .off else { return nil }
        let limits = SessionLimits(site.config)
        guard !limits.isAhead(seen, of: now) else {
            try await site.database.write { try $0.execute("DELETE FROM session WHERE token_hash = \(hash)") }
            return nil
        }
        guard limits.secondsLeft(created: created, seen: seen, now: now) > 0 else { return nil }
        // A sign of life is written at most once a minute.
        if prolongs, now >= seen.adding(seconds: 60) { try await see(hash, now) }
        let password: Instant? = try row.get("password_at")
        var signedIn = SignedIn(
            viewer: viewer, language: try row.get("language"), csrf: try row.get("csrf"), session: hash,
            provenAt: (site.config.secondFactor == .off ? password : proven) ?? created, begunAt: created)
        if try row.get("told") {
            // Only what the page of notices shows: else the word would stay in the masthead and tell that something is kept back.
            signedIn.hasCaseNotices = try await site.database.read { try CaseNoticePages.areNew($0, viewer) }
        }
        signedIn.gates = try GatesState(row)
        signedIn.signedInBefore = try row.get("signed_in_before")
        signedIn.notices = try row.get("notices")
        (signedIn.drafts, signedIn.offeredDrafts) = (try row.get("drafts"), try row.get("offered_drafts"))
        return signedIn
    }

    /// Who has a session has proved once more who they are: another token opens it from now on (S-SESS-1). Its forms stay good.
    /// - Returns: whether it was still there.
    static func prove(
        _ connection: any Connection, _ session: [UInt8], by token: OpaqueToken, secondStep: Bool, _ now: Instant
    ) throws -> Bool {
        let moment: SQL = secondStep ? "proven_at = \(now)" : "password_at = \(now)"
        return try connection.changes(
            "UPDATE session SET token_hash = \(token.hash), seen_at = \(now), \(moment) WHERE token_hash = \(session)") == 1
    }

    /// The officer asks to stay: the idle time starts anew. Returns the seconds that the session has left.
    func extend(_ signedIn: SignedIn) async throws -> Int64 {
        let now = site.clock()
        try await see(signedIn.session, now)
        let created: Instant? = try await site.database.read { connection in
            try connection.value("SELECT created_at FROM session WHERE token_hash = \(signedIn.session)")
        }
        guard let created else { throw SignInNeeded() }
        return SessionLimits(site.config).secondsLeft(created: created, seen: now, now: now)
    }

    func end(_ signedIn: SignedIn, by actor: Actor) async throws {
        try await site.change(actor) { connection in
            try connection.execute("DELETE FROM session WHERE token_hash = \(signedIn.session)")
            return Change((), .security(.signOut, officer: signedIn.officer.id))
        }
    }

    private func see(_ hash: [UInt8], _ now: Instant) async throws {
        try await site.database.write { connection in
            try connection.execute("UPDATE session SET seen_at = \(now) WHERE token_hash = \(hash) AND seen_at < \(now)")
        }
    }

    /// Begins a session in the caller's transaction: the one that the browser had before ends, and so do all past their limits.
    /// - Parameter proven: when the second step was taken; nil where a password alone signs in.
    static func begin(
        _ connection: any Connection, _ new: NewSession, officer: Int64, replacing old: [UInt8]?, _ limits: SessionLimits,
        _ now: Instant, proven: Instant? = nil
    ) throws {
        try connection.execute(
            """
            DELETE FROM session WHERE seen_at <= \(now.adding(seconds: -limits.idle))
              OR created_at <= \(now.adding(seconds: -limits.whole)) OR token_hash = \(old ?? [])
              OR seen_at > \(now.adding(seconds: SessionLimits.leeway))
            """)
        try connection.execute(
            """
            DELETE FROM session WHERE officer_id = \(officer) AND token_hash NOT IN
              (SELECT token_hash FROM session WHERE officer_id = \(officer)
               ORDER BY created_at DESC, token_hash LIMIT \(most - 1))
            """)
        try connection.execute(
            """
            INSERT INTO session (token_hash, officer_id, csrf, created_at, seen_at, proven_at, password_at, address_family)
            VALUES (\(new.token.hash), \(officer), \(new.csrf), \(now), \(now), \(proven), \(now), \(new.family))
            """)
    }

    /// Sign-ins that are half done end too.
    static func endAll(_ connection: any Connection, of officer: Int64) throws {
        try HalfSignIn.endAll(connection, of: officer)
        try connection.execute("DELETE FROM session WHERE officer_id = \(officer)")
    }
}

/// What a new session is opened by. The token goes to the browser and nowhere else.
struct NewSession: Sendable {
    let token = OpaqueToken.fresh()
    let csrf = hexadecimal(randomBytes(32))
    let family: AddressFamily?

    init(_ family: AddressFamily? = nil) {
        self.family = family
    }

    func cookie(_ config: Config) -> Cookie { .session(token.text, config) }
}

/// How long a session lasts: without a sign of life, and at all.
struct SessionLimits: Sendable {
    let idle: Int64
    let whole: Int64
    /// Clocks of several servers differ, and are put right, by less than this.
    static let leeway: Int64 = 60

    init(_ config: Config) {
        idle = Int64(config.idleMinutes) * 60
        whole = Int64(config.sessionHours) * 3600
    }

    /// Whoever was seen in the future was so before the clock went back: their session would last that much longer, so it is over.
    func isAhead(_ seen: Instant, of now: Instant) -> Bool {
        seen > now.adding(seconds: SessionLimits.leeway)
    }

    func secondsLeft(created: Instant, seen: Instant, now: Instant) -> Int64 {
        min(seen.seconds + idle, created.seconds + whole) - now.seconds
    }
}
