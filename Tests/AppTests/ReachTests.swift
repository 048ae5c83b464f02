import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The access rule in SQL is the access rule of Domain")
struct ReachTests {
    /// The conditions that pages use: for a list in order, for a count, for a search by words.
    @Test(arguments: Engine.available)
    func agrees(engine: Engine) async throws {
        let reaches = ReachMatrix.reaches
        try await engine.with(carfanSchema) { database in
            try await database.write { try ReachTests.fill($0, reaches) }
            let differences = try await database.read { connection in
                try ReachMatrix.officers.filter { officer in
                    let viewer = Viewer(officer, at: World.start)
                    let ruled = reaches.indices.filter { Access.mayOpen(officer, reaches[$0]) }.map { Int64($0 + 1) }
                    return try connection.pipeline([
                        "SELECT p.id FROM person p WHERE \(PeopleAccess.opens(viewer)) ORDER BY p.id",
                        "SELECT p.id FROM person p WHERE \(PeopleAccess.opensAny(viewer)) ORDER BY p.id",
                        """
                        SELECT w.person_id AS id FROM person_word w WHERE w.word = 'matrix' AND \(PeopleAccess.opensWord(viewer))
                        ORDER BY w.person_id
                        """,
                    ]).contains { rows in try rows.map { try $0.get("id", as: Int64.self) } != ruled }
                }
            }
            #expect(differences.isEmpty, "\(differences.prefix(3))")
        }
    }

    @Test(arguments: Engine.available)
    func ofThoseWhoAudit(engine: Engine) async throws {
        let reaches = ReachMatrix.reaches
        try await engine.with(carfanSchema) { database in
            try await database.write { try ReachTests.fill($0, reaches) }
            let (differences, audited) = try await database.read { connection in
                var (differences, audited): ([Officer], Int) = ([], 0)
                for officer in ReachMatrix.officers {
                    let ruled = reaches.indices.filter { Access.mayAudit(officer, reaches[$0]) }.map { Int64($0 + 1) }
                    let found = try connection.numbers(
                        "SELECT p.id FROM person p WHERE \(PeopleAccess.audits(officer)) ORDER BY p.id")
                    if found != ruled { differences.append(officer) }
                    audited += found.count
                }
                return (differences, audited)
            }
            #expect(differences.isEmpty && audited > 1000, "\(differences.prefix(3))")
        }
    }

    @Test("Writers who meet the same new sets at one moment give them the same numbers", arguments: Engine.available)
    func atOnce(engine: Engine) async throws {
        let sets: Set<String> = ["W15000002/coordinators W15000002/gwent-police", "W92000004/coordinators"]
        try await engine.with(carfanSchema) { database in
            let found = try await withThrowingTaskGroup(of: [String: Int64].self) { group in
                for _ in 0..<8 { group.addTask { try await database.write { try Reach.numbers($0, of: sets) } } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(found.count == 8 && Set(found).count == 1 && found.first?.count == 2)
            let rows = try await database.read { connection in
                (
                    try connection.query("SELECT id FROM reach").count,
                    try connection.query("SELECT token FROM reach_token").count
                )
            }
            #expect(rows == (2, 3))
            #expect(try await database.write { try Reach.numbers($0, of: sets) } == found.first)
        }
    }

    /// One person for each case; their number is the case's place in the list.
    private static func fill(_ connection: any Connection, _ reaches: [CaseReach]) throws {
        for (index, reach) in reaches.enumerated() {
            let (id, key) = (Int64(index + 1), "person \(index % 50)")
            let set = ReachToken.opening(reach).map(\.text).sorted().joined(separator: " ")
            let number = try Reach.numbers(connection, of: [set])[set]
            try connection.execute(
                """
                INSERT INTO person (id, family, given, sort_key, sort_key_cy, area, reach_id, created_at)
                VALUES (\(id), 'Matrix', 'Person', \(key), \(key), \(Area.gwent), \(number), \(World.start))
                """)
            try connection.execute(
                "INSERT INTO person_word (word, sort_key, person_id, reach_id) VALUES ('matrix', \(key), \(id), \(number))")
        }
    }
}
