import Domain
import HTTPTypes

/// The queue of records that may be of one person, and the decision about each pair.
struct ReviewPages: Sendable {
    let site: Site

    static let verdictMissing = Text(en: "Choose what you decide", cy: "Dewiswch beth rydych yn ei benderfynu")

    private var store: ReviewStore { ReviewStore(site: site) }

    var routes: [Route] {
        let coordinators = Need.roles([.coordinator])
        return [
            Route(.get, "/reviews", needs: coordinators, queue),
            Route(.get, "/reviews/{review}", needs: coordinators, pair),
            Route(.post, "/reviews/{review}/decision", needs: coordinators, decide),
        ]
    }

    private func queue(_ visit: Visit) async throws -> Answer {
        let page = min(max(Int(visit.query["page"]) ?? 1, 1), 10_000)
        let queue = try await store.queue(ReviewList(rawValue: visit.query["state"]) ?? .open, page: page, visit)
        return .page(ReviewViews.queue(queue, done: ReviewOutcome(rawValue: visit.query["done"])))
    }

    private func pair(_ visit: Visit) async throws -> Answer {
        .page(ReviewPairView.page(try await store.pair(try visit.number("review"), visit), visit))
    }

    private func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("review")
        var reader = FormReader(visit.form)
        let verdict: ReviewVerdict? = reader.choice("verdict", missing: ReviewPages.verdictMissing)
        let reason = reader.text("reason", missing: Text(en: "Give your reason", cy: "Rhowch eich rheswm"))
        do {
            try reader.finish()
            guard let verdict else { throw Invalid(reader.problems) }
            let outcome = try await Linking(site: site).decide(
                id, verdict, reason: reason, agency: visit.form["agency"], seen: visit.form["seen"], visit)
            return .redirect(("/reviews" as Path).query([("done", outcome.rawValue)]))
        } catch let invalid as Invalid {
            return .again(ReviewPairView.page(try await store.pair(id, visit), visit, invalid.problems), invalid.problems)
        } catch let refusal as LinkRefusal {
            let problem = Problem(refusal.field ?? "verdict", refusal.message)
            return .again(ReviewPairView.page(try await store.pair(id, visit), visit, [problem]), [problem])
        }
    }
}
