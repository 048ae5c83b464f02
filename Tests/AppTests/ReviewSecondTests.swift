import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// A question answered by hand.
extension World {
    func review(_ browser: Browser, _ review: Int64, _ verdict: String, _ reason: String, agency: String = "") async throws
        -> Seen
    {
        let seen = try await browser.get("/reviews/\(review)").value("seen") ?? ""
        return try await browser.post(
            "/reviews/\(review)/decision", ["verdict": verdict, "reason": reason, "seen": seen, "agency": agency])
    }

    /// The people of the two records in question, in the order of the records.
    func asked() async throws -> [Int64] {
        try await site.database.read {
            try $0.numbers("SELECT person_id FROM record WHERE reference IN ('G1000002', 'G1000003') ORDER BY id")
        }
    }

    /// What the journal finds now and did not before.
    func found(beside before: Set<JournalFinding>) async throws -> Set<JournalFinding> {
        try await report().subtracting(before)
    }

    func report() async throws -> Set<JournalFinding> {
        try await site.database.read {
            Set(
                try JournalVerification.report(
                    $0, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed
                ).findings)
        }
    }
}

@Suite("Linking records whose verified numbers conflict takes two officers, the second blind")
struct ReviewSecondTests {
    enum Conflict: CaseIterable, Sendable {
        case rule, pnc, crn
    }

    /// Carys and Gwen, coordinators of Gwent, and a question about conflicting records.
    private static func visit(
        _ engine: Engine, _ conflict: Conflict = .rule,
        _ body: @Sendable @escaping (World, GwentPeople, Browser, Browser) async throws -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            try await world.site.database.write { connection in
                switch conflict {
                case .rule: try connection.execute("UPDATE match_review SET rule = 'identifiers-conflict'")
                case .pnc:
                    try connection.execute(
                        "UPDATE record SET pnc = '2000/0000223R', pnc_verified = 1 WHERE reference = 'G1000002'")
                    try connection.execute(
                        "UPDATE record SET pnc = '2013/6312209U', pnc_verified = 1 WHERE reference = 'G1000003'")
                case .crn:
                    try connection.execute("UPDATE record SET crn = 'X123456' WHERE reference = 'G1000002'")
                    try connection.execute("UPDATE record SET crn = 'X123457' WHERE reference = 'G1000003'")
                }
            }
            let gwen = try await world.join(client, "gwen", .coordinator, "gwent-police").browser
            try await body(world, people, try await world.browser(client, as: .carys), gwen)
        }
    }

    private static let engines: [(Engine, Conflict)] =
        Conflict.allCases.map { (.memory, $0) } + Engine.available.filter { $0 != .memory }.map { ($0, .rule) }

    @Test("Two who agree link", arguments: engines)
    func agree(_ engine: Engine, _ conflict: Conflict) async throws {
        try await Self.visit(engine, conflict) { world, people, carys, gwen in
            let before = try await world.report()
            world.clock.move(seconds: 120)
            #expect(try await carys.get("/reviews/\(people.review)").html.contains("Takes two"))
            let first = try await world.review(carys, people.review, "same", "Prints agree, CRO mistyped")
            #expect(first.location == "/reviews?done=opinion")
            #expect(try await world.asked() == [people.dafydd, people.llywelyn])
            #expect(try await world.casework().last?.reason == "opinion")
            // Not the same officer.
            let own = try await carys.get("/reviews/\(people.review)")
            #expect(own.html.contains("You gave the first opinion") && own.mainAction == nil)
            let again = try await carys.post(
                "/reviews/\(people.review)/decision", ["verdict": "same", "reason": "Once more", "seen": "second"])
            #expect(again.status == .conflict)
            let stamp = try await gwen.get("/reviews/\(people.review)").value("seen") ?? ""
            let forged = try await carys.post(
                "/reviews/\(people.review)/decision", ["verdict": "same", "reason": "Once more", "seen": stamp])
            #expect(forged.status == .conflict)
            #expect(try await world.asked() == [people.dafydd, people.llywelyn])
            world.clock.move(seconds: 120)
            let second = try await world.review(gwen, people.review, "same", "Seen in custody twice")
            #expect(second.location == "/reviews?done=same")
            #expect(try await world.asked() == [people.dafydd, people.dafydd])
            let done = try await gwen.get("/reviews/\(people.review)").html
            for words in [
                "Prints agree, CRO mistyped", "Seen in custody twice", "Carys Pritchard", "without seeing the first", "Unlink",
            ] {
                #expect(done.contains(words), "\(words)")
            }
            let found = try await world.found(beside: before)
            #expect(found == [])
        }
    }

    @Test("The second does not see what the first said, in either language", arguments: Language.allCases)
    func isBlind(_ language: Language) async throws {
        try await Self.visit(.memory) { world, people, carys, gwen in
            _ = try await world.review(carys, people.review, "same", "Prints agree")
            gwen.language = language.rawValue
            let list = try await gwen.get("/reviews?state=second")
            #expect(list.html.contains("/reviews/\(people.review)\""))
            #expect(try await !gwen.get("/reviews").html.contains("/reviews/\(people.review)\""))
            let page = try await gwen.get("/reviews/\(people.review)")
            #expect(page.html.contains(language == .english ? "a first opinion" : "barn gyntaf"))
            for secret in ["Prints agree", "Carys Pritchard", "ask_agency", "value=\"same 2026"] {
                #expect(!page.html.contains(secret))
            }
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            // Nor from the answer to a stale form, nor on the timeline of the case.
            let stale = try await gwen.post(
                "/reviews/\(people.review)/decision", ["verdict": "different", "reason": "x", "seen": "open"])
            #expect(stale.status == .conflict && !stale.html.contains("Prints agree"))
            for path in ["/people/\(people.dafydd)/timeline", "/people/\(people.dafydd)/looks"] {
                #expect(try await !gwen.get(path).html.contains("Prints agree"), "\(path)")
            }
        }
    }

    @Test("Two who differ open it again, with both opinions", arguments: Engine.available)
    func differ(_ engine: Engine) async throws {
        try await Self.visit(engine) { world, people, carys, gwen in
            let before = try await world.report()
            world.clock.move(seconds: 120)
            _ = try await world.review(carys, people.review, "same", "Prints agree")
            world.clock.move(seconds: 120)
            let second = try await world.review(gwen, people.review, "different", "Two men, both seen")
            #expect(second.location == "/reviews?done=disagreed")
            #expect(try await world.asked() == [people.dafydd, people.llywelyn])
            let locks: Int64? = try await world.site.database.read { try $0.value("SELECT COUNT(*) AS n FROM match_lock") }
            #expect(locks == 0)
            for browser in [carys, gwen] {
                let page = try await browser.get("/reviews/\(people.review)")
                #expect(
                    page.html.contains("Prints agree") && page.html.contains("Two men, both seen") && page.mainAction != nil)
            }
            // From the start: a first opinion again, then another's.
            world.clock.move(seconds: 120)
            #expect(try await world.review(gwen, people.review, "same", "Photographs").location == "/reviews?done=opinion")
            #expect(try await !carys.get("/reviews/\(people.review)").html.contains("Photographs"))
            world.clock.move(seconds: 120)
            #expect(try await world.review(carys, people.review, "same", "As I said").location == "/reviews?done=same")
            #expect(try await world.asked() == [people.dafydd, people.dafydd])
            let found = try await world.found(beside: before)
            #expect(found == [])
        }
    }

    @Test("One is enough for different people, and for records without conflict")
    func one() async throws {
        try await Self.visit(.memory) { world, people, carys, _ in
            let seen = try await world.review(carys, people.review, "different", "Two men")
            #expect(seen.location == "/reviews?done=different")
        }
    }

    @Test("The second opinion does not ask an agency")
    func asksNobody() async throws {
        try await Self.visit(.memory) { world, people, carys, gwen in
            _ = try await world.review(carys, people.review, "same", "Prints agree")
            let seen = try await world.review(gwen, people.review, "ask_agency", "Well?", agency: "gwent-police")
            #expect(seen.status == .unprocessableContent)
        }
    }
}
