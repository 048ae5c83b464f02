import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("The pages around sharing: agreements, register, corrections, programs (assurance LB-02, DP-03, DP-08)")
struct SharingPagesTests {
    @Test("Approval is refused with every missing heading named", arguments: Engine.available)
    func approval(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let carys = try await world.browser(client, as: .carys)
            let begun = try await carys.post("/agreements", ["title_en": "Health", "title_cy": "Iechyd"])
            let id = try #require(begun.location?.components("/").compactMap(Int64.init).first)
            let rhian = try await world.browser(client, as: .rhian)
            let refused = try await world.approve(rhian, id)
            #expect(refused.status == .unprocessableContent && Markup.problems(html: Array(refused.html.utf8)) == [])
            let summary = refused.html.components("class=\"error-summary\"")[1].components("</ul>")[0]
            for heading in AgreementHeading.allCases {
                #expect(summary.contains("href=\"#\(heading.rawValue)\""), "\(heading)")
            }
            #expect(try await carys.post("/agreements/\(id)/approval").status == .notFound)
            let owain = try await world.browser(client, as: .owain)
            #expect(try await owain.get("/agreements/\(id)").status == .ok)
            #expect(try await owain.get("/agreements/\(id)/draft").status == .notFound)
        }
    }

    @Test("A new version replaces the old when it is approved; two authors do not overwrite each other")
    func versions() async throws {
        try await World.visit { world, client in
            let id = try await world.agreement(client)
            let carys = try await world.browser(client, as: .carys)
            let renewed = try await carys.post("/agreements/\(id)/version")
            let next = try #require(renewed.location?.components("/").compactMap(Int64.init).first)
            #expect(try await carys.post("/agreements/\(id)/version").location == renewed.location, "there is one draft")
            let page = try await carys.get("/agreements/\(next)/draft")
            #expect(page.html.contains("Housing in Newport") && page.html.contains("What we say on Security"))
            let edition = try #require(page.value("edition"))
            let parties = ["gwent-police", "newport-council"]
            let fields =
                World.agreed + [("edition", edition), ("items", "risk")] + parties.map { ("parties", $0) }
                + World.day("review", (31, 12, 2026))
                + parties.flatMap {
                    [("signatory-\($0)", "For \($0)"), ("post-\($0)", "SIRO")] + World.day("signed-\($0)", (2, 3, 2026))
                }
            #expect(try await carys.post("/agreements/\(next)/draft", fields).location == "/agreements/\(next)")
            #expect(try await carys.post("/agreements/\(next)/draft", fields).status == .conflict)
            #expect(try await world.approve(try await world.browser(client, as: .rhian), next).status == .seeOther)
            let list = try await carys.get("/agreements").html
            #expect(list.contains("replaced by a new version") && list.contains("No. 1, version 2"))
            let entry = try #require(try await world.journal().last)
            #expect(entry.records == ["sharing_agreement:\(next)", "sharing_agreement:\(id)"] && entry.reason == "approved")
        }
    }

    @Test("The draft protocol has all headings in both languages")
    func protocolFile() async throws {
        try await World.visit { world, client in
            let id = try await world.agreement(client)
            let carys = try await world.browser(client, as: .carys)
            for language in Language.allCases {
                carys.language = language.rawValue
                let file = try await carys.get("/agreements/\(id)/protocol.md")
                #expect(file.status == .ok && file.headers[.contentType]?.hasPrefix("text/markdown") == true)
                for (number, heading) in AgreementHeading.allCases.enumerated() {
                    #expect(file.html.contains("\n## \(number + 1). \(heading.name[language])\n"), "\(heading)")
                }
            }
        }
    }

    @Test(
        "The register says what passed to whom, by which law; by agency and day; and leaves as a file with a reason",
        arguments: Engine.available)
    func register(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement)
            let hash = try #require(try await world.disclosures(share.id).first?.hash)
            for named in [Named.rhian, .carys] {
                let browser = try await world.browser(client, as: named)
                let page = try await browser.get("/register")
                #expect(page.html.contains("Jones") && page.html.contains(hash) && page.html.contains("Siân Pugh"), "\(named)")
                #expect(Markup.problems(html: Array(page.html.utf8)) == [])
                #expect(!(try await browser.get("/register?agency=llamau").html.contains("Siân Pugh")))
                #expect(
                    try await browser.get("/register?agency=newport-council&from=2026-03-02&until=2026-03-02").html.contains(
                        "Siân Pugh"))
                #expect(!(try await browser.get("/register?from=2026-03-03").html.contains("Siân Pugh")))
                #expect(!(try await browser.get("/register?until=2026-03-01").html.contains("Siân Pugh")))
                #expect(try await browser.post("/register/export", ["agency": ""]).status == .unprocessableContent)
                let file = try await browser.post("/register/export", ["reason": "lawful_request"])
                #expect(file.html.contains("common_law_policing") && file.html.contains(hash))
                let entry = try #require(try await world.casework().last { $0.kind == .disclosure })
                let actor = try world.officer(named).id
                #expect(entry.subjects == [people.sian] && entry.reason == "lawful_request" && entry.actor == actor)
            }
            let stranger = try await world.stranger(client)
            #expect(!(try await stranger.get("/register").html.contains("Siân Pugh")))
            #expect(try await world.browser(client, as: .dewi).get("/register").status == .notFound)
        }
    }

    @Test(
        "Something shared with three bodies and wrong: three to be told, each closed by evidence", arguments: Engine.available)
    func correction(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement)
            // Two more bodies had it, one of them until today.
            try await world.site.database.write { connection in
                for (agency, state) in [("torfaen-council", "accepted"), ("monmouthshire-council", "ended")] {
                    try connection.execute(
                        """
                        INSERT INTO share (person_id, entered_for, kind, state, from_agency, from_officer, from_name, to_agency, parts, until_on,
                          made_at, accepted_at)
                        SELECT person_id, entered_for, kind, \(state), from_agency, from_officer, from_name, \(agency), parts, until_on,
                          made_at, accepted_at FROM share WHERE id = \(share.id)
                        """)
                }
            }
            let carys = try await world.browser(client, as: .carys)
            let path = "/people/\(people.sian)/sharing/correction"
            let empty = try await carys.post(path, ["what": ""])
            #expect(empty.status == .unprocessableContent && Markup.problems(html: Array(empty.html.utf8)) == [])
            let fields = [("part", "risk"), ("what", "She is not at high risk: medium")] + World.day("since", (1, 3, 2026))
            #expect(try await carys.post(path, fields).status == .seeOther)
            let page = try await carys.get("/people/\(people.sian)/sharing")
            for agency in ["Newport City Council", "Torfaen County Borough Council", "Monmouthshire County Council"] {
                #expect(page.html.contains("Tell \(agency)"), "\(agency)")
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM correction_task WHERE due_on = '2026-03-16'") == 3)
            let sian = try await world.browser(client, as: .sian)
            #expect(try await sian.get("/shares").html.contains("She is not at high risk: medium"))
            let task: Int64 = try #require(
                try await world.site.database.read { try $0.value("SELECT MIN(id) AS id FROM correction_task") })
            #expect(try await carys.post("/corrections/\(task)", ["evidence": ""]).status == .unprocessableContent)
            #expect(try await carys.post("/corrections/\(task)", ["evidence": "Rang Siân Pugh, 2 March"]).status == .seeOther)
            #expect(try await carys.post("/corrections/\(task)", ["evidence": "Again"]).status == .unprocessableContent)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM correction_task WHERE told_at IS NULL") == 2)
            for named in [Named.dewi, .sian] {
                #expect(
                    try await world.browser(client, as: named).post("/corrections/\(task)", ["evidence": "x"]).status
                        == .notFound)
            }
            let stranger = try await world.stranger(client)
            #expect(try await stranger.get("/corrections/\(task)").status == .notFound)
            #expect(try await stranger.post(path, fields).status == .notFound)
        }
    }

    @Test("Programs read the same, under the same access and the same journal")
    func programs() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            let carys = try await world.browser(client, as: .carys)
            let shares = try await carys.get("/api/people/\(people.sian)/shares").html
            #expect(
                shares.contains("\"gateway\":\"common_law_policing\"") && shares.contains("\"parts\":\"identity risk plan\""))
            #expect(try await world.casework().last?.fields == ShareStore.fields)
            #expect(try await carys.get("/api/agreements").html.contains("\"state\":\"approved\""))
            let sian = try await world.browser(client, as: .sian)
            #expect(try await sian.get("/api/people/\(people.sian)/shares").status == .notFound)
            #expect(try await sian.get("/api/agreements").status == .notFound)
        }
    }

    @Test("Every page is well formed in both languages, and every entry has words", arguments: Language.allCases)
    func markup(_ language: Language) async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let share = try await world.shared(client, people.sian, under: agreement)
            let draft = try await world.draft(client, ["gwent-police", "llamau"], parts: [.plan], review: (1, 7, 2026))
            let pages: [(Named, [String])] = [
                (
                    .carys,
                    [
                        "/agreements", "/agreements/new", "/agreements/\(agreement)", "/agreements/\(draft)/draft",
                        "/agreements/\(agreement)/ending",
                        "/people/\(people.sian)/sharing", "/people/\(people.sian)/sharing/new",
                        "/people/\(people.sian)/sharing/new?kind=refer",
                        "/people/\(people.sian)/sharing/new?kind=share&agency=newport-council&purpose=support&agreement=\(agreement)",
                        "/people/\(people.sian)/sharing/new?kind=assign&agency=gwent-police",
                        "/people/\(people.sian)/sharing/correction",
                        "/shares", "/shares/\(share.id)", "/shares/\(share.id)/ending", "/register", "/register/export",
                    ]
                ),
                (.sian, ["/shares", "/shares/\(share.id)", "/shares/\(share.id)/ending", "/people/\(people.sian)", "/people"]),
                (.rhian, ["/register", "/agreements", "/agreements/\(draft)"]),
            ]
            for (named, paths) in pages {
                let browser = try await world.browser(client, as: named)
                browser.language = language.rawValue
                for path in paths {
                    let seen = try await browser.get(path)
                    let isAsked = path.hasSuffix("kind=refer")
                    #expect(seen.status == (isAsked ? .unprocessableContent : .ok), "\(path)")
                    #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
                }
            }
            for entry in try await world.casework() {
                for field in entry.fields where JournalActs.part(field) == nil {
                    Issue.record("no words for the field \(field)")
                }
                let isLook = entry.kind == .consultation || entry.kind == .disclosure
                if isLook { #expect(JournalActs.words(entry) != JournalActs.kind(entry.kind), "\(entry.route)") }
            }
        }
    }
}
