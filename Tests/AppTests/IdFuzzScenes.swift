import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support

@testable import App

/// Officers, a case that is theirs, and one that is not theirs to know: what stands in braces in an address, for both and for nobody.
struct FuzzScene: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case elsewhere = "another agency's, in another area"
        case hidden = "restricted, and not shown"
        case barred = "closed to the officer alone"
    }

    /// Somebody who asks; without an officer they are not signed in.
    struct Asker: Sendable {
        let officer: Officer?
        let cookie: String
        let csrf: String
    }

    let kind: Kind
    let askers: [Asker]
    let own, foreign: [String: String]
    /// The officers' own case, for the forms.
    let things: CaseThings

    /// In whatever is said of the case that is not theirs.
    static let word = "Cwmdirgel"

    /// Of nobody.
    static func missing(_ name: String) -> String? {
        switch name {
        case "area": "W00000000"
        case "token": String(repeating: "0", count: 64)
        case "session": String(repeating: "0", count: 16)
        default: "900017"
        }
    }

    /// Routes whose questions are the same but find other rows.
    private static let findsOthers = [
        "/people/{person}/restriction/end": "whether a restriction is nobody's any more is asked of the case itself"
    ]

    static func statements(_ taken: [String], of route: Route) -> [String] {
        guard findsOthers[route.path] != nil else { return taken }
        return taken.map { $0.components(" × ").dropFirst().joined(separator: " × ") }
    }

    /// Names whose things these roles may know of every agency: nothing of a case is behind the number alone.
    static let known: [String: String] = [
        "agreement": "agreements are read by all who share under them",
        "round": "a selection round is of all Wales; whom it names, the officer may open",
        "officer": "administrators keep the accounts of every agency",
        "file": "coordinators see the register of all files; rows only of their own area's",
        "agency": "profiles are no secret", "kind": "profiles are no secret",
    ]

    /// The glass of somebody else's case is there to be broken, unless the case is not shown.
    func isKnown(_ route: Route) -> Bool {
        kind == .elsewhere && route.path == "/people/{person}/glass"
    }
}

extension FuzzScene {
    static func make(_ kind: Kind, _ world: World, _ client: any TestClientProtocol) async throws -> FuzzScene {
        let isAway = kind == .elsewhere
        let (force, area) = isAway ? ("south-wales-police", Area.southWales) : ("gwent-police", Area.gwent)
        let askers = try await officers(world, force, area, all: isAway)
        let (author, third, receiver) = (
            try world.officer(.carys).id, try world.officer(.dewi).id, try world.officer(.sian).id
        )
        let people = CaseThings.People(author: author, receiver: receiver, third: third, colleague: author)
        guard let seal = VictimSeal(world.site) else { throw NotFound() }
        let now = world.clock.now
        let (own, foreign) = try await world.site.database.write { connection in
            let round = try CaseThings.round(connection, now)
            var all = PeopleFixture(connection, at: now)
            let mine = try all.person()
            let own = try CaseThings.plant(
                &all, mine, area: area, owner: force, word: "Cyffredin", round: round, people, seal)
            let theirs = try all.person()
            let foreign = try CaseThings.plant(
                &all, theirs, area: .gwent, owner: "gwent-police", word: word, round: round, people, seal)
            for asker in askers {
                guard kind == .barred, let officer = asker.officer else { continue }
                try connection.execute(
                    """
                    INSERT INTO case_bar (person_id, entered_for, officer_id, kind, reason, made_by, made_at)
                    VALUES (\(theirs), \(theirs), \(officer.id), 'excluded', \(word), \(author), \(now))
                    """)
            }
            if kind == .hidden { try hide(connection, theirs, author, now) }
            try all.finish()
            return (own, foreign)
        }
        let kept = try await held(world, askers, people)
        var (ownWords, foreignWords) = (own.words.merging(kept.own) { $1 }, foreign.words.merging(kept.foreign) { $1 })
        (ownWords["area"], foreignWords["area"]) = (area.rawValue, (isAway ? Area.gwent : .southWales).rawValue)
        // Of a pair the other record too is of the case that is not theirs.
        foreignWords["other"] = "\(foreign["companion"])"
        return FuzzScene(kind: kind, askers: askers, own: ownWords, foreign: foreignWords, things: own)
    }

    private static func hide(_ connection: any Connection, _ person: Int64, _ author: Int64, _ now: Instant) throws {
        let id = try connection.insertReturningID(
            """
            INSERT INTO case_restriction (person_id, entered_for, shown, reason, made_by, made_at)
            VALUES (\(person), \(person), 'hidden', \(word), \(author), \(now)) RETURNING id
            """)
        try connection.execute("INSERT INTO case_restriction_officer (restriction_id, officer_id) VALUES (\(id), \(author))")
    }

    /// One officer of each role, and somebody who is not signed in.
    private static func officers(_ world: World, _ force: String, _ area: Area, all: Bool) async throws -> [Asker] {
        let (now, limits) = (world.clock.now, SessionLimits(world.site.config))
        var askers = [Asker(officer: nil, cookie: "", csrf: "")]
        for role in Role.allCases where all || role.opensCases {
            let agency =
                switch role {
                case .probationPractitioner: "probation"
                case .partner: "newport-council"
                default: force
                }
            let (session, username) = (NewSession(), "fuzz-\(role.rawValue)")
            let id = try await world.site.database.write { connection in
                let id = try connection.insertReturningID(
                    """
                    INSERT INTO officer (username, name, agency, role, areas, created_at)
                    VALUES (\(username), \(username), \(agency), \(role), \(area.rawValue), \(now)) RETURNING id
                    """)
                try SessionStore.begin(connection, session, officer: id, replacing: nil, limits, now, proven: now)
                return id
            }
            let officer = Officer(id: id, username: username, name: username, agency: agency, role: role, areas: [area])
            let cookie = "\(Cookies.session(world.site.config))=\(session.token.text)"
            askers.append(Asker(officer: officer, cookie: cookie, csrf: session.csrf))
        }
        return askers
    }

    /// What belongs to officers and not to a case: sessions, drafts, links; and what is of no case.
    private static func held(
        _ world: World, _ askers: [Asker], _ people: CaseThings.People
    ) async throws -> (own: [String: String], foreign: [String: String]) {
        let (now, author) = (world.clock.now, people.author)
        let officer = askers.compactMap(\.officer).first?.id ?? 0
        let (live, old) = (OpaqueToken.fresh(), OpaqueToken.fresh())
        let session = NewSession()
        return try await world.site.database.write { connection in
            try SessionStore.begin(connection, session, officer: author, replacing: nil, SessionLimits(world.site.config), now)
            for (holder, token, until) in [(people.third, live, 60), (people.receiver, old, -60)]
                as [(Int64, OpaqueToken, Int64)]
            {
                try connection.execute(
                    """
                    UPDATE officer SET link_hash = \(token.hash), link_expires_at = \(now.adding(seconds: until))
                    WHERE id = \(holder)
                    """)
            }
            func draft(_ holder: Int64) throws -> Int64 {
                try connection.insertReturningID(
                    """
                    INSERT INTO draft (officer_id, action_hash, session_at, saved_at, sealed)
                    VALUES (\(holder), \(sha256("/people/1/notes/new")), \(now), \(now), \([UInt8](word.utf8))) RETURNING id
                    """)
            }
            func file(_ profile: String) throws -> Int64 {
                try connection.insertReturningID(
                    """
                    INSERT INTO import_file (profile, name, sha256, size, as_of, officer_id, received_at, state)
                    VALUES (\(profile), 'nominals.csv', \(profile), 1, '2026-03-01', \(author), \(now), 'cancelled') RETURNING id
                    """)
            }
            let agreement = try connection.insertReturningID(
                """
                INSERT INTO sharing_agreement (number, version, title_en, title_cy, state, purposes, parts, gateways, made_by, made_at)
                VALUES (1, 1, 'Housing', 'Tai', 'draft', '', '', '', \(author), \(now)) RETURNING id
                """)
            let round: Int64 = try connection.value("SELECT MAX(id) AS id FROM selection_round") ?? 0
            let shared = [
                "agreement": "\(agreement)", "round": "\(round)", "agency": "gwent-police", "kind": "nominals",
            ]
            let hash: [UInt8] = try connection.value("SELECT token_hash FROM session WHERE officer_id = \(officer)") ?? []
            return (
                shared.merging([
                    "officer": "\(officer)", "session": hexadecimal(hash.prefix(8)), "draft": "\(try draft(officer))",
                    "token": live.text, "file": "\(try file("south-wales-police/nominals"))",
                ]) { $1 },
                shared.merging([
                    "officer": "\(author)", "session": hexadecimal(session.token.hash.prefix(8)),
                    "draft": "\(try draft(author))", "token": old.text, "file": "\(try file("gwent-police/nominals"))",
                ]) { $1 }
            )
        }
    }
}

extension CaseThings {
    /// What stands in braces, as it stands in an address.
    fileprivate var words: [String: String] { numbers.mapValues(String.init) }
}
