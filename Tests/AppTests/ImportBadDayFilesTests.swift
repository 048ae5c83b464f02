import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("The bad day: files that cannot be taken")
struct ImportBadDayFilesTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let english: String
        let welsh: String
    }

    static let bad = [
        Bad(testDescription: "empty", bytes: [], english: "The file is empty", welsh: "Mae’r ffeil yn wag"),
        Bad(
            testDescription: "zip", bytes: [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0], english: "not text. Unpack it",
            welsh: "nid testun"),
        Bad(
            testDescription: "another agency's",
            bytes: Array(
                "PNC_ID,COURT_DATE,COURT,OFFENCE_CODE,OFFENCE,OFFENCE_DATE,ADJUDICATION,DISPOSAL_CODE,DISPOSAL,SENTENCE_DAYS\n"
                    .utf8),
            english: "This looks like a file of “Police National Computer: convictions”: choose that profile",
            welsh: "Mae hon yn edrych fel ffeil “Cyfrifiadur Cenedlaethol yr Heddlu: euogfarnau”"),
        Bad(
            testDescription: "nobody's", bytes: Array("a,b\n1,2\n".utf8), english: "missing: “NominalRef”",
            welsh: "ar goll: “NominalRef”"),
    ]

    @Test(arguments: bad) func eachSaysWhyAtItsField(bad: Bad) async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client)
            for language in Language.allCases {
                desk.language = language
                let seen = try await desk.upload(bad.bytes)
                #expect(seen.status == .unprocessableContent)
                #expect(
                    seen.html.contains("id=\"file-error\"") && seen.html.contains("value=\"gwent-police/nominals\" selected"))
                #expect(seen.html.contains(language == .english ? bad.english : bad.welsh), "\(seen.html)")
                #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
            }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_file WHERE state = 'failed'") == 2)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_row") == 0)
            desk.language = .welsh
            #expect(try await desk.get("/imports/1").html.contains(bad.welsh))
        }
    }

    @Test func aFileAboveTheLimitIsNotReadToItsEnd() async throws {
        var config = World.config
        config.uploadMegabytes = 1
        try await World.visit(config: config) { world, client in
            let desk = try await ImportDesk(world, client)
            let seen = try await desk.upload(GwentFile.many(1) + [UInt8](repeating: 65, count: 1_200_000))
            #expect(seen.status == .unprocessableContent && seen.html.contains("The file is larger than 1 MB"))
        }
    }

    @Test func aLineOfFiftyMegabytesIsOneRefusedRow() async throws {
        try await World.with { world in
            let profiles = try await Profiles(site: world.site).all()
            let profile = try await Profiles(site: world.site).find("gwent-police/nominals")
            var planning = try await ImportPlanning(
                world.site, .command("test"), profile, name: "long.csv", asOf: world.site.today, others: profiles)
            try await planning.take(GwentFile.bytes([GwentFile.row("G0000001", "Prosser")]))
            try await planning.take(Array("G0000002,".utf8))
            let piece = [UInt8](repeating: 65, count: 1 << 20)
            for _ in 0..<50 { try await planning.take(piece) }
            try await planning.take(Array(",,,,,,,,,,,,,,01/02/2026 10:00\r\n".utf8))
            try await planning.take(Array(GwentFile.row("G0000003", "Rees", born: "09/11/1984").utf8))
            let file = try await planning.finish()
            #expect(file.counts[.new] == 2 && file.counts[.refused] == 1 && file.size > 50 << 20)
            let refused = try await Quarantine(site: world.site).rows(file.id, limit: 5)
            #expect(refused.map(\.findings) == [[RowFinding(.fieldTooLong, header: "Surname")]])
            #expect(try await world.site.count("SELECT MAX(LENGTH(raw)) AS n FROM import_row") < 5000)
        }
    }

    @Test func aFileThatIsCutOffInsideQuotesSaysSo() async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client)
            _ = try await desk.upload(GwentFile.bytes([GwentFile.row("G0000001", "Prosser")]) + Array("G0000002,\"Re".utf8))
            #expect(try await desk.get("/imports/1").html.contains("The file is incomplete"))
            desk.language = .welsh
            let welsh = try await desk.get("/imports/1").html
            #expect(welsh.contains("Mae’r ffeil yn anghyflawn") && welsh.contains("UNBALANCED_QUOTE"))
            let done = try await desk.run(1)
            #expect(done.counts.people == 1 && done.isIncomplete)
        }
    }

    @Test func theSameFileByTwoPeopleAtOnce() async throws {
        try await World.visit { world, client in
            let bytes = GwentFile.bytes([GwentFile.row("G0000001", "Prosser")])
            var desk = try await ImportDesk(world, client)
            #expect(try await desk.upload(bytes).location == "/imports/1")
            let second = try await desk.upload(bytes)
            #expect(second.html.contains("the same file as number 1") && second.html.contains("href=\"/imports/1\""))
            desk.language = .welsh
            #expect(try await desk.upload(bytes).html.contains("un ffeil â rhif 1"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_file WHERE state = 'planned'") == 1)
        }
    }

    @Test(arguments: Engine.available) func theSameFilePlannedAtOnce(engine: Engine) async throws {
        try await World.with(engine) { world in
            let bytes = GwentFile.many(40)
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 { group.addTask { (try? await ImportPlanning.plan(bytes, world.site)) != nil } }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 }.count == 1)
        }
    }
}
