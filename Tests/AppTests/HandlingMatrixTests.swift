import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("The handling code and the marking are enforced on every read (assurance A5, DP-07)")
struct HandlingMatrixTests {
    /// A thing of the case with words that stand nowhere else.
    struct Thing: Sendable {
        let words: String
        let item: MarkedItem
        var report: MarkedItem?
        var isNote: Bool { item.part != .intelligence }
    }

    private static let owners = ["gwent-police", "south-wales-police", "probation"]
    private static let handlings: [Handling] = [
        .lawfulSharing, .conditions("only Gwent", agencies: ["gwent-police"]),
        .conditions("only probation", agencies: ["probation"]),
        .conditions("some", agencies: ["south-wales-police", "newport-council"]),
    ]

    /// Every owner, marking and handling as a report, each quoted by a note; and a note of each part, owner and marking.
    private static func make(_ connection: any Connection, _ person: Int64, _ now: Instant) throws -> [Thing] {
        var things: [Thing] = []
        for owner in owners {
            for marking in Marking.allCases {
                for handling in handlings {
                    let item = MarkedItem(part: .intelligence, owner: owner, marking: marking, handling: handling)
                    let words = "report-\(things.count)-end"
                    let report = try self.report(connection, person, item, words, now)
                    things.append(Thing(words: words, item: item))
                    guard handling != .lawfulSharing || marking == .official else { continue }
                    let note = MarkedItem(part: .contacts, owner: "gwent-police")
                    let quoted = "quoted-\(things.count)-end"
                    try self.note(connection, person, note, quoted, report, now)
                    things.append(Thing(words: quoted, item: note, report: item))
                }
                for part in NarrativeEntry.parts {
                    let item = MarkedItem(part: part, owner: owner, marking: marking)
                    let words = "note-\(things.count)-end"
                    try note(connection, person, item, words, nil, now)
                    things.append(Thing(words: words, item: item))
                }
            }
        }
        return things
    }

    private static func report(
        _ connection: any Connection, _ person: Int64, _ item: MarkedItem, _ words: String, _ now: Instant
    ) throws -> Int64 {
        let id = try connection.insertReturningID(
            """
            INSERT INTO intelligence (person_id, entered_for, owner, reference, information_on, reported_on, text, made_by, made_at)
            VALUES (\(person), \(person), \(item.owner), 'A/1', '2026-03-01', '2026-03-01', \(words), 1, \(now)) RETURNING id
            """)
        let handling = item.handling ?? .lawfulSharing
        // An earlier grading, under which everybody could see it: it counts no longer.
        for (version, code) in [(1, Handling.lawfulSharing), (2, handling)] {
            try connection.execute(
                """
                INSERT INTO intelligence_grading (intelligence_id, version, source_grade, information_grade, handling, conditions,
                  agencies, marking, review_on, reason, made_by, made_at)
                VALUES (\(id), \(version), '2', 'B', \(code.code.rawValue), \(code.conditions), \(code.agencyCodes),
                  \(version == 1 ? Marking.official : item.marking), '2026-09-01', '', 1, \(now))
                """)
        }
        return id
    }

    private static func note(
        _ connection: any Connection, _ person: Int64, _ item: MarkedItem, _ words: String, _ report: Int64?, _ now: Instant
    ) throws {
        let id = try connection.insertReturningID(
            """
            INSERT INTO narrative (person_id, entered_for, part, owner) VALUES (\(person), \(person), \(item.part.rawValue), \(item.owner))
            RETURNING id
            """)
        let basis = report == nil ? "fact" : "intelligence"
        try connection.execute(
            """
            INSERT INTO narrative_version (narrative_id, version, basis, intelligence_id, source, on_day, text, marking, reason, made_by, made_at)
            VALUES (\(id), 1, \(basis), \(report), 'x', '2026-03-02', \(words), \(item.marking), '', 1, \(now))
            """)
    }

    private static func readers(
        _ world: World, _ client: any TestClientProtocol, _ person: Int64
    ) async throws -> [(browser: Browser, officer: Officer)] {
        var readers: [(browser: Browser, officer: Officer)] = []
        func join(_ name: String, _ role: Role, _ agency: String, _ areas: [Area] = [.gwent]) async throws -> Officer {
            let joined = try await world.join(client, name, role, agency, areas)
            readers.append(joined)
            return joined.officer
        }
        func granted(_ officer: Officer, _ ground: CaseGrant.Ground, _ parts: Set<CasePart>, sensitive: Bool = false)
            async throws
        {
            let now = world.clock.now
            try await world.grant(
                person,
                CaseGrant(
                    holder: .officer(officer.id, of: officer.agency), ground: ground, parts: parts, isSensitive: sensitive,
                    from: now,
                    until: now.adding(seconds: 3600)))
        }
        _ = try await join("one", .coordinator, "gwent-police")
        _ = try await join("two", .policeOffenderManager, "gwent-police")
        _ = try await join("three", .policeOffenderManager, "south-wales-police")
        _ = try await join("four", .probationPractitioner, "probation")
        _ = try await join("five", .victimLiaison, "gwent-police")
        try await granted(try await join("six", .coordinator, "probation"), .unmasking, [.intelligence, .health])
        try await granted(try await join("seven", .partner, "newport-council"), .share, [.contacts, .intelligence])
        try await granted(
            try await join("eight", .partner, "newport-council"), .share, [.contacts, .health, .intelligence], sensitive: true)
        try await granted(try await join("nine", .policeOffenderManager, "north-wales-police", [.northWales]), .glass, [])
        try await granted(
            try await join("ten", .policeOffenderManager, "gwent-police"), .unmasking, [.intelligence, .contacts])
        return readers
    }

    /// Where the reader would find it if it were open to them.
    private static func shows(_ route: String, _ thing: Thing) -> Bool {
        switch route {
        case "/notes", "/timeline", "/api": thing.isNote
        case "/intelligence": !thing.isNote
        default: false
        }
    }

    @Test("Every thing, reader and page as the policy says", arguments: Engine.available)
    func matrix(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let now = world.clock.now
            let things = try await world.site.database.write { try Self.make($0, people.sian, now) }
            var (cells, open) = (0, 0)
            for (browser, officer) in try await Self.readers(world, client, people.sian) {
                let known = try await world.site.database.read { try CaseFacts.of(people.sian, $0, at: now) }
                guard case .open(let parts) = AccessPolicy.sight(officer, known, at: now) else {
                    Issue.record("\(officer.username) does not open the case")
                    continue
                }
                for route in [
                    "", "/offences", "/records", "/timeline", "/access", "/notes", "/intelligence", "/victims", "/api",
                ] {
                    let pages =
                        route == "/timeline"
                        ? ["/people/\(people.sian)/timeline", "/people/\(people.sian)/timeline?page=2"]
                        : [route == "/api" ? "/api/people/\(people.sian)" : "/people/\(people.sian)\(route)"]
                    var seen = ""
                    for page in pages { seen += try await browser.get(page).html }
                    for thing in things {
                        let sight = AccessPolicy.sight(officer, thing.item, restingOn: thing.report, parts)
                        let contains = seen.contains(thing.words)
                        cells += 1
                        if sight != .open { #expect(!contains, "\(officer.username) \(route) \(thing.words)") }
                        if sight == .open, Self.shows(route, thing) {
                            open += 1
                            #expect(contains, "\(officer.username) \(route) \(thing.words)")
                        }
                    }
                }
            }
            #expect(cells > 5000 && open > 300, "\(cells) cells, \(open) open")
        }
    }

    @Test("What is withheld is said to be there, with its owner to ask")
    func told() async throws {
        try await GwentPeople.visit { world, people, client in
            let now = world.clock.now
            _ = try await world.site.database.write { connection in
                let bound = Handling.conditions("x", agencies: ["probation"])
                let item = MarkedItem(part: .intelligence, owner: "south-wales-police", marking: .official, handling: bound)
                _ = try Self.report(connection, people.sian, item, "hidden words", now)
                let note = MarkedItem(part: .contacts, owner: "probation", marking: .officialSensitive)
                try Self.note(connection, people.sian, note, "hidden words", nil, now)
            }
            let dewi = try await world.browser(client, as: .dewi)
            let reports = try await dewi.get("/people/\(people.sian)/intelligence").html
            #expect(reports.contains("Report 1</strong>: withheld from you. Ask South Wales Police"))
            let notes = try await dewi.get("/people/\(people.sian)/notes").html
            #expect(notes.contains("Note 1</strong>: masked. Ask Probation Service – Wales"))
            #expect(notes.contains("/people/\(people.sian)/unmasking?part=contacts"))
            #expect(try await dewi.get("/people/\(people.sian)/timeline").html.contains("Note 1</strong>: masked"))
            #expect(try await dewi.get("/api/people/\(people.sian)").html.contains("\"sight\":\"masked\""))
            #expect(!(reports + notes).contains("hidden words"))
            _ = try await dewi.post("/people/\(people.sian)/unmasking", [("part", "contacts"), ("reason", "Visit tonight")])
            #expect(try await dewi.get("/people/\(people.sian)/notes").html.contains("hidden words"))
            #expect(!(try await dewi.get("/people/\(people.sian)/intelligence").html.contains("hidden words")), "code C")
            dewi.language = "cy"
            #expect(try await dewi.get("/people/\(people.sian)/intelligence").html.contains("Gofynnwch i: Heddlu De Cymru"))
        }
    }
}
