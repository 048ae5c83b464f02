import Domain
import HTTPTypes

/// What stood out among the readings, for the information officer: looked at, and closed with an outcome.
struct UnusualPages: Sendable {
    let site: Site
    let store: UnusualStore

    init(site: Site) {
        self.site = site
        store = UnusualStore(site: site)
    }

    private static let who = Need.roles([.informationOfficer])

    var routes: [Route] {
        [
            Route(.get, "/journal/unusual", needs: UnusualPages.who, proof: .recent, list),
            Route(.get, "/journal/unusual/{unusual}", needs: UnusualPages.who, proof: .recent, show),
            Route(.post, "/journal/unusual/{unusual}/outcome", needs: UnusualPages.who, proof: .recent, close),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let state = UnusualState(rawValue: visit.query["state"]) ?? .unseen
        let page = min(max(Int(visit.query["page"]) ?? 1, 1), 1000)
        return .page(
            UnusualView.page(
                try await store.list(state, page: page, visit), state, site.reference.unusual,
                isDone: visit.query["done"] == "closed"))
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let detail = try await store.find(try visit.number("unusual"), visit)
        return .page(UnusualDetailView.page(detail, site.reference.unusual, visit, Form()))
    }

    private func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("unusual")
        do {
            var reader = FormReader(visit.form)
            let outcome: UnusualOutcome? = reader.choice(
                "outcome", missing: Text(en: "Choose what it was", cy: "Dewiswch beth ydoedd"))
            let note = reader.text("note", missing: UnusualRefusal.note.message)
            try reader.finish()
            guard let outcome else { throw Invalid(reader.problems) }
            do {
                try await store.close(id, outcome, note: note, seen: visit.form.raw("seen"), visit)
            } catch let refusal as UnusualRefusal {
                throw Invalid([Problem("note", refusal.message)])
            }
            return .redirect(("/journal/unusual" as Path).query([("done", "closed")]))
        } catch let invalid as Invalid {
            let detail = try await store.find(id, visit)
            let page = UnusualDetailView.page(detail, site.reference.unusual, visit, visit.form, invalid.problems)
            return .again(page, invalid.problems)
        }
    }
}
