import Domain
import Store

/// A question about two records that is put to the agency which keeps one of them.
enum AgencyQuestion {
    /// Tells the coordinators of the agency to whom both cases are open. Where there are none it is a state, and the asker asks as they
    /// always did.
    static func tell(
        _ connection: any Connection, _ pair: ReviewPair, _ agency: String, by officer: Int64, at now: Instant
    ) throws {
        let people = [pair.person, pair.otherPerson]
        let colleagues = try Officers.here(connection, at: now).filter {
            $0.role == .coordinator && $0.agency == agency && $0.id != officer
        }
        let told = try colleagues.filter { colleague in
            let viewer = Viewer(colleague, at: now).byRight
            let open = try connection.numbers(
                "SELECT p.id FROM person p WHERE p.id IN (\(list: people)) AND \(PeopleAccess.opens(viewer))")
            return open.count == Set(people).count
        }
        try CaseNotices.tell(connection, told.map(\.id), .question, pair.person, "match_review:\(pair.id)", at: now)
    }
}
