import Testing

@testable import Domain

@Suite("Locks: “never the same” holds along every path (issue 4, part 2, clusters)")
struct MatchLockTests {
    private typealias Dice = MatchPropertyTests.Dice

    private func alike(_ number: Int64) -> MatchRecord { MatchSketch.record(number, "Jac Evans", ids: ["pnc:A"]) }

    private func meets(_ world: MatchWorld, _ pair: RecordPair) -> Bool {
        world.person(of: pair.low) == world.person(of: pair.high)
    }

    @Test(
        "A is as B, B is as C, B and C are locked: in every order of coming they stay apart, and A goes to one of them at most")
    func triangle() {
        for order in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] as [[Int64]] {
            var world = MatchWorld()
            for number in order { world.take(alike(number), locks: [RecordPair(2, 3)]) }
            #expect(!meets(world, RecordPair(2, 3)), "\(order)")
            #expect(world.persons.values.reduce(0) { $0 + $1.count } == 3)
        }
        var free = MatchWorld()
        for number in [1, 2, 3] as [Int64] { free.take(alike(number)) }
        #expect(free.persons.count == 1, "without the lock they are one person")
    }

    /// Each record holds the number of the one before and of the one behind: neighbours are the same, others nothing to each other.
    private static func link(_ number: Int64, of length: Int) -> MatchRecord {
        let kinds = ["pnc", "cro"]
        var ids: [String] = []
        if number > 1 { ids.append("\(kinds[Int(number) % 2]):\(number - 1)") }
        if number < length { ids.append("\(kinds[Int(number + 1) % 2]):\(number)") }
        return MatchSketch.record(number, "Jac Evans", nil, nil, ids: ids)
    }

    @Test("A chain of any length, its ends locked, never closes; in any order", arguments: 3...7)
    func chains(length: Int) {
        var dice = Dice(state: UInt64(length))
        var closed = 0
        for turn in 0..<8 {
            var order = (1...Int64(length)).map { $0 }
            for place in order.indices { order.swapAt(place, dice.roll(length)) }
            let lock =
                turn % 2 == 0 ? RecordPair(1, Int64(length)) : RecordPair(Int64(dice.roll(length - 1) + 1), Int64(length))
            var (locked, free) = (MatchWorld(), MatchWorld())
            for number in order {
                locked.take(Self.link(number, of: length), locks: [lock])
                free.take(Self.link(number, of: length))
            }
            #expect(!meets(locked, lock), "\(order)")
            closed += meets(free, lock) ? 1 : 0
        }
        #expect(closed > 0, "some chain closes when nothing is locked")
    }

    @Test("Whether people can be combined, against every pair of their records", arguments: 21...32)
    func combining(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let records = MatchPropertyTests.records(60, seed: UInt64(seed))
        var table = MatchTable()
        let subjects = records.map { table.read($0) }
        var matching = Matching(MatchTrial.version, table)
        var (allowed, refused) = (0, 0)
        for _ in 0..<400 {
            let chosen = (0..<dice.roll(4) + 2).map { _ in dice.roll(60) }
            let groups = Dictionary(grouping: Set(chosen).sorted(), by: { _ in dice.roll(3) }).sorted { $0.key < $1.key }.map {
                $0.value.sorted().map { subjects[$0] }
            }
            let people = groups.enumerated().map { MatchPerson(number: Int64($0), records: $1) }
            let numbers = people.flatMap(\.numbers)
            let locks: Set = [RecordPair(dice.pick(numbers), dice.pick(numbers))]
            let can = matching.canCombine(people, locks: locks)
            let expected = Self.expected(groups, locks, &matching)
            #expect(can == expected && matching.canCombine(people.reversed(), locks: locks) == expected)
            if people.count > 1 { if can { allowed += 1 } else { refused += 1 } }
        }
        #expect(allowed > 5 && refused > 5)
    }

    private static func expected(_ people: [[MatchSubject]], _ locks: Set<RecordPair>, _ matching: inout Matching) -> Bool {
        for (place, one) in people.enumerated() {
            for other in people[(place + 1)...] {
                for kind in IdentifierKind.ofOnePerson {
                    let sides = [one, other].map { person in
                        Set(person.flatMap(\.record.identifiers).filter { $0.verified && $0.kind == kind }.map(\.value))
                    }
                    if !sides[0].isEmpty, !sides[1].isEmpty, sides[0].isDisjoint(with: sides[1]) { return false }
                }
                var born: Set<Bool> = []
                for left in one {
                    for right in other {
                        let verdict = matching.evidence(left, right)
                        if verdict.cap == .born { born.insert(false) }
                        if (1...6).contains(verdict.pattern[.born]) { born.insert(true) }
                        let sexes = Set([left.record.sex, right.record.sex].compactMap(\.self))
                        let numbers = left.record.identifiers.filter { $0.verified && right.record.identifiers.contains($0) }
                        let isNamed = [LinkageField.given, .family, .born].contains { verdict.pattern[$0] != 0 }
                        if isNamed, numbers.contains(where: { $0.kind.namesOnePerson }), verdict.outcome != .same {
                            return false
                        }
                        let parts: Set<LinkageRule> = [
                            .conflict, .relatives, .generation, .sexAndName, .strangers, .secondName,
                        ]
                        if sexes.count > 1 || locks.contains(RecordPair(left.number, right.number))
                            || parts.contains(verdict.cap)
                            || verdict.weight - matching.version.model.prior < -8
                        {
                            return false
                        }
                    }
                }
                if born == [false] { return false }
            }
        }
        return true
    }

    @Test("A link is doubted six bits below where it would be made, and a number that is shared holds it")
    func hysteresis() {
        var doubted = 0
        for other in [
            MatchSketch.record(2, "Jac Evans"), MatchSketch.record(2, "Jac Evans", "1990-05-01", nil),
            MatchSketch.record(2, "Jac Evans", nil), MatchSketch.record(2, "Jac Evans", nil, nil),
            MatchSketch.record(2, "Jack Evans", "1990-05-01", "CF10"), MatchSketch.record(2, "Ali Khan", "1971-01-09", nil),
            MatchSketch.record(2, "Jac Evans", "1990-05-02", "CF10"),
            MatchSketch.record(2, "Jac Evan", "1990-05-11", "CF10 1AA"),
        ] {
            var table = MatchTable()
            let subject = table.read(MatchSketch.record(1, "Jac Evans"))
            let found = table.read(other)
            let person = MatchPerson(number: 1, records: [subject, found])
            var matching = Matching(MatchTrial.version, table)
            let weight = matching.compare(subject, found).weight
            let loose = matching.loose(subject, in: person)
            #expect((loose != nil) == (weight < MatchTrial.version.model.join - 6), "\(weight)")
            if loose != nil { doubted += 1 }
        }
        #expect((2...6).contains(doubted), "\(doubted)")
        var table = MatchTable()
        let one = table.read(MatchSketch.record(1, "Jac Evans", "1990-05-01", nil, ids: ["pnc:A"]))
        let two = table.read(MatchSketch.record(2, "Jack Khan", nil, nil, ids: ["pnc:A"]))
        var matching = Matching(MatchTrial.version, table)
        #expect(matching.loose(one, in: MatchPerson(number: 1, records: [one, two])) == nil)
        #expect(matching.loose(one, in: MatchPerson(number: 1, records: [one])) == nil)
    }

    @Test("Where a record belongs does not depend on the order of those it is held against", arguments: [31, 32])
    func order(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let records = MatchPropertyTests.records(40, seed: UInt64(seed))
        for one in records.prefix(20) {
            var people = (0..<6).map { number in
                MatchTrial.Person(
                    number: Int64(number), records: (0...dice.roll(2)).map { _ in dice.pick(Array(records.dropFirst(20))) })
            }
            let first = "\(MatchTrial.place(one, among: people).words)"
            people.shuffle(&dice)
            #expect("\(MatchTrial.place(one, among: people).words)" == first)
        }
    }
}

extension Placement {
    /// Its kind and its people, in their order.
    fileprivate var words: String {
        switch self {
        case .new: "new"
        case .join(let found, let doubts): "join \(found.person) \(found.record) \(doubts.map(\.person))"
        case .combine(let found, let doubts): "combine \(found.map(\.person)) \(doubts.map(\.person))"
        case .unsure(let doubts): "unsure \(doubts.map(\.person))"
        }
    }
}

extension Array {
    fileprivate mutating func shuffle(_ dice: inout MatchPropertyTests.Dice) {
        for place in indices { swapAt(place, dice.roll(count)) }
    }
}
