import Domain
import Store

/// Why somebody reads the journal: the code stands in the journal.
enum JournalPurpose: String, Sendable, CaseIterable {
    case complaint, request, sample, investigation

    var label: Text {
        switch self {
        case .complaint: Text(en: "A complaint", cy: "Cwyn")
        case .request: Text(en: "Somebody asks about their own data", cy: "Mae rhywun yn holi am ei ddata ei hun")
        case .sample: Text(en: "A routine sample", cy: "Sampl arferol")
        case .investigation: Text(en: "A suspected misuse", cy: "Amheuaeth o gamddefnydd")
        }
    }
}

/// What an information officer looks for: everybody who looked at a person, or everything that an officer of their agency did.
struct JournalQuestion: Sendable {
    static let pageSize = 50

    let person: Int64?
    let username: String
    let purpose: JournalPurpose
    /// The page begins behind this place of the journal's tree.
    let before: Int64?

    /// nil when nothing was asked. Throws `Invalid`.
    init?(_ form: Form) throws {
        guard form.fields.contains(where: { ["person", "officer", "purpose"].contains($0.name) }) else { return nil }
        var reader = FormReader(form)
        let purpose: JournalPurpose? = reader.choice(
            "purpose", missing: Text(en: "Choose why you read the journal", cy: "Dewiswch pam rydych yn darllen y dyddlyfr"))
        let number = form["person"]
        person = Int64(number)
        username = form["officer"]
        before = Int64(form["before"])
        if number.isEmpty == username.isEmpty {
            reader.problem(
                "person",
                Text(
                    en: "Enter the number of a person or the user name of an officer, one of the two",
                    cy: "Rhowch rif person neu enw defnyddiwr swyddog, un o’r ddau"))
        } else if !number.isEmpty, person == nil {
            reader.problem(
                "person", Text(en: "Enter a person’s number in Carfan: 1204", cy: "Rhowch rif y person yn Carfan: 1204"))
        }
        try reader.finish()
        guard let purpose else { return nil }
        self.purpose = purpose
    }

    var items: [(String, String)] {
        [("person", person.map(String.init) ?? ""), ("officer", username), ("purpose", purpose.rawValue)].filter {
            !$0.1.isEmpty
        }
    }
}

/// One entry as the information officer sees it.
struct JournalLook: Sendable {
    let place: Int64?
    let number: Int64
    let entry: Entry
    /// nil for the system itself.
    let officer: (username: String, name: String)?
}

/// The answer to a question, with the people whose names this information officer may see.
struct JournalLooks: Sendable {
    let about: Text
    let looks: [JournalLook]
    let names: [Int64: PersonName]
    /// The place behind which the next page begins.
    let next: Int64?
}

/// Reads the journal for an information officer. Each reading is itself entered, with its purpose.
struct JournalReading: Sendable {
    let site: Site

    /// Throws `NotFound` for a person or an officer who is not theirs to ask about.
    func looks(_ question: JournalQuestion, _ visit: Visit) async throws -> JournalLooks {
        let officer = try visit.officer()
        let (looks, records) = try await site.database.read { connection in
            let (about, sought, records) = try JournalReading.sought(connection, question, officer)
            let size = JournalQuestion.pageSize
            let found = try JournalIndex.entries(connection, sought, before: question.before, limit: size + 1)
            let isLong = found.filter { $0.place != nil }.count > size
            let shown = isLong ? Array(found.dropLast()) : found
            let officers = try JournalReading.officers(connection, shown.map(\.entry.actor))
            let looks = shown.map {
                JournalLook(place: $0.place, number: $0.number, entry: $0.entry, officer: officers[$0.entry.actor])
            }
            let names = try JournalReading.names(connection, shown.flatMap(\.entry.subjects), officer)
            return (JournalLooks(about: about, looks: looks, names: names, next: isLong ? shown.last?.place : nil), records)
        }
        let subjects = question.person.map { [$0] } ?? looks.names.keys.sorted()
        let event = Event(
            .consultation, subjects: subjects, records: records, fields: ["journal"], reason: question.purpose.rawValue)
        try await site.enter(try visit.actor(), [event])
        return looks
    }

    private static func sought(
        _ connection: any Connection, _ question: JournalQuestion, _ officer: Officer
    ) throws -> (about: Text, JournalIndex.Sought, records: [String]) {
        guard let person = question.person else {
            let row = try connection.first(
                "SELECT id, name FROM officer WHERE username = \(question.username) AND agency = \(officer.agency)")
            guard let row else { throw NotFound() }
            let (id, name): (Int64, String) = (try row.get("id"), try row.get("name"))
            return (Text(en: "What \(name) did", cy: "Beth wnaeth \(name)"), .actor(id), ["officer:\(id)"])
        }
        guard let name = try names(connection, [person], officer)[person]?.display else { throw NotFound() }
        // Who looked at somebody who was found to be this person looked at this person.
        let others = try connection.numbers("SELECT id FROM person WHERE merged_into = \(person)")
        return (Text(en: "Who looked at \(name)", cy: "Pwy edrychodd ar \(name)"), .subjects([person] + others), [])
    }

    private static func officers(
        _ connection: any Connection, _ ids: [Int64]
    ) throws -> [Int64: (username: String, name: String)] {
        let rows = try connection.query(
            "SELECT id, username, name FROM officer WHERE id \(connection.among(Set(ids).sorted()))")
        return Dictionary(
            try rows.map { (try $0.get("id"), (try $0.get("username"), try $0.get("name"))) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func names(
        _ connection: any Connection, _ people: [Int64], _ officer: Officer
    ) throws -> [Int64: PersonName] {
        let rows = try connection.query(
            """
            SELECT p.id, p.family, p.given FROM person p
            WHERE p.id \(connection.among(Set(people).sorted())) AND \(PeopleAccess.audits(officer))
            """)
        return Dictionary(
            try rows.map { (try $0.get("id"), PersonName(family: try $0.get("family"), forenames: try $0.get("given"))) },
            uniquingKeysWith: { first, _ in first })
    }
}
