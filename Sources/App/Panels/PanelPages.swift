import Domain
import HTTPTypes
import Store

/// A panel's list, each person on it, and what the panel decides.
struct PanelPages: Sendable {
    let site: Site
    let panels: PanelStore
    let cases: PanelCaseStore

    init(site: Site) {
        self.site = site
        panels = PanelStore(site: site)
        cases = PanelCaseStore(site: site)
    }

    var routes: [Route] {
        [
            Route(.get, "/panels", needs: .casework, overview),
            Route(.get, "/panels/{area}", needs: .casework, list),
            Route(.get, "/panels/{area}/export", needs: .casework, proof: .recent, askForExport),
            Route(.post, "/panels/{area}/export", needs: .casework, proof: .recent, export),
            Route(.get, "/panels/{area}/people/{person}", needs: .casework, person),
            Route(.post, "/panels/{area}/people/{person}/decision", needs: .casework, decide),
        ]
    }

    private func overview(_ visit: Visit) async throws -> Answer {
        let (round, lines) = try await panels.overview(visit)
        return .page(PanelOverviewView.page(round, lines, visit))
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let area = try PanelStore.area(try visit.word("area"), try visit.officer())
        let list = try await panels.list(area, PanelQuestion(visit.query), visit)
        return .page(PanelListView.page(list, site.reference.offences, site.today, visit))
    }

    private func person(_ visit: Visit) async throws -> Answer {
        let area = try PanelStore.area(try visit.word("area"), try visit.officer())
        let found = try await cases.find(area, try visit.number("person"), visit)
        return .page(PanelCaseView.page(found, site, visit))
    }

    private func decide(_ visit: Visit) async throws -> Answer {
        let area = try PanelStore.area(try visit.word("area"), try visit.officer())
        let person = try visit.number("person")
        do {
            let form = try DecisionForm(visit.form, today: site.today)
            guard try await cases.decide(form, area, person, visit) else { return .redirect(PanelListView.closed(area)) }
            return .redirect(("/panels/\(area.rawValue)/people/\(person)" as Path).query([("done", "decided")]))
        } catch let invalid as Invalid {
            let found = try await cases.find(area, person, visit)
            return .again(PanelCaseView.page(found, site, visit, invalid.problems), invalid.problems)
        }
    }

    private func askForExport(_ visit: Visit) async throws -> Answer {
        let area = try PanelStore.area(try visit.word("area"), try visit.officer())
        return .page(PanelExport.question(area, visit.query).page(visit, visit.query))
    }

    private func export(_ visit: Visit) async throws -> Answer {
        let area = try PanelStore.area(try visit.word("area"), try visit.officer())
        return try await PanelExport.question(area, visit.form).answer(visit, site) {
            try await PanelExport.list(area, visit, site)
        }
    }
}
