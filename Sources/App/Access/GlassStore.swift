import Domain
import Store

/// A case that was opened by breaking the glass.
struct GlassBreak: Sendable {
    let id: Int64
    let person: Int64
    let officer: String
    let agency: Text
    let reason: GlassReason
    let words: String
    let at: Instant
    let until: Instant
    let review: (outcome: GlassOutcome, words: String, by: String, at: Instant)?

    static let columns: SQL = """
        g.id, g.person_id, g.reason_code, g.reason, g.made_at, g.until_at, g.outcome, g.review, g.reviewed_at,
        COALESCE(o.name, '') AS officer, COALESCE(o.agency, '') AS agency, COALESCE(v.name, '') AS reviewer
        FROM glass_break g LEFT JOIN officer o ON o.id = g.officer_id LEFT JOIN officer v ON v.id = g.reviewed_by
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        person = try row.get("person_id")
        officer = try row.get("officer")
        let code: String = try row.get("agency")
        agency = Agency.name(of: code)
        reason = try row.get("reason_code")
        words = try row.get("reason")
        at = try row.get("made_at")
        until = try row.get("until_at")
        if let outcome = try row.get("outcome", as: GlassOutcome?.self) {
            review = (outcome, try row.get("review"), try row.get("reviewer"), try row.get("reviewed_at"))
        } else {
            review = nil
        }
    }
}

/// Breaks the glass, closes it again, and keeps the review of it.
struct GlassStore: Sendable {
    let site: Site

    /// What somebody may know of a case before they break its glass.
    struct Case: Sendable {
        let person: Int64
        let area: Area
    }

    /// The cases of exactly this person, by number, that the officer could open by breaking the glass. That they looked is entered
    /// whatever is found, with a commitment to what they typed.
    func search(_ identity: GlassSearch, _ visit: Visit) async throws -> [Case] {
        let (viewer, actor) = (try visit.viewer(), try visit.actor())
        return try await site.change(actor) { connection in
            let people = try connection.numbers(identity.people(asOf: London.day(of: viewer.at)))
            let cases = try people.lazy.compactMap { try GlassStore.breakable(connection, $0, viewer) }
            let record = "\(GlassSearch.record)\(actor.requestID)"
            let asked = Event(
                .security, subjects: [], records: [record], fields: cases.isEmpty ? [] : ["person", "area"],
                reason: GlassSearch.reason, commitments: try connection.commit(record, ["sought": identity.words]))
            guard !cases.isEmpty else { return Change(cases, asked) }
            return Change(cases, asked, Event(.consultation, subjects: cases.map(\.person), fields: ["person", "area"]))
        }
    }

    func found(_ person: Int64, _ visit: Visit) async throws -> Case {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            guard let found = try GlassStore.breakable(connection, person, viewer) else { throw NotFound() }
            return Change(found, Event(.consultation, subjects: [person], fields: ["person", "area"]))
        }
    }

    private static func breakable(_ connection: any Connection, _ person: Int64, _ viewer: Viewer) throws -> Case? {
        guard
            let area: Area = try connection.value("SELECT area FROM person WHERE id = \(person) AND reach_id IS NOT NULL"),
            AccessPolicy.mayBreakGlass(viewer.officer, try CaseFacts.of(person, connection, at: viewer.at), at: viewer.at)
        else { return nil }
        return Case(person: person, area: area)
    }

    /// Opens the case, and tells its owners and the information officers in the same transaction.
    func breakGlass(_ person: Int64, _ reason: GlassReason, _ words: String, _ visit: Visit) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            guard try GlassStore.breakable(connection, person, viewer) != nil else { throw NotFound() }
            let facts = try CaseFacts.of(person, connection, at: viewer.at)
            let grant = try AccessActs.breakingGlass(viewer.officer, facts, at: viewer.at)
            let id = try connection.insertReturningID(
                """
                INSERT INTO glass_break (person_id, entered_for, officer_id, reason_code, reason, made_at, until_at)
                VALUES (\(person), \(person), \(viewer.officer.id), \(reason), \(words), \(viewer.at), \(grant.until)) RETURNING id
                """)
            var act = CaseAct()
            try act.made(connection, "glass_break", id, words)
            try act.granted(
                connection, grant, of: person, from: id, reason: reason.rawValue, by: viewer.officer, at: viewer.at)
            let told = try GlassStore.told(connection, facts, viewer)
            try CaseNotices.tell(connection, told, .glass, person, "glass_break:\(id)", at: viewer.at)
            return Change(
                (),
                Event(
                    .alteration, subjects: [person], records: act.records, fields: ["glass"], reason: reason.rawValue,
                    commitments: act.commitments))
        }
    }

    /// The coordinators who own the case and the information officers who answer for it; all of Wales' where it is nobody's.
    private static func told(_ connection: any Connection, _ facts: CaseFacts, _ viewer: Viewer) throws -> [Int64] {
        var owned = facts
        owned.grants = []
        return try CaseAccessStore.officers(connection).filter { officer in
            guard officer.id != viewer.officer.id else { return false }
            switch officer.role {
            case .coordinator: return AccessPolicy.sight(officer, owned, at: viewer.at).isOpen
            case .informationOfficer: return Access.mayAudit(officer, facts.reach)
            default: return false
            }
        }.map(\.id)
    }

    /// The officer's own broken glass on this case, while it is open.
    static func live(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> GlassBreak? {
        try connection.first(
            """
            SELECT \(GlassBreak.columns) WHERE g.person_id = \(person) AND g.officer_id = \(viewer.officer.id)
              AND g.until_at > \(viewer.at) ORDER BY g.until_at DESC LIMIT 1
            """
        ).map(GlassBreak.init)
    }

    /// Closes it before its time: the officer who broke it, nobody else.
    func close(_ id: Int64, _ visit: Visit) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            let person: Int64? = try connection.value(
                """
                SELECT person_id FROM glass_break
                WHERE id = \(id) AND officer_id = \(viewer.officer.id) AND until_at > \(viewer.at)
                """)
            guard let person else { throw NotFound() }
            try GlassStore.close(connection, [id], at: viewer.at)
            return Change((), Event(.alteration, subjects: [person], records: ["glass_break:\(id)"], fields: ["glass"]))
        }
    }

    static func close(_ connection: any Connection, _ broken: [Int64], at now: Instant) throws {
        let these = connection.among(broken)
        try connection.execute("UPDATE glass_break SET until_at = \(now) WHERE id \(these)")
        try connection.execute(
            """
            UPDATE case_grant SET until_at = \(now)
            WHERE ground = \(CaseGrant.Ground.glass) AND ground_id \(these) AND until_at > \(now)
            """)
    }

    static let pageSize = 50

    /// Every broken glass on the cases that the reader owns or answers for: what still awaits its review first, the oldest first.
    func list(page: Int, _ visit: Visit) async throws -> (breaks: [GlassBreak], hasNext: Bool) {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            let rows = try connection.query(
                """
                SELECT \(GlassBreak.columns) JOIN person p ON p.id = g.person_id WHERE \(GlassStore.answersFor(viewer))
                ORDER BY CASE WHEN g.reviewed_at IS NULL THEN 0 ELSE 1 END, CASE WHEN g.reviewed_at IS NULL THEN g.id ELSE -g.id END
                LIMIT \(GlassStore.pageSize + 1) OFFSET \((page - 1) * GlassStore.pageSize)
                """)
            let breaks = try rows.prefix(GlassStore.pageSize).map(GlassBreak.init)
            return Change(
                (breaks, rows.count > GlassStore.pageSize),
                Event(
                    .consultation, subjects: Array(Set(breaks.map(\.person))).sorted(),
                    records: breaks.map { "glass_break:\($0.id)" }, fields: ["glass"]))
        }
    }

    func find(_ id: Int64, _ visit: Visit) async throws -> GlassBreak {
        let viewer = try visit.viewer()
        return try await site.consult(try visit.actor()) { connection in
            let found = try GlassStore.reviewed(connection, id, viewer)
            return Change(
                found, Event(.consultation, subjects: [found.person], records: ["glass_break:\(id)"], fields: ["glass"]))
        }
    }

    func review(_ id: Int64, _ outcome: GlassOutcome, _ words: String, _ visit: Visit) async throws {
        let viewer = try visit.viewer()
        try await site.change(try visit.actor()) { connection in
            let found = try GlassStore.reviewed(connection, id, viewer)
            if let theirs = found.review {
                throw Conflict(
                    title: Text(en: "Somebody else has reviewed this", cy: "Mae rhywun arall wedi adolygu hyn"),
                    theirs: [
                        (Text(en: "Outcome", cy: "Canlyniad"), theirs.outcome.name),
                        (Text(en: "Why", cy: "Pam"), Text(same: theirs.words)),
                        (Text(en: "By", cy: "Gan"), Text(same: theirs.by)),
                    ],
                    yours: [
                        (Text(en: "Outcome", cy: "Canlyniad"), outcome.name), (Text(en: "Why", cy: "Pam"), Text(same: words)),
                    ],
                    back: "/glass/breaks",
                    shows: Event(.consultation, subjects: [found.person], records: ["glass_break:\(id)"], fields: ["glass"]))
            }
            try connection.execute(
                """
                UPDATE glass_break SET outcome = \(outcome), review = \(words), reviewed_by = \(viewer.officer.id),
                  reviewed_at = \(viewer.at) WHERE id = \(id)
                """)
            return Change(
                (),
                Event(
                    .alteration, subjects: [found.person], records: ["glass_break:\(id)"], fields: ["outcome", "review"],
                    reason: outcome.rawValue,
                    commitments: try connection.commit("glass_break:\(id)", ["review": words])))
        }
    }

    private static func reviewed(_ connection: any Connection, _ id: Int64, _ viewer: Viewer) throws -> GlassBreak {
        let row = try connection.first(
            """
            SELECT \(GlassBreak.columns) JOIN person p ON p.id = g.person_id
            WHERE g.id = \(id) AND g.officer_id <> \(viewer.officer.id) AND \(answersFor(viewer))
            """)
        guard let row else { throw NotFound() }
        return try GlassBreak(row)
    }

    private static func answersFor(_ viewer: Viewer) -> SQL {
        viewer.officer.role == .informationOfficer
            ? PeopleAccess.audits(viewer.officer) : PeopleAccess.opens(viewer.byRight)
    }
}

/// Exactly whom somebody looks for: a number, or a whole name with the date of birth.
enum GlassSearch: Sendable {
    case number(NumberSearch)
    case name(family: String, given: String, born: Day)

    static let reason = "glass-search"
    static let record = "glass_search:"

    /// What is committed to: nobody's data stand in the journal.
    var words: String {
        switch self {
        case .number(let number): number.references.joined(separator: " ")
        case .name(let family, let given, let born): "\(family), \(given), \(born.iso)"
        }
    }

    func people(asOf today: Day) -> SQL {
        switch self {
        case .number(let number): "SELECT found.person_id FROM (\(number.people)) found"
        case .name(let family, let given, let born):
            "SELECT id FROM person WHERE sort_key = \(NameFolding.sortKey(family: family, given: given)) AND date_of_birth = \(born)"
        }
    }
}
