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

    /// - Parameter decided: pairs whose class people said. Each counts once in every session that sees it, as the one pair that it is there.
    func learned(_ decided: [LinkageDecided] = []) -> (model: LinkageModel, taught: LinkageTaught) {
        let u = chance()
        let modulus = UInt32(max(1, rows.records.count / Self.teaching))
        var sessions = heard(modulus)
        let taught = tell(decided, &sessions, modulus)
        let ordered = sessions.keys.sorted().compactMap { sessions[$0] }
        let first = LinkageModel.learned(ordered, u: u, traits.frequencies, records: rows.records.count)
        let clean = first.withoutMatches()
        return (LinkageModel.learned(ordered, u: clean, traits.frequencies, records: rows.records.count), taught)
    }

    /// The sessions with the pairs that share their kind of key; of the keys only every `modulus`th.
    private func heard(_ modulus: UInt32) -> [Int: LinkageSession] {
        let planned = LinkageSession.planned(lexicon, scale: Double(modulus))
        let kinds = planned.keys.sorted()
        var room: [UInt64] = []
        let heard = blocking.eachPart(
            kinds, modulus: modulus, in: &room,
            state: { (scan: LinkageScan(rows, LinkageComparing(lexicon, traits)), scratch: [UInt64]()) }
        ) { state, entries in
            let blocks = UnsafeBufferPointer(rebasing: entries[..<LinkageEntries.blocks(entries, &state.scratch)])
            var sessions = planned
            state.scan.learn(blocks, &sessions)
            return sessions
        }
        var sessions = planned
        for part in heard {
            for (kind, session) in part { sessions[kind]?.patterns.merge(session.patterns, uniquingKeysWith: +) }
        }
        return sessions
    }

    /// - Returns: the decided pairs that some session saw.
    private func tell(
        _ decided: [LinkageDecided], _ sessions: inout [Int: LinkageSession], _ modulus: UInt32
    ) -> LinkageTaught {
        var comparing = LinkageComparing(lexicon, traits)
        var taught = LinkageTaught()
        for pair in decided {
            let pattern = comparing.pattern(rows.records[pair.left], rows.records[pair.right])
            var isSeen = false
            for kind in sessions.keys where saw(pair, kind, modulus) {
                isSeen = sessions[kind]?.tell(pattern, isSame: pair.isSame) == true || isSeen
            }
            if isSeen { taught.add(isSame: pair.isSame) }
        }
        return taught
    }

    /// Whether the two share a key of the kind, and the key was among those that teach.
    private func saw(_ pair: LinkageDecided, _ kind: Int, _ modulus: UInt32) -> Bool {
        let key = rows.flat[pair.left * LinkageKeys.kinds + kind]
        return key != 0 && key % modulus == 0 && key == rows.flat[pair.right * LinkageKeys.kinds + kind]
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

    /// All pairs worth keeping, in the order of their blocks, and what blocks there were.
    func weighed(_ weighing: LinkageWeighing) -> (pairs: [LinkagePair], blocks: LinkageBlockCount) {
        let floor = weighing.model.review - Self.kept
        if rows.records.count <= Self.few {
            var scan = LinkageScan(rows, LinkageComparing(lexicon, traits))
            return (scan.weighAll(weighing, floor: floor), LinkageBlockCount(everyPairOf: rows.records.count))
        }
        var pairs: [LinkagePair] = []
        var blocks = LinkageBlockCount()
        var room: [UInt64] = []
        let kinds = rows.records.count > Self.many ? 2 : 4
        for first in stride(from: 0, to: LinkageKeys.kinds, by: kinds) {
            for part in weighed(Array(first..<first + kinds), weighing, floor: floor, in: &room) {
                pairs += part.pairs
                blocks.add(part.blocks)
            }
        }
        return (pairs, blocks)
    }

    /// Records above which fewer kinds of keys are dealt at a time: their entries are to take no more room than the keys.
    private static let many = 2_000_000

    private func weighed(
        _ kinds: [Int], _ weighing: LinkageWeighing, floor: Double, in room: inout [UInt64]
    ) -> [(pairs: [LinkagePair], blocks: LinkageBlockCount)] {
        blocking.eachPart(
            kinds, modulus: 1, in: &room,
            state: { (scan: LinkageScan(rows, LinkageComparing(lexicon, traits)), scratch: [UInt64]()) }
        ) { state, entries in
            let blocks = UnsafeBufferPointer(rebasing: entries[..<LinkageEntries.blocks(entries, &state.scratch)])
            var pairs: [LinkagePair] = []
            let count = state.scan.weigh(blocks, weighing, floor: floor, into: &pairs)
            return (pairs, count)
        }
    }
}
