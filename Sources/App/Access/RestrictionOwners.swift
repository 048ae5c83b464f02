import Domain
import Store

/// A restriction that no coordinator whom it names can lift any more: their account is closed, they have another role or another area,
/// or two restrictions met in one person.
enum RestrictionOwners {
    /// The coordinators to whom the case would be open by right without a restriction.
    static func owners(_ connection: any Connection, _ person: Int64, at now: Instant) throws -> [Int64] {
        let facts = try CaseFacts.of(person, connection, at: now)
        return try coordinators(connection, at: now).filter { AccessPolicy.owns($0, facts) }.map(\.id)
    }

    /// Whether the officer may lift it without reading the case.
    static func mayLift(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> Bool {
        guard viewer.officer.role == .coordinator else { return false }
        // Both in any case: the time it takes must not tell whether there is one.
        let facts = try CaseFacts.of(person, connection, at: viewer.at)
        let officers = try coordinators(connection, at: viewer.at)
        return AccessPolicy.mayLift(viewer.officer, facts, of: officers)
    }

    /// Of these people, those whose restriction nobody named can lift and the officer may.
    static func liftable(_ connection: any Connection, _ people: [Int64], _ viewer: Viewer) throws -> [Int64] {
        try orphaned(connection, people, at: viewer.at).filter { $0.lifters.contains(viewer.officer.id) }.map(\.person)
    }

    /// Tells the coordinators of the cases that nobody named can lift.
    static func tell(_ connection: any Connection, _ people: [Int64], at now: Instant) throws {
        for (person, lifters) in try orphaned(connection, people, at: now) {
            try CaseNotices.tell(connection, lifters, .restriction, person, "person:\(person)", at: now)
        }
    }

    /// Those who were not told since the case was restricted: of what no act says, as last days pass, records move to other areas and
    /// coordinators come.
    static func untold(_ connection: any Connection, at now: Instant) throws -> [(person: Int64, lifters: [Int64])] {
        let people = try connection.numbers(
            "SELECT DISTINCT person_id AS id FROM case_restriction WHERE ended_at IS NULL ORDER BY 1")
        return try orphaned(connection, people, at: now).compactMap { person, lifters in
            let told = Set(
                try connection.numbers(
                    """
                    SELECT DISTINCT n.officer_id AS id FROM case_notice n
                    WHERE n.person_id = \(person) AND n.kind = \(CaseNoticeKind.restriction) AND n.made_at >=
                      (SELECT MAX(r.made_at) FROM case_restriction r WHERE r.person_id = \(person) AND r.ended_at IS NULL)
                    ORDER BY 1
                    """))
            let left = lifters.filter { !told.contains($0) }
            return left.isEmpty ? nil : (person, left)
        }
    }

    /// Of these people, those whose case is restricted so that nobody named can lift it, with those who may.
    private static func orphaned(
        _ connection: any Connection, _ people: [Int64], at now: Instant
    ) throws -> [(person: Int64, lifters: [Int64])] {
        let restricted = try CaseRestrictions.live(connection, of: people)
        guard !restricted.isEmpty else { return [] }
        let officers = try coordinators(connection, at: now)
        return try restricted.sorted { $0.key < $1.key }.compactMap { person, restriction in
            let facts = try CaseFacts.of(person, connection, at: now)
            let lifters = officers.filter { AccessPolicy.mayLift($0, facts, of: officers) }
            return lifters.contains(where: restriction.names) ? nil : (person, lifters.map(\.id))
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

    private static func coordinators(_ connection: any Connection, at now: Instant) throws -> [Officer] {
        try Officers.here(connection, at: now).filter { $0.role == .coordinator }
    }
}
