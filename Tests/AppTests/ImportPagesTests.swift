import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Importing in the browser: send, see, run")
struct ImportPagesTests {
    private let three = GwentFile.bytes([
        GwentFile.row("G0000001", "Prosser"), GwentFile.row("G0000002", "Bowen", born: "09/11/1984"),
        GwentFile.row("G0000003", "Rees", born: "31/02/1990"),
    ])

    @Test(arguments: Engine.available) func fromTheFileToThePeople(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let desk = try await ImportDesk(world, client)
            let sent = try await desk.upload(three)
            #expect(sent.status == .seeOther && sent.location == "/imports/1")
            let plan = try await desk.get("/imports/1")
            #expect(plan.html.contains("Ready to import") && plan.html.contains("Import these 2 rows"))
            #expect(plan.html.contains("G0000001") && plan.html.contains("IMPOSSIBLE_DATE") && plan.html.contains("DD/MM/YYYY"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM person") == 0)

            let done = try await desk.run(1)
            #expect(done.state == .done && done.counts.people == 2 && done.counts.newPeople == 2)
            let page = try await desk.get("/imports/1")
            #expect(page.html.contains("2 people") && page.html.contains("PROSSER") == page.html.contains("BOWEN"))
            #expect(page.html.contains("href=\"/people/1\"") && page.html.contains("Import a corrected file"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM person") == 2)

            let journal = try await world.journal()
            let entries = journal.filter { $0.records == ["import_file:1"] }
            #expect(entries.contains { $0.kind == .collection && $0.subjects.count == 2 })
            #expect(entries.contains { $0.kind == .consultation && $0.fields == ["import_row.raw"] })
            #expect(entries.contains { $0.kind == .consultation && $0.subjects.sorted() == [1, 2] })
        }
    }

    @Test("Examples of the plan name whom or what each row is about, as the agency wrote it")
    func examples() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            _ = try await desk.upload(three)
            let plan = try await desk.get("/imports/1").html
            #expect(plan.contains("Name or offence") && plan.contains("Prosser, Gwenllian"))
            _ = try await desk.run(1)
            _ = try await desk.upload(GwentFile.custody, name: "custody.csv", profile: "gwent-police/custody")
            #expect(try await desk.get("/imports/2").html.contains("045/10 Theft from motor vehicle"))
        }
    }

    @Test("Custody rows of people not known yet: the plan says what to do", arguments: Language.allCases)
    func nominalsComeFirst(_ language: Language) async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client)
            desk.language = language
            let words = language == .english ? "once the force’s nominals are in" : "unwaith y bydd enwolion yr heddlu i mewn"
            func send() async throws -> Seen {
                try await desk.upload(GwentFile.custody, name: "custody.csv", profile: "gwent-police/custody")
            }
            #expect(try await send().location == "/imports/1")
            let waiting = try await desk.get("/imports/1")
            #expect(waiting.html.contains("UNKNOWN_NOMINAL") && waiting.html.contains(words))
            #expect(Markup.problems(html: Array(waiting.html.utf8)) == [])
            #expect(try await desk.post("/imports/1/cancellation").status == .seeOther)
            #expect(try await desk.upload(three).location == "/imports/2")
            #expect(!(try await desk.get("/imports/2")).html.contains(words))
            _ = try await desk.run(2)
            #expect(try await send().location == "/imports/3")
            #expect(!(try await desk.get("/imports/3")).html.contains(words))
            #expect(try await desk.run(3).counts[.refused] == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM custody_event") == 2)
        }
    }

    @Test("A plan that shows what is held of somebody names them in the journal", arguments: Engine.available)
    func changesAreReadOfSomebody(engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            let desk = try await ImportDesk(world, client)
            _ = try await desk.upload(three)
            _ = try await desk.run(1)
            _ = try await desk.upload(
                GwentFile.bytes([
                    GwentFile.row("G0000002", "Bowen", born: "09/11/1984", town: "Tredegar", updated: "02/02/2026 10:00")
                ]))
            #expect(try await desk.get("/imports/2").html.contains("Brynmawr"))
            let held = try await world.site.database.read {
                try $0.value("SELECT person_id FROM record WHERE reference = 'G0000002'", as: Int64.self)
            }
            let entry = try #require(try await world.journal().last { $0.fields == ["import_row.raw"] })
            #expect(entry.subjects == [try #require(held)] && entry.records == ["import_file:2"])
        }
    }

    @Test(
        "Of a case that is hidden from the reader, that they are barred from, or whose address is kept, a plan shows nothing that is held",
        arguments: ["hidden", "closed", "barred", "LOCSEN"])
    func changesOfACaseThatIsNotOpen(how: String) async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            _ = try await desk.upload(three)
            _ = try await desk.run(1)
            let (officer, now) = (desk.officer, world.clock.now)
            try await world.site.database.write { connection in
                let person: Int64 = try connection.value("SELECT person_id FROM record WHERE reference = 'G0000002'") ?? 0
                let who: SQL = "\(person), \(person)"
                switch how {
                case "barred":
                    try connection.execute(
                        """
                        INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                        VALUES (\(who), \(officer), 'excluded', '', 1, \(now))
                        """)
                case "LOCSEN":
                    try connection.execute(
                        """
                        INSERT INTO case_marking (person_id, entered_for, marking, descriptor, reason, made_by, made_at)
                        VALUES (\(who), 'official_sensitive', 'LOCSEN', '', 1, \(now))
                        """)
                default:
                    try connection.execute(
                        """
                        INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
                        VALUES (\(who), \(how), '', 1, \(now))
                        """)
                }
                try PersonRefresh.refresh(connection, [person])
            }
            _ = try await desk.upload(
                GwentFile.bytes([
                    GwentFile.row("G0000002", "Bowen", born: "09/11/1984", town: "Tredegar", updated: "02/02/2026 10:00")
                ]))
            let plan = try await desk.get("/imports/2").html
            #expect(!plan.contains("Brynmawr") && plan.contains("What Carfan holds is withheld"))
            #expect(try await world.journal().allSatisfy { $0.fields != ["import_row.raw"] || $0.subjects.isEmpty })
        }
    }

    @Test func everythingWrongWithTheFormAtOnceInBothLanguages() async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client)
            let english = try await desk.upload([], name: "", profile: "", day: "2026-03-03")
            #expect(english.status == .unprocessableContent)
            for words in [
                "Choose whose file it is and what it holds", "The day of the extract must be today or earlier",
                "Choose the file",
                "a browser does not keep it", "value=\"2026\"",
            ] { #expect(english.html.contains(words), "\(words)") }
            desk.language = .welsh
            let welsh = try await desk.upload(three, profile: "pnc/convictions", day: "2026-02-30")
            for (day, words) in [("1000-01-01", "1 Ionawr 2000 neu’n hwyrach"), ("1999-12-31", "1 Ionawr 2000 neu’n hwyrach")] {
                let old = try await desk.upload(three, day: day)
                #expect(
                    old.status == .unprocessableContent && old.html.contains(words) && old.html.contains("id=\"as_of-error\""))
            }
            for words in ["Dewiswch ffeil pwy yw hi", "Rhowch ddyddiad go iawn", "Dewiswch hi eto"] {
                #expect(welsh.html.contains(words), "\(words)")
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_file") == 0)
        }
    }

    @Test(arguments: ["", "0000"]) func aFormThatIsNotOursIsRefusedBeforeItsFileIsRead(token: String) async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            #expect(try await desk.upload(three, token: token).status == .forbidden)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_file") == 0)
        }
    }

    @Test func theOtherLanguageKeepsWhatWasTyped() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let answer = try await desk.upload(three, more: [("switch-language", "cy")])
            #expect(answer.status == .seeOther && answer.cookies.contains { $0.hasPrefix("carfan-language=cy") })
            let location = try #require(answer.location)
            let page = try await desk.get(location)
            #expect(page.html.contains("<html lang=\"cy\">") && page.html.contains("value=\"gwent-police/nominals\" selected"))
            #expect(page.html.contains("value=\"2026\""))
        }
    }

    @Test func onlyCoordinatorsOfTheAreaSeeRowsAndDecide() async throws {
        try await World.visit { world, client in
            for named in [Named.dewi, .nia, .elin, .owain] {
                let desk = try await ImportDesk(world, client, as: named)
                for path in ["/imports", "/imports/new", "/profiles", "/api/imports"] {
                    #expect(try await desk.get(path).status == .notFound, "\(named) \(path)")
                }
            }
        }
    }

    @Test func aFileOfAnotherAreaIsWithheld() async throws {
        try await World.visit { world, client in
            let wide = try await ImportDesk(world, client, everywhere: true)
            let row = "HGC/1234567,Iorwerth,Nest,,1990-05-04,Benyw,W1,,,1 Heol,,Bangor,LL57 1AA,,2026-02-01T10:00"
            let columns =
                "cyfeirnod_enwol,cyfenw,enwau_cyntaf,enwau_eraill,dyddiad_geni,rhyw,ethnigrwydd,rhif_pnc,rhif_cro,cyfeiriad_1,cyfeiriad_2,tref,cod_post,marcwyr_rhybudd,diweddarwyd"
            let sent = try await wide.upload(Array("\(columns)\n\(row)\n".utf8), profile: "north-wales-police/nominals")
            #expect(sent.location == "/imports/1", "\(sent.html)")
            #expect(try await wide.get("/imports/1").html.contains("HGC/1234567"))

            let id = try world.officer(.carys).id
            try await world.site.database.write {
                try $0.execute("UPDATE officer SET areas = \(Area.gwent.rawValue) WHERE id = \(id)")
            }
            let narrow = try await ImportDesk(world, client)
            let page = try await narrow.get("/imports/1")
            #expect(page.status == .ok && page.html.contains("is withheld from you") && !page.html.contains("HGC/1234567"))
            #expect(!page.html.contains("Import these"))
            #expect(try await narrow.get("/imports/1/refused.csv").status == .notFound)
            #expect(try await narrow.post("/imports/1/run").status == .notFound)
            #expect(try await narrow.post("/imports/1/cancellation").status == .notFound)
            #expect(
                try await narrow.upload(Array(columns.utf8), profile: "north-wales-police/nominals").status
                    == .unprocessableContent)
            #expect(try await narrow.get("/profiles/north-wales-police/nominals/copy").status == .notFound)
        }
    }

    @Test func settingAsideTakesNothing() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            _ = try await desk.upload(three)
            #expect(try await desk.post("/imports/1/cancellation").status == .seeOther)
            #expect(try await desk.get("/imports/1").html.contains("Nothing of it was taken"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_row") == 0)
            let again = try await desk.post("/imports/1/run")
            #expect(again.status == .conflict && again.html.contains("This file is not waiting to be imported: Set aside"))
            #expect(try await desk.upload(three).location == "/imports/2")
        }
    }

    @Test func programsSeeTheRegister() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            _ = try await desk.upload(three)
            let one = try await desk.get("/api/imports/1").html
            #expect(one.contains("\"state\":\"planned\"") && one.contains("\"new\":2") && one.contains("\"refused\":1"))
            let all = try await desk.get("/api/imports").html
            #expect(all.contains("\"imports\":[{\"id\":1") && all.contains("\"more\":false"))
            #expect(try await desk.get("/api/imports/2").status == .notFound)
        }
    }
}
