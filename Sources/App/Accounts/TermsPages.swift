import Domain
import HTTPTypes

/// The terms of use: the page on which an officer accepts them, and where administrators publish them.
struct TermsPages: Sendable {
    let site: Site

    private static let administrators = Need.roles([.administrator])

    var routes: [Route] {
        let administrators = TermsPages.administrators
        return [
            Route(.get, "/terms", needs: .signedIn, gate: .none, show),
            Route(.post, "/terms", needs: .signedIn, gate: .none, accept),
            Route(.get, "/accounts/terms", needs: administrators, list),
            Route(.get, "/accounts/terms/new", needs: administrators, proof: .recent, ask),
            Route(.post, "/accounts/terms", needs: administrators, proof: .recent, publish),
        ]
    }

    private var store: TermsStore { TermsStore(site: site) }

    /// What an officer who has not accepted them gets instead of the page; a form that was sent goes along.
    func gate(_ visit: Visit, _ route: Route) async throws -> Answer {
        let changes = route.method == .post
        guard changes, !route.readsBody, let terms = try await store.inForce() else {
            return .redirect(Onward(to: changes ? nil : Path(local: visit.address)).query("/terms"))
        }
        return .page(
            TermsViews.gate(visit, terms, isDue: true, Onward(to: nil, kept: KeptForm(waiting: visit))), status: .forbidden)
    }

    private func show(_ visit: Visit) async throws -> Answer {
        guard let terms = try await store.inForce() else { throw NotFound() }
        return .page(TermsViews.gate(visit, terms, isDue: isDue(visit), Onward(to: Path(local: visit.query["to"]))))
    }

    private func accept(_ visit: Visit) async throws -> Answer {
        guard let terms = try await store.inForce() else { throw NotFound() }
        let onward = Onward(visit.form)
        // Those that were read are accepted; others that have come into force since are shown.
        guard visit.form.switchesLanguage == nil, visit.form["version"] == String(terms.version) else {
            return .page(TermsViews.gate(visit, terms, isDue: isDue(visit), onward))
        }
        try await store.accept(terms.version, officer: try visit.officer().id, by: visit.actor())
        return onward.kept.map { .page($0.onwardPage(csrf: visit.csrf)) } ?? .redirect(onward.to ?? "/")
    }

    private func isDue(_ visit: Visit) -> Bool { visit.signedIn?.gates.areTermsDue ?? false }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(TermsViews.list(visit, try await store.all(), site.today))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let last = try await store.all().first
        let text = last?.text ?? Terms.proposal
        let from = site.today
        let form = Form([
            ("text-en", text.en), ("text-cy", text.cy), ("from-day", "\(from.day)"), ("from-month", "\(from.month)"),
            ("from-year", "\(from.year)"),
        ])
        return .page(TermsViews.new(visit, form))
    }

    private func publish(_ visit: Visit) async throws -> Answer {
        do {
            let (text, day) = try await read(visit.form)
            let version = try await store.publish(text, from: day, by: visit.actor())
            return .redirect("/accounts/terms?note=\(version)")
        } catch let invalid as Invalid {
            return .again(TermsViews.new(visit, visit.form, invalid.problems), invalid.problems)
        }
    }

    private func read(_ form: Form) async throws -> (Text, Day) {
        var reader = FormReader(form)
        let english = reader.text("text-en", missing: TermsViews.textMissing, limit: 20_000)
        let welsh = reader.text("text-cy", missing: TermsViews.textMissing, limit: 20_000)
        if Terms.paragraphs(english).count != Terms.paragraphs(welsh).count {
            reader.problem("text-cy", TermsViews.uneven)
        }
        let day = reader.day(
            "from", missing: Text(en: "Enter the day from which they hold", cy: "Rhowch y diwrnod y maent mewn grym ohono"))
        let earliest = max(site.today, try await store.all().first?.from ?? site.today)
        if let day, day < earliest { reader.problem("from", TermsViews.early(earliest)) }
        try reader.finish()
        guard let day else { throw Invalid(reader.problems) }
        return (Text(en: english, cy: welsh), day)
    }
}
