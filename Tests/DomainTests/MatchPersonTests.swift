import Testing

@testable import Domain

@Suite("A person of very many records: what is said of them often is compared once, and the answers are those of all records")
struct MatchPersonTests {
    private typealias Dice = MatchPropertyTests.Dice

    private static func said(_ record: MatchRecord, by number: Int64) -> MatchRecord {
        MatchRecord(
            number: number, agency: record.agency, kind: record.kind, names: record.names, born: record.born, sex: record.sex,
            postcode: record.postcode, address: record.address, identifiers: record.identifiers)
    }

    @Test("The same nominal any number of times costs one comparison, and two such people one more", arguments: [1, 200, 400])
    func once(_ count: Int64) {
        var table = MatchTable()
        let nominal = MatchSketch.record(1, "Jac Evans")
        let new = table.read(nominal)
        let others = (2..<2 + 2 * count).map { table.read(Self.said(nominal, by: $0)) }
        let one = MatchPerson(number: 1, records: [new] + others.prefix(Int(count)))
        let two = MatchPerson(number: 2, records: Array(others.dropFirst(Int(count))))
        var matching = Matching(MatchTrial.version, table)
        let (loose, found) = (matching.loose(new, in: one), matching.compare(new, one))
        #expect(loose == nil && found?.record == 2 && matching.compared == 2)
        let isOne = matching.canCombine([one, two])
        #expect(isOne && matching.compared == 3)
        let alone = matching.compare(new, MatchPerson(number: 1, records: [new]))
        #expect(alone == nil)
    }

    @Test("Said again by others or not, the answer is the same, by the oldest who says so", arguments: [51, 52, 53])
    func again(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let records = MatchPropertyTests.records(60, seed: UInt64(seed))
        var table = MatchTable()
        let subjects = records.map { table.read($0) }
        var outcomes: Set<MatchOutcome> = []
        var matching = Matching(MatchTrial.version, table)
        for _ in 0..<300 {
            let one = subjects[dice.roll(60)]
            let known = Set((0...dice.roll(14)).map { _ in dice.roll(60) }).sorted().map { subjects[$0] }
                .filter { $0.number != one.number }
            let likes = known.flatMap { subject in
                (1...2).map { table.read(Self.said(subject.record, by: subject.number + 100 * $0)) }
            }
            let (few, many) = (MatchPerson(number: 7, records: known), MatchPerson(number: 7, records: likes + known))
            let (left, right) = (matching.compare(one, few), matching.compare(one, many))
            #expect(left?.record == right?.record && left?.verdict.weight == right?.verdict.weight)
            #expect(left?.verdict.rule == right?.verdict.rule && left?.verdict.outcome == right?.verdict.outcome)
            if let outcome = left?.verdict.outcome { outcomes.insert(outcome) }
            // A lock is of a record, not of what it says.
            guard let locked = likes.last?.number else { continue }
            let locks: Set = [RecordPair(one.number, locked)]
            let others = locks.union((1...100).map { RecordPair(1000, 1000 + $0) })
            let rules = [(many, locks), (many, others), (few, locks), (few, others)].map { person, locks in
                matching.compare(one, person, locks: locks)?.verdict.rule
            }
            #expect(rules.map { $0 == .lockedApart } == [true, true, false, false])
            let isOne = matching.canCombine([MatchPerson(number: 1, records: [one]), many], locks: locks)
            #expect(!isOne)
        }
        #expect(outcomes.count == 3)
    }

    @Test("Records come, say something else, and go", arguments: [3, 30])
    func changes(_ count: Int64) {
        var table = MatchTable()
        let all = (1...count).map { table.read(MatchSketch.record($0, "Jac Evans", "19\(50 + $0)-05-01")) }
        var person = MatchPerson(number: 1, records: all)
        #expect(person.numbers.sorted() == Array(1...count) && person.count == Int(count))
        person.add(table.read(Self.said(all[0].record, by: 2)))
        #expect(person.count == Int(count) && person.record(2)?.born == all[0].record.born)
        #expect(person.without(2)?.count == Int(count) - 1 && person.without(2)?.record(2) == nil)
        #expect(person.record(2) != nil && person.without(99)?.count == Int(count))
        person.add(all[1])
        #expect(person.record(2)?.born == all[1].record.born && person.said.count == Int(count))
        let other = MatchPerson(number: 2, records: all.map { table.read(Self.said($0.record, by: $0.number + 100)) })
        person.add(other)
        #expect(person.count == 2 * Int(count) && person.said.count == Int(count))
        for number in person.numbers { person.remove(number) }
        #expect(person.count == 0 && person.numbers.isEmpty && person.said.isEmpty && person.without(1) == nil)
        #expect(MatchPerson(number: 1, records: [all[0]]).without(1) == nil)
    }

    @Test("What nobody says any more keeps nobody apart")
    func gone() {
        var table = MatchTable()
        let new = table.read(MatchSketch.record(1, "Jac Evans", ids: ["pnc:A"]))
        var person = MatchPerson(
            number: 1,
            records: [
                table.read(MatchSketch.record(2, "Jac Evans")), table.read(MatchSketch.record(3, "Jac Evans", ids: ["pnc:B"])),
            ])
        var matching = Matching(MatchTrial.version, table)
        let other = MatchPerson(number: 2, records: [new])
        let before = (matching.compare(new, person)?.verdict.rule, matching.canCombine([other, person]))
        #expect(before.0 == .identifiersConflict && !before.1)
        person.remove(3)
        let after = (matching.compare(new, person)?.verdict.outcome, matching.canCombine([other, person]))
        #expect(after.0 == .same && after.1)
    }
}
