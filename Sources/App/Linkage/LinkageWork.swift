import Domain

/// Learning and weighing over all blocks.
struct LinkageWork: Sendable {
    let blocking: LinkageBlocking
    let lexicon: LinkageLexicon
    let traits: LinkageTraits

    private static let seed: UInt64 = 7
    private static let chancePairs = 300_000
    /// Records above which only some blocks teach.
    private static let teaching = 150_000
    /// Below this many records every pair is compared.
    static let few = 2_000
    /// Pairs lighter than this many bits below the review line are not kept.
    private static let kept = 8.0

    private var rows: LinkageRows { blocking.rows }

    func learned() -> LinkageModel {
        let u = chance()
        let modulus = UInt32(max(1, rows.records.count / Self.teaching))
        let planned = LinkageSession.planned(lexicon, scale: Double(modulus))
        let kinds = planned.keys.sorted()
        let heard = blocking.eachPart(
            kinds, parts: 0..<LinkageEntries.parts, modulus: modulus,
            state: { (scan: LinkageScan(rows, LinkageComparing(lexicon, traits)), scratch: [UInt64]()) }
        ) { state, entries in
            LinkageEntries.sort(entries, &state.scratch)
            var sessions = planned
            state.scan.learn(UnsafeBufferPointer(entries), &sessions)
            return sessions
        }
        var sessions = planned
        for part in heard {
            for (kind, session) in part { sessions[kind]?.patterns.merge(session.patterns, uniquingKeysWith: +) }
        }
        let ordered = kinds.compactMap { sessions[$0] }
        let first = LinkageModel.learned(ordered, u: u, traits.frequencies, records: rows.records.count)
        return LinkageModel.learned(ordered, u: first.withoutMatches(), traits.frequencies, records: rows.records.count)
    }

    /// What agreement by chance looks like, from pairs picked with a fixed seed.
    private func chance() -> [Double] {
        let parts = 16
        let count = rows.records.count
        let pairs = min(Self.chancePairs, count * count) / parts
        let counted = blocking.threads.map(parts, state: { LinkageComparing(lexicon, traits) }) { comparing, part in
            var chance = LinkageChance()
            chance.sample(rows.records, pairs: pairs, seed: Self.seed + UInt64(part) * 1_000_003, &comparing)
            return chance
        }
        var chance = LinkageChance()
        for part in counted { chance.add(part) }
        return chance.shares(traits.frequencies)
    }

    /// All pairs worth keeping, in the order of their blocks, and how many were compared.
    func weighed(_ weighing: LinkageWeighing) -> (pairs: [LinkagePair], compared: Int) {
        let floor = weighing.model.review - Self.kept
        if rows.records.count <= Self.few {
            var scan = LinkageScan(rows, LinkageComparing(lexicon, traits))
            return (scan.weighAll(weighing, floor: floor), rows.records.count * (rows.records.count - 1) / 2)
        }
        var pairs: [LinkagePair] = []
        var compared = 0
        let rounds = rows.records.count > 2_000_000 ? 8 : 2
        for round in 0..<rounds {
            let parts = LinkageEntries.parts / rounds * round..<LinkageEntries.parts / rounds * (round + 1)
            let found = blocking.eachPart(
                Array(0..<LinkageKeys.kinds), parts: parts, modulus: 1,
                state: { (scan: LinkageScan(rows, LinkageComparing(lexicon, traits)), scratch: [UInt64]()) }
            ) { state, entries in
                LinkageEntries.sort(entries, &state.scratch)
                var pairs: [LinkagePair] = []
                let compared = state.scan.weigh(UnsafeBufferPointer(entries), weighing, floor: floor, into: &pairs)
                return (pairs, compared)
            }
            for part in found {
                pairs += part.0
                compared += part.1
            }
        }
        return (pairs, compared)
    }
}
