import Domain
import Store

/// What was shared of somebody who was then found to be somebody else as well. The necessity that was written speaks of the one, so
/// nothing opens until the sender's side says that it holds for both.
enum CombinedShares {
    static func suspend(_ connection: any Connection, _ person: Int64, at now: Instant) throws {
        let rows = try connection.query(
            """
            SELECT id, from_officer FROM share WHERE person_id = \(person) AND state IN ('proposed', 'accepted') AND parts <> ''
              AND until_on >= \(London.day(of: now)) AND suspended_at IS NULL ORDER BY id
            """)
        guard !rows.isEmpty else { return }
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
