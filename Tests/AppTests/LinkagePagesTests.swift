import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

/// The page of the model, and pairs that people decided.
enum LinkagePagesWorld {
    /// Twenty-one pairs. Ten men hold one CRN and one name in both records and are one person; two such pairs are two people. Four women and
    /// five pairs of men share nothing: the women were said to be one person.
    static func decide(_ world: World) async throws {
        let (now, officer) = (world.clock.now, try world.officer(.carys).id)
        try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            for number in 0..<21 {
                let (one, other) = ("A\(number)", "B\(number)")
                let (alike, same) = (number < 12, number < 10 || number >= 17)
                let person = try all.nominal("Prosser", "Siôn", one) { made in
                    made.born = "19\(60 + number)-05-14"
                    made.sex = number < 17 ? "M" : "F"
                    if alike { made.crn = "X\(100_000 + number)" }
                }
                var made = PeopleFixture.Made(reference: other, family: "Kowalski", given: "Piotr", born: "1931-01-23")
                if alike { made = .init(reference: other, family: "Prosser", given: "Siôn", born: "19\(60 + number)-05-14") }
                made.sex = number < 17 ? "M" : "F"
                made.crn = alike ? "X\(100_000 + number)" : nil
                made.person = same ? person : try all.person()
                try all.record(made)
                let review = try all.review(one, other)
                try connection.execute(
                    """
                    UPDATE match_review SET state = \(same ? "same" : "different"), officer_id = \(officer), decided_at = \(now)
                    WHERE id = \(review)
                    """)
            }
            try all.finish()
        }
    }

    static func opinion(_ connection: any Connection, _ review: Int64, _ officer: Int64, _ now: Instant) throws {
        try connection.execute("UPDATE match_review SET state = 'reopened' WHERE id = \(review)")
        try connection.execute(
            """
            INSERT INTO review_opinion (review_id, officer_id, verdict, compared, reason, at)
            VALUES (\(review), \(officer), 'different', 'same', 'Two men', \(now))
            """)
    }
}

@Suite("The page of the model: how good it is on the reviewed pairs")
struct LinkageMeasureTests {
    @Test(
        "Precision and recall as counted by hand, with Wilson’s intervals, by group, nobody named", arguments: Engine.available)
    func figures(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await LinkagePagesWorld.decide(world)
            let owain = try await world.browser(client, as: .owain)
            #expect(try await owain.get("/linkage").html.contains("It has not been measured yet"))
            #expect(try await owain.post("/linkage/measurement", ["number": "0"]).location == "/linkage?number=0")
            let page = try await world.settled(owain, "/linkage")
            for words in [
                "by the last decision: 21", "83.3% (55.2% to 95.3%), 10 of 12", "71.4% (45.4% to 88.3%), 10 of 14",
                "76.9% (55.7% to 89.8%)",
                "no estimate for all pairs", "fewer than 5", "not shown", "as it is",
            ] {
                #expect(page.html.contains(words), "\(words)")
            }
            for name in ["Siôn", "Kowalski", "X100001", "1961-05-14"] { #expect(!page.html.contains(name), "\(name)") }
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            // Whose records were read is entered, with the reason.
            let entries = try await world.journal().filter { $0.reason == "linkage-quality" }
            #expect(entries.count == 1 && entries[0].kind == .consultation && entries[0].subjects.count == 28)
            #expect(entries[0].fields.contains("ethnicity") && entries[0].records == ["linkage_work:1"])
            #expect(JournalActs.words(entries[0]).en.contains("to measure"))
            #expect(JournalActs.reason(entries[0].reason).cy.contains("model cysylltu"))
            // A look at the page reads nobody.
            let before = try await world.journal().count
            _ = try await world.browser(client, as: .carys).get("/linkage")
            #expect(try await world.journal().count == before)
        }
    }

    @Test("A disagreement and what was undone are left out, and counted; the newest are taken", arguments: Engine.available)
    func leftOut(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            try await LinkagePagesWorld.decide(world)
            let (now, officer) = (world.clock.now, try world.officer(.carys).id)
            try await world.site.database.write { connection in
                let reviews: [Int64] = try connection.query("SELECT id FROM match_review ORDER BY id").map { try $0.get("id") }
                try LinkagePagesWorld.opinion(connection, reviews[0], officer, now)
                // Parted otherwise.
                let alone = try connection.insertReturningID(
                    """
                    INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                    VALUES ('', '', '', '', \(Area.gwent), \(now)) RETURNING id
                    """)
                try connection.execute("UPDATE record SET person_id = \(alone) WHERE reference = 'B1'")
                // By the rules, and not by anybody.
                try connection.execute("UPDATE match_review SET officer_id = 0 WHERE id = \(reviews[2])")
            }
            func measure(_ most: Int = LinkageMeasuring.most) async throws -> LinkageMeasurement {
                let shipped = try LinkageVersions.shipped()
                return try await LinkageMeasuring(
                    site: world.site, actor: .command("test"), versions: [shipped], task: 1, most: most
                ).measure()
            }
            let found = try await measure()
            #expect(found.pairs == 18 && found.disputed == 1 && found.undone == 1 && !found.isCut)
            #expect(found[0]?.all.joinedSame == 7 && found[0]?.all.joinedDifferent == 2)
            // Decided again: the last decision counts.
            try await world.site.database.write {
                try $0.execute("UPDATE match_review SET state = 'same' WHERE state = 'reopened'")
            }
            let again = try await measure()
            #expect(again.pairs == 19 && again.disputed == 0)
            let few = try await measure(5)
            #expect(few.pairs == 5 && few.isCut && few[0]?.all.leftSame == 4)
        }
    }

    @Test("In both languages, with nothing decided and with all measured", arguments: Language.allCases)
    func words(_ language: Language) async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            owain.language = language.rawValue
            let isEnglish = language == .english
            let empty = try await owain.get("/linkage")
            #expect(empty.html.contains(isEnglish ? "Nobody has decided a pair yet" : "Nid oes neb wedi penderfynu am bâr eto"))
            #expect(Markup.problems(html: Array(empty.html.utf8)) == [])
            try await LinkagePagesWorld.decide(world)
            try await world.site.database.write {
                try $0.execute("UPDATE record SET family = 'Nowak', given = 'Adam' WHERE reference IN ('A3', 'B3')")
            }
            _ = try await owain.post("/linkage/measurement", ["number": "0"])
            let page = try await world.settled(owain, "/linkage")
            #expect(page.html.contains(isEnglish ? "All reviewed pairs" : "Pob pâr a adolygwyd"))
            #expect(page.html.contains(isEnglish ? "the harmonic mean (F1)" : "y cymedr harmonig (F1)"))
            #expect(page.html.contains(isEnglish ? "76.9% (55.7% to 89.8%)" : "76.9% (55.7% i 89.8%)"))
            #expect(page.html.contains(isEnglish ? "role=\"rowheader\">Polish<" : "role=\"rowheader\">Pwyleg<"))
            #expect(page.html.contains(isEnglish ? "83.3% (55.2% to 95.3%), 10 of 12" : "83.3% (55.2% i 95.3%), 10 o 12"))
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            #expect(try await owain.get("/settings").html.contains("href=\"/linkage\""))
        }
    }

    @Test("Coordinators read, administrators change, the others find nothing")
    func rights() async throws {
        try await World.visit { world, client in
            try await LinkagePagesWorld.decide(world)
            let acts = ["learning", "measurement", "check", "run", "use"]
            for named in Named.allCases {
                let browser = try await world.browser(client, as: named)
                let seen = try await browser.get("/linkage")
                #expect(seen.status == ([.carys, .owain].contains(named) ? .ok : .notFound), "\(named)")
                guard named != .owain else {
                    #expect(seen.html.contains("action=\"/linkage/learning\""))
                    continue
                }
                #expect(!seen.html.contains("action=\"/linkage/"))
                for act in acts {
                    let answer = try await browser.post("/linkage/\(act)", ["number": "0", "reason": "Mine"])
                    #expect(answer.status == .notFound, "\(named) \(act)")
                }
            }
            let owain = try await world.browser(client, as: .owain)
            for act in ["measurement", "check", "use"] {
                for number in ["7", "-1", "x", ""] {
                    #expect(try await owain.post("/linkage/\(act)", ["number": number]).status == .notFound)
                }
            }
            // Their last proof is too old.
            world.clock.move(seconds: 11 * 60)
            for act in acts { _ = try await owain.post("/linkage/\(act)", ["number": "0"]) }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_work") == 0)
        }
    }
}

@Suite("The page of the model: learning, what it would change, taking into use")
struct LinkageChangeTests {
    @Test("A full run by the version in use: counted, seen, done", arguments: Engine.available)
    func planSeeRun(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let rows = [GwentFile.row("G1", "Prosser"), GwentFile.row("G2", "Prosser", updated: "02/02/2026 10:00")]
            for row in rows {
                _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes([row]), world.site), world.site)
                world.clock.move(seconds: 1)
            }
            try await world.site.database.write { connection in
                let person = try connection.insertReturningID(
                    """
                    INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
                    VALUES ('', '', '', '', 'gwent', \(world.clock.now)) RETURNING id
                    """)
                try connection.execute("UPDATE record SET person_id = \(person) WHERE reference = 'G2'")
                try PersonRefresh.refresh(connection, [person])
            }
            let people: SQL = "SELECT COUNT(DISTINCT person_id) AS n FROM record"
            let owain = try await world.browser(client, as: .owain)
            let unseen = try await owain.post("/linkage/run", ["number": "0", "seen": "1"])
            #expect(unseen.status == .unprocessableContent && unseen.html.contains("See first what it would change"))
            #expect(try await owain.post("/linkage/check", ["number": "0"]).status == .seeOther)
            let plan = try await world.settled(owain, "/linkage")
            #expect(plan.html.contains("Pairs of people joined</dt><dd class=\"figure\">1</dd>"))
            #expect(Markup.problems(html: Array(plan.html.utf8)) == [])
            #expect(try await world.site.count(people) == 2)
            let seen = try #require(plan.value("seen"))
            #expect(try await owain.post("/linkage/run", ["number": "0", "seen": seen]).status == .seeOther)
            let done = try await world.settled(owain, "/linkage")
            #expect(done.html.contains("2 records were weighed: 1 pairs of people joined"))
            #expect(try await world.site.count(people) == 1)
            // What was seen holds no longer.
            #expect(try await owain.post("/linkage/run", ["number": "0", "seen": seen]).status == .unprocessableContent)
            #expect(done.html.contains("records were joined since"))
            let joined = try #require(try await world.journal().last { $0.kind == .combination })
            let officer = try world.officer(.owain).id
            #expect(joined.route == "POST /linkage/run" && joined.actor == officer)
            #expect(try await world.journal().filter { $0.records == ["linkage_work:2"] }.count == 2)
        }
    }

    @Test("Learned, seen, taken into use with a reason, and back; somebody else was faster", arguments: Engine.available)
    func use(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.many(1_100), world.site), world.site)
            let owain = try await world.browser(client, as: .owain)
            func check(_ number: Int) async throws {
                _ = try await owain.post("/linkage/check", ["number": "\(number)"])
                let seen = try await world.settled(owain, "/linkage?number=\(number)")
                #expect(seen.html.contains("href=\"/linkage/use?number=\(number)\""))
            }
            #expect(try await owain.post("/linkage/learning").location == "/linkage")
            let learned = try await world.settled(owain, "/linkage")
            #expect(learned.html.contains("Version 1 was learned from 1,100 records"))
            #expect(learned.html.contains("Learned, not in use") && learned.html.contains("Owain Prosser"))
            // Not before it was seen.
            #expect(try await owain.get("/linkage/use?number=1").location == "/linkage?number=1")
            let blind = try await owain.post("/linkage/use", ["number": "1", "base": "0", "seen": "1", "reason": "Ours"])
            #expect(blind.status == .unprocessableContent && blind.html.contains("See first what it would change"))
            try await check(1)
            let form = try await owain.get("/linkage/use?number=1")
            #expect(
                Markup.problems(html: Array(form.html.utf8)) == [] && form.html.contains("In use now: Version 0, as shipped"))
            let without = try await owain.post("/linkage/use", form.mainForm)
            #expect(without.status == .unprocessableContent && without.html.contains("id=\"reason-error\""))
            let taken = try await owain.post("/linkage/use", form.mainForm + [("reason", "Our own names")])
            #expect(taken.location == "/linkage?number=1")
            #expect(try await world.site.database.read { try LinkageVersions.inUse($0).number } == 1)
            // The same form once more: what stands has changed.
            let late = try await owain.post("/linkage/use", form.mainForm + [("reason", "Mine")])
            #expect(late.status == .conflict && late.html.contains("Our own names") && late.html.contains("Mine"))
            #expect(Markup.problems(html: Array(late.html.utf8)) == [])
            // And back.
            try await check(0)
            let back = try await owain.get("/linkage/use?number=0").mainForm
            #expect(try await owain.post("/linkage/use", back + [("reason", "Worse at night")]).status == .seeOther)
            let page = try await owain.get("/linkage")
            for words in ["Our own names", "Worse at night", "Former"] { #expect(page.html.contains(words), "\(words)") }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_use") == 2)
            let entry = try #require(try await world.journal().last { $0.fields == ["linkage_model.state"] })
            #expect(entry.records == ["linkage_model:0"] && JournalActs.words(entry).en == "Took a linking model into use")
        }
    }

    @Test("Side by side with the version in use", arguments: Language.allCases)
    func beside(_ language: Language) async throws {
        try await World.visit { world, client in
            try await LinkagePagesWorld.decide(world)
            let (now, model) = (world.clock.now, try LinkageVersions.shipped())
            var other = model.model
            other.join = 60
            let changed = other
            _ = try await world.site.database.write { try LinkageVersions.keep($0, changed, model.terms, by: 0, at: now) }
            let owain = try await world.browser(client, as: .owain)
            owain.language = language.rawValue
            _ = try await owain.post("/linkage/measurement", ["number": "1"])
            let page = try await world.settled(owain, "/linkage?number=1")
            #expect(page.html.contains(language == .english ? "All reviewed pairs" : "Pob pâr a adolygwyd"))
            #expect(page.html.contains(language == .english ? "Precision, version 1" : "Trachywiredd, fersiwn 1"))
            #expect(page.html.contains(language == .english ? "at the machine" : "wrth y peiriant"))
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
        }
    }

    @Test("Too few records: said on the page")
    func few() async throws {
        try await World.visit { world, client in
            try await LinkagePagesWorld.decide(world)
            let owain = try await world.browser(client, as: .owain)
            _ = try await owain.post("/linkage/learning")
            let page = try await world.settled(owain, "/linkage")
            #expect(page.html.contains("from 1,000 records at least, and there are fewer"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM linkage_work WHERE state = 'refused'") == 1)
        }
    }
}
