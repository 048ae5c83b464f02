/// Which source records are of one person: by the weight of what agrees and differs, by the rules that no weight overrides, and by what
/// people have decided. Every record that is asked about was read by the table.
public struct Matching {
    public let version: LinkageVersion
    private let weighing: LinkageWeighing
    private var comparing: LinkageComparing
    /// Pairs of records that were compared.
    public private(set) var compared = 0

    /// What a shared verified number alone is worth, at least: as long as the rest does not speak against it, it decides.
    private static let decisive = 18.0
    /// Bits below the weight of joining at which a link is doubted again. Source: hmpps-person-match (join 20, fracture 14).
    private static let slack = 6.0

    public init(_ version: LinkageVersion, _ table: MatchTable) {
        let lexicon = table.reading.lexicon
        let traits = LinkageTraits(lexicon, version.terms)
        self.version = version
        weighing = LinkageWeighing(version, lexicon, traits)
        comparing = LinkageComparing(lexicon, traits, remembers: 1 << 10)
    }

    /// The two records alone, by the faces that fit best; the answer does not depend on their order.
    public mutating func compare(_ one: MatchSubject, _ other: MatchSubject) -> MatchVerdict {
        let verdict = evidence(one, other)
        return one.record.isTied(to: other.record) ? asked(verdict) : verdict
    }

    /// The same without what is asked about in any case.
    /// - Parameter numbers: a pattern of the one whose shared numbers the other is taken to hold too.
    mutating func evidence(
        _ one: MatchSubject, _ other: MatchSubject, sharing numbers: LinkagePattern? = nil
    ) -> MatchVerdict {
        compared += 1
        let conflict = MatchIdentifier.conflict(one.record.identifiers, other.record.identifiers)
        let tied = numbers != nil || one.record.isTied(to: other.record)
        var best: (left: LinkageRecord, right: LinkageRecord, pattern: LinkagePattern, found: LinkageWeight)?
        for left in one.faces {
            for right in other.faces {
                let right = numbers.map { right.holding(left.identifiers, of: $0) } ?? right
                let pattern = comparing.pattern(left, right)
                let found = weighing.weigh(left, right, pattern, conflict: conflict, tied: tied)
                if best.map({ found.weight > $0.found.weight }) ?? true { best = (left, right, pattern, found) }
            }
        }
        guard let best else { preconditionFailure("a record without a face") }
        let verdict = verdict(best.left, best.right, best.pattern, best.found, tied: tied)
        guard verdict.outcome == .same else { return verdict }
        if best.pattern[.sex] == LinkageWordLevel.other.rawValue { return capped(verdict, .sexAndName) }
        return areRelatives(one, other, tied: tied) ? capped(verdict, .relatives) : verdict
    }

    /// Whether an alias alone makes one of two who by their own names are relatives: twins give each other's names.
    private mutating func areRelatives(_ one: MatchSubject, _ other: MatchSubject, tied: Bool) -> Bool {
        guard max(one.record.names.count, other.record.names.count) > 1 else { return false }
        let pattern = comparing.pattern(one.main, other.main)
        return LinkageRule.holding(one.main, other.main, pattern, conflict: false, tied: tied) == .relatives
    }

    private func verdict(
        _ one: LinkageRecord, _ other: LinkageRecord, _ pattern: LinkagePattern, _ found: LinkageWeight, tied: Bool
    ) -> MatchVerdict {
        let model = version.model
        let decided = tied && found.weight - model.prior >= Self.decisive
        let same = found.rule == .none && (found.weight >= model.join || decided)
        let outcome: MatchOutcome = same ? .same : found.weight >= model.review ? .unsure : .different
        let rule: MatchRule =
            switch outcome {
            case .same: tied ? .sharedIdentifier : .weight
            case .unsure: MatchRule(found.rule) ?? .likely
            case .different: found.rule.parts ? MatchRule(found.rule) ?? .nothingTies : .nothingTies
            }
        return MatchVerdict(
            rule: rule, outcome: outcome, weight: found.weight, faces: (one, other), pattern: pattern, cap: found.rule)
    }

    /// The record against everything that is known of a person: what keeps it from one record of the person keeps it from all. Of records
    /// that say the same the oldest stands for all.
    public mutating func compare(
        _ record: MatchSubject, _ person: MatchPerson, locks: Set<RecordPair> = []
    ) -> PersonComparison? {
        let locked = locks.part(record.number, person)
        var best: PersonComparison?
        var apart: LinkageRule?
        var chain = LinkageChain()
        var tied = false
        for one in person.alike {
            guard let other = one.oldest(besides: record.number) else { continue }
            let verdict = evidence(record, one.subject)
            tied = tied || record.record.isTied(to: one.subject.record)
            if verdict.cap.parts, verdict.cap != .conflict { apart = verdict.cap }
            chain.see(verdict.pattern, verdict.cap, isLink: verdict.outcome == .same)
            let comparison = PersonComparison(
                subject: record.number, person: person.number, record: other, verdict: verdict)
            if best.map({ comparison.isBetter(than: $0) }) ?? true { best = comparison }
        }
        guard let best = best.map({ heldAgainstTheRest($0, record, person) }) else { return nil }
        if locked { return best.with(best.verdict.locked) }
        let rule = obstacle(record.record, person, best.verdict, apart ?? (chain.isBornApart ? .born : nil))
        let held = rule.map { best.with(capped(best.verdict, $0)) } ?? best
        return tied || best.verdict.outcome == .same ? held.with(asked(held.verdict)) : held
    }

    /// A record that the rest of its person no longer holds: nothing ties it, and it lies clearly below where it would be joined, so that
    /// a small change does not make records come and go. nil while it holds.
    public mutating func loose(_ record: MatchSubject, in person: MatchPerson) -> PersonComparison? {
        guard let found = compare(record, person), found.verdict.rule != .sharedIdentifier else { return nil }
        return found.verdict.weight < version.model.join - Self.slack ? found : nil
    }

    /// The rule that keeps a record from a person though one of the person's records fits.
    private func obstacle(
        _ record: MatchRecord, _ person: MatchPerson, _ verdict: MatchVerdict, _ apart: LinkageRule?
    ) -> LinkageRule? {
        guard verdict.outcome != .different else { return nil }
        let said = person.said.map(\.said)
        let known = said.flatMap(\.identifiers)
        if MatchIdentifier.conflict(record.identifiers, known) { return .conflict }
        guard verdict.outcome == .same else { return nil }
        let sexes = said.contains { $0.sex != nil && record.sex != nil && $0.sex != record.sex }
        return sexes ? .sexAndName : verdict.rule == .sharedIdentifier ? nil : apart
    }

    func capped(_ verdict: MatchVerdict, _ rule: LinkageRule) -> MatchVerdict {
        guard verdict.cap != rule else { return verdict }
        let weight = rule.capped(verdict.weight, version.model)
        return MatchVerdict(
            rule: MatchRule(rule) ?? verdict.rule, outcome: weight >= version.model.review ? .unsure : .different,
            weight: weight, faces: verdict.faces, pattern: verdict.pattern, cap: rule)
    }

    /// Of two who share a verified number somebody is asked at least, whatever they weigh.
    private func asked(_ verdict: MatchVerdict) -> MatchVerdict {
        guard verdict.outcome == .different else { return verdict }
        let cap = verdict.cap == .none ? .shared : verdict.cap
        return MatchVerdict(
            rule: MatchRule(cap) ?? .likely, outcome: .unsure, weight: verdict.weight, faces: verdict.faces,
            pattern: verdict.pattern, cap: cap)
    }

    /// Where a record belongs among the persons that share a key with it.
    public mutating func place(
        _ record: MatchSubject, among candidates: [MatchPerson], locks: Set<RecordPair> = []
    ) -> Placement {
        var comparisons: [PersonComparison] = []
        for candidate in candidates {
            if let found = compare(record, candidate, locks: locks) { comparisons.append(found) }
        }
        comparisons.sort { $0.isBetter(than: $1) }
        let same = comparisons.filter { $0.verdict.outcome == .same }
        let doubts = comparisons.filter { $0.verdict.outcome == .unsure }
        guard let first = same.first else { return doubts.isEmpty ? .new : .unsure(doubts) }
        guard same.count > 1 else { return .join(first, doubts: doubts) }
        let persons = same.compactMap { found in candidates.first { $0.number == found.person } }
        if canCombine(persons, locks: locks) { return .combine(same, doubts: doubts) }
        let decisive = same.filter { $0.verdict.rule == .sharedIdentifier }
        guard decisive.count == 1 else { return .unsure(same + doubts) }
        return .join(decisive[0], doubts: same.filter { $0.person != decisive[0].person } + doubts)
    }

    /// The weight of a verdict as bars, beginning with what two records picked at random weigh; their sum is the weight.
    public func points(_ verdict: MatchVerdict) -> [MatchPoint] {
        weighing.parts(
            verdict.faces.one, verdict.faces.other, verdict.pattern, LinkageWeight(weight: verdict.weight, rule: verdict.cap)
        ).map { MatchPoint(bits: $0.bits, text: $0.label(numbers: MatchTable.kinds.map(\.label)), isHome: $0.isHome) }
    }
}

extension MatchVerdict {
    /// The same, but for a person's word that these are two people.
    var locked: MatchVerdict {
        MatchVerdict(rule: .lockedApart, outcome: .different, weight: weight, faces: faces, pattern: pattern, cap: cap)
    }
}

extension MatchIdentifier {
    /// Whether some kind of verified number stands on both sides, but no number of that kind on both.
    static func conflict(_ mine: [MatchIdentifier], _ theirs: [MatchIdentifier]) -> Bool {
        IdentifierKind.ofOnePerson.contains { kind in
            let ours = mine.filter { $0.ties && $0.kind == kind }
            let others = theirs.filter { $0.ties && $0.kind == kind }
            return !ours.isEmpty && !others.isEmpty && !ours.contains(where: others.contains)
        }
    }
}
