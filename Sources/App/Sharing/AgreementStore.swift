import Domain
import Store

/// A version of an agreement with its numbers.
struct StoredAgreement: Sendable {
    let id: Int64
    let number: Int64
    let version: Int64
    let edition: Int
    var agreement: SharingAgreement

    /// `No. 4, version 2`.
    var reference: Text {
        Text(en: "No. \(number), version \(version)", cy: "Rhif \(number), fersiwn \(version)")
    }

    /// How it stands today.
    func standing(_ today: Day) -> Text {
        agreement.hasExpired(on: today) ? Text(en: "expired", cy: "wedi dod i ben ar ei ddyddiad") : agreement.state.name
    }
}

/// A step that an agreement took.
struct AgreementStep: Sendable {
    let state: AgreementState
    let at: Instant
    let officer: String
    let reason: String
}

/// Sharing agreements: drafted, approved, renewed, ended.
struct AgreementStore: Sendable {
    let site: Site

    func all() async throws -> [StoredAgreement] {
        try await site.database.read { try AgreementStore.read($0, " ORDER BY a.number DESC, a.version DESC") }
    }

    func find(_ id: Int64) async throws -> (agreement: StoredAgreement, steps: [AgreementStep], shares: Int) {
        try await site.database.read { connection in
            guard let found = try AgreementStore.one(connection, id) else { throw NotFound() }
            let steps = try connection.query(
                """
                SELECT t.state, t.at, t.reason, COALESCE(o.name, '') AS officer FROM sharing_agreement_state t
                LEFT JOIN officer o ON o.id = t.officer_id WHERE t.agreement_id = \(id) ORDER BY t.id DESC
                """
            ).map { row in
                AgreementStep(
                    state: try row.get("state"), at: try row.get("at"), officer: try row.get("officer"),
                    reason: try row.get("reason"))
            }
            let shares: Int =
                try connection.value(
                    "SELECT COUNT(*) AS shares FROM share WHERE agreement_id = \(id) AND state = 'accepted'") ?? 0
            return (found, steps, shares)
        }
    }

    static func one(_ connection: any Connection, _ id: Int64) throws -> StoredAgreement? {
        try read(connection, " WHERE a.id = \(id)").first
    }

    /// The agreements that both agencies are party to and that were approved at some time, the ones in force first.
    static func between(_ connection: any Connection, _ one: String, _ other: String, _ today: Day) throws -> [StoredAgreement]
    {
        let found = try read(
            connection,
            """
             WHERE a.state <> 'draft' AND 2 = (SELECT COUNT(*) FROM sharing_agreement_party p
               WHERE p.agreement_id = a.id AND p.agency IN (\(list: [one, other])))
             ORDER BY a.id DESC
            """)
        return found.filter { $0.agreement.isInForce(on: today) } + found.filter { !$0.agreement.isInForce(on: today) }
    }

    private static func read(_ connection: any Connection, _ rest: SQL) throws -> [StoredAgreement] {
        let rows = try connection.query("SELECT a.* FROM sharing_agreement a\(rest)")
        let ids: [Int64] = try rows.map { try $0.get("id") }
        var parties: [Int64: [AgreementParty]] = [:]
        for row in try connection.query(
            "SELECT * FROM sharing_agreement_party WHERE agreement_id \(connection.among(ids)) ORDER BY agency")
        {
            parties[try row.get("agreement_id"), default: []].append(
                AgreementParty(
                    try row.get("agency"), signatory: try row.get("signatory"), post: try row.get("post"),
                    signedOn: try row.get("signed_on")))
        }
        return try rows.map { try StoredAgreement($0, parties) }
    }

    // MARK: Writing

    /// A new agreement, or what a draft says now.
    /// - Parameter draft: the number of the draft and the edition that its author saw; nil for a new one.
    func save(_ agreement: SharingAgreement, over draft: (id: Int64, edition: Int)?, _ visit: Visit) async throws -> Int64 {
        try await save(agreement, over: draft, by: try visit.officer(), try visit.actor())
    }

    func save(
        _ agreement: SharingAgreement, over draft: (id: Int64, edition: Int)?, by officer: Officer, _ actor: Actor
    ) async throws -> Int64 {
        let now = site.clock()
        return try await site.change(actor) { connection in
            let id: Int64
            if let draft {
                id = draft.id
                try AgreementStore.expect(connection, draft)
            } else {
                let number: Int64 =
                    try connection.value(
                        "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM sharing_agreement") ?? 1
                id = try AgreementStore.begin(connection, number, 1, officer, now)
            }
            try AgreementStore.write(connection, id, agreement)
            return Change(id, AgreementStore.event(id, draft == nil ? "draft" : "changed"))
        }
    }

    /// A draft of the next version, with what the last one said.
    func renew(_ id: Int64, _ visit: Visit) async throws -> Int64 {
        let (officer, now) = (try visit.officer(), site.clock())
        return try await site.change(try visit.actor()) { connection in
            guard let old = try AgreementStore.one(connection, id) else { throw NotFound() }
            if let draft: Int64 = try connection.value(
                "SELECT id FROM sharing_agreement WHERE number = \(old.number) AND state = 'draft'")
            {
                return .nothing(draft)
            }
            let version: Int64 =
                try connection.value(
                    "SELECT MAX(version) + 1 AS version FROM sharing_agreement WHERE number = \(old.number)") ?? 1
            let new = try AgreementStore.begin(connection, old.number, version, officer, now)
            try AgreementStore.write(connection, new, old.agreement.renewed())
            return Change(new, AgreementStore.event(new, "draft"))
        }
    }

    /// - Throws: `AgreementRefusals` with every missing heading.
    func approve(_ id: Int64, _ visit: Visit) async throws {
        try await approve(id, by: try visit.officer(), try visit.actor())
    }

    func approve(_ id: Int64, by officer: Officer, _ actor: Actor) async throws {
        let (now, today) = (site.clock(), site.today)
        try await site.change(actor) { connection in
            guard let found = try AgreementStore.one(connection, id) else { throw NotFound() }
            let approved = try found.agreement.approved(by: officer.role, today: today)
            let replaced = try connection.numbers(
                "SELECT id FROM sharing_agreement WHERE number = \(found.number) AND state = 'approved' ORDER BY id")
            for old in replaced { try AgreementStore.move(connection, old, to: .replaced, officer, "", now) }
            try AgreementStore.move(connection, id, to: approved.state, officer, "", now)
            return Change(
                (),
                Event(
                    .alteration, subjects: [], records: ([id] + replaced).map { "sharing_agreement:\($0)" },
                    fields: ["agreement"],
                    reason: "approved"))
        }
    }

    func end(_ id: Int64, because reason: String, _ visit: Visit) async throws {
        let (officer, now) = (try visit.officer(), site.clock())
        try await site.change(try visit.actor()) { connection in
            guard let found = try AgreementStore.one(connection, id) else { throw NotFound() }
            let ended = try found.agreement.ended(because: reason)
            try AgreementStore.move(connection, id, to: ended.state, officer, reason, now)
            return Change((), AgreementStore.event(id, "ended"))
        }
    }

    private static func begin(
        _ connection: any Connection, _ number: Int64, _ version: Int64, _ officer: Officer, _ now: Instant
    ) throws -> Int64 {
        let id = try connection.insertReturningID(
            """
            INSERT INTO sharing_agreement (number, version, title_en, title_cy, state, purposes, parts, gateways, made_by, made_at)
            VALUES (\(number), \(version), '', '', 'draft', '', '', '', \(officer.id), \(now)) RETURNING id
            """)
        try remember(connection, id, .draft, officer, "", now)
        return id
    }

    private static func expect(_ connection: any Connection, _ draft: (id: Int64, edition: Int)) throws {
        guard let found = try one(connection, draft.id), found.agreement.state == .draft else { throw NotFound() }
        guard found.edition != draft.edition else { return }
        throw Conflict(
            title: Text(en: "This draft was changed in the meantime", cy: "Newidiwyd y drafft hwn yn y cyfamser"),
            theirs: AgreementWords.lines(found.agreement), yours: [], back: "/agreements/\(draft.id)")
    }

    private static func write(_ connection: any Connection, _ id: Int64, _ agreement: SharingAgreement) throws {
        func said(_ heading: AgreementHeading) -> String { agreement.words[heading, default: ""] }
        try connection.execute(
            """
            UPDATE sharing_agreement SET title_en = \(agreement.title.en), title_cy = \(agreement.title.cy),
              purposes = \(codes(agreement.purposes)), parts = \(codes(agreement.parts)), gateways = \(codes(agreement.gateways)),
              basis = \(said(.basis)), duties = \(said(.duties)), powers = \(said(.powers)), rights = \(said(.rights)),
              security = \(said(.security)), retention = \(said(.retention)), reference = \(said(.reference)),
              review_by = \(agreement.reviewBy), edition = edition + 1
            WHERE id = \(id)
            """)
        try connection.execute("DELETE FROM sharing_agreement_party WHERE agreement_id = \(id)")
        for party in agreement.parties {
            try connection.execute(
                """
                INSERT INTO sharing_agreement_party (agreement_id, agency, signatory, post, signed_on)
                VALUES (\(id), \(party.agency), \(party.signatory), \(party.post), \(party.signedOn))
                """)
        }
    }

    private static func move(
        _ connection: any Connection, _ id: Int64, to state: AgreementState, _ officer: Officer, _ reason: String,
        _ now: Instant
    ) throws {
        try connection.execute("UPDATE sharing_agreement SET state = \(state) WHERE id = \(id)")
        try remember(connection, id, state, officer, reason, now)
    }

    private static func remember(
        _ connection: any Connection, _ id: Int64, _ state: AgreementState, _ officer: Officer, _ reason: String, _ now: Instant
    ) throws {
        try connection.execute(
            """
            INSERT INTO sharing_agreement_state (agreement_id, state, at, officer_id, reason)
            VALUES (\(id), \(state), \(now), \(officer.id), \(reason))
            """)
    }

    private static func event(_ id: Int64, _ reason: String) -> Event {
        Event(.alteration, subjects: [], records: ["sharing_agreement:\(id)"], fields: ["agreement"], reason: reason)
    }
}

extension StoredAgreement {
    init(_ row: Row, _ parties: [Int64: [AgreementParty]]) throws {
        id = try row.get("id")
        number = try row.get("number")
        version = try row.get("version")
        edition = try row.get("edition")
        var words: [AgreementHeading: String] = [:]
        for heading in AgreementHeading.inWords { words[heading] = try row.get(heading.rawValue) }
        agreement = SharingAgreement(
            title: Text(en: try row.get("title_en"), cy: try row.get("title_cy")), state: try row.get("state"),
            parties: parties[id] ?? [], purposes: decoded(try row.get("purposes")), parts: decoded(try row.get("parts")),
            gateways: decoded(try row.get("gateways")), words: words, reviewBy: try row.get("review_by"))
    }
}

/// Codes joined by blanks, in the order of their printed table.
func codes<Code: RawRepresentable & CaseIterable & Hashable>(_ set: Set<Code>) -> String where Code.RawValue == String {
    Code.allCases.filter(set.contains).map(\.rawValue).joined(separator: " ")
}

func decoded<Code: RawRepresentable & Hashable>(_ text: String) -> Set<Code> where Code.RawValue == String {
    Set(text.split(separator: " ").compactMap { Code(rawValue: String($0)) })
}
