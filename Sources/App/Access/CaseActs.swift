import Domain
import Store

/// The rows that an act made or ended, and the reasons that its entry commits to.
struct CaseAct: Sendable {
    var records: [String] = []
    var commitments: [[UInt8]] = []

    mutating func made(_ connection: any Connection, _ table: String, _ id: Int64, _ reason: String) throws {
        records.append("\(table):\(id)")
        commitments += try connection.commit("\(table):\(id)", ["reason": reason])
    }
}

extension CaseAct {
    /// Keeps a grant, with its reason.
    /// - Parameters:
    ///   - entered: the number for which it was made; nil: the person's.
    ///   - ground: the share or the breaking of the glass that it comes from.
    mutating func granted(
        _ connection: any Connection, _ grant: CaseGrant, of person: Int64, for entered: Int64? = nil, from ground: Int64?,
        reason: String, by officer: Officer, at now: Instant
    ) throws {
        let id = try connection.insertReturningID(
            """
            INSERT INTO case_grant (person_id, entered_for, agency, officer_id, ground, ground_id, parts, sensitive, from_at,
              until_at, reason, made_by, made_at)
            VALUES (\(person), \(entered ?? person), \(grant.holder.agency), \(grant.holder.officer), \(grant.ground), \(ground),
              \(codes(grant.parts)), \(grant.isSensitive), \(grant.from), \(grant.until), \(reason), \(officer.id), \(now))
            RETURNING id
            """)
        try made(connection, "case_grant", id, reason)
    }
}
