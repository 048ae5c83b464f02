import Testing

@testable import Domain

@Suite("What keeps a record from one record of a person keeps it from all; numbers of noughts; the edges of a generation")
struct MatchObstacleTests {
    private func r(
        _ number: Int64, _ name: String, _ born: String? = "1990-05-01", sex: MatchRecord.Sex? = .male, ids: [String] = [],
        unverified: [String] = []
    ) -> MatchRecord {
        MatchSketch.record(number, name, born, sex: sex, ids: ids, unverified: unverified)
    }

    private func rule(_ record: MatchRecord, _ known: MatchRecord...) -> MatchRule? {
        switch MatchTrial.place(record, among: [MatchTrial.Person(number: 1, records: known)]) {
        case .join(let found, _): found.verdict.rule
        case .unsure(let doubts): doubts.first?.verdict.rule
        case .new, .combine: nil
        }
    }

    @Test("A twin among the records of a person: the brother's record fits, and waits")
    func relatives() {
        #expect(rule(r(9, "Jac Evans"), r(1, "Jac Evans")) == .weight)
        #expect(rule(r(9, "Jac Evans"), r(1, "Jac Evans"), r(2, "Huw Evans")) == .relatives)
        #expect(rule(r(9, "Jac Evans"), r(2, "Huw Evans"), r(1, "Jac Evans")) == .relatives)
        // What fits one record is asked about at least, whatever the others say.
        #expect(rule(r(9, "Jac Evans"), r(1, "Jac Evans"), r(2, "Jac Evans", "1960-02-03")) == .parentAndChild)
        let tied = r(1, "Jac Evans", ids: ["pnc:A"])
        #expect(rule(r(9, "Jac Evans", ids: ["pnc:A"]), tied, r(2, "Huw Evans")) == .sharedIdentifier)
    }

    @Test(
        "False particulars under the person's number keep no true ones away, and a shared number is asked about whatever keeps it away"
    )
    func falseParticulars() {
        func elsewhere(_ name: String, sex: MatchRecord.Sex) -> MatchRecord {
            MatchSketch.record(2, name, "1975-11-20", "LL57 2AA", sex: sex, ids: ["pnc:A"])
        }
        let (own, record) = (r(1, "Jac Evans"), r(9, "Jac Evans", ids: ["pnc:A"]))
        #expect(rule(record, own, elsewhere("Jac Prosser", sex: .male)) == .weight)
        #expect(rule(record, own, elsewhere("Zofia Prosser", sex: .female)) == .sexesContradict)
        #expect(rule(r(9, "Jac Evans"), own, elsewhere("Zofia Prosser", sex: .female)) != .weight)
    }

    @Test("Dates of birth are a set: one that agrees is enough; where none does, a date that is another one stands against it")
    func dates() {
        // The second record has no date, and fits by all else; the third has the date of the first with a slip.
        let (known, dateless) = (r(1, "Jac Evans", "1990-05-01", ids: ["crn:X"]), r(2, "Jac Evans", nil, ids: ["crn:X"]))
        #expect(rule(r(9, "Jac Evans", "1990-05-01"), known, r(2, "Jac Evans", "1985-11-20")) == .weight)
        #expect(rule(r(9, "Jac Evans", "1990-05-01"), r(2, "Jac Evans", "1985-11-20"), known) == .weight)
        #expect(rule(r(9, "Jac Evans", "1985-11-20"), known, dateless) != .weight)
        #expect(rule(r(9, "Jac Evans", "1990-05-02"), known, dateless) == .weight)
        let people = [known, r(3, "Jac Evans", "1985-11-20", ids: ["cro:B"])].enumerated().map { place, record in
            MatchTrial.Person(number: Int64(place + 1), records: [record])
        }
        // Its numbers tie it to both, and it has neither date.
        let both = r(9, "Jac Evans", nil, ids: ["crn:X", "cro:B"])
        if case .combine = MatchTrial.place(both, among: people) { Issue.record("two dates of birth were combined") }
    }

    @Test("A twin's name given as an alias joins no twin; another alias of one who has it does")
    func aliases() {
        func known(_ name: String, _ alias: String, ids: [String] = []) -> MatchRecord {
            MatchSketch.record(1, name, aliases: [alias], ids: ids)
        }
        #expect(rule(r(9, "Owain Evans"), known("Rhys Evans", "Owain Evans")) == .relatives)
        #expect(rule(r(9, "Rhys Evans"), known("Owain Evans", "Rhys Evans")) == .relatives)
        #expect(rule(r(9, "Rhys Evans"), known("Rhys Evans", "Owain Evans")) == .weight)
        #expect(rule(r(9, "Rhys Prosser"), known("Rhys Evans", "Rhys Prosser")) == .weight)
        let own = r(9, "Owain Evans", ids: ["pnc:A"])
        #expect(rule(own, known("Rhys Evans", "Owain Evans", ids: ["pnc:A"])) == .sharedIdentifier)
    }

    @Test("Twins who share a first name are not made one by a record that has no other, in any order")
    func secondNames() {
        let all = [r(1, "Mohammed Ali Evans"), r(2, "Mohammed Omar Evans"), r(3, "Mohammed Evans")]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var world = MatchWorld()
            for place in order { world.take(all[place]) }
            #expect(world.person(of: 1) != world.person(of: 2), "\(order)")
        }
        // A number of one's own leads past the other's record.
        let tied = r(3, "Mohammed Evans", ids: ["pnc:A"])
        #expect(rule(tied, r(1, "Mohammed Ali Evans", ids: ["pnc:A"]), r(2, "Mohammed Omar Evans")) == .sharedIdentifier)
    }

    @Test("A father's number on a record of the son without a date makes them one in no order")
    func fatherAndSon() {
        let all = [
            r(1, "Rhys Evans", "1991-04-03", ids: ["pnc:A"]), r(2, "Rhys Evans", nil, ids: ["pnc:A", "cro:C"]),
            r(3, "Rhys Evans", "1961-02-11", ids: ["cro:C"]),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var world = MatchWorld()
            for place in order { world.take(all[place]) }
            #expect(world.person(of: 1) != world.person(of: 3), "\(order)")
        }
    }

    @Test("The sex of another record of the person stands against it, though a number is shared")
    func sexes() {
        let (unknown, man) = (r(1, "Jo Evans", sex: nil, ids: ["pnc:A"]), r(2, "Jo Evans", ids: ["pnc:A"]))
        let woman = r(9, "Jo Evans", sex: .female, ids: ["pnc:A"])
        #expect(rule(woman, unknown) == .sharedIdentifier)
        #expect(rule(woman, unknown, man) == .sexesContradict)
        #expect(rule(r(9, "Jo Evans", sex: nil, ids: ["pnc:A"]), unknown, man) == .sharedIdentifier)
    }

    @Test("Of two people who must stay apart, two shared numbers decide nothing")
    func twice() {
        let people = [
            MatchTrial.Person(number: 1, records: [r(1, "Jac Evans", ids: ["pnc:A", "crn:X"])]),
            MatchTrial.Person(number: 2, records: [r(2, "Jac Evans", ids: ["cro:B", "crn:Y"])]),
        ]
        guard case .unsure(let doubts) = MatchTrial.place(r(9, "Jac Evans", ids: ["pnc:A", "cro:B"]), among: people) else {
            Issue.record("it was joined")
            return
        }
        #expect(Set(doubts.map(\.person)) == [1, 2])
    }

    @Test("People of whom two records speak against each other are not combined by a third that fits both")
    func against() {
        // One number each, but nothing of name, date and home agrees.
        let people = [
            MatchTrial.Person(number: 1, records: [MatchSketch.record(1, "Jac Evans", "1990-05-01", nil, ids: ["pnc:A"])]),
            MatchTrial.Person(
                number: 2, records: [MatchSketch.record(2, "Ali Khan", "1991-11-20", "LL57 2AA", ids: ["cro:B"])]),
        ]
        let both = MatchSketch.record(
            9, "Jac Evans", "1990-05-01", "LL57 2AA", aliases: ["Ali Khan"], ids: ["pnc:A", "cro:B"])
        let placement = MatchTrial.place(both, among: people)
        if case .combine = placement { Issue.record("two who speak against each other were combined") }
        #expect(!placement.doubts.isEmpty)
    }

    @Test(
        "A number of noughts ties nobody, weighs nothing and finds nobody", arguments: ["cro:000000/00Z", "pnc:0000/0000000Z"])
    func noughts(number: String) {
        for (ids, unverified) in [([number], []), ([], [number])] as [([String], [String])] {
            let (one, other) = (
                r(1, "Jac Evans", ids: ids, unverified: unverified),
                r(2, "Ali Khan", "1971-01-09", ids: ids, unverified: unverified)
            )
            let plain = MatchTrial.compare(r(1, "Jac Evans"), r(2, "Ali Khan", "1971-01-09"))
            let found = MatchTrial.compare(one, other)
            #expect(found.weight == plain.weight && found.rule == plain.rule)
            #expect(MatchTable.keys(of: one) == MatchTable.keys(of: r(1, "Jac Evans")))
            let real = r(2, "Jac Evans", ids: ["\(number.prefix(3)):123/99X"])
            #expect(MatchTrial.compare(one, real).rule != .identifiersConflict)
        }
    }

    @Test(
        "A generation begins at fourteen years",
        arguments: [("1976", false), ("1975", true), ("1974", true), ("2002", false), ("2003", true)])
    func generation(year: String, isOne: Bool) {
        let home = "4 Heol Las|CF36 4FZ"
        let world = LinkageWorld(["Huw||Jones|1989-10-31|M|||\(home)", "Huw||Jones|\(year)-02-03|M|||\(home)"])
        #expect((world.weight(0, 1).rule == .generation) == isOne)
    }

    @Test("A number that many hold weighs less")
    func common() {
        let rows = (0..<40).map { "Name\($0)||Family\($0 * 7)|19\(50 + $0)-02-03|M|||" }
        let few = LinkageWorld(rows.prefix(2).map { "\($0)|".replacingPNC("2000/0000223R") })
        let many = LinkageWorld(rows.map { "\($0)|".replacingPNC("2000/0000223R") })
        #expect(many.weight(0, 1).weight < few.weight(0, 1).weight - 3)
    }
}

extension String {
    /// `given||family|born|sex|||…` with this number in its place.
    fileprivate func replacingPNC(_ pnc: String) -> String {
        var cells = split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        cells[5] = pnc
        return cells.joined(separator: "|")
    }
}
