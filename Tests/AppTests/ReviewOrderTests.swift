import Domain
import Store
import Support
import Testing

@testable import App

@Suite("The queue by what hangs on knowing: cohort, risk, proposal, then weight, then age (linkage.md 4.10)")
struct ReviewOrderTests {
    /// Four more people with a question each against Carwyn's neighbour, from the least to the most that hangs on it.
    private static func visit(
        _ engine: Engine, _ body: @Sendable @escaping (World, GwentPeople, [String: Int64], Browser) async throws -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let now = world.clock.now
            let reviews = try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                try connection.execute("DELETE FROM match_review")
                var reviews: [String: Int64] = [:]
                let made = [
                    ("old", 10), ("light", -3), ("heavy", 20), ("young", 10), ("harm", -9), ("cohort", -30), ("red", -40),
                ]
                for (name, points) in made {
                    let (one, other) = ("\(name)-1", "\(name)-2")
                    let person = try all.nominal("Aaa", name, one)
                    try all.nominal("Aaa", name, other)
                    let review = try all.review(one, other)
                    try connection.execute("UPDATE match_review SET points = \(points) WHERE id = \(review)")
                    if name == "harm" { try all.order(one, from: "2025-11-10", to: "2026-11-09", rosh: "high", twoYear: 20) }
                    if name == "cohort" { try all.enrolled(person, rag: "green") }
                    if name == "red" { try all.enrolled(person, rag: "red") }
                    if name == "light" {
                        try connection.execute(
                            """
                            INSERT INTO proposal (round_id, person_id, area, proposal, rank, percent_2y, facts, news)
                            SELECT MAX(id), \(person), \(Area.gwent), 'FLEX-CANDIDATE-A', 9, 30, '{}', 'new' FROM selection_round
                            """)
                    }
                    reviews[name] = review
                }
                try all.finish()
                return reviews
            }
            try await body(world, people, reviews, try await world.browser(client, as: .carys))
        }
    }

    /// The questions of a page, in its order.
    private static func shown(_ seen: Seen) -> [Int64] {
        seen.html.components("<a href=\"/reviews/").dropFirst().compactMap { Int64($0.prefix { $0.isNumber }) }
    }

    @Test(arguments: Engine.available)
    func order(_ engine: Engine) async throws {
        try await Self.visit(engine) { _, _, reviews, carys in
            let page = try await carys.get("/reviews")
            let wanted = ["red", "cohort", "harm", "light", "heavy", "old", "young"].compactMap { reviews[$0] }
            #expect(Self.shown(page) == wanted)
            for words in [
                "In the cohort: Fixed, active · RAG red", "In the cohort: Fixed, active · RAG green",
                "Risk of serious harm high", "Proposed: Flex candidate", "By its weight",
            ] {
                #expect(page.html.contains(words), "\(words)")
            }
            carys.language = "cy"
            let welsh = try await carys.get("/reviews")
            #expect(Self.shown(welsh) == wanted && welsh.html.contains("Yn y garfan: Sefydlog, gweithredol · RAG coch"))
            #expect(Markup.problems(html: Array(welsh.html.utf8)) == [])
        }
    }

    @Test("A high band comes before a proposal, just below does not", arguments: Engine.available)
    func bands(_ engine: Engine) async throws {
        try await Self.visit(engine) { world, _, reviews, carys in
            let (light, heavy) = (reviews["light"] ?? 0, reviews["heavy"] ?? 0)
            for (percent, isBefore) in [(49, false), (50, true)] {
                try await world.site.database.write { connection in
                    try connection.execute(
                        "DELETE FROM proposal WHERE person_id IN (SELECT person_id FROM record WHERE reference = 'heavy-1')")
                    try connection.execute(
                        """
                        INSERT INTO proposal (round_id, person_id, area, proposal, rank, percent_2y, facts, news)
                        SELECT MAX(q.id), MAX(r.person_id), 'W15000002', 'NONE', 9, \(percent), '{}', 'new'
                        FROM selection_round q, record r WHERE r.reference = 'heavy-1'
                        """)
                }
                let page = try await carys.get("/reviews")
                let places = Self.shown(page)
                let comesFirst = (places.firstIndex(of: heavy) ?? 0) < (places.firstIndex(of: light) ?? 0)
                #expect(comesFirst == isBefore, "\(percent)")
                #expect(page.html.contains("(\(percent)%)") == isBefore)
            }
        }
    }

    @Test("Pages neither repeat nor leave out", arguments: Engine.available)
    func pages(_ engine: Engine) async throws {
        try await Self.visit(engine) { world, _, reviews, carys in
            let now = world.clock.now
            try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                for number in 0..<30 {
                    try all.nominal("Bbb", "B", "b\(number)-1")
                    try all.nominal("Bbb", "B", "b\(number)-2")
                    _ = try all.review("b\(number)-1", "b\(number)-2")
                }
                try all.finish()
            }
            let pages = [try await carys.get("/reviews"), try await carys.get("/reviews?page=2")].map(Self.shown)
            #expect(pages.map(\.count) == [25, 12] && Set(pages.joined()).count == 37)
            #expect(pages[0].first == reviews["red"])
        }
    }
}

@Suite("Agreement of second opinions: Wilson’s score interval")
struct ReviewAgreementTests {
    @Test(
        "Against published values (Newcombe 1998, table I; Brown, Cai, DasGupta 2001)",
        arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (29, 29, 0.8830, 1)])
    func wilson(_ agreed: Int, _ of: Int, _ low: Double, _ high: Double) throws {
        let found = try #require(ReviewAgreement(agreed: agreed, of: of).interval)
        #expect(abs(found.low - low) < 0.0001 && abs(found.high - high) < 0.0001, "\(found)")
    }

    @Test(arguments: [(9, false), (10, true)])
    func tooFew(_ of: Int, _ says: Bool) {
        #expect((ReviewAgreement(agreed: of, of: of).interval != nil) == says)
    }

    @Test("The sample is one in fifty, spread over the numbers")
    func sample() {
        let chosen = (1...100_000).filter { ReviewSample.holds(Int64($0)) }
        #expect((1_950...2_050).contains(chosen.count))
        let gaps = zip(chosen, chosen.dropFirst()).map { $1 - $0 }
        #expect((gaps.max() ?? 0) < 200 && chosen.first == 34)
        #expect(ReviewSample.holds(34) && !ReviewSample.holds(35))
    }
}
