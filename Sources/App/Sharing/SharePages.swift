import Domain
import HTTPTypes

/// Who has what of a case, and the form by which it is shared, referred or handed over.
struct SharePages: Sendable {
    let site: Site
    let shares: ShareStore

    init(site: Site) {
        self.site = site
        shares = ShareStore(site: site)
    }

    var routes: [Route] {
        [
            Route(.get, "/people/{person}/sharing", needs: .casework, list),
            Route(.get, "/people/{person}/sharing/new", needs: .casework, proof: .recent, ask),
            Route(.post, "/people/{person}/sharing", needs: .casework, proof: .recent, propose),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let (id, isDone) = (try visit.number("person"), visit.query["done"] == "proposed")
        return .page(CaseSharingView.page(try await shares.onCase(id, visit), visit, site.today, isDone: isDone))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        try await form(try visit.number("person"), visit.query, visit, [])
    }

    /// The first question, or the rest of the form when it has been answered.
    private func form(_ id: Int64, _ form: Form, _ visit: Visit, _ problems: [Problem]) async throws -> Answer {
        let question = ShareQuestion(form)
        let desk = try await shares.desk(id, question, visit)
        let open = question.problems(by: try visit.officer())
        guard question.isAsked, open.isEmpty else {
            let wrong = question.isAsked ? open : []
            return .again(ShareFormView.question(desk, form, visit, site.today, wrong), wrong)
        }
        return .again(ShareFormView.page(desk, question, form, visit, site.today, problems), problems)
    }

    private func propose(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("person")
        do {
            let sent = try ShareForm(visit.form)
            do {
                _ = try await shares.propose(id, sent.wish, under: sent.agreement, visit)
            } catch let refusals as ShareRefusals {
                throw Invalid(refusals.problems)
            }
            return .redirect(("/people/\(id)/sharing" as Path).query([("done", "proposed")]))
        } catch let invalid as Invalid {
            return try await form(id, visit.form, visit, invalid.problems)
        }
    }
}
