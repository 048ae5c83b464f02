import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("One decision in fifty is looked at a second time, blind; what agrees changes nothing, what does not opens it again")
struct ReviewLookTests {
    /// The first number of the sample.
    private static let review: Int64 = 34

    /// Carys has decided; Gwen looks.
    private static func visit(
        _ engine: Engine, _ verdict: String,
        _ body:
            @Sendable @escaping (World, GwentPeople, Browser, Browser, Set<JournalFinding>, any TestClientProtocol) async throws
            -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            try await world.site.database.write { try $0.execute("UPDATE match_review SET id = \(review)") }
            let gwen = try await world.join(client, "gwen", .coordinator, "gwent-police").browser
            let before = try await world.report()
            world.clock.move(seconds: 120)
            let carys = try await world.browser(client, as: .carys)
            #expect(try await world.review(carys, review, verdict, "Seen in custody").status == .seeOther)
            world.clock.move(seconds: 120)
            try await body(world, people, carys, gwen, before, client)
        }
    }

    @Test("The page does not tell what was decided", arguments: ["same", "different"])
    func isBlind(_ verdict: String) async throws {
        try await Self.visit(.memory, verdict) { _, _, carys, gwen, _, _ in
            #expect(try await gwen.get("/reviews?state=look").html.contains("/reviews/34\""))
            #expect(try await !carys.get("/reviews?state=look").html.contains("/reviews/34\""))
            for language in Language.allCases {
                gwen.language = language.rawValue
                let page = try await gwen.get("/reviews/34")
                #expect(page.mainAction == "/reviews/34/decision" && Markup.problems(html: Array(page.html.utf8)) == [])
                for secret in ["Seen in custody", "Carys Pritchard", "href=\"/people/", "value=\"\(verdict) 2026"] {
                    #expect(!page.html.contains(secret), "\(secret)")
                }
            }
            #expect(try await carys.get("/reviews/34").html.contains("Seen in custody"))
        }
    }

    @Test("Agreeing, or not being able to tell, changes nothing", arguments: Engine.available)
    func agrees(_ engine: Engine) async throws {
        for (decided, said) in [("same", "same"), ("different", "different"), ("same", "not_yet")] {
            try await Self.visit(engine, decided) { world, people, carys, gwen, before, _ in
                let persons = try await world.asked()
                #expect(try await world.review(gwen, 34, said, "I looked").location == "/reviews?done=looked")
                #expect(try await world.asked() == persons)
                let page = try await gwen.get("/reviews/34")
                #expect(page.html.contains("Seen in custody") && page.html.contains("I looked") && page.mainAction == nil)
                #expect(try await !gwen.get("/reviews?state=look").html.contains("/reviews/34\""))
                let found = try await world.found(beside: before)
                #expect(found == [])
            }
        }
    }

    @Test("A link that somebody doubts is open again until it is undone or confirmed", arguments: Engine.available)
    func doubtsALink(_ engine: Engine) async throws {
        try await Self.visit(engine, "same") { world, people, carys, gwen, before, _ in
            #expect(try await world.review(gwen, 34, "different", "Two men").location == "/reviews?done=reopened")
            #expect(try await world.asked() == [people.dafydd, people.dafydd])
            let list = try await carys.get("/reviews")
            #expect(list.html.contains("/reviews/34\"") && list.html.contains("Open again"))
            let page = try await carys.get("/reviews/34")
            for words in ["Seen in custody", "Two men", "Gwen", "/unlinking", "a second look said otherwise"] {
                #expect(page.html.contains(words), "\(words)")
            }
            let refused = try await world.review(carys, 34, "different", "Two men")
            #expect(refused.status == .unprocessableContent && refused.html.contains("Unlink the wrong one"))
            world.clock.move(seconds: 120)
            let record: Int64 = try await world.site.database.read {
                try $0.value("SELECT id FROM record WHERE reference = 'G1000003'") ?? 0
            }
            let undone = try await carys.post("/people/\(people.dafydd)/records/\(record)/unlinking", ["reason": "Two men"])
            #expect(undone.status == .seeOther)
            #expect(try await world.asked() == [people.dafydd, people.llywelyn])
            #expect(try await carys.get("/reviews").html.contains("Nothing is waiting"))
            let found = try await world.found(beside: before)
            #expect(found == [])
        }
    }

    @Test("A lock that somebody doubts is lifted by two, not by one", arguments: Engine.available)
    func doubtsALock(_ engine: Engine) async throws {
        try await Self.visit(engine, "different") { world, people, carys, gwen, before, _ in
            #expect(try await world.review(gwen, 34, "same", "One man").location == "/reviews?done=reopened")
            #expect(try await carys.get("/people/\(people.dafydd)").html.contains("Look-alikes"))
            world.clock.move(seconds: 120)
            #expect(try await world.review(gwen, 34, "same", "One man, prints").location == "/reviews?done=opinion")
            #expect(try await world.asked() == [people.dafydd, people.llywelyn])
            world.clock.move(seconds: 120)
            #expect(try await world.review(carys, 34, "same", "Prints, I see").location == "/reviews?done=same")
            #expect(try await world.asked() == [people.dafydd, people.dafydd])
            let locks: Int64? = try await world.site.database.read { try $0.value("SELECT COUNT(*) AS n FROM match_lock") }
            #expect(locks == 0)
            let found = try await world.found(beside: before)
            #expect(found == [])
        }
    }

    @Test("Nobody looks at their own, and most are not looked at")
    func notOwn() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let gwen = try await world.join(client, "gwen", .coordinator, "gwent-police").browser
            _ = try await world.review(carys, people.review, "same", "Seen")
            #expect(try await gwen.get("/reviews/\(people.review)").html.contains("Seen"))
            #expect(try await gwen.get("/reviews?state=look").html.contains("Nothing is waiting"))
        }
    }

    @Test("Decided, an hour of work, agreement", arguments: Engine.available)
    func figures(_ engine: Engine) async throws {
        try await Self.visit(engine, "same") { world, _, _, gwen, _, client in
            let page = try await gwen.get("/reviews").html
            #expect(
                page.contains("Decided in the last 30 days") && page.contains("too few to say") && page.contains("0 so far"))
            #expect(page.contains("class=\"figure\">1.0<"))
            _ = try await world.review(gwen, 34, "same", "Yes")
            #expect(try await gwen.get("/reviews").html.contains("1 so far"))
            let (now, officer) = (world.clock.now, try world.officer(.carys).id)
            try await world.site.database.write { connection in
                for number in 0..<9 {
                    try connection.execute(
                        """
                        INSERT INTO review_opinion (review_id, officer_id, verdict, compared, reason, at)
                        VALUES (34, \(officer), \(number < 8 ? "same" : "different"), 'same', 'x', \(now))
                        """)
                }
            }
            let said = try await gwen.get("/reviews").html
            #expect(said.contains("class=\"figure\">90%<") && said.contains("9 of 10; between 60% and 98%"))
            // Of whom the reader may not open both cases, nothing is counted.
            let stranger = try await world.stranger(client).get("/reviews").html
            #expect(stranger.contains("class=\"figure\">0<") && stranger.contains("0 so far"))
            world.clock.move(seconds: 30 * 86_400)
            #expect(try await world.browser(client, as: .carys).get("/reviews").html.contains("class=\"figure\">0<"))
        }
    }
}
