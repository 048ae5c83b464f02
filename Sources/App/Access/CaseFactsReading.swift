import Domain
import Store

extension CaseFacts {
    /// All that the policy must know of a case.
    static func of(_ person: Int64, _ connection: any Connection, at now: Instant) throws -> CaseFacts {
        let answers = try connection.pipeline([
            "SELECT DISTINCT area, agency FROM record WHERE person_id = \(person)",
            "SELECT area, state FROM enrolment WHERE person_id = \(person)",
            "SELECT officer_id FROM case_bar WHERE person_id = \(person) AND ended_at IS NULL",
            """
            SELECT \(CaseGrant.columns) FROM case_grant WHERE person_id = \(person) AND \(CaseGrant.standing(at: now))
            """,
        ])
        let opened = try answers[1].filter { try $0.get("state", as: EnrolmentState.self).opensCase }
        return CaseFacts(
            reach: CaseReach(
                areas: Set(try answers[0].map { try $0.get("area") }),
                agencies: Set(try answers[0].map { try $0.get("agency") }),
                enrolledIn: Set(try opened.map { try $0.get("area") })),
            restriction: try CaseRestrictions.live(connection, of: [person])[person],
            barred: Set(try answers[2].map { try $0.get("officer_id") }),
            grants: try answers[3].map(CaseGrant.init))
    }
}

/// An officer to whom a case is open today, and for how long.
struct CaseHolder: Sendable {
    let officer: Officer
    /// nil: as long as what is known of the case stays as it is.
    let until: Instant?
    let ground: CaseGrant.Ground?
}

/// A row that stands between officers and a case: who made it, when and why.
struct CaseRule: Sendable {
    let id: Int64
    let what: Text
    let officers: [String]
    let reason: String
    let madeBy: String
    let madeAt: Instant
}

/// Who may open a case, and what was said about it.
struct CaseAccess: Sendable {
    let file: CaseFile
    let holders: [CaseHolder]
    /// All that stand: each must admit an officer.
    let restrictions: [CaseRule]
    /// For the owner: that somebody knows the person is told to nobody else.
    let bars: [CaseRule]
    let marking: CaseRule?
    /// The reader says who opens the case: a coordinator by their own right.
    let isOwner: Bool
    /// What was masked and seen for a reason, the latest first; for the owner.
    let unmaskings: [CaseUnmasking]
}

/// A masked part that an officer saw, and why.
struct CaseUnmasking: Sendable {
    let part: CasePart?
    let officer, reason: String
    let at: Instant

    /// More are in the journal.
    static let most = 20

    static func latest(_ connection: any Connection, _ person: Int64) throws -> [CaseUnmasking] {
        try connection.query(
            """
            SELECT g.parts, g.reason, g.from_at, COALESCE(o.name, '') AS officer FROM case_grant g
            LEFT JOIN officer o ON o.id = g.made_by
            WHERE g.person_id = \(person) AND g.ground = \(CaseGrant.Ground.unmasking) ORDER BY g.id DESC LIMIT \(most)
            """
        ).map { row in
            CaseUnmasking(
                part: CasePart(rawValue: try row.get("parts")), officer: try row.get("officer"), reason: try row.get("reason"),
                at: try row.get("from_at"))
        }
    }
}

extension CaseStore {
    func access(_ id: Int64, _ visit: Visit) async throws -> CaseAccess {
        try await read(id, visit, ["name", "date_of_birth", "identifiers", "access"]) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, id)
            guard viewer.officer.role.worksWithCases, file.isOpen(.staff) else { throw NotFound() }
            let isOwner = try viewer.officer.role == .coordinator && CaseStore.isOpen(connection, viewer.byRight, id)
            let facts = try CaseFacts.of(id, connection, at: viewer.at)
            return CaseAccess(
                file: file, holders: try CaseHolder.all(connection, facts, at: viewer.at),
                restrictions: try CaseRule.restrictions(connection, id), bars: isOwner ? try CaseRule.bars(connection, id) : [],
                marking: try CaseRule.marking(connection, id, file.person.marking), isOwner: isOwner,
                unmaskings: isOwner ? try CaseUnmasking.latest(connection, id) : [])
        }
    }
}

extension CaseHolder {
    static func all(_ connection: any Connection, _ facts: CaseFacts, at now: Instant) throws -> [CaseHolder] {
        try Officers.here(connection, at: now).compactMap { officer in
            guard AccessPolicy.sight(officer, facts, at: now).isOpen else { return nil }
            var byRight = facts
            byRight.grants = []
            if AccessPolicy.sight(officer, byRight, at: now).isOpen {
                return CaseHolder(officer: officer, until: nil, ground: nil)
            }
            let grants = facts.grants.filter { AccessPolicy.opens($0, to: officer, facts.restriction, at: now) }
            let last = grants.max { $0.until < $1.until }
            return CaseHolder(officer: officer, until: last?.until, ground: last?.ground)
        }
    }
}

extension CaseRule {
    static func restrictions(_ connection: any Connection, _ person: Int64) throws -> [CaseRule] {
        try connection.query(
            """
            SELECT r.id, r.shown, r.reason, r.made_at, COALESCE(o.name, '') AS made_by FROM case_restriction r
            LEFT JOIN officer o ON o.id = r.made_by
            WHERE r.person_id = \(person) AND r.ended_at IS NULL ORDER BY r.id DESC
            """
        ).map { try restriction(connection, $0) }
    }

    private static func restriction(_ connection: any Connection, _ row: Row) throws -> CaseRule {
        let shown: CaseRestriction.Shown = try row.get("shown")
        let id: Int64 = try row.get("id")
        let names: [String] = try connection.query(
            """
            SELECT o.name FROM case_restriction_officer c JOIN officer o ON o.id = c.officer_id
            WHERE c.restriction_id = \(id) ORDER BY o.name
            """
        ).map { try $0.get("name") }
        return try CaseRule(row, what: shown.name, officers: names)
    }

    static func bars(_ connection: any Connection, _ person: Int64) throws -> [CaseRule] {
        try connection.query(
            """
            SELECT b.id, b.kind, b.reason, b.made_at, COALESCE(m.name, '') AS made_by, COALESCE(o.name, '') AS name
            FROM case_bar b LEFT JOIN officer o ON o.id = b.officer_id LEFT JOIN officer m ON m.id = b.made_by
            WHERE b.person_id = \(person) AND b.ended_at IS NULL ORDER BY b.id
            """
        ).map { row in
            try CaseRule(row, what: row.get("kind", as: BarKind.self).name, officers: [row.get("name")])
        }
    }

    static func marking(_ connection: any Connection, _ person: Int64, _ line: MarkingLine) throws -> CaseRule? {
        try connection.first(
            """
            SELECT k.id, k.reason, k.made_at, COALESCE(o.name, '') AS made_by FROM case_marking k
            LEFT JOIN officer o ON o.id = k.made_by
            WHERE k.person_id = \(person) AND k.ended_at IS NULL ORDER BY k.id DESC LIMIT 1
            """
        ).map { try CaseRule($0, what: Text(same: line.words), officers: []) }
    }

    private init(_ row: Row, what: Text, officers: [String]) throws {
        self.init(
            id: try row.get("id"), what: what, officers: officers, reason: try row.get("reason"),
            madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
    }
}

extension CaseRestriction.Shown {
    var name: Text {
        switch self {
        case .closed:
            Text(
                en: "Others see its number and whom to ask", cy: "Bydd eraill yn gweld ei rif, a phwy y dylid gofyn iddynt")
        case .hidden: Text(en: "For others it does not exist", cy: "I eraill nid yw’n bodoli")
        }
    }
}

extension BarKind {
    var name: Text {
        switch self {
        case .excluded: Text(en: "Excluded by the owner of the case", cy: "Wedi’i eithrio gan berchennog yr achos")
        case .relation: Text(en: "Knows the person", cy: "Yn adnabod y person")
        }
    }
}
