import Domain
import Store

/// Keeps a person's row, reach and search words in step with the records and enrolments they are made from.
enum PersonRefresh {
    /// Makes the rows of these people anew, in the transaction of the change that made it necessary.
    static func refresh(_ connection: any Connection, _ persons: [Int64]) throws {
        for batch in Array(Set(persons)).sorted().chunks(of: 500) {
            try refreshBatch(connection, batch)
        }
    }

    private static func refreshBatch(_ connection: any Connection, _ persons: [Int64]) throws {
        let these = connection.among(persons)
        let answers = try connection.pipeline([
            recordsQuery(these), enrolmentsQuery(these), CaseRestrictions.liveQuery(these),
            "SELECT id, \(SQL.joined(stated.map { "\(name: $0)" }, separator: ", ")) FROM person WHERE id \(these)",
        ])
        let (records, enrolled) = (try records(answers[0]), try enrolments(answers[1]))
        let (restricted, standing) = (try CaseRestrictions.live(answers[2]), answers[3])
        let outlines = try standing.map { row in
            let id: Int64 = try row.get("id")
            return PersonOutline(records: records[id] ?? [], enrolledIn: enrolled[id] ?? [], restriction: restricted[id])
        }
        let reaches = try Reach.numbers(connection, of: Set(outlines.flatMap { [$0.reach, $0.closedReach].compactMap { $0 } }))
        let words = try zip(standing, outlines).compactMap { try replace(connection, $0, with: $1, reaches) }
        try insertWords(connection, SpreadTable.personWord.rawValue, words)
    }

    /// New people in one go: their rows and words.
    static func insert(_ connection: any Connection, _ people: [(id: Int64, outline: PersonOutline)], at now: Instant) throws {
        let reaches = try Reach.numbers(connection, of: Set(people.map(\.outline.reach)))
        let moment = now.stored
        try connection.insert(
            into: "person", ["id"] + stated + ["created_at"],
            people.map { [$0.id.stored] + values($0.outline, reaches) + [moment] })
        try insertWords(
            connection, SpreadTable.personWord.waiting, people.map { PersonWords($0.id, $0.outline, reaches[$0.outline.reach]) }
        )
    }

    /// The columns of a person's row that say what the records and enrolments say.
    private static let stated = [
        "family", "given", "sort_key", "sort_key_cy", "date_of_birth", "sex", "ethnicity", "language", "address", "postcode",
        "area", "pnc", "crn", "reach_id", "closed_reach_id", "words",
    ]

    /// In the order of `stated`.
    private static func values(_ outline: PersonOutline, _ reaches: [String: Int64]) -> [Value] {
        [
            outline.family.stored, outline.given.stored, outline.sortKey.stored, outline.welshSortKey.stored,
            outline.dateOfBirth.stored, outline.sex.stored, outline.ethnicity.stored, outline.language.stored,
            outline.address.stored, outline.postcode.stored, outline.area.stored, outline.pnc.stored, outline.crn.stored,
            reaches[outline.reach].stored, outline.closedReach.flatMap { reaches[$0] }.stored,
            outline.words.joined(separator: " ").stored,
        ]
    }

    /// Writes only what is different: each column that is written has its indices written anew.
    /// - Returns: the search words that are to be written.
    private static func replace(
        _ connection: any Connection, _ row: Row, with outline: PersonOutline, _ reaches: [String: Int64]
    ) throws -> PersonWords? {
        let (id, reach): (Int64, Int64?) = (try row.get("id"), reaches[outline.reach])
        let different = zip(stated, zip(row.values.dropFirst(), values(outline, reaches))).filter { $1.0 != $1.1 }
        guard !different.isEmpty else { return nil }
        let columns = Set(different.map(\.0))
        let former: String = try row.get("words")
        var words: PersonWords? = PersonWords(id, outline, reach)
        if columns.isDisjoint(with: ["words", "sort_key"]) {
            words = nil
            if columns.contains("reach_id") {
                try connection.inWords(of: id, outline.sortKey, outline.words) { "UPDATE \($0) SET reach_id = \(reach)" }
            }
        } else if columns.isDisjoint(with: ["sort_key", "reach_id"]) {
            // What stays stays as it is.
            let old = former.split(separator: " ").map(String.init)
            let gone = Set(old).subtracting(outline.words).sorted()
            if !gone.isEmpty { try connection.inWords(of: id, outline.sortKey, gone) { "DELETE FROM \($0)" } }
            words?.words.removeAll(where: Set(old).contains)
        } else {
            try forgetWords(connection, id, try row.get("sort_key"), former)
        }
        let changes = different.map { column, values -> SQL in "\(name: column) = \(values.1)" }
        try connection.execute("UPDATE person SET \(SQL.joined(changes, separator: ", ")) WHERE id = \(id)")
        return words
    }

    /// Takes a person out of the search words.
    /// - Parameter words: as the person's row has them.
    static func forgetWords(_ connection: any Connection, _ person: Int64, _ sortKey: String, _ words: String) throws {
        try connection.inWords(of: person, sortKey, words.split(separator: " ").map(String.init)) { "DELETE FROM \($0)" }
    }

    private static func insertWords(_ connection: any Connection, _ table: String, _ people: [PersonWords]) throws {
        try connection.insert(
            into: table, ["word", "sort_key", "person_id", "reach_id"],
            people.flatMap { person in
                person.words.map { [$0.stored, person.sortKey.stored, person.id.stored, person.reach.stored] }
            })
    }

    private static func recordsQuery(_ persons: SQL) -> SQL {
        """
        SELECT person_id, agency, reference, area, updated_at, family, given, aliases, date_of_birth, sex, ethnicity, language,
          address, postcode, pnc, pnc_verified, crn
        FROM record WHERE person_id \(persons)
        """
    }

    private static func records(_ rows: [Row]) throws -> [Int64: [RecordOutline]] {
        var result: [Int64: [RecordOutline]] = [:]
        for row in rows {
            guard let agency = Agency.find(try row.get("agency")) else { continue }
            let outline = RecordOutline(
                agency: agency, reference: try row.get("reference"), area: try row.get("area"),
                updatedAt: Instant(iso: try row.get("updated_at", as: String.self)),
                family: try row.get("family"), given: try row.get("given"),
                aliases: Aliases(try row.get("aliases")).searched, dateOfBirth: try row.get("date_of_birth"),
                sex: try row.get("sex"), ethnicity: try row.get("ethnicity"), language: try row.get("language"),
                address: try row.get("address"), postcode: try row.get("postcode"),
                pnc: try row.get("pnc_verified") ? try row.get("pnc") : nil, crn: try row.get("crn"))
            result[try row.get("person_id"), default: []].append(outline)
        }
        return result
    }

    private static func enrolmentsQuery(_ persons: SQL) -> SQL {
        "SELECT person_id, area, state FROM enrolment WHERE person_id \(persons)"
    }

    /// The areas whose panel opened the case, as `Access` has it: a proposal opens nothing, a refusal and an exit close it again.
    private static func enrolments(_ rows: [Row]) throws -> [Int64: Set<Area>] {
        var result: [Int64: Set<Area>] = [:]
        for row in rows {
            guard let state = EnrolmentState(rawValue: try row.get("state")), state.opensCase else { continue }
            result[try row.get("person_id"), default: []].insert(try row.get("area"))
        }
        return result
    }
}

/// Rows of search words to be written.
private struct PersonWords {
    let id: Int64
    let sortKey: String
    let reach: Int64?
    var words: [String]

    /// The word that the sort key begins with is found there and needs no row of its own.
    init(_ id: Int64, _ outline: PersonOutline, _ reach: Int64?) {
        let family = outline.sortKey.prefix { $0 != " " }
        self.id = id
        self.reach = reach
        sortKey = outline.sortKey
        words = outline.words.filter { $0 != family }
    }
}

extension Connection {
    /// Changes the rows of a person's search words, wherever they stand.
    fileprivate func inWords(of person: Int64, _ sortKey: String, _ words: [String], _ change: (SQL) -> SQL) throws {
        let these = among(words)
        for table in SpreadTable.personWord.both {
            let change = change("\(name: table)")
            try execute("\(change) WHERE word \(these) AND sort_key = \(sortKey) AND person_id = \(person)")
        }
    }
}
