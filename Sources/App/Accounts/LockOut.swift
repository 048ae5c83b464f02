import Domain
import Logging
import Store

/// How long a username is closed to sign-in after wrong attempts in a row: waiting from 5, locked from 10
/// (`domain/assurance.md` S-AUTH-3; MoJ password guidance: lock at most at 10).
enum LockOut {
    static let locksAt = 10

    static func closedSeconds(failures: Int) -> Int64 {
        switch failures {
        case ..<5: 0
        case 5: 15
        case 6: 30
        case 7: 60
        case 8: 120
        case 9: 300
        case 10: 15 * 60
        case 11: 30 * 60
        default: 60 * 60
        }
    }
}

/// One attempt to sign in.
struct SignInAttempt: Sendable {
    /// Closed usernames are answered like wrong passwords, after the same work.
    let isAllowed: Bool
    /// Wrong attempts in a row if this one is wrong too.
    let failures: Int
}

/// Attempts by username. An attempt counts as wrong from its beginning, so that many at once are no way round.
enum SignInAttempts {
    /// Wrong attempts are forgotten a day after the last.
    static let memorySeconds: Int64 = 24 * 3600

    /// - Parameter address: where it comes from, where that is known.
    static func begin(
        _ connection: any Connection, _ username: String, from address: String?, _ now: Instant
    ) throws -> SignInAttempt {
        let hash = sha256(username)
        try connection.execute(
            "DELETE FROM sign_in_attempt WHERE tried_at <= \(now.adding(seconds: -memorySeconds)) AND closed_until <= \(now)")
        let row = try connection.first(
            """
            INSERT INTO sign_in_attempt (name_hash, failures, closed_until, tried_at) VALUES (\(hash), 0, \(now), \(now))
            ON CONFLICT (name_hash) DO UPDATE SET tried_at = excluded.tried_at RETURNING failures, closed_until
            """)
        let failures: Int = try row?.get("failures") ?? 0
        let closedUntil: Instant = try row?.get("closed_until") ?? now
        let isOpen = try SignInSources.allow(connection, address, hasFailed: failures > 0, now)
        guard isOpen, closedUntil <= now else { return SignInAttempt(isAllowed: false, failures: failures) }
        let closed = now.adding(seconds: LockOut.closedSeconds(failures: failures + 1))
        try connection.execute(
            "UPDATE sign_in_attempt SET failures = \(failures + 1), closed_until = \(closed) WHERE name_hash = \(hash)")
        return SignInAttempt(isAllowed: true, failures: failures + 1)
    }

    /// Counts a wrong one for where it came from, and enters it in the journal.
    static func refuse(
        _ attempt: SignInAttempt, _ refused: SecurityEvent, of officer: Officer?, _ visit: Visit, _ site: Site
    ) async throws {
        let (address, now) = (ClientAddress.of(visit, site.config), site.clock())
        let reached = try await site.database.write { try SignInSources.count($0, address, now) }
        var events: [Event] = [.security(refused, officer: officer?.id)]
        if attempt.isAllowed, attempt.failures >= LockOut.locksAt {
            events.append(.security(.accountLocked, officer: officer?.id))
        }
        if reached.address { events.append(.security(.addressClosed, officer: nil)) }
        if reached.all { events.append(.security(.manyRefused, officer: nil)) }
        try await site.enter(visit.actor(trying: officer), events)
    }

    /// The attempt was right so far, and is counted no more; those before it still are, until a sign-in is whole.
    static func giveBack(
        _ connection: any Connection, _ username: String, _ attempt: SignInAttempt, _ now: Instant
    ) throws {
        try connection.execute(
            """
            UPDATE sign_in_attempt SET failures = failures - 1,
              closed_until = CASE WHEN failures = \(attempt.failures) THEN \(now) ELSE closed_until END
            WHERE name_hash = \(sha256(username)) AND failures > 0
            """)
    }

    /// What ended without a verdict is nobody’s wrong guess.
    static func giveBack(_ attempt: SignInAttempt, of username: String, _ site: Site) async {
        guard attempt.isAllowed else { return }
        let now = site.clock()
        do {
            try await site.database.write { try giveBack($0, username, attempt, now) }
        } catch {
            site.log.warning("An attempt to sign in that came to no end stays counted: \(error)")
        }
    }

    static func forget(_ connection: any Connection, _ username: String) throws {
        try connection.execute("DELETE FROM sign_in_attempt WHERE name_hash = \(sha256(username))")
    }
}
