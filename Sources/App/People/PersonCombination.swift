import Domain
import Store

/// Moves records between people. Links are ended and begun, never deleted, and what hangs on a record follows it: convictions and
/// sentences by their own row, decisions and enrolments here. Scores and proposals stay with the number they were made for.
enum PersonCombination {
    /// All records of `others` go to `survivor`; the others are kept as signs that point to it.
    /// - Parameter officer: who decided; 0 for the rules.
    /// - Returns: what the entry commits to: the reason, where an officer gave one.
    @discardableResult
    static func combine(
        _ connection: any Connection, into survivor: Int64, _ others: [Int64], rule: String, explanation: String = "",
        officer: Int64, reason: String = "", at now: Instant
    ) throws -> [[UInt8]] {
        let others = others.filter { $0 != survivor }
        guard !others.isEmpty else { return [] }
        let records: [Int64] = try connection.query(
            "SELECT id FROM record WHERE person_id \(connection.among(others)) ORDER BY id"
        ).map { try $0.get("id") }
        let commitments = try move(
            connection, records: records, to: survivor, rule: rule, explanation: explanation, officer: officer,
            reason: reason, at: now)
        try connection.execute("UPDATE person SET merged_into = \(survivor) WHERE merged_into \(connection.among(others))")
        for other in others {
            try forget(connection, other)
            try connection.execute(
                """
                UPDATE person SET combined_with = \(survivor), merged_into = \(survivor), reach_id = NULL, closed_reach_id = NULL, words = ''
                WHERE id = \(other)
                """)
        }
        try GlassStore.closeAll(connection, [survivor] + others, at: now)
        try CaseRestrictions.follow(connection, others, to: survivor)
        try PersonRefresh.refresh(connection, [survivor])
        try CombinedShares.suspend(connection, survivor, at: now)
        try RestrictionOwners.tell(connection, [survivor], at: now)
        return commitments
    }

    /// Parts a person in two: what was linked in error is undone, nothing is lost. Whoever was combined with this person by that
    /// link gets the old number back, with all that was made for it; otherwise a new person begins.
    /// - Returns: the number of the person to whom the leaving records belong now, and what the entry commits to.
    static func separate(
        _ connection: any Connection, _ parting: RecordParting, rule: String, officer: Int64, reason: String, at now: Instant
    ) throws -> (person: Int64, commitments: [[UInt8]]) {
        let (person, home, moving) = (parting.person, parting.home, parting.moving)
        let other: Int64
        var commitments: [[UInt8]] = []
        if let home {
            let combined: Instant? = try connection.value(
                """
                SELECT MIN(since) AS since FROM record_link
                WHERE record_id \(connection.among(moving)) AND person_id = \(person) AND ended_at IS NULL
                """)
            try revive(connection, home, from: person)
            try CaseRestrictions.goBack(connection, to: home, from: person)
            other = home
            // What was said of both while they were one holds for both.
            commitments = try CaseRestrictions.protect(connection, other, as: person, since: combined, by: officer, at: now)
            try CombinedShares.resume(connection, [person, home])
        } else {
            other = try connection.insertReturningID(
                """
                INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                VALUES ('', '', '', '', \(Area.wales), \(now)) RETURNING id
                """)
            commitments = try CaseRestrictions.protect(connection, other, as: person, by: officer, at: now)
        }
        commitments += try move(
            connection, records: moving, to: other, rule: rule, explanation: "", officer: officer, reason: reason, at: now)
        try PersonRefresh.refresh(connection, [person, other])
        try RestrictionOwners.tell(connection, [person, other], at: now)
        return (moving == parting.leaving ? other : person, commitments)
    }

    /// The number stands for somebody again, and those who were combined with it before lead to it again.
    private static func revive(_ connection: any Connection, _ person: Int64, from survivor: Int64) throws {
        try connection.execute("UPDATE person SET merged_into = NULL, combined_with = NULL WHERE id = \(person)")
        var before = [person]
        while !before.isEmpty {
            before = try connection.query(
                "SELECT id FROM person WHERE merged_into = \(survivor) AND combined_with \(connection.among(before))"
            ).map { try $0.get("id") }
            try connection.execute("UPDATE person SET merged_into = \(person) WHERE id \(connection.among(before))")
        }
    }

    private static func move(
        _ connection: any Connection, records: [Int64], to person: Int64, rule: String, explanation: String,
        officer: Int64, reason: String, at now: Instant
    ) throws -> [[UInt8]] {
        guard !records.isEmpty else { return [] }
        let these = connection.among(records)
        let ended = try connection.query(
            """
            UPDATE record_link SET ended_at = \(now), ended_by = \(officer), ended_reason = \(reason)
            WHERE record_id \(these) AND ended_at IS NULL RETURNING record_id, since
            """)
        for table in ["record", "decision", "enrolment"] {
            let key = table == "record" ? "id" : "record_id"
            try connection.execute("UPDATE \(name: table) SET person_id = \(person) WHERE \(name: key) \(these)")
        }
        try connection.insert(
            into: "record_link", ["record_id", "person_id", "since", "officer_id", "rule", "explanation", "reason"],
            records.map {
                [
                    $0.stored, person.stored, now.stored, officer.stored, rule.stored, explanation.stored, reason.stored,
                ]
            })
        guard !reason.isEmpty else { return [] }
        var commitments: [[UInt8]] = []
        for link in ended {
            let (record, since): (Int64, Instant) = (try link.get("record_id"), try link.get("since"))
            commitments += try connection.commit("record_link:\(record)/\(since.iso)", ["ended_reason": reason])
        }
        for record in records { commitments += try connection.commit("record_link:\(record)/\(now.iso)", ["reason": reason]) }
        return commitments
    }

    /// Takes a person out of the search words.
    private static func forget(_ connection: any Connection, _ person: Int64) throws {
        guard
            let row = try connection.first("SELECT sort_key, words FROM person WHERE id = \(person)")
        else { return }
        try PersonRefresh.forgetWords(connection, person, try row.get("sort_key"), try row.get("words"))
    }
}
