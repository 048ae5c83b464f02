import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Guessing many accounts from one address, and from many (S-AUTH-3; ASVS 5.0.0 6.3.1)")
struct SignInSourceTests {
    private static let config: Config = {
        var config = World.config
        config.clientAddress = .forwarded
        return config
    }()

    /// Wrong attempts on accounts of as many names.
    private func guess(_ count: Int, from address: (Int) -> String, _ world: World, _ client: any TestClientProtocol)
        async throws
    {
        let browser = try await world.browser(client)
        _ = try await browser.get("/sign-in")
        for number in 0..<count {
            browser.forwardedFor = address(number)
            _ = try await browser.post("/sign-in", ["username": "guess-\(number)", "password": "wrong kestrel"])
        }
    }

    private func opens(_ address: String?, _ world: World, _ client: any TestClientProtocol) async throws -> Bool {
        let browser = try await world.browser(client)
        browser.forwardedFor = address
        return try await browser.signIn("carys", World.password).status == .seeOther
    }

    @Test("One address: closed at thirty for the rest of a quarter of an hour, others stay open", arguments: Engine.available)
    func address(engine: Engine) async throws {
        try await World.visit(engine, config: Self.config) { world, client in
            try await world.setPassword(.carys)
            try await guess(29, from: { _ in "192.0.2.7" }, world, client)
            #expect(try await opens("192.0.2.7", world, client))
            try await guess(1, from: { _ in "198.51.100.1, 192.0.2.7" }, world, client)
            #expect(try await !opens("192.0.2.7", world, client))
            for other in ["192.0.2.8", nil] { #expect(try await opens(other, world, client)) }
            #expect(try await world.securityReasons().count { $0 == "address-closed" } == 1)
            world.clock.move(seconds: 899)
            #expect(try await !opens("192.0.2.7", world, client))
            world.clock.move(seconds: 1)
            #expect(try await opens("192.0.2.7", world, client))
        }
    }

    @Test("From everywhere: at three hundred whoever has been wrong waits; the right password at once still opens")
    func all() async throws {
        try await World.visit(config: Self.config) { world, client in
            try await world.setPassword(.carys)
            try await guess(300, from: { "2001:db8:0:\(String($0, radix: 16))::1" }, world, client)
            #expect(try await opens("192.0.2.7", world, client))
            #expect(try await !opens("2001:db8:0:7::1", world, client))
            #expect(try await world.securityReasons().count { $0 == "many-refused" } == 1)
            let browser = try await world.browser(client)
            browser.forwardedFor = "192.0.2.9"
            #expect(try await browser.signIn("carys", "wrong kestrel").status == .unauthorized)
            #expect(try await !opens("192.0.2.9", world, client))
            // Where it comes from is not known: what has been wrong is the account.
            #expect(try await !opens(nil, world, client))
            #expect(try await opens("192.0.2.10", world, client))
            world.clock.move(seconds: 900)
            #expect(try await opens("2001:db8:0:7::1", world, client))
        }
    }

    @Test("The answer is the one for a wrong password, and nothing is counted for the account")
    func oneAnswer() async throws {
        try await World.visit(config: Self.config) { world, client in
            try await world.setPassword(.carys)
            let other = try await world.browser(client)
            other.forwardedFor = "192.0.2.8"
            let wrong = try await other.signIn("carys", "wrong kestrel").anonymous("carys", other)
            try await guess(30, from: { _ in "192.0.2.7" }, world, client)
            let browser = try await world.browser(client)
            browser.forwardedFor = "192.0.2.7"
            #expect(try await browser.signIn("carys", World.password).anonymous("carys", browser) == wrong)
            #expect(try await world.failures("carys") == 1)
        }
    }

    @Test(
        "What is counted as one address",
        arguments: [
            ("192.0.2.7", "192.0.2.7"), ("127.0.0.1", nil), ("127.9.9.9", nil), ("::1", nil), ("::ffff:192.0.2.7", "192.0.2.7"),
            ("::ffff:127.0.0.1", nil), ("2001:db8:1:2:3:4:5:6", "20010db800010002"), ("2001:db8:1:2::9", "20010db800010002"),
            ("unknown", nil), ("", nil), ("192.0.2.7:5000", nil),
        ] as [(String, String?)])
    func counted(text: String, address: String?) {
        #expect(ClientAddress.counted(text) == address)
    }

    @Test("By the connection what a browser says of itself counts nothing")
    func notAsked() async throws {
        try await World.visit { world, client in
            try await world.setPassword(.carys)
            try await guess(40, from: { _ in "192.0.2.7" }, world, client)
            #expect(try await opens("192.0.2.7", world, client))
        }
    }

    @Test("A thousand guesses of one password: at most ten are looked at, second by second", arguments: Engine.available)
    func thousand(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await world.setPassword(.dewi)
            let browser = try await world.browser(client)
            _ = try await browser.get("/sign-in")
            for _ in 0..<1000 {
                _ = try await browser.post("/sign-in", ["username": "dewi", "password": "wrong kestrel"])
                world.clock.move(seconds: 1)
            }
            #expect((5...10).contains(try await world.failures("dewi")))
            #expect(try await browser.signIn("dewi", World.password).status == .unauthorized)
        }
    }
}
