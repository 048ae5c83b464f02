import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Proposals are explained as they were stored")
struct PanelStoredTests {
    @Test("Stored and read again, every proposal has the same explanation", arguments: Engine.available)
    func roundTrip(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await CohortPeople.make(world)
            let round = try await world.score()
            let offences = world.site.reference.offences
            try await world.site.database.read { connection in
                let slice = try RecordSlice(connection, after: 0, count: 100, previous: nil)
                #expect(slice.people.count == 8)
                for person in slice.people {
                    let made = Proposal(person.record, asOf: CohortPeople.asOf, settings: .shipped, offences: offences)
                    let row = try #require(
                        try connection.first(
                            """
                            SELECT \(StoredProposal.columns) FROM proposal s LEFT JOIN score k ON k.id = s.score_id
                            WHERE s.round_id = \(round) AND s.person_id = \(person.id)
                            """))
                    let read = try #require(try StoredProposal.read(row, settings: .shipped))
                    #expect(read == made)
                    #expect(
                        read.explained(settings: .shipped, offences: offences)
                            == made.explained(settings: .shipped, offences: offences))
                    #expect(read.score?.parts == made.score?.parts)
                }
            }
        }
    }

    @Test("What another program left there is not taken for facts")
    func unreadable() async throws {
        try await GwentPeople.visit { world, people, client in
            let seen = try await world.browser(client, as: .carys).get("/panels/W15000002/people/\(people.sian)")
            #expect(seen.status == .ok)
            #expect(seen.html.contains("The facts of this proposal were not kept"))
        }
    }
}
