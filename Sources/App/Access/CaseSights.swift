import Domain
import Store

/// What an officer sees of the parts of cases, as the policy says: read beside the cases themselves.
enum CaseSights {
    /// - Returns: nobody whose case is not open to the officer.
    static func of(_ connection: any Connection, _ viewer: Viewer, _ people: [Int64]) throws -> [Int64: PartSights] {
        let these = connection.among(people)
        let answers = try connection.pipeline([
            """
            SELECT p.id, CASE WHEN \(PeopleAccess.opens(viewer.byRight)) THEN 1 ELSE 0 END AS known
            FROM person p WHERE p.id \(these) AND \(PeopleAccess.opens(viewer))
            """,
            """
            SELECT \(CaseGrant.columns) FROM case_grant
            WHERE person_id \(these) AND \(CaseGrant.standing(at: viewer.at)) AND \(CaseGrant.held(by: viewer.officer))
            """,
        ])
        let restrictions = try CaseRestrictions.live(connection, of: people)
        var grants: [Int64: [CaseGrant]] = [:]
        for row in answers[1] { try grants[row.get("person_id"), default: []].append(CaseGrant(row)) }
        var sights: [Int64: PartSights] = [:]
        for row in answers[0] {
            let id: Int64 = try row.get("id")
            sights[id] = AccessPolicy.parts(
                viewer.officer, known: try row.get("known"), grants[id] ?? [], restrictions[id], at: viewer.at)
        }
        return sights
    }

    /// Everybody sees what the role sees: no need to look at single cases.
    static func areAlike(_ viewer: Viewer) -> Bool { !viewer.isGranted }
}
