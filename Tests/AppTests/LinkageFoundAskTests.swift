import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("What a full run would do, put to review before it; and what no longer holds")
struct LinkageFoundAskTests {
    @Test("Put to review, the two are left alone by a full run, and the question can be answered", arguments: Engine.available)
    func asked(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await LinkageFoundWorld.make(world)
            let before = try await Self.report(world)
            let owain = try await LinkageFoundWorld.counted(world, client)
            let carys = try await world.browser(client, as: .carys)
            let (one, two) = try await LinkageFoundWorld.both(world)
            let path = "/linkage/found/\(two)/\(one)"
            let form = [("number", "0"), ("seen", "join")]
            #expect(try await carys.get(path).html.contains("action=\"\(path)/question\""))
            // Not what was seen.
            let stale = try await carys.post("\(path)/question", [("number", "0"), ("seen", "doubt")])
            #expect(stale.status == .unprocessableContent && stale.html.contains("is not what you saw"))
            #expect(Markup.problems(html: Array(stale.html.utf8)) == [])
            let put = try await carys.post("\(path)/question", form)
            let location = try #require(put.location)
            #expect(put.status == .seeOther && location.hasPrefix("/reviews/"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .alteration && entry.records.contains("record:\(two)") && entry.subjects.count == 2)
            #expect(JournalActs.words(entry).en == "Put two records to review")
            let review = try await carys.get(location)
            #expect(review.status == .ok && review.html.contains("class=\"data-table waterfall"))
            #expect(try await carys.get("/reviews").html.contains("href=\"\(location)\""))
            // Twice is once.
            #expect(try await carys.post("\(path)/question", form).status == .unprocessableContent)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == 1)
            #expect(try await carys.get("/linkage/found").html.contains("Put to review</strong>"))
            #expect(try await carys.get(path).html.contains("href=\"\(location)\""))
            // The run that was counted joins nobody; it asks about the twins.
            let seen = try #require(try await owain.get("/linkage").value("seen"))
            #expect(try await owain.post("/linkage/run", ["number": "0", "seen": seen]).status == .seeOther)
            let done = try await world.settled(owain, "/linkage")
            #expect(done.html.contains("0 pairs of people joined, 2 pairs"))
            #expect(try await world.site.count(LinkageFoundWorld.people) == 3)
            let never = [("verdict", "different"), ("reason", "Two women"), ("seen", "open")]
            #expect(try await carys.post("\(location)/decision", never).status == .seeOther)
            let new = try await Self.report(world).subtracting(before)
            #expect(new.isEmpty, "\(new)")
        }
    }

    private static func report(_ world: World) async throws -> Set<JournalFinding> {
        try await world.site.database.read {
            Set(
                try JournalVerification.report(
                    $0, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed
                ).findings)
        }
    }

    @Test("What a full run joins and asks is found by its entries", arguments: Engine.available)
    func recorded(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await LinkageFoundWorld.make(world)
            let before = try await Self.report(world)
            world.clock.move(seconds: 3600)
            let version = try await world.site.database.read { try LinkageVersions.inUse($0) }
            let deeds = try await LinkageCheck(site: world.site, actor: .command("test"), version: version).run()
            #expect(deeds.counts[.join] == 1)
            world.clock.move(seconds: 3600)
            #expect(
                try await LinkageCheck(site: world.site, actor: .command("test"), version: version).run().counts == [.doubt: 1])
            let new = try await Self.report(world).subtracting(before)
            #expect(new.isEmpty, "\(new)")
        }
    }

    @Test("What no longer holds says so: joined meanwhile, gone, a full run since", arguments: Engine.available)
    func past(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await LinkageFoundWorld.make(world)
            let owain = try await LinkageFoundWorld.counted(world, client)
            let carys = try await world.browser(client, as: .carys)
            let (one, two) = try await LinkageFoundWorld.both(world)
            let path = "/linkage/found/\(two)/\(one)"
            let seen = try #require(try await owain.get("/linkage").value("seen"))
            try await world.site.database.write { connection in
                let people = try connection.query("SELECT person_id FROM record WHERE reference IN ('G1', 'G2') ORDER BY 1")
                try PersonCombination.combine(
                    connection, into: try people[0].get("person_id"), [try people[1].get("person_id")],
                    rule: LinkWords.decidedSame, officer: 1, reason: "Seen", at: world.clock.now)
            }
            #expect(try await carys.get("/linkage/found").html.contains("One person by now"))
            #expect(try await carys.get(path).html.contains("are of one person by now"))
            #expect(try await carys.post("\(path)/question", ["seen": "join"]).status == .unprocessableContent)
            #expect(try await carys.get("/linkage/found/\(two)/900017").status == .notFound)
            #expect(try await carys.get("/linkage/found/\(two)/\(two)").status == .notFound)
            #expect(try await carys.get("\(path)?number=7").status == .notFound)
            #expect(try await owain.post("/linkage/run", ["number": "0", "seen": seen]).status == .seeOther)
            #expect(try await world.settled(carys, "/linkage/found").html.contains("records were joined since"))
            #expect(try await carys.get(path).html.contains("a full run came since"))
        }
    }

    @Test("Where one of the two must not be found, neither home is shown", arguments: Engine.available)
    func withheld(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await LinkageFoundWorld.make(world)
            let carys = try await world.browser(client, as: .carys)
            let (one, two) = try await LinkageFoundWorld.both(world)
            let path = "/linkage/found/\(two)/\(one)"
            #expect(try await carys.get(path).html.contains("NP23 4AB"))
            let person = try await world.site.count("SELECT person_id AS n FROM record WHERE reference = 'G1'")
            let marking = [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")]
            #expect(try await carys.post("/people/\(person)/marking", marking).status == .seeOther)
            let page = try await carys.get(path)
            #expect(!page.html.contains("NP23 4AB") && !page.html.contains("Stryd Fawr"))
            #expect(page.html.contains("Home: agrees (withheld)"))
        }
    }
}
