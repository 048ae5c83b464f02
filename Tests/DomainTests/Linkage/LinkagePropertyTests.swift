import Testing

@testable import Domain

@Suite("Linkage: what holds for any two records")
struct LinkagePropertyTests {
    /// A linear congruential generator: the same rows every time.
    private struct Dice {
        var state: UInt64 = 11

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }

        mutating func pick(_ some: [String]) -> String { some[roll(some.count)] }

        mutating func row() -> String {
            let given = pick(["Siân", "Sian", "Dafydd", "Dai", "David", "Rhys", "R", "Huw", "Emma", "Gareth", "", "Jones"])
            let family = pick(["Jones", "Jonse", "ap Rhys", "Price", "Lloyd-Jones", "Lloyd", "Khan", "Siân", "Evans", ""])
            let born = pick([
                "1989-10-31", "1989-10-13", "1998-10-31", "1961-10-31", "31/10/1989", "1900-01-01", "1989-01-01", "",
            ])
            let place = pick([
                "4 Heol Las|CF36 4FZ", "4 Heol Las|cf364fz", "9 High Street|CF36 4FX", "|CF36", "No fixed abode|NF1 1NF", "|",
            ])
            let numbers = pick(["2000/0000223R|", "00/223R|9990000000", "2004/5234567G|", "|9990000018", "|"])
            return
                "\(given)|\(pick(["", "Huw", "Emyr", "Dafydd"]))|\(family)|\(born)|\(pick(["M", "F", ""]))|\(numbers)|\(place)"
        }
    }

    @Test("Pattern, weight, rule and parts are the same whichever record comes first, and the parts add up")
    func symmetry() {
        var dice = Dice()
        let rows = (0..<120).map { _ in dice.row() }
        let world = LinkageWorld(rows)
        for left in rows.indices {
            for right in rows.indices where right >= left {
                #expect(world.pattern(left, right) == world.pattern(right, left))
                let weight = world.weight(left, right)
                #expect(weight == world.weight(right, left), "\(rows[left]) and \(rows[right])")
                if left == right {
                    #expect(weight.weight >= world.weight(left, (left + 1) % rows.count).weight || rows[left].contains("||"))
                }
                let parts = world.weighing.parts(world.records[left], world.records[right], world.pattern(left, right))
                #expect(abs(parts.reduce(0) { $0 + $1.bits } - weight.weight) < 1e-9)
            }
        }
    }

    @Test("No pair weighs more than is said of it before its homes and numbers are compared, and what is light is left out")
    func most() {
        var dice = Dice()
        let world = LinkageWorld((0..<120).map { _ in dice.row() })
        var comparing = LinkageComparing(world.lexicon, world.traits)
        var light = 0
        for left in world.records.prefix(120) {
            for right in world.records.prefix(120) {
                let most = world.weighing.most(left, right, comparing.person(left, right))
                let pattern = comparing.pattern(left, right)
                let weight = world.weighing.parts(left, right, pattern).reduce(0) { sum, part in
                    if case .rule = part.subject { sum } else { sum + part.bits }
                }
                #expect(most >= weight && most.isFinite)
                if most < -10 { light += 1 }
                #expect(world.weighing.weigh(left, right, pattern, floor: -10) == nil || most >= -10)
            }
        }
        #expect(light > 1_000)
    }

    @Test("What is remembered of a pair of names is what would be found again")
    func memory() {
        var dice = Dice()
        let world = LinkageWorld((0..<200).map { _ in dice.row() })
        var comparing = LinkageComparing(world.lexicon, world.traits)
        for _ in 0..<2 {
            for left in 0..<80 {
                for right in 0..<80 {
                    #expect(comparing.pattern(world.records[left], world.records[right]) == world.pattern(left, right))
                }
            }
        }
    }

    @Test("Levels remembered under any numbers come back, and those of other pairs do not")
    func levels() {
        var memory = LinkageMemory(1 << 15)
        for (low, high, level) in [(1, 2, 3), (2, 1, 4), (UInt32.max - 1, UInt32.max, 15), (1 << 28, 1 << 30, 0)]
            as [(UInt32, UInt32, Int)]
        {
            #expect(memory[low, high] == nil)
            memory[low, high] = level
            #expect(memory[low, high] == level)
        }
    }

    @Test(
        "Every text has one number, of every length and after a merge",
        arguments: [1, 2, 3, 4, 7, 8, 9, 12, 15, 16, 17, 23, 24, 25, 63, 64, 90])
    func tokens(length: Int) {
        var own = LinkageTokens()
        var other = LinkageTokens()
        let texts = (0..<2_000).map { number in
            String(
                (String(number, radix: 36) + String(repeating: "é.", count: length)).utf8.prefix(length).map {
                    Character(UnicodeScalar($0))
                }.filter(\.isASCII))
        }
        let numbers = texts.map { own.number($0) }
        #expect(texts.map { own.number($0) } == numbers)
        for (text, number) in zip(texts, numbers) { #expect(own.text(number) == String(text.prefix(64))) }
        for text in texts.reversed() + ["new"] { _ = other.number(text) }
        let merged = own.merge(other)
        for text in texts { #expect(merged[Int(other.number(text))] == own.number(text)) }
        #expect(own.counts.reduce(0, +) == UInt32(texts.filter { !$0.isEmpty }.count * 4 + 1))
    }

    @Test("Entries of a part are sorted by key, records in their order; those alone are left out")
    func entries() {
        var dice = Dice()
        var entries = (0..<5_000).map { LinkageEntries.entry(UInt32(dice.roll(3_000)) &* 65_537, kind: $0 % 16, $0) }
        let expected = Dictionary(grouping: entries, by: LinkageEntries.key).filter { $0.value.count > 1 }
            .sorted { $0.key < $1.key }.flatMap { $0.value.sorted { LinkageEntries.record($0) < LinkageEntries.record($1) } }
        var scratch: [UInt64] = []
        let part = entries.filter { LinkageEntries.part(LinkageEntries.key($0)) == 0 }
        entries = part
        let count = entries.withUnsafeMutableBufferPointer { LinkageEntries.blocks($0, &scratch) }
        #expect(Array(entries.prefix(count)) == expected.filter { LinkageEntries.part(LinkageEntries.key($0)) == 0 })
        let last: Int = LinkageEntries.kind(LinkageEntries.entry(.max, kind: 15, LinkageEntries.mostRecords - 1))
        #expect(last == 15)
    }

    @Test("Groups are the same in whatever order the pairs come", arguments: 1...20)
    func order(seed: UInt64) {
        var dice = Dice(state: seed)
        let rows = (0..<40).map { _ in dice.row() }
        let world = LinkageWorld(rows)
        var pairs: [LinkagePair] = []
        for left in 0..<40 {
            for right in left + 1..<40 {
                let found = world.weight(left, right)
                pairs.append(
                    LinkagePair(left: UInt32(left), right: UInt32(right), weight: Float(found.weight + 6), rule: found.rule))
            }
        }
        var seen: Set<[UInt32]> = []
        for _ in 0..<3 {
            var clusters = LinkageClusters(records: world.records.count)
            var comparing = LinkageComparing(world.lexicon, world.traits)
            let keys = [SIMD16<UInt32>](repeating: .zero, count: world.records.count)
            world.records.withUnsafeBufferPointer { records in
                keys.withUnsafeBufferPointer { keys in
                    let links = LinkageLinks(pairs, world.weighing.model)
                    clusters.join(links, LinkageRows(records: records, keys: keys), &comparing, world.weighing)
                }
            }
            seen.insert((0..<40).map { clusters.group(of: $0) })
            for place in pairs.indices { pairs.swapAt(place, dice.roll(pairs.count)) }
        }
        #expect(seen.count == 1)
    }
}
