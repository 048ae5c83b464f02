import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Asking the agency: a list of its own, since when and whom, and its coordinators are told")
struct ReviewAskTests {
    @Test(arguments: Engine.available)
    func asks(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let gwen = try await world.join(client, "gwen", .coordinator, "gwent-police").browser
            let other = try await world.join(client, "mair", .coordinator, "gwent-police", [.southWales]).browser
            let probation = try await world.join(client, "ceri", .coordinator, "probation").browser
            let before = try await world.report()
            world.clock.move(seconds: 120)
            let seen = try await world.review(
                carys, people.review, "ask_agency", "Which date of birth is right?", agency: "gwent-police")
            #expect(seen.location == "/reviews?done=ask_agency")
            let list = try await carys.get("/reviews?state=ask_agency")
            #expect(list.html.contains("Gwent Police, 2 March 2026") && list.html.contains("/reviews/\(people.review)\""))
            #expect(try await carys.get("/reviews").html.contains("Nothing is waiting"))
            let pair = try await gwen.get("/reviews/\(people.review)")
            #expect(pair.html.contains("Which date of birth is right?") && pair.html.contains("Carys Pritchard"))
            #expect(Markup.problems(html: Array(pair.html.utf8)) == [])
            let notice = "Your agency is asked whether two records are of one person"
            let told = try await gwen.get("/notices").html
            #expect(told.contains(notice) && told.contains("href=\"/reviews/\(people.review)\""))
            for nobody in [carys, other, probation] { #expect(try await !nobody.get("/notices").html.contains(notice)) }
            #expect(try await world.review(gwen, people.review, "different", "They rang: two men").status == .seeOther)
            let found = try await world.found(beside: before)
            #expect(found == [])
            let asked: String? = try await world.site.database.read { try $0.value("SELECT asked_agency FROM match_review") }
            #expect(asked == "")
        }
    }

    @Test("The panel goes on seeing a doubt, and an import does too", arguments: ["ask_agency", "not_yet"])
    func stands(_ verdict: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            _ = try await world.review(carys, people.review, verdict, "Waiting", agency: "gwent-police")
            let people = try await world.site.database.read { try $0.numbers("\(OpenQuestions.people)") }
            #expect(people.count == 2)
        }
    }

    @Test("Only an agency whose record it is", arguments: ["", "probation", "nobody"])
    func whom(_ agency: String) async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            let seen = try await world.review(carys, people.review, "ask_agency", "Well?", agency: agency)
            #expect(seen.status == .unprocessableContent && seen.html.contains("Choose which agency you ask"))
        }
    }
}
