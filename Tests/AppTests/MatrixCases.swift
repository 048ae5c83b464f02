import Domain
import Store

@testable import App

/// A case in one of the states that the policy knows, and the officers who ask for it.
struct MatrixCase: Sendable {
    let name: String
    let reach: CaseReach
    var shown: CaseRestriction.Shown?
    /// The user name of an officer who alone may open it, or who is barred.
    var onlyFor: String?
    var barred: String?
    var grant: (holder: String, ground: CaseGrant.Ground)?

    static let all: [MatrixCase] = {
        let gwent = CaseReach(areas: [.gwent], agencies: ["gwent-police"], enrolledIn: [])
        let both = CaseReach(areas: [.gwent], agencies: ["gwent-police", "probation"], enrolledIn: [])
        let away = CaseReach(areas: [.southWales], agencies: ["south-wales-police"], enrolledIn: [])
        return [
            MatrixCase(name: "own", reach: gwent), MatrixCase(name: "both", reach: both), MatrixCase(name: "away", reach: away),
            MatrixCase(name: "closed", reach: both, shown: .closed, onlyFor: "coordinator-gwent-police-gwent"),
            MatrixCase(name: "hidden", reach: both, shown: .hidden, onlyFor: "coordinator-gwent-police-gwent"),
            MatrixCase(name: "barred", reach: both, barred: "coordinator-gwent-police-gwent"),
            MatrixCase(name: "shared", reach: gwent, grant: ("newport-council", .share)),
            MatrixCase(name: "shared away", reach: away, grant: ("gwent-police", .share)),
            MatrixCase(name: "glass", reach: away, grant: ("police_offender_manager-gwent-police-gwent", .glass)),
            MatrixCase(name: "closed glass", reach: away, shown: .closed, grant: ("coordinator-gwent-police-gwent", .glass)),
        ]
    }()
}

extension CaseReach {
    fileprivate func enrolled(in area: Area) -> CaseReach {
        CaseReach(areas: areas, agencies: agencies, enrolledIn: [area])
    }
}

/// A case of the matrix as it was stored.
struct Placed: Sendable {
    let item: MatrixCase
    let person: Int64
    let facts: CaseFacts
    var things: CaseThings?
}

/// The officers and cases of the matrix.
enum MatrixWorld {
    /// Every role with every agency that it can belong to, in one area, in all of Wales, in another area; each with a session.
    static func officers(_ world: World) async throws -> [(Officer, String)] {
        var officers: [(Officer, String)] = []
        let now = world.clock.now
        for role in Role.allCases {
            for agency in ["gwent-police", "probation", "south-wales-police", "newport-council", "prison"] {
                guard Agency.find(agency).map({ role.agencyKinds.contains($0.kind) }) ?? false else { continue }
                for (word, areas) in [("gwent", [Area.gwent]), ("wales", [.wales]), ("south", [.southWales])] {
                    let username = "\(role.rawValue)-\(agency)-\(word)"
                    let codes = areas.map(\.rawValue).joined(separator: " ")
                    let (session, limits) = (NewSession(), SessionLimits(world.site.config))
                    let id = try await world.site.database.write { connection in
                        let id = try connection.insertReturningID(
                            """
                            INSERT INTO officer (username, name, agency, role, areas, created_at)
                            VALUES (\(username), \(username), \(agency), \(role), \(codes), \(now)) RETURNING id
                            """)
                        try SessionStore.begin(connection, session, officer: id, replacing: nil, limits, now, proven: now)
                        return id
                    }
                    officers.append(
                        (
                            Officer(id: id, username: username, name: username, agency: agency, role: role, areas: areas),
                            "\(Cookies.session(world.site.config))=\(session.token.text)"
                        ))
                }
            }
        }
        return officers
    }

    static func cases(
        _ world: World, _ officers: [(Officer, String)], _ items: [MatrixCase] = MatrixCase.all,
        with plant: (@Sendable (inout PeopleFixture, MatrixCase, Int64) throws -> CaseThings)? = nil
    ) async throws -> [Placed] {
        let now = world.clock.now
        let numbers = Dictionary(uniqueKeysWithValues: officers.map { ($0.0.username, $0.0.id) })
        return try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            var made: [Placed] = []
            for (index, item) in items.enumerated() {
                let person = try all.person()
                for agency in item.reach.agencies.sorted() {
                    try all.record(
                        .init(
                            agency: agency, kind: agency == "probation" ? "probation" : "nominal",
                            reference: "M\(index)-\(agency)", family: "Matrix", given: "Case",
                            area: item.reach.areas.first ?? .wales,
                            person: person))
                }
                let things = try plant?(&all, item, person)
                var facts = CaseFacts(reach: things.map { item.reach.enrolled(in: $0.area) } ?? item.reach)
                if let shown = item.shown {
                    let allowed = item.onlyFor.flatMap { numbers[$0] }
                    facts.restriction = CaseRestriction(allowed: Set([allowed].compactMap { $0 }), shown: shown)
                    try restrict(connection, person, shown, allowed, now)
                }
                if let barred = item.barred.flatMap({ numbers[$0] }) {
                    facts.barred = [barred]
                    try connection.execute(
                        """
                        INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                        VALUES (\(person), \(person), \(barred), 'excluded', '', 1, \(now))
                        """)
                }
                if let (holder, ground) = item.grant {
                    let grant = CaseGrant(
                        holder: officers.first { $0.0.username == holder }.map { .officer($0.0.id, of: $0.0.agency) }
                            ?? .agency(holder), ground: ground, parts: [.plan, .risk], from: now,
                        until: now.adding(seconds: 600))
                    facts.grants = [grant]
                    try insert(connection, grant, person, numbers[holder], now)
                }
                made.append(Placed(item: item, person: person, facts: facts, things: things))
            }
            try all.finish()
            return made
        }
    }

    private static func restrict(
        _ connection: any Connection, _ person: Int64, _ shown: CaseRestriction.Shown, _ allowed: Int64?, _ now: Instant
    ) throws {
        let id = try connection.insertReturningID(
            """
            INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
            VALUES (\(person), \(person), \(shown), '', 1, \(now)) RETURNING id
            """)
        if let allowed {
            try connection.execute(
                "INSERT INTO case_restriction_officer (restriction_id, officer_id) VALUES (\(id), \(allowed))")
        }
    }

    private static func insert(
        _ connection: any Connection, _ grant: CaseGrant, _ person: Int64, _ officer: Int64?, _ now: Instant
    ) throws {
        let maker = Officer(id: officer ?? 1, username: "", name: "", agency: "", role: .coordinator, areas: [])
        var ground: Int64?
        if grant.ground == .glass, let officer {
            ground = try connection.insertReturningID(
                """
                INSERT INTO glass_break (person_id, entered_for, officer_id, reason_code, reason, made_at, until_at)
                VALUES (\(person), \(person), \(officer), 'missing', '', \(now), \(grant.until)) RETURNING id
                """)
        }
        var act = CaseAct()
        try act.granted(connection, grant, of: person, from: ground, reason: "", by: maker, at: now)
    }
}
