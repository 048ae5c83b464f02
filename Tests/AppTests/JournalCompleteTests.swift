import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Nothing happens off the record: readings and erasures that no page shows")
struct JournalCompleteTests {
    @Test("A change has an event; that nothing changed is said in so many words")
    func change() {
        let event = Event(.alteration, subjects: [1])
        #expect(Change(7, event).events.count == 1)
        #expect(Change(7, event, event).events.count == 2)
        #expect(Change.nothing(7).events.isEmpty && Change.nothing(7).state == 7)
    }

    @Test("A file that cannot be taken loses its staged rows, once", arguments: Engine.available)
    func failedFile(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (files, actor) = (ImportFiles(site: world.site), Actor.command("test"))
            let profile = try #require(world.site.reference.profiles.first)
            let id = try await files.begin(actor, profile, name: "a.csv", asOf: world.site.today)
            for _ in 0..<2 { try await files.failed(id, ImportRefusal.cutOff.message, by: actor) }
            let entries = try await world.journal()
            #expect(entries.map(\.kind) == [.collection, .erasure])
            #expect(entries.allSatisfy { $0.records == ["import_file:\(id)"] && $0.fields == [profile.id] })
        }
    }

    @Test("A plan enters everybody whose record was looked at, slice by slice")
    func dryRun() async throws {
        try await World.with { world in
            let people = try await CohortPeople.make(world)
            let run = ScoreRun(site: world.site, actor: .command("carfan score"), sliceSize: 5)
            _ = try await run.plan(asOf: CohortPeople.asOf, settings: .shipped)
            let entries = try await world.casework()
            #expect(entries.map(\.subjects.count) == [5, 3])
            #expect(entries.allSatisfy { $0.kind == .consultation && $0.records.isEmpty })
            #expect(entries.flatMap(\.subjects).contains(people.swansea))
        }
    }

    @Test("A plan behind a page: who was read, who is kept as an example, who is erased when it is dropped")
    func plannedRound() async throws {
        try await World.with { world in
            _ = try await CohortPeople.make(world)
            let work = RoundWork(site: world.site)
            let id = try await work.plan(name: "April", asOf: CohortPeople.asOf, .command("test"))
            await world.site.background.finished()
            #expect(world.site.background.count == 0)
            let planned = try await world.casework()
            try #require(planned.map(\.kind) == [.alteration, .consultation, .alteration, .alteration])
            let (read, moved, kept) = (planned[1], planned[2], planned[3])
            #expect(read.kind == .consultation && read.subjects.count == 8 && read.records == ["selection_round:\(id)"])
            #expect(moved.fields == ["round_movement"] && Set(moved.subjects).isSubset(of: read.subjects))
            #expect(kept.kind == .alteration && kept.subjects.count == 5 && kept.fields == ["examples"])
            for _ in 0..<2 { try await RoundSweep(site: world.site).drop(id) }
            let erased = try await world.casework().dropFirst(4)
            #expect(erased.map(\.kind) == [.erasure, .erasure])
            #expect(erased.map { Set($0.subjects) } == [Set(kept.subjects), Set(moved.subjects)])
        }
    }

    @Test("Officers’ accounts: those of others are entered, one’s own is not", arguments: Engine.available)
    func accounts(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let (owain, nia) = (try world.officer(.owain).id, try world.officer(.nia).id)
            let browser = try await world.browser(client, as: .owain)
            _ = try await browser.get("/account")
            #expect(try await world.journal().isEmpty)
            _ = try await browser.get("/accounts")
            let entry = try #require(try await world.journal().last)
            #expect(entry.kind == .consultation && entry.actor == owain && entry.records.count == Named.allCases.count - 1)
            #expect(!entry.records.contains("officer:\(owain)"))
            _ = try await AccountStore(site: world.site).find(username: "Nia", by: .command("test"))
            #expect(try await world.journal().last?.records == ["officer:\(nia)"])
            _ = try await AccountStore(site: world.site).find(username: "nobody", by: .command("test"))
            #expect(try await world.journal().count == 2)
        }
    }

    @Test("Who looks into the journal stands in it")
    func journal() async throws {
        try await World.with { world in
            #expect(try await JournalListCommand.entries(world.site, from: 1, limit: 10).isEmpty)
            try await world.site.enter(.command("test"), [Event(.consultation, subjects: [1])])
            #expect(try await JournalListCommand.entries(world.site, from: 1, limit: 10).count == 1)
            let entry = try #require(try await world.journal().last)
            #expect(entry.kind == .consultation && entry.route == "carfan journal" && entry.records == ["journal:1-1"])
        }
    }
}
