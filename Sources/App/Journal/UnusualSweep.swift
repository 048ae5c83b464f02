import Domain
import Store

/// Goes through the journal behind its index and keeps what stands out. It follows the tree, off the path of requests, on the node that
/// extends it; how far it has come is one number, written with what was found, so that nothing is counted twice or left out.
actor UnusualSweep {
    /// Entries in one transaction.
    static let most = 200
    /// Numbers of entries and people that are kept with a finding.
    static let kept = 20
    /// What the rules remember reaches a day back, and no further than so many entries.
    private static let memory: Int64 = 50_000

    private let site: Site
    /// The name under which this node extends the tree.
    private let owner: String
    private var watch: (state: UnusualWatch, place: Int64)?

    init(site: Site, owner: String) {
        self.site = site
        self.owner = owner
    }

    /// - Parameter batches: how many at most.
    func run(batches: Int = .max) async throws {
        var left = batches
        while left > 0, try await step() == UnusualSweep.most { left -= 1 }
    }

    /// - Returns: how many entries were looked at.
    private func step() async throws -> Int {
        let known: (state: UnusualWatch, place: Int64)
        if let watch { known = watch } else { known = try await recalled() }
        let owner = owner
        let done = try await site.database.write { connection in
            try UnusualSweep.step(connection, known.state, from: known.place, owner)
        }
        guard let done else {
            // Another node went on, or holds the lease: what it saw is looked up when this one's turn comes.
            watch = nil
            return 0
        }
        watch = (done.watch, known.place + Int64(done.count))
        return done.count
    }

    /// nil when another node extends the tree or has gone on.
    private static func step(
        _ connection: any Connection, _ watch: UnusualWatch, from place: Int64, _ owner: String
    ) throws -> (watch: UnusualWatch, count: Int)? {
        let row = try connection.first(
            """
            SELECT s.place, t.indexed, t.lease_owner FROM unusual_sweep s JOIN journal_tree t ON t.id = s.id WHERE s.id = 1
            """)
        guard let row, try row.get("place") == place, try row.get("lease_owner") == owner else { return nil }
        let end = min(try row.get("indexed", as: Int64.self), place + Int64(most))
        guard end > place else { return (watch, 0) }
        var watch = watch
        for look in try UnusualReading(connection, place..<end).looks {
            for found in watch.see(look) { try UnusualStore.keep(connection, found) }
        }
        try connection.execute("UPDATE unusual_sweep SET place = \(end) WHERE id = 1")
        return (watch, Int(end - place))
    }

    /// What the rules must remember of the day before the place that they go on from.
    private func recalled() async throws -> (state: UnusualWatch, place: Int64) {
        let fresh = UnusualWatch(site.reference.unusual, holidays: site.reference.holidays)
        return try await site.database.read { connection in
            let place: Int64 = try connection.value("SELECT place FROM unusual_sweep WHERE id = 1") ?? 0
            let last: Instant? = try connection.value(
                "SELECT j.at FROM journal_place p JOIN journal j ON j.number = p.number WHERE p.place = \(place - 1)")
            guard let last else { return (fresh, place) }
            let hour = String(last.adding(seconds: -86400).iso.prefix(13))
            let first: Int64? = try connection.value("SELECT MIN(first_place) FROM journal_hour WHERE hour >= \(hour)")
            var watch = fresh
            var next = max(first ?? place, place - UnusualSweep.memory, 0)
            while next < place {
                let end = min(place, next + Int64(UnusualSweep.most))
                for look in try UnusualReading(connection, next..<end).looks { _ = watch.see(look) }
                next = end
            }
            return (watch, place)
        }
    }
}

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
            if kind == .consultation, subjects.count == 1 { opened = subjects[0] }
        }
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
