import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Versions of the model: taught by what people decided, measured on what they were not taught")
struct LinkageTaughtTests {
    private static let otherOfWoman = LinkageField.family.rawValue * 16 + 11

    private struct Known: Sendable {
        let pair: RecordPair
        let people: [Int64]
    }

    /// Women of one forename, birthday and home each, two records: forty under one name, forty under two, as if they had married.
    private static func women(_ world: World) async throws -> [Known] {
        _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.many(1_100), world.site), world.site)
        return try await world.site.database.write { connection in
            let rows = try connection.query("SELECT id, person_id FROM record ORDER BY id LIMIT 160")
                .map { (record: try $0.get("id", as: Int64.self), person: try $0.get("person_id", as: Int64.self)) }
            return try stride(from: 0, to: 160, by: 2).map { place in
                let (one, other) = (rows[place], rows[place + 1])
                try connection.execute(
                    """
                    UPDATE record SET given = (SELECT r.given FROM record r WHERE r.id = \(one.record)),
                      date_of_birth = (SELECT r.date_of_birth FROM record r WHERE r.id = \(one.record)) WHERE id = \(other.record)
                    """)
                if place < 80 {
                    try connection.execute(
                        """
                        UPDATE record SET family = (SELECT r.family FROM record r WHERE r.id = \(one.record)) WHERE id = \(other.record)
                        """)
                }
                return Known(pair: RecordPair(one.record, other.record), people: [one.person, other.person])
            }
        }
    }

    private static func decide(_ world: World, _ known: some Collection<Known> & Sendable, isSame: Bool) async throws {
        let (now, officer) = (world.clock.now, try world.officer(.carys).id)
        try await world.site.database.write { connection in
            for one in known {
                if isSame {
                    try connection.execute("UPDATE record SET person_id = \(one.people[0]) WHERE id = \(one.pair.high)")
                }
                try connection.execute(
                    """
                    INSERT INTO match_review (record_id, other_record_id, points, explanation, state, made_at, officer_id, decided_at)
                    VALUES (\(one.pair.high), \(one.pair.low), 0, '', \(isSame ? "same" : "different"), \(now), \(officer), \(now))
                    """)
            }
        }
    }

    private static func train(_ world: World) async throws -> (line: LinkageVersionLine, model: LinkageModel) {
        let number = try await LinkageTrainer(site: world.site, actor: .command("test")).train()
        return try await world.site.database.read {
            (try LinkageVersions.line($0, number), try LinkageVersions.load($0, number).model)
        }
    }

    @Test(
        "What was said of the half that teaches changes what agreement is worth; whose it was is entered",
        arguments: Engine.available)
    func taught(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let known = try await Self.women(world)
            let before = try await Self.train(world)
            #expect(before.line.taught == LinkageTaught())
            // People who know them say that the forty under two names married, and that ten of one name are two women each.
            try await Self.decide(world, known[40...], isSame: true)
            try await Self.decide(world, known[..<10], isSame: false)
            let (same, different) = (known[40...].count(where: \.pair.teaches), known[..<10].count(where: \.pair.teaches))
            let last = try await world.journal().count
            let after = try await Self.train(world)
            #expect(after.line.taught == LinkageTaught(same: same, different: different) && same > 10 && different > 0)
            #expect(after.model.m[Self.otherOfWoman] > before.model.m[Self.otherOfWoman] * 4)
            #expect(after.model.records == 1_100 && after.model.isWhole)
            let entries = try await world.journal().dropFirst(last).filter { $0.fields == ["match_review"] }
            #expect(entries.count == 1 && entries[0].kind == .consultation && entries[0].reason == "linkage-training")
            let women = known[40...].map { $0.people[0] } + known[..<10].flatMap(\.people)
            #expect(entries[0].subjects == Set(women).sorted())
            #expect(
                after.line.learned.words(2).en.contains("and \(same + different) pairs that people decided (\(same) of one"))
        }
    }

    @Test("What was undone, or is disputed, or was said by nobody, teaches nothing")
    func leftOut() async throws {
        try await World.with { world in
            let known = try await Self.women(world)
            try await Self.decide(world, known, isSame: true)
            let teaching = known.filter(\.pair.teaches)
            let now = world.clock.now
            try await world.site.database.write { connection in
                let undone = teaching[0]
                try connection.execute("UPDATE record SET person_id = \(undone.people[1]) WHERE id = \(undone.pair.high)")
                func review(_ number: Int) throws -> Int64 {
                    try connection.value("SELECT id FROM match_review WHERE record_id = \(teaching[number].pair.high)") ?? 0
                }
                try LinkagePagesWorld.opinion(connection, try review(1), 1, now)
                try connection.execute("UPDATE match_review SET officer_id = 0 WHERE id = \(try review(2))")
            }
            #expect(try await Self.train(world).line.taught == LinkageTaught(same: teaching.count - 3))
        }
    }

    @Test(
        "A version that was taught is measured on the other half, and so is what stands beside it", arguments: Engine.available)
    func heldOut(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await LinkagePagesWorld.decide(world)
            let (now, shipped) = (world.clock.now, try LinkageVersions.shipped())
            let pairs = try await world.site.database.read { connection in
                try connection.query("SELECT record_id, other_record_id FROM match_review").map {
                    RecordPair(try $0.get("record_id"), try $0.get("other_record_id"))
                }
            }
            let numbers = try await world.site.database.write { connection in
                try [LinkageTaught(), LinkageTaught(same: 4, different: 2)].map {
                    try LinkageVersions.keep(connection, shipped.model, shipped.terms, taught: $0, by: 0, at: now)
                }
            }
            func measure(_ numbers: [Int64]) async throws -> LinkageMeasurement {
                let versions = try await world.site.database.read { connection in
                    try numbers.map { try LinkageVersions.load(connection, $0) }
                }
                return try await LinkageMeasuring(site: world.site, actor: .command("test"), versions: versions, task: 1)
                    .measure()
            }
            let untaught = try await measure([0, numbers[0]])
            #expect(untaught.pairs == 21 && untaught.teaching == 0)
            let teaching = pairs.count(where: \.teaches)
            for versions in [[numbers[1]], [0, numbers[1]]] {
                let taught = try await measure(versions)
                #expect(taught.pairs == 21 - teaching && taught.teaching == teaching && teaching > 3)
                #expect(taught.versions.allSatisfy { $0.all.pairs == 21 - teaching })
            }
        }
    }

    @Test("The page and the list say what taught a version, and what it was not measured on", arguments: Language.allCases)
    func words(_ language: Language) async throws {
        try await World.visit { world, client in
            try await LinkagePagesWorld.decide(world)
            let (now, shipped) = (world.clock.now, try LinkageVersions.shipped())
            _ = try await world.site.database.write {
                try LinkageVersions.keep(
                    $0, shipped.model, shipped.terms, taught: LinkageTaught(same: 40, different: 2), by: 0, at: now)
            }
            let owain = try await world.browser(client, as: .owain)
            owain.language = language.rawValue
            let isEnglish = language == .english
            let before = try await owain.get("/linkage")
            #expect(before.html.contains(isEnglish ? "and from decided pairs" : "a pharau y penderfynwyd amdanynt"))
            #expect(before.html.contains(">42</td>"))
            _ = try await owain.post("/linkage/measurement", ["number": "1"])
            let page = try await world.settled(owain, "/linkage?number=1")
            #expect(page.html.contains(isEnglish ? "of the half that teaches" : "o’r hanner sy’n dysgu"))
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
        }
    }
}
