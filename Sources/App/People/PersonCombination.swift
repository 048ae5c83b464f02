import Domain
import Store

/// Moves records between people. Links are ended and begun, never deleted, and what hangs on a record follows it.
enum PersonCombination {
    /// All records of `others` go to `survivor`; the others are kept as signs that point to it.
    /// - Parameter officer: who decided; 0 for the rules.
    static func combine(
        _ connection: any Connection, into survivor: Int64, _ others: [Int64], rule: String, explanation: String = "",
        officer: Int64, reason: String = "", at now: Instant
    ) throws {
        let others = others.filter { $0 != survivor }
        guard !others.isEmpty else { return }
        let records: [Int64] = try connection.query(
            "SELECT id FROM record WHERE person_id \(connection.among(others)) ORDER BY id"
        ).map { try $0.get("id") }
        try move(
            connection, records: records, to: survivor, rule: rule, explanation: explanation, officer: officer,
            reason: reason, at: now)
        try connection.execute("UPDATE enrolment SET person_id = \(survivor) WHERE person_id \(connection.among(others))")
        try connection.execute("UPDATE person SET merged_into = \(survivor) WHERE merged_into \(connection.among(others))")
        for other in others {
            try forget(connection, other)
            try connection.execute(
                "UPDATE person SET merged_into = \(survivor), reach_id = NULL, words = '' WHERE id = \(other)")
        }
        try PersonRefresh.refresh(connection, [survivor])
    }

    /// Gives one record a person of its own: what was linked in error is undone, nothing is lost.
    /// - Returns: the number of the new person.
    static func separate(
        _ connection: any Connection, record: Int64, rule: String, officer: Int64, reason: String, at now: Instant
    ) throws -> Int64 {
        guard let former: Int64 = try connection.value("SELECT person_id FROM record WHERE id = \(record)") else {
            throw NotFound()
        }
        let person = try connection.insertReturningID(
            """
            INSERT INTO person (family, given, sort_key, area, created_at) VALUES ('', '', '', \(Area.wales), \(now))
            RETURNING id
            """)
        try move(
            connection, records: [record], to: person, rule: rule, explanation: "", officer: officer, reason: reason,
            at: now)
        try PersonRefresh.refresh(connection, [former, person])
        return person
    }

    static func move(
        _ connection: any Connection, records: [Int64], to person: Int64, rule: String, explanation: String,
        officer: Int64, reason: String, at now: Instant
    ) throws {
        guard !records.isEmpty else { return }
        try connection.execute(
            """
            UPDATE record_link SET ended_at = \(now), ended_reason = \(reason)
            WHERE record_id \(connection.among(records)) AND ended_at IS NULL
            """)
        try connection.execute("UPDATE record SET person_id = \(person) WHERE id \(connection.among(records))")
        try connection.insert(
            into: "record_link", ["record_id", "person_id", "since", "officer_id", "rule", "explanation"],
            records.map {
                [$0.stored, person.stored, now.stored, officer.stored, rule.stored, explanation.stored]
            })
    }

    /// Takes a person out of the search words.
    private static func forget(_ connection: any Connection, _ person: Int64) throws {
        guard
            let row = try connection.first("SELECT sort_key, words FROM person WHERE id = \(person)")
        else { return }
        let words: String = try row.get("words")
        let sortKey: String = try row.get("sort_key")
        try connection.execute(
            """
            DELETE FROM person_word WHERE word \(connection.among(words.split(separator: " ").map(String.init)))
              AND sort_key = \(sortKey) AND person_id = \(person)
            """)
    }
}
