import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Rules and bands are dated versions")
struct CohortSettingsTests {
    static func form(_ more: [String: String] = [:]) -> [(String, String)] {
        let base = [
            "newest": "1", "band_medium": "25", "band_high": "60", "band_very_high": "75", "band_prolific": "90",
            "fixed_from": "HIGH", "fixed_earlier_from": "MEDIUM", "flex_from": "VERY_HIGH", "recent_months": "24",
            "recent_sanctions": "3", "near_points": "5", "near_sanctions": "1", "profile": "hmpps",
            "neighbourhood_bases": "CORE", "adult_age": "18", "neighbourhood_codes": "02803,DOMESTIC_BURGLARY,CORE",
            "fixed_earlier": "ROBBERY", "other_acquisitive": "THEFT_NON_MOTOR", "from-day": "1", "from-month": "3",
            "from-year": "2026", "reason": "Agreed by the regional board", "source": "Minute 7 of 2026", "mark": "confirmed",
        ].merging(more) { $1 }
        return base.map { ($0.key, $0.value) }
    }

    /// Sends the wish, looks at what it would change, and makes the version.
    static func change(_ browser: Browser, _ more: [String: String] = [:]) async throws -> Seen {
        let asked = try await browser.post("/settings", form(more))
        guard asked.status == .ok else { return asked }
        let seen = try #require(asked.mainForm.first { $0.0 == "seen" })
        return try await browser.post("/settings", form(more.merging([seen.0: seen.1]) { $1 }))
    }

    @Test("An edition’s own codes are stored and read again")
    func codesRoundTrip() throws {
        var settings = CohortSettings.shipped
        let code = try #require(HomeOfficeCode("04600"))
        settings.neighbourhoodCodes = NeighbourhoodList([code: .init(.theftFromPerson, .extended)])
        let read = CohortSettingsText.read(CohortSettingsText.written(settings))
        #expect(read?.neighbourhoodCodes == settings.neighbourhoodCodes)
        #expect(CohortSettingsText.read(CohortSettingsText.written(.shipped))?.neighbourhoodCodes == nil)
    }

    @Test("What would change is seen before it is made, and seen again when the wish is altered", arguments: Language.allCases)
    func difference(language: Language) async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            owain.language = language.rawValue
            var wish = [
                "adult_age": "19", "near_sanctions": "2",
                "neighbourhood_codes": "02803,ROBBERY,CORE\n04600,THEFT_FROM_PERSON,CORE",
            ]
            let asked = try await owain.post("/settings", Self.form(wish))
            #expect(asked.status == .ok && Markup.problems(html: Array(asked.html.utf8)) == [])
            let phrases =
                language == .english
                ? ["What would change", "Adult from", "04600 ", "not in the list", "theft from the person: plainly one", "60"]
                : ["Beth fyddai’n newid", "Oedolyn o", "04600 ", "ddim yn y rhestr", "dwyn oddi ar berson: yn amlwg", "60"]
            for phrase in phrases { #expect(asked.html.contains(phrase), "\(phrase)") }
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM cohort_settings") == 0)
            let seen = try #require(asked.mainForm.first { $0.0 == "seen" }?.1)
            // Altered since: shown again, not made.
            let altered = try await owain.post("/settings", Self.form(["adult_age": "20", "seen": seen]))
            #expect(altered.status == .ok && altered.html.contains(">20<"))
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM cohort_settings") == 0)
            wish["seen"] = seen
            #expect(try await owain.post("/settings", Self.form(wish)).location == "/settings")
            let page = try await owain.get("/settings").html
            #expect(
                page.contains("04600") && page.contains(language == .english ? "Sanctions below the limit" : "Sancsiynau islaw")
            )
            let made = try #require(try await world.site.database.read { try CohortSettingsStore.all($0) }.last)
            #expect(
                made.adultAge == 19 && made.nearSanctions == 2
                    && made.neighbourhoodCodes?.codes.map(\.text) == ["02803", "04600"])
        }
    }

    @Test("Codes that cannot be read, and an age that is none, are told at their fields")
    func badCodes() async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            let bad = try await owain.post(
                "/settings", Self.form(["adult_age": "9", "neighbourhood_codes": "2803,ROBBERY,CORE\n02803,ARSON,CORE"]))
            #expect(bad.status == .unprocessableContent)
            #expect(bad.html.contains("id=\"adult_age-error\"") && bad.html.contains("id=\"neighbourhood_codes-error\""))
            #expect(bad.html.contains("Line 1: “2803” is no code") && bad.html.contains("Line 2: after 02803"))
            #expect(bad.html.contains("2803,ROBBERY,CORE"))
        }
    }

    @Test("Stored and read again, settings are the same")
    func roundTrip() {
        #expect(
            CohortSettingsText.read(CohortSettingsText.written(.shipped))?.fixedEarlier == CohortSettings.shipped.fixedEarlier)
        var read = CohortSettingsText.read(CohortSettingsText.written(.shipped))
        #expect(read?.bands.limits == CohortSettings.shipped.bands.limits)
        read?.bands = CohortSettings.shipped.bands
        #expect(read == .shipped)
        #expect(CohortSettingsText.read("{}") == nil)
    }

    @Test("A change makes a new version; rounds keep theirs", arguments: Engine.available)
    func newVersion(_ engine: Engine) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            let owain = try await world.browser(client, as: .owain)
            #expect(Markup.problems(html: Array(try await owain.get("/settings/new").html.utf8)) == [])
            #expect(try await Self.change(owain).status == .seeOther)
            let page = try await owain.get("/settings")
            #expect(page.html.contains("In force: version 2") && page.html.contains("Agreed by the regional board"))
            let versions = try await world.site.database.read { try CohortSettingsStore.all($0) }
            #expect(versions.map(\.edition.version) == ["1", "2"])
            #expect(versions[0].bands.start(of: .high) == 50 && versions[1].bands.start(of: .high) == 60)
            #expect(try await world.current()?.settingsVersion == 1)
            try await world.score("Under the new rules")
            #expect(try await world.current()?.settingsVersion == 2)
            let carys = try await world.browser(client, as: .carys)
            #expect(
                try await carys.get("/panels/W15000002/people/\(people.rhodri)").html.contains("60 or more within two years"))
        }
    }

    @Test("What is wrong stands at its field; a stale form meets what stands")
    func refused() async throws {
        try await World.visit { world, client in
            let owain = try await world.browser(client, as: .owain)
            let bad = try await owain.post(
                "/settings", Self.form(["band_very_high": "55", "reason": "", "recent_months": "x", "mark": ""]))
            for field in ["band_very_high", "reason", "recent_months", "mark"] {
                #expect(bad.html.contains("id=\"\(field)-error\""), "\(field)")
            }
            #expect(try await Self.change(owain).status == .seeOther)
            let stale = try await Self.change(owain, ["reason": "Mine"])
            #expect(stale.status == .conflict && stale.html.contains("Mine"))
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.post("/settings", Self.form()).status == .notFound)
        }
    }
}
