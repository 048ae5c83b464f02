import Domain
import Store

/// Exactly whom somebody looks for: a number, or a whole name with the date of birth.
enum GlassSearch: Sendable {
    case number(NumberSearch)
    case name(family: String, given: String, born: Day)

    static let reason = "glass-search"
    static let record = "glass_search:"

    /// What is committed to: nobody's data stand in the journal.
    var words: String {
        switch self {
        case .number(let number): number.references.joined(separator: " ")
        case .name(let family, let given, let born): "\(family), \(given), \(born.iso)"
        }
    }

    func people(asOf today: Day) -> SQL {
        switch self {
        case .number(let number): "SELECT found.person_id FROM (\(number.people)) found"
        case .name(let family, let given, let born):
            "SELECT id FROM person WHERE sort_key = \(NameFolding.sortKey(family: family, given: given)) AND date_of_birth = \(born)"
        }
    }
}

extension GlassStore {
    /// The cases of exactly this person, by number, that the officer could open by breaking the glass. That they looked is entered
    /// whatever is found, with a commitment to what they typed.
    func search(_ identity: GlassSearch, _ visit: Visit) async throws -> [Case] {
        let (viewer, actor) = (try visit.viewer(), try visit.actor())
        return try await site.change(actor) { connection in
            let people = try connection.numbers(identity.people(asOf: London.day(of: viewer.at)))
            let cases = try people.compactMap { try GlassStore.breakable(connection, $0, viewer) }
            let record = "\(GlassSearch.record)\(actor.requestID)"
            let asked = Event(
                .security, subjects: [], records: [record], fields: cases.isEmpty ? [] : ["person", "area"],
                reason: GlassSearch.reason, commitments: try connection.commit(record, ["sought": identity.words]))
            guard !cases.isEmpty else { return Change(cases, asked) }
            return Change(cases, asked, Event(.consultation, subjects: cases.map(\.person), fields: ["person", "area"]))
        }
    }

    func found(_ person: Int64, _ visit: Visit) async throws -> Case {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            guard let found = try GlassStore.breakable(connection, person, viewer) else { throw NotFound() }
            return Change(found, Event(.consultation, subjects: [person], fields: ["person", "area"]))
        }
    }

    static func breakable(_ connection: any Connection, _ person: Int64, _ viewer: Viewer) throws -> Case? {
        guard
            let area: Area = try connection.value(
                """
                SELECT p.area FROM person p
                WHERE p.id = \(person) AND p.reach_id IS NOT NULL AND \(PeopleAccess.told(viewer, "p.id"))
                """),
            AccessPolicy.mayBreakGlass(viewer.officer, try CaseFacts.of(person, connection, at: viewer.at), at: viewer.at)
        else { return nil }
        return Case(person: person, area: area)
    }
}
