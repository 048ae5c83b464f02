import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A panel decides")
struct DecisionTests {
    static let gwent = "/panels/W15000002"

    static func adopting(_ more: [String: String] = [:]) -> [(String, String)] {
        let base = [
            "outcome": "adopt_fixed", "panel_day-day": "2", "panel_day-month": "3", "panel_day-year": "2026",
            "reason": "Twelve burglaries", "police_decider": "Awel Pugh", "probation_decider": "Mair Tudor",
            "police_lead": "Gwyn Rees", "probation_lead": "Lowri Hâf", "rag": "red", "next_review-day": "1",
            "next_review-month": "6", "next_review-year": "2026",
        ].merging(more) { $1 }
        return base.map { ($0.key, $0.value) }
    }

    /// Opens the person's page and sends the form that stands there.
    private func send(_ browser: Browser, _ person: Int64, _ fields: [(String, String)]) async throws -> Seen {
        let page = try await browser.get("\(Self.gwent)/people/\(person)")
        let hidden = ["round", "sequence"].compactMap { name in page.value(name).map { (name, $0) } }
        return try await browser.post("\(Self.gwent)/people/\(person)/decision", hidden + fields)
    }

    @Test(
        "Adopting makes an enrolment with its history, opens the case to those who work there, and is entered",
        arguments: Engine.available)
    func adopts(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let nia = try await world.browser(client, as: .nia)
            #expect(try await nia.get("/people/\(people.rhodri)").status == .notFound)
            let sent = try await send(carys, people.rhodri, Self.adopting())
            #expect(sent.status == .seeOther)
            #expect(sent.location == "\(Self.gwent)/people/\(people.rhodri)?done=decided")
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .alteration && entry.subjects == [people.rhodri] && entry.reason == "adopt_fixed")
            let (enrolment, steps) = try await world.enrolment(people.rhodri)
            #expect(enrolment?.state == .adopted && enrolment?.place == .fixed && enrolment?.rag == .red)
            #expect(steps == ["proposed", "adopted"])
            #expect(try await nia.get("/people/\(people.rhodri)").status == .ok)
            let page = try await carys.get(sent.location ?? "")
            #expect(page.html.contains("The decision is recorded.") && page.html.contains("Awel Pugh"))
            let list = try await carys.get("\(Self.gwent)?undecided=yes")
            #expect(!list.html.contains("Morgan, Rhodri"))
        }
    }

    @Test("Nobody is selected without a human: a round alone enrols nobody")
    func noEnrolmentByScore() async throws {
        try await CohortPeople.visit { world, people, _ in
            let count = try await world.site.database.read { try $0.query("SELECT id FROM enrolment").count }
            #expect(count == 0)
        }
    }

    @Test(
        "What the rules refuse stands at its field, in the reader’s language, with what was typed",
        arguments: [
            (
                ["probation_decider": "awel pugh"], "probation_decider", "name two different people",
                "enwch ddau berson gwahanol"
            ),
            (["next_review-year": "2025"], "next_review", "must be after the day of the panel", "fod ar ôl diwrnod y panel"),
            (
                ["next_review-day": "31", "next_review-month": "2"], "next_review", "Enter a real date",
                "Rhowch ddyddiad go iawn"
            ),
            (["next_review-day": "+1"], "next_review", "Enter a real date", "Rhowch ddyddiad go iawn"),
            (
                ["next_review-year": "2062"], "next_review", "must be 2 March 2029 or earlier",
                "fod 2 Mawrth 2029 neu’n gynharach"
            ),
            (["panel_day-year": "1026"], "panel_day", "must be 2 March 2024 or later", "fod 2 Mawrth 2024 neu’n hwyrach"),
            (
                ["outcome": "defer", "defer_until-day": "1", "defer_until-month": "1", "defer_until-year": "2926"],
                "defer_until", "defer must be 2 March 2029 or earlier", "hyd ato fod 2 Mawrth 2029 neu’n gynharach"
            ),
            (["panel_day-year": "2027"], "panel_day", "must be today or earlier", "fod heddiw neu’n gynharach"),
            (["outcome": "defer"], "defer_until", "until which you defer", "y gohirir hyd ato"),
            (["outcome": "adopt_flex"], "flex_ground", "Choose the ground of Flex", "Dewiswch y sail dros Hyblyg"),
            (
                ["outcome": "adopt_flex", "flex_ground": "same_profile", "agreed": "police"], "agreed",
                "to agree on its ground", "gytuno ar ei sail"
            ),
            (["outcome": "adopt_free"], "free_scheme", "Choose the scheme of Free", "Dewiswch gynllun Rhydd"),
            (["outcome": ""], "outcome", "Choose what the panel decided", "Dewiswch beth benderfynodd y panel"),
        ])
    func refuses(_ change: [String: String], _ field: String, _ english: String, _ welsh: String) async throws {
        try await CohortPeople.visit { world, people, client in
            for (language, phrase) in [("en", english), ("cy", welsh)] {
                let browser = try await world.browser(client, as: .carys)
                browser.language = language
                let seen = try await send(browser, people.rhodri, Self.adopting(change))
                #expect(seen.status == .unprocessableContent)
                #expect(seen.html.contains("id=\"\(field)-error\"") && seen.html.contains("href=\"#\(field)\""))
                #expect(seen.html.contains(phrase))
                #expect(seen.html.contains("Twelve burglaries"))
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
            }
            #expect(try await world.enrolment(people.rhodri).0 == nil)
        }
    }

    @Test("An empty form is told everything that is missing at once")
    func empty() async throws {
        try await CohortPeople.visit { world, people, client in
            let seen = try await send(try await world.browser(client, as: .carys), people.rhodri, [])
            #expect(seen.status == .unprocessableContent)
            for field in ["outcome", "panel_day", "reason", "police_decider", "probation_decider"] {
                #expect(seen.html.contains("id=\"\(field)-error\""), "\(field)")
            }
        }
    }

    @Test("Without the day of the panel nothing else is held against the form")
    func withoutDay() async throws {
        try await CohortPeople.visit { world, people, client in
            let gone = ["panel_day-day": "", "panel_day-month": "", "panel_day-year": ""]
            let seen = try await send(try await world.browser(client, as: .carys), people.rhodri, Self.adopting(gone))
            #expect(seen.status == .unprocessableContent && seen.html.contains("Enter the day of the panel"))
            #expect(!seen.html.contains("id=\"outcome-error\"") && !seen.html.contains("id=\"next_review-error\""))
        }
    }

    @Test("Who is not proposed as Fixed is not adopted as Fixed, also when the form is made up")
    func notFixed() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let seen = try await send(browser, people.gwenllian, Self.adopting())
            #expect(seen.html.contains("Nobody is put in Fixed whom the Fixed rule does not propose"))
            let minor = try await send(
                browser, people.ifan, Self.adopting(["outcome": "adopt_free", "free_scheme": "serious_violence"]))
            #expect(minor.html.contains("open from 7 July 2026"))
            let mappa = try await send(browser, people.mostyn, Self.adopting())
            #expect(mappa.html.contains("say why IOM is needed as well"))
            let reasoned = try await send(browser, people.mostyn, Self.adopting(["mappa_reason": "Level 1 only"]))
            #expect(reasoned.status == .seeOther)
        }
    }

    @Test("Two panel members decide the same case: the second sees both versions", arguments: Engine.available)
    func conflict(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let path = "\(Self.gwent)/people/\(people.rhodri)"
            let (carys, dewi) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi))
            let first = try await carys.get(path)
            let second = try await dewi.get(path)
            func hidden(_ page: Seen) -> [(String, String)] {
                ["round", "sequence"].compactMap { name in page.value(name).map { (name, $0) } }
            }
            #expect(try await carys.post("\(path)/decision", hidden(first) + Self.adopting()).status == .seeOther)
            dewi.language = "cy"
            let late = try await dewi.post(
                "\(path)/decision", hidden(second) + Self.adopting(["outcome": "decline", "reason": "Too many already"]))
            #expect(late.status == .conflict)
            #expect(late.html.contains("Penderfynwyd yr achos hwn yn y cyfamser"))
            #expect(late.html.contains("Mabwysiadwyd fel Sefydlog") && late.html.contains("Twelve burglaries"))
            #expect(late.html.contains("Gwrthodwyd") && late.html.contains("Too many already"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.kind == .consultation && entry.subjects == [people.rhodri] && entry.fields == ["decisions"])
            #expect(try await world.enrolment(people.rhodri).0?.state == .adopted)
        }
    }

    @Test(
        "A decision belongs to its round: last year’s refusal does not hide this year’s eligibility",
        arguments: Engine.available)
    func rounds(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let stale = try await browser.get("\(Self.gwent)/people/\(people.rhodri)")
            #expect(try await send(browser, people.rhodri, Self.adopting(["outcome": "decline"])).status == .seeOther)
            #expect(!(try await browser.get("\(Self.gwent)?undecided=yes")).html.contains("Morgan, Rhodri"))
            try await world.score("Next year", asOf: CohortPeople.asOf)
            #expect(try await browser.get("\(Self.gwent)?undecided=yes").html.contains("Morgan, Rhodri"))
            let old = ["round", "sequence"].compactMap { name in stale.value(name).map { (name, $0) } }
            let late = try await browser.post("\(Self.gwent)/people/\(people.rhodri)/decision", old + Self.adopting())
            #expect(late.status == .conflict && late.html.contains("Next year"))
            #expect(try await send(browser, people.rhodri, Self.adopting()).status == .seeOther)
            let states = try await world.site.database.read { connection in
                try connection.query("SELECT state FROM enrolment WHERE person_id = \(people.rhodri) ORDER BY id")
                    .map { try $0.get("state", as: String.self) }
            }
            #expect(states == ["declined", "adopted"])
        }
    }

    @Test("What was decided on somebody who is found to be another counts for them", arguments: Engine.available)
    func combined(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let (one, other, now) = (people.rhodri, people.mostyn, world.clock.now)
            let declined = Self.adopting(["outcome": "decline", "reason": "In custody until June"])
            #expect(try await send(browser, other, declined).status == .seeOther)
            #expect(try await browser.get("\(Self.gwent)?undecided=yes").html.contains("Morgan, Rhodri"))
            try await world.site.database.write {
                try PersonCombination.combine($0, into: one, [other], rule: LinkWords.decidedSame, officer: 1, at: now)
            }
            #expect(!(try await browser.get("\(Self.gwent)?undecided=yes")).html.contains("Morgan, Rhodri"))
            let list = try await browser.get("\(Self.gwent)?undecided=no")
            #expect(list.html.contains("Morgan, Rhodri") && list.html.contains("Declined"))
            let page = try await browser.get("\(Self.gwent)/people/\(one)")
            #expect(page.html.contains("In custody until June") && page.value("sequence") == "2")
            let until = ["outcome": "defer", "defer_until-day": "4", "defer_until-month": "3", "defer_until-year": "2026"]
            #expect(try await send(browser, one, Self.adopting(until)).status == .seeOther)
            #expect(try await browser.get(Self.gwent).html.contains("Deferred"))
            #expect(try await browser.get("\(Self.gwent)/people/\(one)").value("sequence") == "3")
            world.clock.move(seconds: 2 * 86400)
            let later = try await world.browser(client, as: .carys)
            #expect(try await later.get("\(Self.gwent)?undecided=yes").html.contains("Morgan, Rhodri"))
        }
    }

    @Test("Who is deferred comes back when the day has come")
    func deferred() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let until = ["outcome": "defer", "defer_until-day": "4", "defer_until-month": "3", "defer_until-year": "2026"]
            #expect(try await send(browser, people.rhodri, Self.adopting(until)).status == .seeOther)
            #expect(!(try await browser.get("\(Self.gwent)?undecided=yes")).html.contains("Morgan, Rhodri"))
            world.clock.move(seconds: 2 * 86400)
            let later = try await world.browser(client, as: .carys)
            #expect(try await later.get("\(Self.gwent)?undecided=yes").html.contains("Morgan, Rhodri"))
            #expect(try await send(later, people.rhodri, Self.adopting()).status == .seeOther)
            #expect(try await world.enrolment(people.rhodri).1 == ["proposed", "deferred", "adopted"])
        }
    }

    @Test("The language switch keeps what was typed and decides nothing")
    func languageSwitch() async throws {
        try await CohortPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: .carys)
            let seen = try await send(browser, people.rhodri, Self.adopting(["switch-language": "cy"]))
            #expect(seen.status == .ok && seen.html.contains("Beth benderfynodd y panel?"))
            #expect(seen.html.contains("Twelve burglaries") && !seen.html.contains("error-summary"))
            #expect(try await world.enrolment(people.rhodri).0 == nil)
        }
    }
}

extension World {
    /// The latest enrolment of a person and the states it went through.
    func enrolment(_ person: Int64) async throws -> (StandingEnrolment?, [String]) {
        try await site.database.read { connection in
            let found = try connection.first(
                "SELECT \(StandingEnrolment.columns) FROM enrolment n WHERE n.person_id = \(person) ORDER BY n.id DESC LIMIT 1"
            ).map(StandingEnrolment.init)
            let steps: [String] = try connection.query(
                "SELECT state FROM enrolment_state WHERE enrolment_id = \(found?.id ?? 0) ORDER BY id"
            ).map { try $0.get("state") }
            return (found, steps)
        }
    }
}
