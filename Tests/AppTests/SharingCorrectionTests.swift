import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Corrections: what was wrong is read where its part is open, and by whoever had it (docs/access.md)")
struct SharingCorrectionTests {
    private static let words = "It was his cousin"

    private static func wrong(_ part: CasePart) -> World.Fields {
        [("part", part.rawValue), ("what", words)] + World.day("since", (1, 3, 2026))
    }

    @Test(
        "Intelligence: the police and who had it read it, a coordinator for a reason, probation and who broke the glass not",
        arguments: Engine.available)
    func intelligence(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let agreement = try await world.agreement(client, parts: [.risk, .intelligence])
            let (carys, dewi, nia, sian) = (
                try await world.browser(client, as: .carys), try await world.browser(client, as: .dewi),
                try await world.browser(client, as: .nia), try await world.browser(client, as: .sian)
            )
            let path = "/people/\(people.sian)"
            let fields = try world.share(under: agreement, ["parts": "intelligence"])
            #expect(try await dewi.post("\(path)/sharing", fields).status == .seeOther)
            let share = try await world.newest().id
            #expect(try await sian.post("/shares/\(share)/acceptance").status == .seeOther)
            let away = try await world.stranger(client)
            _ = try await away.post("\(path)/glass", [("reason_code", "missing"), ("reason", "x")])
            #expect(try await carys.post("\(path)/sharing/correction", Self.wrong(.intelligence)).status == .seeOther)
            let task: Int64 = try #require(
                try await world.site.database.read { try $0.value("SELECT MIN(id) AS id FROM correction_task") })
            func reads(_ browser: Browser, _ path: String) async throws -> Bool {
                let seen = try await browser.get(path)
                #expect(seen.status == .ok && Markup.problems(html: Array(seen.html.utf8)) == [], "\(path)")
                return seen.html.contains(Self.words)
            }
            let rows: [(Browser, String, Bool)] = [
                (dewi, "\(path)/sharing", true), (nia, "\(path)/sharing", false), (away, "\(path)/sharing", false),
                (carys, "\(path)/sharing", false), (carys, "/shares", false), (carys, "/shares/\(share)", false),
                (carys, "/corrections/\(task)", false), (dewi, "/shares/\(share)", true), (sian, "/shares", true),
                (sian, "/shares/\(share)", true), (away, "/shares", false),
            ]
            for (browser, page, isRead) in rows { #expect(try await reads(browser, page) == isRead, "\(page)") }
            #expect(try await carys.get("/shares").html.contains("Tell Newport City Council"))
            #expect(try await carys.get("/corrections/\(task)").html.contains("unmasking?part=intelligence"))
            let seen = try await carys.post("\(path)/unmasking", [("part", "intelligence"), ("reason", "To tell them")])
            #expect(seen.status == .seeOther)
            for page in ["\(path)/sharing", "/corrections/\(task)"] { #expect(try await reads(carys, page), "\(page)") }
            #expect(try await carys.post("/corrections/\(task)", ["evidence": "Rang about the cousin"]).status == .seeOther)
            #expect(try await dewi.get("\(path)/sharing").html.contains("about the cousin"))
            #expect(try await nia.get("\(path)/sharing").html.contains("about the cousin") == false)
        }
    }

    @Test("Of who the person is: where the address must not become known it is not in a correction either")
    func address() async throws {
        try await GwentPeople.visit { world, people, client in
            let agreement = try await world.agreement(client)
            let (carys, sian) = (try await world.browser(client, as: .carys), try await world.browser(client, as: .sian))
            try await world.shared(client, people.sian, under: agreement)
            let path = "/people/\(people.sian)"
            #expect(try await carys.post("\(path)/sharing/correction", Self.wrong(.identity)).status == .seeOther)
            for (browser, page) in [(sian, "/shares"), (carys, "\(path)/sharing")] {
                #expect(try await browser.get(page).html.contains(Self.words))
            }
            let marking = [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")]
            #expect(try await carys.post("\(path)/marking", marking).status == .seeOther)
            for (browser, page) in [(sian, "/shares"), (carys, "\(path)/sharing")] {
                #expect(try await browser.get(page).html.contains(Self.words) == false)
            }
        }
    }
}
