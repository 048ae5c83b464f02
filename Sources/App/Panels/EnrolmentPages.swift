import Domain
import HTTPTypes

/// An enrolment: how it stands, the beginning of work, and the way out.
struct EnrolmentPages: Sendable {
    let site: Site
    let enrolments: EnrolmentStore

    init(site: Site) {
        self.site = site
        enrolments = EnrolmentStore(site: site)
    }

    var routes: [Route] {
        [
            Route(.get, "/enrolments/{enrolment}", needs: .casework, show),
            Route(.post, "/enrolments/{enrolment}/activation", needs: .casework, activate),
            Route(.get, "/enrolments/{enrolment}/exit", needs: .casework, askForExit),
            Route(.post, "/enrolments/{enrolment}/exit", needs: .casework, exit),
        ]
    }

    private func show(_ visit: Visit) async throws -> Answer {
        try await shown(visit) { EnrolmentViews.page($0, visit, site.today) }
    }

    private func askForExit(_ visit: Visit) async throws -> Answer {
        try await shown(visit) { found in
            guard found.enrolment.state.following.contains(.exited) else { throw NotFound() }
            return ExitView.page(found, visit, site.today)
        }
    }

    private func activate(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("enrolment")
        do {
            var reader = FormReader(visit.form)
            let day = reader.day(
                "day", missing: Text(en: "Enter the day the work began", cy: "Rhowch y diwrnod y dechreuodd y gwaith"))
            try reader.finish()
            do {
                try await enrolments.activate(id, on: day ?? site.today, expected: Int(visit.form["version"]) ?? 0, visit)
            } catch let refusal as EnrolmentRefusal {
                throw Invalid([Problem(refusal.field ?? "day", refusal.message)])
            }
            return .redirect("/enrolments/\(id)")
        } catch let invalid as Invalid {
            return try await shown(visit, invalid.problems) { EnrolmentViews.page($0, visit, site.today, invalid.problems) }
        }
    }

    private func exit(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("enrolment")
        do {
            let form = try ExitForm(visit.form)
            do {
                if let closed = try await enrolments.exit(id, form.facts, expected: form.version, visit) {
                    return .redirect(PanelListView.closed(closed))
                }
            } catch let refusals as ExitRefusals {
                throw Invalid(refusals.problems)
            }
            return .redirect("/enrolments/\(id)")
        } catch let invalid as Invalid {
            return try await shown(visit, invalid.problems) { ExitView.page($0, visit, site.today, invalid.problems) }
        }
    }

    private func shown(
        _ visit: Visit, _ problems: [Problem] = [], _ page: (EnrolmentCase) throws -> Page
    ) async throws -> Answer {
        .again(try page(try await enrolments.find(try visit.number("enrolment"), visit)), problems)
    }
}

/// The form of an exit as it was sent.
struct ExitForm: Sendable {
    let facts: ExitFacts
    let version: Int

    init(_ form: Form) throws {
        var reader = FormReader(form)
        let reason: ExitReason? = reader.choice(
            "reason", missing: Text(en: "Choose why the person leaves", cy: "Dewiswch pam mae’r person yn gadael"))
        let day = reader.day("day", missing: Text(en: "Enter the day of the exit", cy: "Rhowch ddiwrnod yr ymadawiad"))
        var facts = ExitFacts(reason ?? .riskReduced, on: day ?? Day(number: 0))
        facts.words = reader.text("words", missing: nil)
        facts.policeAgreed = reader.text("police_agreed", missing: nil, limit: 100)
        facts.probationAgreed = reader.text("probation_agreed", missing: nil, limit: 100)
        facts.plan = reader.text("plan", missing: nil, limit: 10_000)
        facts.receivingTeam = reader.text("receiving_team", missing: nil, limit: 200)
        try reader.finish()
        self.facts = facts
        version = Int(form["version"]) ?? 0
    }
}
