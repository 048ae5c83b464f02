import Testing

@testable import Domain

@Suite("Groups of random records, against an account of them that looks at every pair (domain/linkage.md 4, 8)")
struct LinkageGroupTests {
    /// Few names, homes and numbers, so that much agrees and much contradicts.
    private static func row(_ dice: inout MatchPropertyTests.Dice) -> String {
        let given = dice.pick(["Huw", "Huw", "Hugh", "Emyr", "Emma", "H"])
        let family = dice.pick(["Pugh", "Pugh", "Puw", "Khan"])
        let born = dice.pick(["1989-10-31", "1989-10-31", "1989-10-13", "1961-02-03", ""])
        let pnc = dice.pick(["2000/0000223R", "2004/5234567G", "", "", ""])
        let home = dice.pick(["4 Heol Las|CF36 4FZ", "4 Heol Las|CF36 4FZ", "9 Mill Lane|CF10 1AB", "|"])
        return "\(given)||\(family)|\(born)|\(dice.pick(["M", "M", "F", ""]))|\(pnc)||\(home)"
    }

    private struct Trial {
        let world: LinkageWorld
        let found: [[LinkageWeight]]
        let count: Int
        let pairs: [LinkagePair]

        init(seed: UInt64, records: Int) {
            var dice = MatchPropertyTests.Dice(state: seed)
            let world = LinkageWorld((0..<records).map { _ in LinkageGroupTests.row(&dice) })
            var comparing = LinkageComparing(world.lexicon, world.traits)
            let found = (0..<records).map { left in
                (0..<records).map { right in
                    let (one, other) = (world.records[left], world.records[right])
                    return world.weighing.weigh(one, other, comparing.pattern(one, other))
                }
            }
            (self.world, self.found, count) = (world, found, records)
            // Heavier by eight bits than they are, so that many are links.
            pairs = (0..<records).flatMap { left in
                (left + 1..<records).map { right in
                    let own = found[left][right]
                    return LinkagePair(left: UInt32(left), right: UInt32(right), weight: Float(own.weight) + 8, rule: own.rule)
                }
            }
        }

        func joined(_ pairs: [LinkagePair]) -> LinkageClusters {
            var clusters = LinkageClusters(records: world.records.count)
            var comparing = LinkageComparing(world.lexicon, world.traits)
            let keys = [SIMD16<UInt32>](repeating: .zero, count: world.records.count)
            world.records.withUnsafeBufferPointer { records in
                keys.withUnsafeBufferPointer { keys in
                    let links = LinkageLinks(pairs, world.weighing.model)
                    clusters.join(links, LinkageRows(records: records, keys: keys), &comparing, world.weighing)
                }
            }
            return clusters
        }

        /// Whether no pair across the two contradicts or weighs too little to be left together, and of dates of birth and sexes one agrees where
        /// some are others. Two alone may be joined by what they say together.
        func fits(_ one: [Int], _ other: [Int]) -> Bool {
            if one.count + other.count == 2 { return true }
            let pairs = one.flatMap { left in other.map { (left, $0) } }
            let model = world.weighing.model
            guard pairs.allSatisfy({ !found[$0][$1].rule.parts && found[$0][$1].weight >= model.leave }) else { return false }
            let sexes = pairs.filter { world.records[$0].sex != 0 && world.records[$1].sex != 0 }
            let sexDiffers = sexes.contains {
                world.records[$0].sex != world.records[$1].sex && found[$0][$1].weight < model.join
            }
            if sexDiffers, !sexes.contains(where: { world.records[$0].sex == world.records[$1].sex }) { return false }
            let dates = pairs.map { LinkageComparing.born(world.records[$0].born, world.records[$1].born).rawValue }
            return !pairs.contains { found[$0][$1].rule == .born } || dates.contains { (1...6).contains($0) }
        }

        /// The heaviest pair first, whole groups side by side.
        func expected() -> (groups: [[Int]], weakest: [Int: Float], refused: Int) {
            var groups = (0..<count).map { [$0] }
            var weakest: [Int: Float] = [:]
            var refused = 0
            let model = world.weighing.model
            let links = pairs.filter { $0.rule == .none && Double($0.weight) >= model.join }
                .sorted { ($1.weight, $0.left, $0.right) < ($0.weight, $1.left, $1.right) }
            for pair in links {
                let left = groups.firstIndex { $0.contains(Int(pair.left)) } ?? 0
                let right = groups.firstIndex { $0.contains(Int(pair.right)) } ?? 0
                guard left != right else { continue }
                guard fits(groups[left], groups[right]) else {
                    refused += 1
                    continue
                }
                let whole = (groups[left] + groups[right]).sorted()
                groups = groups.indices.filter { $0 != left && $0 != right }.map { groups[$0] } + [whole]
                weakest[whole[0]] = pair.weight
            }
            return (groups, weakest, refused)
        }
    }

    @Test("The same groups, the same weakest links, as many refusals; in any order of the pairs", arguments: 1...12)
    func random(seed: UInt64) {
        let trial = Trial(seed: seed, records: 26)
        let expected = trial.expected()
        #expect(expected.groups.allSatisfy { $0.count <= 12 }, "more than are held against each other")
        let clusters = trial.joined(trial.pairs)
        for group in expected.groups {
            for record in group { #expect(clusters.group(of: UInt32(record)) == UInt32(group[0])) }
            #expect(clusters.weakest(of: UInt32(group[0])) == (group.count > 1 ? expected.weakest[group[0]] : .infinity))
            for one in group { for other in group where one != other { #expect(!trial.found[one][other].rule.parts) } }
        }
        #expect(clusters.refusals.count == expected.refused)
        var dice = MatchPropertyTests.Dice(state: seed)
        var shuffled = trial.pairs
        for place in shuffled.indices { shuffled.swapAt(place, dice.roll(shuffled.count)) }
        let again = trial.joined(shuffled)
        for record in 0..<UInt32(26) { #expect(again.group(of: record) == clusters.group(of: record)) }
        #expect(again.refusals == clusters.refusals)
    }

    @Test("Some of these trials join, and some refuse: else they would say nothing")
    func telling() {
        let all = (1...12).map { Trial(seed: $0, records: 26).expected() }
        #expect(all.reduce(0) { $0 + $1.refused } > 20)
        #expect(all.reduce(0) { $0 + $1.groups.filter { $0.count > 2 }.count } > 20)
    }

    @Test(
        "What a group adds: every pair inside it once, held by its weakest link; a link across two groups is a question, the rest stays",
        arguments: 1...4)
    func supported(seed: UInt64) {
        let trial = Trial(seed: seed, records: 26)
        let some = trial.pairs.filter { $0.weight >= -4 }
        let clusters = trial.joined(some)
        let supported = clusters.supported(some)
        let before = Dictionary(uniqueKeysWithValues: some.map { (RecordPair(Int64($0.left), Int64($0.right)), $0) })
        var seen: Set<RecordPair> = []
        for pair in supported {
            let key = RecordPair(Int64(pair.left), Int64(pair.right))
            #expect(seen.insert(key).inserted && pair.left < pair.right)
            if clusters.group(of: pair.left) == clusters.group(of: pair.right) {
                let weakest = clusters.weakest(of: pair.left)
                #expect(pair.weight == max(weakest, before[key]?.weight ?? weakest) && pair.rule == .none)
            } else if let own = before[key], own.decision(LinkageWorld.model) == .link {
                #expect(pair.rule == .chain && pair.decision(LinkageWorld.model) == .review)
            } else {
                var own = before[key]
                if let weight = own?.weight, own?.rule != LinkageRule.none {
                    own?.weight = min(weight, LinkageRule.most(LinkageWorld.model))
                }
                #expect(own == pair)
            }
        }
        for left in 0..<UInt32(26) {
            for right in left + 1..<UInt32(26) where clusters.group(of: left) == clusters.group(of: right) {
                #expect(seen.contains(RecordPair(Int64(left), Int64(right))))
            }
        }
    }

    @Test(
        "Records alike in everything are dealt into heaps at other places for each kind of key: any two neighbours meet in one")
    func heaps() {
        let alike = LinkageWorld(["John||Smith|1980-05-06|M||||"])
        let records = [LinkageRecord](repeating: alike.records[0], count: 60_000)
        var apart = Set(0..<999)
        for kind in 4..<LinkageKeys.kinds {
            let parts = records.withUnsafeBufferPointer {
                LinkageSplitting.split((0..<1_000).map { $0 }, kind: kind, key: 7, $0, alike.traits)
            }
            let heap = Dictionary(uniqueKeysWithValues: parts.map { ($0.record, $0.key) })
            apart = apart.filter { heap[UInt32($0)] != heap[UInt32($0 + 1)] }
        }
        #expect(apart.isEmpty)
    }

    @Test("Which rules part two people for good, and which only ask")
    func parting() {
        let parts: Set<LinkageRule> = [.conflict, .relatives, .generation, .sexAndName, .strangers, .secondName]
        for rule in LinkageRule.allCases { #expect(rule.parts == parts.contains(rule), "\(rule)") }
    }

    @Test(
        "The line of joining: 4 bits where nothing may be wrong, 14 at most, and no link above it is forbidden by the expected wrong ones"
    )
    func settling() {
        func join(_ weights: [Float], _ rule: LinkageRule = .none) -> Double {
            var model = LinkageWorld.model
            let pairs = weights.map { LinkagePair(left: 0, right: 1, weight: $0, rule: rule) }
            model.settle(LinkageLinks(pairs, model))
            return model.join
        }
        #expect(join([]) == 4 && join([3, 2]) == 4 && join([30, 25, 20]) == 4)
        // Half a wrong link is expected when eight pairs of 4 bits are joined: 8 / 17 < 0.5 < 9 / 17.
        #expect(join([Float](repeating: 4, count: 8)) == 4 && join([Float](repeating: 5, count: 17)) == 5)
        // A tenth of a bit apart: 10 · 2^-w / ln 2 wrong links are expected from w on.
        #expect(abs(join((0..<100).map { 4 + Float($0) / 10 }) - 4.8) < 0.15)
        // So many that one in 60,000 decides: ten thousand at 12 bits, and doubtful ones below.
        #expect(join([Float](repeating: 13, count: 100_000) + [Float](repeating: 8, count: 100_000)) == 13)
        #expect(join([Float](repeating: 30, count: 10) + [Float](repeating: 15, count: 100_000)) == 14)
        #expect(join([Float](repeating: 5, count: 100), .relatives) == 4)
    }
}
