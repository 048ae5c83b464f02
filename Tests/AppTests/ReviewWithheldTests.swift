import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("Where somebody lives must not become known: beside another record neither home is shown, only whether they agree")
struct ReviewWithheldTests {
    private static let explanation = """
        {"with":1,"points":[{"points":-20,"en":"Two records picked at random","cy":"Dau gofnod ar hap"},\
        {"points":9,"en":"Given name: the same","cy":"Enw cyntaf: yr un"},\
        {"points":12.5,"en":"Home: the same house and postcode","cy":"Cartref: yr un tŷ a chod post","home":true},\
        {"points":1.5,"en":"Home: the value is rare","cy":"Cartref: mae’r gwerth yn brin","home":true}],"model":0}
        """

    private static func place(_ world: World, _ people: GwentPeople, of other: String = "NP20 1AB") async throws {
        try await world.site.database.write { connection in
            for (person, postcode) in [(people.dafydd, "NP20 1AB"), (people.llywelyn, other)] {
                try connection.execute(
                    "UPDATE record SET address = '7 Stow Hill', postcode = \(postcode) WHERE person_id = \(person)")
            }
            try connection.execute("UPDATE match_review SET explanation = \(explanation) WHERE id = \(people.review)")
        }
    }

    @Test("In the table and in the waterfall, whichever of the two it is", arguments: Language.allCases, Engine.available)
    func withheld(_ language: Language, _ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            try await Self.place(world, people)
            let carys = try await world.browser(client, as: .carys)
            carys.language = language.rawValue
            let open = try await carys.get("/reviews/\(people.review)")
            let shown = language == .english ? "Home: the same house and postcode" : "Cartref: yr un tŷ a chod post"
            #expect(open.html.contains("NP20 1AB") && open.html.contains(shown))
            for person in [people.dafydd, people.llywelyn] {
                try await world.site.database.write { connection in
                    try connection.execute("UPDATE case_marking SET ended_at = made_at, ended_by = made_by")
                }
                let marking = [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")]
                #expect(try await carys.post("/people/\(person)/marking", marking).status == .seeOther)
                let page = try await carys.get("/reviews/\(people.review)")
                for secret in ["NP20 1AB", "Stow Hill", shown, "+12.5"] { #expect(!page.html.contains(secret), "\(secret)") }
                let agrees = language == .english ? "agrees (withheld)" : "yn cytuno (wedi’i gadw’n ôl)"
                #expect(
                    page.html.contains("<span class=\"verdict\">\(agrees.prefix(1).uppercased())\(agrees.dropFirst())</span>"))
                #expect(page.html.contains("\(language == .english ? "Home" : "Cartref"): \(agrees)</th>"))
                #expect(page.html.contains("class=\"numeric\">+14<"))
                #expect(page.html.contains(language == .english ? "Where one of the two lives" : "ble mae un o’r ddau’n byw"))
                #expect(Markup.problems(html: Array(page.html.utf8)) == [])
            }
        }
    }

    @Test(
        "Two postcodes differ, one is missing: that is said, and no more",
        arguments: [("CF10 1AA", "Differs"), ("", "Not compared")])
    func others(_ postcode: String, _ word: String) async throws {
        try await GwentPeople.visit { world, people, client in
            try await Self.place(world, people, of: postcode)
            let carys = try await world.browser(client, as: .carys)
            let marking = [("marking", "official_sensitive"), ("descriptor", "LOCSEN"), ("reason", "Refuge")]
            _ = try await carys.post("/people/\(people.dafydd)/marking", marking)
            let page = try await carys.get("/reviews/\(people.review)")
            #expect(page.html.contains("<span class=\"verdict\">\(word) (withheld)</span>"))
            #expect(!page.html.contains("NP20 1AB") && !page.html.contains("CF10 1AA"))
        }
    }

    @Test("The sum stays what it was, whatever is folded")
    func sum() throws {
        let whole = try #require(MatchExplanation.read(Self.explanation))
        let less = whole.withoutHomes
        #expect(less.total == whole.total && less.points.count == 3 && less.points[2].en == "Home: agrees (withheld)")
        #expect(less.withoutHomes.points.count == 3)
    }

    @Test("Everything that says where somebody lives is marked so when it is written down")
    func marked() throws {
        func record(_ number: Int64) -> MatchRecord {
            MatchRecord(
                number: number, agency: "gwent-police", kind: .nominal,
                names: [PersonName(family: "Prosser", forenames: "Gwenllian")], born: Day(iso: "1990-05-04"), sex: .female,
                postcode: number == 1 ? "NP23 4AB" : "NP23 9ZZ", address: "\(number) Stryd Fawr, Nantyglo, Brynmawr")
        }
        var table = MatchTable()
        let (one, other) = (table.read(record(1)), table.read(record(2)))
        var matching = Matching(try LinkageVersions.shipped(), table)
        let compared = matching.compare(one, MatchPerson(number: 1, records: [other]))
        let found = try #require(compared)
        let explanation = try #require(MatchExplanation.read(MatchExplanation(found, matching).json))
        let homes = explanation.points.filter { $0.home == true }
        #expect(homes.count >= 2)
        for point in explanation.points {
            let says = [LinkageField.place, .street, .locality, .town].contains { point.en.hasPrefix("\($0.label.en): ") }
            #expect((point.home == true) == says, "\(point.en)")
        }
    }
}
