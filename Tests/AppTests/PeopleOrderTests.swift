import Domain
import HTTPTypes
import Store
import Support
import Testing

@testable import App

@Suite("People stand in the alphabetical order of the reader's language (Welsh as in Unicode CLDR, collation cy)")
struct PeopleOrderTests {
    /// In English order, with where the Welsh one has them.
    private static let english = [
        "ab Owen, Ifan", "ap Rhys, Siân", "Bangor, Ceri", "Bannister, Ceri", "Chapman, Jo", "Cox, Jo", "Ffion, Mair",
        "Fulham, Mair", "Griffith, Rhys", "Griffith, Ryan", "Hughes, Alun", "Lamb, Ceri", "Langley, Ceri", "Lloyd, Huw",
        "Lowe, Huw", "Ngozi, Ada", "Phillips, Nia", "Price, Nia", "Rhys, Non", "Ryan, Non", "Thomas, Eleri", "Tudor, Eleri",
    ]
    private static let welsh = [
        "ab Owen, Ifan", "ap Rhys, Siân", "Bangor, Ceri", "Bannister, Ceri", "Cox, Jo", "Chapman, Jo", "Fulham, Mair",
        "Ffion, Mair", "Griffith, Ryan", "Griffith, Rhys", "Ngozi, Ada", "Hughes, Alun", "Langley, Ceri", "Lamb, Ceri",
        "Lowe, Huw", "Lloyd, Huw", "Price, Nia", "Phillips, Nia", "Ryan, Non", "Rhys, Non", "Tudor, Eleri", "Thomas, Eleri",
    ]

    private static func fill(_ world: World) async throws {
        let now = world.clock.now
        try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            for (place, name) in english.enumerated() {
                let parts = name.components(", ")
                try all.nominal(parts[0], parts[1], "G30000\(place)")
            }
            try all.finish()
        }
    }

    private static func names(_ seen: Seen) -> [String] {
        seen.html.components("<a href=\"/people/").dropFirst().compactMap { link in
            link.first?.isNumber == true ? link.components("</a>")[0].components(">").last : nil
        }
    }

    @Test(
        "A list, and a search in each of its ways",
        arguments: [
            ("", english, welsh), ("q=l", among(english, "L"), among(welsh, "L")),
            ("q=lan", ["Langley, Ceri"], ["Langley, Ceri"]), ("q=bang", ["Bangor, Ceri"], ["Bangor, Ceri"]),
            // Family names that begin with it, of which Bangor is one, and what stands between is not.
            ("q=ban", ["Bangor, Ceri", "Bannister, Ceri"], ["Bangor, Ceri", "Bannister, Ceri"]),
            // Those called so by family, then the others.
            (
                "q=n", ["Ngozi, Ada", "Phillips, Nia", "Price, Nia", "Rhys, Non", "Ryan, Non"],
                ["Ngozi, Ada", "Price, Nia", "Phillips, Nia", "Ryan, Non", "Rhys, Non"]
            ),
            ("q=g", ["Griffith, Rhys", "Griffith, Ryan"], ["Griffith, Ryan", "Griffith, Rhys"]),
            (
                "q=ceri", ["Bangor, Ceri", "Bannister, Ceri", "Lamb, Ceri", "Langley, Ceri"],
                ["Bangor, Ceri", "Bannister, Ceri", "Langley, Ceri", "Lamb, Ceri"]
            ),
            ("q=ceri+l", ["Lamb, Ceri", "Langley, Ceri"], ["Langley, Ceri", "Lamb, Ceri"]),
            ("q=huw&area=W15000002", ["Lloyd, Huw", "Lowe, Huw"], ["Lowe, Huw", "Lloyd, Huw"]),
        ] as [(String, [String], [String])], Engine.available)
    func listed(_ row: (query: String, english: [String], welsh: [String]), _ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await Self.fill(world)
            let browser = try await world.browser(client, as: .dewi)
            for (language, expected) in [("en", row.english), ("cy", row.welsh)] {
                browser.language = language
                #expect(Self.names(try await browser.get("/people?\(row.query)")) == expected, "\(language)")
            }
        }
    }

    private static func among(_ names: [String], _ letter: String) -> [String] { names.filter { $0.hasPrefix(letter) } }

    @Test("The file has the order of the list, and programs that of their language", arguments: Engine.available)
    func exported(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await Self.fill(world)
            let browser = try await world.browser(client, as: .dewi)
            for (language, expected) in [("en", Self.english), ("cy", Self.welsh)] {
                browser.language = language
                for (query, names) in [("", expected), ("l", Self.among(expected, "L"))] {
                    let file = try await browser.post("/people/export", ["reason": "panel", "q": query])
                    let rows = file.html.components("\r\n").dropFirst().map { $0.components(",") }.filter { $0.count > 2 }
                    #expect(rows.map { "\($0[1]), \($0[2])".filter { $0 != "\"" } } == names, "\(language)")
                    let answer = try await browser.get("/api/people?q=\(query)").html
                    let families = answer.components("\"family_name\":\"").dropFirst().map { $0.components("\"")[0] }
                    #expect(families == names.map { $0.components(",")[0] }, "\(language)")
                }
            }
        }
    }

    @Test("Another name changes the place in both orders", arguments: Engine.available)
    func renamed(_ engine: Engine) async throws {
        try await World.visit(engine) { world, client in
            try await Self.fill(world)
            try await world.site.database.write { connection in
                try connection.execute("UPDATE record SET family = 'Lluest' WHERE family = 'Lamb'")
                try PersonRefresh.refresh(connection, try connection.query("SELECT id FROM person").map { try $0.get("id") })
            }
            let browser = try await world.browser(client, as: .dewi)
            for (language, names) in [
                ("en", ["Langley, Ceri", "Lloyd, Huw", "Lluest, Ceri", "Lowe, Huw"]),
                ("cy", ["Langley, Ceri", "Lowe, Huw", "Lloyd, Huw", "Lluest, Ceri"]),
            ] {
                browser.language = language
                #expect(Self.names(try await browser.get("/people?q=l")) == names)
            }
        }
    }

    @Test("Officers who may open a case, and the other names of a person")
    func ofACase() async throws {
        try await World.visit { world, client in
            let now = world.clock.now
            let person = try await world.site.database.write { connection in
                var all = PeopleFixture(connection, at: now)
                let id = try all.nominal("Jones", "Siân", "G1") { $0.aliases = "Lloyd|Siân\nLowe|Siân\n||Shan" }
                for name in ["Lloyd Price", "Lowri Price"] {
                    try connection.execute(
                        """
                        INSERT INTO officer (username, name, agency, role, areas, created_at)
                        VALUES (\(name), \(name), 'gwent-police', 'coordinator', 'W15000002', \(now))
                        """)
                }
                try all.finish()
                return id
            }
            let browser = try await world.browser(client, as: .carys)
            for (language, isFirst) in [("en", true), ("cy", false)] {
                browser.language = language
                let access = try await browser.get("/people/\(person)/access").html
                #expect((place("Lloyd Price", access) < place("Lowri Price", access)) == isFirst)
                let names = isFirst ? "Lloyd, Siân · Lowe, Siân · “Shan”" : "Lowe, Siân · Lloyd, Siân · “Shan”"
                #expect(try await browser.get("/people/\(person)").html.contains(names))
            }
        }
    }

    private func place(_ word: String, _ html: String) -> Int { html.components(word)[0].utf8.count }
}

@Suite("Every page of more people than are counted, in each language's order")
struct PeopleOrderCrowdTests {
    private static let sounds = ["a", "n", "g", "l", "ll", "r", "rh", "e", "th", "t", "ng", "h", "d", "dd", "o", "w"]

    /// Invented, and the same each time: of syllables in which letters of one and of two meet.
    private static func name(_ number: Int) -> (family: String, given: String) {
        func sound(_ place: Int) -> String { sounds[(number * (7 + place) + number / (3 + place) * 5 + place) % sounds.count] }
        let family = (0..<4).map(sound).joined()
        return (number.isMultiple(of: 3) ? "l" + family : family, number.isMultiple(of: 5) ? "ann" : "bryn")
    }

    @Test(arguments: Engine.available)
    func everyPage(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let (now, today, officer) = (world.clock.now, world.site.today, Viewer(try world.officer(.carys), at: World.start))
            let people = (1...1100).map { (id: Int64($0), name: Self.name($0)) }
            try await world.site.database.write { connection in
                try PersonRefresh.insert(connection, people.map { ($0.id, Self.outline($0.name)) }, at: now)
            }
            for language in Language.allCases {
                let ordered = people.map { (key: Self.key($0.name, language), person: $0) }.sorted {
                    $0.key == $1.key ? $0.person.id < $1.person.id : $0.key.lexicographicallyPrecedes($1.key)
                }.map(\.person)
                for (typed, isFound) in Self.searches {
                    let (first, others) = (ordered.filter { isFound($0.name) }, ordered.filter { !isFound($0.name) })
                    let rest = typed.count > 1 ? others.filter { $0.name.given.hasPrefix(typed) } : []
                    let expected = (first + rest).map(\.id)
                    try await world.site.database.read { connection in
                        func question(_ page: Int, after: Int64 = 0) throws -> PeopleQuestion {
                            let address = "q=\(typed)&page=\(page)&after=\(after)"
                            return PeopleQuestion(try #require(Form(urlEncoded: address.utf8)), language, today: today)
                        }
                        let finder = try PeopleFinder(connection, officer, today, question(1))
                        #expect(try finder.all(question(1)) == expected, "\(language) \(typed)")
                        let pages = min(expected.count, 1000) / 25
                        for page in [1, 2, pages / 2, pages, pages + 1] where page > 0 {
                            let shown = Array(expected.dropFirst((page - 1) * 25).prefix(25))
                            #expect(try finder.find(question(page)).ids == shown, "\(language) \(typed) page \(page)")
                            let last = expected.prefix((page - 1) * 25).last ?? 0
                            #expect(
                                try finder.find(question(page, after: last)).ids == shown, "\(language) \(typed) after \(last)")
                        }
                    }
                }
            }
        }
    }

    private static let searches: [(String, @Sendable ((family: String, given: String)) -> Bool)] = [
        ("", { _ in true }), ("l", { $0.family.hasPrefix("l") }), ("n", { $0.family.hasPrefix("n") }),
        ("g", { $0.family.hasPrefix("g") }), ("bryn", { $0.family.hasPrefix("bryn") }),
    ]

    private static func key(_ name: (family: String, given: String), _ language: Language) -> [UInt8] {
        NameOrder.key(name.family, language) + [32, 32] + NameOrder.key(name.given, language)
    }

    private static func outline(_ name: (family: String, given: String)) -> PersonOutline {
        let record = RecordOutline(
            agency: .find("gwent-police") ?? .all[0], reference: "", area: .gwent, updatedAt: nil, family: name.family,
            given: name.given, aliases: [], dateOfBirth: nil, sex: nil, ethnicity: nil, language: nil, address: "", postcode: ""
        )
        return PersonOutline(records: [record], enrolledIn: [])
    }
}
