import Domain
import Store

/// A share as it is stored.
struct CaseShare: Sendable {
    let id: Int64
    let person, enteredFor: Int64
    let kind: ShareKind
    let state: ShareState
    let fromAgency, fromName, toAgency, toName: String
    let fromOfficer: Int64
    let toOfficer: Int64?
    let agreement: Int64?
    let purpose: SharingPurpose?
    let gateway: Gateway?
    let parts: Set<CasePart>
    let isSensitive: Bool
    let until: Day?
    let necessity, message, authoriser, vetting: String
    let confidence: ConfidenceGround?
    let consentedOn: Day?
    let madeAt: Instant
    let acceptedAt, endedAt: Instant?
    /// Since the person was combined with another, or their address masked, it opens nothing.
    let suspendedAt: Instant?
    /// Who led until it was accepted; empty where nobody did, and where no lead was handed over.
    let formerLead: String
    /// Of the person; empty for a reader to whom the name is not shown.
    var name: PersonName?
    /// The agreement's title, and whether it is still in force.
    var agreementTitle: Text?
    var isUnderExpired = false
    /// The last reason that was given.
    var reason = ""

    static let columns: SQL = """
        s.id, s.person_id, s.entered_for, s.kind, s.state, s.from_agency, s.from_officer, s.from_name, s.to_agency, s.to_officer,
        s.to_name, s.agreement_id, s.purpose, s.gateway, s.parts, s.sensitive, s.until_on, s.necessity, s.message, s.authoriser,
        s.confidence, s.vetting, s.consented_on, s.made_at, s.accepted_at, s.ended_at, s.suspended_at, s.former_lead,
        a.title_en, a.title_cy, a.state AS agreement_state, a.review_by,
        (SELECT t.reason FROM share_state t WHERE t.id = (SELECT MAX(l.id) FROM share_state l WHERE l.share_id = s.id)) AS last_reason
        """

    static let from: SQL = "FROM share s LEFT JOIN sharing_agreement a ON a.id = s.agreement_id"

    init(_ row: Row, _ today: Day) throws {
        id = try row.get("id")
        person = try row.get("person_id")
        enteredFor = try row.get("entered_for")
        kind = try row.get("kind")
        state = try row.get("state")
        fromAgency = try row.get("from_agency")
        fromOfficer = try row.get("from_officer")
        fromName = try row.get("from_name")
        toAgency = try row.get("to_agency")
        toOfficer = try row.get("to_officer")
        toName = try row.get("to_name")
        agreement = try row.get("agreement_id")
        purpose = SharingPurpose(rawValue: try row.get("purpose"))
        gateway = Gateway(rawValue: try row.get("gateway"))
        parts = decoded(try row.get("parts"))
        isSensitive = try row.get("sensitive")
        until = try row.get("until_on")
        necessity = try row.get("necessity")
        message = try row.get("message")
        authoriser = try row.get("authoriser")
        confidence = ConfidenceGround(rawValue: try row.get("confidence"))
        vetting = try row.get("vetting")
        consentedOn = try row.get("consented_on")
        madeAt = try row.get("made_at")
        acceptedAt = try row.get("accepted_at")
        endedAt = try row.get("ended_at")
        suspendedAt = try row.get("suspended_at")
        formerLead = try row.get("former_lead")
        if let english: String = try row.get("title_en"), let welsh: String = try row.get("title_cy") {
            agreementTitle = Text(en: english, cy: welsh)
            let state = try row.get("agreement_state", as: String?.self).flatMap(AgreementState.init)
            isUnderExpired = !SharingAgreement(state: state ?? .ended, reviewBy: try row.get("review_by")).isInForce(on: today)
        }
        reason = try row.get("last_reason", as: String?.self) ?? ""
    }

    var standing: StandingShare {
        StandingShare(
            kind: kind, state: state, fromAgency: fromAgency, sender: fromOfficer, toAgency: toAgency, receiver: toOfficer,
            until: until)
    }

    func isLive(_ today: Day) -> Bool { standing.isLive(on: today) }

    func isSuspended(_ today: Day) -> Bool { suspendedAt != nil && isLive(today) }

    /// How it stands today.
    func stateName(_ today: Day) -> Text {
        if standing.hasExpired(on: today) { return Text(en: "expired", cy: "wedi dod i ben ar ei ddyddiad") }
        return isSuspended(today) ? Text(en: "waiting for confirmation", cy: "yn aros i’w gadarnhau") : state.name
    }

    /// What the receiver sees when it is accepted: who the person is always goes with it.
    var shown: Set<CasePart> { kind.opensParts ? parts.union([.identity]) : [] }

    /// What the receiver holds of the case while it lasts. nil for what opens no part.
    func grant(from now: Instant) -> CaseGrant? {
        guard kind.opensParts, let until else { return nil }
        return CaseGrant(
            holder: toOfficer.map { .officer($0, of: toAgency) } ?? .agency(toAgency), ground: .share, parts: parts,
            isSensitive: isSensitive, from: now, until: until.endInLondon)
    }
}

extension Day {
    /// The midnight that ends the day.
    var endInLondon: Instant {
        let next = adding(days: 1)
        return London.instant(next, hour: 0, minute: 0) ?? Instant(seconds: Int64(next.number) * 86_400)
    }
}

/// Finds shares.
enum ShareRows {
    /// nil for one on a case that is not open to the officer by their own right, unless it is for them and not hidden from them.
    static func one(_ connection: any Connection, _ id: Int64, _ viewer: Viewer, _ today: Day) throws -> CaseShare? {
        let officer = viewer.officer
        return try some(
            connection,
            """
            s.id = \(id) AND (EXISTS (SELECT 1 FROM person p WHERE p.id = s.person_id AND \(PeopleAccess.opens(viewer.byRight)))
              OR ((s.to_officer = \(officer.id) OR (s.to_officer IS NULL AND s.to_agency = \(officer.agency)))
                AND \(PeopleAccess.exists(viewer, "s.person_id"))))
            """, today
        ).first
    }

    /// The newest first.
    static func some(_ connection: any Connection, _ condition: SQL, _ today: Day) throws -> [CaseShare] {
        try connection.query("SELECT \(CaseShare.columns) \(CaseShare.from) WHERE \(condition) ORDER BY s.id DESC").map {
            try CaseShare($0, today)
        }
    }

    /// The same with the names of those whose case is open to the reader.
    static func named(
        _ connection: any Connection, _ shares: [CaseShare], _ viewer: Viewer
    ) throws -> [CaseShare] {
        let people = connection.among(Set(shares.map(\.person)).sorted())
        let rows = try connection.query(
            "SELECT p.id, p.family, p.given FROM person p WHERE p.id \(people) AND \(PeopleAccess.opens(viewer))")
        let names = Dictionary(
            try rows.map { row in
                (
                    try row.get("id", as: Int64.self),
                    PersonName(family: try row.get("family"), forenames: try row.get("given"))
                )
            }, uniquingKeysWith: { first, _ in first })
        return shares.map { share in
            var share = share
            share.name = names[share.person]
            return share
        }
    }

    /// A step for the history.
    static func remember(
        _ connection: any Connection, _ id: Int64, _ state: ShareState, _ officer: Officer, _ reason: String, _ now: Instant
    ) throws -> [[UInt8]] {
        let step = try connection.insertReturningID(
            """
            INSERT INTO share_state (share_id, state, at, officer_id, reason)
            VALUES (\(id), \(state), \(now), \(officer.id), \(reason)) RETURNING id
            """)
        return try connection.commit("share_state:\(step)", ["reason": reason])
    }
}
