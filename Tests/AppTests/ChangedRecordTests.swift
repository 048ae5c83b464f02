import Domain
import Store
import Support
import Testing

@testable import App

@Suite("A changed record at import: does its person still hold it?")
struct ChangedRecordTests {
    private static let question: SQL = """
        SELECT a.reference || ' ' || b.reference AS pair FROM \(OpenQuestions.pairs)
        WHERE \(OpenQuestions.stand) AND v.rule = 'no-longer-holds' ORDER BY v.id
        """

    private func take(_ rows: [String], _ world: World) async throws {
        _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
        world.clock.move(seconds: 1)
    }

    /// One person by two references, linked by rule.
    private func two(_ world: World) async throws {
        try await take([GwentFile.row("G1", "Prosser")], world)
        try await take([GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00")], world)
        #expect(try await people(world) == 1)
    }

    private func people(_ world: World) async throws -> Int {
        try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record")
    }

    private func questions(_ world: World) async throws -> [String] {
        try await world.site.database.read { try $0.query(Self.question).map { try $0.get("pair") } }
    }

    /// Somebody else altogether: no key is shared with what G1 says.
    private static func other(_ reference: String, updated: String, town: String = "Rhyl") -> String {
        GwentFile.row(reference, "Achterberg", "Sunniva", born: "12/11/1961", town: town, updated: updated)
            .replacing("NP23 4AB", with: "LL18 1AA").replacing("1 Stryd Fawr", with: "77 Ffordd Wellington")
    }

    @Test("Asked once, with its reasons, and never parted", arguments: Engine.available)
    func asked(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await two(world)
            try await take([Self.other("G2", updated: "13/02/2026 10:00")], world)
            #expect(try await questions(world) == ["G2 G1"])
            #expect(try await people(world) == 1)
            let row = try #require(
                try await world.site.database.read { try $0.first("SELECT points, explanation FROM match_review") })
            let explanation = try #require(MatchExplanation.read(try row.get("explanation")))
            #expect(explanation.model == 0 && explanation.points.count > 3)
            #expect(try row.get("points", as: Int.self) == explanation.rounded && explanation.total < 8)
            // Whatever else is changed: nothing is asked twice.
            try await take([Self.other("G2", updated: "14/02/2026 10:00", town: "Prestatyn")], world)
            #expect(try await questions(world) == ["G2 G1"])
            // The full run would have asked the same.
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            #expect(try await LinkageCheck(site: world.site, actor: .command("test"), version: version).plan().counts.isEmpty)
        }
    }

    @Test("The first record of a person is asked about as the others are", arguments: Engine.available)
    func first(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await two(world)
            try await take([Self.other("G1", updated: "13/02/2026 10:00")], world)
            #expect(try await questions(world) == ["G2 G1"])
        }
    }

    @Test("A record that somebody linked is not doubted")
    func decided() async throws {
        try await World.with { world in
            try await two(world)
            try await world.site.database.write {
                try $0.execute(
                    "UPDATE record_link SET officer_id = 1 WHERE record_id = (SELECT id FROM record WHERE reference = 'G2')")
            }
            try await take([Self.other("G2", updated: "13/02/2026 10:00")], world)
            #expect(try await questions(world) == [])
        }
    }

    @Test(
        "What somebody linked is not doubted after a rule has moved it along with its person; what rules alone linked is",
        arguments: Engine.available)
    func movedAlong(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await two(world)
            try await take([Self.other("G3", updated: "03/02/2026 10:00")], world)
            try await take([GwentFile.row("G4", "Howells", "Rhun", born: "30/08/1977", town: "Bangor")], world)
            func join(_ one: String, _ other: String, officer: Int64) async throws {
                let people = try await [world.owner(one), world.owner(other)]
                try await world.site.database.write { [now = world.clock.now] connection in
                    try PersonCombination.combine(
                        connection, into: people[0], [people[1]], rule: officer > 0 ? LinkWords.decidedSame : "weight",
                        officer: officer, reason: officer > 0 ? "Seen" : "", at: now)
                }
                world.clock.move(seconds: 1)
            }
            try await join("G3", "G4", officer: 1)
            try await join("G1", "G3", officer: 0)
            #expect(try await people(world) == 1)
            let standing = "SELECT COUNT(*) AS n FROM record_link WHERE ended_at IS NULL AND officer_id > 0" as SQL
            #expect(try await world.site.count(standing) == 0)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let check = LinkageCheck(site: world.site, actor: .command("test"), version: version)
            #expect(try await check.plan().counts == [.loose: 1])
            let changed = GwentFile.row("G4", "Lloyd", "Tegid", born: "01/12/1950", town: "Bangor", updated: "15/02/2026 10:00")
            try await take([changed], world)
            #expect(try await questions(world) == [])
            try await take([Self.other("G3", updated: "16/02/2026 10:00", town: "Prestatyn")], world)
            #expect(try await questions(world).count == 1)
            #expect(try await check.run().counts.isEmpty)
        }
    }

    @Test("Records that change alike in one file hold each other; one that is alone has nothing to hold")
    func together() async throws {
        try await World.with { world in
            try await two(world)
            try await take(["G1", "G2"].map { Self.other($0, updated: "13/02/2026 10:00") }, world)
            #expect(try await questions(world) == [])
            #expect(try await people(world) == 1)
            try await take([GwentFile.row("G3", "Howells", "Rhun", born: "30/08/1977")], world)
            let alone = GwentFile.row("G3", "Lloyd", "Tegid", born: "01/12/1950", updated: "15/02/2026 10:00")
            try await take([alone], world)
            #expect(try await questions(world) == [])
        }
    }

    @Test("A small change, or one of nothing that is compared, asks nothing")
    func small() async throws {
        try await World.with { world in
            try await two(world)
            try await take([GwentFile.row("G2", "Prosser", town: "Rhyl", updated: "13/02/2026 10:00")], world)
            #expect(try await questions(world) == [])
            // It would not hold today: that is for a full run to find, not for a row that says nothing new.
            try await world.site.database.write {
                try $0.execute(
                    """
                    UPDATE record SET family = 'Achterberg', given = 'Sunniva', date_of_birth = '1961-11-12' WHERE reference = 'G1'
                    """)
            }
            let marked = GwentFile.row("G2", "Prosser", town: "Rhyl", updated: "14/02/2026 10:00")
                .replacing("NP23 4AB,,", with: "NP23 4AB,VI,")
            #expect(marked.contains(",VI,"))
            try await take([marked], world)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM record WHERE markers <> ''") == 1)
            #expect(try await questions(world) == [])
        }
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        components(part).joined(separator: other)
    }
}
