import Domain
import HTTPTypes

/// The journal for those who answer for it: who looked at whom, when, in what role and why.
struct JournalPages: Sendable {
    let site: Site

    var routes: [Route] {
        [Route(.get, "/journal", needs: .roles([.informationOfficer]), proof: .recent, search)]
    }

    private func search(_ visit: Visit) async throws -> Answer {
        do {
            guard let question = try JournalQuestion(visit.query) else { return .page(JournalView.page(visit.query)) }
            return .page(JournalView.page(visit.query, (question, try await JournalReading(site: site).looks(question, visit))))
        } catch let invalid as Invalid {
            return .again(JournalView.page(visit.query, nil, invalid.problems), invalid.problems)
        }
    }
}
