import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Store
import Support
import Synchronization
import Testing

@testable import App

@Suite("Health: whether Carfan can do its work, without anything about anybody")
struct HealthTests {
    @Test(arguments: Engine.available)
    func tells(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let browser = try await world.browser(client)
            let fresh = try await browser.get("/health")
            #expect(fresh.status == .ok && fresh.headers[.contentType]?.hasPrefix("application/json") == true)
            for text in ["\"status\":\"open\"", "\"waiting\":0", "\"checkpoint_seconds\":null", "\"key\":false"] {
                #expect(fresh.html.contains(text), "\(text): \(fresh.html)")
            }
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            world.clock.move(seconds: 61)
            let late = try await browser.get("/health")
            #expect(
                late.html.contains("\"waiting\":1") && late.html.contains("\"waiting_seconds\":61")
                    && late.html.contains("is behind"))
            #expect(try await browser.ask(.head, "/health").status == .ok)
            #expect(try await world.journal().count == 1, "nothing personal is read, so nothing is entered")
        }
    }

    @Test(
        "A journal that cannot be written closes Carfan, and health says why",
        arguments: [
            (StoreError.full("disk"), "its storage is full", "mae ei storfa’n llawn"),
            (.readOnly("disk"), "can only be read", "dim ond darllen"),
            (.unavailable("gone"), "does not answer", "gronfa ddata’n ateb"),
            (.busy("lock"), "is locked", "wedi’i gloi"),
        ])
    func closed(_ error: StoreError, _ english: String, _ welsh: String) async throws {
        let failing = Mutex<FailingDatabase?>(nil)
        try await World.visit(wrapping: { database in
            let wrapped = FailingDatabase(database)
            failing.withLock { $0 = wrapped }
            return wrapped
        }) { world, client in
            let people = try await GwentPeople.make(world)
            let dewi = try await world.browser(client, as: .dewi)
            failing.withLock { $0 }?.fail(after: 0, error)
            let seen = try await world.browser(client).get("/health")
            #expect(seen.status == .serviceUnavailable && seen.html.contains(english) && seen.html.contains(welsh))
            let page = try await dewi.get("/people/\(people.sian)")
            #expect(page.status.code >= 500 && !page.html.contains("Siân"), "nothing is shown")
            failing.withLock { $0 }?.fail(after: nil)
            world.clock.move(seconds: HealthPages.seconds)
            #expect(try await world.browser(client).get("/health").status == .ok)
        }
    }

    @Test("However often it is asked, it writes once a second")
    func isKept() async throws {
        let writes = Mutex(0)
        try await World.visit(wrapping: { database in
            CountingWrites(inner: database, count: { writes.withLock { $0 += 1 } })
        }) { world, client in
            func ask() async throws {
                #expect(try await client.execute(uri: "/health", method: .get) { $0.status } == .ok)
            }
            for _ in 0..<50 { try await ask() }
            #expect(writes.withLock { $0 } == 1)
            world.clock.move(seconds: HealthPages.seconds)
            try await ask()
            #expect(writes.withLock { $0 } == 2)
        }
    }

    @Test("That a password alone opens an account is said", arguments: SecondFactorRule.allCases)
    func weak(_ rule: SecondFactorRule) async throws {
        var config = World.config
        config.secondFactor = rule
        try await World.visit(config: config) { world, client in
            let seen = try await world.browser(client).get("/health").html
            #expect(seen.contains("\"second_factor\":\"\(rule.rawValue)\""))
            for words in ["a password alone opens an account", "mae cyfrinair yn unig yn agor cyfrif"] {
                #expect(seen.contains(words) == (rule == .off))
            }
        }
    }

    @Test("A checkpoint is a line of the log, once")
    func line() async throws {
        let folder = freshPath("health")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var config = World.config
        config.journalKey = "\(folder)/journal.key"
        _ = try JournalKeys.make(config.journalKey, name: "carfan.gwent.example/journal", replaces: false)
        try await World.with(config: config) { [config] world in
            let heard = Heard()
            let site = Site(
                database: world.site.database, clock: world.site.clock, log: Logger(label: "test") { _ in heard },
                reference: world.site.reference, config: config, passwords: world.site.passwords)
            try await site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let keeping = try JournalKeeping(site: site)
            try await keeping.extend()
            for _ in 0..<2 { try await keeping.sign() }
            let told = heard.lines.withLock { $0 }
            #expect(told.count == 1 && told.first?.hasPrefix("journal checkpoint carfan.gwent.example/journal 1 ") == true)
        }
    }
}

/// Remembers what was logged.
private final class Heard: LogHandler, Sendable {
    let lines = Mutex<[String]>([])
    var logLevel: Logger.Level {
        get { .notice }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) { lines.withLock { $0.append("\(event.message)") } }
}
