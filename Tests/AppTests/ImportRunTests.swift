import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Running files: what is newer counts, what was stays as history, nothing counts twice")
struct ImportRunTests {
    private func take(_ rows: [String], _ site: Site) async throws -> ImportFile {
        try await ImportRunning.whole(try await ImportPlanning.plan(GwentFile.bytes(rows), site), site)
    }

    private func towns(_ site: Site) async throws -> [String] {
        try await site.database.read {
            try $0.query("SELECT address FROM record ORDER BY reference").map { try $0.get("address") }
        }
    }

    @Test(arguments: Engine.available) func theSameFileAgainChangesNothing(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rows = [GwentFile.row("G1", "Prosser"), GwentFile.row("G2", "Rees", born: "09/11/1984")]
            #expect(try await take(rows, world.site).counts[.new] == 2)
            let again = try await take(rows, world.site)
            #expect(again.counts[.unchanged] == 2 && again.counts.total == 2 && again.counts.people == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM source_row") == 2)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM source_version") == 0)
        }
    }

    @Test(arguments: Engine.available) func newerReplacesAndKeepsHistoryOlderNeverOverwrites(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await take([GwentFile.row("G1", "Prosser", town: "Abertillery", updated: "05/02/2026 10:00")], world.site)
            world.clock.move(seconds: 1)
            let newer = try await take(
                [GwentFile.row("G1", "Prosser", town: "Tredegar", updated: "06/02/2026 10:00")], world.site)
            #expect(newer.counts[.changed] == 1 && newer.counts.people == 1 && newer.counts.newPeople == 0)
            #expect(try await towns(world.site) == ["1 Stryd Fawr, Tredegar"])
            let older = try await take(
                [GwentFile.row("G1", "Prosser", town: "Blaina", updated: "04/02/2026 10:00")], world.site)
            #expect(older.counts[.superseded] == 1)
            #expect(try await towns(world.site) == ["1 Stryd Fawr, Tredegar"])
            let history = try await world.site.database.read {
                try $0.query("SELECT why, raw FROM source_version ORDER BY updated_at").map {
                    (try $0.get("why", as: String.self), try $0.get("raw", as: String.self))
                }
            }
            #expect(history.map(\.0) == ["superseded", "replaced"])
            #expect(history[0].1.contains("Blaina") && history[1].1.contains("Abertillery"))
        }
    }

    @Test func ofTwoRowsOfOneFileTheNewerCountsWhereverItStands() async throws {
        let older = GwentFile.row("G1", "Prosser", town: "Blaina", updated: "04/02/2026 10:00")
        let newer = GwentFile.row("G1", "Prosser", town: "Tredegar", updated: "05/02/2026 10:00")
        for rows in [[older, newer], [newer, older], [older, newer, older, newer]] {
            try await World.with { world in
                let file = try await take(rows, world.site)
                #expect(file.counts[.new] == 1 && file.counts[.superseded] == 1 && file.counts[.duplicate] == rows.count - 2)
                #expect(try await towns(world.site) == ["1 Stryd Fawr, Tredegar"])
                #expect(try await world.site.count("SELECT COUNT(*) AS n FROM source_version") == 1)
            }
        }
    }

    @Test func aPlanThatHasAgedDoesNotOverwriteWhatCameMeanwhile() async throws {
        try await World.with { world in
            let aged = try await ImportPlanning.plan(
                GwentFile.bytes([GwentFile.row("G1", "Prosser", town: "Blaina", updated: "04/02/2026 10:00")]), world.site)
            _ = try await take([GwentFile.row("G1", "Prosser", town: "Tredegar", updated: "05/02/2026 10:00")], world.site)
            #expect(aged.counts[.new] == 1)
            _ = try await ImportRunning.whole(aged, world.site)
            #expect(try await towns(world.site) == ["1 Stryd Fawr, Tredegar"])
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM source_row") == 1)
        }
    }

    @Test(
        "A plan tells new rows of known people, of strangers, and those that somebody will have to look at, wherever in the file",
        arguments: Engine.available)
    func marksDoubtfulRows(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let names = ["Prosser", "Kowalski", "Tudor"]
            let known = names.map { GwentFile.row("K\($0)", $0, born: "") }
            _ = try await take(known, world.site)
            world.clock.move(seconds: 1)
            // Everything is the same but the reference, and no day of birth is known.
            let bytes = GwentFile.many(2_900)
            var rows = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").dropFirst().map(String.init)
            let places = [0, 499, 500, 1_250, 2_899]
            for (number, place) in places.enumerated() {
                rows[place] = GwentFile.row("Q\(number)", names[number % 3], born: "")
            }
            // Of one who is held by another reference, the number the same.
            func nia(_ reference: String) -> String {
                GwentFile.row(reference, "Vaughan", "Nia").replacing(",F,W1,,", with: ",F,W1,\(CareerFile.pnc("N")),")
            }
            _ = try await take([nia("P1")], world.site)
            world.clock.move(seconds: 1)
            let settled = [3, 1_251]
            for place in settled { rows[place] = nia("S\(place)") }
            let plan = try await ImportPlanning.plan(GwentFile.bytes(rows + [known[0]]), world.site)
            let marked = try await world.site.database.read { connection in
                try connection.numbers("SELECT row FROM import_row WHERE import_id = \(plan.id) AND unsure = 1 ORDER BY row")
            }
            #expect(marked == places.map { Int64($0 + 1) })
            #expect(plan.counts.unsure == places.count && plan.counts[.unchanged] == 1)
            #expect(plan.counts.known == settled.count)
            #expect(plan.counts.strangers == 2_900 - places.count - settled.count)
        }
    }

    @Test(
        "How many rows somebody must look at: the plan tells as far as the stored people go, the finished file what it came to",
        arguments: Engine.available)
    func countsDoubtfulRows(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            // Three who are alike in one file: nobody is stored, so that the plan knows of no question.
            let alike = (0..<3).map { GwentFile.row("A\($0)", "Prosser", born: "") }
            let plan = try await ImportPlanning.plan(GwentFile.bytes(alike), world.site)
            #expect(plan.counts.unsure == 0 && plan.counts.strangers == 3)
            let done = try await ImportRunning.whole(plan, world.site)
            #expect(done.counts.unsure == 2 && done.counts.known == 0 && done.counts.strangers == 0)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM match_review") == 3)
            world.clock.move(seconds: 1)
            // A row that a later one of the file outdates asks nothing, nor does a record that is held.
            let rows = (1...1_000).map { GwentFile.row("N\($0)", "Nowak\($0)", "Anna", born: "", updated: "01/02/2026 10:00") }
            let doubtful = GwentFile.row("B1", "Prosser", born: "", updated: "01/02/2026 10:00")
            let outdating = GwentFile.row("B1", "Vaughan", "Nia", born: "02/03/1971", updated: "02/02/2026 10:00")
            let changed = GwentFile.row("A1", "Prosser", born: "", town: "Blaina", updated: "03/02/2026 10:00")
            let next = try await ImportPlanning.plan(GwentFile.bytes([doubtful] + rows + [outdating, changed]), world.site)
            #expect(next.counts.unsure == 0 && next.counts[.superseded] == 1 && next.counts[.changed] == 1)
        }
    }

    @Test func refusedRowsComeBackPutRight() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let rows = [
                GwentFile.row("G1", "=HYPERLINK(1)", born: "31/02/1990"),
                GwentFile.row("G2", "Rees", "-Siôn", born: "99/11/1984"),
                GwentFile.row("G3", "Prosser"),
            ]
            _ = try await desk.upload(GwentFile.bytes(rows))
            _ = try await desk.run(1)
            var welsh = desk
            welsh.language = .welsh
            #expect(try await welsh.get("/imports/1/refused.csv").html.contains("nid oes dyddiad o’r fath"))
            let file = try await desk.get("/imports/1/refused.csv")
            let name = "gwent-police-nominals-1-refused-OFFICIAL-SENSITIVE-PERSONAL.csv"
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"\(name)\"")
            #expect(
                file.html.contains("'=HYPERLINK(1)") && file.html.contains(",'-Siôn,") && file.html.contains("IMPOSSIBLE_DATE"))
            #expect(
                file.html.hasPrefix("\u{FEFF}NominalRef,Surname")
                    && file.html.contains("CARFAN_LINE,CARFAN_CODE,CARFAN_REASON,CARFAN_SURPLUS")
            )
            let entries = try await world.journal().filter { $0.kind == .disclosure }
            #expect(entries.count == 2 && entries.allSatisfy { $0.records == ["import_file:1"] })

            let right = file.html.replacing("31/02/1990", with: "28/02/1990").replacing("99/11/1984", with: "09/11/1984")
            let sent = try await desk.upload(Array(right.utf8))
            #expect(sent.location == "/imports/2", "\(sent.html)")
            let done = try await desk.run(2)
            #expect(done.counts[.new] == 2 && done.counts[.refused] == 0)
            // The whole file, put right at the source, then says nothing new.
            let whole = rows.map { $0.replacing("31/02/1990", with: "28/02/1990").replacing("99/11/1984", with: "09/11/1984") }
            let again = try await take(whole, world.site)
            #expect(again.counts[.unchanged] == 3, "\(again.counts)")
        }
    }

    @Test("Cells beyond the columns come along, and the row stays refused until they are gone", arguments: Language.allCases)
    func surplusCells(language: Language) async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client)
            desk.language = language
            let shifted = GwentFile.row("G1", "Prosser").replacing("1 Stryd Fawr", with: "Fflat 2, 1 Stryd Fawr") + ",=1+1"
            _ = try await desk.upload(GwentFile.bytes([shifted]))
            let file = try await desk.get("/imports/1/refused.csv").html
            #expect(file.contains("TOO_MANY_COLUMNS") && file.contains("| 01/02/2026 10:00 | =1+1"))
            #expect(file.contains(language == .english ? "CARFAN_SURPLUS" : "CARFAN_DROS_BEN"))
            // As it was: refused again, with the same cells.
            _ = try await desk.upload(Array(file.utf8), day: "2026-02-28")
            let again = try await desk.get("/imports/2/refused.csv").html
            #expect(again.contains("TOO_MANY_COLUMNS") && again.contains("01/02/2026 10:00 | =1+1"))
            #expect(try await desk.run(2).counts[.new] == 0)
            // Put right: the cells are where they belong, and the last column is empty.
            let right = file.replacing(",| 01/02/2026 10:00 | =1+1", with: ",").replacing(
                "Fflat 2,\" 1 Stryd Fawr\",,Brynmawr,NP23 4AB,,",
                with: "\"Fflat 2, 1 Stryd Fawr\",,Brynmawr,NP23 4AB,,01/02/2026 10:00,")
            let sent = try await desk.upload(Array(right.utf8), day: "2026-02-27")
            #expect(sent.location == "/imports/3", "\(sent.html)")
            let done = try await desk.run(3)
            #expect(done.counts[.new] == 1 && done.counts[.refused] == 0, "\(right)")
        }
    }

    @Test func aNicknameIsKeptFoundAndShownButNoNameToMatchBy() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let row = GwentFile.row("G1", "Prosser").replacing(
                "Gwenllian,,,", with: "Gwenllian,,\"Gwen \"\"Boz\"\" Parri; \"\"Nel Fach\"\"\",")
            _ = try await desk.upload(GwentFile.bytes([row]))
            #expect(try await desk.run(1).counts[.new] == 1)
            for word in ["boz", "nel", "parri"] {
                #expect(try await desk.get("/people?q=\(word)").html.contains("Prosser"), "\(word)")
            }
            let person = try await world.site.count("SELECT MIN(id) AS n FROM person")
            let page = try await desk.get("/people/\(person)").html
            #expect(page.contains("Parri, Gwen") && page.contains("“Boz”") && page.contains("“Nel Fach”"))
            let held: String? = try await world.site.database.read { try $0.value("SELECT aliases FROM record") }
            let aliases = Aliases(try #require(held))
            #expect(aliases.names == [PersonName(family: "Parri", forenames: "Gwen")])
            #expect(aliases.nicknames == ["Boz", "Nel Fach"] && Aliases(aliases.text) == aliases)
        }
    }

    @Test(
        "A session that ended in mid-upload: profile and day come back, the file is asked for again",
        arguments: Language.allCases)
    func uploadAfterTheSessionEnded(language: Language) async throws {
        try await World.visit { world, client in
            try await world.setPassword(.carys)
            var desk = try await ImportDesk(world, client)
            desk.language = language
            world.clock.move(seconds: 1800)
            let asked = try await desk.upload(GwentFile.many(3), day: "2026-02-07")
            let address = try #require(asked.location)
            #expect(asked.status == .seeOther && address.hasPrefix("/sign-in?to=%2Fimports%2Fnew%3F"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_file") == 0)
            let browser = try await world.browser(client)
            browser.language = language.rawValue
            let signIn = try await browser.get(address)
            let done = try await browser.send(signIn, adding: [("username", "carys"), ("password", World.password)])
            let form = try await browser.get(try #require(done.location))
            #expect(form.html.contains("value=\"gwent-police/nominals\" selected") && form.html.contains("value=\"07\""))
            #expect(
                form.html.contains(
                    language == .english
                        ? "Your session had ended before the file was read" : "Roedd eich sesiwn wedi dod i ben cyn"))
            #expect(Markup.problems(html: Array(form.html.utf8)) == [])
        }
    }

    @Test("From another site nothing is carried along") func uploadFromElsewhere() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            world.clock.move(seconds: 1800)
            let asked = try await desk.upload(GwentFile.many(1), own: false)
            #expect(asked.location?.contains("profile") != true)
        }
    }
}
