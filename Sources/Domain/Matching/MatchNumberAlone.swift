extension LinkagePattern {
    /// How many of given name, family name and date of birth stand on both sides.
    var essentials: Int { Self.essentials.count { self[$0] != 0 } }

    static let essentials: [LinkageField] = [.given, .family, .born]
}

extension Matching {
    /// The comparison that stands for the person, where a shared number speaks for the one found. The number may stand on a record that
    /// says hardly anything else, as those of the PNC do. Such a record ties nobody whom the person's other records speak against: they
    /// are weighed as if they held the number, and those that say most decide.
    mutating func heldAgainstTheRest(
        _ found: PersonComparison, _ record: MatchSubject, _ person: MatchPerson
    ) -> PersonComparison {
        guard found.verdict.rule == .sharedIdentifier, found.verdict.pattern.essentials < LinkagePattern.essentials.count
        else { return found }
        var told: PersonComparison?
        var (most, isTied) = (found.verdict.pattern.essentials, false)
        for one in person.alike {
            guard let other = one.oldest(besides: record.number) else { continue }
            let verdict = evidence(record, one.subject, sharing: found.verdict.pattern)
            let (said, comparison) = (verdict.pattern.essentials, found.with(verdict, record: other))
            let isBetter = told.map { comparison.isBetter(than: $0) } ?? false
            guard said > most || said == most && isBetter else { continue }
            (told, most, isTied) = (comparison, said, record.record.isTied(to: one.subject.record))
        }
        guard let told, told.verdict.outcome != .same else { return found }
        if isTied { return told }
        return found.with(capped(found.verdict, told.verdict.cap == .none ? .shared : told.verdict.cap))
    }
}

extension LinkageRecord {
    /// The same with those numbers of another that a pattern says are shared.
    func holding(_ numbers: SIMD4<UInt32>, of pattern: LinkagePattern) -> LinkageRecord {
        var record = self
        for slot in 0..<4 where pattern[.number(slot)] == LinkageWordLevel.same.rawValue {
            record.identifiers[slot] = numbers[slot]
        }
        return record
    }
}
