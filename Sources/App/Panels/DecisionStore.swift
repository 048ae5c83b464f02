import Domain
import Store

/// Writes what a panel decided, and moves the enrolment with it.
enum DecisionStore {
    static func record(
        _ connection: any Connection, _ decision: PanelDecision, _ found: PanelCase, _ viewer: Viewer, _ now: Instant
    ) throws -> Change<Void> {
        let person = found.file.person.id
        let standing = decision.continues ? found.enrolment?.record : nil
        guard let record = standing ?? found.lead else { throw NotFound() }
        let (id, facts) = (found.newIDs[0], decision.facts)
        try insert(connection, id, facts, found, record, viewer, now)
        let commitments = try commit(connection, id, facts)
        let enrolment = try enrol(connection, decision, id, found, record, viewer, now)
        // What the decision opens to the officers of the area, or closes.
        try PersonRefresh.refresh(connection, [person])
        return Change(
            (),
            Event(
                .alteration, subjects: [person], records: ["decision:\(id)", "enrolment:\(enrolment)"],
                fields: ["decision", "enrolment"], reason: facts.outcome.rawValue, commitments: commitments))
    }

    private static func commit(_ connection: any Connection, _ id: Int64, _ facts: DecisionFacts) throws -> [[UInt8]] {
        let adopts = facts.outcome.adopts
        return try connection.commit(
            "decision:\(id)",
            [
                "reason": facts.reason, "mappa_reason": facts.mappaReason, "police_decider": facts.policeDecider,
                "probation_decider": facts.probationDecider, "dissenter": facts.dissenter, "dissent": facts.dissent,
                "police_lead": adopts ? facts.policeLead : "", "probation_lead": adopts ? facts.probationLead : "",
            ], isNew: true)
    }

    private static func insert(
        _ connection: any Connection, _ id: Int64, _ facts: DecisionFacts, _ found: PanelCase, _ record: Int64,
        _ viewer: Viewer,
        _ now: Instant
    ) throws {
        let adopts = facts.outcome.adopts
        try connection.execute(
            """
            INSERT INTO decision (id, person_id, record_id, round_id, area, panel_day, outcome, ground, reason, mappa_reason, police_decider,
              probation_decider, dissenter, dissent, police_lead, probation_lead, rag, next_review, defer_until, officer_id,
              decided_at, sequence)
            VALUES (\(id), \(found.file.person.id), \(record), \(found.round.id), \(found.area), \(facts.panelDay), \(facts.outcome.rawValue),
              \(facts.ground), \(facts.reason), \(facts.mappaReason), \(facts.policeDecider), \(facts.probationDecider),
              \(facts.dissenter), \(facts.dissent), \(adopts ? facts.policeLead : ""), \(adopts ? facts.probationLead : ""),
              \(adopts ? facts.rag?.rawValue ?? "" : ""), \((adopts ? facts.nextReview : nil).stored),
              \((facts.outcome == .defer ? facts.deferUntil : nil).stored), \(viewer.officer.id), \(now),
              (SELECT COALESCE(MAX(e.sequence), 0) + 1 FROM decision e WHERE e.round_id = \(found.round.id) AND e.record_id = \(record)))
            """)
    }

    private static func enrol(
        _ connection: any Connection, _ decision: PanelDecision, _ id: Int64, _ found: PanelCase, _ record: Int64,
        _ viewer: Viewer, _ now: Instant
    ) throws -> Int64 {
        let facts = decision.facts
        let enrolment: Int64
        if decision.continues, let standing = found.enrolment {
            enrolment = standing.id
            _ = try standing.state.moved(to: decision.state)
            try connection.execute(
                """
                UPDATE enrolment SET state = \(decision.state.rawValue), decision_id = \(id), version = version + 1
                WHERE id = \(enrolment)
                """)
        } else {
            enrolment = found.newIDs[1]
            try begin(connection, enrolment, decision.state, id, found, record, viewer, now)
        }
        if let place = facts.outcome.place {
            try connection.execute(
                """
                UPDATE enrolment SET cohort = \(place.rawValue), ground = \(facts.ground), police_lead = \(facts.policeLead),
                  probation_lead = \(facts.probationLead), rag = \(facts.rag?.rawValue ?? ""), next_review = \(facts.nextReview.stored),
                  started_on = COALESCE(started_on, \(facts.panelDay))
                WHERE id = \(enrolment)
                """)
        }
        try EnrolmentStore.remember(connection, enrolment, decision.state, viewer, facts.outcome.rawValue, now)
        return enrolment
    }

    /// The person came before the panel, which has decided.
    private static func begin(
        _ connection: any Connection, _ id: Int64, _ state: EnrolmentState, _ decision: Int64, _ found: PanelCase,
        _ record: Int64, _ viewer: Viewer, _ now: Instant
    ) throws {
        let place: String =
            switch found.line.kind.standing {
            case .fixed: CohortPlace.fixed.rawValue
            case .flexCandidate: CohortPlace.flex.rawValue
            case .none, .unknown: ""
            }
        try connection.execute(
            """
            INSERT INTO enrolment (id, person_id, record_id, scheme, cohort, state, area, decision_id)
            VALUES (\(id), \(found.file.person.id), \(record), 'iom', \(place), \(state.rawValue), \(found.area), \(decision))
            """)
        try EnrolmentStore.remember(connection, id, .proposed, viewer, found.line.kind.rawValue, now)
    }
}

/// Decisions in words.
enum DecisionWords {
    static func ground(_ code: String) -> Text? {
        FlexGround(rawValue: code)?.name ?? FreeScheme(rawValue: code)?.name
    }

    /// `Gwyn Rees (police), Lowri Hâf (probation)`; nil when nobody is named.
    static func leads(_ police: String, _ probation: String) -> Text? {
        let named = [
            (police, Text(en: "police", cy: "heddlu")), (probation, Text(en: "probation", cy: "gwasanaeth prawf")),
        ].filter { !$0.0.isEmpty }.map { Text(same: "\($0) (") + $1 + Text(same: ")") }
        return named.isEmpty ? nil : Text.joined(named)
    }

    /// Both versions, in words.
    static func conflict(_ found: PanelCase, _ form: DecisionForm, _ area: Area) -> Conflict {
        let theirs: [(Text, Text)] =
            found.decisions.first.map { lines($0) }
            ?? [
                (
                    Text(en: "Selection round", cy: "Cylch dethol"),
                    Text(
                        en: "A new round has begun: \(found.round.name), as of \(found.round.asOf.words.en)",
                        cy: "Mae cylch newydd wedi dechrau: \(found.round.name), fel ar \(found.round.asOf.words.cy)")
                )
            ]
        let facts = form.facts
        let unread = Set(form.problems.map(\.field))
        var yours: [(Text, Text)] = [
            (Label.outcome, unread.contains("outcome") ? Text(same: "–") : facts.outcome.done),
            (Label.panelDay, unread.contains("panel_day") ? Text(same: "–") : facts.panelDay.words),
            (Label.reason, Text(same: facts.reason)), (Label.police, Text(same: facts.policeDecider)),
            (Label.probation, Text(same: facts.probationDecider)),
        ]
        if let ground = ground(facts.ground) { yours.insert((Label.ground, ground), at: 1) }
        return Conflict(
            title: Text(en: "This case has been decided in the meantime", cy: "Penderfynwyd yr achos hwn yn y cyfamser"),
            theirs: theirs, yours: yours, back: "/panels/\(area.rawValue)/people/\(found.file.person.id)",
            shows: Event(
                .consultation, subjects: [found.file.person.id], records: ["selection_round:\(found.round.id)"],
                fields: ["decisions"]))
    }

    static func lines(_ decision: PanelDecided) -> [(Text, Text)] {
        var lines: [(Text, Text)] = [
            (Label.outcome, decision.outcome?.done ?? Text(same: "")), (Label.panelDay, decision.panelDay.words),
            (Label.reason, Text(same: decision.reason)), (Label.police, Text(same: decision.policeDecider)),
            (Label.probation, Text(same: decision.probationDecider)),
            (Text(en: "Recorded", cy: "Cofnodwyd"), London.words(decision.decidedAt)),
        ]
        if let leads = leads(decision.policeLead, decision.probationLead) { lines.insert((Label.leads, leads), at: 5) }
        if !decision.mappaReason.isEmpty { lines.insert((Label.mappa, Text(same: decision.mappaReason)), at: 3) }
        if let ground = ground(decision.ground) { lines.insert((Label.ground, ground), at: 1) }
        if let day = decision.deferUntil { lines.insert((Text(en: "Until", cy: "Tan"), day.words), at: 1) }
        if !decision.dissent.isEmpty {
            lines.append((Label.dissent, Text(same: "\(decision.dissenter): \(decision.dissent)")))
        }
        return lines
    }

    enum Label {
        static let outcome = Text(en: "Decision", cy: "Penderfyniad")
        static let ground = Text(en: "Ground or scheme", cy: "Sail neu gynllun")
        static let panelDay = Text(en: "Day of the panel", cy: "Diwrnod y panel")
        static let reason = Text(en: "Reason", cy: "Rheswm")
        static let mappa = Text(en: "Why IOM as well as MAPPA", cy: "Pam RhIT yn ogystal â MAPPA")
        static let leads = Text(en: "Lead officers", cy: "Swyddogion arweiniol")
        static let dissent = Text(en: "Dissent", cy: "Anghytundeb")
        static let police = Text(en: "For the police", cy: "Ar ran yr heddlu")
        static let probation = Text(en: "For probation", cy: "Ar ran y gwasanaeth prawf")
    }
}
