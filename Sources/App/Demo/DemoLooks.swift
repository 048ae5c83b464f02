import Domain
import Store

/// Readings of an officer's that the rules find: numbers that do not open, his own family name, people of one name.
struct DemoLooks: Sendable {
    /// As the journal has it of a browser.
    private static let route = "GET /people/{person}"

    let cast: DemoCast

    func run() async throws {
        let (site, dewi) = (cast.site, try cast.officer("dewi"))
        let refused = (1...12).map { number in
            Event(.security, subjects: [], records: ["\(RefusedLook.record)\(900_000 + number)"], reason: RefusedLook.reason)
        }
        try await site.enter(try cast.visit("dewi", DemoLooks.route).actor(), refused)
        let viewer = Viewer(dewi, at: site.clock()).byRight
        let people = try await site.database.read { connection in
            try connection.query(
                "SELECT p.id, p.family, p.given FROM person p WHERE \(PeopleAccess.opensAny(viewer)) ORDER BY p.id"
            )
            .map { row in
                let name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
                return (id: try row.get("id", as: Int64.self), name: name)
            }
        }
        let relations = people.filter { $0.name.family == dewi.name.split(separator: " ").last.map(String.init) }
        for person in relations + DemoLooks.alike(people) {
            _ = try await CaseStore(site: site).overview(person.id, try cast.visit("dewi", DemoLooks.route))
        }
    }

    /// Three people of one name, if there are such.
    private static func alike(_ people: [(id: Int64, name: PersonName)]) -> [(id: Int64, name: PersonName)] {
        let groups = Dictionary(grouping: people) { "\($0.name.first) \($0.name.family)" }
        return groups.filter { $0.value.count >= 3 }.min { $0.key < $1.key }.map { Array($0.value.prefix(3)) } ?? []
    }
}
