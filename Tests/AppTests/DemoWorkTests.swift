import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The demo's officers have been at work")
struct DemoWorkTests {
    /// Gwent's list: people whom police and probation know, one whom probation does not, one of Dewi's family name, three of one name.
    private static func people(_ world: World) async throws {
        let now = world.clock.now
        try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            var listed: [(person: Int64, kind: String, percent: Int?)] = []
            for number in 1...DemoWork.cases {
                let person = try all.nominal("Morgan", "Rhys \(number)", "G200000\(number)")
                try all.record(
                    .init(
                        agency: "probation", kind: "probation", reference: "E20000\(number)", family: "Morgan", given: "Rhys",
                        crn: "E20000\(number)", person: person))
                listed.append((person, "FIXED-1", 70))
            }
            listed.append((try all.nominal("Teague", "Lowri", "G2000010"), "NONE", 12))
            try all.nominal("Harries", "Mabli", "G2000011")
            for number in 12...14 { try all.nominal("Jones", "Richard", "G20000\(number)") }
            try all.round(listed)
            try all.finish()
        }
    }

    private static func worked(_ engine: Engine, _ body: @Sendable (World) async throws -> Void) async throws {
        try await World.with(engine) { world in
            try await people(world)
            _ = try await DemoAccounts(site: world.site).open()
            try await DemoWork(site: world.site).run()
            try await body(world)
        }
    }

    private static let rooms = [
        ("sharing_agreement", 2), ("share", 4), ("correction_task", 1), ("intelligence", 3), ("intelligence_grading", 4),
        ("narrative", 8), ("narrative_version", 9), ("victim_contact", 2), ("involvement", 1), ("case_restriction", 1),
        ("case_marking", 1), ("case_bar", 1), ("glass_break", 2),
    ]

    @Test("Each room is filled once", arguments: Engine.available)
    func once(_ engine: Engine) async throws {
        try await Self.worked(engine) { world in
            for _ in 0..<2 {
                for (table, count) in Self.rooms {
                    let held: Int? = try await world.site.database.read { try $0.value("SELECT COUNT(*) FROM \(name: table)") }
                    #expect(held == count, "\(table)")
                }
                try await DemoWork(site: world.site).run()
            }
            let states = try await world.site.database.read {
                try $0.query("SELECT state FROM share ORDER BY id").map { try $0.get("state", as: ShareState.self) }
            }
            #expect(states == [.accepted, .proposed, .refused, .ended])
        }
    }

    @Test("Every row of it has its entry", arguments: Engine.available)
    func recorded(_ engine: Engine) async throws {
        try await Self.worked(engine) { world in
            let report = try await world.site.database.read {
                try JournalVerification.report($0, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed)
            }
            let rooms = Self.rooms.map(\.0)
            let found = report.findings.filter { finding in
                guard case .record(let name) = finding.place else { return true }
                return rooms.contains { name.hasPrefix("\($0):") }
            }
            #expect(found.isEmpty, "\(found)")
            #expect(report.committed > 5)
        }
    }

    @Test("What the officers read stands out: his own family name, people of one name, numbers that do not open")
    func standsOut() async throws {
        try await Self.worked(.memory) { world in
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.unusual.run()
            let rules = try await world.site.database.read {
                try $0.query("SELECT DISTINCT rule FROM unusual_access").map { try $0.get("rule", as: String.self) }
            }
            #expect(Set(rules) == ["refused", "own_relation", "look_alike"])
        }
    }

    @Test("With too few people on the list nothing is made up")
    func fewPeople() async throws {
        try await World.with { world in
            _ = try await DemoAccounts(site: world.site).open()
            try await DemoWork(site: world.site).run()
            #expect(try await DemoCast(world.site).isEmpty("sharing_agreement"))
        }
    }
}
