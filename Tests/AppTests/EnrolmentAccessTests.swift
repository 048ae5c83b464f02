import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A panel’s decision opens a case to police and probation of its area, and closes it again")
struct EnrolmentAccessTests {
    /// Nia is of probation, which holds no record of Rhodri: only an enrolment opens his case to her.
    @Test("Each state as Domain has it, in SQL and on the page", arguments: Engine.available)
    func states(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let nia = try await world.browser(client, as: .nia)
            let stranger = try await world.stranger(client, .probationPractitioner, "probation", [.southWales])
            #expect(try await nia.get("/people/\(people.rhodri)").status == .notFound, "proposed by a round alone")
            #expect(try await world.decide(carys, people.rhodri, DecisionTests.adopting()).status == .seeOther)
            let opening: Set<EnrolmentState> = [.deferred, .adopted, .active]
            for state in EnrolmentState.allCases {
                try await world.site.database.write { connection in
                    try connection.execute("UPDATE enrolment SET state = \(state.rawValue) WHERE person_id = \(people.rhodri)")
                    try PersonRefresh.refresh(connection, [people.rhodri])
                }
                let seen = try await nia.get("/people/\(people.rhodri)")
                #expect(seen.status == (opening.contains(state) ? .ok : .notFound), "\(state)")
                #expect(try await stranger.get("/people/\(people.rhodri)").status == .notFound)
                let page = try await carys.get("/people/\(people.rhodri)/access")
                #expect(page.html.contains("Nia Bowen") == opening.contains(state), "\(state)")
                #expect(page.html.contains("A proposal that nobody has decided, a refusal and an ended enrolment open nothing"))
            }
        }
    }

    @Test("A refusal closes what a deferral opened, and says so to who recorded it")
    func declined() async throws {
        try await CohortPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let nia = try await world.browser(client, as: .nia)
            let until = ["outcome": "defer", "defer_until-day": "4", "defer_until-month": "3", "defer_until-year": "2026"]
            _ = try await world.decide(carys, people.rhodri, DecisionTests.adopting(until))
            #expect(try await nia.get("/people/\(people.rhodri)").status == .ok)
            let sent = try await world.decide(nia, people.rhodri, DecisionTests.adopting(["outcome": "decline"]))
            #expect(sent.status == .seeOther && sent.location == "/panels/W15000002?done=closed")
            #expect(try await nia.get(sent.location ?? "").html.contains("It is recorded."))
            #expect(try await nia.get("/people/\(people.rhodri)").status == .notFound)
        }
    }

    @Test("So does an exit")
    func exited() async throws {
        try await CohortPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let nia = try await world.browser(client, as: .nia)
            _ = try await world.decide(carys, people.rhodri, DecisionTests.adopting())
            let id = try #require(try await world.enrolment(people.rhodri).0?.id)
            let version = try #require(try await nia.get("/enrolments/\(id)/exit").value("version"))
            let sent = try await nia.post("/enrolments/\(id)/exit", [("version", version)] + EnrolmentTests.exit)
            #expect(sent.status == .seeOther && sent.location == "/panels/W15000002?done=closed")
            #expect(try await nia.get("/enrolments/\(id)").status == .notFound)
            #expect(try await carys.get("/enrolments/\(id)").status == .ok)
        }
    }
}
