import Testing

@testable import Domain

@Suite("What a version of the model remembers of the records it was learned from")
struct LinkageTermsTests {
    private static let world = LinkageWorld([
        "Siân||Jones|1989-10-31|F||||CF36 4FZ", "Sian||Jones|1989-10-31|F||||CF36 4FZ",
        "Ffion||Okonkwo|1971-03-02|F||||LL57 2AA",
    ])
    private static let terms = LinkageTerms(world.lexicon, world.traits, least: 1)

    @Test("Records weigh the same by the version as in the run that it was learned in")
    func same() {
        let (world, version) = (Self.world, LinkageVersion(7, LinkageWorld.model, Self.terms))
        let traits = LinkageTraits(world.lexicon, version.terms)
        let weighing = LinkageWeighing(version, world.lexicon, traits)
        var comparing = LinkageComparing(world.lexicon, traits, remembers: 1 << 5)
        for (left, right) in [(0, 1), (0, 2), (1, 2), (3, 10), (3, 59)] {
            let (one, other) = (world.records[left], world.records[right])
            let pattern = comparing.pattern(one, other)
            #expect(pattern == world.pattern(left, right))
            #expect(abs(weighing.weigh(one, other, pattern).weight - world.weight(left, right).weight) < 1e-9)
        }
    }

    @Test("As bytes and back they are the same; cut off, or of another form, they are refused")
    func bytes() {
        let bytes = Self.terms.bytes
        #expect(LinkageTerms(bytes: bytes) == Self.terms)
        for length in [0, 3, 4, 11, bytes.count / 2, bytes.count - 1] {
            #expect(LinkageTerms(bytes: Array(bytes.prefix(length))) == nil, "\(length)")
        }
        #expect(LinkageTerms(bytes: bytes + [0]) == nil)
        #expect(LinkageTerms(bytes: [9] + bytes.dropFirst()) == nil)
    }

    @Test("What holds elsewhere too: common names, no postcodes, no days")
    func general() {
        let general = Self.terms.general(least: 10)
        let hash = { (text: String) in text.withBytes(LinkageHash.of) }
        #expect(general.count(.family, hash("jones")) == Self.terms.count(.family, hash("jones")))
        #expect(general.count(.family, hash("okonkwo")) == 9 && general.seen(.family, hash("okonkwo")) == 0)
        #expect(general.seen(.postcode, hash("CF364FZ")) == 0)
        #expect(general.frequencies.born.allSatisfy { $0 == 0 })
    }
}
