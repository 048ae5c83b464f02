import Domain
import Store

/// A round with what one needs to judge it: the teams, who is in the cohort now, and the examples whose case this officer may open.
struct RoundSight: Sendable {
    let round: Round
    let plan: RoundPlan
    let load: TeamLoad
    let names: [Int64: PersonName]
    let settings: CohortSettings?

    init(_ connection: any Connection, _ found: PlannedRound, _ viewer: Viewer) throws {
        (round, plan) = (found.round, found.plan)
        load = try TeamLoad(connection)
        settings = try CohortSettingsStore.version(connection, round.settingsVersion)
        var names: [Int64: PersonName] = [:]
        let people = plan.examples.map(\.person)
        if !people.isEmpty {
            for row in try connection.query(
                """
                SELECT p.id, p.family, p.given FROM person p WHERE p.id \(connection.among(people)) AND \(PeopleAccess.opens(viewer))
                """)
            {
                names[try row.get("id")] = PersonName(family: try row.get("family"), forenames: try row.get("given"))
            }
        }
        self.names = names
    }
}
