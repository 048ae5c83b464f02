import Domain
import HTTPTypes

/// Opening a case that is not open to one, in an emergency; and the review of it afterwards.
struct GlassPages: Sendable {
    let site: Site
    private var store: GlassStore { GlassStore(site: site) }

    var routes: [Route] {
        [
            Route(.get, "/glass", needs: .casework, proof: .recent, ask),
            Route(.post, "/glass", needs: .casework, proof: .recent, search),
            Route(.get, "/people/{person}/glass", needs: .casework, proof: .recent, askToBreak),
            Route(.post, "/people/{person}/glass", needs: .casework, proof: .recent, breakGlass),
            Route(.post, "/glass/breaks/{break}/end", needs: .casework, close),
            Route(.get, "/glass/breaks", needs: .roles([.coordinator, .informationOfficer]), list),
            Route(.get, "/glass/breaks/{break}", needs: .roles([.coordinator, .informationOfficer]), askToReview),
            Route(.post, "/glass/breaks/{break}", needs: .roles([.coordinator, .informationOfficer]), review),
        ]
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        .page(GlassViews.search(visit))
    }

    private func search(_ visit: Visit) async throws -> Answer {
        do {
            let found = try await store.search(try identity(visit), visit)
            return .page(GlassViews.search(visit, found))
        } catch let invalid as Invalid {
            return .again(GlassViews.search(visit, nil, invalid.problems), invalid.problems)
        }
    }

    /// Throws `Invalid`.
    private func identity(_ visit: Visit) throws -> GlassSearch {
        var reader = FormReader(visit.form)
        let number = reader.text("number", missing: nil, limit: 40)
        let family = reader.text("family", missing: nil, limit: 100)
        let given = reader.text("given", missing: nil, limit: 100)
        if !number.isEmpty {
            if case .number(let search) = PeopleSearch(number, asOf: site.today) {
                try reader.finish()
                return .number(search)
            }
            reader.problem(
                "number",
                Text(
                    en: "Enter a PNC ID, CRO, CRN or prison number in full",
                    cy: "Rhowch rif PNC, CRO, CRN neu rif carcharor yn llawn"))
        } else if family.isEmpty || given.isEmpty {
            reader.problem(
                "number",
                Text(
                    en: "Enter a number, or both names and the date of birth", cy: "Rhowch rif, neu’r ddau enw a’r dyddiad geni"
                ))
        }
        let born = reader.day(
            "born",
            missing: number.isEmpty && !family.isEmpty ? Text(en: "Enter the date of birth", cy: "Rhowch y dyddiad geni") : nil)
        try reader.finish()
        guard let born else { throw Invalid(reader.problems) }
        return .name(family: family, given: given, born: born)
    }

    private func askToBreak(_ visit: Visit) async throws -> Answer {
        let (person, viewer) = (try visit.number("person"), try visit.viewer())
        let live = try await site.consult(try visit.actor()) { connection in
            let live = try GlassStore.live(connection, viewer, person)
            return live == nil
                ? .nothing(live) : Change(live, Event(.consultation, subjects: [person], fields: ["glass"]))
        }
        if let live { return .page(GlassViews.closing(live, visit)) }
        return .page(GlassViews.form(try await store.found(person, visit), visit))
    }

    private func breakGlass(_ visit: Visit) async throws -> Answer {
        let person = try visit.number("person")
        var reader = FormReader(visit.form)
        let reason: GlassReason? = reader.choice(
            "reason_code", missing: Text(en: "Choose why you cannot wait", cy: "Dewiswch pam na allwch aros"))
        let words = reader.text(
            "reason", missing: Text(en: "Say what happened, in a sentence", cy: "Dywedwch beth ddigwyddodd, mewn brawddeg"),
            limit: 1000)
        do {
            try reader.finish()
            guard let reason else { throw Invalid(reader.problems) }
            try await store.breakGlass(person, reason, words, visit)
            return .redirect("/people/\(person)")
        } catch let invalid as Invalid {
            return .again(GlassViews.form(try await store.found(person, visit), visit, invalid.problems), invalid.problems)
        }
    }

    private func close(_ visit: Visit) async throws -> Answer {
        try await store.close(try visit.number("break"), visit)
        return .redirect("/people")
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let page = min(max(Int(visit.query["page"]) ?? 1, 1), 1000)
        return .page(GlassViews.list(try await store.list(page: page, visit), page, by: try visit.officer()))
    }

    private func askToReview(_ visit: Visit) async throws -> Answer {
        .page(GlassViews.review(try await store.find(try visit.number("break"), visit), visit))
    }

    private func review(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("break")
        var reader = FormReader(visit.form)
        let outcome: GlassOutcome? = reader.choice(
            "outcome", missing: Text(en: "Choose what the review came to", cy: "Dewiswch ganlyniad yr adolygiad"))
        let words = AccessForms.reason(&reader)
        do {
            try reader.finish()
            guard let outcome else { throw Invalid(reader.problems) }
            try await store.review(id, outcome, words, visit)
            return .redirect("/glass/breaks")
        } catch let invalid as Invalid {
            return .again(GlassViews.review(try await store.find(id, visit), visit, invalid.problems), invalid.problems)
        }
    }
}
