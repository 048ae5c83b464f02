import Domain
import Store
import Support
import Testing

@testable import App

@Suite("A full run joins only what is still there, once, and nobody who must stay two")
struct LinkageCheckJoinTests {
    /// Records of one person by all that is known, each the only one of a person of its own.
    private func alike(_ count: Int, _ world: World)
        async throws
    {
        let rows = (1...count).map { GwentFile.row("G\($0)", "Prosser") }
        _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
        let now = world.clock.now
        try await world.site.database.write { connection in
            for number in 2...count {
                let person = try connection.insertReturningID(
                    """
                    INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                    VALUES ('', '', '', '', 'gwent', \(now)) RETURNING id
                    """)
                try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = \("G\(number)")")
                try PersonRefresh.refresh(connection, [person])
            }
            try PersonRefresh.refresh(connection, try connection.query("SELECT id FROM person").map { try $0.get("id") })
        }
        #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == count)
    }

    private func check(_ world: World) async throws -> LinkageCheck {
        let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
        return LinkageCheck(site: world.site, actor: .command("test"), version: version)
    }

    @Test(
        "Four who are one: some runs make one of them, and no record belongs to a number that leads elsewhere",
        arguments: Engine.available)
    func several(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await alike(4, world)
            let planned = try await check(world).plan().counts
            #expect(planned[.join] == 6 && planned[.doubt] == nil, "\(planned)")
            for _ in 0..<3 {
                _ = try await check(world).run()
                #expect(
                    try await world.site.count(
                        """
                        SELECT COUNT(*) AS n FROM record r JOIN person p ON p.id = r.person_id WHERE p.combined_with IS NOT NULL
                        """) == 0)
                #expect(
                    try await world.site.count(
                        "SELECT COUNT(*) AS n FROM person p JOIN person s ON s.id = p.merged_into WHERE s.merged_into IS NOT NULL"
                    )
                        == 0)
            }
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 1)
            #expect(try await check(world).plan().counts.isEmpty)
        }
    }

    @Test("Two who are both enrolled in an area are asked about, once", arguments: Engine.available)
    func enrolled(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await alike(2, world)
            let now = world.clock.now
            try await world.site.database.write { connection in
                let all = PeopleFixture(connection, at: now)
                try all.round([])
                for row in try connection.query("SELECT person_id FROM record") {
                    try all.enrolled(try row.get("person_id"), rag: "red")
                }
            }
            #expect(try await check(world).plan().counts == [.doubt: 1])
            #expect(try await check(world).run().counts == [.doubt: 1])
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 2)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review WHERE state = 'open'") == 1)
            // Whoever puts it off has decided: another run does not ask anew.
            try await world.site.database.write { try $0.execute("UPDATE match_review SET state = 'not_yet'") }
            #expect(try await check(world).run().counts.isEmpty)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review WHERE state = 'not_yet'") == 1)
        }
    }

    @Test(
        "Long after an import, what a full run joined or asked is found by its entries; what it did not, is not",
        arguments: Engine.available, [true, false])
    func isRecorded(_ engine: Engine, _ joins: Bool) async throws {
        try await World.with(engine) { world in
            try await alike(2, world)
            let people = try await world.site.database.read { connection in
                try connection.query("SELECT person_id FROM record ORDER BY id").map { try $0.get("person_id", as: Int64.self) }
            }
            if !joins {
                try await world.site.database.write { [now = world.clock.now] connection in
                    let all = PeopleFixture(connection, at: now)
                    try all.round([])
                    for person in people { try all.enrolled(person, rag: "red") }
                }
            }
            func found() async throws -> Set<JournalFinding> {
                try await world.site.database.read {
                    Set(try JournalVerification.report($0, logs: [], recorded: RecordedTables.all).findings)
                }
            }
            let before = try await found()
            world.clock.move(seconds: 3600)
            #expect(try await check(world).run().counts == [joins ? .join : .doubt: 1])
            #expect(try await found() == before)
            let entry = try #require(try await world.journal().last)
            #expect(entry.subjects == people.sorted() && entry.records == (joins ? [] : ["match_review:1"]))
            let later = world.clock.now.adding(seconds: 61)
            try await world.site.database.write { connection in
                try connection.execute("UPDATE match_review SET made_at = \(later)")
                try connection.execute("UPDATE record_link SET since = \(later) WHERE id = (SELECT MAX(id) FROM record_link)")
            }
            let links = try await world.site.count("SELECT COUNT(*) AS n FROM record_link")
            let unrecorded = try await found().subtracting(before).map(\.place)
            #expect(Set(unrecorded) == Set([.record("record_link:\(links)")] + (joins ? [] : [.record("match_review:1")])))
        }
    }

    @Test("A record of the PNC goes to one of two who hold its number, and to one alone", arguments: Engine.available)
    func orphans(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let now = world.clock.now
            try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                try all.record(
                    .init(
                        agency: "pnc", kind: "pnc", reference: "2013/6312209U", born: nil, sex: nil, area: .wales,
                        pnc: "2013/6312209U"))
            }
            // A man and a woman under one number: two people, of whom somebody is asked.
            let rows = ["M", "F"].enumerated().map { place, sex in
                "G\(place),Prosser,Sam,,,14/05/1990,\(sex),W1,2013/6312209U,,1 Stryd Fawr,,Tredegar,NP23 4AB,,01/02/2026 10:00"
            }
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 2)
            let links: SQL = """
                SELECT COUNT(*) AS n FROM record_link l JOIN record r ON r.id = l.record_id
                WHERE r.kind = 'pnc' AND l.ended_at IS NULL
                """
            #expect(try await world.site.count(links) == 1)
            #expect(
                try await world.site.count("SELECT COUNT(*) AS n FROM record WHERE kind = 'pnc' AND person_id IS NULL") == 0)
        }
    }

    @Test("A hostel of three hundred people who share its address and family name: each is their own")
    func hostel() async throws {
        try await World.with { world in
            let given = ["Huw", "Emyr", "Gwilym", "Sunniva", "Blessing", "Agnieszka", "Mohammed", "Rhodri", "Tomos", "Carwyn"]
            let rows = (0..<300).map { number in
                let day = String("0\(number % 28 + 1)".suffix(2)), month = String("0\(number / 28 % 12 + 1)".suffix(2))
                return GwentFile.row(
                    "G\(1000 + number)", "Jones", given[number % 10], born: "\(day)/\(month)/\(1950 + number * 7 % 50)")
            }
            for batch in [rows.prefix(250), rows.suffix(50)] {
                _ = try await ImportRunning.whole(
                    try await ImportPlanning.plan(GwentFile.bytes(Array(batch)), world.site), world.site)
            }
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") >= 295)
        }
    }
}
