import Testing

@testable import Domain

@Suite("Groups: no chain joins what no pair supports (domain/linkage.md 4, 8)")
struct LinkageClusterTests {
    private let home = "4 Heol Las|CF36 4FZ"

    private func groups(_ world: LinkageWorld, _ pairs: [LinkagePair]) -> (groups: [UInt32], refused: Int) {
        let clusters = joined(world, pairs)
        return (world.records.indices.map { clusters.group(of: UInt32($0)) }, clusters.refusals.count)
    }

    private func joined(_ world: LinkageWorld, _ pairs: [LinkagePair]) -> LinkageClusters {
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

    private func pair(_ left: UInt32, _ right: UInt32, _ weight: Float) -> LinkagePair {
        LinkagePair(left: left, right: right, weight: weight, rule: .none)
    }

    @Test("A chain past two verified numbers that differ is refused at its weakest link")
    func conflict() {
        let world = LinkageWorld([
            "Huw||Pugh|1989-10-31|M|2000/0000223R||\(home)", "Huw||Pugh|1989-10-31|M|||\(home)",
            "Huw||Pugh|1989-10-31|M|2004/5234567G||\(home)", "Emma||Nowak|1970-02-03|F||||",
        ])
        let found = groups(world, [pair(0, 1, 20), pair(1, 2, 15)])
        #expect(found.groups.prefix(4) == [0, 0, 2, 3])
        #expect(found.refused == 1)
    }

    @Test(
        "A chain past two sexes or two dates of birth is refused, though the record between them says nothing of either",
        arguments: [
            ("M", "", "F", "1989-10-31", "1989-10-31", "1989-10-31", [0, 0, 2]),
            ("M", "", "M", "1989-10-31", "1989-10-31", "1989-10-31", [0, 0, 0]),
            ("M", "M", "M", "1989-10-31", "", "1975-02-04", [0, 0, 2]),
            ("M", "M", "M", "1989-10-31", "", "1989-10-30", [0, 0, 0]),
        ])
    func impossible(
        _ one: String, _ middle: String, _ other: String, _ first: String, _ second: String, _ third: String,
        _ expected: [UInt32]
    ) {
        func row(_ sex: String, _ born: String) -> String { "Sam||Pugh|\(born)|\(sex)||\(home)" }
        let world = LinkageWorld([row(one, first), row(middle, second), row(other, third)])
        #expect(groups(world, [pair(0, 1, 20), pair(1, 2, 15)]).groups.prefix(3) == expected[...])
    }

    @Test("Of a large group every verified number counts, whoever joined it first", arguments: [3, 11, 12, 13, 14, 30, 200])
    func numbersOfMany(_ size: Int) {
        func row(_ pnc: String) -> String { "Huw||Pugh|1989-10-31|M|\(pnc)||\(home)" }
        // The second holds a number; the last but one, which shares none with it, ties another number to the group.
        let rows = (0..<size).map { row($0 == 1 ? "2000/0000223R" : "") } + [row("2004/5234567G")]
        let world = LinkageWorld(rows)
        let chain = (1..<size).map { pair(0, UInt32($0), 40 - Float($0) / 10) }
        let last = pair(UInt32(size) - 1, UInt32(size), 15)
        let clusters = joined(world, chain + [last])
        #expect(clusters.group(of: UInt32(size) - 1) == 0 && clusters.group(of: UInt32(size)) == UInt32(size))
        #expect(clusters.refusals == [LinkageRefusal(pair: last, rule: .conflict)])
        let kept = clusters.supported(chain + [last]).first { $0.right == UInt32(size) }
        #expect(kept?.rule == .chain && kept?.decision(LinkageWorld.model) == .review)
        // Two large groups, of which each has a number.
        let twice = LinkageWorld(rows.dropLast() + rows.dropLast().map { $0.replacing("2000/0000223R", with: "2004/5234567G") })
        let second = chain.map { pair($0.left + UInt32(size), $0.right + UInt32(size), $0.weight) }
        let across = pair(UInt32(size) - 1, UInt32(2 * size) - 1, 15)
        #expect(joined(twice, chain + second + [across]).refusals == [LinkageRefusal(pair: across, rule: .conflict)])
    }

    @Test("The weakest link of each group of three and more is named, the lightest first")
    func weakestLinks() {
        let row = "Huw||Pugh|1989-10-31|M|||\(home)"
        let world = LinkageWorld([String](repeating: row, count: 500))
        let threes = (0..<160).flatMap { group -> [LinkagePair] in
            let first = UInt32(group * 3)
            return [pair(first, first + 1, 300), pair(first + 1, first + 2, 250 - Float(group))]
        }
        let clusters = joined(world, threes + [pair(480, 481, 16), pair(0, 482, 20)])
        #expect(clusters.weakestLinks(3) == [pair(0, 482, 20), pair(478, 479, 91), pair(475, 476, 92)])
        #expect(joined(world, [pair(480, 481, 16)]).weakestLinks(3).isEmpty)
    }

    @Test("The order of the pairs changes nothing")
    func order() {
        let row = "Huw||Pugh|1989-10-31|M|||\(home)"
        let world = LinkageWorld([row, row, row, row])
        let pairs = [pair(0, 1, 20), pair(1, 2, 20), pair(2, 3, 20), pair(0, 3, 20)]
        #expect(groups(world, pairs).groups.prefix(4) == [0, 0, 0, 0])
        #expect(groups(world, pairs.reversed()).groups.prefix(4) == [0, 0, 0, 0])
    }

    @Test("Pairs of one group are held by its weakest link; those never compared are added")
    func supported() {
        let row = "Huw||Pugh|1989-10-31|M|||\(home)"
        let pairs = [pair(0, 1, 20), pair(1, 2, 15)]
        let clusters = joined(LinkageWorld([row, row, row]), pairs)
        #expect(clusters.supported(pairs) == [pair(0, 1, 20), pair(1, 2, 15), pair(0, 2, 15)])
    }

    @Test("A block of 10,000 alike is dealt into small ones, and nobody is lost")
    func split() {
        let records = [LinkageRecord](repeating: LinkageWorld(["John||Smith|1980-05-06|M||||"]).records[0], count: 60_000)
        let traits = LinkageWorld(["John||Smith|1980-05-06|M||||"]).traits
        let block = (0..<UInt32(10_000)).map { $0 }
        let parts = records.withUnsafeBufferPointer { LinkageSplitting.split(block, kind: 4, key: 7, $0, traits) }
        #expect(Set(parts.map(\.record)).count == 10_000)
        let sizes = Dictionary(grouping: parts, by: \.key).values.map(\.count)
        #expect(sizes.allSatisfy { $0 <= LinkageSplitting.largest(4, records: 60_000) })
    }

    @Test("A common name weighs less than a rare one")
    func rarity() {
        let world = LinkageWorld([
            "Gareth||Jones|1989-10-31|||||", "Gareth||Jones|1989-10-31|||||", "Zed||Quux|1989-10-31|||||",
            "Zed||Quux|1989-10-31|||||",
        ])
        #expect(world.weight(0, 1).weight < world.weight(2, 3).weight)
    }
}
