import Domain
import HTTPTypes
import Store

/// Selection rounds: plan, see, run.
struct RoundPages: Sendable {
    let site: Site
    private var work: RoundWork { RoundWork(site: site) }

    var routes: [Route] {
        [
            Route(.get, "/rounds", needs: .roles([.coordinator]), list),
            Route(.get, "/rounds/new", needs: .roles([.coordinator]), ask),
            Route(.post, "/rounds", needs: .roles([.coordinator]), plan),
            Route(.get, "/rounds/{round}", needs: .roles([.coordinator]), show),
            Route(.post, "/rounds/{round}/run", needs: .roles([.coordinator]), run),
            Route(.post, "/rounds/{round}/removal", needs: .roles([.coordinator]), remove),
        ] + RoundMovementPages(site: site).routes
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let rounds = try await site.database.read { try RoundStore.list($0) }
        return .page(RoundViews.list(rounds, visit, site.clock()))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        .page(RoundViews.form(visit, today: site.today))
    }

    private func plan(_ visit: Visit) async throws -> Answer {
        do {
            let wish = try RoundWish(visit.form, today: site.today)
            let round = try await work.plan(name: wish.name, asOf: wish.asOf, try visit.actor())
            return .redirect("/rounds/\(round)")
        } catch let invalid as Invalid {
            return .again(RoundViews.form(visit, today: site.today, invalid.problems), invalid.problems)
        } catch let refusal as RoundRefusal {
            return .page(
                RoundViews.form(visit, today: site.today, [Problem("name", refusal.message)]), status: .unprocessableContent)
        }
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("round")
        let viewer = try visit.viewer().byRight
        let now = site.clock()
        let sight = try await site.consult(try visit.actor()) { connection in
            guard let found = try RoundStore.planned(connection, id) else { throw NotFound() }
            let sight = try RoundSight(connection, found, viewer)
            return Change(
                sight,
                Event(
                    .consultation, subjects: sight.names.keys.sorted(), records: ["selection_round:\(id)"],
                    fields: ["name", "proposal", "score"]))
        }
        return .page(RoundViews.page(sight, visit, now))
    }

    private func run(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("round")
        do {
            try await work.run(id, try visit.actor())
        } catch is RoundRefusal {
            // Pressed twice, or by two people: the page says how it stands.
        }
        return .redirect("/rounds/\(id)")
    }

    /// A plan that nobody wants any more.
    private func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("round")
        try await site.change(try visit.actor()) { connection in
            guard try RoundStore.find(connection, id) != nil else { throw NotFound() }
            // Pressed twice, or run in the meantime: nothing changes, so nothing is entered.
            guard let erased = try RoundStore.drop(connection, id, from: [.planned]) else { return .nothing(()) }
            return Change((), erased)
        }
        try await RoundSweep(site: site).drop(id)
        return .redirect("/rounds")
    }
}

/// The round somebody asks for.
struct RoundWish: Sendable {
    let name: String
    let asOf: Day

    init(_ form: Form, today: Day) throws {
        var reader = FormReader(form)
        name = reader.text(
            "name", missing: Text(en: "Give the round a name", cy: "Rhowch enw i’r cylch"), limit: 100)
        let day = reader.day("as_of", missing: Text(en: "Enter the day to score as of", cy: "Rhowch y diwrnod i sgorio fel ar"))
        if let day, day > today {
            reader.problem(
                "as_of", Text(en: "The day must be today or earlier", cy: "Rhaid i’r diwrnod fod heddiw neu’n gynharach"))
        }
        try reader.finish()
        asOf = day ?? today
    }
}
