import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Who may open a case: restricted, closed to one officer, marked, masked")
struct CaseAccessPagesTests {
    @Test("A restriction counts at the next request: closed to others by number, and whom to ask", arguments: Engine.available)
    func restricted(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)"
            #expect(try await dewi.get(path).status == .ok)
            let form = try await carys.get("\(path)/restriction")
            #expect(
                form.html.contains("Dewi Harries") && form.html.contains("Carys Pritchard") && !form.html.contains("Elin Rees"))
            let sent = try await carys.post(
                "\(path)/restriction",
                [("officer", "carys"), ("shown", "closed"), ("reason", "A relative works at the station")])
            #expect(sent.status == .seeOther && sent.location == "\(path)/access")
            let closed = try await dewi.get(path)
            #expect(closed.status == .forbidden && closed.html.contains("Carys Pritchard") && !closed.html.contains("Jones"))
            #expect(closed.html.contains("\(path)/glass"))
            for page in ["/people", "/people?q=jones", "/people?q=G1000001"] {
                let list = try await dewi.get(page)
                #expect(list.html.contains("Closed to you") && list.html.contains("Case \(people.sian)"), "\(page)")
                #expect(!list.html.contains("Siân"), "\(page)")
            }
            #expect(try await dewi.get("/people?q=bowen").html.contains("Closed to you") == false)
            for part in ["/offences", "/records", "/timeline", "/access", "/sharing", "/relation", "/notes/999/correction"] {
                #expect(try await dewi.get(path + part).status == .forbidden, "\(part)")
            }
            let kept = try await carys.get("\(path)/access")
            #expect(kept.html.contains("A relative works at the station") && !kept.html.contains("Dewi Harries"))
            _ = try await carys.post("\(path)/restriction/end", [("reason", "They have left")])
            #expect(try await dewi.get(path).status == .ok)
        }
    }

    @Test(
        "Who may open a case is said of all of them: by right, by a share, by a broken glass",
        arguments: [
            (Language.english, ["victim liaison officers", "Practitioners of partners", "by breaking the glass", "Siân Pugh"]),
            (.welsh, ["swyddogion cyswllt dioddefwyr", "Mae ymarferwyr partner", "drwy dorri’r gwydr", "rhannwyd, hyd"]),
        ])
    func holders(_ language: Language, _ words: [String]) async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            try await world.shared(client, people.sian, under: agreement)
            _ = try await world.join(client, "mali", .victimLiaison, "gwent-police")
            let carys = try await world.browser(client, as: .carys)
            carys.language = language.rawValue
            let page = try await carys.get("/people/\(people.sian)/access").html
            for said in words + ["Mali"] { #expect(page.contains(said), "\(said)") }
        }
    }

    @Test("A restriction is made and changed by whoever confirmed lately who they are, from how it stands")
    func changed() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let path = "/people/\(people.sian)/restriction"
            let fields = [("officer", "carys"), ("officer", "dewi"), ("shown", "hidden"), ("reason", "A threat")]
            #expect(try await carys.get(path).html.components(" checked").count == 1)
            #expect(try await carys.post(path, fields).status == .seeOther)
            let form = try await carys.get(path).html
            #expect(form.components(" checked").count == 4)
            for value in ["carys", "dewi", "hidden"] { #expect(form.contains("value=\"\(value)\" checked"), "\(value)") }
            let none = try await carys.post(path, [("shown", "closed"), ("reason", "x")])
            #expect(none.status == .unprocessableContent && none.html.components(" checked").count == 2, "what was sent stays")
            world.clock.move(seconds: 11 * 60)
            for answer in [try await carys.get(path), try await carys.post(path, fields)] {
                #expect(answer.status != .ok && answer.location != "/people/\(people.sian)/access")
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM case_restriction") == 1)
        }
    }

    @Test("A hidden case does not exist for others", arguments: Engine.available)
    func hidden(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            _ = try await carys.post(
                "/people/\(people.sian)/restriction", [("officer", "carys"), ("shown", "hidden"), ("reason", "Witness")])
            for path in ["/people/\(people.sian)", "/people/\(people.sian)/glass"] {
                let missing = try await dewi.get(path)
                let nobody = try await dewi.get("/people/999999")
                #expect(missing.status == .notFound && nobody.status == .notFound)
                let said = [missing, nobody].map { $0.html.components("<h1>").last?.components("Reference").first }
                #expect(said[0] == said[1], "\(path)")
            }
            let list = try await dewi.get("/people?q=jones")
            #expect(!list.html.contains("Closed to you") && !list.html.contains("Siân"))
            let rhian = try await world.browser(client, as: .rhian)
            let looks = try await rhian.get("/journal?person=\(people.sian)&purpose=sample")
            #expect(looks.status == .ok && looks.html.contains("Siân"), "whoever answers for the record sees who looked")
        }
    }

    @Test(
        "What is wrong is said at its field",
        arguments: [
            ([("shown", "closed"), ("reason", "x")], "Choose who may open the case"),
            ([("officer", "dewi"), ("shown", "closed"), ("reason", "x")], "Choose at least one coordinator"),
            ([("officer", "carys"), ("reason", "x")], "Choose what others see"),
            ([("officer", "carys"), ("shown", "closed")], "Say why"),
            ([("officer", "elin"), ("shown", "closed"), ("reason", "x")], "Choose who may open the case"),
        ])
    func wrong(_ fields: [(String, String)], _ words: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let again = try await carys.post("/people/\(people.sian)/restriction", fields)
            #expect(again.status == .unprocessableContent && again.html.contains(words))
            let dewi = try await world.browser(client, as: .dewi)
            #expect(try await dewi.get("/people/\(people.sian)").status == .ok)
        }
    }

    @Test("Only a coordinator of the area says who opens a case", arguments: ["restriction", "exclusions", "marking"])
    func notTheirs(_ act: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let fields = [
                ("officer", "dewi"), ("shown", "closed"), ("username", "nia"), ("marking", "official"), ("reason", "x"),
            ]
            let path = "/people/\(people.sian)/\(act)"
            for named in [Named.dewi, .nia, .elin, .owain, .rhian] {
                let browser = try await world.browser(client, as: named)
                #expect(try await browser.get(path).status == .notFound, "\(named)")
                #expect(try await browser.post(path, fields).status == .notFound, "\(named)")
            }
            let stranger = try await world.stranger(client)
            #expect(try await stranger.get(path).status == .notFound)
            #expect(try await stranger.post(path, fields).status == .notFound)
        }
    }

    @Test("An officer is excluded and admitted again; who knows the person steps back", arguments: Engine.available)
    func barred(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)"
            let unknown = try await carys.post("\(path)/exclusions", [("username", "nobody"), ("reason", "x")])
            #expect(unknown.html.contains("nobody") && unknown.status == .unprocessableContent)
            let own = try await carys.post("\(path)/exclusions", [("username", "carys"), ("reason", "x")])
            #expect(own.html.contains("say that you know the person"))
            _ = try await carys.post("\(path)/exclusions", [("username", "dewi"), ("reason", "Former neighbour")])
            #expect(try await dewi.get(path).status == .notFound)
            #expect(try await dewi.get("/people?q=jones").html.contains("Siân") == false)
            #expect(try await dewi.get("\(path)/glass").status == .notFound, "nor by breaking the glass")
            let twice = try await carys.post("\(path)/exclusions", [("username", "dewi"), ("reason", "x")])
            #expect(twice.html.contains("closed to this officer already"))
            let access = try await carys.get("\(path)/access")
            #expect(access.html.contains("Former neighbour"))
            let bar: Int64? = try await world.site.database.read { try $0.value("SELECT id FROM case_bar") }
            _ = try await carys.post("\(path)/exclusions/\(try #require(bar))/end", [("reason", "Moved away")])
            #expect(try await dewi.get(path).status == .ok)
            _ = try await dewi.post("\(path)/relation", [("reason", "My cousin")])
            #expect(try await dewi.get(path).status == .notFound)
            #expect(try await carys.get("\(path)/access").html.contains("Knows the person"))
            let colleague = try await world.join(client, "ifan", .policeOffenderManager, "gwent-police").browser
            let told = try await colleague.get("\(path)/access")
            #expect(told.status == .ok && !told.html.contains("Knows the person") && !told.html.contains("Dewi Harries"))
            let entries = try await world.journal().filter { $0.subjects == [people.sian] && $0.kind == .alteration }
            #expect(entries.map(\.fields) == [["exclusion", "access"], ["exclusion", "access"], ["relation", "access"]])
        }
    }

    @Test(
        "LOCSEN stands on every page, masks the address and the rows it stands in, until a reason is given",
        arguments: Engine.available)
    func masked(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let dewi = try await world.browser(client, as: .dewi)
            let path = "/people/\(people.sian)"
            #expect(try await dewi.get(path).html.contains("NP20 1AB"))
            let wrong = try await carys.post(
                "\(path)/marking", [("marking", "official"), ("descriptor", "LOCSEN"), ("reason", "x")])
            #expect(wrong.html.contains("A descriptor goes with OFFICIAL-SENSITIVE only"))
            _ = try await carys.post(
                "\(path)/marking", [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")])
            for part in ["", "/offences", "/timeline", "/records", "/access"] {
                let page = try await dewi.get(path + part)
                #expect(page.html.components("OFFICIAL-SENSITIVE [LOCSEN]").count >= 3, "\(part)")
                #expect(!page.html.contains("NP20 1AB"), "\(part)")
            }
            #expect(try await dewi.get("/api\(path)").html.contains("NP20") == false)
            let form = try await dewi.get("\(path)/unmasking?part=identity")
            #expect(form.html.contains("See what is masked: The address"))
            #expect(try await dewi.post("\(path)/unmasking", [("part", "identity")]).status == .unprocessableContent)
            let sent = try await dewi.post("\(path)/unmasking", [("part", "identity"), ("reason", "Home visit today")])
            #expect(sent.location == path)
            #expect(try await dewi.get(path).html.contains("NP20 1AB"))
            #expect(try await dewi.get("\(path)/records").html.contains("NP20 1AB") == false, "another part, another reason")
            world.clock.move(seconds: AccessActs.unmaskedSeconds - 1)
            #expect(try await dewi.get(path).html.contains("NP20 1AB"))
            world.clock.move(seconds: 1)
            #expect(try await dewi.get(path).html.contains("NP20 1AB") == false)
            let refused = try await dewi.post("\(path)/unmasking", [("part", "risk"), ("reason", "x")])
            #expect(refused.html.contains("This part is not masked"))
        }
    }

    @Test("What is withheld says so, with whom to ask", arguments: [Named.carys, .dewi, .nia])
    func withheld(_ named: Named) async throws {
        try await GwentPeople.visit { world, people, client in
            let browser = try await world.browser(client, as: named)
            let page = try await browser.get("/people/\(people.sian)")
            #expect(page.html.contains("<strong>Victims</strong>: withheld from you. Ask PC Gwyn Rees, Carys Pritchard"))
            #expect(page.html.contains("unmasking?part=health") == (named != .dewi))
        }
    }

    @Test("A victim liaison officer sees who it is, and the rest as withheld")
    func victimLiaison() async throws {
        try await GwentPeople.visit { world, people, client in
            let officer = try await world.stranger(client, .victimLiaison, "probation", [.gwent])
            let page = try await officer.get("/people/\(people.sian)")
            #expect(page.status == .ok && page.html.contains("Siân Mair Jones"))
            for words in ["71%", "burglary", "risk of serious harm", "CU2025/000658", "Three burglaries since May", "VI SH"] {
                #expect(!page.html.lowercased().contains(words.lowercased()), "\(words)")
            }
            let list = try await officer.get("/people?sort=score&band=HIGH")
            #expect(list.html.contains("Siân Mair") && !list.html.contains("71%") && !list.html.contains("Export this list"))
            #expect(try await officer.get("/people/export").status == .notFound)
            #expect(try await officer.get("/panels").status == .notFound)
            let api = try await officer.get("/api/people/\(people.sian)").html
            #expect(!api.contains("02803") && !api.contains("\"ogrs3_2y\":71") && api.contains("withheld"))
        }
    }
}
