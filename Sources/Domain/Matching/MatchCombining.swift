extension Matching {
    /// Bits against, by which two records keep the people whose they are apart.
    private static let against = -8.0

    /// Whether nothing keeps the persons apart: no lock, no conflict of verified numbers, no contradiction of sexes, no two of their
    /// records that speak against each other, and none that are asked about although they share a number.
    public mutating func canCombine(_ persons: [MatchPerson], locks: Set<RecordPair> = []) -> Bool {
        for (index, one) in persons.enumerated() {
            for other in persons[(index + 1)...] where !canCombine(one, other, locks) { return false }
        }
        return true
    }

    private mutating func canCombine(_ one: MatchPerson, _ other: MatchPerson, _ locks: Set<RecordPair>) -> Bool {
        if locks.part(one, other) { return false }
        let (ours, others) = (one.said, other.said)
        if MatchIdentifier.conflict(ours.flatMap(\.said.identifiers), others.flatMap(\.said.identifiers)) { return false }
        var chain = LinkageChain()
        for left in ours {
            for right in others {
                if let sex = left.said.sex, let theirs = right.said.sex, sex != theirs { return false }
                let verdict = evidence(left.subject, right.subject)
                if verdict.cap.parts || verdict.weight - version.model.prior < Self.against { return false }
                if verdict.outcome != .same, verdict.pattern.essentials > 0,
                    left.subject.record.isTied(to: right.subject.record)
                {
                    return false
                }
                chain.see(verdict.pattern, verdict.cap, isLink: verdict.outcome == .same)
            }
        }
        return !chain.isBornApart
    }
}
