import Domain
import HTTPTypes
import Hummingbird

/// Officers' accounts, for administrators: the list, a new one, closing, a new link.
struct AccountPages: Sendable {
    let site: Site

    private static let administrators = Need.roles([.administrator])

    var routes: [Route] {
        [
            Route(.get, "/accounts", needs: AccountPages.administrators, list),
            Route(.get, "/accounts/new", needs: AccountPages.administrators, proof: .recent, askNew),
            Route(.post, "/accounts", needs: AccountPages.administrators, proof: .recent, add),
            Route(.post, "/accounts/{officer}/closure", needs: AccountPages.administrators, proof: .recent, disable),
            Route(.post, "/accounts/{officer}/link", needs: AccountPages.administrators, proof: .recent, reset),
            Route(
                .post, "/accounts/{officer}/second-step-removal", needs: AccountPages.administrators, proof: .recent,
                removeSecondFactor),
        ]
    }

    private var asksForCodes: Bool { site.config.secondFactor == .required }

    private var store: AccountStore { AccountStore(site: site) }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(AccountViews.list(visit, try await store.list(by: visit.actor()), site))
    }

    private func askNew(_ visit: Visit) async throws -> Answer {
        .page(AccountViews.new(visit))
    }

    private func add(_ visit: Visit) async throws -> Answer {
        do {
            let new = try AccountPages.read(visit.form)
            let link = try await store.add(new, by: visit.actor())
            return .page(AccountViews.link(link, site.config, name: new.name, username: new.username))
        } catch let invalid as Invalid {
            return .page(
                AccountViews.new(visit, invalid.problems), status: invalid.problems.isEmpty ? .ok : .unprocessableContent)
        } catch let refusal as AccountRefusal {
            return .page(
                AccountViews.new(visit, [Problem(refusal.field ?? "username", refusal.message)]),
                status: .unprocessableContent)
        }
    }

    private func disable(_ visit: Visit) async throws -> Answer {
        try await refusing(visit) {
            try await store.disable(try visit.number("officer"), by: visit.actor())
            return .redirect("/accounts")
        }
    }

    private func removeSecondFactor(_ visit: Visit) async throws -> Answer {
        try await refusing(visit) {
            try await store.removeSecondFactor(try visit.number("officer"), by: visit.actor())
            return .redirect("/accounts")
        }
    }

    private func reset(_ visit: Visit) async throws -> Answer {
        try await refusing(visit) {
            let id = try visit.number("officer")
            let link = try await store.reset(id, by: visit.actor())
            let account = try await store.account(id, by: visit.actor())
            return .page(
                AccountViews.link(
                    link, site.config, name: account.officer.name, username: account.officer.username,
                    keepsSecondStep: asksForCodes && account.factorSetAt != nil))
        }
    }

    private func refusing(_ visit: Visit, _ act: () async throws -> Answer) async throws -> Answer {
        do {
            return try await act()
        } catch let refusal as AccountRefusal {
            let page = AccountViews.list(
                visit, try await store.list(by: visit.actor()), site, refusal: refusal.message)
            return .page(page, status: .unprocessableContent)
        }
    }

    private static func read(_ form: Form) throws -> NewAccount {
        var reader = FormReader(form)
        let role: Role? = reader.choice("role", missing: AccountViews.roleMissing)
        let new = NewAccount(
            username: Username.folded(form["username"]), name: form["name"], agency: form["agency"],
            role: role ?? .administrator, areas: form.all("area").compactMap(Area.init(rawValue:)))
        for problem in new.problems { reader.problem(problem.field, problem.message) }
        try reader.finish()
        return new
    }
}
