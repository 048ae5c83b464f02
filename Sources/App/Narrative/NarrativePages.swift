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
        .page(NarrativeViews.page(try await store.list(try visit.number("person"), visit), site.today, visit))
    }

    private func ask(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let asked = try await store.ask(try visit.number("person"), visit)
        return .again(NoteView.page(asked, site.today, visit, problems), problems)
    }

    private func add(_ visit: Visit) async throws -> Answer {
        do {
            let form = try NoteForm(visit.form)
            return try await kept(visit, "note") { try await store.add($0, form, visit) }
        } catch let invalid as Invalid {
            return try await ask(visit, invalid.problems)
        }
    }

    private func askToCorrect(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let asked = try await store.ask(try visit.number("person"), try visit.number("note"), visit)
        return .again(NoteView.page(asked, site.today, visit, problems), problems)
    }

    private func correct(_ visit: Visit) async throws -> Answer {
        let note = try visit.number("note")
        do {
            let form = try NoteForm(visit.form)
            return try await kept(visit, "correction") { try await store.correct($0, note, form, visit) }
        } catch let invalid as Invalid {
            return try await askToCorrect(visit, invalid.problems)
        }
    }

    /// Stores, and leads back to the list; what the rules refuse goes to its field.
    private func kept(_ visit: Visit, _ what: String, _ act: (Int64) async throws -> Void) async throws -> Answer {
        let person = try visit.number("person")
        do {
            try await act(person)
        } catch let refusals as NarrativeRefusals {
            throw Invalid(refusals.problems)
        }
        return .redirect(("/people/\(person)/notes" as Path).query([("done", what)]))
    }
}
