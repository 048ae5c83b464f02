import Domain
import Store

/// A person before a panel: the case, the proposal as it was stored, and what was decided in this round.
struct PanelCase: Sendable {
    let area: Area
    let round: Round
    let file: CaseFile
    let line: PanelLine
    /// nil when what was stored cannot be read any more.
    let proposal: Proposal?
    let settings: CohortSettings
    /// Decisions of this round, the latest first.
    let decisions: [PanelDecided]
    let enrolment: StandingEnrolment?
    /// The record that leads the case; nil for a person without records.
    let lead: Int64?
    let team: Team
    /// Numbers for what is to be recorded: a decision, and an enrolment that may begin with it. None where it is only read.
    let newIDs: [Int64]

    /// The number the next decision of this round will have.
    var nextSequence: Int64 { Int64(decisions.count) + 1 }

    /// Managed under MAPPA by an order or licence that has not ended.
    func isUnderMappa(_ today: Day) -> Bool {
        file.orders.contains { order in
            (order.end ?? today) >= today
                && (!order.mappaCategory.isEmpty || !order.mappaLevel.isEmpty
                    || order.registers.split { "|;/, ".contains($0) }.contains("MAPP"))
        }
    }

    func facts(today: Day) -> DecisionCase {
        DecisionCase(
            proposal: line.kind, dateOfBirth: file.person.dateOfBirth, adultAge: settings.adultAge,
            isStatutory: !(proposal?.facts.statutory.isEmpty ?? true), isUnderMappa: isUnderMappa(today),
            enrolment: enrolment?.state, today: today)
    }
}

/// A decision as it was recorded.
struct PanelDecided: Sendable {
    let sequence: Int64
    let outcome: PanelOutcome?
    let ground, reason, mappaReason, policeDecider, probationDecider, dissenter, dissent, policeLead, probationLead: String
    let panelDay: Day
    let deferUntil: Day?
    let decidedAt: Instant

    static let columns: SQL = """
        d.sequence, d.outcome, d.ground, d.reason, d.mappa_reason, d.police_decider, d.probation_decider, d.dissenter, d.dissent,
        d.police_lead, d.probation_lead, d.panel_day, d.defer_until, d.decided_at
        """

    init(_ row: Row) throws {
        sequence = try row.get("sequence")
        outcome = PanelOutcome(rawValue: try row.get("outcome"))
        ground = try row.get("ground")
        reason = try row.get("reason")
        mappaReason = try row.get("mappa_reason")
        policeDecider = try row.get("police_decider")
        probationDecider = try row.get("probation_decider")
        dissenter = try row.get("dissenter")
        dissent = try row.get("dissent")
        policeLead = try row.get("police_lead")
        probationLead = try row.get("probation_lead")
        panelDay = try row.get("panel_day")
        deferUntil = try row.get("defer_until")
        decidedAt = try row.get("decided_at")
    }
}

/// One person before a panel: read and decided on.
struct PanelCaseStore: Sendable {
    let site: Site

    static let fields = [
        "name", "date_of_birth", "identifiers", "proposal", "score", "official_score", "offences", "sentences", "mappa",
        "decisions", "enrolment",
    ]

    func find(_ area: Area, _ person: Int64, _ visit: Visit) async throws -> PanelCase {
        let viewer = try visit.viewer().byRight
        return try await site.consult(try visit.actor()) { connection in
            let found = try PanelCaseStore.find(connection, area, person, viewer)
            return Change(
                found,
                Event(
                    .consultation, subjects: [person], records: ["selection_round:\(found.round.id)"],
                    fields: PanelCaseStore.fields))
        }
    }

    /// Throws `NotFound` for somebody who is not of this area's panel in the current round, or not this officer's to see.
    /// - Parameter toDecide: read only what the rule and the record of a decision need. Writers wait for one another.
    static func find(
        _ connection: any Connection, _ area: Area, _ person: Int64, _ viewer: Viewer, toDecide: Bool = false
    ) throws -> PanelCase {
        var queries: [SQL] = [
            RoundStore.currentQuery,
            """
            SELECT \(PanelLine.columns), \(StoredProposal.columns) FROM proposal s JOIN person p ON p.id = s.person_id
            LEFT JOIN score k ON k.id = s.score_id
            WHERE s.round_id = \(PeopleStore.currentRound) AND s.person_id = \(person)
              AND \(PanelStore.belongs(to: area))
            """,
            """
            SELECT \(PanelDecided.columns) FROM decision d
            WHERE d.round_id = \(PeopleStore.currentRound) AND d.person_id = \(person) ORDER BY d.id DESC
            """,
            EnrolmentStore.runningQuery(person, area), LeadRecord.query(person),
        ]
        if toDecide { queries += [connection.newID(for: "decision"), connection.newID(for: "enrolment")] }
        let (file, answers) =
            try toDecide
            ? CaseStore.supervised(connection, viewer, person, besides: queries)
            : (CaseStore.whole(connection, viewer, person), connection.pipeline(queries))
        guard let round = try answers[0].first.map(Round.init), let row = answers[1].first, let line = try PanelLine(row) else {
            throw NotFound()
        }
        let settings = try CohortSettingsStore.version(connection, round.settingsVersion) ?? .shipped
        return PanelCase(
            area: area, round: round, file: file,
            line: toDecide ? line : try PanelLine.detailed(connection, round.id, area, [line])[0],
            proposal: try StoredProposal.read(row, settings: settings), settings: settings,
            decisions: try answers[2].map(PanelDecided.init), enrolment: try answers[3].first.map(StandingEnrolment.init),
            lead: try answers[4].first?.get("id"),
            team: toDecide ? Team(area: area) : try TeamStore.all(connection, [area]).first ?? Team(area: area),
            newIDs: try answers.dropFirst(5).flatMap { try $0.map { try $0.get("id") } })
    }

    /// Records what the panel decided. Throws `Invalid`, or `Conflict` when somebody decided before.
    /// - Returns: whether the case is still open to the officer.
    func decide(_ form: DecisionForm, _ area: Area, _ person: Int64, _ visit: Visit) async throws -> Bool {
        do {
            try await decideOnce(form, area, person, visit)
        } catch StoreError.constraint {
            // Two at the same moment: whoever comes second now finds the other's decision.
            try await decideOnce(form, area, person, visit)
        }
        return try await !site.database.ask(CaseStore.openQuery(try visit.viewer().byRight, person)).isEmpty
    }

    private func decideOnce(_ form: DecisionForm, _ area: Area, _ person: Int64, _ visit: Visit) async throws {
        let (viewer, now, today) = (try visit.viewer().byRight, site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            let found = try PanelCaseStore.find(connection, area, person, viewer, toDecide: true)
            guard found.round.id == form.round, found.nextSequence == form.sequence else {
                throw DecisionWords.conflict(found, form, area)
            }
            let decision = try form.decided(on: found.facts(today: today))
            return try DecisionStore.record(connection, decision, found, viewer, now)
        }
    }
}
