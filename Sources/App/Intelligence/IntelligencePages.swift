import Domain
import HTTPTypes

/// The intelligence of a case: the list, a new report, another grading.
struct IntelligencePages: Sendable {
    let site: Site
    let store: IntelligenceStore

    init(site: Site) {
        self.site = site
        store = IntelligenceStore(site: site)
    }

    var routes: [Route] {
        [
            Route(.get, "/people/{person}/intelligence", needs: .cases, list),
            Route(.get, "/people/{person}/intelligence/new", needs: .casework) { try await ask($0) },
            Route(.post, "/people/{person}/intelligence/new", needs: .casework, add),
            Route(.get, "/people/{person}/intelligence/{report}/grading", needs: .casework) { try await askForGrading($0) },
            Route(.post, "/people/{person}/intelligence/{report}/grading", needs: .casework, regrade),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(IntelligenceViews.page(try await store.list(try visit.number("person"), visit), site.today, visit))
    }

    private func ask(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let file = try await store.ask(try visit.number("person"), visit)
        return .again(ReportView.page(file, site.today, visit, problems), problems)
    }

    private func add(_ visit: Visit) async throws -> Answer {
        do {
            let form = try ReportForm(visit.form)
            return try await kept(visit, "report") { try await store.add($0, form.facts, visit) }
        } catch let invalid as Invalid {
            return try await ask(visit, invalid.problems)
        }
    }

    private func askForGrading(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let (file, found) = try await store.ask(try visit.number("person"), try visit.number("report"), visit)
        return .again(GradingView.page(file, found, site.today, visit, problems), problems)
    }

    private func regrade(_ visit: Visit) async throws -> Answer {
        let report = try visit.number("report")
        do {
            let form = try GradingForm(visit.form)
            return try await kept(visit, "grading") {
                try await store.regrade($0, report, form.facts, reason: form.reason, expected: form.version, visit)
            }
        } catch let invalid as Invalid {
            return try await askForGrading(visit, invalid.problems)
        }
    }

    /// Stores, and leads back to the list; what the rules refuse goes to its field.
    private func kept(_ visit: Visit, _ what: String, _ act: (Int64) async throws -> Void) async throws -> Answer {
        let person = try visit.number("person")
        do {
            try await act(person)
        } catch let refusals as IntelligenceRefusals {
            throw Invalid(refusals.problems)
        }
        return .redirect(("/people/\(person)/intelligence" as Path).query([("done", what)]))
    }
}
