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
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"gwent-police-nominals-1-refused.csv\"")
            #expect(
                file.html.contains("'=HYPERLINK(1)") && file.html.contains(",'-Siôn,") && file.html.contains("IMPOSSIBLE_DATE"))
            #expect(
                file.html.hasPrefix("\u{FEFF}NominalRef,Surname") && file.html.contains("CARFAN_LINE,CARFAN_CODE,CARFAN_REASON")
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
}
