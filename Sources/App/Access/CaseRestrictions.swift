import Domain
import Store

/// What stands between officers and cases, as it hangs on people who are combined and parted.
enum CaseRestrictions {
    /// The tables whose rows follow a person.
    private static let tables = [
        "case_restriction", "case_bar", "case_grant", "case_marking", "glass_break", "case_notice", "share",
        "correction_notice",
        "intelligence", "narrative", "victim_contact", "involvement",
    ]

    /// Who alone may open the cases of these people. Where several restrictions meet in one person, all must admit an officer.
    static func live(_ connection: any Connection, of people: [Int64]) throws -> [Int64: CaseRestriction] {
        try live(try connection.query(liveQuery(connection.among(people))))
    }

    static func liveQuery(_ people: SQL) -> SQL {
        """
        SELECT r.id, r.person_id, r.shown, o.officer_id FROM case_restriction r
        LEFT JOIN case_restriction_officer o ON o.restriction_id = r.id
        WHERE r.person_id \(people) AND r.ended_at IS NULL ORDER BY r.id
        """
    }

    static func live(_ rows: [Row]) throws -> [Int64: CaseRestriction] {
        guard !rows.isEmpty else { return [:] }
        var each: [Int64: [Int64: CaseRestriction]] = [:]
        for row in rows {
            let (id, person): (Int64, Int64) = (try row.get("id"), try row.get("person_id"))
            let officer: Int64? = try row.get("officer_id")
            let shown = CaseRestriction.Shown(rawValue: try row.get("shown")) ?? .hidden
            let allowed = each[person]?[id]?.allowed ?? []
            each[person, default: [:]][id] = CaseRestriction(
                allowed: officer.map { allowed.union([$0]) } ?? allowed, shown: shown)
        }
        return each.compactMapValues { CaseRestriction.all($0.values) }
    }

    /// What hung on people who were found to be another hangs on that one.
    static func follow(_ connection: any Connection, _ people: [Int64], to survivor: Int64) throws {
        for table in tables {
            try connection.execute(
                "UPDATE \(name: table) SET person_id = \(survivor) WHERE person_id \(connection.among(people))")
        }
    }

    /// A link was undone: what was entered for this number, and for those that lead to it, goes back with it.
    static func goBack(_ connection: any Connection, to person: Int64, from survivor: Int64) throws {
        let numbers = [person] + (try connection.numbers("SELECT id FROM person WHERE merged_into = \(person)"))
        for table in tables {
            try connection.execute(
                """
                UPDATE \(name: table) SET person_id = \(person)
                WHERE person_id = \(survivor) AND entered_for \(connection.among(numbers))
                """)
        }
    }

    /// Part of a case becomes a case of its own: whoever could not see the whole cannot see the part, until somebody says so.
    /// - Parameter since: only what was said after this moment; nil: all that stands.
    static func protect(
        _ connection: any Connection, _ new: Int64, as person: Int64, since: Instant? = nil, by officer: Int64, at now: Instant
    ) throws -> [[UInt8]] {
        var act = CaseAct()
        for (table, columns) in [
            ("case_restriction", ["shown"]), ("case_bar", ["officer_id", "kind"]), ("case_marking", ["marking", "descriptor"]),
        ] {
            let own = SQL.joined(columns.map { "\(name: $0), " }, separator: "")
            let later: SQL = since.map { "AND made_at > \($0)" } ?? .empty
            let rows = try connection.query(
                "SELECT id, reason FROM \(name: table) WHERE person_id = \(person) AND ended_at IS NULL \(later) ORDER BY id")
            for row in rows {
                let (id, reason): (Int64, String) = (try row.get("id"), try row.get("reason"))
                let copy = try connection.insertReturningID(
                    """
                    INSERT INTO \(name: table) (person_id, entered_for, \(own)reason, made_by, made_at)
                    SELECT \(new), \(new), \(own)reason, \(officer), \(now) FROM \(name: table) WHERE id = \(id) RETURNING id
                    """)
                try act.made(connection, table, copy, reason)
                guard table == "case_restriction" else { continue }
                try connection.execute(
                    """
                    INSERT INTO case_restriction_officer (restriction_id, officer_id)
                    SELECT \(copy), officer_id FROM case_restriction_officer WHERE restriction_id = \(id)
                    """)
            }
        }
        return act.commitments
    }
}
