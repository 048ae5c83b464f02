import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Scoring everybody")
struct RoundRunTests {
    @Test(arguments: Engine.available)
    func proposesByTheRecords(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let people = try await CohortPeople.make(world)
            let found = try await world.proposals(try await world.score())
            #expect(found[people.rhodri] == "FIXED-1")
            #expect(found[people.gwenllian] == "FLEX-CANDIDATE-A")
            #expect(found[people.tomos] == "FLEX-CANDIDATE-B")
            #expect(found[people.alun] == "NONE")
            #expect(found[people.bethan] == "UNSCORED")
            #expect(found[people.ifan] == "NONE")
            #expect(found[people.swansea] == "FIXED-1")
            #expect(found.count == 8)
        }
    }

    @Test("Slices of any size find the same", arguments: [1, 2, 3, 8, 2000])
    func slices(_ size: Int) async throws {
        try await World.with { world in
            _ = try await CohortPeople.make(world)
            let run = ScoreRun(site: world.site, actor: .command("test"), sliceSize: size)
            let plan = try await run.plan(asOf: CohortPeople.asOf, settings: .shipped)
            #expect(plan.people == 8)
            #expect(plan.total(.entering) == 5 && plan.total(.leaving) == 0 && plan.total(.changing) == 0)
            #expect(plan.areas[.gwent]?[.unscored] == 1 && plan.areas[.southWales]?.proposed == 1)
            #expect(plan.examples.count == 5)
            let again = RoundPlan(counts: plan.counts, examples: plan.examplesText)
            #expect(again.areas == plan.areas && again.examples == plan.examples)
        }
    }

    @Test("A plan stores nothing")
    func plan() async throws {
        try await World.with { world in
            _ = try await CohortPeople.make(world)
            _ = try await ScoreRun(site: world.site, actor: .command("test")).plan(asOf: CohortPeople.asOf, settings: .shipped)
            let rows = try await world.site.database.read { connection in
                try connection.query(
                    "SELECT id FROM proposal UNION ALL SELECT id FROM score UNION ALL SELECT id FROM selection_round"
                ).count
            }
            #expect(rows == 0)
        }
    }

    @Test("A second round says what is new against the first", arguments: Engine.available)
    func news(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let people = try await CohortPeople.make(world)
            let first = try await world.score()
            // A year on Ifan is an adult, and Tomos' sanctions lie further back.
            let second = try await world.score("A year on", asOf: CohortPeople.asOf.adding(months: 12))
            let news = try await world.site.database.read { connection in
                var found: [Int64: [String]] = [:]
                for row in try connection.query(
                    "SELECT person_id, news, previous, proposal FROM proposal WHERE round_id = \(second)")
                {
                    found[try row.get("person_id")] = try ["news", "previous", "proposal"].map { try row.get($0) }
                }
                return found
            }
            #expect(news[people.rhodri] == ["same", "FIXED-1", "FIXED-1"])
            #expect(news[people.ifan]?[0] == "changed" && news[people.ifan]?[1] == "NONE")
            #expect(news[people.tomos] == ["changed", "FLEX-CANDIDATE-B", "NONE"])
            #expect(try await world.current()?.id == second)
            let states = try await world.site.database.read { connection in
                try connection.query("SELECT state FROM selection_round ORDER BY id").map {
                    try $0.get("state", as: String.self)
                }
            }
            #expect(states == ["past", "current"])
            #expect(try await world.proposals(first)[people.tomos] == "FLEX-CANDIDATE-B")
        }
    }

    @Test("Who was found to be somebody else is not scored")
    func merged() async throws {
        try await World.with { world in
            let people = try await CohortPeople.make(world)
            try await world.site.database.write { connection in
                try connection.execute("UPDATE person SET merged_into = \(people.rhodri) WHERE id = \(people.alun)")
            }
            #expect(try await world.proposals(try await world.score())[people.alun] == nil)
        }
    }

    @Test("Every slice is in the journal, with everybody scored and no value")
    func journal() async throws {
        try await World.with { world in
            let people = try await CohortPeople.make(world)
            let round = try await world.score(sliceSize: 5)
            let entries = try await world.casework()
            #expect(entries.map(\.subjects.count) == [5, 3])
            #expect(entries.flatMap(\.subjects).contains(people.swansea))
            #expect(entries.allSatisfy { $0.kind == .alteration && $0.fields == ["score", "proposal", "round_movement"] })
            #expect(entries.allSatisfy { $0.records == ["selection_round:\(round)"] })
        }
    }

    @Test("The day is a parameter: the same records, another day, other people")
    func asOf() async throws {
        try await World.with { world in
            let people = try await CohortPeople.make(world)
            let early = try await world.score(asOf: Day(iso: "2013-01-01") ?? CohortPeople.asOf)
            #expect(try await world.proposals(early)[people.rhodri] == "UNSCORED")
        }
    }
}

@Suite("Rounds that are cut off")
struct RoundKillTests {
    /// A round that stopped after its first slice, as a kill leaves it.
    private func cutOff(_ world: World) async throws -> Int64 {
        let now = world.clock.now
        let offences = world.site.reference.offences
        return try await world.site.database.write { connection in
            let id = try RoundStore.begin(
                connection, name: "Cut off", asOf: CohortPeople.asOf, settings: .shipped, officer: 0, .scoring, now: now)
            let slice = try RecordSlice(connection, after: 0, count: 4, previous: nil)
            var scored = ScoredSlice(last: slice.last ?? 0, asOf: CohortPeople.asOf, counting: false)
            for person in slice.people {
                scored.add(person, Proposal(person.record, asOf: CohortPeople.asOf, settings: .shipped, offences: offences))
            }
            try scored.store(connection, id, now)
            return id
        }
    }

    @Test("Nothing of it is seen; the former round stands whole", arguments: Engine.available)
    func invisible(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let former = try await world.current()?.id
            let dead = try await cutOff(world)
            #expect(try await world.current()?.id == former)
            let seen = try await world.browser(client, as: .carys).get("/panels/W15000002")
            #expect(seen.html.contains("March panels") && !seen.html.contains("Cut off"))
            let rows = try await world.proposals(dead).count
            #expect(rows == 4)
        }
    }

    @Test("It is swept away when its time is up, and not before", arguments: Engine.available)
    func swept(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await CohortPeople.make(world)
            let former = try await world.score()
            let dead = try await cutOff(world)
            #expect(try await RoundSweep(site: world.site).run() == 0)
            world.clock.move(seconds: RoundStore.leaseSeconds)
            #expect(try await RoundSweep(site: world.site).run() == 1)
            #expect(try await world.proposals(dead).isEmpty)
            let scores = try await world.site.database.read { connection in
                try connection.query("SELECT id FROM score WHERE round_id = \(dead)").count
            }
            #expect(scores == 0)
            #expect(try await world.current()?.id == former)
            #expect(try await world.proposals(former).count == 8)
            #expect(try await world.proposals(try await world.score("Again")).count == 8)
        }
    }

    @Test("One round at a time")
    func busy() async throws {
        try await World.with { world in
            _ = try await CohortPeople.make(world)
            _ = try await cutOff(world)
            await #expect(throws: RoundRefusal.busy("Cut off")) { try await world.score("Second") }
            world.clock.move(seconds: RoundStore.leaseSeconds)
            try await world.score("Second")
        }
    }

    @Test("A round that was taken away stops, and the former stands")
    func takenAway() async throws {
        try await World.with { world in
            _ = try await CohortPeople.make(world)
            let former = try await world.score()
            let dead = try await cutOff(world)
            try await RoundSweep(site: world.site).drop(dead)
            await #expect(throws: RoundRefusal.notPlanned) {
                try await ScoreRun(site: world.site, actor: .command("test")).run(
                    dead, asOf: CohortPeople.asOf, settings: .shipped)
            }
            #expect(try await world.current()?.id == former)
        }
    }
}
