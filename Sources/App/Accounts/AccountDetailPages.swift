import Domain
import HTTPTypes

/// One officer's account, for administrators: what it may do, and until when.
struct AccountDetailPages: Sendable {
    let site: Site

    private static let administrators = Need.roles([.administrator])

    var routes: [Route] {
        let administrators = AccountDetailPages.administrators
        return [
            Route(.get, "/accounts/{officer}", needs: administrators, show),
            Route(.get, "/accounts/{officer}/role", needs: administrators, proof: .recent, askRole),
            Route(.post, "/accounts/{officer}/role", needs: administrators, proof: .recent, changeRole),
            Route(.get, "/accounts/{officer}/last-day", needs: administrators, proof: .recent, askLastDay),
            Route(.post, "/accounts/{officer}/last-day", needs: administrators, proof: .recent, setLastDay),
            Route(.post, "/accounts/{officer}/opening", needs: administrators, proof: .recent, open),
        ]
    }

    private var store: AccountStore { AccountStore(site: site) }

    private func account(_ visit: Visit) async throws -> Account {
        try await store.account(try visit.number("officer"), by: visit.actor())
    }

    private func show(_ visit: Visit) async throws -> Answer {
        .page(AccountDetailViews.show(visit, try await account(visit), site))
    }

    private func askRole(_ visit: Visit) async throws -> Answer {
        let officer = try await account(visit).officer
        return .page(AccountDetailViews.role(visit, officer, AccountDetailViews.form(officer)))
    }

    private func changeRole(_ visit: Visit) async throws -> Answer {
        let officer = try await account(visit).officer
        return try await again(visit, { AccountDetailViews.role(visit, officer, visit.form, $0) }) {
            var reader = FormReader(visit.form)
            let role: Role? = reader.choice("role", missing: AccountViews.roleMissing)
            let new = NewAccount(
                username: officer.username, name: officer.name, agency: visit.form["agency"], role: role ?? .administrator,
                areas: visit.form.all("area").compactMap(Area.init(rawValue:)))
            for problem in new.problems { reader.problem(problem.field, problem.message) }
            try reader.finish()
            try await store.change(officer.id, to: new, by: visit.actor())
            return .redirect("/accounts/\(officer.id)?note=role")
        }
    }

    private func askLastDay(_ visit: Visit) async throws -> Answer {
        .page(AccountDetailViews.lastDay(visit, try await account(visit)))
    }

    private func setLastDay(_ visit: Visit) async throws -> Answer {
        let account = try await account(visit)
        return try await again(visit, { AccountDetailViews.lastDay(visit, account, $0) }) {
            var reader = FormReader(visit.form)
            let day = reader.day("last-day", missing: nil)
            try reader.finish()
            try await store.setLastDay(account.officer.id, day, by: visit.actor())
            return .redirect("/accounts/\(account.officer.id)?note=last-day")
        }
    }

    private func open(_ visit: Visit) async throws -> Answer {
        let account = try await account(visit)
        do {
            try await store.open(account.officer.id, by: visit.actor())
            return .redirect("/accounts/\(account.officer.id)?note=open")
        } catch let refusal as AccountRefusal {
            return .page(
                AccountDetailViews.show(visit, account, site, refusal: refusal.message), status: .unprocessableContent)
        }
    }

    /// The page again with what is wrong.
    private func again(
        _ visit: Visit, _ page: ([Problem]) -> Page, _ act: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await act()
        } catch let invalid as Invalid {
            return .again(page(invalid.problems), invalid.problems)
        } catch let refusal as AccountRefusal {
            let problems = [Problem("main-form", refusal.message)]
            return .again(page(problems), problems)
        }
    }
}
