import Domain
import Foundation
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A coordinator adapts a copy of a profile, and sees first how it reads")
struct ImportPagesProfileTests {
    private let copy = "/profiles/gwent-police/nominals/copy"

    private func form(_ change: (inout [String: String]) -> Void = { _ in }) async throws -> [(String, String)] {
        let draft = try #require(try ProfileFiles.shipped().first { $0.id == "gwent-police/nominals" }).draft
        var fields = Dictionary(uniqueKeysWithValues: ProfileForm.filled(draft).fields.map { ($0.name, $0.value) })
        fields["base"] = "1"
        change(&fields)
        return fields.map { ($0.key, $0.value) }
    }

    @Test func everyShippedProfileSurvivesTheForm() throws {
        for profile in try ProfileFiles.shipped() {
            var reader = FormReader(ProfileForm.filled(profile.draft))
            let draft = try ImportProfile(ProfileForm.draft(&reader, of: profile)).draft
            #expect(reader.problems.isEmpty)
            #expect(Set(draft.columns) == Set(profile.draft.columns), "\(profile.id)")
            #expect(draft.codes == profile.draft.codes && draft.separators == profile.draft.separators, "\(profile.id)")
            #expect(draft.datesOf == profile.draft.datesOf && draft.ignored == profile.draft.ignored, "\(profile.id)")
        }
    }

    @Test func theFirstRowsAreShownBeforeAnythingIsKept() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let sample = String(
                decoding: GwentFile.bytes([
                    GwentFile.row("G0000001", "Prosser"), GwentFile.row("G0000002", "Rees", born: "31/02/1990"),
                ]),
                as: UTF8.self)
            let seen = try await desk.post(copy, try await form { $0["sample-text"] = sample })
            #expect(seen.html.contains("PROSSER") || seen.html.contains("Prosser"))
            #expect(seen.html.contains("there is no such date") && seen.html.contains("Save as the next version"))
            #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_profile") == 0)

            let other = try await desk.post(
                copy, try await form { ($0["sample-text"], $0["columns.surname"]) = (sample, "Cyfenw") })
            #expect(other.html.contains("not expected: “Surname”") && other.status == .unprocessableContent)
        }
    }

    @Test func aFileShowsItsEncodingAndHeaders() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let text = "NominalRef;Surname\r\nG1;Siôn\r\n"
            let seen = try await desk.upload(
                text.unicodeScalars.map { UInt8($0.value) }, to: "/profiles/gwent-police/nominals/sample", field: "sample-file")
            #expect(seen.html.contains("Windows-1252, semicolon") && seen.html.contains("<li>Surname</li>"))
            #expect(seen.html.contains("value=\"semicolon\" selected") && seen.html.contains("value=\"windows-1252\" selected"))
            #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
            let zip = try await desk.upload(
                [0x50, 0x4B, 3, 4, 0, 0, 0, 0], to: "/profiles/gwent-police/nominals/sample", field: "sample-file")
            #expect(zip.html.contains("not text. Unpack it"))
        }
    }

    @Test func allProblemsAtOnceAtTheirFields() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            let seen = try await desk.post(
                copy,
                try await form {
                    ($0["dates"], $0["columns.reference"], $0["separators.aliases"], $0["codes.sex"]) = (
                        "DD/MM", "", "", "M = man"
                    )
                })
            for field in ["dates", "columns.reference", "separators.aliases", "codes.sex"] {
                #expect(seen.html.contains("id=\"\(field)-error\""), "\(field)")
            }
            #expect(seen.status == .unprocessableContent)
            #expect(Markup.problems(html: Array(seen.html.utf8)) == [])
        }
    }

    @Test func savingMakesTheNextVersionAndFilesInWorkKeepTheirs() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            _ = try await desk.upload(GwentFile.bytes([GwentFile.row("G0000001", "Prosser")]))
            let saved = try await desk.post(copy, try await form { ($0["columns.surname"], $0["act"]) = ("Cyfenw", "save") })
            #expect(saved.location == "/profiles/gwent-police/nominals?done=saved", "\(saved.html)")
            let page = try await desk.get("/profiles/gwent-police/nominals?done=saved")
            #expect(page.html.contains("Version 2 is in force") && page.html.contains("Carys Pritchard"))
            #expect(try await desk.run(1).state == .done)
            #expect(
                try await desk.upload(GwentFile.bytes([GwentFile.row("G0000002", "Rees")])).html.contains("missing: “Cyfenw”"))

            let late = try await desk.post(copy, try await form { $0["act"] = "save" })
            #expect(late.html.contains("Somebody has saved version 2"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_profile") == 1)
        }
    }

    @Test func yamlIsTakenIntoTheForm() async throws {
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client)
            var draft = try await Profiles(site: world.site).find("gwent-police/nominals").draft
            draft.delimiter = "pipe"
            let path = "/profiles/gwent-police/nominals/yaml"
            let taken = try await desk.post(path, [("yaml", try ProfileFiles.yaml(draft))])
            #expect(taken.html.contains("value=\"pipe\" selected"))
            let wrong = try await desk.post(path, [("yaml", "colour: red")])
            #expect(wrong.html.contains("is no part of a profile") && wrong.html.contains("id=\"yaml-error\""))
        }
    }
}
