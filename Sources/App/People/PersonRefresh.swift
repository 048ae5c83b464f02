import Domain
import Store

/// Keeps a person's row, reach tokens and search words in step with the records and enrolments they are made from.
enum PersonRefresh {
    /// Makes the rows of these people anew, in the transaction of the change that made it necessary.
    static func refresh(_ connection: any Connection, _ persons: [Int64]) throws {
        for batch in Array(Set(persons)).sorted().chunks(of: 500) {
            try refreshBatch(connection, batch)
        }
    }

    private static func refreshBatch(_ connection: any Connection, _ persons: [Int64]) throws {
        let records = try records(connection, of: persons)
        let enrolled = try enrolments(connection, of: persons)
        let standing = try connection.query(
            "SELECT id, sort_key, tokens, words FROM person WHERE id \(connection.among(persons))")
        for row in standing {
            let id: Int64 = try row.get("id")
            let outline = PersonOutline(records: records[id] ?? [], enrolledIn: enrolled[id] ?? [])
            try replace(
                connection, id, outline, sortKey: try row.get("sort_key"), tokens: try row.get("tokens"),
                words: try row.get("words"))
        }
    }

    /// New people in one go: their rows, tokens and words.
    static func insert(_ connection: any Connection, _ people: [(id: Int64, outline: PersonOutline)], at now: Instant) throws {
        try connection.insert(
            into: "person",
            [
                "id", "family", "given", "sort_key", "date_of_birth", "sex", "ethnicity", "language", "address", "postcode",
                "area", "tokens", "words", "created_at",
            ],
            people.map { id, outline in
                [
                    id.stored, outline.family.stored, outline.given.stored, outline.sortKey.stored,
                    outline.dateOfBirth.stored, outline.sex.stored, outline.ethnicity.stored, outline.language.stored,
                    outline.address.stored, outline.postcode.stored, outline.area.stored,
                    outline.tokens.joined(separator: " ").stored, outline.words.joined(separator: " ").stored, now.stored,
                ]
            })
        try insertTokens(connection, people.map { ($0.id, $0.outline.sortKey, $0.outline.tokens) })
        try insertWords(connection, people.map { ($0.id, $0.outline.sortKey, $0.outline.words) })
    }

    private static func replace(
        _ connection: any Connection, _ id: Int64, _ outline: PersonOutline, sortKey: String, tokens: String, words: String
    ) throws {
        let newTokens = outline.tokens.joined(separator: " ")
        let newWords = outline.words.joined(separator: " ")
        if newTokens != tokens || outline.sortKey != sortKey {
            let old = tokens.split(separator: " ").map(String.init)
            try connection.execute(
                "DELETE FROM person_reach WHERE token \(connection.among(old)) AND sort_key = \(sortKey) AND person_id = \(id)")
            try insertTokens(connection, [(id, outline.sortKey, outline.tokens)])
        }
        if newWords != words || outline.sortKey != sortKey {
            let old = words.split(separator: " ").map(String.init)
            try connection.execute(
                "DELETE FROM person_word WHERE word \(connection.among(old)) AND sort_key = \(sortKey) AND person_id = \(id)")
            try insertWords(connection, [(id, outline.sortKey, outline.words)])
        }
        try connection.execute(
            """
            UPDATE person SET family = \(outline.family), given = \(outline.given), sort_key = \(outline.sortKey),
              date_of_birth = \(outline.dateOfBirth), sex = \(outline.sex), ethnicity = \(outline.ethnicity),
              language = \(outline.language), address = \(outline.address), postcode = \(outline.postcode),
              area = \(outline.area), tokens = \(newTokens), words = \(newWords)
            WHERE id = \(id)
            """)
    }

    private static func insertTokens(
        _ connection: any Connection, _ people: [(id: Int64, sortKey: String, tokens: [String])]
    ) throws {
        try connection.insert(
            into: "person_reach", ["token", "sort_key", "person_id"],
            people.flatMap { person in person.tokens.map { [$0.stored, person.sortKey.stored, person.id.stored] } })
    }

    /// The word that the sort key begins with is found there, by its range of `person_reach`, and needs no row of its own.
    private static func insertWords(
        _ connection: any Connection, _ people: [(id: Int64, sortKey: String, words: [String])]
    ) throws {
        try connection.insert(
            into: "person_word", ["word", "sort_key", "person_id"],
            people.flatMap { person in
                let family = person.sortKey.prefix { $0 != " " }
                return person.words.filter { $0 != family }.map {
                    [$0.stored, person.sortKey.stored, person.id.stored]
                }
            })
    }

    private static func records(
        _ connection: any Connection, of persons: [Int64]
    ) throws -> [Int64: [RecordOutline]] {
        let rows = try connection.query(
            """
            SELECT person_id, agency, reference, area, updated_at, family, given, aliases, date_of_birth, sex, ethnicity, language,
              address, postcode
            FROM record WHERE person_id \(connection.among(persons))
            """)
        var result: [Int64: [RecordOutline]] = [:]
        for row in rows {
            guard let agency = Agency.find(try row.get("agency")) else { continue }
            let outline = RecordOutline(
                agency: agency, reference: try row.get("reference"), area: try row.get("area"),
                updatedAt: Instant(iso: try row.get("updated_at", as: String.self)),
                family: try row.get("family"), given: try row.get("given"),
                aliases: Aliases.read(try row.get("aliases")), dateOfBirth: try row.get("date_of_birth"),
                sex: try row.get("sex"), ethnicity: try row.get("ethnicity"), language: try row.get("language"),
                address: try row.get("address"), postcode: try row.get("postcode"))
            result[try row.get("person_id"), default: []].append(outline)
        }
        return result
    }

    /// Exited and declined enrolments still count until the case is closed: the officers who held it may look back.
    private static func enrolments(_ connection: any Connection, of persons: [Int64]) throws -> [Int64: Set<Area>] {
        var result: [Int64: Set<Area>] = [:]
        for row in try connection.query(
            "SELECT person_id, area FROM enrolment WHERE person_id \(connection.among(persons))")
        {
            result[try row.get("person_id"), default: []].insert(try row.get("area"))
        }
        return result
    }
}

/// Aliases as one column: `FAMILY|Given` a line.
enum Aliases {
    static func read(_ text: String) -> [(family: String, given: String)] {
        text.split(separator: "\n").map { line in
            let halves = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (halves[0], halves.count > 1 ? halves[1] : "")
        }
    }

    static func written(_ names: [(family: String, given: String)]) -> String {
        names.map { "\(clean($0.family))|\(clean($0.given))" }.joined(separator: "\n")
    }

    private static func clean(_ text: String) -> String {
        String(text.map { $0 == "|" || $0.isNewline ? " " : $0 })
    }
}

extension Array {
    /// Slices of at most `size` elements, in order.
    func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
