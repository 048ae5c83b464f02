import Domain
import Store

/// A round with what one needs to judge it: the teams, who is in the cohort now, and the examples whose case this officer may open.
struct RoundSight: Sendable {
    let round: Round
    let teams: [Team]
    /// Adopted or active, by area.
    let enrolled: [Area: Int]
    let names: [Int64: PersonName]
    let settings: CohortSettings?

    init(_ connection: any Connection, _ round: Round, _ officer: Officer) throws {
        self.round = round
        teams = try TeamStore.all(connection, Area.panels + [.wales])
        settings = try CohortSettingsStore.version(connection, round.settingsVersion)
        var enrolled: [Area: Int] = [:]
        for row in try connection.query(
            "SELECT area, COUNT(*) AS number FROM enrolment WHERE state IN ('adopted', 'active') GROUP BY area")
        {
            enrolled[try row.get("area")] = try row.get("number")
        }
        self.enrolled = enrolled
        var names: [Int64: PersonName] = [:]
        let people = round.plan.examples.map(\.person)
        if !people.isEmpty {
            for row in try connection.query(
                """
                SELECT p.id, p.family, p.given FROM person p WHERE p.id \(connection.among(people)) AND \(PeopleAccess.opens(officer))
                """)
            {
                names[try row.get("id")] = PersonName(family: try row.get("family"), forenames: try row.get("given"))
            }
        }
        self.names = names
    }

    func capacity(_ area: Area) -> Int? { teams.first { $0.area == area }?.capacity }
}
