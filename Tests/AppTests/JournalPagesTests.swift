import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Who looked: the journal for an information officer")
struct JournalPagesTests {
    @Test(arguments: Engine.available)
    func tellsEverybodyWhoLooked(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            _ = try await world.browser(client, as: .carys).get("/people/\(people.sian)")
            _ = try await world.browser(client, as: .dewi).get("/people/\(people.sian)/offences")
            _ = try await world.browser(client, as: .dewi).get("/people/\(people.dafydd)")
            let rhian = try await world.browser(client, as: .rhian)
            for isIndexed in [false, true] {
                // The newest entries are found before the index has come to them.
                if isIndexed { try await JournalKeeping(site: world.site).extend() }
                let seen = try await rhian.get("/journal?person=\(people.sian)&purpose=complaint")
                #expect(seen.status == .ok && seen.html.contains("Who looked at Siân Mair Jones"))
                for text in [
                    "Carys Pritchard (carys)", "Dewi Harries (dewi)", "police offender manager", "Case: summary",
                    "Case: offences",
                ] {
                    #expect(seen.html.contains(text), "\(text)")
                }
                #expect(seen.html.components(separatedBy: "Case: summary").count == 2, "Dafydd’s is not among them")
                let entry = try #require(try await world.casework().last)
                #expect(entry.kind == .consultation && entry.subjects == [people.sian] && entry.fields == ["journal"])
                #expect(entry.reason == "complaint" && entry.role == "information_officer")
            }
        }
    }

    @Test(arguments: Engine.available)
    func tellsWhatAnOfficerDid(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            _ = try await dewi.get("/people")
            _ = try await dewi.get("/people/\(people.sian)")
            let rhian = try await world.browser(client, as: .rhian)
            let seen = try await rhian.get("/journal?officer=dewi&purpose=investigation")
            #expect(seen.html.contains("What Dewi Harries did") && seen.html.contains("List of people"))
            #expect(seen.html.contains("person=\(people.sian)&amp;purpose=investigation"))
            let entry = try #require(try await world.casework().last)
            #expect(entry.records == ["officer:\(try world.officer(.dewi).id)"] && entry.reason == "investigation")
            rhian.language = "cy"
            let welsh = try await rhian.get("/journal?officer=dewi&purpose=investigation")
            #expect(welsh.html.contains("Beth wnaeth Dewi Harries") && welsh.html.contains("Rhestr o bobl"))
        }
    }

    @Test("What pages show and files bring has words in both languages")
    func words() async throws {
        try await GwentPeople.visit { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            for page in ["", "/offences", "/records", "/timeline", "/access", "/looks"] {
                #expect(try await carys.get("/people/\(people.sian)\(page)").status == .ok)
            }
            for page in [
                "/people", "/panels/W15000002", "/panels/W15000002/people/\(people.sian)", "/reviews/\(people.review)",
            ] {
                #expect(try await carys.get(page).status == .ok, "\(page)")
            }
            let codes = Set(try await world.casework().flatMap(\.fields)).union(["gwent-police/custody", "round_movement"])
            let unknown = codes.filter { JournalActs.part($0) == nil }.sorted()
            #expect(codes.count > 15)
            #expect(unknown == [])
            #expect(JournalActs.part("gwent-police/custody")?.cy == "Heddlu Gwent: cofnodion y ddalfa")
        }
    }

    @Test(
        "Without a purpose, or with a question that is none, nothing is shown and nothing entered",
        arguments: [
            ("person=1", "Choose why you read the journal"), ("person=&officer=", "Choose why you read the journal"),
            ("purpose=sample", "Enter the number of a person or the user name"),
            ("person=1&officer=dewi&purpose=sample", "one of the two"), ("person=x&purpose=sample", "Enter a person’s number"),
            ("person=1&purpose=curiosity", "Choose why you read the journal"),
        ])
    func needsAPurpose(_ query: String, _ words: String) async throws {
        try await GwentPeople.visit { world, _, client in
            let seen = try await world.browser(client, as: .rhian).get("/journal?\(query)")
            #expect(seen.status == .unprocessableContent && seen.html.contains(words) && seen.html.contains("error-summary"))
            #expect(try await world.casework().isEmpty)
        }
    }

    @Test("People and officers elsewhere do not exist here")
    func ofOwnAreaAndAgency() async throws {
        try await GwentPeople.visit { world, people, client in
            let rhian = try await world.browser(client, as: .rhian)
            for query in ["person=\(people.elsewhere)", "person=99999", "officer=nia", "officer=nobody"] {
                #expect(try await rhian.get("/journal?\(query)&purpose=sample").status == .notFound, "\(query)")
            }
            let carys = try await world.browser(client, as: .carys)
            #expect(try await carys.get("/journal").status == .notFound)
            #expect(try await rhian.get("/people/\(people.sian)").status != .ok, "who looked, and no more of the case")
        }
    }

    @Test("Fifty entries to a page, none twice, none left out")
    func pages() async throws {
        try await GwentPeople.visit { world, people, client in
            let dewi = try await world.browser(client, as: .dewi)
            for _ in 0..<120 { _ = try await dewi.get("/people/\(people.sian)") }
            try await JournalKeeping(site: world.site).extend()
            let rhian = try await world.browser(client, as: .rhian)
            var (address, counts): (String?, [Int]) = ("/journal?officer=dewi&purpose=sample", [])
            while let path = address {
                let seen = try await rhian.get(path)
                counts.append(seen.html.components(separatedBy: "Case: summary").count - 1)
                let link = seen.html.components(separatedBy: "rel=\"next\" href=\"").dropFirst().first
                address = link.map { String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
            }
            #expect(counts == [50, 50, 20])
        }
    }
}
