import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

/// The forms of reports and notes as a browser sends them.
enum NoteForms {
    static func day(_ name: String, _ day: Int, _ month: Int = 3, _ year: Int = 2026) -> [(String, String)] {
        [("\(name)-day", "\(day)"), ("\(name)-month", "\(month)"), ("\(name)-year", "\(year)")]
    }

    static let grading: [(String, String)] =
        [("source_grade", "2"), ("information_grade", "B"), ("handling", "P"), ("marking", "official")] + day("review_on", 1, 9)

    static let conditional: [(String, String)] =
        [
            ("source_grade", "2"), ("information_grade", "B"), ("handling", "C"), ("conditions", "Ask Sergeant Pugh first"),
            ("agencies", "gwent-police"), ("marking", "official_sensitive"),
        ] + day("review_on", 1, 9)

    static func report(_ text: String, _ grading: [(String, String)] = grading) -> [(String, String)] {
        [("text", text), ("reference", "GP/2026/004711"), ("sanitised", "yes")] + day("information_on", 27, 2)
            + day("reported_on", 1) + grading
    }

    static func note(_ text: String, _ basis: String = "fact", part: String = "contacts", _ more: [(String, String)] = [])
        -> [(String, String)]
    {
        [("part", part), ("basis", basis), ("text", text), ("marking", "official")] + day("on", 2)
            + (basis == "intelligence" ? [] : [("source", "Custody record")]) + more
    }

    /// The same form with other values.
    static func with(_ fields: [(String, String)], _ other: [(String, String)]) -> [(String, String)] {
        fields.filter { field in !other.contains { $0.0 == field.0 } } + other
    }
}

@Suite("The intelligence of a case: entered, read under its handling code, graded anew (assurance A5)")
struct IntelligencePagesTests {
    @Test(
        "From the form to the page, with grading, conditions and marking on it", arguments: Engine.available, Language.allCases)
    func enters(_ engine: Engine, _ language: Language) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            dewi.language = language.rawValue
            let path = "/people/\(people.sian)/intelligence"
            let form = try await dewi.get("\(path)/new")
            #expect(form.status == .ok && Markup.problems(html: Array(form.html.utf8)) == [])
            #expect(!form.html.contains("name=\"source\""), "no field for who the source is")
            let sent = try await dewi.post("\(path)/new", NoteForms.report("Sells cycles", NoteForms.conditional))
            #expect(sent.status == .seeOther && sent.location == "\(path)?done=report")
            let done = try await dewi.get("\(path)?done=report")
            #expect(Markup.problems(html: Array(done.html.utf8)) == [])
            let page = try await dewi.get(path)
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            let phrases =
                language == .english
                ? [
                    "Sells cycles", "2B", "Untested", "Known indirectly to the source but corroborated",
                    "Lawful sharing permitted with conditions", "Ask Sergeant Pugh first",
                    "Conditions apply (code C) to report 1",
                    "OFFICIAL-SENSITIVE", "Gwent Police, GP/2026/004711", "1 September 2026", "27 February 2026",
                ]
                : [
                    "Sells cycles", "2B", "Heb ei phrofi", "wedi’i hategu", "Caniateir rhannu cyfreithlon gydag amodau",
                    "Mae amodau (cod C) ar adroddiad 1", "OFFICIAL-SENSITIVE", "Heddlu Gwent, GP/2026/004711", "1 Medi 2026",
                ]
            for phrase in phrases { #expect(page.html.contains(phrase), "\(phrase)") }
        }
    }

    @Test("Every read names the reports that were shown; the report itself is not in the journal", arguments: Engine.available)
    func journals(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)/intelligence"
            _ = try await dewi.post("\(path)/new", NoteForms.report("Sells cycles"))
            _ = try await dewi.get(path)
            let entries = try await world.casework()
            #expect(entries.map(\.kind) == [.collection, .consultation])
            #expect(entries[0].records == ["intelligence:1"] && entries[0].fields == ["intelligence"])
            #expect(
                entries[1].records == ["person:\(people.sian)", "intelligence:1"] && entries[1].fields.contains("intelligence"))
            #expect(entries.allSatisfy { $0.subjects == [people.sian] && !"\($0)".contains("cycles") })
            // Masked for a coordinator: nothing was shown, and the entry says so.
            let carys = try await world.browser(client, as: .carys)
            let masked = try await carys.get(path)
            #expect(masked.html.contains("Intelligence</strong>: masked") && !masked.html.contains("cycles"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.records == ["person:\(people.sian)"] && !entry.fields.contains("intelligence"))
            let reason = [("part", "intelligence"), ("reason", "Panel on Thursday")]
            let opened = try await carys.post("/people/\(people.sian)/unmasking", reason)
            #expect(opened.location == path)
            #expect(try await carys.get(path).html.contains("Sells cycles"))
            let nia = try await world.browser(client, as: .nia)
            let withheld = try await nia.get(path)
            #expect(withheld.html.contains("withheld from you") && !withheld.html.contains("cycles"))
            #expect(try await nia.get("\(path)/new").status == .notFound)
            #expect(try await nia.post("\(path)/new", NoteForms.report("x")).status == .notFound)
        }
    }

    @Test(
        "What is wrong is said at its field, and what was typed stays",
        arguments: [
            ([("text", "")], "Write the report"), ([("text", "SECRET\nx")], "Carfan may hold nothing above OFFICIAL"),
            ([("reference", "Dai Jones")], "Do not name the source"), ([("sanitised", "")], "Confirm that nothing in the text"),
            ([("marking", "secret")], "Carfan may hold nothing above OFFICIAL"), ([("marking", "")], "Choose the marking"),
            ([("handling", "C")], "Write the conditions of code C"),
            ([("handling", "C"), ("conditions", "x")], "Choose at least one agency"),
            (NoteForms.day("reported_on", 3), "Enter today or an earlier day"),
            (NoteForms.day("review_on", 2), "Enter a day after today"),
            (NoteForms.day("information_on", 31, 2), "Enter a real date"),
        ])
    func wrong(_ fields: [(String, String)], _ words: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)/intelligence/new"
            let again = try await dewi.post(path, NoteForms.with(NoteForms.report("Sells cycles"), fields))
            #expect(again.status == .unprocessableContent && again.html.contains(words))
            #expect(Markup.problems(html: Array(again.html.utf8)) == [])
            #expect(again.html.contains("value=\"2\" checked") && again.html.contains("class=\"error\""))
            #expect(try await world.site.database.read { try $0.query("SELECT id FROM intelligence").isEmpty })
        }
    }

    @Test("Another grading is another version; lowering needs a reason; whoever is second is told", arguments: Engine.available)
    func regrades(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)/intelligence"
            _ = try await dewi.post("\(path)/new", NoteForms.report("Sells cycles", NoteForms.conditional))
            let form = try await dewi.get("\(path)/1/grading")
            #expect(form.value("version") == "1" && form.html.contains("Ask Sergeant Pugh first"))
            let lower = NoteForms.with(NoteForms.grading, [("version", "1")])
            let refused = try await dewi.post("\(path)/1/grading", lower)
            #expect(refused.status == .unprocessableContent && refused.html.contains("Say why fewer precautions"))
            let sent = try await dewi.post("\(path)/1/grading", lower + [("reason", "The operation is over")])
            #expect(sent.status == .seeOther)
            let page = try await dewi.get(path)
            #expect(page.html.contains("The operation is over") && page.html.contains("Gradings of report 1"))
            #expect(!page.html.contains("Conditions apply"))
            let late = try await dewi.post("\(path)/1/grading", lower + [("reason", "Again")])
            #expect(late.status == .conflict && late.html.contains("graded in the meantime"))
            let rows = try await world.site.database.read {
                try $0.query("SELECT handling FROM intelligence_grading ORDER BY version").map {
                    try $0.get("handling", as: String.self)
                }
            }
            #expect(rows == ["C", "P"], "the first grading is kept")
            let (swansea, _) = try await world.join(client, "iolo", .policeOffenderManager, "south-wales-police")
            #expect(try await swansea.get(path).html.contains("Sells cycles"), "code P")
            #expect(try await swansea.get("\(path)/1/grading").status == .notFound, "another force’s report")
            #expect(try await swansea.post("\(path)/1/grading", lower).status == .notFound)
            #expect(try await dewi.get("\(path)/2/grading").status == .notFound)
            #expect(try await dewi.get("/people/\(people.dafydd)/intelligence/1/grading").status == .notFound)
        }
    }

    @Test("A review that is due says so")
    func due() async throws {
        try await GwentPeople.visit { world, people, client in
            let path = "/people/\(people.sian)/intelligence"
            _ = try await world.browser(client, as: .dewi).post("\(path)/new", NoteForms.report("Sells cycles"))
            #expect(!(try await world.browser(client, as: .dewi).get(path).html.contains(">due<")))
            world.clock.move(seconds: 183 * 86_400)
            #expect(try await world.browser(client, as: .dewi).get(path).html.contains(">due<"))
        }
    }
}
