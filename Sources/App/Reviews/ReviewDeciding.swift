import Domain
import Store

/// What an officer's answer makes of a question. Linking against verified numbers that conflict, or against a lock, takes two officers, of
/// whom the second does not see what the first said.
struct ReviewDeciding {
    let connection: any Connection
    let pair: ReviewPair
    let verdict: ReviewVerdict
    let reason: String
    /// Which agency is asked.
    let agency: String
    let officer: Int64
    let now: Instant
    private var commitments: [[UInt8]] = []
    /// A lock that two officers lifted: its name in the journal.
    private var lifted: String?

    init(
        _ connection: any Connection, _ pair: ReviewPair, _ verdict: ReviewVerdict, reason: String, agency: String,
        officer: Int64, at now: Instant
    ) {
        (self.connection, self.pair, self.verdict, self.reason, self.agency) = (connection, pair, verdict, reason, agency)
        (self.officer, self.now) = (officer, now)
    }

    /// Throws `Invalid` for an answer that cannot be given here.
    func check() throws {
        guard pair.verdicts.contains(verdict) else { throw Invalid([Problem("verdict", ReviewPages.verdictMissing)]) }
        guard verdict == .askAgency, !pair.agencies.contains(agency) else { return }
        throw Invalid([
            Problem("agency", Text(en: "Choose which agency you ask", cy: "Dewiswch pa asiantaeth rydych yn gofyn iddi"))
        ])
    }

    mutating func change() throws -> Change<ReviewOutcome> {
        let outcome: ReviewOutcome
        switch pair.phase {
        case .look: outcome = try look()
        case .second: outcome = try second()
        case .open, .ownOpinion, .decided: outcome = try answer()
        }
        let event = event(outcome)
        guard let lifted else { return Change(outcome, event) }
        return Change(outcome, event, Event(.erasure, subjects: event.subjects, records: [lifted], fields: ["reason"]))
    }

    private mutating func answer() throws -> ReviewOutcome {
        let isOpinion = verdict == .same && pair.needsTwo
        try settle(isOpinion ? OpenQuestions.second : verdict.rawValue)
        try keep(comparedWith: nil)
        switch verdict {
        case .same where isOpinion: return .opinion
        case .same: try unite()
        case .different:
            guard !pair.areOne else { throw LinkRefusal.alreadyOne }
            try lock()
        case .askAgency: try AgencyQuestion.tell(connection, pair, agency, by: officer, at: now)
        case .notYet: break
        }
        return ReviewOutcome(verdict)
    }

    /// Only the same word of both links; whatever else is said, everything is open again.
    private mutating func second() throws -> ReviewOutcome {
        try settle(verdict == .same ? verdict.rawValue : "open")
        try keep(comparedWith: .same)
        guard verdict == .same else { return .disagreed }
        try lift()
        try unite()
        return .same
    }

    private mutating func look() throws -> ReviewOutcome {
        let decided = ReviewVerdict(rawValue: pair.state)
        try keep(comparedWith: decided)
        guard verdict != .notYet, verdict != decided else { return .looked }
        try move(to: OpenQuestions.reopened, setting: "")
        return .reopened
    }

    /// Writes the answer into the question, first of all: of two who answer at once, one finds it moved.
    private mutating func settle(_ state: String) throws {
        try move(
            to: state,
            setting: """
                , officer_id = \(officer), reason = \(reason), decided_at = \(now),
                  asked_agency = \(verdict == .askAgency ? agency : "")
                """)
        commitments += try connection.commit("match_review:\(pair.id)", ["reason": reason])
    }

    private func move(to state: String, setting more: SQL) throws {
        let moved = try connection.changes(
            "UPDATE match_review SET state = \(state)\(more) WHERE id = \(pair.id) AND state = \(pair.state)")
        guard moved == 1 else { throw pair.conflict(with: verdict, reason) }
    }

    private mutating func keep(comparedWith first: ReviewVerdict?) throws {
        let id = try connection.insertReturningID(
            """
            INSERT INTO review_opinion (review_id, officer_id, verdict, compared, reason, at)
            VALUES (\(pair.id), \(officer), \(verdict.rawValue), \(first?.rawValue ?? ""), \(reason), \(now)) RETURNING id
            """)
        commitments += try connection.commit("review_opinion:\(id)", ["reason": reason])
    }

    private mutating func unite() throws {
        commitments += try Linking.unite(connection, pair, reason: reason, officer: officer, at: now)
    }

    private mutating func lock() throws {
        commitments += try Linking.lock(
            connection, [(pair.record.id, pair.other.id)], reason: reason, officer: officer, at: now)
    }

    /// Two officers agree that it was no lock to make. What its maker wrote goes with it; the opinions stay.
    private mutating func lift() throws {
        guard pair.isLocked else { return }
        let (low, high) = (min(pair.record.id, pair.other.id), max(pair.record.id, pair.other.id))
        try connection.execute("DELETE FROM match_lock WHERE record_a = \(low) AND record_b = \(high)")
        let name = Linking.name(ofLock: low, high)
        try connection.eraseSalts(of: name)
        lifted = name
    }

    private func event(_ outcome: ReviewOutcome) -> Event {
        let subjects = Array(Set([pair.person, pair.otherPerson])).sorted()
        let isLinked = outcome == .same
        var records = ["match_review:\(pair.id)", "record:\(pair.record.id)", "record:\(pair.other.id)"]
        if outcome == .different { records.append(Linking.name(ofLock: pair.record.id, pair.other.id)) }
        return Event(
            isLinked ? .combination : .alteration, subjects: subjects, records: records,
            fields: isLinked ? ["person_id", "state", "reason"] : ["state", "reason"], reason: outcome.rawValue,
            commitments: commitments)
    }
}
