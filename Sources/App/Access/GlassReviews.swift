import Domain
import Store

/// A page of the list of broken glass.
struct GlassList: Sendable {
    let breaks: [GlassBreak]
    /// The cases of the reader's own breaking that are open to them now.
    let open: Set<Int64>
    let hasNext: Bool
}

/// What the owners of cases and those who answer for them see of broken glass, and what they say of it.
extension GlassStore {
    static let pageSize = 50

    /// Every broken glass on the cases that the reader owns or answers for, and what they broke themselves of cases of which they may know:
    /// what still awaits its review first, the oldest first.
    func list(page: Int, _ visit: Visit) async throws -> GlassList {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            let rows = try connection.query(
                """
                SELECT \(GlassBreak.columns) JOIN person p ON p.id = g.person_id
                WHERE \(try GlassStore.answersFor(connection, viewer))
                  OR (g.officer_id = \(viewer.officer.id) AND \(PeopleAccess.exists(viewer, "g.person_id")))
                ORDER BY CASE WHEN g.reviewed_at IS NULL THEN 0 ELSE 1 END, CASE WHEN g.reviewed_at IS NULL THEN g.id ELSE -g.id END
                LIMIT \(GlassStore.pageSize + 1) OFFSET \((page - 1) * GlassStore.pageSize)
                """)
            let breaks = try rows.prefix(GlassStore.pageSize).map(GlassBreak.init)
            let own = connection.among(Set(breaks.filter { $0.by == viewer.officer.id }.map(\.person)).sorted())
            let open = try connection.numbers(
                "SELECT p.id FROM person p WHERE p.id \(own) AND \(PeopleAccess.opens(viewer)) ORDER BY p.id")
            return Change(
                GlassList(breaks: breaks, open: Set(open), hasNext: rows.count > GlassStore.pageSize),
                Event(
                    .consultation, subjects: Array(Set(breaks.map(\.person))).sorted(),
                    records: breaks.map { "glass_break:\($0.id)" }, fields: ["glass"]))
        }
    }

    func find(_ id: Int64, _ visit: Visit) async throws -> GlassBreak {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            let found = try GlassStore.reviewed(connection, id, viewer)
            return Change(
                found, Event(.consultation, subjects: [found.person], records: ["glass_break:\(id)"], fields: ["glass"]))
        }
    }

    func review(_ id: Int64, _ outcome: GlassOutcome, _ words: String, _ visit: Visit) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            let found = try GlassStore.reviewed(connection, id, viewer)
            if let theirs = found.review {
                throw Conflict(
                    title: Text(en: "Somebody else has reviewed this", cy: "Mae rhywun arall wedi adolygu hyn"),
                    theirs: [
                        (Text(en: "Outcome", cy: "Canlyniad"), theirs.outcome.name),
                        (Text(en: "Why", cy: "Pam"), Text(same: theirs.words)),
                        (Text(en: "By", cy: "Gan"), Text(same: theirs.by)),
                    ],
                    yours: [
                        (Text(en: "Outcome", cy: "Canlyniad"), outcome.name), (Text(en: "Why", cy: "Pam"), Text(same: words)),
                    ],
                    back: "/glass/breaks",
                    shows: Event(.consultation, subjects: [found.person], records: ["glass_break:\(id)"], fields: ["glass"]))
            }
            try connection.execute(
                """
                UPDATE glass_break SET outcome = \(outcome), review = \(words), reviewed_by = \(viewer.officer.id),
                  reviewed_at = \(viewer.at) WHERE id = \(id)
                """)
            return Change(
                (),
                Event(
                    .alteration, subjects: [found.person], records: ["glass_break:\(id)"], fields: ["outcome", "review"],
                    reason: outcome.rawValue,
                    commitments: try connection.commit("glass_break:\(id)", ["review": words])))
        }
    }

    private static func reviewed(_ connection: any Connection, _ id: Int64, _ viewer: Viewer) throws -> GlassBreak {
        let row = try connection.first(
            """
            SELECT \(GlassBreak.columns) JOIN person p ON p.id = g.person_id
            WHERE g.id = \(id) AND g.officer_id <> \(viewer.officer.id) AND \(try answersFor(connection, viewer))
            """)
        guard let row else { throw NotFound() }
        return try GlassBreak(row)
    }

    /// For a query over `person p`. A coordinator answers for the cases that are open to them by right, and for those whose restriction
    /// they may lift because it is nobody's any more.
    private static func answersFor(_ connection: any Connection, _ viewer: Viewer) throws -> SQL {
        guard viewer.officer.role == .coordinator else { return PeopleAccess.audits(viewer.officer) }
        let broken = try connection.numbers(
            """
            SELECT DISTINCT g.person_id AS id FROM glass_break g JOIN case_restriction r ON r.person_id = g.person_id
            WHERE r.ended_at IS NULL ORDER BY 1
            """)
        let lifted = try RestrictionOwners.liftable(connection, broken, viewer)
        return "(\(PeopleAccess.opens(viewer.byRight)) OR p.id \(connection.among(lifted)))"
    }
}
