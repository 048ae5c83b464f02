import Domain
import Store

extension CaseGrant {
    static let columns: SQL = "person_id, agency, officer_id, ground, parts, sensitive, from_at, until_at"

    /// For a query over `case_grant`: those that may open something at this moment or later.
    static func standing(at now: Instant) -> SQL { "until_at > \(now) AND suspended_at IS NULL" }

    /// For a query over `case_grant`: those that the officer holds, in their agency.
    static func held(by officer: Officer) -> SQL {
        "((officer_id = \(officer.id) AND agency = \(officer.agency)) OR (officer_id IS NULL AND agency = \(officer.agency)))"
    }

    /// From a row that has the columns.
    init(_ row: Row) throws {
        let (agency, officer): (String, Int64?) = (try row.get("agency"), try row.get("officer_id"))
        self.init(
            holder: officer.map { .officer($0, of: agency) } ?? .agency(agency), ground: try row.get("ground"),
            parts: decoded(try row.get("parts")), isSensitive: try row.get("sensitive"), from: try row.get("from_at"),
            until: try row.get("until_at"))
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
