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
        try await CaseStore(site: site).answering(visit) { person in
            .page(IntelligenceViews.page(try await store.list(person, visit), site.today, visit))
        }
    }

    private func ask(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        try await CaseStore(site: site).answering(visit) { person in
            .again(ReportView.page(try await store.ask(person, visit), site.today, visit, problems), problems)
        }
    }

    private func add(_ visit: Visit) async throws -> Answer {
        do {
            let form = try ReportForm(visit.form)
            return try await CaseStore(site: site).answering(visit) { person in
                do {
                    try await store.add(person, form.facts, visit)
                } catch let refusals as IntelligenceRefusals {
                    throw Invalid(refusals.problems)
                }
                return .redirect(("/people/\(person)/intelligence" as Path).query([("done", "report")]))
            }
        } catch let invalid as Invalid {
            return try await ask(visit, invalid.problems)
        }
    }

    private func askForGrading(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let report = try visit.number("report")
        return try await CaseStore(site: site).answering(visit) { person in
            let (file, found) = try await store.ask(person, report, visit)
            return .again(GradingView.page(file, found, site.today, visit, problems), problems)
        }
    }

    private func regrade(_ visit: Visit) async throws -> Answer {
        let report = try visit.number("report")
        do {
            let form = try GradingForm(visit.form)
            return try await CaseStore(site: site).answering(visit) { person in
                do {
                    try await store.regrade(
                        person, report, form.facts, reason: form.reason, expected: form.version, visit)
                } catch let refusals as IntelligenceRefusals {
                    throw Invalid(refusals.problems)
                }
                return .redirect(("/people/\(person)/intelligence" as Path).query([("done", "grading")]))
            }
        } catch let invalid as Invalid {
            return try await askForGrading(visit, invalid.problems)
        }
    }
}
