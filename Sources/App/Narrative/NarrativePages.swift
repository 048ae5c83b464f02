import Domain
import HTTPTypes

/// The notes of a case: the list, a new note, a correction.
struct NarrativePages: Sendable {
    let site: Site
    let store: NarrativeStore

    init(site: Site) {
        self.site = site
        store = NarrativeStore(site: site)
    }

    var routes: [Route] {
        [
            Route(.get, "/people/{person}/notes", needs: .cases, list),
            Route(.get, "/people/{person}/notes/new", needs: .casework) { try await ask($0) },
            Route(.post, "/people/{person}/notes/new", needs: .casework, add),
            Route(.get, "/people/{person}/notes/{note}/correction", needs: .casework) { try await askToCorrect($0) },
            Route(.post, "/people/{person}/notes/{note}/correction", needs: .casework, correct),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        try await CaseStore(site: site).answering(visit) { person in
            .page(NarrativeViews.page(try await store.list(person, visit), site.today, visit))
        }
    }

    private func ask(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        try await CaseStore(site: site).answering(visit) { person in
            .again(NoteView.page(try await store.ask(person, visit), site.today, visit, problems), problems)
        }
    }

    private func add(_ visit: Visit) async throws -> Answer {
        do {
            let form = try NoteForm(visit.form)
            return try await CaseStore(site: site).answering(visit) { person in
                do {
                    try await store.add(person, form, visit)
                } catch let refusals as NarrativeRefusals {
                    throw Invalid(refusals.problems)
                }
                return .redirect(("/people/\(person)/notes" as Path).query([("done", "note")]))
            }
        } catch let invalid as Invalid {
            return try await ask(visit, invalid.problems)
        }
    }

    private func askToCorrect(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let note = try visit.number("note")
        return try await CaseStore(site: site).answering(visit) { person in
            .again(NoteView.page(try await store.ask(person, note, visit), site.today, visit, problems), problems)
        }
    }

    private func correct(_ visit: Visit) async throws -> Answer {
        let note = try visit.number("note")
        do {
            let form = try NoteForm(visit.form)
            return try await CaseStore(site: site).answering(visit) { person in
                do {
                    try await store.correct(person, note, form, visit)
                } catch let refusals as NarrativeRefusals {
                    throw Invalid(refusals.problems)
                }
                return .redirect(("/people/\(person)/notes" as Path).query([("done", "correction")]))
            }
        } catch let invalid as Invalid {
            return try await askToCorrect(visit, invalid.problems)
        }
    }
}
