import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Locks hold along every path: import of new and of changed records, the full run, an officer’s word")
struct LinkageLockTests {
    /// Numbers whose check letters are right, and none.
    static let pncs = ["2013/6312209U", "2014/1000001\(letter(14_1000001))", "2015/2000002\(letter(15_2000002))", "", "", ""]
    static let cros = ["65656/91H", "200002/88\(letter(88_200002))", "", "", ""]

    private static func letter(_ number: Int) -> Character {
        let letters = Array("ZABCDEFGHJKLMNPQRTUVWXY")
        return letters[number % 23]
    }

    private static func row(
        _ reference: String, _ name: (family: String, given: String) = ("Prosser", "Evan"), born: String = "14/05/1990",
        pnc: String = "", cro: String = "", updated: String = "01/02/2026 10:00"
    ) -> String {
        "\(reference),\(name.family),\(name.given),,,\(born),M,W1,\(pnc),\(cro),1 Stryd Fawr,,Tredegar,NP23 4AB,,\(updated)"
    }

    private func take(_ rows: [String], _ world: World) async throws {
        _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), world.site), world.site)
        world.clock.move(seconds: 1)
    }

    private func lock(_ world: World, _ pairs: [(String, String)]) async throws {
        let now = world.clock.now
        try await world.site.database.write { connection in
            let ids = try Self.ids(connection)
            let numbers = pairs.compactMap { one, other in ids[one].flatMap { one in ids[other].map { (one, $0) } } }
            try Linking.lock(connection, numbers, reason: "Two men", officer: 1, at: now)
        }
    }

    private static func ids(_ connection: any Connection) throws -> [String: Int64] {
        let rows = try connection.query("SELECT id, reference FROM record")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("reference"), try $0.get("id")) })
    }

    /// Locked records that are of one person.
    private func broken(_ world: World) async throws -> Int {
        try await world.site.count(
            """
            SELECT COUNT(*) AS n FROM match_lock k JOIN record a ON a.id = k.record_a JOIN record b ON b.id = k.record_b
            WHERE a.person_id = b.person_id
            """)
    }

    /// People whose records hold two verified numbers of one kind, none of whom anybody joined.
    private func conflicting(_ world: World) async throws -> Int {
        try await world.site.count(
            """
            SELECT COUNT(*) AS n FROM (SELECT person_id FROM record WHERE pnc_verified = 1 GROUP BY person_id
              HAVING COUNT(DISTINCT pnc) > 1 UNION SELECT person_id FROM record WHERE cro_verified = 1 GROUP BY person_id
              HAVING COUNT(DISTINCT cro) > 1) held
            """)
    }

    /// The question about two records that the import asked; else a new one.
    private func question(_ world: World, _ one: String, _ other: String) async throws -> Int64 {
        let asked = try await world.site.database.read { connection in
            let ids = try Self.ids(connection)
            let both = [ids[one] ?? 0, ids[other] ?? 0]
            return try connection.value(
                "SELECT id FROM match_review WHERE record_id IN (\(list: both)) AND other_record_id IN (\(list: both))",
                as: Int64.self)
        }
        if let asked { return asked }
        return try await world.question(one, other)
    }

    private func owner(_ world: World, _ reference: String) async throws -> Int64 { try await world.owner(reference) }

    @Test(
        "A further record of somebody asks about another who holds the number, unless an officer told the two apart",
        arguments: Engine.available, [false, true])
    func furtherRecord(_ engine: Engine, isTold: Bool) async throws {
        try await World.with(engine) { world in
            let number = Self.pncs[0]
            try await take([Self.row("A1", pnc: number)], world)
            try await take([Self.row("B1", ("Jones", "Tomos"), born: "02/03/1971", pnc: number)], world)
            let questions: SQL = "SELECT COUNT(*) AS n FROM match_review"
            #expect(try await world.site.count(questions) == 1)
            if isTold { try await lock(world, [("A1", "B1")]) }
            try await take([Self.row("A2", pnc: number)], world)
            #expect(try await owner(world, "A2") == owner(world, "A1"))
            #expect(try await world.site.count(questions) == (isTold ? 1 : 2))
        }
    }

    private func check(_ world: World) async throws {
        let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
        _ = try await LinkageCheck(site: world.site, actor: .command("test"), version: version).run()
    }

    @Test("A third record that is as both of two who were parted joins neither with the other", arguments: Engine.available)
    func triangle(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await take([Self.row("G1"), Self.row("G2", ("Madoc", "Ianto"), born: "01/01/1971")], world)
            try await lock(world, [("G1", "G2")])
            try await take([Self.row("G2", updated: "03/02/2026 10:00")], world)
            #expect(try await owner(world, "G1") != owner(world, "G2"))
            try await take([Self.row("G3", pnc: "2013/6312209U")], world)
            #expect(try await owner(world, "G1") != owner(world, "G2"))
            try await check(world)
            #expect(try await broken(world) == 0)
            // An officer gives the third to each of the two: the second time there is somebody's word in the way.
            let carys = try await world.browser(client, as: .carys)
            let first = try await world.answer(carys, question(world, "G3", "G1"), "same", "Seen")
            let second = try await world.answer(carys, question(world, "G3", "G2"), "same", "Seen")
            #expect([first.status, second.status].contains(.seeOther))
            #expect(try await broken(world) == 0)
            #expect(try await owner(world, "G1") != owner(world, "G2"))
            try await check(world)
            #expect(try await broken(world) == 0)
        }
    }

    @Test("A changed record that ties two others does not bring its own person along past a lock", arguments: Engine.available)
    func changed(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let strangers = [("Madoc", "Ianto"), ("Prosser", "Evan"), ("Prosser", "Evan"), ("Achterberg", "Sunniva")]
            let numbers = [("", ""), ("2013/6312209U", ""), ("", "65656/91H"), ("", "")]
            let births = ["01/03/1970", "14/05/1990", "02/08/1985", "04/03/1973"]
            for (place, name) in strangers.enumerated() {
                let born = births[place]
                try await take(
                    [Self.row("G\(place)", name, born: born, pnc: numbers[place].0, cro: numbers[place].1)], world)
            }
            // Somebody joined G0 and G3, and said that G3 is not G1.
            try await world.site.database.write { connection in
                let ids = try Self.ids(connection)
                let people = try ["G0", "G3"].map { reference -> Int64 in
                    try connection.value("SELECT person_id FROM record WHERE id = \(ids[reference] ?? 0)") ?? 0
                }
                try PersonCombination.combine(
                    connection, into: people.min() ?? 0, people, rule: LinkWords.decidedSame, officer: 1, reason: "Seen",
                    at: world.clock.now)
            }
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 3)
            try await lock(world, [("G3", "G1")])
            try await take(
                [Self.row("G0", pnc: "2013/6312209U", cro: "65656/91H", updated: "05/02/2026 10:00")], world)
            #expect(try await owner(world, "G0") == owner(world, "G3"), "what an officer joined stays")
            #expect(try await broken(world) == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") > 0, "somebody is asked")
            try await check(world)
            #expect(try await broken(world) == 0)
        }
    }

    @Test("A changed record that fits its own person less than before is no question whose it is")
    func own() async throws {
        try await World.with { world in
            try await take([Self.row("G1"), Self.row("G2")], world)
            #expect(try await owner(world, "G1") == owner(world, "G2"))
            try await take([Self.row("G2", ("Prosser", "Ifan"), born: "15/06/1991", updated: "05/02/2026 10:00")], world)
            #expect(try await owner(world, "G1") == owner(world, "G2"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review WHERE rule <> 'no-longer-holds'") == 0)
        }
    }

    @Test(
        "A changed record that shares nothing with its person any more still stands for all of them",
        arguments: Engine.available)
    func stranger(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let others = [
                Self.row("G0", ("Madoc", "Ianto"), born: "01/03/1970"),
                Self.row("G3", ("Achterberg", "Sunniva"), born: "04/03/1973"),
            ]
            try await take(others + [Self.row("G1")], world)
            try await world.site.database.write { connection in
                let people: [Int64] = try connection.query(
                    "SELECT person_id FROM record WHERE reference IN ('G0', 'G3') ORDER BY person_id"
                ).map { try $0.get("person_id") }
                try PersonCombination.combine(
                    connection, into: people[0], people, rule: LinkWords.decidedSame, officer: 1, reason: "Seen",
                    at: world.clock.now)
            }
            try await lock(world, [("G3", "G1")])
            // Now as G1, and behind it a third who is as both.
            let later = "05/02/2026 10:00"
            try await take([Self.row("G0", updated: later), Self.row("G9", updated: later)], world)
            #expect(try await owner(world, "G0") == owner(world, "G3"))
            #expect(try await broken(world) == 0)
        }
    }

    /// Twenty strangers become alike, some with numbers, while locks stand between many of them.
    @Test(
        "Random people, locks and numbers", arguments: [(UInt64(1), Engine.memory), (2, .memory), (3, .memory), (4, .postgres)])
    func random(_ seed: UInt64, _ engine: Engine) async throws {
        guard Engine.available.contains(engine) else { return }
        try await World.with(engine) { world in
            var state = seed
            func roll(_ sides: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % sides
            }
            let strangers = GwentFile.many(20)
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(strangers, world.site), world.site)
            let references = (1...20).map { "G\(1_000_000 + $0)" }
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == 20)
            let pairs = (0..<9).map { _ in (references[roll(20)], references[roll(20)]) }.filter { $0.0 != $0.1 }
            try await lock(world, pairs)
            for round in 0..<3 {
                let names = [("Prosser", "Evan"), ("Prosser", "Evan"), ("Prosser", "Ifan"), ("Madoc", "Ianto")]
                let rows = references.filter { _ in roll(3) > 0 }.map { reference in
                    Self.row(
                        reference, names[roll(4)], pnc: Self.pncs[roll(6)], cro: Self.cros[roll(5)],
                        updated: "0\(3 + round)/02/2026 10:00")
                }
                try await take(rows, world)
                #expect(try await broken(world) == 0, "after import \(round)")
            }
            let before = try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record")
            #expect(before < 20, "something was joined")
            for _ in 0..<2 {
                try await check(world)
                #expect(try await broken(world) == 0, "after a full run")
            }
        }
    }

    @Test("New records alone never make a person of two verified numbers of one kind", arguments: [1, 2, 3] as [UInt64])
    func conflicts(_ seed: UInt64) async throws {
        try await World.with { world in
            var state = seed
            func roll(_ sides: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % sides
            }
            for batch in 0..<3 {
                let rows = (0..<12).map { number in
                    Self.row("G\(batch)\(number + 10)", pnc: Self.pncs[roll(6)], cro: Self.cros[roll(5)])
                }
                try await take(rows, world)
                #expect(try await conflicting(world) == 0)
            }
            for _ in 0..<2 {
                try await check(world)
                #expect(try await conflicting(world) == 0)
            }
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") < 36)
        }
    }
}
