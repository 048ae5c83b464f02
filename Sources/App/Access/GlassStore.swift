import Domain
import Store

/// A case that was opened by breaking the glass.
struct GlassBreak: Sendable {
    let id: Int64
    let person: Int64
    /// Who broke it.
    let by: Int64
    let officer: String
    let agency: Text
    let reason: GlassReason
    let words: String
    let at: Instant
    let until: Instant
    let review: (outcome: GlassOutcome, words: String, by: String, at: Instant)?

    static let columns: SQL = """
        g.id, g.person_id, g.officer_id, g.reason_code, g.reason, g.made_at, g.until_at, g.outcome, g.review, g.reviewed_at,
        COALESCE(o.name, '') AS officer, COALESCE(o.agency, '') AS agency, COALESCE(v.name, '') AS reviewer
        FROM glass_break g LEFT JOIN officer o ON o.id = g.officer_id LEFT JOIN officer v ON v.id = g.reviewed_by
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        person = try row.get("person_id")
        by = try row.get("officer_id")
        officer = try row.get("officer")
        let code: String = try row.get("agency")
        agency = Agency.name(of: code)
        reason = try row.get("reason_code")
        words = try row.get("reason")
        at = try row.get("made_at")
        until = try row.get("until_at")
        if let outcome = try row.get("outcome", as: GlassOutcome?.self) {
            review = (outcome, try row.get("review"), try row.get("reviewer"), try row.get("reviewed_at"))
        } else {
            review = nil
        }
    }
}

/// Breaks the glass, closes it again, and keeps the review of it.
struct GlassStore: Sendable {
    let site: Site

    /// What somebody may know of a case before they break its glass.
    struct Case: Sendable {
        let person: Int64
        let area: Area
    }

    /// Opens the case, and tells its owners and the information officers in the same transaction.
    func breakGlass(_ person: Int64, _ reason: GlassReason, _ words: String, _ visit: Visit) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            guard try GlassStore.breakable(connection, person, viewer) != nil else { throw NotFound() }
            let facts = try CaseFacts.of(person, connection, at: viewer.at)
            let grant = try AccessActs.breakingGlass(viewer.officer, facts, at: viewer.at)
            let id = try connection.insertReturningID(
                """
                INSERT INTO glass_break (person_id, entered_for, officer_id, reason_code, reason, made_at, until_at)
                VALUES (\(person), \(person), \(viewer.officer.id), \(reason), \(words), \(viewer.at), \(grant.until)) RETURNING id
                """)
            var act = CaseAct()
            try act.made(connection, "glass_break", id, words)
            try act.granted(
                connection, grant, of: person, from: id, reason: reason.rawValue, by: viewer.officer, at: viewer.at)
            let told = try GlassStore.told(connection, facts, viewer)
            try CaseNotices.tell(connection, told, .glass, person, "glass_break:\(id)", at: viewer.at)
            return Change(
                (),
                Event(
                    .alteration, subjects: [person], records: act.records, fields: ["glass"], reason: reason.rawValue,
                    commitments: act.commitments))
        }
    }

    /// The coordinators who own the case or, where none is left whom its restriction names, those who may lift it; and the information
    /// officers who answer for it.
    private static func told(_ connection: any Connection, _ facts: CaseFacts, _ viewer: Viewer) throws -> [Int64] {
        let here = try Officers.here(connection, at: viewer.at)
        let owners = here.filter { AccessPolicy.owns($0, facts) && facts.restriction?.names($0) ?? true }
        let lifters = here.filter { AccessPolicy.mayLift($0, facts, of: here) }
        let informed = here.filter { Access.mayAudit($0, facts.reach) }
        return ((owners.isEmpty ? lifters : owners) + informed).map(\.id).filter { $0 != viewer.officer.id }
    }

    /// The officer's own broken glass on this case, while it opens it: no bar, other agency or hiding has come between.
    static func live(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> GlassBreak? {
        try connection.first(
            """
            SELECT \(GlassBreak.columns) JOIN person p ON p.id = g.person_id
            WHERE g.person_id = \(person) AND g.officer_id = \(viewer.officer.id) AND g.until_at > \(viewer.at)
              AND EXISTS (SELECT 1 FROM case_grant WHERE ground = \(CaseGrant.Ground.glass) AND ground_id = g.id
                AND \(CaseGrant.held(by: viewer.officer)) AND \(CaseGrant.standing(at: viewer.at)))
              AND \(PeopleAccess.opens(viewer)) ORDER BY g.until_at DESC LIMIT 1
            """
        ).map(GlassBreak.init)
    }

    /// Closes it before its time: the officer who broke it, nobody else.
    func close(_ id: Int64, _ visit: Visit) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            let person: Int64? = try connection.value(
                """
                SELECT person_id FROM glass_break
                WHERE id = \(id) AND officer_id = \(viewer.officer.id) AND until_at > \(viewer.at)
                """)
            guard let person else { throw NotFound() }
            try GlassStore.close(connection, [id], at: viewer.at)
            return Change((), Event(.alteration, subjects: [person], records: ["glass_break:\(id)"], fields: ["glass"]))
        }
    }

    /// People were found to be one: what was broken or unmasked of one of them opens nothing of the whole, of which nobody heard.
    static func closeAll(_ connection: any Connection, _ people: [Int64], at now: Instant) throws {
        let these = connection.among(people)
        let broken = try connection.numbers(
            "SELECT id FROM glass_break WHERE person_id \(these) AND until_at > \(now) ORDER BY id")
        try close(connection, broken, at: now)
        try connection.execute(
            """
            UPDATE case_grant SET until_at = \(now)
            WHERE person_id \(these) AND ground = \(CaseGrant.Ground.unmasking) AND until_at > \(now)
            """)
    }

    static func close(_ connection: any Connection, _ broken: [Int64], at now: Instant) throws {
        let these = connection.among(broken)
        try connection.execute("UPDATE glass_break SET until_at = \(now) WHERE id \(these)")
        try connection.execute(
            """
            UPDATE case_grant SET until_at = \(now)
            WHERE ground = \(CaseGrant.Ground.glass) AND ground_id \(these) AND until_at > \(now)
            """)
    }
}
