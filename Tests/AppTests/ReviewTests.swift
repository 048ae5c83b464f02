import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Deciding whether two records are of one person")
struct ReviewTests {
    @Test(arguments: Language.allCases)
    func isWellFormed(_ language: Language) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            browser.language = language.rawValue
            let lists =
                ReviewList.allCases.map { "/reviews?state=\($0.rawValue)" }
                + ReviewOutcome.allCases.map { "/reviews?done=\($0.rawValue)" }
            for path in lists + ["/reviews", "/reviews/\(people.review)"] {
                let seen = try await browser.get(path)
                #expect(seen.status == .ok)
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
            }
            let pair = try await browser.get("/reviews/\(people.review)")
            #expect(pair.html.contains(language == .english ? "Same name</th><td>for</td>" : "Yr un enw</th><td>o blaid</td>"))
            #expect(pair.html.contains("class=\"numeric\">+35<"))
        }
    }

    @Test(arguments: Engine.available)
    func sameMakesOnePersonOfTwo(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let seen = try await decide(browser, people.review, "same", "One and the same, seen in custody")
            #expect(seen.status == .seeOther && seen.location == "/reviews?done=same")
            #expect(try await persons(world) == [people.dafydd, people.dafydd])
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .combination && entry.subjects == [people.dafydd, people.llywelyn] && entry.reason == "same")
            #expect(!entry.fields.joined().contains("custody"))
            #expect(try await browser.get("/people?q=gwilym").html.contains("Showing 1 to 1 of 1"))
            #expect(try await browser.get("/reviews").html.contains("Nothing is waiting"))
            let records = try await browser.get("/people/\(people.dafydd)/records")
            #expect(
                records.html.contains("An officer decided that it is the same person")
                    && records.html.contains("Carys Pritchard"))
        }
    }

    @Test(arguments: Engine.available)
    func differentLocksThemApart(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            #expect(try await decide(browser, people.review, "different", "Two men, both seen").status == .seeOther)
            let lock = try await world.site.database.read {
                try $0.first(
                    """
                    SELECT a.reference || ' ' || b.reference || ' ' || k.reason AS words FROM match_lock k
                    JOIN record a ON a.id = k.record_a JOIN record b ON b.id = k.record_b
                    """)
            }
            let words: String? = try lock?.get("words")
            #expect(words == "G1000002 G1000003 Two men, both seen")
            #expect(try await persons(world) == [people.dafydd, people.llywelyn])
            #expect(try await world.casework().last?.kind == .alteration)
        }
    }

    @Test
    func notYetWaitsInAQueueOfItsOwn() async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            _ = try await decide(browser, people.review, "not_yet", "Waiting for fingerprints")
            #expect(try await browser.get("/reviews").html.contains("Nothing is waiting"))
            #expect(try await browser.get("/reviews?state=not_yet").html.contains("ap Rhys, Dafydd"))
            #expect(try await decide(browser, people.review, "same", "Fingerprints agree").status == .seeOther)
        }
    }

    @Test(arguments: Engine.available)
    func theSecondDeciderSeesBothVersions(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let page = try await browser.get("/reviews/\(people.review)")
            let stale = try #require(page.value("seen"))
            _ = try await decide(browser, people.review, "different", "Two men")
            let seen = try await browser.post(
                "/reviews/\(people.review)/decision", ["verdict": "same", "reason": "One man", "seen": stale])
            #expect(seen.status == .conflict)
            #expect(seen.html.contains("Two men") && seen.html.contains("One man") && seen.html.contains("Carys Pritchard"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .consultation && entry.subjects == [people.dafydd, people.llywelyn])
            #expect(try await persons(world) == [people.dafydd, people.llywelyn])
        }
    }

    @Test("Different is for ever: a form made by hand does not open the question again", arguments: ReviewVerdict.allCases)
    func aClosedQuestionStaysClosed(_ verdict: ReviewVerdict) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            _ = try await decide(browser, people.review, "different", "Two men")
            let row = try await world.site.database.read {
                try $0.first("SELECT state || ' ' || decided_at AS stamp FROM match_review WHERE id = \(people.review)")
            }
            let stamp: String = try #require(try row?.get("stamp"))
            let seen = try await browser.post(
                "/reviews/\(people.review)/decision", ["verdict": verdict.rawValue, "reason": "Again", "seen": stamp])
            #expect(seen.status == .conflict)
            #expect(try await browser.get("/reviews?state=not_yet").html.contains("ap Rhys, Dafydd") == false)
        }
    }

    @Test
    func peopleLockedApartDoNotBecomeOne() async throws {
        try await GwentPeople.visit { world, people, client in
            let now = world.clock.now
            try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                try all.record(.init(reference: "G1000009", family: "ap Rhys", given: "Dafydd", person: people.dafydd))
                let ids: [Int64] = try connection.query(
                    "SELECT id FROM record WHERE reference IN ('G1000009', 'G1000003') ORDER BY id"
                ).map { try $0.get("id") }
                try Linking.lock(connection, [(ids[1], ids[0])], reason: "Two men", officer: 1, at: now)
            }
            let browser = try await world.browser(client, as: .carys)
            let seen = try await decide(browser, people.review, "same", "One man")
            #expect(seen.status == .unprocessableContent && seen.html.contains("are of different people"))
            #expect(try await persons(world) == [people.dafydd, people.llywelyn])
        }
    }

    @Test(arguments: [("", "because", "Choose what you decide"), ("same", "", "Give your reason")])
    func asksForBoth(_ verdict: String, _ reason: String, _ problem: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let seen = try await decide(browser, people.review, verdict, reason)
            #expect(seen.status == .unprocessableContent)
            #expect(seen.html.contains(problem) && seen.html.contains(reason))
            #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
        }
    }

    @Test
    func isNotForThoseWhoMayNotOpenBoth() async throws {
        try await GwentPeople.visit { world, people, client in
            let stranger = try await world.stranger(client)
            #expect(try await stranger.get("/reviews/\(people.review)").status == .notFound)
            let queue = try await stranger.get("/reviews")
            #expect(!queue.html.contains("Dafydd") && queue.html.contains("1 question reaches into an area"))
            let seen = try await stranger.post(
                "/reviews/\(people.review)/decision", ["verdict": "same", "reason": "x", "seen": "open"])
            #expect(seen.status == .notFound)
            #expect(try await world.browser(client, as: .dewi).get("/reviews").status == .notFound)
        }
    }

    private func decide(_ browser: Browser, _ review: Int64, _ verdict: String, _ reason: String) async throws -> Seen {
        let page = try await browser.get("/reviews/\(review)")
        let seen = try #require(page.value("seen"))
        return try await browser.post("/reviews/\(review)/decision", ["verdict": verdict, "reason": reason, "seen": seen])
    }

    /// The people of the two records, in the order of the records.
    private func persons(_ world: World) async throws -> [Int64] {
        try await world.site.database.read {
            try $0.query("SELECT person_id FROM record WHERE reference IN ('G1000002', 'G1000003') ORDER BY id")
                .map { try $0.get("person_id") }
        }
    }
}

@Suite("Unlinking a record loses nothing")
struct ReviewUnlinkingTests {
    @Test(arguments: Engine.available)
    func theRecordGetsAPersonOfItsOwn(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let path = "/people/\(people.sian)/records/\(people.probationOfSian)/unlinking"
            #expect(try await browser.get(path).html.contains("Unlink a record"))
            let seen = try await browser.post(path, ["reason": "Another Sian Jones"])
            #expect(seen.status == .seeOther)
            let new: Int64 = try await world.site.database.read {
                try $0.value("SELECT person_id FROM record WHERE reference = 'E100001'") ?? 0
            }
            #expect(new != people.sian && seen.location == "/people/\(new)/records?done=unlinked")
            let case2 = try await browser.get("/people/\(new)")
            #expect(
                case2.html.contains("community order") && case2.html.contains("HMP Cardiff")
                    && !case2.html.contains("NEWPORT MC"))
            let case1 = try await browser.get("/people/\(people.sian)")
            #expect(case1.html.contains("NEWPORT MC") && !case1.html.contains("HMP Cardiff"))
            let entry = try #require(try await world.casework().last { $0.reason == LinkWords.separated })
            #expect(entry.kind == .combination && entry.subjects == [people.sian, new])
            let words = JournalActs.words(entry)
            #expect(words.en == "Unlinked a record" && words.cy == "Datgysylltwyd cofnod")
            #expect(JournalActs.reason(entry.reason).cy == "Dadwnaed cysylltiad")
            let locks: Int64? = try await world.site.database.read { try $0.value("SELECT COUNT(*) AS n FROM match_lock") }
            #expect(locks == 1)
        }
    }

    @Test(arguments: Engine.available)
    func recordsOfThePNCFollowTheOneThatNamesThem(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let nominal: Int64 = try await world.site.database.read {
                try $0.value("SELECT id FROM record WHERE reference = 'G1000001'") ?? 0
            }
            _ = try await browser.post("/people/\(people.sian)/records/\(nominal)/unlinking", ["reason": "Wrong"])
            let owners: [Int64] = try await world.site.database.read {
                try $0.query("SELECT person_id FROM record WHERE reference IN ('G1000001', '2013/6312209U') ORDER BY id")
                    .map { try $0.get("person_id") }
            }
            #expect(owners.count == 2 && Set(owners).count == 1 && owners[0] != people.sian)
        }
    }

    @Test
    func asksForAReasonAndIsForCoordinators() async throws {
        try await GwentPeople.visit { world, people, client in
            let path = "/people/\(people.sian)/records/\(people.probationOfSian)/unlinking"
            let seen = try await world.browser(client, as: .carys).post(path, ["reason": " "])
            #expect(seen.status == .unprocessableContent && seen.html.contains("Say why this record is of another person"))
            let switched = try await world.browser(client, as: .carys).post(path, ["reason": " ", "switch-language": "cy"])
            #expect(switched.status == .ok && switched.html.contains("lang=\"cy\""))
            #expect(try await world.browser(client, as: .dewi).get(path).status == .notFound)
            #expect(try await world.stranger(client).get(path).status == .notFound)
        }
    }

    @Test
    func theOnlyRecordStays() async throws {
        try await GwentPeople.visit { world, people, client in
            let record: Int64 = try await world.site.database.read {
                try $0.value("SELECT id FROM record WHERE reference = 'G1000002'") ?? 0
            }
            let browser = try await world.browser(client, as: .carys)
            #expect(try await browser.get("/people/\(people.dafydd)/records/\(record)/unlinking").status == .notFound)
        }
    }
}
