import Domain
import Store

/// What the page "Sharing" of a case shows.
struct CaseSharing: Sendable {
    let file: CaseFile
    let shares: [CaseShare]
    let corrections: [CorrectionNotice]
    /// The case is open to the reader by their own right: they may share it.
    let mayShare: Bool
    /// A restriction stands: what is shared opens to those only whom it names.
    let isRestricted: Bool
}

/// What the form needs to offer only what can be chosen.
struct ShareDesk: Sendable {
    let file: CaseFile
    let sights: PartSights
    /// Of the chosen agency: whoever may take it up.
    let officers: [Officer]
    let agreements: [StoredAgreement]
    let chosen: StoredAgreement?
    let gateways: [AllowedGateway]
}

/// Shares of one case: shown, and proposed.
struct ShareStore: Sendable {
    let site: Site

    static let fields = ["name", "date_of_birth", "identifiers", "shares"]

    func onCase(_ id: Int64, _ visit: Visit) async throws -> CaseSharing {
        let today = site.today
        return try await CaseStore(site: site).read(id, visit, ShareStore.fields) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, id)
            guard file.isOpen(.staff) else { throw NotFound() }
            return CaseSharing(
                file: file, shares: try ShareRows.some(connection, "s.person_id = \(id)", today),
                corrections: try CorrectionRows.some(connection, "c.person_id = \(id)").map { $0.read(in: file) },
                mayShare: try CaseStore.isOpen(connection, viewer.byRight, id),
                isRestricted: try CaseRestrictions.live(connection, of: [id])[id] != nil)
        }
    }

    func desk(_ id: Int64, _ question: ShareQuestion, _ visit: Visit) async throws -> ShareDesk {
        let (today, matrix) = (site.today, site.reference.gateways)
        return try await CaseStore(site: site).read(id, visit, ["name", "date_of_birth", "identifiers"]) { connection, viewer in
            let sights = try ShareScenes.sights(connection, viewer, id)
            let file = try CaseStore.whole(connection, viewer, id)
            guard let kind = question.kind, let agency = question.agency else {
                return ShareDesk(file: file, sights: sights, officers: [], agreements: [], chosen: nil, gateways: [])
            }
            let own = viewer.officer.agency
            let needsBasis = Sharing.needsBasis(kind, from: own, to: agency.code)
            let agreements = needsBasis ? try AgreementRows.between(connection, own, agency.code, today) : []
            let chosen = agreements.first { $0.id == question.agreement } ?? agreements.first
            var wish = ShareWish(kind, to: agency.code)
            wish.purpose = question.purpose
            let scene = ShareScene(
                sender: viewer.officer, sights: sights, receiver: nil, agreement: chosen?.agreement, matrix: matrix,
                today: today)
            return ShareDesk(
                file: file, sights: sights, officers: try ShareScenes.receivers(connection, kind, agency, viewer),
                agreements: agreements, chosen: chosen, gateways: needsBasis ? scene.gateways(wish) : [])
        }
    }

    /// - Throws: `ShareRefusals` with everything that stands against it; `NotFound` for a case that is not open to the officer by
    ///   their own right.
    func propose(_ id: Int64, _ wish: ShareWish, under agreement: Int64?, _ visit: Visit) async throws -> Int64 {
        let (viewer, now, today, matrix) = (try visit.viewer(), site.clock(), site.today, site.reference.gateways)
        return try await site.change(try visit.actor()) { connection in
            let scene = try ShareScenes.scene(connection, wish, agreement, of: id, viewer, matrix, today)
            try Sharing.propose(wish, in: scene)
            let share = try ShareStore.insert(connection, id, wish, agreement, scene, now)
            let commitments =
                try ShareStore.commit(connection, share, wish)
                + ShareRows.remember(connection, share, .proposed, viewer.officer, "", now)
            let made = StandingShare(
                kind: wish.kind, state: .proposed, fromAgency: viewer.officer.agency, sender: viewer.officer.id,
                toAgency: wish.toAgency, receiver: wish.receiver, until: wish.until)
            let receivers = try ShareScenes.receivers(connection, of: made, id, at: now)
            try CaseNotices.tell(connection, receivers, .share, id, "share:\(share)", at: now)
            return Change(
                share,
                Event(
                    .alteration, subjects: [id], records: ["share:\(share)"],
                    fields: ["shares"] + CasePart.allCases.filter(wish.parts.contains).map(\.rawValue),
                    reason: wish.kind.rawValue, commitments: commitments))
        }
    }

    private static func commit(_ connection: any Connection, _ id: Int64, _ wish: ShareWish) throws -> [[UInt8]] {
        try connection.commit(
            "share:\(id)",
            [
                "necessity": wish.necessity, "message": wish.message, "authoriser": wish.authoriser, "vetting": wish.vetting,
            ])
    }

    private static func insert(
        _ connection: any Connection, _ person: Int64, _ wish: ShareWish, _ agreement: Int64?, _ scene: ShareScene,
        _ now: Instant
    ) throws -> Int64 {
        let needsBasis = Sharing.needsBasis(wish.kind, from: scene.sender.agency, to: wish.toAgency)
        let opens = wish.kind.opensParts
        return try connection.insertReturningID(
            """
            INSERT INTO share (person_id, entered_for, kind, state, from_agency, from_officer, from_name, to_agency, to_officer, to_name,
              agreement_id, purpose, gateway, parts, sensitive, until_on, necessity, message, authoriser, confidence, vetting,
              consented_on, made_at)
            VALUES (\(person), \(person), \(wish.kind), 'proposed', \(scene.sender.agency), \(scene.sender.id), \(scene.sender.name),
              \(wish.toAgency), \(wish.receiver), \(scene.receiver?.officer.name ?? ""), \(needsBasis ? agreement : nil),
              \(needsBasis ? wish.purpose?.rawValue ?? "" : ""), \(needsBasis ? wish.gateway?.rawValue ?? "" : ""),
              \(opens ? codes(wish.parts) : ""), \(opens && wish.isSensitive), \((opens ? wish.until : nil).stored), \(wish.necessity),
              \(wish.message), \(wish.authoriser), \(wish.ground?.rawValue ?? ""), \(wish.vetting), \(wish.consentedOn), \(now))
            RETURNING id
            """)
    }
}
