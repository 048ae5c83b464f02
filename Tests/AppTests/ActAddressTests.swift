import HTTPTypes
import Testing

@testable import App

@Suite("Addresses that only take forms")
struct ActAddressTests {
    @Test(
        "As pages they lead back to what they act on; others say that they take forms only",
        arguments: [
            ("/reviews/7/decision", "/reviews/7"), ("/imports/7/run", "/imports/7"), ("/account/password", "/account"),
            ("/sign-out", "/"), ("/session/extend", nil), ("/accounts/7/closure", "/accounts/7"),
            ("/panels/W15000002/people/7/decision", "/panels/W15000002/people/7"),
        ] as [(String, String?)])
    func ways(address: String, page: String?) async throws {
        try await World.visit { world, client in
            let answer = try await world.browser(client).get(address)
            #expect(answer.status == (page == nil ? .methodNotAllowed : .seeOther))
            #expect(answer.location == page)
        }
    }
}
