import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("How it is marked: on the page, in the margins of the print, and in every file that leaves")
struct MarkingLinesTests {
    private static let all: [MarkingLine] =
        [.official, MarkingLine(.officialSensitive)] + MarkingDescriptor.allCases.map { MarkingLine(.officialSensitive, $0) }

    @Test("Each marking has margins of its own", arguments: all)
    func margins(_ marking: MarkingLine) async throws {
        let sheet = try await World.visit { world, client in
            try await world.browser(client).get(PublicFile.styles.path.text).html
        }
        let page = try #require(marking.classes.split(separator: " ").last?.dropFirst("marked-".count))
        #expect(sheet.contains("body.marked-\(page) { page: \(page); }"))
        let rule = sheet.components("@page \(page) {")
        #expect(rule.count == 2)
        #expect(rule.last?.components("\n}")[0].components("content: \"\(marking.words)\"").count == 3)
    }

    @Test(
        "The names of files",
        arguments: [
            (MarkingLine.official, "a-OFFICIAL.md", "a.md"), (.personal, "a.b-OFFICIAL-SENSITIVE-PERSONAL.csv", "a.b.csv"),
            (MarkingLine(.officialSensitive), "a-OFFICIAL-SENSITIVE", "a"),
        ])
    func names(_ marking: MarkingLine, _ named: String, _ name: String) {
        #expect(marking.named(name) == named)
    }

    @Test("A case where somebody is hidden: its page, its print and the list that holds it", arguments: Engine.available)
    func hidden(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            func list(_ proposal: String) async throws -> (name: String, lines: [String]) {
                let file = try await carys.post("/people/export", ["reason": "panel", "proposal": proposal])
                #expect(file.status == .ok)
                return (file.headers[.contentDisposition] ?? "", file.html.components("\r\n").filter { !$0.isEmpty })
            }
            let before = try await list("")
            #expect(before.name.hasSuffix("-OFFICIAL-SENSITIVE-PERSONAL.csv\""))
            #expect(before.lines[0].hasSuffix(",Marking"))
            #expect(before.lines.dropFirst().allSatisfy { $0.hasSuffix(",OFFICIAL-SENSITIVE [PERSONAL]") })
            #expect(before.lines.count > 2)
            let marked = try await carys.post(
                "/people/\(people.sian)/marking",
                [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")])
            #expect(marked.status == .seeOther)
            let page = try await carys.get("/people/\(people.sian)").html
            #expect(page.contains("<body class=\"marked marked-official-sensitive-locsen\">"))
            let after = try await list("")
            #expect(after.name.hasSuffix("-OFFICIAL-SENSITIVE-LOCSEN.csv\""))
            #expect(after.lines.dropFirst().allSatisfy { $0.hasSuffix(",OFFICIAL-SENSITIVE [LOCSEN]") })
            #expect(try await list("UNSCORED").name.hasSuffix("-OFFICIAL-SENSITIVE-PERSONAL.csv\""), "nobody hidden is in it")
            let list = try await carys.get("/people").html
            #expect(list.contains("<body class=\"marked marked-official-sensitive-personal\">"))
        }
    }

    @Test("An agreement is OFFICIAL on the page and in its protocol", arguments: Language.allCases)
    func agreement(_ language: Language) async throws {
        try await World.visit { world, client in
            let id = try await world.agreement(client)
            let carys = try await world.browser(client, as: .carys)
            carys.language = language.rawValue
            #expect(try await carys.get("/agreements/\(id)").html.contains("<body class=\"marked marked-official\">"))
            let file = try await carys.get("/agreements/\(id)/protocol.md")
            #expect(file.html.hasPrefix("**OFFICIAL**\n"))
            #expect(file.headers[.contentDisposition]?.contains("-OFFICIAL.md") == true)
        }
    }
}
