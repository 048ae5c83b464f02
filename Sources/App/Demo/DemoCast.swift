import Domain
import Store

/// The demo's officers, and the cases of Gwent that they have worked on.
struct DemoCast: Sendable {
    let site: Site
    private let officers: [String: Officer]

    init(_ site: Site) async throws {
        self.site = site
        let all = try await site.database.read {
            try $0.query("SELECT id, username, name, agency, role, areas FROM officer").map(Officer.init)
        }
        officers = Dictionary(all.map { ($0.username, $0) }) { first, _ in first }
    }

    func officer(_ username: String) throws -> Officer {
        guard let officer = officers[username] else { throw NotFound() }
        return officer
    }

    /// A visit of this officer's now.
    /// - Parameter route: what the journal says was asked for.
    func visit(_ username: String, _ route: String = DemoAccounts.actor.route) throws -> Visit {
        var visit = Visit(of: try officer(username), at: site.clock(), log: site.log)
        visit.route = route
        return visit
    }

    /// Nobody has entered anything there yet.
    func isEmpty(_ table: String) async throws -> Bool {
        try await site.database.read { try !$0.exists("SELECT 1 FROM \(name: table) LIMIT 1") }
    }

    /// Those of Gwent's list whom police and probation both know, from its top.
    func people(_ count: Int) async throws -> [Int64] {
        try await some("IN (SELECT r.person_id FROM record r WHERE r.agency = 'probation')", count)
    }

    /// Somebody of Gwent's list whom probation does not know.
    func strangerToProbation() async throws -> Int64? {
        try await some("NOT IN (SELECT r.person_id FROM record r WHERE r.agency = 'probation' AND r.person_id IS NOT NULL)", 1)
            .first
    }

    private func some(_ condition: SQL, _ count: Int) async throws -> [Int64] {
        try await site.database.read { connection in
            try connection.numbers(
                """
                SELECT s.person_id AS id FROM proposal s
                WHERE s.round_id = \(PeopleStore.currentRound) AND s.area = \(Area.gwent) AND s.person_id \(condition)
                  AND s.person_id IN (SELECT r.person_id FROM record r WHERE r.agency = 'gwent-police')
                ORDER BY s.rank, s.person_id LIMIT \(count)
                """)
        }
    }
}

extension Form {
    /// A form as the demo's officers fill it in.
    init(_ fields: KeyValuePairs<String, String>, days: KeyValuePairs<String, Day> = [:]) {
        var all = fields.map { (name: $0.key, value: $0.value) }
        for (name, day) in days {
            for (part, value) in zip(["year", "month", "day"], day.iso.split(separator: "-")) {
                all.append((name: "\(name)-\(part)", value: String(value)))
            }
        }
        self.init(all)
    }
}
