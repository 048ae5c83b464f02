/// Which source records are of one person. First form: rules; a later engine answers the same three questions.
public enum Matching {
    /// The two records alone; the answer does not depend on their order.
    public static func compare(_ one: MatchRecord, _ other: MatchRecord) -> MatchVerdict {
        var evidence = MatchEvidence(one, other)
        evidence.weigh(one.identifiers, other.identifiers)
        return MatchVerdict(evidence)
    }

    /// The record against everything that is known of a person: identifiers and sexes count from all records of the
    /// person, name, birth and place from the record that fits best. A lock between any two records keeps them apart.
    public static func compare(_ record: MatchRecord, _ person: MatchPerson, locks: Set<RecordPair> = [])
        -> PersonComparison?
    {
        let known = person.records.flatMap(\.identifiers)
        let sexesDiffer = person.records.contains { $0.sex != nil && record.sex != nil && $0.sex != record.sex }
        let locked = person.records.contains { locks.contains(RecordPair(record.number, $0.number)) }
        var best: PersonComparison?
        for other in person.records where other.number != record.number {
            var evidence = MatchEvidence(record, other)
            evidence.weigh(record.identifiers, known)
            if sexesDiffer { evidence.sexesAgree = false }
            let verdict = locked ? MatchVerdict(evidence, rule: .lockedApart) : MatchVerdict(evidence)
            let comparison = PersonComparison(person: person.number, record: other.number, verdict: verdict)
            if best.map({ comparison.isBetter(than: $0) }) ?? true { best = comparison }
        }
        return best
    }

    /// Where a record belongs among the persons that share a key with it.
    public static func place(
        _ record: MatchRecord, among candidates: [MatchPerson], locks: Set<RecordPair> = []
    ) -> Placement {
        let comparisons = candidates.compactMap { compare(record, $0, locks: locks) }.sorted { $0.isBetter(than: $1) }
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

    /// Whether nothing keeps the persons apart: no lock, no conflict of verified identifiers, no contradiction of sexes.
    public static func canCombine(_ persons: [MatchPerson], locks: Set<RecordPair> = []) -> Bool {
        for (index, one) in persons.enumerated() {
            for other in persons[(index + 1)...] where !canCombine(one, other, locks) { return false }
        }
        return true
    }

    private static func canCombine(_ one: MatchPerson, _ other: MatchPerson, _ locks: Set<RecordPair>) -> Bool {
        let mine = one.records.flatMap(\.identifiers).filter(\.ties)
        let theirs = other.records.flatMap(\.identifiers).filter(\.ties)
        for kind in IdentifierKind.ofOnePerson {
            let ours = mine.filter { $0.kind == kind }
            let others = theirs.filter { $0.kind == kind }
            if !ours.isEmpty, !others.isEmpty, !ours.contains(where: others.contains) { return false }
        }
        for left in one.records {
            for right in other.records {
                if locks.contains(RecordPair(left.number, right.number)) { return false }
                if let sex = left.sex, let theirs = right.sex, sex != theirs { return false }
            }
        }
        return true
    }
}
