import Domain
import Store

/// Entries as the rules see them: with the officers who acted and the people whose cases they opened.
struct UnusualReading {
    let looks: [UnusualLook]

    init(_ connection: any Connection, _ places: Range<Int64>) throws {
        let rows = try connection.query(
            """
            SELECT j.number, j.at, j.actor, j.kind, j.subjects, j.records, j.fields, j.route, j.reason
            FROM journal_place p JOIN journal j ON j.number = p.number
            WHERE p.place >= \(places.lowerBound) AND p.place < \(places.upperBound) AND j.actor > 0
              AND j.kind IN (\(EntryKind.consultation), \(EntryKind.disclosure), \(EntryKind.security)) ORDER BY p.place
            """)
        let entries = try rows.compactMap(UnusualReading.Entry.init)
        let officers = try UnusualReading.officers(connection, entries.map(\.actor))
        let people = try UnusualReading.people(connection, entries.compactMap(\.opened))
        let register: Int = try entries.isEmpty ? 0 : connection.value("SELECT COALESCE(MAX(id), 0) AS n FROM person") ?? 0
        var bearers: [String: Int] = [:]
        looks = try entries.compactMap { entry in
            guard let officer = officers[entry.actor] else { return nil }
            if let refused = entry.refused {
                return UnusualLook(number: entry.number, at: entry.at, officer: officer, .refused(refused))
            }
            guard let person = entry.opened.flatMap({ people[$0] }) else {
                return UnusualLook(number: entry.number, at: entry.at, officer: officer, .other)
            }
            var count = 0
            if UnusualWatch.sharesName(officer, person.name) {
                let name = NameFolding.folded(person.name.family)
                count = try bearers[name] ?? UnusualReading.bearers(connection, name)
                bearers[name] = count
            }
            let watched = WatchedPerson(
                id: person.id, name: person.name, areas: person.areas, bearers: count, register: register)
            return UnusualLook(number: entry.number, at: entry.at, officer: officer, .opened(watched))
        }
    }

    private struct Entry {
        let number, actor: Int64
        let at: Instant
        /// The one person whose case was opened.
        var opened: Int64?
        /// The number of a case that did not open.
        var refused: Int64?

        /// nil for what is no reading.
        init?(_ row: Row) throws {
            (number, at, actor) = (try row.get("number"), try row.get("at"), try row.get("actor"))
            let kind: EntryKind = try row.get("kind")
            if kind == .security {
                let (reason, records): (String, String) = (try row.get("reason"), try row.get("records"))
                switch reason {
                case RefusedLook.reason: refused = Int64(records.dropFirst(RefusedLook.record.count))
                // Each search for a case to break its glass that found none counts by itself.
                case GlassSearch.reason where try row.get("fields", as: String.self).isEmpty: refused = -number
                default: return nil
                }
                return
            }
            let subjects = try row.get("subjects", as: String.self).split(separator: " ").compactMap { Int64($0) }
            // Who looked is what information officers and coordinators ask for; it opens no case, and is entered with its purpose.
            if try row.get("fields", as: String.self) == "journal" { return nil }
            let isOfCase = UnusualReading.opensCase(try row.get("route"))
            if kind == .consultation, subjects.count == 1, isOfCase { opened = subjects[0] }
        }
    }

    /// The pages of one case. A list, a register or a search that happens to show one person opens none, nor does the page before the glass.
    static func opensCase(_ route: String) -> Bool {
        (route.contains("{person}") || route.contains("{enrolment}")) && !route.hasSuffix("/glass")
    }

    private static func officers(_ connection: any Connection, _ ids: [Int64]) throws -> [Int64: WatchedOfficer] {
        let rows = try connection.query(
            "SELECT id, name, agency, areas FROM officer WHERE id \(connection.among(Set(ids).sorted()))")
        var officers: [Int64: WatchedOfficer] = [:]
        for row in rows {
            let (id, name, agency): (Int64, String, String) = (
                try row.get("id"), try row.get("name"), try row.get("agency")
            )
            let areas = try row.get("areas", as: String.self).split(separator: " ").compactMap { Area(rawValue: String($0)) }
            officers[id] = WatchedOfficer(id: id, agency: agency, name: name, areas: areas)
        }
        return officers
    }

    private struct Person {
        let id: Int64
        let name: PersonName
        var areas: Set<Area>
    }

    private static func people(_ connection: any Connection, _ ids: [Int64]) throws -> [Int64: Person] {
        let these = connection.among(Set(ids).sorted())
        var people: [Int64: Person] = [:]
        for row in try connection.query("SELECT p.id, p.family, p.given, p.area FROM person p WHERE p.id \(these)") {
            let id: Int64 = try row.get("id")
            let name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
            people[id] = Person(id: id, name: name, areas: [try row.get("area")])
        }
        let areas = try connection.query(
            """
            SELECT r.person_id, r.area FROM record r WHERE r.person_id \(these)
            UNION SELECT n.person_id, n.area FROM enrolment n WHERE n.person_id \(these)
            """)
        for row in areas { people[try row.get("person_id")]?.areas.insert(try row.get("area")) }
        return people
    }

    /// How many people bear a family name.
    private static func bearers(_ connection: any Connection, _ family: String) throws -> Int {
        let first = "\(family)  "
        return try connection.value(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 FROM person p WHERE p.sort_key >= \(first) AND p.sort_key < \(first + "\u{10FFFF}")
              AND p.reach_id IS NOT NULL LIMIT 100000) bearers
            """) ?? 0
    }
}
