import Domain
import Store

/// Some people with what the rules say of them, as rows ready to be stored.
struct ScoredSlice: Sendable {
    /// Where the next slice begins.
    let last: Int64
    private(set) var people: [Int64] = []
    private(set) var plan = RoundPlan()
    /// Everybody who would enter, leave or change rule.
    private(set) var moved: [RoundPlan.Example] = []
    private let asOf: Value
    /// Only counted, not stored.
    private let counting: Bool
    private var proposals: [[Value]] = []
    private var scores: [[Value]] = []
    private var text = StoredProposal()

    init(last: Int64, asOf: Day, counting: Bool) {
        self.last = last
        self.asOf = asOf.stored
        self.counting = counting
    }

    mutating func add(_ person: ScoredPerson, _ proposal: Proposal) {
        people.append(person.id)
        if let movement = plan.add(person, proposal) { moved.append(movement) }
        guard !counting else { return }
        proposals.append([
            .null, person.id.stored, person.area.stored, proposal.kind.rawValue.stored,
            proposal.kind.rank(proposal.score?.percentTwoYear).stored, (proposal.reason?.rawValue ?? "").stored,
            proposal.score == nil ? .null : .integer(0), (proposal.score?.percentTwoYear).stored,
            text.facts(proposal.facts).stored, news(person.before, proposal.kind).stored,
            (person.before?.rawValue ?? "").stored, person.percentBefore.stored,
        ])
        if let score = proposal.score { add(person.id, score) }
    }

    private mutating func add(_ person: Int64, _ score: OGRS3Score) {
        scores.append([
            .null, person.stored, .null, OGRS3.instrument.code.stored, score.profile.rawValue.stored,
            score.profile.version.stored, asOf, text.inputs(score).stored, text.parts(score).stored,
            score.probabilityOneYear.stored, score.probabilityTwoYear.stored, score.percentOneYear.stored,
            score.percentTwoYear.stored, score.band.rawValue.stored, .null,
        ])
    }

    private func news(_ before: ProposalKind?, _ now: ProposalKind) -> String {
        before == nil ? "new" : before == now ? "same" : "changed"
    }

    func store(_ connection: any Connection, _ round: Int64, _ now: Instant) throws {
        let numbers = try connection.newIDs(for: "score", scores.count)
        var scores = scores
        var proposals = proposals
        var place = 0
        for index in proposals.indices {
            proposals[index][0] = round.stored
            guard case .integer = proposals[index][6] else { continue }
            proposals[index][6] = numbers[place].stored
            place += 1
        }
        for index in scores.indices {
            scores[index][0] = numbers[index].stored
            scores[index][2] = round.stored
            scores[index][14] = now.stored
        }
        try connection.insert(into: "score", ScoredSlice.scoreColumns, scores)
        try connection.insert(into: "proposal", ScoredSlice.proposalColumns, proposals)
        try RoundMovements.store(connection, round, moved)
    }

    private static let scoreColumns = [
        "id", "person_id", "round_id", "instrument", "profile", "version", "as_of", "inputs", "parts", "probability_1y",
        "probability_2y", "percent_1y", "percent_2y", "band", "computed_at",
    ]

    private static let proposalColumns = [
        "round_id", "person_id", "area", "proposal", "rank", "reason", "score_id", "percent_2y", "facts", "news", "previous",
        "previous_percent",
    ]
}
