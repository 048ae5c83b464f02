import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A clock that is set, and summer time (goal R9)")
struct ClockTests {
    @Test(
        "Set back, a session ends: by more than clocks differ",
        arguments: [(-60, true), (-61, false), (-3600, false), (-86_400, false)])
    func back(seconds: Int64, open: Bool) async throws {
        try await World.visit { world, client in
            let browser = try await world.browser(client, as: .nia)
            world.clock.move(seconds: seconds)
            #expect(try await browser.get("/account").status == (open ? .ok : .seeOther))
            // And it does not come back with the time.
            world.clock.move(seconds: -seconds)
            #expect(try await browser.get("/account").status == (open ? .ok : .seeOther))
        }
    }

    @Test("The server notices, ends sessions that look unharmed, and says so in the journal", arguments: Engine.available)
    func watched(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let browser = try await world.browser(client, as: .nia)
            var watch = ClockWatch(world.clock.now)
            // Idle for 29 minutes: were the clock set back by 28, one more minute would become 29.
            world.clock.move(seconds: 29 * 60)
            try await watch.look(world.site)
            #expect(try await world.journal().isEmpty)
            world.clock.move(seconds: -28 * 60)
            try await watch.look(world.site)
            #expect(try await world.journal().map(\.reason) == ["clock-set-back"])
            #expect(try await browser.get("/account").status == .seeOther)
            try await watch.look(world.site)
            #expect(try await world.journal().count == 1)
        }
    }

    @Test("Entries keep the tree’s order, and verifying calls it no tampering", arguments: Engine.available)
    func tree(engine: Engine) async throws {
        try await World.with(engine) { world in
            let keeping = try JournalKeeping(site: world.site)
            for step: Int64 in [0, 10, -3600, 5, 59, -60, -86_400, 90_000] {
                world.clock.move(seconds: step)
                try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
                try await keeping.extend()
            }
            let report = try await world.site.database.read { try JournalVerification.report($0, logs: []) }
            #expect(report.verdict == .whole && report.size == 8 && report.pending == 0)
            #expect(report.setBack == 2 && report.mostSetBack == 86_400)
        }
    }

    @Test("A lease from before the clock went back keeps nobody waiting", arguments: [(69, false), (71, true), (86_400, true)])
    func lease(seconds: Int64, taken: Bool) async throws {
        try await World.with { world in
            let (gone, other) = (JournalSequencer(owner: "gone"), JournalSequencer(owner: "other"))
            let now = world.clock.now
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            let before = try await world.site.database.write { try gone.integrate($0, at: now.adding(seconds: seconds - 10)) }
            #expect(before?.added == 1)
            let after = try await world.site.database.write { try other.integrate($0, at: now) }
            #expect((after != nil) == taken)
        }
    }

    @Test(
        "A session lasts 30 minutes through the change to summer time and back",
        arguments: ["2026-03-29T00:45:00.000000Z", "2026-10-25T00:45:00.000000Z", "2028-02-28T23:45:00.000000Z"],
        [(1799, true), (1800, false)])
    func summerTime(start: String, limit: (seconds: Int64, open: Bool)) async throws {
        try await World.visit { world, client in
            let start = try #require(Instant(iso: start))
            world.clock.move(seconds: start.seconds - world.clock.now.seconds)
            let browser = try await world.browser(client, as: .nia)
            world.clock.move(seconds: limit.seconds)
            #expect(try await browser.get("/account").status == (limit.open ? .ok : .seeOther))
        }
    }
}
