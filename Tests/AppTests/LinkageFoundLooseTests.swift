import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A link that no longer holds, among what a full run would change")
struct LinkageFoundLooseTests {
    /// The twin's record stands linked to the person of G1, as if an earlier rule had done it.
    private func make(_ world: World) async throws {
        try await LinkageFoundWorld.make(world)
        try await world.site.database.write { connection in
            let person: Int64 = try connection.value("SELECT person_id FROM record WHERE reference = 'G1'") ?? 0
            try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = 'G3'")
            try connection.execute(
                """
                UPDATE record_link SET person_id = \(person), officer_id = 0
                WHERE record_id = (SELECT id FROM record WHERE reference = 'G3')
                """)
            try PersonRefresh.refresh(connection, [person])
        }
    }

    @Test("It is listed, looked at and put to review, and then says so", arguments: Engine.available)
    func asked(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await make(world)
            _ = try await LinkageFoundWorld.counted(world, client)
            let carys = try await world.browser(client, as: .carys)
            let (one, three) = (
                try await LinkageFoundWorld.number("G1", world), try await LinkageFoundWorld.number("G3", world)
            )
            let path = "/linkage/found/\(three)/\(one)"
            let list = try await carys.get("/linkage/found?kind=loose").html
            #expect(list.contains(path) && !list.contains("Put to review</"))
            #expect(try await carys.get(path).html.contains("would not do so today"))
            #expect(try await carys.post("\(path)/question", ["seen": "loose"]).status == .seeOther)
            #expect(try await carys.get("/linkage/found?kind=loose").html.contains("Put to review</"))
            #expect(try await carys.get(path).html.contains("Somebody is asked about these two"))
        }
    }

    @Test("A pair of two people never shows what is loose within one of them", arguments: Engine.available)
    func others(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await make(world)
            let (one, two) = try await LinkageFoundWorld.both(world)
            let now = world.clock.now
            try await world.site.database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO match_review (record_id, other_record_id, points, rule, explanation, state, made_at)
                    VALUES (\(two), \(one), 3, 'likely', '', 'open', \(now))
                    """)
            }
            let page = try await world.browser(client, as: .carys).get("/linkage/found/\(two)/\(one)").html
            #expect(page.contains("Somebody is asked about these two") && !page.contains("would not do so today"))
        }
    }
}
