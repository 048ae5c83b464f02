import Testing

@testable import Domain

@Suite("Evidence rules: what statistics cannot see (domain/linkage.md 4, rules a to e)")
struct LinkageRuleTests {
    @Test(
        "The rule that holds for two records",
        arguments: [
            (
                "same", "Siân||Jones|1989-10-31|F|||4 Heol Las|CF36 4FZ", "Sian||Jones|1989-10-31|F|||4 Heol Las|CF36 4FZ",
                LinkageRule.none
            ),
            (
                "twins", "Ryan||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ", "Wayne||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                .relatives
            ),
            (
                "twins of one initial", "R|Huw|Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Rhodri|Emyr|Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ", .relatives
            ),
            (
                "a boy and a girl of like names", "Carl||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Carla||Jones|1989-10-31|F|||4 Heol Las|CF36 4FZ", .relatives
            ),
            ("like names and the sexes differ", "Carl||Jones|1989-10-31|M||||", "Carla||Jones|1989-10-31|F||||", .sexAndName),
            ("like names, the sex unknown", "Carl||Jones|1989-10-31|M||||", "Carla||Jones|1989-10-31|||||", .none),
            ("the sex alone", "Carla||Jones|1989-10-31|M||||", "Carla||Jones|1989-10-31|F||||", .none),
            (
                "twins who share a first name", "Mohammed|Ali|Khan|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Mohammed|Omar|Khan|1989-10-31|M|||4 Heol Las|CF36 4FZ", .secondName
            ),
            (
                "a first name and an initial that fits", "Mohammed|Ali|Khan|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Mohammed|A|Khan|1989-10-31|M|||4 Heol Las|CF36 4FZ", .none
            ),
            (
                "twins of double names", "Jean-Pierre||Roux|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Jean-Paul||Roux|1989-10-31|M|||4 Heol Las|CF36 4FZ", .relatives
            ),
            (
                "twins of names that rhyme", "Jayden||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Kayden||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ", .relatives
            ),
            (
                "twins of whom only the year is known", "Huw||Jones|1989-01-01|M|||4 Heol Las|CF36 4FZ",
                "Rhodri||Jones|1989-01-01|M|||4 Heol Las|CF36 4FZ", .relatives
            ),
            (
                "a father's number on the son", "Huw||Jones|1989-10-31|M|2000/0000223R|||",
                "Huw||Jones|1961-02-03|M|2000/0000223R|||", .generation
            ),
            (
                "a slip in the decade beside a number that agrees", "Huw||Jones|1989-10-31|M|2000/0000223R|||",
                "Huw||Jones|1969-10-31|M|2000/0000223R|||", .none
            ),
            (
                "a number that agrees, ten years apart", "Huw||Jones|1989-10-31|M|2000/0000223R|||",
                "Huw||Jones|1979-02-03|M|2000/0000223R|||", .none
            ),
            (
                "Dai and Dafydd are one name", "Dai||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Dafydd||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ", .none
            ),
            (
                "father and son", "Huw||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Huw||Jones|1961-02-03|M|||4 Heol Las|CF36 4FZ", .generation
            ),
            (
                "father and son, one digit apart", "Huw||Jones|1989-10-31|M|||4 Heol Las|CF36 4FZ",
                "Huw||Jones|1969-10-31|M|||4 Heol Las|CF36 4FZ", .generation
            ),
            ("two dates", "Huw||Jones|1989-10-31|M||||", "Huw||Jones|1991-05-24|M||||", .born),
            ("two slips in the date of one name", "Huw||Jones|1989-10-31|M||||", "Huw||Jones|1984-10-30|M||||", .none),
            ("and of two names", "Huw||Jones|1989-10-31|M||||", "Rhodri||Jones|1984-10-30|M||||", .born),
            ("no date", "Huw||Jones|1989-10-31|M||||", "Huw||Jones||M||||", .incomplete),
            ("no given name", "||Jones|1989-10-31|M||||", "Huw||Jones|1989-10-31|M||||", .incomplete),
            ("sex and name", "Huw||Jones|1989-10-31|M||||", "Bethan||Jones|1989-10-31|F||||", .sexAndName),
            (
                "two verified numbers", "Huw||Jones|1989-10-31|M|2000/0000223R|||", "Huw||Jones|1989-10-31|M|2004/5234567G|||",
                .conflict
            ),
            (
                "a number that agrees speaks louder", "Huw||Jones|1989-10-31|M|2000/0000223R|||",
                "Huw||Jones||M|00/223R|||", .none
            ),
            (
                "a mistyped number is no conflict", "Huw||Jones|1989-10-31|M|2000/0000223R|||",
                "Huw||Jones|1989-10-31|M|2000/0000233R|||", .none
            ),
        ])
    func rule(name: String, left: String, right: String, rule: LinkageRule) {
        let world = LinkageWorld([left, right])
        #expect(world.weight(0, 1).rule == rule, "\(name)")
        #expect(world.weight(1, 0) == world.weight(0, 1))
        let parts = world.weighing.parts(world.records[0], world.records[1], world.pattern(0, 1))
        let evidence = world.weighing.evidence(world.records[0], world.records[1], world.pattern(0, 1)).weight
        #expect(abs(parts.reduce(0) { $0 + $1.bits } - evidence) < 1e-9)
        #expect(parts.allSatisfy { !$0.label().en.isEmpty && $0.label().en != $0.label().cy })
    }

    @Test(
        "A number without a check ties where one person has it alone: no telephone, and none that very many hold",
        arguments: [(LinkageNumber.other, 2, true), (.other, 20, true), (.other, 21, false), (.contact, 2, false)])
    func tying(kind: LinkageNumber, holders: Int, ties: Bool) {
        var reading = LinkageReading(numbers: [kind])
        var records = (0..<holders).map { _ in LinkageRecord() }
        for place in records.indices {
            "029 2038 4000".withBytes { reading.take($0, .identifier(kind), slot: 0, into: &records[place]) }
        }
        #expect(reading.lexicon.ties(0, records[0].identifiers[0]) == ties)
    }

    @Test(
        "Two who share a verified number are a question at least, unless very many hold it (false particulars: domain/linkage.md 4)",
        arguments: [
            ("all else", "Huw|Emyr|Jones|1989-10-31|M|2000/0000223R||4 Heol Las|CF36 4FZ", 1, LinkageRule.strangers),
            ("the given name agrees", "Zofia|Emyr|Jones|1961-02-03|M|2000/0000223R||4 Heol Las|CF36 4FZ", 1, .shared),
            (
                "and another number differs", "Huw||Jones|1961-02-03|M|2000/0000223R|943 476 5919|4 Heol Las|CF36 4FZ", 1,
                .conflict
            ),
            ("very many hold it", "Huw|Emyr|Jones|1989-10-31|M|2000/0000223R||4 Heol Las|CF36 4FZ", 20, .strangers),
        ])
    func shared(what: String, other: String, holders: Int, rule: LinkageRule) {
        let one = "Zofia||Pugh|2004-07-12|F|2000/0000223R|943 476 5870|1 Church Road|SA1 1AA"
        let world = LinkageWorld([one, other] + [String](repeating: one, count: holders - 1))
        let found = world.weight(0, 1)
        #expect(found.rule == rule && (found.weight >= LinkageWorld.model.review) == (holders < 20), "\(what) \(found)")
        let pair = LinkagePair(left: 0, right: 1, weight: Float(found.weight), rule: found.rule)
        #expect(pair.decision(LinkageWorld.model) == (holders < 20 ? .review : .no))
        let parts = world.weighing.parts(world.records[0], world.records[1], world.pattern(0, 1))
        let evidence = world.weighing.evidence(world.records[0], world.records[1], world.pattern(0, 1)).weight
        #expect(evidence < LinkageWorld.model.review && abs(parts.reduce(0) { $0 + $1.bits } - evidence) < 1e-9)
        // No rule is shown as if it spoke for one person.
        for part in parts {
            if case .rule = part.subject { #expect(part.bits <= 0) }
        }
    }

    @Test(
        "A capped pair is never joined, whatever it weighs",
        arguments: LinkageRule.allCases.filter { $0 != .none && $0 != .shared })
    func capped(rule: LinkageRule) {
        let model = LinkageWorld.model
        for weight in stride(from: -10.0, through: 200, by: 0.5) {
            let capped = rule.capped(weight, model)
            #expect(capped <= weight && capped < model.join)
            #expect(rule.capped(weight + 0.5, model) >= capped)
        }
    }

    @Test(
        "Every spelling of a name weighs more than another name",
        arguments: [
            ("Siân", "Shan"), ("Dafydd", "Dai"), ("Rhys", "Reece"), ("Owain", "Owen"), ("Catrin", "Kathryn"),
            ("Gethin", "Gethyn"),
        ])
    func spelling(left: String, right: String) {
        let world = LinkageWorld([
            "\(left)||Pugh|1989-10-31|||||", "\(right)||Pugh|1989-10-31|||||", "Emma||Pugh|1989-10-31|||||",
        ])
        #expect(world.pattern(0, 1)[.given] == LinkageNameLevel.spelling.rawValue)
        #expect(world.weight(0, 1).weight > world.weight(0, 2).weight)
    }

    @Test(
        "Family names",
        arguments: [
            ("ap Rhys", "Aprhys", LinkageNameLevel.same), ("ap Rhys", "Price", .spelling),
            ("Lloyd-Jones", "Lloyd Jones", .same),
            ("Lloyd-Jones", "Lloyd", .part), ("Evans", "Ifans", .spelling), ("O’Brien", "OBRIEN", .same),
            ("Jones", "Khan", .other),
        ])
    func family(left: String, right: String, level: LinkageNameLevel) {
        let world = LinkageWorld(["Huw||\(left)|1989-10-31|M||||", "Huw||\(right)|1989-10-31|M||||"])
        #expect(world.pattern(0, 1)[.family] == level.rawValue)
    }

    @Test("Names that changed places")
    func swapped() {
        let world = LinkageWorld([
            "Gethin||Thomas|1989-10-31|M||||", "Thomas||Gethin|1989-10-31|M||||", "Huw|Emyr|Pugh||M||||",
            "Emyr|Huw|Pugh||M||||",
        ])
        #expect(world.pattern(0, 1)[.given] == LinkageNameLevel.swapped.rawValue)
        #expect(world.pattern(2, 3)[.given] == LinkageNameLevel.exchanged.rawValue)
    }
}
