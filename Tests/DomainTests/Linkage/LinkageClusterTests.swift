import Testing

@testable import Domain

@Suite("Groups: no chain joins what no pair supports (domain/linkage.md 4, 8)")
struct LinkageClusterTests {
    private let home = "4 Heol Las|CF36 4FZ"

    private func groups(_ world: LinkageWorld, _ pairs: [LinkagePair]) -> (groups: [UInt32], refused: Int) {
        var clusters = LinkageClusters(records: world.records.count)
        var comparing = LinkageComparing(world.lexicon, world.traits)
        let keys = [SIMD16<UInt32>](repeating: .zero, count: world.records.count)
        world.records.withUnsafeBufferPointer { records in
            keys.withUnsafeBufferPointer { keys in
                let links = LinkageLinks(pairs, world.weighing.model)
                clusters.join(links, LinkageRows(records: records, keys: keys), &comparing, world.weighing)
            }
        }
        return ((0..<4).map { clusters.group(of: $0) }, clusters.refusals.count)
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
        #expect(found.groups == [0, 0, 2, 3])
        #expect(found.refused == 1)
    }

    @Test("The order of the pairs changes nothing")
    func order() {
        let row = "Huw||Pugh|1989-10-31|M|||\(home)"
        let world = LinkageWorld([row, row, row, row])
        let pairs = [pair(0, 1, 20), pair(1, 2, 20), pair(2, 3, 20), pair(0, 3, 20)]
        #expect(groups(world, pairs).groups == [0, 0, 0, 0])
        #expect(groups(world, pairs.reversed()).groups == [0, 0, 0, 0])
    }

    @Test("Pairs of one group are held by its weakest link; those never compared are added")
    func supported() {
        let row = "Huw||Pugh|1989-10-31|M|||\(home)"
        let world = LinkageWorld([row, row, row])
        var clusters = LinkageClusters(records: world.records.count)
        var comparing = LinkageComparing(world.lexicon, world.traits)
        let keys = [SIMD16<UInt32>](repeating: .zero, count: world.records.count)
        let pairs = [pair(0, 1, 20), pair(1, 2, 15)]
        world.records.withUnsafeBufferPointer { records in
            keys.withUnsafeBufferPointer { keys in
                let links = LinkageLinks(pairs, world.weighing.model)
                clusters.join(links, LinkageRows(records: records, keys: keys), &comparing, world.weighing)
            }
        }
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
