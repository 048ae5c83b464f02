import Domain
import HTTPTypes

/// Where each role begins its day.
struct HomePages: Sendable {
    let site: Site

    var routes: [Route] {
        [Route(.get, "/", needs: .signedIn, home)]
    }

    private func home(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        switch officer.role {
        case .coordinator: return .redirect("/panels")
        case .policeOffenderManager, .probationPractitioner, .victimLiaison: return .redirect("/people")
        case .partner: return .redirect("/shares")
        case .administrator: return .redirect("/accounts")
        case .informationOfficer: return .redirect("/journal")
        case .analyst: return .page(HomePages.numbers(try await CohortCounts(site: site).counts(officer)))
        }
    }

    private static func numbers(_ counts: [CohortCount]) -> Page {
        let title = Text(en: "Cohorts in numbers", cy: "Y carfanau mewn rhifau")
        let heads: [DataTable.Head] = [
            .init(Text(en: "Area", cy: "Ardal")), .init(Text(en: "Cohort or proposal", cy: "Carfan neu gynnig")),
            .init(Text(en: "People", cy: "Pobl"), numeric: true),
        ]
        let table = HTML.byArea(counts, \.area) { counts in
            DataTable.html(
                Text(en: "People by area", cy: "Pobl fesul ardal"), heads,
                counts.map { ["\($0.area.name)", "\($0.what)", "\($0.shown)"] })
        }
        let none: HTML = "<p>\(Text(en: "There is nobody to count yet.", cy: "Nid oes neb i’w gyfrif eto."))</p>"
        return Page(
            title: title, section: .home,
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Numbers from 1 to 4 are hidden, so that nobody can be recognised by them.",
                    cy: "Cuddir rhifau o 1 i 4, fel na ellir adnabod neb wrthynt."))</p>
                \(counts.isEmpty ? none : table)
                """)
    }
}
