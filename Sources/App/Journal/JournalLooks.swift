import Domain
import Store

/// One entry as it is shown.
struct JournalLook: Sendable {
    let place: Int64?
    let number: Int64
    let entry: Entry
    /// nil for the system itself.
    let officer: (username: String, name: String)?
}

/// The answer to a question, with the people whose names the reader may see.
struct JournalLooks: Sendable {
    let about: Text
    let looks: [JournalLook]
    let names: [Int64: PersonName]
    /// Why something masked was seen, by the record that an entry names; of people whose names the reader may see.
    var reasons: [String: String] = [:]
    /// The place behind which the next page begins.
    var next: Int64?
    /// The search stopped before the page was full: back to when it has looked.
    var reached: Instant?
    /// So much came in the last moments that some of it is not shown.
    var isCut = false
}

/// Reads the journal for those who may. Each reading is itself entered, with its purpose.
struct JournalReading: Sendable {
    let site: Site

    /// Throws `NotFound` for a person or an officer who is not theirs to ask about.
    func looks(_ question: JournalQuestion, _ visit: Visit) async throws -> JournalLooks {
        let officer = try visit.officer()
        let (looks, records) = try await site.database.read { connection in
            let (about, sought, records) = try JournalReading.sought(connection, question, officer)
            let search = JournalSearch(connection, sought, question.sieve) { entries in
                guard case .all = sought else { return entries.map { _ in true } }
                return try JournalReading.mayBeShown(connection, entries, officer)
            }
            let page = try search.page(before: question.before, size: JournalQuestion.pageSize)
            var looks = try JournalReading.told(connection, page.found, about: about, officer)
            (looks.next, looks.reached, looks.isCut) = (page.next, page.reached, page.isCut)
            return (looks, records)
        }
        let subjects = question.person.map { [$0] } ?? looks.names.keys.sorted()
        let event = Event(
            .consultation, subjects: subjects, records: records, fields: ["journal"], reason: question.purpose.rawValue)
        try await site.enter(try visit.actor(), [event])
        return looks
    }

    /// Entries with the names of those who acted, and of those people whose names this officer may see.
    static func told(
        _ connection: any Connection, _ found: [JournalFound], about: Text, _ officer: Officer
    ) throws -> JournalLooks {
        let officers = try officers(connection, found.map(\.entry.actor))
        let looks = found.map {
            JournalLook(place: $0.place, number: $0.number, entry: $0.entry, officer: officers[$0.entry.actor])
        }
        var told = JournalLooks(
            about: about, looks: looks, names: try names(connection, found.flatMap(\.entry.subjects), officer))
        told.reasons = try reasons(connection, found.map(\.entry), told.names)
        return told
    }

    /// What officers said when they had something masked shown to them.
    private static func reasons(
        _ connection: any Connection, _ entries: [Entry], _ names: [Int64: PersonName]
    ) throws -> [String: String] {
        let grants = entries.filter { $0.kind == .alteration && $0.subjects.contains { names[$0] != nil } }.flatMap(\.records)
            .compactMap { $0.hasPrefix("case_grant:") ? Int64($0.dropFirst("case_grant:".count)) : nil }
        guard !grants.isEmpty else { return [:] }
        let rows = try connection.query(
            """
            SELECT id, reason FROM case_grant
            WHERE id \(connection.among(grants.sorted())) AND ground = \(CaseGrant.Ground.unmasking)
            """)
        return Dictionary(
            try rows.map { ("case_grant:\(try $0.get("id", as: Int64.self))", try $0.get("reason")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter officer: who asks; nil at the terminal, where nothing is withheld.
    static func sought(
        _ connection: any Connection, _ question: JournalQuestion, _ officer: Officer?
    ) throws -> (about: Text, JournalSearch.Sought, records: [String]) {
        if let person = question.person {
            let name: String
            if let officer {
                guard let found = try names(connection, [person], officer)[person] else { throw NotFound() }
                name = found.display
            } else {
                name = String(person)
            }
            // Who looked at somebody who was found to be this person looked at this person.
            let others = try connection.numbers("SELECT id FROM person WHERE merged_into = \(person)")
            return (Text(en: "Who looked at \(name)", cy: "Pwy edrychodd ar \(name)"), .subjects([person] + others), [])
        }
        if let officer, officer.role != .informationOfficer { throw NotFound() }
        if question.username.isEmpty {
            guard let from = question.from, let to = question.to else { throw NotFound() }
            let (first, last) = (from.words, to.words)
            let about =
                from == to
                ? Text(en: "What was done on \(first.en)", cy: "Beth wnaed ar \(first.cy)")
                : Text(
                    en: "What was done from \(first.en) to \(last.en)", cy: "Beth wnaed o \(first.cy) hyd \(last.cy)")
            return (about, .all, ["journal:\(from.iso)-\(to.iso)"])
        }
        let ofAgency: SQL = officer.map { "AND agency = \($0.agency)" } ?? .empty
        let row = try connection.first(
            "SELECT id, name FROM officer WHERE username = \(question.username) \(ofAgency)")
        guard let row else { throw NotFound() }
        let (id, name): (Int64, String) = (try row.get("id"), try row.get("name"))
        return (Text(en: "What \(name) did", cy: "Beth wnaeth \(name)"), .actor(id), ["officer:\(id)"])
    }

    /// Of a question that names nobody: what officers of the own agency did, and what was done to people whom one may ask about.
    static func mayBeShown(
        _ connection: any Connection, _ entries: [Entry], _ officer: Officer
    ) throws -> [Bool] {
        let others = entries.filter { $0.agency != officer.agency }
        let known = Set(try names(connection, others.flatMap(\.subjects), officer).keys)
        return entries.map { $0.agency == officer.agency || $0.subjects.contains(where: known.contains) }
    }

    static func officers(
        _ connection: any Connection, _ ids: [Int64]
    ) throws -> [Int64: (username: String, name: String)] {
        let rows = try connection.query(
            "SELECT id, username, name FROM officer WHERE id \(connection.among(Set(ids).sorted()))")
        return Dictionary(
            try rows.map { (try $0.get("id"), (try $0.get("username"), try $0.get("name"))) },
            uniquingKeysWith: { first, _ in first })
    }

    static func names(
        _ connection: any Connection, _ people: [Int64], _ officer: Officer
    ) throws -> [Int64: PersonName] {
        guard !people.isEmpty else { return [:] }
        let rows = try connection.query(
            """
            SELECT p.id, p.family, p.given FROM person p
            WHERE p.id \(connection.among(Set(people).sorted())) AND \(LookAccess.sees(officer))
            """)
        return Dictionary(
            try rows.map { (try $0.get("id"), PersonName(family: try $0.get("family"), forenames: try $0.get("given"))) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension LookAccess {
    /// For a query over `person p`: the people of whom the officer may see who looked.
    static func sees(_ officer: Officer) -> SQL {
        switch officer.role {
        // By their own right, for which no moment counts.
        case .coordinator: PeopleAccess.opens(Viewer(officer, at: Instant(seconds: 0), isGranted: false))
        default: PeopleAccess.audits(officer)
        }
    }
}
