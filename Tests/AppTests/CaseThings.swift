import Domain
import Store

@testable import App

/// One thing of every kind that hangs on a case, each with the same word in whatever it says.
struct CaseThings: Sendable {
    let person: Int64
    let area: Area
    /// The police force whose they are.
    let owner: String
    /// The number in an address for each name that stands in braces there: `{note}`.
    private(set) var numbers: [String: Int64]
    let round: Int64

    /// The address with this case's numbers in it.
    func address(_ pattern: String) -> String {
        pattern.components("/").map { part in
            guard part.hasPrefix("{") else { return part }
            let name = String(part.dropFirst().dropLast())
            return name == "area" ? area.rawValue : numbers[name].map(String.init) ?? part
        }.joined(separator: "/")
    }

    subscript(name: String) -> Int64 { numbers[name] ?? 0 }

    /// Who has to do with the things.
    struct People: Sendable {
        /// Of the owner: wrote everything.
        var author: Int64
        /// For whom the share is.
        var receiver: Int64
        /// Somebody else, who is barred, and who broke the glass once.
        var third: Int64
        /// Of the owner: might lead the work.
        var colleague: Int64
        var agreement: Int64?
    }

    static func plant(
        _ all: inout PeopleFixture, _ person: Int64, area: Area, owner: String, word: String, round: Int64, _ people: People,
        _ seal: VictimSeal
    ) throws -> CaseThings {
        let references = ["A", "B", "C", "D"].map { "\(word)-\($0)-\(person)" }
        for (index, reference) in references.enumerated() {
            var made = PeopleFixture.Made(reference: reference, family: word, given: word)
            (made.agency, made.area, made.markers, made.postcode) = (owner, area, word, word)
            made.person = index < 2 ? person : try all.person()
            try all.record(made)
        }
        let records = references.map { all.number(of: $0) }
        var planter = ThingPlanter(connection: all.connection, now: all.now, person: person, owner: owner, word: word)
        try planter.words(people)
        try planter.victims(people, seal)
        try planter.sharing(people)
        try planter.panel(people, area, round, records[0])
        // Nobody is asked about the last, but the rules would join it.
        (planter.numbers["record"], planter.numbers["other"]) = (records[1], records[3])
        planter.numbers["companion"] = records[0]
        planter.numbers["review"] = try planter.add(
            "match_review", ["record_id", "other_record_id", "points", "explanation", "state", "reason", "made_at"],
            [
                records[0].stored, records[2].stored, 35.stored, "{\"with\":2,\"points\":[]}".stored, "open".stored,
                word.stored,
                all.now.stored,
            ])
        try planter.looked(people)
        planter.numbers.merge([
            "author": people.author, "receiver": people.receiver, "third": people.third, "colleague": people.colleague,
        ]) { $1 }
        return CaseThings(person: person, area: area, owner: owner, numbers: planter.numbers, round: round)
    }

    /// A current round that everybody can stand in.
    static func round(_ connection: any Connection, _ now: Instant) throws -> Int64 {
        try connection.insertReturningID(
            """
            INSERT INTO selection_round (name, as_of, settings_version, officer_id, made_at, state)
            VALUES ('March 2026', '2026-03-01', 1, 0, \(now), 'current') RETURNING id
            """)
    }
}

/// Stores the things of one case.
private struct ThingPlanter {
    let connection: any Connection
    let now: Instant
    let person: Int64
    let owner, word: String
    var numbers: [String: Int64] = [:]

    init(connection: any Connection, now: Instant, person: Int64, owner: String, word: String) {
        (self.connection, self.now, self.person, self.owner, self.word) = (connection, now, person, owner, word)
        numbers["person"] = person
    }

    func add(_ table: String, _ columns: [String], _ values: [Value]) throws -> Int64 {
        let names: [SQL] = columns.map { "\(name: $0)" }
        let bound: [SQL] = values.map { "\($0)" }
        return try connection.insertReturningID(
            """
            INSERT INTO \(name: table) (\(SQL.joined(names, separator: ", "))) VALUES (\(SQL.joined(bound, separator: ", ")))
            RETURNING id
            """)
    }

    mutating func words(_ people: CaseThings.People) throws {
        let note = try connection.insertReturningID(
            """
            INSERT INTO narrative (person_id, entered_for, part, owner) VALUES (\(person), \(person), 'contacts', \(owner))
            RETURNING id
            """)
        try connection.execute(
            """
            INSERT INTO narrative_version (narrative_id, version, basis, source, on_day, text, marking, reason, made_by, made_at)
            VALUES (\(note), 1, 'fact', \(word), '2026-03-01', \(word), 'official', '', \(people.author), \(now))
            """)
        let report = try connection.insertReturningID(
            """
            INSERT INTO intelligence (person_id, entered_for, owner, reference, information_on, reported_on, text, made_by, made_at)
            VALUES (\(person), \(person), \(owner), \(word), '2026-02-27', '2026-03-01', \(word), \(people.author), \(now))
            RETURNING id
            """)
        try connection.execute(
            """
            INSERT INTO intelligence_grading (intelligence_id, version, source_grade, information_grade, handling, conditions,
              agencies, marking, review_on, reason, made_by, made_at)
            VALUES (\(report), 1, '2', 'B', 'P', '', '', 'official', '2026-09-01', '', \(people.author), \(now))
            """)
        (numbers["note"], numbers["report"]) = (note, report)
    }

    mutating func victims(_ people: CaseThings.People, _ seal: VictimSeal) throws {
        let contact = try connection.insertReturningID(
            "INSERT INTO victim_contact (person_id, entered_for, owner) VALUES (\(person), \(person), \(owner)) RETURNING id")
        let victim =
            "{\"name\":\"\(word)\",\"event\":\"\(word)\",\"choice\":\"joined\",\"told\":[],\"wishes\":\"\",\"safe_contact\":\"\"}"
        try connection.execute(
            """
            INSERT INTO victim_contact_version (victim_contact_id, version, sealed, made_by, made_at)
            VALUES (\(contact), 1, \(try seal.seal(victim, for: VictimStore.name(contact, 1))), \(people.author), \(now))
            """)
        let involvement = try connection.insertReturningID(
            """
            INSERT INTO involvement (person_id, entered_for, owner, sealed, made_by, made_at)
            VALUES (\(person), \(person), \(owner), \([UInt8]()), \(people.author), \(now)) RETURNING id
            """)
        let event = "{\"category\":\"victim\",\"event\":\"\(word)\",\"source\":\"\(word)\",\"from\":\"2026-01-05\",\"to\":null}"
        try connection.execute(
            """
            UPDATE involvement SET sealed = \(try seal.seal(event, for: VictimStore.name(involvement))) WHERE id = \(involvement)
            """)
        (numbers["contact"], numbers["involvement"]) = (contact, involvement)
    }

    mutating func sharing(_ people: CaseThings.People) throws {
        let purpose = people.agreement == nil ? "" : "crime_prevention"
        let share = try connection.insertReturningID(
            """
            INSERT INTO share (person_id, entered_for, kind, state, from_agency, from_officer, from_name, to_agency, to_officer,
              to_name, agreement_id, purpose, gateway, parts, until_on, necessity, message, made_at)
            VALUES (\(person), \(person), 'share', 'proposed', \(owner), \(people.author), \(word), 'newport-council',
              \(people.receiver), \(word), \(people.agreement), \(purpose), 'common_law_policing', 'plan', '2026-05-31', \(word),
              \(word), \(now)) RETURNING id
            """)
        let correction = try connection.insertReturningID(
            """
            INSERT INTO correction_notice (person_id, entered_for, part, what, wrong_since, made_by, made_at)
            VALUES (\(person), \(person), 'plan', \(word), '2026-02-01', \(people.author), \(now)) RETURNING id
            """)
        numbers["task"] = try connection.insertReturningID(
            """
            INSERT INTO correction_task (correction_id, share_id, agency, due_on)
            VALUES (\(correction), \(share), 'llamau', '2026-03-16') RETURNING id
            """)
        numbers["share"] = share
    }

    mutating func panel(_ people: CaseThings.People, _ area: Area, _ round: Int64, _ record: Int64) throws {
        try connection.execute(
            """
            INSERT INTO proposal (round_id, person_id, area, proposal, rank, score_id, percent_2y, facts, news)
            VALUES (\(round), \(person), \(area), 'FIXED-1', 1, NULL, 71, '{}', 'new')
            """)
        let decision = try connection.insertReturningID(
            """
            INSERT INTO decision (person_id, record_id, round_id, area, panel_day, outcome, reason, police_decider,
              probation_decider, rag, officer_id, decided_at, sequence)
            VALUES (\(person), \(record), \(round), \(area), '2026-03-02', 'adopt_fixed', \(word), \(word), \(word), 'red',
              \(people.author), \(now), 1) RETURNING id
            """)
        numbers["enrolment"] = try connection.insertReturningID(
            """
            INSERT INTO enrolment (person_id, record_id, scheme, cohort, state, area, started_on, police_lead, rag, decision_id)
            VALUES (\(person), \(record), 'iom', 'fixed', 'adopted', \(area), '2026-03-02', \(word), 'red', \(decision))
            RETURNING id
            """)
    }

    mutating func looked(_ people: CaseThings.People) throws {
        numbers["bar"] = try connection.insertReturningID(
            """
            INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
            VALUES (\(person), \(person), \(people.third), 'excluded', \(word), \(people.author), \(now)) RETURNING id
            """)
        numbers["break"] = try connection.insertReturningID(
            """
            INSERT INTO glass_break (person_id, entered_for, officer_id, reason_code, reason, made_at, until_at)
            VALUES (\(person), \(person), \(people.third), 'missing', \(word), \(now.adding(seconds: -9000)),
              \(now.adding(seconds: -1))) RETURNING id
            """)
        numbers["unusual"] = try connection.insertReturningID(
            """
            INSERT INTO unusual_access (rule, actor, agency, person_id, day, weight, count, entries, people, first_at, last_at)
            VALUES ('out_of_area', \(people.third), \(owner), \(person), '2026-03-01', 10, 1, '', '', \(now), \(now)) RETURNING id
            """)
    }
}
