import Domain
import Store

/// What came to an officer and what they sent, with what is new since they last said that they had looked. Source: complaint 3.
struct ShareInbox: Sendable {
    let lookedAt: Instant?
    let received: [CaseShare]
    let sent: [CaseShare]
    /// What they received and was wrong.
    let corrections: [CorrectionNotice]
    /// Of the coordinator's areas: recipients who are still to be told, of what by when; what was wrong is read with the task.
    let toTell: [CorrectionNotice]

    func isNew(_ at: Instant) -> Bool { lookedAt.map { at > $0 } ?? true }
}

/// Reads the inbox.
struct ShareInboxStore: Sendable {
    let site: Site

    /// Of those that are at an end.
    static let most = 200

    func inbox(_ visit: Visit) async throws -> ShareInbox {
        let (viewer, today) = (try visit.viewer(), site.today)
        return try await site.consult(try visit.actor()) { connection in
            let officer = viewer.officer
            let received = try ShareInboxStore.received(connection, viewer, today)
            let sent = try ShareInboxStore.sent(connection, viewer, today)
            let inbox = ShareInbox(
                lookedAt: try connection.value("SELECT at FROM share_look WHERE officer_id = \(officer.id)"),
                received: try ShareRows.named(connection, ShareInboxStore.newest(received, today), viewer),
                sent: try ShareRows.named(connection, ShareInboxStore.newest(sent, today), viewer),
                corrections: try CorrectionRows.told(
                    connection, officer.agency, try ShareInboxStore.held(connection, viewer, received)),
                toTell: try ShareInboxStore.toTell(connection, viewer))
            let shares = inbox.received + inbox.sent
            let people = Set(shares.map(\.person) + inbox.corrections.map(\.person) + inbox.toTell.map(\.person))
            return Change(
                inbox,
                Event(
                    .consultation, subjects: people.sorted(), records: shares.map { "share:\($0.id)" }, fields: ["shares"]))
        }
    }

    /// What is for this officer, but of cases that are hidden from them.
    private static func received(
        _ connection: any Connection, _ viewer: Viewer, _ today: Day
    ) throws -> [CaseShare] {
        let officer = viewer.officer
        let found = try ShareRows.some(
            connection,
            """
            (s.to_officer = \(officer.id) OR (s.to_officer IS NULL AND s.to_agency = \(officer.agency)))
            AND s.state <> 'withdrawn' AND \(PeopleAccess.exists(viewer, "s.person_id"))
            """, today
        ).filter { $0.standing.isFor(officer) }
        let asked = found.filter { $0.kind == .askForTransfer }.map(\.person)
        let open = try opened(connection, viewer.byRight, asked)
        return found.filter { $0.kind != .askForTransfer || ($0.fromOfficer != officer.id && open.contains($0.person)) }
    }

    /// What the officer was given of cases, and what they saw by breaking the glass; of none that is hidden from them.
    private static func held(
        _ connection: any Connection, _ viewer: Viewer, _ received: [CaseShare]
    ) throws -> [(person: Int64, part: Correction.Held)] {
        let glass = try connection.query(
            """
            SELECT \(CaseGrant.columns) FROM case_grant
            WHERE officer_id = \(viewer.officer.id) AND agency = \(viewer.officer.agency) AND ground = \(CaseGrant.Ground.glass)
              AND \(PeopleAccess.exists(viewer, "person_id"))
            """)
        return received.compactMap { share in share.held.map { (share.person, $0) } }
            + (try glass.map { (try $0.get("person_id"), Correction.Held(try CaseGrant($0))) })
    }

    /// All that stands or waits for an answer, and the newest of those at an end.
    private static func newest(_ shares: [CaseShare], _ today: Day) -> [CaseShare] {
        var left = most
        return shares.filter { share in
            if share.isLive(today) { return true }
            left -= 1
            return left >= 0
        }
    }

    private static func sent(_ connection: any Connection, _ viewer: Viewer, _ today: Day) throws -> [CaseShare] {
        let found = try ShareRows.some(connection, "s.from_officer = \(viewer.officer.id)", today)
        let open = try opened(connection, viewer.byRight, found.map(\.person))
        return found.filter { $0.standing.isFrom(viewer.officer, isOpen: open.contains($0.person)) }
    }

    private static func toTell(_ connection: any Connection, _ viewer: Viewer) throws -> [CorrectionNotice] {
        guard viewer.officer.role == .coordinator else { return [] }
        return try CorrectionRows.some(
            connection,
            """
            c.id IN (SELECT k.correction_id FROM correction_task k WHERE k.told_at IS NULL) AND c.person_id IN
              (SELECT p.id FROM person p WHERE \(PeopleAccess.opens(viewer.byRight)))
            """
        ).map(\.withheld)
    }

    private static func opened(
        _ connection: any Connection, _ viewer: Viewer, _ people: [Int64]
    ) throws -> Set<Int64> {
        let these = connection.among(Set(people).sorted())
        return Set(try connection.numbers("SELECT p.id FROM person p WHERE p.id \(these) AND \(PeopleAccess.opens(viewer))"))
    }

    /// The officer has seen what came until the newest that was shown to them.
    func looked(_ visit: Visit, until newest: Instant) async throws {
        let officer = try visit.officer()
        try await site.database.write { connection in
            try connection.execute(
                """
                INSERT INTO share_look (officer_id, at) VALUES (\(officer.id), \(min(newest, site.clock())))
                ON CONFLICT (officer_id) DO UPDATE SET at = CASE WHEN excluded.at > share_look.at THEN excluded.at ELSE share_look.at END
                """)
        }
    }
}
