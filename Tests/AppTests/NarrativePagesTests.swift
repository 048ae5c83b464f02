import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Notes: one basis each, source and date beside it, nothing overwritten (DP-06, DP-07)")
struct NarrativePagesTests {
    @Test(
        "Each basis under its own heading, on the page, the timeline and for programs", arguments: Engine.available,
        Language.allCases)
    func apart(_ engine: Engine, _ language: Language) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            dewi.language = language.rawValue
            let path = "/people/\(people.sian)/notes"
            _ = try await dewi.post("/people/\(people.sian)/intelligence/new", NoteForms.report("Sells cycles"))
            let form = try await dewi.get("\(path)/new")
            #expect(form.status == .ok && Markup.problems(html: Array(form.html.utf8)) == [])
            for basis in ["fact", "professional_judgement", "self_report", "third_party", "intelligence"] {
                let more = basis == "intelligence" ? [("report", "1")] : []
                let sent = try await dewi.post("\(path)/new", NoteForms.note("Text of \(basis)", basis, more))
                #expect(sent.status == .seeOther && sent.location == "\(path)?done=note", "\(basis)")
            }
            let page = try await dewi.get(path)
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            for kind in NarrativeBasis.Kind.allCases {
                let section = page.html.components("<h3>\(kind.name[language])</h3>").last?.components("<h3>").first ?? ""
                #expect(section.contains("Text of \(kind.rawValue)"), "\(kind)")
                #expect(section.components("<article").count == 2, "\(kind) stands alone")
            }
            #expect(page.html.contains(language == .english ? "Custody record, 2 March 2026" : "Custody record, 2 Mawrth 2026"))
            #expect(page.html.contains(language == .english ? "Intelligence 2B" : "Cudd-wybodaeth 2B"))
            #expect(page.html.contains(language == .english ? "Report 1, 2 March" : "Adroddiad 1, 2 Mawrth"))
            let timeline = try await dewi.get("/people/\(people.sian)/timeline")
            #expect(Markup.problems(html: Array(timeline.html.utf8)) == [])
            #expect(timeline.html.contains("Text of self_report"))
            #expect(timeline.html.contains(NarrativeBasis.Kind.selfReport.name[language]))
            let json = try await dewi.get("/api/people/\(people.sian)").html
            #expect(
                json.contains("\"basis\":\"third_party\"") && json.contains("\"grade\":\"2B\"") && json.contains("Text of fact")
            )
            let entry = try #require(try await world.casework().last)
            #expect(
                entry.records.contains("narrative:1") && entry.records.contains("narrative:5") && entry.fields.contains("notes")
            )
            #expect(try await world.casework().allSatisfy { !"\($0)".contains("Text of") })
        }
    }

    @Test(
        "Without a basis, a source or a day nothing is saved",
        arguments: [
            ([("basis", "")], "Choose what this rests on"), ([("source", "")], "Say who or what it comes from"),
            ([("on-day", ""), ("on-month", ""), ("on-year", "")], "Enter the day it is about"),
            ([("text", "")], "Write the note"),
            ([("part", "")], "Choose the part of the case"), ([("marking", "")], "Choose the marking"),
            ([("basis", "intelligence"), ("source", "")], "Choose the report that it rests on"),
            ([("basis", "intelligence"), ("report", "1")], "Leave this empty for intelligence"),
            ([("basis", "intelligence"), ("report", "99"), ("source", "")], "Choose the report that it rests on"),
        ])
    func wrong(_ fields: [(String, String)], _ words: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            _ = try await dewi.post("/people/\(people.sian)/intelligence/new", NoteForms.report("Sells cycles"))
            let again = try await dewi.post(
                "/people/\(people.sian)/notes/new", NoteForms.with(NoteForms.note("Kept words"), fields))
            #expect(again.status == .unprocessableContent && again.html.contains(words))
            #expect(Markup.problems(html: Array(again.html.utf8)) == [])
            #expect(fields.contains { $0.0 == "text" } || again.html.contains("Kept words"))
            #expect(try await world.site.database.read { try $0.query("SELECT id FROM narrative").isEmpty })
        }
    }

    @Test("A correction keeps what it corrects, and whoever is second is told", arguments: Engine.available)
    func corrects(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)/notes"
            _ = try await dewi.post("\(path)/new", NoteForms.note("At home at nine"))
            let form = try await dewi.get("\(path)/1/correction")
            #expect(
                form.value("version") == "1" && form.html.contains("At home at nine") && !form.html.contains("name=\"part\""))
            #expect(Markup.problems(html: Array(form.html.utf8)) == [])
            let next = NoteForms.note("At home at ten", "self_report", [("version", "1")])
            let refused = try await dewi.post("\(path)/1/correction", next)
            #expect(refused.status == .unprocessableContent && refused.html.contains("Say what was wrong"))
            #expect(try await dewi.post("\(path)/1/correction", next + [("reason", "Misheard")]).status == .seeOther)
            let page = try await dewi.get(path).html
            #expect(page.contains("At home at ten") && page.contains("At home at nine") && page.contains("Misheard"))
            #expect(!(try await dewi.get("/people/\(people.sian)/timeline").html.contains("At home at nine")))
            #expect(try await dewi.post("\(path)/1/correction", next + [("reason", "Again")]).status == .conflict)
            let nia = try await world.browser(client, as: .nia)
            #expect(try await nia.get(path).html.contains("At home at ten"))
            #expect(try await nia.get("\(path)/1/correction").status == .notFound, "another agency’s note")
            #expect(try await nia.post("\(path)/1/correction", next + [("reason", "x")]).status == .notFound)
            let kinds = try await world.casework().filter { $0.kind != .consultation }.map(\.kind)
            #expect(kinds == [.collection, .alteration])
        }
    }

    @Test("A note on health is written and read by an act with a reason; in a part that is not open nothing is written")
    func health() async throws {
        try await GwentPeople.visit { world, people, client in
            let nia = try await world.browser(client, as: .nia)
            let path = "/people/\(people.sian)/notes"
            let note = NoteForms.note("On a new prescription", "self_report", part: "health")
            #expect(!(try await nia.get("\(path)/new").html.contains("value=\"health\"")))
            #expect(try await nia.post("\(path)/new", note).status == .notFound)
            _ = try await nia.post("/people/\(people.sian)/unmasking", [("part", "health"), ("reason", "Appointment at noon")])
            #expect(try await nia.post("\(path)/new", note).status == .seeOther)
            #expect(try await nia.get(path).html.contains("On a new prescription"))
            world.clock.move(seconds: AccessActs.unmaskedSeconds)
            #expect(!(try await nia.get(path).html.contains("On a new prescription")))
            let dewi = try await world.browser(client, as: .dewi)
            for page in ["", "/notes", "/timeline"] {
                #expect(!(try await dewi.get("/people/\(people.sian)\(page)").html.contains("prescription")), "\(page)")
            }
        }
    }

    @Test("Notes and reports follow people who are combined, and go back when they are parted", arguments: Engine.available)
    func follow(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let (one, other, now) = (people.dafydd, people.llywelyn, world.clock.now)
            _ = try await dewi.post("/people/\(one)/notes/new", NoteForms.note("About Dafydd"))
            _ = try await dewi.post("/people/\(other)/notes/new", NoteForms.note("About Gwilym"))
            _ = try await dewi.post("/people/\(other)/intelligence/new", NoteForms.report("Report on Gwilym"))
            try await world.site.database.write {
                try PersonCombination.combine($0, into: one, [other], rule: LinkWords.decidedSame, officer: 1, at: now)
            }
            let both = try await dewi.get("/people/\(one)/notes").html
            #expect(both.contains("About Dafydd") && both.contains("About Gwilym"))
            #expect(try await dewi.get("/people/\(one)/intelligence").html.contains("Report on Gwilym"))
            #expect(try await dewi.get("/people/\(other)/notes").location == "/people/\(one)/notes")
            try await world.site.database.write { try CaseRestrictions.goBack($0, to: other, from: one) }
            let left = try await dewi.get("/people/\(one)/notes").html
            #expect(left.contains("About Dafydd") && !left.contains("About Gwilym"))
            #expect(!(try await dewi.get("/people/\(one)/intelligence").html.contains("Report on Gwilym")))
        }
    }

    @Test("A restricted case is closed here too: its number and whom to ask, or nothing")
    func closed() async throws {
        try await GwentPeople.visit { world, people, client in
            let (carys, dewi) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi))
            _ = try await carys.post(
                "/people/\(people.sian)/restriction", [("officer", "carys"), ("shown", "closed"), ("reason", "A relative")])
            for page in ["notes", "intelligence", "notes/new", "intelligence/new"] {
                #expect(try await dewi.get("/people/\(people.sian)/\(page)").status == .forbidden, "\(page)")
                #expect(try await world.stranger(client, named: page).get("/people/\(people.sian)/\(page)").status == .notFound)
            }
        }
    }

    @Test("Convicted and suspect stand at the event, in both languages and for programs")
    func involvement() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            for language in Language.allCases {
                dewi.language = language.rawValue
                for page in ["", "/offences", "/timeline"] {
                    let html = try await dewi.get("/people/\(people.sian)\(page)").html
                    for category in [InvolvementCategory.convicted, .suspect] {
                        #expect(html.contains(">\(category.name[language])</strong>"), "\(page) \(category)")
                    }
                }
            }
            let json = try await dewi.get("/api/people/\(people.sian)").html
            #expect(json.contains("\"category\":\"convicted\"") && json.contains("\"category\":\"suspect\""))
        }
    }
}

extension World {
    fileprivate func stranger(_ client: any TestClientProtocol, named name: String) async throws -> Browser {
        let username = String(name.map { $0 == "/" ? "-" : $0 })
        return try await join(client, username, .coordinator, "south-wales-police", [.southWales]).browser
    }
}
