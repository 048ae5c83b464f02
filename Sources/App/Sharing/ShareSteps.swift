import Domain
import Store

/// The steps of a share after it was made: accepted, refused, withdrawn, ended. Each asks anew whether this row is this officer's.
struct ShareSteps: Sendable {
    let site: Site

    /// A share with what the reader may do with it.
    struct Shown: Sendable {
        let share: CaseShare
        let isReceiver: Bool
        let isSender: Bool
        let steps: [Step]
        let corrections: [CorrectionNotice]
    }

    struct Step: Sendable {
        let state: ShareState
        let at: Instant
        let officer: String
        let reason: String
    }

    func find(_ id: Int64, _ visit: Visit) async throws -> Shown {
        let (viewer, today) = (try visit.viewer(), site.today)
        return try await site.consult(try visit.actor()) { connection in
            let (share, isReceiver, isSender) = try ShareSteps.theirs(connection, id, viewer, today)
            let named = try ShareRows.named(connection, [share], viewer).first ?? share
            let steps = try connection.query(
                """
                SELECT t.state, t.at, t.reason, COALESCE(o.name, '') AS officer FROM share_state t
                LEFT JOIN officer o ON o.id = t.officer_id WHERE t.share_id = \(id) ORDER BY t.id DESC
                """
            ).map { row in
                Step(
                    state: try row.get("state"), at: try row.get("at"), officer: try row.get("officer"),
                    reason: try row.get("reason"))
            }
            let shown = Shown(
                share: named, isReceiver: isReceiver, isSender: isSender, steps: steps,
                corrections: try ShareSteps.corrections(connection, share, viewer, isReceiver: isReceiver))
            return Change(
                shown, Event(.consultation, subjects: [share.person], records: ["share:\(id)"], fields: ["shares"]))
        }
    }

    /// The receivers had the part; the sender's side reads what is open to each of them.
    private static func corrections(
        _ connection: any Connection, _ share: CaseShare, _ viewer: Viewer, isReceiver: Bool
    ) throws -> [CorrectionNotice] {
        let told = try CorrectionRows.told(connection, share.toAgency, share.held.map { [(share.person, $0)] } ?? [])
        guard !isReceiver, !told.isEmpty else { return told }
        let file = try ShareScenes.file(connection, viewer, share.person)
        return told.map { $0.read(in: file) }
    }

    /// Throws `NotFound` unless the share is for this officer, or from their side.
    static func theirs(
        _ connection: any Connection, _ id: Int64, _ viewer: Viewer, _ today: Day
    ) throws -> (share: CaseShare, isReceiver: Bool, isSender: Bool) {
        guard let share = try ShareRows.one(connection, id, viewer, today) else { throw NotFound() }
        let officer = viewer.officer
        let isOpen = try CaseStore.isOpen(connection, viewer.byRight, share.person)
        let isSender = share.standing.isFrom(officer, isOpen: isOpen)
        // What is asked of those who hold the case is answered by whoever of them may open it.
        let isReceiver = share.standing.isFor(officer) && (share.kind != .askForTransfer || isOpen)
        guard isReceiver || isSender else { throw NotFound() }
        return (share, isReceiver, isSender)
    }

    // MARK: Acceptance

    func accept(_ id: Int64, _ visit: Visit) async throws -> CaseShare {
        let (viewer, now, today, matrix) = (try visit.viewer(), site.clock(), site.today, site.reference.gateways)
        return try await site.change(try visit.actor()) { connection in
            let (share, isReceiver, _) = try ShareSteps.theirs(connection, id, viewer, today)
            guard isReceiver else { throw NotFound() }
            let ground = try ShareSteps.ground(connection, share, viewer, matrix, today)
            _ = try share.standing.accepted(by: viewer.officer, ground, today: today)
            try MaskedShares.expectNone(connection, share)
            let commitments = try ShareSteps.move(connection, share, to: .accepted, viewer.officer, "", now)
            try connection.execute(
                "UPDATE share SET accepted_at = \(now), accepted_by = \(viewer.officer.id) WHERE id = \(id)")
            let grant = try ShareSteps.open(connection, share, viewer, now)
            let lead = try ShareSteps.handOver(connection, share, viewer)
            let events = [
                try ShareSteps.disclosure(connection, share, grant, by: viewer.officer, at: now),
                Event(
                    .alteration, subjects: [share.person],
                    records: ["share:\(id)"] + (grant?.act.records ?? [])
                        + (lead.map { ["enrolment:\($0.enrolment)"] } ?? []),
                    fields: ["shares"] + (lead.map { [$0.field] } ?? []), reason: ShareState.accepted.rawValue,
                    commitments: commitments),
            ].compactMap { $0 }
            guard events.count == 2 else { return Change(share, events[0]) }
            return Change(share, events[0], events[1])
        }
    }

    static func ground(
        _ connection: any Connection, _ share: CaseShare, _ viewer: Viewer, _ matrix: GatewayMatrix, _ today: Day
    ) throws -> StandingShare.Ground {
        var gateway: (Gateway, [AllowedGateway])?
        if let chosen = share.gateway, let purpose = share.purpose, let from = Agency.find(share.fromAgency),
            let to = Agency.find(share.toAgency)
        {
            gateway = (
                chosen, matrix.gateways(from: SharingBody(from.kind), to: SharingBody(to.kind), purpose: purpose, on: today)
            )
        }
        return StandingShare.Ground(
            agreement: try share.agreement.flatMap { try AgreementRows.one(connection, $0)?.agreement }, gateway: gateway,
            isBarred: try ShareScenes.isClosed(connection, to: viewer.officer, share.person),
            isSuspended: share.suspendedAt != nil,
            lead: try ShareSteps.lead(connection, share, viewer),
            sender: try ShareScenes.receiver(connection, share.fromOfficer, share.person, viewer.at))
    }

    /// Who becomes the lead: whoever accepts, or asked.
    private static func lead(_ connection: any Connection, _ share: CaseShare, _ viewer: Viewer) throws -> ShareReceiver? {
        guard share.kind.handsOver else { return nil }
        let id = share.kind == .askForTransfer ? share.fromOfficer : viewer.officer.id
        return try ShareScenes.receiver(connection, id, share.person, viewer.at)
    }

    /// The receiver's access, in the form that every question to the database knows.
    private static func open(
        _ connection: any Connection, _ share: CaseShare, _ viewer: Viewer, _ now: Instant
    ) throws -> (grant: CaseGrant, act: CaseAct)? {
        guard let grant = share.grant(from: now) else { return nil }
        var act = CaseAct()
        try act.granted(
            connection, grant, of: share.person, for: share.enteredFor, from: share.id, reason: share.necessity,
            by: viewer.officer, at: now)
        return (grant, act)
    }

    /// What passed, as it was seen at this moment: the rows with their versions, and the hash of what they said.
    static func disclosure(
        _ connection: any Connection, _ share: CaseShare, _ opened: (grant: CaseGrant, act: CaseAct)?, by officer: Officer,
        at now: Instant
    ) throws -> Event? {
        guard let opened else { return nil }
        let content = try SharedContent.read(connection, share, opened.grant)
        let disclosure = try connection.insertReturningID(
            """
            INSERT INTO share_disclosure (share_id, at, officer_id, items, content_hash)
            VALUES (\(share.id), \(now), \(officer.id), \(content.items), \(content.hash)) RETURNING id
            """)
        let hashed = try connection.commit("share_disclosure:\(disclosure)", ["content_hash": content.hash])
        return Event(
            .disclosure, subjects: [share.person], records: ["share:\(share.id)"] + opened.act.records,
            fields: CasePart.allCases.filter(share.shown.contains).map(\.rawValue), reason: share.gateway?.rawValue ?? "",
            commitments: opened.act.commitments + hashed)
    }

    /// Who led until now is kept with the share: the name in the enrolment is another from now on.
    private static func handOver(_ connection: any Connection, _ share: CaseShare, _ viewer: Viewer) throws -> LeadChange? {
        guard share.kind.handsOver else { return nil }
        guard let lead = try lead(connection, share, viewer),
            let done = try LeadChange.apply(connection, share.person, to: lead.officer)
        else {
            throw ShareStepRefusal.noLead
        }
        try connection.execute("UPDATE share SET former_lead = \(done.former) WHERE id = \(share.id)")
        try done.tell(connection, share, but: viewer.officer, at: viewer.at)
        return done
    }

    // MARK: Refusal, withdrawal, end

    /// Refused by the receiver, withdrawn by the sender, ended by either.
    func close(_ id: Int64, as state: ShareState, because reason: String, _ visit: Visit) async throws -> CaseShare {
        let (viewer, now, today) = (try visit.viewer(), site.clock(), site.today)
        return try await site.change(try visit.actor()) { connection in
            let (share, isReceiver, isSender) = try ShareSteps.theirs(connection, id, viewer, today)
            let may =
                switch state {
                case .refused: isReceiver
                case .withdrawn: isSender
                case .ended: isReceiver || isSender
                case .proposed, .accepted: false
                }
            guard may else { throw NotFound() }
            _ = try share.standing.closed(as: state, because: reason)
            let commitments = try ShareSteps.move(connection, share, to: state, viewer.officer, reason, now)
            let grants = try ShareSteps.cut(connection, share, now)
            return Change(
                share,
                Event(
                    .alteration, subjects: [share.person],
                    records: ["share:\(id)"] + grants.map { "case_grant:\($0)" }, fields: ["shares"], reason: state.rawValue,
                    commitments: commitments))
        }
    }

    private static func cut(_ connection: any Connection, _ share: CaseShare, _ now: Instant) throws -> [Int64] {
        let grants = try connection.numbers(
            "SELECT id FROM case_grant WHERE ground = 'share' AND ground_id = \(share.id) AND until_at > \(now)")
        try connection.execute("UPDATE case_grant SET until_at = \(now) WHERE id \(connection.among(grants))")
        try connection.execute("UPDATE share SET ended_at = \(now) WHERE id = \(share.id)")
        return grants
    }

    private static func move(
        _ connection: any Connection, _ share: CaseShare, to state: ShareState, _ officer: Officer, _ reason: String,
        _ now: Instant
    ) throws -> [[UInt8]] {
        let moved = try connection.changes(
            "UPDATE share SET state = \(state) WHERE id = \(share.id) AND state = \(share.state)")
        guard moved == 1 else { throw ShareStepRefusal.cannotMove(from: share.state, to: state) }
        let commitments = try ShareRows.remember(connection, share.id, state, officer, reason, now)
        // The other side hears of it: who sent it, or those whom it was for; nobody from whom the case was closed.
        let receivers = try ShareScenes.receivers(connection, of: share.standing, share.person, at: now)
        let others = receivers.contains(officer.id) ? [share.fromOfficer] : receivers + [share.fromOfficer]
        let told = try Set(others).sorted().filter {
            try $0 != officer.id && !ShareScenes.isBarred(connection, $0, share.person)
        }
        try CaseNotices.tell(connection, told, .share, share.person, "share:\(share.id)", at: now)
        return commitments
    }
}
