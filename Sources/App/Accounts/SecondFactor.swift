import Domain
import Hummingbird
import Store

/// The second step of signing in. ASVS 5.0.0 6.5.1–6.5.5; `domain/assurance.md` S-AUTH-4.
struct SecondFactor: Sendable {
    let site: Site
    let visit: Visit

    /// What the officer proved the second step with.
    private enum Proof: Sendable {
        /// The step of a code; the sealed seed that made it; the same sealed anew when its key is no longer the newest.
        case code(Int64, of: [UInt8], resealed: [UInt8]?)
        case recovery([UInt8])
    }

    /// Something was used by somebody else a moment before.
    private struct Spent: Error {}

    /// Opens a session by a code, or by a recovery code; nil when it is refused, for whatever reason.
    func open(_ half: HalfSignIn, code: String, recovery: String) async throws -> SignIn.Opened? {
        try await counted(half.officer) { now in
            guard let proof = try proof(half.officer, half.factor, code, recovery, now) else { return nil }
            return try await open(half, proof, now)
        }
    }

    /// Ten new recovery codes instead of the old ones, for an officer who is signed in and has the app; nil when it is refused.
    func renewCodes(of officer: Officer, code: String) async throws -> [String]? {
        let (factor, session) = (try await factor(of: officer), visit.signedIn?.session ?? [])
        return try await counted(officer) { now in
            guard let proof = try proof(officer, factor, code, "", now) else { return nil }
            let codes = RecoveryCode.fresh()
            try await site.change(try visit.actor()) { connection in
                guard try SessionStore.isThere(connection, session) else { throw SignInNeeded() }
                guard try SecondFactor.spend(connection, proof, officer.id) else { throw Spent() }
                try SignInAttempts.forget(connection, officer.username)
                try RecoveryCode.replace(connection, of: officer.id, with: codes)
                try Notices.tell(connection, officer.id, .recoveryCodesMade, now)
                return Change((), .security(.recoveryCodesMade, officer: officer.id))
            }
            return codes
        }
    }

    /// Proves once more that it is the officer, by a code or a recovery code; nil when it is refused.
    /// - Returns: what opens the session from now on.
    func confirm(_ signedIn: SignedIn, code: String, recovery: String) async throws -> OpaqueToken? {
        let (officer, factor) = (signedIn.officer, try await factor(of: signedIn.officer))
        return try await counted(officer, refused: .confirmationRefused) { now in
            guard let proof = try proof(officer, factor, code, recovery, now) else { return nil }
            let token = OpaqueToken.fresh()
            try await site.change(try visit.actor()) { connection in
                guard try SecondFactor.spend(connection, proof, officer.id) else { throw Spent() }
                guard try SessionStore.prove(connection, signedIn.session, by: token, secondStep: true, now) else {
                    throw SignInNeeded()
                }
                try SignInAttempts.forget(connection, officer.username)
                let confirmed = Event.security(.confirmed, officer: officer.id)
                if case .recovery = proof {
                    try Notices.tell(connection, officer.id, .recoveryCodeUsed, now)
                    return Change((), .security(.recoveryCodeUsed, officer: officer.id), confirmed)
                }
                return Change((), confirmed)
            }
            return token
        }
    }

    /// What is tried counts as an attempt to sign in like any other, and is not looked at while the username is closed.
    private func counted<T>(
        _ officer: Officer, refused: SecurityEvent = .secondFactorRefused, _ act: (Instant) async throws -> T?
    ) async throws -> T? {
        let (now, address) = (site.clock(), ClientAddress.of(visit, site.config))
        let attempt = try await site.database.write { try SignInAttempts.begin($0, officer.username, from: address, now) }
        if attempt.isAllowed {
            do {
                if let done = try await act(now) { return done }
            } catch is Spent {
            } catch {
                await SignInAttempts.giveBack(attempt, of: officer.username, site)
                throw error
            }
        }
        try await SignInAttempts.refuse(attempt, refused, of: officer, visit, site)
        return nil
    }

    private func factor(of officer: Officer) async throws -> HalfSignIn.Factor? {
        let row = try await site.database.read { connection in
            try connection.first(
                "SELECT factor_seed, factor_step FROM officer WHERE id = \(officer.id) AND factor_seed IS NOT NULL")
        }
        return try row.map { HalfSignIn.Factor(seed: try $0.get("factor_seed"), step: try $0.get("factor_step")) }
    }

    private func proof(
        _ officer: Officer, _ factor: HalfSignIn.Factor?, _ code: String, _ recovery: String, _ now: Instant
    ) throws -> Proof? {
        guard recovery.isEmpty else { return RecoveryCode.hash(typed: recovery).map(Proof.recovery) }
        guard let factor else { return nil }
        let seed = try opened(factor.seed, officer)
        guard let step = seed.codes().accepted(code, at: now, after: factor.step) else { return nil }
        let isOutdated = site.keys?.isOutdated(factor.seed) ?? false
        return .code(step, of: factor.seed, resealed: isOutdated ? try SecondFactor.seal(seed, officer, site) : nil)
    }

    private func open(_ half: HalfSignIn, _ proof: Proof, _ now: Instant) async throws -> SignIn.Opened {
        let (session, signIn, officer) = (NewSession(visit.addressFamily), SignIn(site: site, visit: visit), half.officer.id)
        try await site.change(visit.actor(trying: half.officer)) { connection in
            guard try HalfSignIn.end(connection, half), try SecondFactor.spend(connection, proof, officer) else {
                throw Spent()
            }
            try signIn.begin(connection, session, half.officer, now, proven: now)
            let entered = Event.security(.signIn, officer: officer)
            if case .recovery = proof {
                try Notices.tell(connection, officer, .recoveryCodeUsed, now)
                return Change((), .security(.recoveryCodeUsed, officer: officer), entered)
            }
            return Change((), entered)
        }
        return SignIn.Opened(half.officer, half.language, session, now)
    }

    /// Of two who bring the same code at one moment, one finds it spent; so does a code of an app that has been taken off since.
    private static func spend(_ connection: any Connection, _ proof: Proof, _ officer: Int64) throws -> Bool {
        switch proof {
        case .recovery(let hash): try RecoveryCode.spend(connection, of: officer, hash)
        case .code(let step, let seed, let resealed):
            try connection.changes(
                """
                UPDATE officer SET factor_step = \(step), factor_seed = COALESCE(\(resealed), factor_seed)
                WHERE id = \(officer) AND factor_step < \(step) AND factor_seed = \(seed) AND disabled_at IS NULL
                """) == 1
        }
    }

    /// The seed that is offered to an officer who has none.
    func offered(_ half: HalfSignIn) throws -> FactorSeed {
        guard let sealed = half.newSeed else { throw NotFound() }
        return try opened(sealed, half.officer)
    }

    /// Takes the offered seed by its first code: opens a session, and returns the recovery codes, which are nowhere in clear.
    /// - Returns: nil when the sign-in was used or ended a moment before.
    /// - Throws: `Invalid` when the code is not one of the offered seed. Whoever types it sees the seed: it is no guess that counts.
    func setUp(_ half: HalfSignIn, code: String) async throws -> (opened: SignIn.Opened, codes: [String])? {
        let (now, officer, sealed) = (site.clock(), half.officer.id, half.newSeed)
        guard let step = try offered(half).codes().accepted(code, at: now, after: nil) else {
            throw Invalid([Problem(SecondFactorViews.code, SecondFactorViews.wrongFirstCode)])
        }
        let (session, codes, signIn) = (NewSession(visit.addressFamily), RecoveryCode.fresh(), SignIn(site: site, visit: visit))
        do {
            try await site.change(visit.actor(trying: half.officer)) { connection in
                let isTaken =
                    try connection.changes(
                        """
                        UPDATE officer SET factor_seed = \(sealed), factor_step = \(step), factor_set_at = \(now)
                        WHERE id = \(officer) AND factor_seed IS NULL AND disabled_at IS NULL
                        """) == 1
                guard try HalfSignIn.end(connection, half), isTaken else { throw Spent() }
                try SessionStore.endAll(connection, of: officer)
                try RecoveryCode.replace(connection, of: officer, with: codes)
                try signIn.begin(connection, session, half.officer, now, proven: now)
                try Notices.tell(connection, officer, .secondStepSet, now)
                return Change((), .security(.secondFactorSet, officer: officer), .security(.signIn, officer: officer))
            }
        } catch is Spent {
            return nil
        }
        return (SignIn.Opened(half.officer, half.language, session, now), codes)
    }

    /// Takes an officer's second step off, so that it must be set up again. Whether there was one.
    static func remove(_ connection: any Connection, of officer: Int64, _ now: Instant) throws -> Bool {
        try RecoveryCode.forget(connection, of: officer)
        let had =
            try connection.changes(
                """
                UPDATE officer SET factor_seed = NULL, factor_step = NULL, factor_set_at = NULL
                WHERE id = \(officer) AND factor_seed IS NOT NULL
                """) == 1
        if had { try Notices.tell(connection, officer, .secondStepRemoved, now) }
        return had
    }

    static func seal(_ seed: FactorSeed, _ officer: Officer, _ site: Site) throws -> [UInt8] {
        guard let keys = site.keys else { throw SecretKeyRefusal.notSet }
        return try keys.seal(seed.bytes, for: owner(officer))
    }

    private func opened(_ sealed: [UInt8], _ officer: Officer) throws -> FactorSeed {
        guard let keys = site.keys else { throw SecretKeyRefusal.notSet }
        return FactorSeed(bytes: try keys.open(sealed, for: SecondFactor.owner(officer)))
    }

    private static func owner(_ officer: Officer) -> String { "second-factor:\(officer.id)" }
}
