import Domain
import Store

/// Who leads the work with somebody: the enrolment that runs holds the names, one for each side.
struct LeadChange: Sendable {
    let enrolment: Int64
    /// The column, and the side whose lead it is.
    let field: String
    let side: AgencyKind
    /// Who led until now; empty for nobody.
    let former: String
    let lead: Officer

    /// The latest enrolment of the person that a panel has adopted, and its leads.
    static func enrolment(_ connection: any Connection, _ person: Int64) throws -> Int64? {
        try connection.value(
            """
            SELECT n.id FROM enrolment n WHERE n.person_id = \(person) AND n.scheme = 'iom' AND n.state IN ('adopted', 'active')
            ORDER BY n.id DESC LIMIT 1
            """)
    }

    /// The officer becomes the lead of their agency's side.
    /// - Returns: nil when nobody is enrolled any more, or the agency has no leads.
    static func apply(_ connection: any Connection, _ person: Int64, to lead: Officer) throws -> LeadChange? {
        guard let enrolment = try enrolment(connection, person), let side = Agency.find(lead.agency)?.kind else { return nil }
        let field: String
        switch side {
        case .police: field = "police_lead"
        case .probation: field = "probation_lead"
        case .prison, .council, .health, .voluntary: return nil
        }
        let former: String? = try connection.value(
            "SELECT \(name: field) AS former FROM enrolment WHERE id = \(enrolment)")
        try connection.execute(
            "UPDATE enrolment SET \(name: field) = \(lead.name), version = version + 1 WHERE id = \(enrolment)")
        return LeadChange(enrolment: enrolment, field: field, side: side, former: former ?? "", lead: lead)
    }

    /// Whose lead it is hears of it: the coordinators of the case, and who led until now, as far as the case is open to somebody of that
    /// name on that side.
    func tell(_ connection: any Connection, _ share: CaseShare, but officer: Officer, at now: Instant) throws {
        var facts = try CaseFacts.of(share.person, connection, at: now)
        facts.grants = []
        let named = try Officers.here(connection, at: now).filter {
            $0.name == former && Agency.find($0.agency)?.kind == side && AccessPolicy.sight($0, facts, at: now).isOpen
        }
        let owners = try RestrictionOwners.owners(connection, share.person, at: now)
        let told = Set(owners + named.map(\.id)).subtracting([officer.id, lead.id])
        try CaseNotices.tell(connection, told.sorted(), .lead, share.person, "share:\(share.id)", at: now)
    }
}
