import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Pages of files and profiles: well-formed, one heading, the same in both languages")
struct ImportPagesMarkupTests {
    @Test func everyPageInEveryState() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            try await look(desk, ["/imports", "/imports/new"])
            let rows = [
                GwentFile.row("G0000001", "Prosser"), GwentFile.row("G0000002", "=cmd()", born: "09/11/1984"),
                GwentFile.row("G0000003", "Rees", born: "31/02/1990"),
            ]
            _ = try await desk.upload(GwentFile.bytes(rows))
            try await look(desk, ["/imports/1", "/imports?page=2"])
            _ = try await desk.run(1)
            let later = [
                GwentFile.row("G0000001", "Prosser", town: "Tredegar", updated: "02/02/2026 10:00"), rows[1], rows[1],
                GwentFile.row("G0000002", "Bowen", updated: "01/01/2026 10:00"),
            ]
            _ = try await desk.upload(GwentFile.bytes(later))
            _ = try await desk.upload([0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0, 0])
            try await look(desk, ["/imports", "/imports/1", "/imports/2", "/imports/3"])
            let plan = try await desk.get("/imports/2").html
            for words in ["Tredegar", "Brynmawr", "id=\"duplicate\"", "id=\"superseded\"", "FORMULA_TEXT"] {
                #expect(plan.contains(words), "\(words)")
            }
            try await world.site.database.write {
                try $0.execute(
                    "UPDATE import_file SET state = 'running', lease_until = \(world.clock.now.adding(seconds: 60)) WHERE id = 2"
                )
            }
            try await look(desk, ["/imports/2"])
            #expect(
                try await desk.get("/imports/2").html.contains("http-equiv=\"refresh\" content=\"2;url=/imports/2?renewed=1\""))
            world.clock.move(seconds: 61)
            try await look(desk, ["/imports/2"])
            #expect(try await desk.get("/imports/2").html.contains("The import stopped part-way"))
            try await world.site.database.write { try $0.execute("UPDATE import_file SET state = 'reading' WHERE id = 2") }
            try await look(desk, ["/imports/2"])
        }
    }

    @Test func profiles() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let all = try await Profiles(site: world.site).all().map { "/profiles/\($0.id)" }
            #expect(all.count == 11)
            try await look(
                desk, ["/profiles", "/profiles/gwent-police/nominals/copy", "/profiles/gwent-police/custody/copy"] + all)
        }
    }

    private func look(_ desk: ImportDesk, _ paths: [String]) async throws {
        for path in paths {
            var desk = desk
            let english = try await desk.get(path)
            desk.language = .welsh
            let welsh = try await desk.get(path)
            #expect(english.status == .ok, "\(path)")
            for seen in [english, welsh] {
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
            }
            // Names stand in the order of each language.
            let outlines = [english, welsh].map { Markup.outline(html: Array($0.html.utf8)).sorted() }
            #expect(outlines[0] == outlines[1], "\(path)")
        }
    }
}
