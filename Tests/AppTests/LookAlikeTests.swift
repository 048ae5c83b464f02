import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Whom a person must not be confused with stands on both cases, and tells nothing of a hidden one")
struct LookAlikeTests {
    private static func visit(
        _ engine: Engine, _ body: @Sendable @escaping (World, GwentPeople, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            _ = try await world.review(carys, people.review, "different", "Two men")
            try await body(world, people, client)
        }
    }

    @Test(arguments: Engine.available)
    func both(_ engine: Engine) async throws {
        try await Self.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            for (one, other, name) in [
                (people.dafydd, people.llywelyn, "Gwilym Llewellyn"), (people.llywelyn, people.dafydd, "Dafydd ap Rhys"),
            ] {
                for part in ["", "/offences", "/records", "/timeline"] {
                    let page = try await carys.get("/people/\(one)\(part)")
                    #expect(page.html.contains("<a href=\"/people/\(other)\">case \(other)</a>: \(name)"), "\(part)")
                    #expect(Markup.problems(html: Array(page.html.utf8)) == [])
                    let entry = try #require(try await world.casework().last)
                    #expect(entry.subjects.sorted() == [people.dafydd, people.llywelyn].sorted())
                }
            }
            carys.language = "cy"
            #expect(try await carys.get("/people/\(people.dafydd)").html.contains("Ni ddylid drysu’r person hwn"))
            #expect(try await !carys.get("/people/\(people.sian)").html.contains("Pobl debyg"))
        }
    }

    @Test("Of another area: that there is one; hidden or barred: nothing at all", arguments: Engine.available)
    func closed(_ engine: Engine) async throws {
        for (state, says) in [("elsewhere", true), ("closed", true), ("hidden", false), ("barred", false)] {
            try await Self.visit(engine) { world, people, client in
                let (now, carys) = (world.clock.now, try world.officer(.carys).id)
                let (gwen, officer) = try await world.join(client, "gwen", .coordinator, "gwent-police")
                let barred = officer.id
                try await world.site.database.write { connection in
                    switch state {
                    case "elsewhere":
                        try connection.execute(
                            "UPDATE record SET area = 'W15000003', agency = 'south-wales-police' WHERE reference = 'G1000003'")
                    case "barred":
                        try connection.execute(
                            """
                            INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                            VALUES (\(people.llywelyn), \(people.llywelyn), \(barred), 'excluded', '', \(carys), \(now))
                            """)
                    default:
                        let id = try connection.insertReturningID(
                            """
                            INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
                            VALUES (\(people.llywelyn), \(people.llywelyn), \(state), '', \(carys), \(now)) RETURNING id
                            """)
                        try connection.execute(
                            "INSERT INTO case_restriction_officer (restriction_id, officer_id) VALUES (\(id), \(carys))")
                    }
                    try PersonRefresh.refresh(connection, [people.llywelyn])
                }
                let page = try await gwen.get("/people/\(people.dafydd)")
                #expect(
                    page.status == .ok && page.html.contains("a look-alike whose case is not open to you") == says, "\(state)")
                #expect(!page.html.contains("Gwilym") && !page.html.contains("/people/\(people.llywelyn)\""), "\(state)")
                #expect(page.html.contains("Look-alikes") == says)
                #expect(try await world.casework().last?.subjects == [people.dafydd])
            }
        }
    }
}
