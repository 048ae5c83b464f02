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
                    return CohortCount(area: try row.get("area"), what: name(code), number: try row.get("number"))
                }
            }
        }
    }

    private static let cohort: @Sendable (String) -> Text = { code in
        switch code {
        case "fixed": Text(en: "Fixed cohort", cy: "Carfan sefydlog")
        case "flex": Text(en: "Flex cohort", cy: "Carfan hyblyg")
        case "free": Text(en: "Free cohort", cy: "Carfan rydd")
        default: Text(same: code)
        }
    }

    private static let proposal: @Sendable (String) -> Text = { code in
        switch code {
        case "NONE": Text(en: "Not proposed", cy: "Heb eu cynnig")
        case "UNSCORED": Text(en: "Not scored", cy: "Heb eu sgorio")
        default: Text(en: "Proposed: \(code)", cy: "Cynigiwyd: \(code)")
        }
    }
}
