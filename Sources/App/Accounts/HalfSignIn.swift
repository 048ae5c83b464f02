import Domain
import Hummingbird
import Store

/// Somebody whose password was right and whose second step is still to come. It opens nothing else.
struct HalfSignIn: Sendable {
    /// How long one has for the second step.
    static let seconds: Int64 = 600

    let officer: Officer
    let language: Language?
    let token: [UInt8]
    /// The officer's factor; nil when there is none yet.
    let factor: Factor?
    /// The sealed seed that is offered to an officer without one.
    let newSeed: [UInt8]?

    /// A sealed seed, and the step of the last code that was accepted.
    struct Factor: Sendable {
        let seed: [UInt8]
        let step: Int64
    }

    /// Begins one in the caller's transaction; those past their time are forgotten.
    static func begin(
        _ connection: any Connection, _ token: OpaqueToken, officer: Int64, newSeed: [UInt8]?, _ now: Instant
    ) throws {
        try connection.execute("DELETE FROM half_sign_in WHERE begun_at <= \(now.adding(seconds: -seconds))")
        try connection.execute(
            """
            INSERT INTO half_sign_in (token_hash, officer_id, begun_at, new_seed)
            VALUES (\(token.hash), \(officer), \(now), \(newSeed))
            """)
    }

    /// The one whose token the browser has; nil when there is none or its time is over.
    static func find(_ visit: Visit, _ site: Site) async throws -> HalfSignIn? {
        let text = visit.request?.cookies[Cookies.half(site.config)]?.value
        return try await find(text.flatMap { OpaqueToken($0) }, site)
    }

    static func find(_ token: OpaqueToken?, _ site: Site) async throws -> HalfSignIn? {
        guard let token else { return nil }
        let (hash, since, today) = (token.hash, site.clock().adding(seconds: -seconds), site.today)
        let row = try await site.database.read { connection in
            try connection.first(
                """
                SELECT half_sign_in.new_seed, officer.id, officer.username, officer.name, officer.agency, officer.role,
                  officer.areas, officer.language, officer.factor_seed, officer.factor_step
                FROM half_sign_in JOIN officer ON officer.id = half_sign_in.officer_id
                WHERE half_sign_in.token_hash = \(hash) AND half_sign_in.begun_at > \(since) AND officer.disabled_at IS NULL
                  AND \(AccountLife.isHere(today))
                """)
        }
        return try row.map { try HalfSignIn($0, hash) }
    }

    private init(_ row: Row, _ token: [UInt8]) throws {
        newSeed = try row.get("new_seed")
        officer = try Officer(row)
        language = try row.get("language")
        self.token = token
        let (seed, step): ([UInt8]?, Int64?) = (try row.get("factor_seed"), try row.get("factor_step"))
        factor = seed.map { Factor(seed: $0, step: step ?? 0) }
    }

    /// Whether it was still there: of two who use it at once one is too late.
    static func end(_ connection: any Connection, _ half: HalfSignIn) throws -> Bool {
        try connection.changes("DELETE FROM half_sign_in WHERE token_hash = \(half.token)") == 1
    }

    static func endAll(_ connection: any Connection, of officer: Int64) throws {
        try connection.execute("DELETE FROM half_sign_in WHERE officer_id = \(officer)")
    }
}

extension Cookies {
    static func half(_ config: Config) -> String { config.isSecure ? "__Host-carfan-half" : "carfan-half" }
}

extension Cookie {
    /// The cookie of a sign-in that is half done; nil ends it.
    static func half(_ token: OpaqueToken?, _ config: Config) -> Cookie {
        Cookie(
            name: Cookies.half(config), value: token?.text ?? "", maxAge: token == nil ? 0 : Int(HalfSignIn.seconds), path: "/",
            secure: config.isSecure, httpOnly: true, sameSite: .strict)
    }
}
