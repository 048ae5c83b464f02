import Domain
import Store

/// What was shared of somebody who was then found to be somebody else as well. The necessity that was written speaks of the one, so
/// nothing opens until the sender's side says that it holds for both.
enum CombinedShares {
    /// - Parameter which: of the shares that open parts.
    /// - Returns: the shares that open nothing from now on.
    @discardableResult
    static func suspend(
        _ connection: any Connection, _ person: Int64, _ which: SQL = "1 = 1", at now: Instant
    ) throws -> [Int64] {
        let rows = try connection.query(
            """
            SELECT id, from_officer FROM share WHERE person_id = \(person) AND state IN ('proposed', 'accepted') AND parts <> ''
              AND until_on >= \(London.day(of: now)) AND suspended_at IS NULL AND \(which) ORDER BY id
            """)
        guard !rows.isEmpty else { return [] }
        let shares: [Int64] = try rows.map { try $0.get("id") }
        let these = connection.among(shares)
        try connection.execute("UPDATE share SET suspended_at = \(now) WHERE id \(these)")
        try connection.execute(
            "UPDATE case_grant SET suspended_at = \(now) WHERE ground = \(CaseGrant.Ground.share) AND ground_id \(these)")
        for row in rows {
            let (id, sender): (Int64, Int64) = (try row.get("id"), try row.get("from_officer"))
            let owners = try RestrictionOwners.owners(connection, person, at: now)
            try CaseNotices.tell(connection, Set(owners + [sender]).sorted(), .suspended, person, "share:\(id)", at: now)
        }
        return shares
    }

    /// The link was undone: of people to whom no other number leads, it is again what was shared. An address that must not become known
    /// waits for the sender's side.
    static func resume(_ connection: any Connection, _ people: [Int64]) throws {
        let shares = try connection.numbers(
            """
            SELECT s.id FROM share s WHERE s.person_id \(connection.among(people)) AND s.suspended_at IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM person p WHERE p.merged_into = s.person_id)
              AND NOT (\(MaskedShares.breaksMark)) ORDER BY s.id
            """)
        for share in shares { _ = try confirm(connection, share) }
    }

    /// The sender's side says that it holds for the whole of the person.
    /// - Returns: the grants that open again.
    static func confirm(_ connection: any Connection, _ share: Int64) throws -> [Int64] {
        let grants = try connection.numbers(
            """
            SELECT id FROM case_grant WHERE ground = \(CaseGrant.Ground.share) AND ground_id = \(share) AND suspended_at IS NOT NULL
            ORDER BY id
            """)
        try connection.execute("UPDATE case_grant SET suspended_at = NULL WHERE id \(connection.among(grants))")
        try connection.execute("UPDATE share SET suspended_at = NULL WHERE id = \(share)")
        return grants
    }
}

extension ShareSteps {
    /// The share, for the side that may confirm it.
    func sent(_ id: Int64, _ visit: Visit) async throws -> Shown {
        let found = try await find(id, visit)
        guard found.isSender else { throw NotFound() }
        return found
    }

    /// The person was combined with another: the sender's side says that the share holds for the whole of them. What passes now is
    /// entered as a disclosure of its own.
    /// - Throws: `ShareStepRefusal` for what would stand against making it today.
    func confirm(_ id: Int64, because necessity: String, _ visit: Visit) async throws {
        let (viewer, now, today, matrix) = (try visit.viewer(), site.clock(), site.today, site.reference.gateways)
        try await site.change(try visit.actor()) { connection in
            let (share, _, isSender) = try ShareSteps.theirs(connection, id, viewer, today)
            guard isSender, share.isSuspended(today) else { throw NotFound() }
            let confirmation = try ShareSteps.confirmation(connection, share, because: necessity, viewer)
            try share.standing.confirmed(
                confirmation, try ShareSteps.ground(connection, share, viewer, matrix, today), today: today)
            let grants = try CombinedShares.confirm(connection, id)
            let commitments = try ShareRows.remember(connection, id, share.state, viewer.officer, necessity, now)
            let receivers = try ShareScenes.receivers(connection, of: share.standing, share.person, at: now)
            try CaseNotices.tell(connection, receivers, .share, share.person, "share:\(id)", at: now)
            let confirmed = Event(
                .alteration, subjects: [share.person], records: ["share:\(id)"] + grants.map { "case_grant:\($0)" },
                fields: ["shares"], reason: "confirmed", commitments: commitments)
            guard share.state == .accepted, let grant = share.grant(from: now) else { return Change((), confirmed) }
            var act = CaseAct()
            act.records = grants.map { "case_grant:\($0)" }
            let passed = try ShareSteps.disclosure(connection, share, (grant, act), by: viewer.officer, at: now)
            return passed.map { Change((), $0, confirmed) } ?? Change((), confirmed)
        }
    }

    private static func confirmation(
        _ connection: any Connection, _ share: CaseShare, because necessity: String, _ viewer: Viewer
    ) throws -> StandingShare.Confirmation {
        let sights = try ShareScenes.sights(connection, viewer, share.person)
        return StandingShare.Confirmation(
            necessity: necessity, parts: share.parts, isSensitive: share.isSensitive, sights: sights,
            masked: share.isSensitive ? try ShareScenes.masked(connection, viewer, share.person, sights) : [],
            receiver: try share.toOfficer.flatMap { try ShareScenes.receiver(connection, $0, share.person, viewer.at) })
    }
}
