import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Combining two people and undoing it restores every table")
struct CombinationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let record: String
        let extent: String?
        var testDescription: String { "\(record) \(extent ?? "")" }
    }

    /// Mostyn's two records, with a choice; Rhodri's only one, which leaves by sending the others home.
    static let cases = [
        Case(record: "G2000008", extent: "whole"), Case(record: "E200008", extent: "whole"),
        Case(record: "G2000001", extent: nil),
    ]

    @Test(arguments: cases, Engine.available)
    func roundTrip(_ what: Case, _ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            try await world.before(browser, people)
            let before = try await world.everything()
            try await world.unite(browser, "G2000001", "G2000008")
            #expect(try await world.everything() != before)
            let page = try await browser.get("/panels/W15000002/people/\(people.rhodri)")
            #expect(page.html.contains("Twelve burglaries") && page.html.contains("In custody until June"))
            let sent = try await world.unlink(browser, what.record, from: people.rhodri, what.extent)
            #expect(sent.status == .seeOther)
            let home = what.record == "G2000001" ? people.rhodri : people.mostyn
            #expect(sent.location == "/people/\(home)/records?done=unlinked")
            let entry = try #require(try await world.casework().last { $0.kind == .combination })
            #expect(entry.subjects == [people.rhodri, people.mostyn].sorted() && entry.reason == LinkWords.separated)
            let after = try await world.everything()
            for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
            #expect(try await browser.get("/people/\(people.alun)").location == "/people/\(people.mostyn)")
            #expect(try await browser.get("/people/\(people.mostyn)").html.contains("In custody until June"))
            #expect(!(try await browser.get("/people/\(people.rhodri)").html.contains("In custody until June")))
        }
    }

    @Test("A record that leaves alone becomes a new person; the enrolment stays with the record that it began on")
    func alone() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            try await world.before(browser, people)
            try await world.unite(browser, "G2000001", "G2000008")
            #expect(try await world.unlink(browser, "E200008", from: people.rhodri, nil).status == .unprocessableContent)
            let sent = try await world.unlink(browser, "E200008", from: people.rhodri, "record")
            let new = try await world.owner("E200008")
            #expect(sent.location == "/people/\(new)/records?done=unlinked" && ![people.rhodri, people.mostyn].contains(new))
            #expect(try await world.owner("G2000008") == people.rhodri)
            // Mostyn's decision hangs on his police record, which stays.
            #expect(try await browser.get("/people/\(people.rhodri)").html.contains("In custody until June"))
            let locks = try await world.site.database.read { try $0.query("SELECT * FROM match_lock").count }
            #expect(locks == 3)
        }
    }

    @Test("Two people who are both enrolled in an area are not made one", arguments: Engine.available)
    func bothEnrolled(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            _ = try await world.decide(browser, people.rhodri, DecisionTests.adopting())
            _ = try await world.decide(browser, people.mostyn, DecisionTests.adopting(["mappa_reason": "Level 1 only"]))
            let seen = try await world.unite(browser, "G2000001", "G2000008")
            #expect(seen.status == .unprocessableContent && seen.html.contains("Both people are enrolled in Gwent"))
            #expect(try await world.owner("G2000008") == people.mostyn)
        }
    }

    @Test(
        "An import that would make one person of two asks when both are enrolled in an area",
        arguments: [(nil, 1), (Area.gwent, 3), (.southWales, 1)])
    func imported(_ second: Area?, _ persons: Int) async throws {
        try await World.with { world in
            let now = world.clock.now
            try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                let one = try all.nominal("Prosser", "Evan", "G1") { $0.pnc = "2013/6312209U" }
                let other = try all.nominal("Prosser", "Evan", "G2") { $0.cro = "65656/91H" }
                try all.round([])
                if let second {
                    try all.enrolled(one, rag: "red")
                    try all.enrolled(other, rag: "red")
                    try connection.execute("UPDATE enrolment SET area = \(second) WHERE person_id = \(other)")
                }
                try all.finish()
            }
            let row =
                "G9,Prosser,Evan,,,14/05/1990,M,W1,2013/6312209U,65656/91H,1 Stryd Fawr,,Tredegar,NP23 4AB,,01/02/2026 10:00"
            _ = try await ImportRunning.whole(
                try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
            #expect(try await world.site.count("SELECT COUNT(DISTINCT person_id) AS n FROM record") == persons)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == (persons == 1 ? 0 : 2))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review WHERE rule = ''") == 0)
        }
    }
}

@Suite("The history of links says who, when and why, also of records that left")
struct LinkHistoryTests {
    @Test(arguments: Engine.available)
    func isWhole(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            try await world.unite(carys, "G2000001", "G2000008")
            let joined = try await carys.get("/people/\(people.rhodri)/records")
            #expect(joined.html.contains("by Carys Pritchard: One man, seen in custody"))
            let other = try await world.stranger(client, .coordinator, "gwent-police", [.gwent])
            _ = try await world.unlink(other, "G2000008", from: people.rhodri, "whole")
            for (path, phrases) in [
                (
                    "/people/\(people.rhodri)/records",
                    ["Records that were here once", "by Carys Pritchard: One man", "by Mererid Tomos: Two men after all"]
                ),
                ("/people/\(people.mostyn)/records", ["by Carys Pritchard: One man", "by Mererid Tomos: Two men after all"]),
                ("/people/\(people.rhodri)/timeline", ["a record that is elsewhere now: Two men after all"]),
                ("/people/\(people.mostyn)/timeline", ["One man, seen in custody", "Two men after all"]),
            ] {
                let seen = try await carys.get(path)
                for phrase in phrases { #expect(seen.html.contains(phrase), "\(path): \(phrase)") }
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
            }
            // Nothing of the record itself, and nothing that compares with it.
            let left = try await carys.get("/people/\(people.rhodri)/records").html
            #expect(!left.contains("G2000008") && !left.contains("Same name"))
        }
    }
}

@Suite("A question stands until it is answered or its records are of one person")
struct OpenQuestionTests {
    @Test(arguments: Engine.available)
    func doubt(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let review = try await world.question("G2000001", "G2000008")
            func isInDoubt() async throws -> Bool {
                try await browser.get("/panels/W15000002?unsure=yes").html.contains("Morgan, Rhodri")
            }
            #expect(try await isInDoubt())
            #expect(try await world.answer(browser, review, "not_yet", "Asking the agency").status == .seeOther)
            #expect(try await isInDoubt())
            let now = world.clock.now
            try await world.site.database.write {
                try PersonCombination.combine(
                    $0, into: people.rhodri, [people.mostyn], rule: "shared-identifier", officer: 0, at: now)
            }
            #expect(try await !isInDoubt())
            #expect(try await browser.get("/reviews?state=not_yet").html.contains("Nothing is waiting"))
        }
    }
}

extension World {
    /// Everything that the database holds of people, decisions and rounds. What grows by every act is left out: the journal,
    /// sessions, and the history of links, locks and questions; sets of reach tokens are only ever added.
    func everything() async throws -> [String: [String]] {
        let history: Set<String> = [
            "journal", "commitment_salt", "record_link", "match_lock", "match_review", "review_opinion", "reach", "reach_token",
            "session",
        ]
        return try await site.database.read { connection in
            var found: [String: [String]] = [:]
            for table in try connection.tableNames() where !history.contains(table) {
                found[table] = try connection.query("SELECT * FROM \(name: table)").map { "\($0.values)" }.sorted()
            }
            found["standing links"] = try connection.query(
                "SELECT record_id, person_id FROM record_link WHERE ended_at IS NULL ORDER BY record_id"
            ).map { "\($0.values)" }
            return found
        }
    }

    /// Rhodri adopted, Mostyn declined in the same round; Alun was found to be Mostyn before.
    func before(_ browser: Browser, _ people: CohortPeople) async throws {
        let now = clock.now
        try await site.database.write {
            try PersonCombination.combine(
                $0, into: people.mostyn, [people.alun], rule: "shared-identifier", officer: 0, at: now)
        }
        #expect(try await decide(browser, people.rhodri, DecisionTests.adopting()).status == .seeOther)
        let declined = DecisionTests.adopting(["outcome": "decline", "reason": "In custody until June"])
        #expect(try await decide(browser, people.mostyn, declined).status == .seeOther)
    }

    func decide(_ browser: Browser, _ person: Int64, _ fields: [(String, String)]) async throws -> Seen {
        let path = "/panels/W15000002/people/\(person)"
        let page = try await browser.get(path)
        let hidden = ["round", "sequence"].compactMap { name in page.value(name).map { (name, $0) } }
        return try await browser.post("\(path)/decision", hidden + fields)
    }

    func question(_ one: String, _ other: String) async throws -> Int64 {
        let now = clock.now
        return try await site.database.write { connection in
            try connection.insertReturningID(
                """
                INSERT INTO match_review (record_id, other_record_id, points, explanation, state, made_at)
                SELECT a.id, b.id, 35, '{"with":2,"points":[{"points":35,"en":"Same name","cy":"Yr un enw"}]}', 'open', \(now)
                FROM record a JOIN record b ON b.reference = \(other) WHERE a.reference = \(one) RETURNING id
                """)
        }
    }

    func answer(_ browser: Browser, _ review: Int64, _ verdict: String, _ reason: String) async throws -> Seen {
        let seen = try await browser.get("/reviews/\(review)").value("seen") ?? ""
        return try await browser.post("/reviews/\(review)/decision", ["verdict": verdict, "reason": reason, "seen": seen])
    }

    /// As the second of two: the verified numbers of everybody here differ.
    @discardableResult
    func unite(_ browser: Browser, _ one: String, _ other: String) async throws -> Seen {
        let review = try await question(one, other)
        let (now, first) = (clock.now, try officer(.dewi).id)
        try await site.database.write { connection in
            try connection.execute(
                """
                UPDATE match_review SET state = \(OpenQuestions.second), officer_id = \(first), decided_at = \(now)
                WHERE id = \(review)
                """)
        }
        return try await answer(browser, review, "same", "One man, seen in custody")
    }

    func unlink(_ browser: Browser, _ record: String, from person: Int64, _ extent: String?) async throws -> Seen {
        let id: Int64 = try await site.database.read {
            try $0.value("SELECT id FROM record WHERE reference = \(record)") ?? 0
        }
        let path = "/people/\(person)/records/\(id)/unlinking"
        let page = try await browser.get(path)
        #expect(page.status == .ok && Markup.problems(html: Array(page.html.utf8)) == [])
        var fields = [("reason", "Two men after all")]
        if let extent { fields.append(("extent", extent)) }
        return try await browser.post(path, fields)
    }

    func owner(_ record: String) async throws -> Int64 {
        try await site.database.read { try $0.value("SELECT person_id FROM record WHERE reference = \(record)") ?? 0 }
    }
}
