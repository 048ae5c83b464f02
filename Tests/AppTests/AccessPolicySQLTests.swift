import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The access policy in SQL is the access policy of Domain: officers, restrictions, bars, grants, moments")
struct AccessPolicySQLTests {
    private struct Cell: Hashable {
        let officer: Officer
        let found: [Int64]
        let ruled: [Int64]
    }

    @Test(arguments: Engine.available)
    func agrees(engine: Engine) async throws {
        let (cases, now) = (PolicyMatrix.cases, PolicyMatrix.now)
        try await engine.with(carfanSchema) { database in
            try await database.write { try AccessPolicySQLTests.fill($0, cases) }
            let (differences, cells) = try await database.read { connection in
                var (differences, cells): ([Cell], Int) = ([], 0)
                for officer in PolicyMatrix.officers {
                    let sights = cases.map { AccessPolicy.sight(officer, $0, at: now) }
                    let opened = sights.indices.filter { sights[$0].isOpen }.map { Int64($0 + 1) }
                    let closed = sights.indices.filter { sights[$0] == .closed }.map { Int64($0 + 1) }
                    let viewer = Viewer(officer, at: now)
                    let answers = try AccessPolicySQLTests.queries(viewer).map { try connection.numbers($0) }
                    let looked = cases.indices.filter { LookAccess.maySee(officer, cases[$0], at: now) }.map { Int64($0 + 1) }
                    let existing = cases.indices.filter { !cases[$0].hides(from: officer) }.map { Int64($0 + 1) }
                    for (found, ruled) in zip(answers, [opened, opened, opened, closed, looked, existing]) where found != ruled
                    {
                        differences.append(Cell(officer: officer, found: found, ruled: ruled))
                    }
                    let parts = try CaseSights.of(connection, viewer, opened)
                    for id in opened where sights[Int(id) - 1] != parts[id].map(CaseSight.open) {
                        differences.append(Cell(officer: officer, found: [id], ruled: []))
                    }
                    cells += cases.count
                }
                return (differences, cells)
            }
            #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(2))")
            #expect(cells > 150_000)
        }
    }

    @Test("What the session knows of an officer leaves out no bar and no grant", arguments: Engine.available)
    func withoutLooking(engine: Engine) async throws {
        let now = PolicyMatrix.now
        let cases = PolicyMatrix.cases.filter { $0.barred.isEmpty && $0.grants.isEmpty }
        try await engine.with(carfanSchema) { database in
            try await database.write { try AccessPolicySQLTests.fill($0, cases) }
            let differences = try await database.read { connection in
                try PolicyMatrix.officers.filter { officer in
                    let queries = try [Viewer(officer, at: now), Viewer(officer, at: now, isBarred: false, isGranted: false)]
                        .map { try AccessPolicySQLTests.queries($0).map { try connection.numbers($0) } }
                    return queries[0] != queries[1]
                }
            }
            #expect(differences.isEmpty, "\(differences.prefix(3))")
        }
    }

    @Test(
        "Membership of a scheme opens a case from the panel’s decision on, in SQL as in Domain",
        arguments: [
            (EnrolmentState.proposed, false), (.deferred, true), (.adopted, true), (.active, true), (.declined, false),
            (.exited, false),
        ])
    func enrolled(_ state: EnrolmentState, _ opens: Bool) async throws {
        let officer = Officer(
            id: 9, username: "nia", name: "Nia", agency: "probation", role: .probationPractitioner, areas: [.gwent])
        let now = PolicyMatrix.now
        for engine in Engine.available {
            try await engine.with(carfanSchema) { database in
                try await database.write { connection in
                    _ = try CaseThings.round(connection, now)
                    var all = PeopleFixture(connection, at: now)
                    let person = try all.person()
                    try all.record(
                        .init(
                            agency: "gwent-police", kind: "nominal", reference: "M1", family: "Matrix", given: "Case",
                            area: .gwent, person: person))
                    try all.enrolled(person, rag: "red")
                    try connection.execute("UPDATE enrolment SET state = \(state.rawValue)")
                    try all.finish()
                    let facts = try CaseFacts.of(person, connection, at: now)
                    #expect(AccessPolicy.sight(officer, facts, at: now).isOpen == opens, "\(engine)")
                    #expect(try CaseStore.isOpen(connection, Viewer(officer, at: now), person) == opens, "\(engine)")
                }
            }
        }
    }

    /// The conditions of lists in order, of counts, of searches by words, and of what is shown closed.
    private static func queries(_ viewer: Viewer) -> [SQL] {
        [
            "SELECT p.id FROM person p WHERE \(PeopleAccess.opens(viewer)) ORDER BY p.id",
            "SELECT p.id FROM person p WHERE \(PeopleAccess.opensAny(viewer)) ORDER BY p.id",
            """
            SELECT w.person_id FROM person_word w WHERE w.word = 'matrix' AND \(PeopleAccess.opensWord(viewer))
            ORDER BY w.person_id
            """,
            "SELECT p.id FROM person p WHERE \(PeopleAccess.closed(viewer)) ORDER BY p.id",
            "SELECT p.id FROM person p WHERE \(LookAccess.sees(viewer.officer)) ORDER BY p.id",
            "SELECT p.id FROM person p WHERE \(PeopleAccess.exists(viewer, "p.id")) ORDER BY p.id",
        ]
    }

    private static func fill(_ connection: any Connection, _ cases: [CaseFacts]) throws {
        for (index, facts) in cases.enumerated() {
            let (id, key) = (Int64(index + 1), "person \(index % 50)")
            let opening = ReachToken.opening(facts.reach)
            let tokens = facts.restriction.map { ReachToken.restricting(opening, to: $0.allowed) } ?? opening
            let set = tokens.map(\.text).sorted().joined(separator: " ")
            let closed = facts.restriction?.shown == .closed ? opening.map(\.text).sorted().joined(separator: " ") : nil
            let numbers = try Reach.numbers(connection, of: Set([set, closed].compactMap { $0 }))
            try connection.execute(
                """
                INSERT INTO person (id, family, given, sort_key, sort_key_cy, area, reach_id, closed_reach_id, created_at)
                VALUES (\(id), 'Matrix', 'Person', \(key), \(key), \(Area.gwent), \(numbers[set]),
                  \(closed.flatMap { numbers[$0] }), \(PolicyMatrix.now))
                """)
            try connection.execute(
                """
                INSERT INTO person_word (word, sort_key, person_id, reach_id) VALUES ('matrix', \(key), \(id), \(numbers[set]))
                """)
            if let restriction = facts.restriction { try insert(connection, restriction, id) }
            for officer in facts.barred {
                try connection.execute(
                    """
                    INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                    VALUES (\(id), \(id), \(officer), 'excluded', '', 7, \(PolicyMatrix.now))
                    """)
            }
            for grant in facts.grants { try insert(connection, grant, id) }
        }
    }

    private static func insert(_ connection: any Connection, _ grant: CaseGrant, _ person: Int64) throws {
        let maker = Officer(id: 7, username: "m", name: "M", agency: "", role: .coordinator, areas: [])
        var act = CaseAct()
        try act.granted(connection, grant, of: person, from: nil, reason: "", by: maker, at: grant.from)
    }

    private static func insert(_ connection: any Connection, _ restriction: CaseRestriction, _ person: Int64) throws {
        let id = try connection.insertReturningID(
            """
            INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
            VALUES (\(person), \(person), \(restriction.shown), '', 7, \(PolicyMatrix.now)) RETURNING id
            """)
        try connection.insert(
            into: "case_restriction_officer", ["restriction_id", "officer_id"],
            restriction.allowed.sorted().map { [id.stored, $0.stored] })
    }
}
