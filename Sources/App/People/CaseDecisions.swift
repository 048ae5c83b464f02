import Domain
import Store

/// What a panel decided, and on what.
struct CaseDecision: Sendable {
    let id: Int64
    let panelDay: Day
    let outcome, ground, reason, policeDecider, probationDecider, dissent, rag: String
    let nextReview, deferUntil: Day?
    let decidedAt: Instant
    let area: Area

    static let columns: SQL = """
        d.id, d.area, d.panel_day, d.outcome, d.ground, d.reason, d.police_decider, d.probation_decider, d.dissent, d.rag,
        d.next_review, d.defer_until, d.decided_at
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        area = try row.get("area")
        panelDay = try row.get("panel_day")
        outcome = try row.get("outcome")
        ground = try row.get("ground")
        reason = try row.get("reason")
        policeDecider = try row.get("police_decider")
        probationDecider = try row.get("probation_decider")
        dissent = try row.get("dissent")
        rag = try row.get("rag")
        nextReview = try row.get("next_review")
        deferUntil = try row.get("defer_until")
        decidedAt = try row.get("decided_at")
    }
}

struct CaseEnrolment: Sendable {
    let id: Int64
    let cohort, ground, state, policeLead, probationLead, rag: String
    let area: Area
    let startedOn, endedOn, nextReview: Day?

    static let columns: SQL = """
        n.id, n.cohort, n.ground, n.state, n.area, n.started_on, n.ended_on, n.police_lead, n.probation_lead, n.rag, n.next_review
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        cohort = try row.get("cohort")
        ground = try row.get("ground")
        state = try row.get("state")
        area = try row.get("area")
        startedOn = try row.get("started_on")
        endedOn = try row.get("ended_on")
        policeLead = try row.get("police_lead")
        probationLead = try row.get("probation_lead")
        rag = try row.get("rag")
        nextReview = try row.get("next_review")
    }

    /// `Fixed, active`.
    var words: Text {
        CaseWords.word(cohort, CaseWords.cohorts) + Text(same: ", ") + CaseWords.word(state, CaseWords.states)
    }
}

/// The proposal of the current selection round with its stored score.
struct CaseSelection: Sendable {
    let round: String
    let asOf: Day
    /// Whose panel it is before.
    let area: Area
    /// The limits that the round was run with.
    let settings: CohortSettings
    /// The proposal as the round stored it, with its facts and score.
    let stored: Proposal?
    let kind: ProposalKind
    let reason: ProposalReason?
    let previous: String
    let score: CaseScore?

    static let columns: SQL = """
        q.name, q.as_of, q.settings_version, s.area, s.previous, k.percent_1y, k.percent_2y, k.instrument, k.version, k.computed_at,
        \(StoredProposal.columns)
        """

    init?(_ connection: any Connection, _ row: Row?) throws {
        guard let row, let kind = ProposalKind(rawValue: try row.get("proposal")) else { return nil }
        self.kind = kind
        round = try row.get("name")
        asOf = try row.get("as_of")
        area = try row.get("area")
        settings = try CohortSettingsStore.version(connection, try row.get("settings_version")) ?? .shipped
        stored = try StoredProposal.read(row, settings: settings)
        reason = ProposalReason(rawValue: try row.get("reason"))
        previous = try row.get("previous")
        score = try row.get("percent_2y", as: Int?.self) == nil ? nil : CaseScore(row)
    }
}

/// A stored score as it was calculated.
struct CaseScore: Sendable {
    let oneYear, twoYear: Int
    let instrument, profile, version: String
    let computedAt: Instant

    init(_ row: Row) throws {
        oneYear = try row.get("percent_1y")
        twoYear = try row.get("percent_2y")
        instrument = try row.get("instrument")
        profile = try row.get("profile")
        version = try row.get("version")
        computedAt = try row.get("computed_at")
    }
}
