import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("A superseded conviction on the pages: the plan says it, the case keeps it, the next round does not count it")
struct ImportCareerPagesTests {
    private typealias Story = ImportCareerTests

    /// A nominal of Gwent who is the person of career A.
    private func nominal() -> [UInt8] {
        GwentFile.bytes([GwentFile.row("G1", "Prosser").replacing(",F,W1,,", with: ",F,W1,\(CareerFile.pnc("A")),")])
    }

    @Test(arguments: Language.allCases) func planAndCase(language: Language) async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client, everywhere: true)
            desk.language = language
            let isWelsh = language == .welsh
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(nominal(), world.site), world.site)
            _ = try await CareerFile.take(CareerFile.bytes([Story.a, Story.b]), "2026-03-01", world.site)
            let person = Int64(try await world.site.count("SELECT id AS n FROM person"))
            world.clock.move(seconds: 3_000_000)
            desk = try await ImportDesk(world, client, everywhere: true)
            desk.language = language

            let planned = try await CareerFile.plan(CareerFile.bytes([Story.a, Story.quashed]), "2026-04-01", world.site)
            let plan = try await desk.get("/imports/\(planned.id)")
            #expect(Markup.problems(html: Array(plan.html.utf8)) == [])
            #expect(plan.html.contains(isWelsh ? "Euogfarnau wedi’u disodli: 1" : "Superseded convictions: 1"))
            #expect(plan.html.contains("<strong>ADJUDICATION</strong>: CONVICTION → NOT GUILTY"))
            #expect(try await world.journal().last?.subjects == [person])
            let words = ImportWords.plan(planned)[language]
            #expect(words.contains(isWelsh ? "1 a ddelir i’w disodli" : "1 held would be superseded"))

            let done = try await desk.run(planned.id)
            #expect(done.counts.withdrawn == 1)
            let entry = try #require(
                try await world.journal().first { $0.kind == .alteration && $0.fields == ["conviction"] })
            #expect(entry.subjects == [person] && entry.records == ["import_file:\(planned.id)"])
            let after = try await desk.get("/imports/\(planned.id)").html
            #expect(after.contains(isWelsh ? "Euogfarnau wedi’u disodli: 1" : "Superseded convictions: 1"))
            for part in ["offences", "timeline"] {
                let page = try await desk.get("/people/\(person)/\(part)")
                #expect(page.status == .ok && Markup.problems(html: Array(page.html.utf8)) == [])
                #expect(
                    page.html.contains(
                        isWelsh
                            ? "ffeil \(planned.id), echdyniad 1 Ebrill 2026" : "file \(planned.id), extract of 1 April 2026"),
                    "\(part)")
            }
        }
    }

    @Test("Rows of a career that stay, and why, in both languages", arguments: Language.allCases)
    func kept(language: Language) async throws {
        try await World.visit { world, client in
            world.clock.move(seconds: 3_000_000)
            var desk = try await ImportDesk(world, client, everywhere: true)
            desk.language = language
            _ = try await CareerFile.take(CareerFile.bytes([Story.a, Story.b, Story.c]), "2026-03-01", world.site)
            let planned = try await CareerFile.plan(CareerFile.bytes([Story.d]), "2026-04-01", world.site)
            let html = try await desk.get("/imports/\(planned.id)").html
            #expect(html.contains(language == .welsh ? "Ar goll, ond yn dal i gyfrif: 3" : "Missing, but counting on: 3"))
        }
    }

    @Test("A file that only takes away can be run; one that comes back says so")
    func onlyTakingAway() async throws {
        try await World.visit { world, client in
            world.clock.move(seconds: 8_000_000)
            let desk = try await ImportDesk(world, client, everywhere: true)
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(nominal(), world.site), world.site)
            _ = try await CareerFile.take(CareerFile.bytes([Story.a, Story.b]), "2026-03-01", world.site)
            let less = try await CareerFile.plan(CareerFile.bytes([Story.a]), "2026-04-01", world.site)
            let html = try await desk.get("/imports/\(less.id)").html
            #expect(html.contains("Import this file") && html.contains("Nothing: the row is not there"))
            _ = try await desk.run(less.id)
            let again = try await CareerFile.plan(CareerFile.bytes([Story.a, Story.b]), "2026-05-01", world.site)
            #expect(try await desk.get("/imports/\(again.id)").html.contains("It counts again"))
        }
    }

    @Test("Whether its files hold whole careers stands on the profile and goes through its form", arguments: Language.allCases)
    func profile(language: Language) async throws {
        try await World.visit { world, client in
            var desk = try await ImportDesk(world, client, everywhere: true)
            desk.language = language
            let answer = language == .welsh ? "Ydy, bob tro" : "Yes, always"
            #expect(try await desk.get("/profiles/pnc/convictions").html.contains(answer))
            #expect(
                try await desk.get("/profiles/pnc/convictions/copy").html.contains("<option value=\"whole\" selected>\(answer)")
            )
            #expect(try await !desk.get("/profiles/gwent-police/nominals/copy").html.contains(answer))
            let profile = try await Profiles(site: world.site).find("pnc/convictions")
            var reader = FormReader(ProfileForm.filled(profile.draft))
            #expect(ProfileForm.draft(&reader, of: profile).careers == "whole")
        }
    }

    @Test("The next round scores without it", arguments: Engine.available)
    func nextRound(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await ImportRunning.whole(try await ImportPlanning.plan(nominal(), world.site), world.site)
            _ = try await CareerFile.take(CareerFile.bytes([Story.a, Story.b]), "2026-03-01", world.site)
            let asOf = try #require(Day(iso: "2026-04-02"))
            let before = try await world.score("Before", asOf: asOf)
            _ = try await CareerFile.take(
                CareerFile.bytes([Story.a.replacing("CONVICTION", with: "NOT_GUILTY"), Story.quashed]), "2026-04-01", world.site
            )
            let after = try await world.score("After", asOf: asOf)
            let kinds = [try await world.proposals(before), try await world.proposals(after)].map { $0.values.first }
            #expect(kinds[0] != "UNSCORED" && kinds[1] == "UNSCORED")
        }
    }
}
