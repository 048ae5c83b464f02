import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// A case in one of the states that the policy knows, and the officers who ask for it.
private struct MatrixCase: Sendable {
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

/// What a page about one person asks of the policy: the printed table of routes.
private enum PersonRoute: CaseIterable {
    case overview, offences, records, timeline, api, access, relation, unmasking, restriction, lifting, exclusions, marking,
        glass

    func path(_ person: Int64) -> String {
        switch self {
        case .overview: "/people/\(person)"
        case .offences, .records, .timeline, .access, .relation, .restriction, .exclusions, .marking, .glass:
            "/people/\(person)/\(self)"
        case .api: "/api/people/\(person)"
        case .unmasking: "/people/\(person)/unmasking?part=health"
        case .lifting: "/people/\(person)/restriction/end"
        }
    }

    /// What the policy table says the answer is.
    func status(
        _ officer: Officer, _ facts: CaseFacts, of officers: [Officer], at now: Instant
    ) -> HTTPResponse.Status {
        let sight = AccessPolicy.sight(officer, facts, at: now)
        var byRight = facts
        byRight.grants = []
        switch self {
        case .overview, .offences, .records, .timeline:
            return sight.isOpen ? .ok : sight == .closed ? .forbidden : .notFound
        case .api, .relation, .unmasking: return sight.isOpen ? .ok : .notFound
        case .access:
            guard case .open(let parts) = sight else { return .notFound }
            return officer.role.worksWithCases && parts.isOpen(.staff) ? .ok : .notFound
        case .lifting where AccessPolicy.mayLift(officer, facts, of: officers): return .ok
        case .restriction, .lifting, .exclusions, .marking:
            let owns = officer.role == .coordinator && AccessPolicy.sight(officer, byRight, at: now).isOpen
            return owns ? .ok : .notFound
        case .glass:
            let isBroken = facts.grants.contains { $0.ground == .glass && $0.isHeld(by: officer) }
            return officer.role.worksWithCases && (isBroken || AccessPolicy.mayBreakGlass(officer, facts, at: now))
                ? .ok : .notFound
        }
    }
}

@Suite(
    "Every page of a person against the policy: roles × agencies × areas × states × routes (ASVS 8.2, 8.4.1; S-AUTHZ-1, S-AUTHZ-2)"
)
struct RouteMatrixTests {
    @Test(arguments: [Engine.memory, .postgres].filter { Engine.available.contains($0) })
    func agrees(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let officers = try await Self.officers(world)
            let cases = try await Self.cases(world, officers)
            var (cells, differences): (Int, [String]) = (0, [])
            for (officer, cookie) in officers {
                let browser = Browser(client)
                browser.accept(cookie)
                let nobody = Self.said(try await browser.get("/people/999999").html)
                for (item, person, facts) in cases {
                    for route in PersonRoute.allCases {
                        let expected = route.status(officer, facts, of: officers.map(\.0), at: world.clock.now)
                        let seen = try await browser.get(route.path(person))
                        let leaks = expected == .notFound && route != .api && Self.said(seen.html) != nobody
                        if seen.status != expected || leaks {
                            differences.append(
                                "\(officer.username) \(item.name) \(route): \(seen.status) not \(expected)\(leaks ? ", leaks" : "")"
                            )
                        }
                        cells += 1
                    }
                }
            }
            #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(12))")
            #expect(cells >= 5000, "\(cells)")
        }
    }

    /// The page without what is of the request.
    private static func said(_ html: String) -> String {
        html.components("<main").last?.components("Reference").first ?? ""
    }

    private static func officers(_ world: World) async throws -> [(Officer, String)] {
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

    private static func cases(
        _ world: World, _ officers: [(Officer, String)]
    ) async throws -> [(MatrixCase, Int64, CaseFacts)] {
        let now = world.clock.now
        let numbers = Dictionary(uniqueKeysWithValues: officers.map { ($0.0.username, $0.0.id) })
        return try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            var made: [(MatrixCase, Int64, CaseFacts)] = []
            for (index, item) in MatrixCase.all.enumerated() {
                let person = try all.person()
                for agency in item.reach.agencies.sorted() {
                    try all.record(
                        .init(
                            agency: agency, kind: agency == "probation" ? "probation" : "nominal",
                            reference: "M\(index)-\(agency)", family: "Matrix", given: "Case",
                            area: item.reach.areas.first ?? .wales,
                            person: person))
                }
                var facts = CaseFacts(reach: item.reach)
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
                            ?? .agency(holder), ground: ground, parts: [.plan, .risk],
                        from: now, until: now.adding(seconds: 600))
                    facts.grants = [grant]
                    try insert(connection, grant, person, numbers[holder], now)
                }
                made.append((item, person, facts))
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
