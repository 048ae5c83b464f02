import Domain
import Store

/// A restriction that no coordinator whom it names can lift any more: their account is closed, they have another role or another area,
/// or two restrictions met in one person.
enum RestrictionOwners {
    /// The coordinators to whom the case would be open by right without a restriction.
    static func owners(_ connection: any Connection, _ person: Int64, at now: Instant) throws -> [Int64] {
        let facts = try CaseFacts.of(person, connection, at: now)
        return try officers(connection, at: now).filter { AccessPolicy.owns($0, facts) }.map(\.id)
    }

    /// Whether the officer may lift it without reading the case.
    static func mayLift(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> Bool {
        guard viewer.officer.role == .coordinator else { return false }
        // Both in any case: the time it takes must not tell whether there is one.
        let facts = try CaseFacts.of(person, connection, at: viewer.at)
        let officers = try officers(connection, at: viewer.at)
        return AccessPolicy.mayLift(viewer.officer, facts, of: officers)
    }

    /// Tells the coordinators of the cases that nobody named can lift.
    static func tell(_ connection: any Connection, _ people: [Int64], at now: Instant) throws {
        let restricted = try CaseRestrictions.live(connection, of: people)
        guard !restricted.isEmpty else { return }
        let officers = try officers(connection, at: now)
        for person in restricted.keys.sorted() {
            let facts = try CaseFacts.of(person, connection, at: now)
            let lifters = officers.filter { AccessPolicy.mayLift($0, facts, of: officers) }
            guard !lifters.contains(where: { facts.restriction?.names($0) ?? true }) else { continue }
            try CaseNotices.tell(connection, lifters.map(\.id), .restriction, person, "person:\(person)", at: now)
        }
    }

    /// The same for the cases that are restricted to this officer among others.
    static func tell(_ connection: any Connection, leaving officer: Int64, at now: Instant) throws {
        let people = try connection.numbers(
            """
            SELECT DISTINCT r.person_id AS id FROM case_restriction r JOIN case_restriction_officer o ON o.restriction_id = r.id
            WHERE o.officer_id = \(officer) AND r.ended_at IS NULL ORDER BY 1
            """)
        try tell(connection, people, at: now)
    }

    private static func officers(_ connection: any Connection, at now: Instant) throws -> [Officer] {
        try connection.query(
            """
            SELECT id, username, name, agency, role, areas FROM officer
            WHERE role = \(Role.coordinator) AND disabled_at IS NULL AND \(AccountLife.isHere(London.day(of: now))) ORDER BY id
            """
        ).map(Officer.init)
    }
}
