import Domain
import HTTPTypes

/// The journal for those who answer for it: who looked at whom, when, in what role and why.
struct JournalPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/journal", needs: .roles([.informationOfficer]), proof: .recent, search),
            Route(.get, "/people/{person}/looks", needs: .roles(LookAccess.roles), proof: .recent, ofCase),
        ]
    }

    /// Of what stands out, on top of the journal.
    private static let first = 5

    private func search(_ visit: Visit) async throws -> Answer {
        do {
            guard let question = try JournalQuestion(visit.query) else {
                let unusual = try await UnusualStore(site: site).list(.unseen, page: 1, size: JournalPages.first, visit)
                return .page(JournalView.page(visit.query, UnusualView.first(unusual, site.reference.unusual)))
            }
            return .page(JournalView.page(question, try await JournalReading(site: site).looks(question, visit)))
        } catch let invalid as Invalid {
            return .again(JournalView.page(visit.query, .empty, invalid.problems), invalid.problems)
        }
    }

    /// The same for one case, on the case. An information officer cannot open the case, and asks in the journal.
    private func ofCase(_ visit: Visit) async throws -> Answer {
        let person = try visit.number("person")
        guard try visit.officer().role != .informationOfficer else {
            return .redirect(("/journal" as Path).query([("person", String(person))]))
        }
        let file = try await CaseStore(site: site).looked(person, visit)
        do {
            guard let question = try JournalQuestion(visit.query, of: person) else {
                return .page(CaseLooksView.page(file, visit.query, site.today))
            }
            let looks = try await JournalReading(site: site).looks(question, visit)
            return .page(CaseLooksView.page(file, visit.query, site.today, (question, looks)))
        } catch let invalid as Invalid {
            let page = CaseLooksView.page(file, visit.query, site.today, nil, invalid.problems)
            return .again(page, invalid.problems)
        }
    }
}

extension CaseStore {
    /// Who the case is about, for the page of who looked at it: for those who open it by their own right.
    func looked(_ id: Int64, _ visit: Visit) async throws -> CaseFile {
        try await read(id, visit, ["name", "date_of_birth", "identifiers", "enrolment"]) {
            try CaseStore.whole($0, $1.byRight, id)
        }
    }
}
