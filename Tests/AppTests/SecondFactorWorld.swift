import Domain
import HummingbirdTesting
import Store
import Support

@testable import App

extension World {
    /// A world in which a password alone opens nothing.
    static func visitWithSecondFactor<T: Sendable>(
        _ engine: Engine = .memory, adding routes: @Sendable (Site) -> [Route] = { _ in [] },
        _ body: @Sendable @escaping (World, any TestClientProtocol) async throws -> T
    ) async throws -> T {
        try await visit(engine, config: Config(), adding: routes, body)
    }

    /// The code that the app shows at this moment, or so many steps from it.
    func code(_ seed: FactorSeed, steps: Int64 = 0) -> String {
        seed.codes().code(step: TOTP.step(at: clock.now) + steps)
    }

    /// A code that the app does not show within the window.
    func wrongCode(_ seed: FactorSeed) -> String {
        let shown = (-2...2).map { code(seed, steps: $0) }
        return (0..<10).map { String(repeating: String($0), count: 6) }.first { !shown.contains($0) } ?? ""
    }

    /// Gives the officer the password of this world and a second step; its recovery codes are of the given first letters.
    func setSecondFactor(_ named: Named, codes: [String] = []) async throws -> FactorSeed {
        try await setPassword(named)
        let (officer, seed, now) = (try officer(named), FactorSeed.fresh(), clock.now)
        let sealed = try SecondFactor.seal(seed, officer, site)
        try await site.database.write { connection in
            try connection.execute(
                "UPDATE officer SET factor_seed = \(sealed), factor_step = 0, factor_set_at = \(now) WHERE id = \(officer.id)")
            try RecoveryCode.replace(connection, of: officer.id, with: codes)
        }
        return seed
    }

    func securityReasons() async throws -> [String] {
        try await journal().filter { $0.kind == .security }.map(\.reason)
    }

    /// How many recovery codes the officer has left.
    func recoveryCodes(_ named: Named) async throws -> Int {
        let id = try officer(named).id
        return try await site.database.read {
            try $0.value("SELECT COUNT(*) AS codes FROM recovery_code WHERE officer_id = \(id)") ?? 0
        }
    }
}

extension Seen {
    /// The seed that the page of setting up shows.
    var shownSeed: FactorSeed? {
        html.components("secret=").dropFirst().first.map { String($0.prefix { $0 != "&" }) }.flatMap(Base32.bytes)
            .map(FactorSeed.init(bytes:))
    }

    /// The recovery codes that the page shows.
    var shownCodes: [String] {
        html.components("<li><code>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }
}

extension Browser {
    /// The password, then the code: what the second answered.
    func signIn(_ username: String, _ password: String, code: String) async throws -> Seen {
        _ = try await signIn(username, password)
        return try await enter(code: code)
    }

    func enter(code: String = "", recovery: String = "") async throws -> Seen {
        try await post("/sign-in/code", ["code": code, "recovery-code": recovery])
    }
}
