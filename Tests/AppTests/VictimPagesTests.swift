import Domain
import HTTPTypes
import HummingbirdTesting
import Logging
import Store
import Support
import Testing

@testable import App

@Suite("Victims in a part of their own: own tables, own key, own role (assurance VI-01, DP-06)")
struct VictimPagesTests {
    static let contact: [(String, String)] = [
        ("name", "Heledd Morris"), ("event", "Burglary of the tenth of May"), ("choice", "joined"), ("told", "release"),
        ("told", "recall"), ("wishes", "By letter"), ("safe_contact", "Never telephone before noon"),
    ]

    static let event: [(String, String)] =
        [("category", "victim"), ("event", "Robbed outside the station"), ("source", "Gwent Police")]
        + NoteForms.day("from", 5, 1)

    private static let secrets = [
        "Heledd", "tenth of May", "before noon", "Robbed outside", "/victims", "/involvements", "Kept for the witness",
    ]

    private static func liaison(_ world: World, _ client: any TestClientProtocol, _ agency: String = "gwent-police")
        async throws
        -> Browser
    {
        try await world.join(client, "mali-\(agency)", .victimLiaison, agency).browser
    }

    @Test("Entered, read, changed and taken back by a victim liaison officer", arguments: Engine.available, Language.allCases)
    func keeps(_ engine: Engine, _ language: Language) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let mali = try await Self.liaison(world, client)
            mali.language = language.rawValue
            let path = "/people/\(people.sian)/victims"
            let overview = try await mali.get("/people/\(people.sian)")
            #expect(overview.html.contains("href=\"\(path)\"") && Markup.problems(html: Array(overview.html.utf8)) == [])
            for form in ["\(path)/new", "/people/\(people.sian)/involvements/new"] {
                let page = try await mali.get(form)
                #expect(page.status == .ok && Markup.problems(html: Array(page.html.utf8)) == [])
                #expect(try await mali.post(form, []).status == .unprocessableContent)
            }
            #expect(try await mali.post("\(path)/new", Self.contact).location == "\(path)?done=kept")
            #expect(try await mali.post("/people/\(people.sian)/involvements/new", Self.event).status == .seeOther)
            let page = try await mali.get(path)
            #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            for words in ["Heledd Morris", "tenth of May", "before noon", "Robbed outside the station"] {
                #expect(page.html.contains(words), "\(words)")
            }
            let words: [Text] = [VictimChoice.joined.name, VictimNews.recall.name, InvolvementCategory.victim.name]
            for text in words { #expect(page.html.contains(text[language]), "\(text)") }
            let change = NoteForms.with(Self.contact, [("choice", "left"), ("told", ""), ("version", "1")])
            #expect(try await mali.get("\(path)/1/correction").html.contains("before noon"))
            #expect(try await mali.post("\(path)/1/correction", change).status == .seeOther)
            #expect(try await mali.post("\(path)/1/correction", Self.contact + [("version", "1")]).status == .conflict)
            #expect(try await mali.get(path).html.contains(VictimChoice.left.name[language]))
            let back = "/people/\(people.sian)/involvements/1/withdrawal"
            #expect(Markup.problems(html: Array(try await mali.get(back).html.utf8)) == [])
            #expect(try await mali.post(back, [("reason", "")]).status == .unprocessableContent)
            #expect(try await mali.post(back, [("reason", "Another person of that name")]).status == .seeOther)
            #expect(!(try await mali.get(path).html.contains("Robbed outside")))
            #expect(try await mali.post(back, [("reason", "x")]).status == .notFound)
            let entries = try await world.casework()
            let changes = entries.filter { $0.kind != .consultation }.map { "\($0.kind) \($0.records[0])" }
            #expect(
                changes == [
                    "collection victim_contact:1", "collection involvement:1", "alteration victim_contact:1",
                    "alteration involvement:1",
                ])
            #expect(
                entries.contains {
                    $0.kind == .consultation && $0.records.contains("victim_contact:1") && $0.fields.contains("victims")
                })
            #expect(entries.allSatisfy { !"\($0)".contains("Heledd") })
        }
    }

    @Test("Of those rows the database holds no word that can be read", arguments: Engine.available)
    func sealed(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let mali = try await Self.liaison(world, client)
            _ = try await mali.post("/people/\(people.sian)/victims/new", Self.contact)
            _ = try await mali.post("/people/\(people.sian)/involvements/new", Self.event)
            let values = try await world.site.database.read { connection in
                try connection.tableNames().flatMap { table in
                    try connection.query("SELECT * FROM \(name: table)").flatMap(\.values)
                }
            }
            var blobs = 0
            for value in values {
                let text: String
                switch value {
                case .text(let words): text = words
                case .blob(let bytes):
                    text = String(decoding: bytes, as: UTF8.self)
                    blobs += 1
                default: continue
                }
                for secret in ["Heledd", "tenth of May", "before noon", "Robbed", "joined"] { #expect(!text.contains(secret)) }
            }
            #expect(blobs > 2)
        }
    }

    @Test(
        "No page, list, file or answer to a program shows the victim to anybody else (search of all bytes)",
        arguments: Engine.available)
    func nowhereElse(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let mali = try await Self.liaison(world, client)
            _ = try await mali.post("/people/\(people.sian)/victims/new", Self.contact)
            _ = try await mali.post("/people/\(people.sian)/involvements/new", Self.event)
            _ = try await world.browser(client, as: .dewi).post("/people/\(people.sian)/notes/new", NoteForms.note("Seen"))
            let paths = Schemes.routes(world.site).filter { $0.method == .get }.map(\.path).compactMap { path -> String? in
                let filled = path.components("{person}").joined(separator: "\(people.sian)").components("{area}")
                    .joined(separator: "W15000002")
                return filled.contains("{") ? nil : filled
            }
            #expect(paths.count > 30)
            var shown = 0
            for named in Named.allCases {
                let browser = try await world.browser(client, as: named)
                for path in paths where path != "/sign-out" {
                    let seen = try await browser.get(path)
                    if seen.html.contains("Siân") { shown += 1 }
                    // Its own address stands on a page that is not found.
                    for secret in Self.secrets where !path.contains(secret) {
                        #expect(!seen.html.contains(secret), "\(named) \(path): \(secret)")
                    }
                    if path.contains("/victims") || path.contains("/involvements") { #expect(seen.status == .notFound) }
                }
                let file = try await browser.post("/people/export", [("reason", "other"), ("reason_text", "x")])
                for secret in Self.secrets { #expect(!file.html.contains(secret)) }
            }
            #expect(shown > 15)
            #expect(try await mali.get("/people/\(people.sian)/victims").html.contains("Heledd"))
            for path in ["", "/timeline", "/notes", "/offences"] {
                #expect(!(try await mali.get("/people/\(people.sian)\(path)").html.contains("Heledd")), "\(path)")
            }
            #expect(!(try await mali.get("/api/people/\(people.sian)").html.contains("Heledd")))
        }
    }

    @Test(
        "Convicted in one event, victim in another: each is shown where it belongs and nowhere else (DP-06)",
        arguments: Engine.available)
    func sameperson(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let mali = try await Self.liaison(world, client)
            // Siân was Dafydd’s victim in A, and was convicted in B.
            let victim = NoteForms.with(Self.contact, [("name", "Siân Mair Jones"), ("event", "Event A in Pill")])
            #expect(try await mali.post("/people/\(people.dafydd)/victims/new", victim).status == .seeOther)
            let event = NoteForms.with(Self.event, [("event", "Event A in Pill")])
            #expect(try await mali.post("/people/\(people.sian)/involvements/new", event).status == .seeOther)
            let own = try await mali.get("/people/\(people.sian)/victims").html
            #expect(
                own.contains("Event A in Pill") && own.contains(">Victim</strong>") && !own.contains("Siân Mair Jones</h3>"))
            let his = try await mali.get("/people/\(people.dafydd)/victims").html
            #expect(his.contains("Siân Mair Jones</h3>") && his.contains("Event A in Pill"))
            for named in [Named.carys, .dewi, .nia] {
                let browser = try await world.browser(client, as: named)
                for page in ["", "/offences", "/timeline", "/notes", "/intelligence", "/records"] {
                    let hers = try await browser.get("/people/\(people.sian)\(page)").html
                    #expect(!hers.contains("Event A") && !hers.contains(">Victim</strong>"), "\(named) \(page)")
                    let other = try await browser.get("/people/\(people.dafydd)\(page)").html
                    #expect(!other.contains("Event A") && !other.contains("Siân"), "\(named) \(page)")
                }
                let offences = try await browser.get("/people/\(people.sian)/offences").html
                #expect(offences.contains(">Convicted</strong>"), "\(named)")
            }
        }
    }

    @Test("Another agency’s victim is masked; only its own officers change it")
    func otherAgency() async throws {
        try await GwentPeople.visit { world, people, client in
            let (mali, nest) = (try await Self.liaison(world, client), try await Self.liaison(world, client, "probation"))
            let path = "/people/\(people.sian)/victims"
            _ = try await mali.post("\(path)/new", Self.contact)
            let seen = try await nest.get(path).html
            #expect(seen.contains("Victim 1</strong>: masked. Ask Gwent Police") && !seen.contains("Heledd"))
            #expect(try await nest.get("\(path)/1/correction").status == .notFound)
            let opened = try await nest.post(
                "/people/\(people.sian)/unmasking", [("part", "victim"), ("reason", "Release tomorrow")])
            #expect(opened.location == path)
            #expect(try await nest.get(path).html.contains("Heledd"))
            #expect(try await nest.post("\(path)/1/correction", Self.contact + [("version", "1")]).status == .notFound)
        }
    }

    @Test("Neither a broken glass nor a share leads there")
    func neverByGlass() async throws {
        try await GwentPeople.visit { world, people, client in
            let mali = try await Self.liaison(world, client)
            _ = try await mali.post("/people/\(people.sian)/victims/new", Self.contact)
            let now = world.clock.now
            for (name, role, agency, ground) in [
                ("glass", Role.policeOffenderManager, "north-wales-police", CaseGrant.Ground.glass),
                ("share", .partner, "newport-council", .share), ("both", .probationPractitioner, "probation", .share),
            ] {
                let (browser, officer) = try await world.join(client, name, role, agency, [.northWales])
                try await world.grant(
                    people.sian,
                    CaseGrant(
                        holder: .officer(officer.id, of: officer.agency), ground: ground, parts: [.victim, .contacts],
                        isSensitive: true, from: now,
                        until: now.adding(seconds: 60)))
                let overview = try await browser.get("/people/\(people.sian)")
                #expect(overview.status == .ok && !overview.html.contains("/victims"), "\(name)")
                #expect(try await browser.get("/people/\(people.sian)/victims").status == .notFound, "\(name)")
            }
        }
    }

    @Test("Without a key nothing is stored, and the page says so")
    func noKey() async throws {
        try await GwentPeople.visit { world, people, client in
            let site = Site(
                database: world.site.database, clock: world.site.clock, log: world.site.log, reference: world.site.reference,
                config: world.site.config, passwords: world.site.passwords)
            let mali = try await Self.liaison(world, client)
            _ = try await mali.post("/people/\(people.sian)/victims/new", Self.contact)
            let officer = try #require(
                try await world.site.database.read {
                    try $0.value("SELECT id FROM officer WHERE role = 'victim_liaison'", as: Int64.self)
                })
            var visit = LookPages.visit(
                Officer(
                    id: officer, username: "mali", name: "Mali", agency: "gwent-police", role: .victimLiaison, areas: [.gwent]))
            visit.route = "GET /people/{person}/victims"
            let store = VictimStore(site: site)
            let found = try await store.list(people.sian, visit)
            #expect(!found.hasKey && found.victims[0].standing?.contact == nil)
            let page = Frame.around(VictimViews.page(found, site.today, visit), visit)
            let html = String(decoding: page.en, as: UTF8.self)
            #expect(html.contains("No key is set") && html.contains("cannot be opened") && !html.contains("victims/new"))
            let form = try VictimForm(Form(Self.contact.map { (name: $0.0, value: $0.1) }))
            await #expect(throws: Invalid.self) { try await store.add(people.sian, form.facts, visit) }
            let count = try await world.site.database.read { try $0.query("SELECT id FROM victim_contact").count }
            #expect(count == 1)
        }
    }

    @Test("What is sealed for victims opens with no other key, and for no other row")
    func keys() throws {
        let keys = SecretKeys([UInt8](repeating: 7, count: SecretKeys.length))
        let sealed = try keys.derived(for: "carfan/victims/1").seal([1, 2], for: "victim_contact:1/1")
        #expect(try keys.derived(for: "carfan/victims/1").open(sealed, for: "victim_contact:1/1") == [1, 2])
        #expect(throws: SealBroken.altered) {
            try keys.derived(for: "carfan/victims/1").open(sealed, for: "victim_contact:1/2")
        }
        #expect {
            try keys.open(sealed, for: "victim_contact:1/1")
        } throws: { error in
            if case .unknownKey = error as? SealBroken { true } else { false }
        }
        let newer = SecretKeys(
            [UInt8](repeating: 8, count: SecretKeys.length), older: [[UInt8](repeating: 7, count: SecretKeys.length)])
        #expect(try newer.derived(for: "carfan/victims/1").open(sealed, for: "victim_contact:1/1") == [1, 2])
    }
}
