import Domain
import Store

/// Keeps what stands out, and what was said of it.
struct UnusualStore: Sendable {
    static let pageSize = 25

    let site: Site

    static func numbers(_ text: String) -> [Int64] { text.split(separator: " ").compactMap { Int64($0) } }

    /// One more reading of something that is known, or something new. What was closed is open again when it goes on.
    static func keep(_ connection: any Connection, _ found: UnusualFinding) throws {
        let person = found.person ?? 0
        let known = try connection.first(
            """
            SELECT \(UnusualAccess.columns) FROM unusual_access u
            WHERE u.actor = \(found.officer) AND u.day = \(found.day) AND u.rule = \(found.rule.rawValue) AND u.person_id = \(person)
            """
        ).map(UnusualAccess.init)
        func joined(_ old: [Int64]?, _ new: [Int64]) -> String {
            var all = old ?? []
            for number in new where !all.contains(number) { all.append(number) }
            return all.prefix(UnusualSweep.kept).map(String.init).joined(separator: " ")
        }
        let (entries, people) = (joined(known?.entries, found.entries), joined(known?.people, found.people))
        guard let known else {
            let count =
                switch found.tally {
                case .one: 1
                case .reached(let count): count
                }
            try connection.execute(
                """
                INSERT INTO unusual_access (rule, actor, agency, person_id, day, weight, count, entries, people, first_at, last_at)
                VALUES (\(found.rule.rawValue), \(found.officer), \(found.agency), \(person), \(found.day), \(found.weight), \(count),
                  \(entries), \(people), \(found.at), \(found.at))
                """)
            return
        }
        let count =
            switch found.tally {
            case .one: known.count + 1
            case .reached(let count): max(known.count, count)
            }
        try connection.execute(
            """
            UPDATE unusual_access SET weight = \(max(known.weight, found.weight)), count = \(count), entries = \(entries),
              people = \(people), last_at = \(max(known.lastAt, found.at)),
              outcome = CASE WHEN outcome = \(UnusualOutcome.explained.rawValue) THEN '' ELSE outcome END
            WHERE id = \(known.id)
            """)
    }

    /// For a query over `unusual_access u`: what officers of one's agency did, and what was done with people of one's areas.
    static func shown(to officer: Officer) -> SQL {
        """
        (u.agency = \(officer.agency) OR (u.person_id > 0 AND EXISTS (SELECT 1 FROM person p
          WHERE p.id = u.person_id AND \(PeopleAccess.audits(officer)))))
        """
    }

    /// The most telling first, then the newest. The reading is entered.
    func list(_ state: UnusualState, page: Int, size: Int = UnusualStore.pageSize, _ visit: Visit) async throws -> UnusualList {
        let officer = try visit.officer()
        let list = try await site.database.read { connection in
            let mine = UnusualStore.shown(to: officer)
            var found = try connection.query(
                """
                SELECT \(UnusualAccess.columns) FROM unusual_access u WHERE \(state.condition) AND \(mine)
                ORDER BY u.weight DESC, u.id DESC LIMIT \(size + 1) OFFSET \((page - 1) * size)
                """
            ).map(UnusualAccess.init)
            let hasNext = found.count > size
            found = Array(found.prefix(size))
            var counts: [UnusualState: Int] = [:]
            for state in UnusualState.allCases {
                counts[state] = try connection.value(
                    "SELECT COUNT(*) AS n FROM unusual_access u WHERE \(state.condition) AND \(mine)")
            }
            return UnusualList(
                found: found, officers: try JournalReading.officers(connection, found.flatMap(\.officers)),
                names: try JournalReading.names(connection, found.flatMap(\.subjects), officer), counts: counts, page: page,
                hasNext: hasNext)
        }
        try await enter(list.found, visit)
        return list
    }

    /// Throws `NotFound` for what is not this information officer's to see.
    func find(_ id: Int64, _ visit: Visit) async throws -> UnusualDetail {
        let officer = try visit.officer()
        let detail = try await site.database.read { connection in
            let found = try UnusualStore.find(connection, id, officer)
            let entries = try Journal.entries(connection, numbered: found.entries)
            return UnusualDetail(
                found: found, looks: try JournalReading.told(connection, entries, about: found.rule.name, officer),
                officers: try JournalReading.officers(connection, found.officers),
                names: try JournalReading.names(connection, found.subjects, officer))
        }
        try await enter([detail.found], visit)
        return detail
    }

    private static func find(_ connection: any Connection, _ id: Int64, _ officer: Officer) throws -> UnusualAccess {
        let row = try connection.first(
            "SELECT \(UnusualAccess.columns) FROM unusual_access u WHERE u.id = \(id) AND \(shown(to: officer))")
        guard let row else { throw NotFound() }
        return try UnusualAccess(row)
    }

    private func enter(_ found: [UnusualAccess], _ visit: Visit) async throws {
        guard !found.isEmpty else { return }
        let event = Event(
            .consultation, subjects: Set(found.flatMap(\.subjects)).sorted(),
            records: found.map { "unusual_access:\($0.id)" }, fields: ["journal"], reason: JournalPurpose.security.rawValue)
        try await site.enter(try visit.actor(), [event])
    }

    /// What was found of it. Somebody else may have said so first: that is a `Conflict`.
    /// - Parameter seen: the stamp that the form was opened with.
    func close(_ id: Int64, _ outcome: UnusualOutcome, note: String, seen: String, _ visit: Visit) async throws {
        let (officer, now) = (try visit.officer(), site.clock())
        try await site.change(try visit.actor()) { connection in
            let found = try UnusualStore.find(connection, id, officer)
            try UnusualClosing.close(note, by: officer.id, of: found.actor)
            guard found.stamp == seen else { throw found.conflict(with: outcome, note) }
            try connection.execute(
                """
                UPDATE unusual_access SET outcome = \(outcome.rawValue), note = \(note), closed_by = \(officer.id), closed_at = \(now)
                WHERE id = \(id)
                """)
            let commitments = try connection.commit("unusual_access:\(id)", ["note": note])
            let event = Event(
                .alteration, subjects: found.subjects, records: ["unusual_access:\(id)"], fields: ["outcome", "note"],
                reason: outcome.rawValue, commitments: commitments)
            return Change((), event)
        }
    }
}
