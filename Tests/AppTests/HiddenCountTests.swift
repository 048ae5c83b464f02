import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Whoever is hidden from an officer is in no number either (ASVS 8.2.2; S-AUTHZ-2)")
struct HiddenCountTests {
    private static let engines = [Engine.memory, .postgres].filter { Engine.available.contains($0) }

    private enum State: String, CaseIterable {
        case closed, hidden, barred
    }

    private func set(_ state: State, _ person: Int64, for officer: Int64, _ world: World) async throws {
        let (now, carys) = (world.clock.now, try world.officer(.carys).id)
        try await world.site.database.write { connection in
            if state == .barred {
                try connection.execute(
                    """
                    INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                    VALUES (\(person), \(person), \(officer), 'excluded', '', \(carys), \(now))
                    """)
                return
            }
            let id = try connection.insertReturningID(
                """
                INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
                VALUES (\(person), \(person), \(state.rawValue), '', \(carys), \(now)) RETURNING id
                """)
            try connection.execute("INSERT INTO case_restriction_officer (restriction_id, officer_id) VALUES (\(id), \(carys))")
            try PersonRefresh.refresh(connection, [person])
        }
    }

    @Test("How many a panel's list withholds", arguments: engines)
    func panel(_ engine: Engine) async throws {
        for state in State.allCases {
            try await GwentPeople.visit(engine) { world, people, client in
                let nia = try await world.browser(client, as: .nia)
                #expect(try await nia.get("/panels/W15000002").html.contains("3 more people"))
                try await set(state, people.dafydd, for: try world.officer(.nia).id, world)
                let words = state == .closed ? "3 more people" : "2 more people"
                #expect(try await nia.get("/panels/W15000002").html.contains(words), "\(state)")
            }
        }
    }

    @Test("How many questions about records are elsewhere", arguments: engines)
    func reviews(_ engine: Engine) async throws {
        for state in State.allCases {
            try await GwentPeople.visit(engine) { world, people, client in
                let (gwen, officer) = try await world.join(client, "gwen", .coordinator, "gwent-police")
                let carys = try await world.browser(client, as: .carys)
                let path = "/reviews/\(people.review)"
                #expect(try await gwen.get("/reviews").html.contains(path))
                try await set(state, people.dafydd, for: officer.id, world)
                let page = try await gwen.get("/reviews").html
                #expect(!page.contains(path) && page.contains("class=\"withheld\"") == (state == .closed), "\(state)")
                let theirs = try await carys.get("/reviews").html
                #expect(theirs.contains(path) && !theirs.contains("class=\"withheld\""), "\(state)")
            }
        }
    }
}
