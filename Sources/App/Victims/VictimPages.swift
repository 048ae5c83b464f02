import Domain
import HTTPTypes

/// The victims' part of a case. For everybody but victim liaison officers these pages do not exist.
struct VictimPages: Sendable {
    let site: Site
    let store: VictimStore

    init(site: Site) {
        self.site = site
        store = VictimStore(site: site)
    }

    private static let officers = Need.roles([.victimLiaison])

    var routes: [Route] {
        [
            Route(.get, "/people/{person}/victims", needs: Self.officers, list),
            Route(.get, "/people/{person}/victims/new", needs: Self.officers) { try await ask($0) },
            Route(.post, "/people/{person}/victims/new", needs: Self.officers, add),
            Route(.get, "/people/{person}/victims/{contact}/correction", needs: Self.officers) { try await askToChange($0) },
            Route(.post, "/people/{person}/victims/{contact}/correction", needs: Self.officers, change),
            Route(.get, "/people/{person}/involvements/new", needs: Self.officers) { try await askToInvolve($0) },
            Route(.post, "/people/{person}/involvements/new", needs: Self.officers, involve),
            Route(.get, "/people/{person}/involvements/{involvement}/withdrawal", needs: Self.officers) {
                try await askToWithdraw($0)
            },
            Route(.post, "/people/{person}/involvements/{involvement}/withdrawal", needs: Self.officers, withdraw),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(VictimViews.page(try await store.list(try visit.number("person"), visit), site.today, visit))
    }

    private func ask(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let file = try await store.list(try visit.number("person"), visit).file
        return .again(VictimFormView.page(file, nil, site.today, visit, problems), problems)
    }

    private func add(_ visit: Visit) async throws -> Answer {
        do {
            let form = try VictimForm(visit.form)
            return try await kept(visit) { try await store.add($0, form.facts, visit) }
        } catch let invalid as Invalid {
            return try await ask(visit, invalid.problems)
        }
    }

    private func askToChange(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let (person, contact) = (try visit.number("person"), try visit.number("contact"))
        let (file, found) = try await store.ask(person, contact, visit)
        return .again(VictimFormView.page(file, found, site.today, visit, problems), problems)
    }

    private func change(_ visit: Visit) async throws -> Answer {
        let contact = try visit.number("contact")
        do {
            let form = try VictimForm(visit.form)
            return try await kept(visit) {
                try await store.change($0, contact, form.facts, expected: form.version, visit)
            }
        } catch let invalid as Invalid {
            return try await askToChange(visit, invalid.problems)
        }
    }

    private func askToInvolve(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let file = try await store.list(try visit.number("person"), visit).file
        return .again(InvolvementView.page(file, site.today, visit, problems), problems)
    }

    private func involve(_ visit: Visit) async throws -> Answer {
        do {
            let form = try InvolvementForm(visit.form)
            return try await kept(visit) { try await store.involve($0, form.facts, visit) }
        } catch let invalid as Invalid {
            return try await askToInvolve(visit, invalid.problems)
        }
    }

    private func askToWithdraw(_ visit: Visit, _ problems: [Problem] = []) async throws -> Answer {
        let (person, involvement) = (try visit.number("person"), try visit.number("involvement"))
        let (file, found) = try await store.askToWithdraw(person, involvement, visit)
        return .again(InvolvementView.withdrawal(file, found, site.today, visit, problems), problems)
    }

    private func withdraw(_ visit: Visit) async throws -> Answer {
        let involvement = try visit.number("involvement")
        do {
            var reader = FormReader(visit.form)
            let reason = reader.text(
                "reason", missing: Text(en: "Say what was wrong", cy: "Dywedwch beth oedd o’i le"), limit: 500)
            try reader.finish()
            return try await kept(visit) { try await store.withdraw($0, involvement, reason: reason, visit) }
        } catch let invalid as Invalid {
            return try await askToWithdraw(visit, invalid.problems)
        }
    }

    /// Stores, and leads back to the list; what the rules refuse goes to its field.
    private func kept(_ visit: Visit, _ act: (Int64) async throws -> Void) async throws -> Answer {
        let person = try visit.number("person")
        do {
            try await act(person)
        } catch let refusals as VictimRefusals {
            throw Invalid(refusals.problems)
        } catch let refusals as InvolvementRefusals {
            throw Invalid(refusals.problems)
        }
        return .redirect(("/people/\(person)/victims" as Path).query([("done", "kept")]))
    }
}
