import Domain

/// What a selection round does to who is proposed.
enum Movement: String, Sendable, CaseIterable {
    case entering, leaving, changing

    /// nil when nothing changes that a panel would see.
    init?(from before: ProposalKind?, to now: ProposalKind) {
        let was = before.map(\.isProposed) ?? false
        switch (was, now.isProposed) {
        case (false, true): self = .entering
        case (true, false): self = .leaving
        case (true, true) where before != now: self = .changing
        default: return nil
        }
    }
}

extension ProposalKind {
    /// Put before a panel by a rule.
    var isProposed: Bool { standing == .fixed || standing == .flexCandidate }

    /// Order in a panel's list: by rule, then by score, the highest first.
    func rank(_ percent: Int?) -> Int {
        let place = ProposalKind.order[self] ?? 9
        return place * 1000 + 99 - (percent ?? 99)
    }

    private static let order: [ProposalKind: Int] = [
        .fixed1: 0, .fixed2: 1, .flexA: 2, .flexB: 3, .flexC: 4, .unscored: 5, .none: 6,
    ]
}

/// What a round finds, counted: by area, by rule, who would enter, leave or change rule, with some of them as examples.
struct RoundPlan: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        var kinds: [ProposalKind: Int] = [:]
        var movements: [Movement: Int] = [:]

        var proposed: Int { kinds.reduce(0) { $0 + ($1.key.isProposed ? $1.value : 0) } }
        subscript(_ kind: ProposalKind) -> Int { kinds[kind] ?? 0 }
        subscript(_ movement: Movement) -> Int { movements[movement] ?? 0 }
    }

    struct Example: Sendable, Equatable {
        let person: Int64
        let area: Area
        let movement: Movement
        let before: ProposalKind?
        let percentBefore: Int?
        let now: ProposalKind
        let percent: Int?
    }

    /// As many of each movement and area are kept to look at.
    static let examplesEach = 5

    var areas: [Area: Line] = [:]
    var examples: [Example] = []
    private var kept: [Area: [Movement: Int]] = [:]

    init() {}

    /// In the order of areas; only those where somebody was found.
    var lines: [(area: Area, line: Line)] {
        (Area.panels + [.wales]).compactMap { area in areas[area].map { (area, $0) } }
    }

    var people: Int { areas.values.reduce(0) { $0 + $1.kinds.values.reduce(0, +) } }

    func total(_ kind: ProposalKind) -> Int { areas.values.reduce(0) { $0 + $1[kind] } }
    func total(_ movement: Movement) -> Int { areas.values.reduce(0) { $0 + $1[movement] } }

    /// - Returns: what it does to the person, when a panel would see it.
    @discardableResult
    mutating func add(_ person: ScoredPerson, _ proposal: Proposal) -> Example? {
        areas[person.area, default: Line()].kinds[proposal.kind, default: 0] += 1
        guard let movement = Movement(from: person.before, to: proposal.kind) else { return nil }
        areas[person.area, default: Line()].movements[movement, default: 0] += 1
        let moved = Example(
            person: person.id, area: person.area, movement: movement, before: person.before,
            percentBefore: person.percentBefore, now: proposal.kind, percent: proposal.score?.percentTwoYear)
        keep(moved)
        return moved
    }

    mutating func add(_ other: RoundPlan) {
        for (area, line) in other.areas {
            areas[area, default: Line()].kinds.merge(line.kinds, uniquingKeysWith: +)
            areas[area, default: Line()].movements.merge(line.movements, uniquingKeysWith: +)
        }
        other.examples.forEach { keep($0) }
    }

    private mutating func keep(_ example: Example) {
        let count = kept[example.area]?[example.movement] ?? 0
        guard count < RoundPlan.examplesEach else { return }
        kept[example.area, default: [:]][example.movement] = count + 1
        examples.append(example)
    }
}
