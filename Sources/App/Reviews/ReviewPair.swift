import Domain
import Store

/// What an officer said of a pair.
struct ReviewOpinion: Sendable {
    let by: String
    let verdict: ReviewVerdict?
    /// Of a second opinion: what the first had said.
    let compared: ReviewVerdict?
    let reason: String
    let at: Instant

    static let columns: SQL = """
        o.verdict, o.compared, o.reason, o.at, COALESCE((SELECT f.name FROM officer f WHERE f.id = o.officer_id), '') AS name
        """

    init(_ row: Row) throws {
        by = try row.get("name")
        verdict = ReviewVerdict(rawValue: try row.get("verdict"))
        compared = ReviewVerdict(rawValue: try row.get("compared"))
        reason = try row.get("reason")
        at = try row.get("at")
    }
}

/// Two records that may be of one person, as one officer meets them.
struct ReviewPair: Sendable {
    /// What the officer can do.
    enum Phase: Sendable {
        /// Answer it.
        case open
        /// Say, without seeing what another said, whether it is one person.
        case second
        /// The same, of a pair that is decided: one of a sample.
        case look
        /// Wait for another: they gave the first opinion.
        case ownOpinion
        case decided
    }

    let id: Int64
    let state: String
    let points: Int
    let rule: String
    let explanationText: String
    let askedAgency: String
    let reason: String
    let decidedAt: Instant?
    let decidedBy: String?
    let sides: ComparedRecords
    let phase: Phase
    let opinions: [ReviewOpinion]

    var person: Int64 { sides.person }
    var otherPerson: Int64 { sides.otherPerson }
    var record: CaseRecord { sides.record }
    var other: CaseRecord { sides.other }
    var conflicts: [IdentifierKind] { sides.conflicts }
    var isLocked: Bool { sides.isLocked }
    var areOne: Bool { sides.areOne }

    /// What was weighed, with the numbers of both records.
    var bothNamed: String {
        MatchExplanation.read(explanationText)?.between(record.id, other.id).json ?? explanationText
    }

    /// Changes with every decision: a form that carries an older one is stale. It does not tell what was decided to somebody who is not to
    /// know it yet.
    var stamp: String {
        let word = phase == .look ? "look" : state
        return decidedAt.map { "\(word) \($0.iso)" } ?? word
    }

    var isBlind: Bool { phase == .second || phase == .look }
    var canAnswer: Bool { phase == .open || isBlind }

    /// Linking these is for two officers: verified numbers conflict, or somebody has locked the records apart.
    var needsTwo: Bool { !areOne && (!conflicts.isEmpty || isLocked || ReviewPair.conflictRules.contains(rule)) }

    private static let conflictRules: Set<String> = [MatchRule.identifiersConflict.rawValue]

    /// Agencies that can be asked: whose records these are.
    var agencies: [String] { record.agency == other.agency ? [record.agency] : [record.agency, other.agency] }

    var verdicts: [ReviewVerdict] { isBlind ? ReviewVerdict.blind : ReviewVerdict.allCases }

    func conflict(with verdict: ReviewVerdict, _ reason: String) -> Conflict {
        let (outcome, why, who) = (
            Text(en: "Decision", cy: "Penderfyniad"), Text(en: "Reason", cy: "Rheswm"), Text(en: "By", cy: "Gan")
        )
        let isSecret = isBlind || state == OpenQuestions.second
        let label =
            isSecret
            ? ReviewList.second.label : ReviewVerdict(rawValue: state)?.label ?? Text(en: "Open again", cy: "Ar agor eto")
        return Conflict(
            title: Text(en: "Somebody else has decided", cy: "Mae rhywun arall wedi penderfynu"),
            theirs: [
                (outcome, label), (why, Text(same: isSecret ? "" : self.reason)), (who, Text(same: decidedBy ?? "")),
            ],
            yours: [(outcome, verdict.label), (why, Text(same: reason))], back: "/reviews/\(id)",
            shows: Event(
                .consultation, subjects: [person, otherPerson], records: ["match_review:\(id)"], fields: ["state", "reason"]))
    }
}

extension ReviewPair.Phase {
    /// - Parameters:
    ///   - officer: who looks.
    ///   - decider: who answered last.
    ///   - isSampled: it is to be looked at a second time.
    init(state: String, officer: Int64, decider: Int64?, isSampled: Bool) {
        switch state {
        case OpenQuestions.second: self = decider == officer ? .ownOpinion : .second
        case let state where OpenQuestions.states.contains(state): self = .open
        default: self = isSampled && decider != officer ? .look : .decided
        }
    }
}
