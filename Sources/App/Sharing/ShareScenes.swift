import Domain
import Store

/// Reads what the rules of sharing must know.
enum ShareScenes {
    /// What the officer sees of the case by their own right, with what they unmasked a moment ago. What others shared with them is not
    /// theirs to pass on. Throws `NotFound` when the case is not open to them so.
    static func sights(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> PartSights {
        try CaseStore.expectOpen(connection, viewer.byRight, person)
        let rows = try connection.query(
            """
            SELECT \(CaseGrant.columns) FROM case_grant WHERE person_id = \(person) AND ground = \(CaseGrant.Ground.unmasking)
              AND \(CaseGrant.held(by: viewer.officer)) AND \(CaseGrant.standing(at: viewer.at))
            """)
        return AccessPolicy.parts(viewer.officer, known: true, try rows.map(CaseGrant.init), at: viewer.at) ?? PartSights()
    }

    /// The case as it is open to the officer so. Throws `NotFound` as above.
    static func file(
        _ connection: any Connection, _ viewer: Viewer, _ person: Int64, _ sights: PartSights? = nil
    ) throws -> CaseFile {
        let sights = try sights ?? ShareScenes.sights(connection, viewer, person)
        return try CaseReading(person, sights).file(connection, CaseStore.personQuery(viewer.byRight, person)) { row in
            try CaseStore.person(connection, viewer.byRight, person, row)
        }
    }

    static func scene(
        _ connection: any Connection, _ wish: ShareWish, _ agreement: Int64?, of person: Int64, _ viewer: Viewer,
        _ matrix: GatewayMatrix, _ today: Day
    ) throws -> ShareScene {
        let sights = try sights(connection, viewer, person)
        return ShareScene(
            sender: viewer.officer, sights: sights,
            receiver: try wish.receiver.flatMap { try receiver(connection, $0, person, viewer.at) },
            agreement: try agreement.flatMap { try AgreementRows.one(connection, $0)?.agreement }, matrix: matrix,
            hasLead: try LeadChange.enrolment(connection, person) != nil,
            isRepeated: try isRepeated(connection, wish, person, viewer.officer, today),
            isRestricted: try CaseRestrictions.live(connection, of: [person])[person] != nil,
            masked: wish.isSensitive ? try masked(connection, viewer, person, sights) : [], today: today)
    }

    /// The parts in which something OFFICIAL-SENSITIVE is not open to the officer: things of other agencies, and an address that must
    /// not become known.
    static func masked(
        _ connection: any Connection, _ viewer: Viewer, _ person: Int64, _ sights: PartSights
    ) throws -> Set<CasePart> {
        let head = try file(connection, viewer, person, sights)
        let file = try NarrativeStore.withNotes(connection, viewer, head)
        var masked = Set(file.notes.filter { $0.sight != .open }.map(\.part))
        let reports = try IntelligenceStore.reports(connection, viewer.officer, sights, of: person)
        if reports.contains(where: { $0.sight != .open }) { masked.insert(.intelligence) }
        if file.addressSight != .open { masked.insert(.identity) }
        return masked
    }

    /// An officer as a receiver; nil when there is none of that number.
    static func receiver(
        _ connection: any Connection, _ id: Int64, _ person: Int64, _ now: Instant
    ) throws -> ShareReceiver? {
        guard
            let row = try connection.first(
                """
                SELECT id, username, name, agency, role, areas, CASE WHEN \(Officers.isHere(at: now)) THEN 0 ELSE 1 END AS is_gone
                FROM officer WHERE id = \(id)
                """)
        else { return nil }
        let officer = try Officer(row)
        return ShareReceiver(
            officer, isDisabled: try row.get("is_gone"),
            isBarred: try isClosed(connection, to: officer, person),
            knowsCase: try CaseStore.isOpen(connection, Viewer(officer, at: now).byRight, person))
    }

    static func isBarred(_ connection: any Connection, _ officer: Int64, _ person: Int64) throws -> Bool {
        try connection.exists(
            "SELECT 1 FROM case_bar WHERE officer_id = \(officer) AND person_id = \(person) AND ended_at IS NULL")
    }

    /// What was shared would open nothing to the officer: they are barred, or the case is restricted to others.
    static func isClosed(_ connection: any Connection, to officer: Officer, _ person: Int64) throws -> Bool {
        let restriction = try CaseRestrictions.live(connection, of: [person])[person]
        return try !(restriction?.names(officer) ?? true) || isBarred(connection, officer.id, person)
    }

    /// The officers of the agency who may take it up, but the one who asks. Of no case it is told whether they are barred.
    static func receivers(
        _ connection: any Connection, _ kind: ShareKind, _ agency: Agency, _ asking: Viewer
    ) throws -> [Officer] {
        try Officers.here(connection, at: asking.at).filter {
            $0.agency == agency.code && $0.id != asking.officer.id && $0.role.mayTakeUp(kind)
        }
    }

    /// Whom a share is for and who may know of it; of a request, those who hold the case.
    static func receivers(
        _ connection: any Connection, of share: StandingShare, _ person: Int64, at now: Instant
    ) throws -> [Int64] {
        var facts = try CaseFacts.of(person, connection, at: now)
        facts.grants = []
        return try Officers.here(connection, at: now).filter { officer in
            guard share.isFor(officer), officer.id != share.sender, !facts.barred.contains(officer.id) else { return false }
            return share.kind != .askForTransfer || AccessPolicy.sight(officer, facts, at: now).isOpen
        }.map(\.id)
    }

    private static func isRepeated(
        _ connection: any Connection, _ wish: ShareWish, _ person: Int64, _ sender: Officer, _ today: Day
    ) throws -> Bool {
        let state: SQL = wish.kind.handsOver ? "s.state = 'proposed'" : "s.state IN ('proposed', 'accepted')"
        let receiver: SQL = wish.receiver.map { "s.to_officer = \($0)" } ?? "s.to_officer IS NULL"
        return try ShareRows.some(
            connection,
            "s.person_id = \(person) AND s.kind = \(wish.kind) AND s.to_agency = \(wish.toAgency) AND \(receiver) AND \(state)",
            today
        ).contains { $0.isLive(today) && (wish.kind != .askForTransfer || $0.fromOfficer == sender.id) }
    }
}
