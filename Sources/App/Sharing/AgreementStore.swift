import Domain
import Store

/// Sharing agreements: drafted, approved, renewed, ended.
struct AgreementStore: Sendable {
    let site: Site

    func all() async throws -> [StoredAgreement] {
        try await site.database.read { try AgreementRows.read($0, " ORDER BY a.number DESC, a.version DESC") }
    }

    func find(_ id: Int64) async throws -> (agreement: StoredAgreement, steps: [AgreementStep]) {
        try await site.database.read { connection in
            guard let found = try AgreementRows.one(connection, id) else { throw NotFound() }
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
            return (found, steps)
        }
    }

    /// How many shares under it are open today, of the cases that the officer finds in the register; nil for who does not read it.
    func standing(_ id: Int64, _ visit: Visit) async throws -> Int? {
        let (viewer, today) = (try visit.viewer(), site.today)
        guard RegisterPages.readers.contains(viewer.officer.role) else { return nil }
        return try await site.database.read { connection in
            try connection.value(
                """
                SELECT COUNT(*) AS shares FROM share s JOIN person p ON p.id = s.person_id
                WHERE s.agreement_id = \(id) AND s.state = 'accepted' AND s.until_on >= \(today) AND \(RegisterStore.theirs(viewer))
                """)
        }
    }

    /// A new agreement, or what a draft says now.
    /// - Parameter draft: the number of the draft and the edition that its author saw; nil for a new one.
    func save(_ agreement: SharingAgreement, over draft: (id: Int64, edition: Int)?, _ visit: Visit) async throws -> Int64 {
        let (officer, now) = (try visit.officer(), site.clock())
        guard agreement.isOf(officer) else { throw Invalid([Problem("parties", AgreementRefusal.notParty.message)]) }
        return try await site.change(try visit.actor()) { connection in
            let id: Int64
            if let draft {
                id = draft.id
                try AgreementStore.expect(connection, draft, officer, agreement)
            } else {
                let number: Int64 =
                    try connection.value(
                        "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM sharing_agreement") ?? 1
                id = try AgreementStore.begin(connection, number, 1, officer, now)
            }
            let commitments = try AgreementStore.write(connection, id, agreement)
            return Change(id, AgreementStore.event(id, draft == nil ? "draft" : "changed", commitments))
        }
    }

    /// A draft of the next version, with what the last one said.
    func renew(_ id: Int64, _ visit: Visit) async throws -> Int64 {
        let (officer, now) = (try visit.officer(), site.clock())
        return try await site.change(try visit.actor()) { connection in
            let old = try AgreementStore.theirs(connection, id, officer)
            if let draft: Int64 = try connection.value(
                "SELECT id FROM sharing_agreement WHERE number = \(old.number) AND state = 'draft'")
            {
                return .nothing(draft)
            }
            let version: Int64 =
                try connection.value(
                    "SELECT MAX(version) + 1 AS version FROM sharing_agreement WHERE number = \(old.number)") ?? 1
            let new = try AgreementStore.begin(connection, old.number, version, officer, now)
            let commitments = try AgreementStore.write(connection, new, old.agreement.renewed())
            return Change(new, AgreementStore.event(new, "draft", commitments))
        }
    }

    /// - Throws: `AgreementRefusals` with every missing heading.
    /// - Parameter edition: what the officer read; anything newer is a `Conflict`.
    func approve(_ id: Int64, seen edition: Int, _ visit: Visit) async throws {
        let (officer, now, today) = (try visit.officer(), site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            let found = try AgreementStore.theirs(connection, id, officer)
            if found.agreement.state == .draft, found.edition != edition { throw AgreementStore.conflict(found) }
            let approved = try found.agreement.approved(by: officer.role, today: today)
            let replaced = try connection.numbers(
                "SELECT id FROM sharing_agreement WHERE number = \(found.number) AND state = 'approved' ORDER BY id")
            for old in replaced { _ = try AgreementStore.move(connection, old, to: .replaced, officer, "", now) }
            _ = try AgreementStore.move(connection, id, to: approved.state, officer, "", now)
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
            let found = try AgreementStore.theirs(connection, id, officer)
            let ended = try found.agreement.ended(because: reason)
            let commitments = try AgreementStore.move(connection, id, to: ended.state, officer, reason, now)
            return Change((), AgreementStore.event(id, "ended", commitments))
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
        _ = try remember(connection, id, .draft, officer, "", now)
        return id
    }

    /// Only those whom it binds, or is to bind, change it.
    private static func theirs(_ connection: any Connection, _ id: Int64, _ officer: Officer) throws -> StoredAgreement {
        guard let found = try AgreementRows.one(connection, id) else { throw NotFound() }
        guard found.agreement.isOf(officer) else { throw NotPermitted() }
        return found
    }

    private static func expect(
        _ connection: any Connection, _ draft: (id: Int64, edition: Int), _ officer: Officer, _ agreement: SharingAgreement
    ) throws {
        let found = try theirs(connection, draft.id, officer)
        guard found.agreement.state == .draft else { throw NotFound() }
        guard found.edition == draft.edition else { throw conflict(found, agreement) }
    }

    /// - Parameter yours: what the officer wrote; nil where they wrote nothing.
    private static func conflict(_ found: StoredAgreement, _ yours: SharingAgreement? = nil) -> Conflict {
        Conflict(
            title: Text(en: "This draft was changed in the meantime", cy: "Newidiwyd y drafft hwn yn y cyfamser"),
            theirs: AgreementWords.lines(found.agreement), yours: yours.map(AgreementWords.lines) ?? [],
            back: "/agreements/\(found.id)")
    }

    private static func write(_ connection: any Connection, _ id: Int64, _ agreement: SharingAgreement) throws -> [[UInt8]] {
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
        return try commit(connection, id, agreement)
    }

    private static func commit(_ connection: any Connection, _ id: Int64, _ agreement: SharingAgreement) throws -> [[UInt8]] {
        let record = "sharing_agreement:\(id)"
        var commitments = try connection.commit(record, ["title_en": agreement.title.en, "title_cy": agreement.title.cy])
        for heading in AgreementHeading.inWords {
            commitments += try connection.commit(record, [heading.rawValue: agreement.words[heading, default: ""]])
        }
        for party in agreement.parties {
            commitments += try connection.commit(
                "sharing_agreement_party:\(id)/\(party.agency)", ["signatory": party.signatory, "post": party.post])
        }
        return commitments
    }

    private static func move(
        _ connection: any Connection, _ id: Int64, to state: AgreementState, _ officer: Officer, _ reason: String,
        _ now: Instant
    ) throws -> [[UInt8]] {
        try connection.execute("UPDATE sharing_agreement SET state = \(state) WHERE id = \(id)")
        return try remember(connection, id, state, officer, reason, now)
    }

    private static func remember(
        _ connection: any Connection, _ id: Int64, _ state: AgreementState, _ officer: Officer, _ reason: String, _ now: Instant
    ) throws -> [[UInt8]] {
        let step = try connection.insertReturningID(
            """
            INSERT INTO sharing_agreement_state (agreement_id, state, at, officer_id, reason)
            VALUES (\(id), \(state), \(now), \(officer.id), \(reason)) RETURNING id
            """)
        return try connection.commit("sharing_agreement_state:\(step)", ["reason": reason])
    }

    private static func event(_ id: Int64, _ reason: String, _ commitments: [[UInt8]]) -> Event {
        Event(
            .alteration, subjects: [], records: ["sharing_agreement:\(id)"], fields: ["agreement"], reason: reason,
            commitments: commitments)
    }
}
