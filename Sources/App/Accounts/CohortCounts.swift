import Domain
import Store

/// How many people of an area are in a cohort, or proposed in the current round.
struct CohortCount: Sendable {
    let area: Area
    let what: Text
    let number: Int

    /// Small numbers are hidden: a person could be recognised by them.
    var shown: Text {
        (1...4).contains(number) ? Text(en: "fewer than 5", cy: "llai na 5") : Text(same: grouped(number))
    }
}

/// Numbers for analysts, who see no cases.
struct CohortCounts: Sendable {
    let site: Site

    func counts(_ officer: Officer) async throws -> [CohortCount] {
        let areas = officer.areas.contains(.wales) ? Area.allCases : officer.areas
        guard !areas.isEmpty else { return [] }
        return try await site.database.read { connection in
            let answers = try connection.pipeline([
                """
                SELECT area, cohort AS code, COUNT(*) AS number FROM enrolment
                WHERE state = 'active' AND area IN (\(list: areas)) GROUP BY area, cohort ORDER BY area, cohort
                """,
                """
                SELECT proposal.area AS area, proposal.proposal AS code, COUNT(*) AS number
                FROM proposal JOIN selection_round ON selection_round.id = proposal.round_id
                WHERE selection_round.state = 'current' AND proposal.area IN (\(list: areas))
                GROUP BY proposal.area, proposal.proposal ORDER BY proposal.area, proposal.proposal
                """,
            ])
            return try zip(answers, [CohortCounts.cohort, CohortCounts.proposal]).flatMap { rows, name in
                try rows.map { row in
                    let code: String = try row.get("code")
                    return CohortCount(area: try row.get("area"), what: try name(code), number: try row.get("number"))
                }
            }
        }
    }

    private static let cohort: @Sendable (String) throws -> Text = { code in
        guard let place = CohortPlace(rawValue: code) else { throw StoreError.column("an enrolment is of no known cohort") }
        return Text(en: "In the cohort: \(place.name.en)", cy: "Yn y garfan: \(place.name.cy)")
    }

    private static let proposal: @Sendable (String) throws -> Text = { code in
        guard let kind = ProposalKind(rawValue: code) else { throw StoreError.column("a proposal is of no known kind") }
        let name = CaseWords.proposal(kind)
        return kind.isProposed ? Text(en: "Proposed: \(name.en)", cy: "Cynigiwyd: \(name.cy)") : name
    }
}
