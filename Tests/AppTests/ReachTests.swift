import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The access rule in SQL is the access rule of Domain")
struct ReachTests {
    @Test(arguments: Engine.available)
    func agrees(engine: Engine) async throws {
        let reaches = ReachMatrix.reaches
        try await engine.with(carfanSchema) { database in
            try await database.write { try ReachTests.fill($0, reaches) }
            let differences = try await database.read { connection in
                try ReachMatrix.officers.filter { officer in
                    let found: [Int64] = try connection.query(
                        """
                        SELECT p.id FROM person AS p WHERE \(Reach.condition(viewer: officer, set: "p.reach_id")) ORDER BY p.id
                        """
                    ).map { try $0.get("id") }
                    let ruled = reaches.indices.filter { Access.mayOpen(officer, reaches[$0]) }.map { Int64($0 + 1) }
                    return found != ruled
                }
            }
            #expect(differences.isEmpty, "\(differences.prefix(3))")
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
                INSERT INTO person (id, family, given, sort_key, area, reach_id, created_at)
                VALUES (\(id), 'Matrix', 'Person', \(key), \(Area.gwent), \(number), \(World.start))
                """)
        }
    }
}
