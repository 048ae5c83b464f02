import Testing

@testable import Domain

@Suite("Matching: a record among persons")
struct MatchPlacementTests {
    private func r(
        _ number: Int64, _ name: String, _ born: String? = "1990-05-01", _ postcode: String? = "CF10 1AA",
        sex: MatchRecord.Sex? = .male, ids: [String] = []
    ) -> MatchRecord {
        MatchSketch.record(number, name, born, postcode, sex: sex, ids: ids)
    }

    private func p(_ number: Int64, _ records: MatchRecord...) -> MatchTrial.Person {
        MatchTrial.Person(number: number, records: records)
    }

    /// `join 1`, `new`, `unsure 1 2`, `combine 1 2`, and the doubts in brackets.
    private func words(_ placement: Placement) -> String {
        func numbers(_ list: [PersonComparison]) -> String { list.map { "\($0.person)" }.joined(separator: " ") }
        return switch placement {
        case .new: "new"
        case .unsure(let list): "unsure \(numbers(list))"
        case .join(let found, let doubts): "join \(found.person)" + (doubts.isEmpty ? "" : " (\(numbers(doubts)))")
        case .combine(let list, let doubts):
            "combine \(numbers(list))" + (doubts.isEmpty ? "" : " (\(numbers(doubts)))")
        }
    }

    @Test("Nobody, a stranger, the same, a doubt") func simple() {
        let record = r(9, "Jac Evans")
        #expect(words(MatchTrial.place(record, among: [])) == "new")
        #expect(words(MatchTrial.place(record, among: [p(1, r(1, "Ali Khan"))])) == "new")
        #expect(words(MatchTrial.place(record, among: [p(1, r(1, "Jac Evans"))])) == "join 1")
        #expect(words(MatchTrial.place(record, among: [p(1, r(1, "Jac Evans", "1990-05-01", nil))])) == "unsure 1")
        #expect(
            words(MatchTrial.place(record, among: [p(1, r(1, "Jac Evans", "1990-05-01", nil)), p(2, r(2, "Jac Evans"))]))
                == "join 2 (1)")
    }

    @Test("An identifier conflicts with that of any record of the person") func personsIdentifiers() {
        let person = p(1, r(1, "Jac Evans"), r(2, "Jac Evans", "1990-05-01", nil, ids: ["pnc:A"]))
        #expect(words(MatchTrial.place(r(9, "Jac Evans", ids: ["pnc:B"]), among: [person])) == "unsure 1")
        #expect(words(MatchTrial.place(r(9, "Jac Evans", ids: ["pnc:A"]), among: [person])) == "join 1")
    }

    @Test("A person with two PNC IDs takes records with either") func twoIdentifiers() {
        let person = p(1, r(1, "Jac Evans", ids: ["pnc:A"]), r(2, "Jac Evans", ids: ["pnc:B"]))
        #expect(words(MatchTrial.place(r(9, "Jac Evans", ids: ["pnc:B"]), among: [person])) == "join 1")
        #expect(words(MatchTrial.place(r(9, "Jac Evans", ids: ["pnc:C"]), among: [person])) == "unsure 1")
    }

    @Test("Identifiers that tie two persons together combine them") func combination() {
        let record = r(9, "Jac Evans", ids: ["pnc:A", "cro:C"])
        let one = p(1, r(1, "Jac Evans", "1990-05-01", nil, ids: ["pnc:A"]))
        let two = p(2, r(2, "Jac Evans", "1990-05-01", nil, ids: ["cro:C"]))
        #expect(words(MatchTrial.place(record, among: [one, two])) == "combine 2 1")
        #expect(words(MatchTrial.place(record, among: [one, two], locks: [RecordPair(2, 1)])) == "unsure 2 1")
    }

    @Test("Persons whose identifiers conflict, or whose sexes do, are not combined") func noCombination() {
        let record = r(9, "Jac Evans", sex: nil, ids: ["pnc:A", "cro:C"])
        let one = p(1, r(1, "Jac Evans", ids: ["pnc:A", "crn:X"]))
        #expect(
            words(MatchTrial.place(record, among: [one, p(2, r(2, "Jac Evans", ids: ["cro:C", "crn:Y"]))]))
                == "unsure 2 1")
        #expect(
            words(MatchTrial.place(record, among: [one, p(2, r(2, "Jac Evans", sex: .female, ids: ["cro:C"]))]))
                == "unsure 2 1")
    }

    @Test("An identifier decides between persons that must stay apart") func decisive() {
        let byIdentifier = p(2, r(2, "Jac Evans", ids: ["pnc:A", "crn:X"]))
        let byName = p(1, r(1, "Jac Evans", ids: ["crn:Y"]))
        #expect(
            words(MatchTrial.place(r(9, "Jac Evans", ids: ["pnc:A"]), among: [byName, byIdentifier])) == "join 2 (1)")
    }

    @Test("A lock with one record keeps from the whole person, for ever, whatever agrees") func locks() {
        let person = p(1, r(1, "Jac Evans", ids: ["pnc:A"]), r(2, "Jac Evans", ids: ["pnc:A"]))
        let record = r(9, "Jac Evans", ids: ["pnc:A"])
        #expect(words(MatchTrial.place(record, among: [person])) == "join 1")
        #expect(words(MatchTrial.place(record, among: [person], locks: [RecordPair(9, 2)])) == "new")
        #expect(words(MatchTrial.place(record, among: [person], locks: [RecordPair(9, 3)])) == "join 1")
    }
}

@Suite("Matching: what always holds")
struct MatchPropertyTests {
    /// A small stable generator (SplitMix64).
    struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((z ^ (z >> 31)) % UInt64(sides))
        }
        mutating func pick<T>(_ list: [T]) -> T { list[roll(list.count)] }
    }

    static func records(_ count: Int, seed: UInt64) -> [MatchRecord] {
        var dice = Dice(state: seed)
        return (1...count).map { number in
            let name =
                dice.pick(["Jac", "Jack", "Siân", "Sian", "J", "=1"]) + " " + dice.pick(["Mair ", "", "Huw "])
                + dice.pick(["Evans", "Evan", "Evanss", "Khan", "ap Rhys"])
            let ids = [
                dice.pick(["pnc:A", "pnc:B", "", ""]), dice.pick(["cro:A", "cro:B", "", ""]),
                dice.pick(["crn:A", "", "", ""]),
            ].filter { !$0.isEmpty }
            return MatchSketch.record(
                Int64(number), name, dice.pick(["1990-05-01", "1990-01-05", "1960-05-01", nil]),
                dice.pick(["CF10 1AA", "CF10 2BB", "CF10", nil]), sex: dice.pick([.male, .female, nil]),
                aliases: dice.pick([[], [], ["Ali Khan"]]), ids: ids, unverified: dice.pick([[], ["pnc:A"]]))
        }
    }

    @Test("The order of two records does not matter; a record is never different from its like", arguments: [1, 2, 3])
    func symmetry(seed: Int) {
        let records = Self.records(70, seed: UInt64(seed))
        for one in records {
            for other in records {
                let forth = MatchTrial.compare(one, other)
                let back = MatchTrial.compare(other, one)
                #expect(forth.rule == back.rule && forth.weight == back.weight)
            }
        }
    }

    @Test(
        "Linking without a shared verified identifier or a date of birth that is nearly the same never happens",
        arguments: [4, 5, 6])
    func links(seed: Int) {
        let records = Self.records(70, seed: UInt64(seed))
        for one in records {
            for other in records where MatchTrial.compare(one, other).outcome == .same {
                let shared = one.identifiers.contains { $0.verified && other.identifiers.contains($0) }
                let years = zip([one.born].compactMap(\.self), [other.born].compactMap(\.self)).map { abs($0.year - $1.year) }
                #expect(shared || years.first.map { $0 < 14 } == true, "\(one) \(other)")
                #expect(one.sex == nil || other.sex == nil || one.sex == other.sex)
                for kind in IdentifierKind.ofOnePerson {
                    let mine = one.identifiers.filter { $0.kind == kind && $0.verified }
                    let theirs = other.identifiers.filter { $0.kind == kind && $0.verified }
                    #expect(mine.isEmpty || theirs.isEmpty || mine.contains { theirs.contains($0) })
                }
            }
        }
    }

    @Test("Locked records never meet in one person; conflicting identifiers neither", arguments: [7, 8, 9])
    func locks(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let records = Self.records(150, seed: UInt64(seed))
        let locks = Set((0..<60).map { _ in RecordPair(Int64(dice.roll(150) + 1), Int64(dice.roll(150) + 1)) })
            .filter { $0.low != $0.high }
        var world = MatchWorld()
        for record in records { world.take(record, locks: locks) }
        for person in world.persons.values {
            for one in person { for other in person { #expect(!locks.contains(RecordPair(one.number, other.number))) } }
            for kind in IdentifierKind.ofOnePerson {
                let held = Set(person.flatMap(\.identifiers).filter { $0.kind == kind && $0.verified }.map(\.value))
                #expect(held.count <= 1)
            }
        }
    }
}

/// Persons as placement makes them, found again by their keys.
struct MatchWorld {
    private(set) var persons: [Int64: [MatchRecord]] = [:]
    private(set) var doubts: [RecordPair] = []
    private var holders: [Int64: Set<Int64>] = [:]
    private var personOf: [Int64: Int64] = [:]

    mutating func take(_ record: MatchRecord, locks: Set<RecordPair> = []) {
        let keys = MatchTable.keys(of: record)
        let found = Set(keys.flatMap { holders[$0] ?? [] }.compactMap { personOf[$0] }).sorted()
        let placement = MatchTrial.place(
            record, among: found.map { MatchTrial.Person(number: $0, records: persons[$0] ?? []) }, locks: locks)
        doubts += placement.doubts.map { RecordPair(record.number, $0.record) }
        let home =
            switch placement {
            case .new, .unsure: record.number
            case .join(let comparison, _): comparison.person
            case .combine(let comparisons, _): combine(comparisons.map(\.person), into: record.number)
            }
        persons[home, default: []].append(record)
        personOf[record.number] = home
        for key in keys { holders[key, default: []].insert(record.number) }
    }

    private mutating func combine(_ numbers: [Int64], into other: Int64) -> Int64 {
        let home = numbers.min() ?? other
        for number in numbers where number != home {
            for record in persons.removeValue(forKey: number) ?? [] {
                persons[home, default: []].append(record)
                personOf[record.number] = home
            }
        }
        return home
    }

    func person(of record: Int64) -> Int64? { personOf[record] }
}
