import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Store
import Support
import Synchronization

@testable import App

/// A clock that stands still until it is moved.
final class MovableClock: Sendable {
    private let time: Mutex<Instant>

    init(_ start: Instant) {
        time = Mutex(start)
    }

    var now: Instant { time.withLock { $0 } }

    func move(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

/// The officers of the small shared world.
enum Named: String, CaseIterable, Sendable {
    /// Coordinator, Gwent.
    case carys
    /// Police offender manager, Gwent Police.
    case dewi
    /// Probation practitioner, Gwent.
    case nia
    /// Analyst, all Wales.
    case elin
    /// Administrator.
    case owain
    /// Information officer, Gwent.
    case rhian
    /// Practitioner of a partner: housing, Newport City Council.
    case sian

    var account: NewAccount {
        switch self {
        case .carys: made("Carys Pritchard", "gwent-police", .coordinator, [.gwent])
        case .dewi: made("Dewi Harries", "gwent-police", .policeOffenderManager, [.gwent])
        case .nia: made("Nia Bowen", "probation", .probationPractitioner, [.gwent])
        case .elin: made("Elin Rees", "probation", .analyst, [.wales])
        case .owain: made("Owain Prosser", "gwent-police", .administrator, [])
        case .rhian: made("Rhian Vaughan", "gwent-police", .informationOfficer, [.gwent])
        case .sian: made("Siân Pugh", "newport-council", .partner, [.gwent])
        }
    }

    var role: Role { account.role }

    private func made(_ name: String, _ agency: String, _ role: Role, _ areas: [Area]) -> NewAccount {
        NewAccount(username: rawValue, name: name, agency: agency, role: role, areas: areas)
    }
}

/// A Carfan on a new database with its officers and a clock that stands still at 09:30 on 2 March 2026.
struct World: Sendable {
    let site: Site
    let clock: MovableClock
    let officers: [Named: Officer]

    static let start = Instant(seconds: 1_772_443_800)
    /// The shipped tables, read once for all worlds.
    static let reference = Result { try Reference.load() }
    static let password = "cwm rhedyn 47 llwyfen"
    /// Passwords alone sign in, where a test is not about the second step.
    static let config: Config = {
        var config = Config()
        config.secondFactor = .off
        return config
    }()

    /// Runs the body on a world of its own, and closes it.
    /// - Parameter wrapping: puts something before the database, to let it fail.
    static func with<T: Sendable>(
        _ engine: Engine = .memory, config: Config = World.config, places: Int = 50,
        wrapping wrap: @Sendable (any Database) -> any Database = { $0 }, _ body: @Sendable (World) async throws -> T
    ) async throws -> T {
        try await engine.with(carfanSchema) { database in
            try await body(try await on(database, config: config, places: places, wrapping: wrap))
        }
    }

    /// A world on a database that has the schema, and nothing else yet.
    static func on(
        _ database: any Database, config: Config, places: Int = 50,
        wrapping wrap: @Sendable (any Database) -> any Database = { $0 }
    ) async throws -> World {
        let clock = MovableClock(start)
        let site = Site(
            database: wrap(database), clock: { clock.now }, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            reference: try World.reference.get(), config: config, passwords: Passwords(rounds: 10, places: places),
            keys: SecretKeys([UInt8](repeating: 7, count: SecretKeys.length)))
        var officers: [Named: Officer] = [:]
        for named in Named.allCases { officers[named] = try await World.add(named.account, database, clock.now) }
        return World(site: site, clock: clock, officers: officers)
    }

    /// The same, with a browser-like client for the router; routes of the test's own may be added.
    static func visit<T: Sendable>(
        _ engine: Engine = .memory, config: Config = World.config, places: Int = 50,
        adding routes: @Sendable (Site) -> [Route] = { _ in [] },
        wrapping wrap: @Sendable (any Database) -> any Database = { $0 },
        _ body: @Sendable @escaping (World, any TestClientProtocol) async throws -> T
    ) async throws -> T {
        try await with(engine, config: config, places: places, wrapping: wrap) { world in
            let door = FrontDoor(site: world.site, routes: Schemes.routes(world.site) + routes(world.site))
            return try await Application(router: door.router(), logger: world.site.log).test(.router) { client in
                try await body(world, client)
            }
        }
    }

    func officer(_ named: Named) throws -> Officer {
        guard let officer = officers[named] else { throw NotFound() }
        return officer
    }

    /// Somebody signed in, without the work of a password.
    func signedIn(as named: Named) async throws -> (cookie: String, csrf: String) {
        let (session, officer, now) = (NewSession(), try officer(named).id, clock.now)
        let limits = SessionLimits(site.config)
        try await site.database.write {
            try SessionStore.begin($0, session, officer: officer, replacing: nil, limits, now, proven: now)
        }
        return ("\(Cookies.session(site.config))=\(session.token.text)", session.csrf)
    }

    /// The header to send as this officer.
    func headers(as named: Named) async throws -> HTTPFields {
        [.cookie: try await signedIn(as: named).cookie]
    }

    /// The page when all that goes on behind pages is at its end.
    func settled(_ browser: Browser, _ path: String) async throws -> Seen {
        await site.background.finished()
        return try await browser.get(path)
    }

    func browser(_ client: any TestClientProtocol, as named: Named? = nil) async throws -> Browser {
        let browser = Browser(client)
        if let named {
            let (cookie, csrf) = try await signedIn(as: named)
            browser.accept(cookie)
            browser.csrf = csrf
        }
        return browser
    }

    /// Gives the officer the password of this world.
    func setPassword(_ named: Named, _ password: String = World.password) async throws {
        let (id, now) = (try officer(named).id, clock.now)
        let hash = try await site.passwords.hash(password)
        try await site.database.write {
            try $0.execute("UPDATE officer SET password_hash = \(hash), password_set_at = \(now) WHERE id = \(id)")
        }
    }

    func journal() async throws -> [Entry] {
        try await site.database.read { try Journal.entries($0).map(\.entry) }
    }

    private static func add(_ new: NewAccount, _ database: any Database, _ now: Instant) async throws -> Officer {
        let areas = new.areas.map(\.rawValue).joined(separator: " ")
        let id = try await database.write {
            try $0.insertReturningID(
                """
                INSERT INTO officer (username, name, agency, role, areas, created_at)
                VALUES (\(new.username), \(new.name), \(new.agency), \(new.role), \(areas), \(now)) RETURNING id
                """)
        }
        return Officer(
            id: id, username: new.username, name: new.name, agency: new.agency, role: new.role, areas: new.areas)
    }
}
