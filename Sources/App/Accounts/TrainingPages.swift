import Domain
import HTTPTypes

/// Required training, for administrators: which roles need it, and who has completed it.
struct TrainingPages: Sendable {
    let site: Site

    private static let administrators = Need.roles([.administrator])

    var routes: [Route] {
        let administrators = TrainingPages.administrators
        return [
            Route(.get, "/accounts/training", needs: administrators, list),
            Route(.post, "/accounts/training", needs: administrators, proof: .recent, save),
            Route(.get, "/accounts/{officer}/training", needs: administrators, askCompletion),
            Route(.post, "/accounts/{officer}/training", needs: administrators, proof: .recent, complete),
        ]
    }

    private var store: TrainingStore { TrainingStore(site: site) }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(TrainingViews.list(visit, try await store.all()))
    }

    private func save(_ visit: Visit) async throws -> Answer {
        do {
            try await store.save(try TrainingPages.read(visit.form), by: visit.actor())
            return .redirect("/accounts/training?note=saved")
        } catch let invalid as Invalid {
            return .again(TrainingViews.list(visit, try await store.all(), invalid.problems), invalid.problems)
        }
    }

    private static func read(_ form: Form) throws -> Training {
        var reader = FormReader(form)
        let code = form["code"]
        let isCode = code.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        if !isCode || !(2...40).contains(code.utf8.count) { reader.problem("code", TrainingViews.codeProblem) }
        let english = reader.text("name-en", missing: TrainingViews.nameMissing, limit: 100)
        let welsh = reader.text("name-cy", missing: TrainingViews.nameMissing, limit: 100)
        let months = reader.number("months", 1...60)
        let roles = form.all("role").compactMap(Role.init(rawValue:))
        try reader.finish()
        return Training(code: code, name: Text(en: english, cy: welsh), months: months ?? 12, roles: roles)
    }

    private func askCompletion(_ visit: Visit) async throws -> Answer {
        .page(try await completionPage(visit))
    }

    private func completionPage(_ visit: Visit, _ problems: [Problem] = []) async throws -> Page {
        let officer = try await AccountStore(site: site).account(try visit.number("officer"), by: visit.actor()).officer
        return TrainingViews.completion(visit, officer, try await store.states(of: officer), site.today, problems)
    }

    private func complete(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("officer")
        let officer = try await AccountStore(site: site).account(id, by: visit.actor()).officer
        do {
            var reader = FormReader(visit.form)
            let needed = try await store.states(of: officer).map(\.training)
            let training = needed.first { $0.code == visit.form["training"] }
            if training == nil { reader.problem("training", TrainingViews.choose) }
            let day = reader.day("completed", missing: TrainingViews.dayMissing)
            if let day, day > site.today { reader.problem("completed", TrainingViews.dayAhead) }
            try reader.finish()
            guard let training, let day else { throw Invalid(reader.problems) }
            try await store.complete(training, on: day, by: id, actor: visit.actor())
            return .redirect("/accounts/\(id)/training?note=saved")
        } catch let invalid as Invalid {
            return .again(try await completionPage(visit, invalid.problems), invalid.problems)
        } catch let refusal as AccountRefusal {
            let problems = [Problem("main-form", refusal.message)]
            return .again(try await completionPage(visit, problems), problems)
        }
    }
}
