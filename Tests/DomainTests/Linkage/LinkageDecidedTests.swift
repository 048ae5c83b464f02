import Testing

@testable import Domain

@Suite("Pairs that people decided keep their class in every step of learning (Larsen and Rubin, JASA 96, 2001)")
struct LinkageDecidedTests {
    private static func pattern(given: Int, born: Int) -> LinkagePattern {
        var pattern = LinkagePattern()
        (pattern[.given], pattern[.born], pattern[.family], pattern[.place]) = (given, born, 1, 1)
        return pattern
    }

    private static let alike = pattern(given: 1, born: 1)
    private static let twins = pattern(given: LinkageNameLevel.other.rawValue, born: 1)
    private static let slips = pattern(given: 1, born: LinkageBornLevel.oneSlip.rawValue)
    private static let strangers = pattern(given: LinkageNameLevel.other.rawValue, born: LinkageBornLevel.other.rawValue)

    /// What random pairs say: of 600 strangers thirty share a birthday, so that twins are as likely as not of one person.
    private static let u: [Double] = {
        var u = [Double](repeating: 0, count: LinkageField.count * 16)
        u[LinkageModel.place(.given, 1)] = 0.005
        u[otherName] = 0.995
        u[LinkageModel.place(.born, 1)] = 0.05
        u[LinkageModel.place(.born, LinkageBornLevel.oneSlip.rawValue)] = 0.01
        u[LinkageModel.place(.born, LinkageBornLevel.other.rawValue)] = 0.94
        for field in [LinkageField.family, .place] { u[LinkageModel.place(field, 1)] = 0.01 }
        return u
    }()

    /// Pairs that share family name and home, as many as the file would have.
    private static func session(_ tell: (inout LinkageSession) -> Void = { _ in }) -> LinkageSession {
        var session = LinkageSession(fixed: [.family, .place, .street, .locality, .town], scale: 1)
        session.patterns = [alike: 300, twins: 60, slips: 30, strangers: 600]
        tell(&session)
        return session
    }

    private static func lesson(_ tell: (inout LinkageSession) -> Void = { _ in }) throws -> LinkageLesson {
        try #require(LinkageMaximisation(session(tell), u: u).lesson())
    }

    private static func tell(_ session: inout LinkageSession, _ pattern: LinkagePattern, _ count: Int, isSame: Bool) {
        for _ in 0..<count { session.tell(pattern, isSame: isSame) }
    }

    private static let otherName = LinkageModel.place(.given, LinkageNameLevel.other.rawValue)

    @Test("Said to be two people, twins no longer teach that one person has two names; said to be one, they teach it")
    func classes() throws {
        let open = try Self.lesson()
        let apart = try Self.lesson { Self.tell(&$0, Self.twins, 60, isSame: false) }
        let one = try Self.lesson { Self.tell(&$0, Self.twins, 60, isSame: true) }
        #expect(apart.m[Self.otherName] < open.m[Self.otherName] && open.m[Self.otherName] < one.m[Self.otherName])
        #expect(apart.m[Self.otherName] < 0.01 && one.m[Self.otherName] > 0.14)
        #expect(apart.matches < open.matches && open.matches < one.matches)
        // Nothing is left open but those 330 that agree and the strangers: 330 of 990, and 390 with the twins.
        #expect(abs(apart.matches - 330) < 2 && abs(one.matches - 390) < 2)
    }

    @Test(
        "A decided pair weighs no more than a pair: one alone moves no share by more than three of 330",
        arguments: [true, false])
    func counted(_ isSame: Bool) throws {
        let open = try Self.lesson()
        for pattern in [Self.alike, Self.twins, Self.slips, Self.strangers] {
            let told = try Self.lesson { Self.tell(&$0, pattern, 1, isSame: isSame) }
            #expect(Self.moved(open, told) < 3 / 330, "\(pattern)")
            #expect(abs(told.matches - open.matches) < 3)
        }
    }

    @Test("What learning believes already changes nothing when people say it")
    func agreeing() throws {
        let open = try Self.lesson()
        let told = try Self.lesson {
            Self.tell(&$0, Self.alike, 300, isSame: true)
            Self.tell(&$0, Self.strangers, 600, isSame: false)
        }
        #expect(Self.moved(open, told) < 0.001)
    }

    /// By how much the share of a level that occurs is another.
    private static func moved(_ one: LinkageLesson, _ other: LinkageLesson) -> Double {
        u.indices.filter { u[$0] > 0 }.map { abs(one.m[$0] - other.m[$0]) }.max() ?? 0
    }

    @Test("What chance agrees on is learned from random pairs alone, whatever people said")
    func chance() {
        let told = Self.session {
            Self.tell(&$0, Self.twins, 60, isSame: false)
            Self.tell(&$0, Self.alike, 300, isSame: false)
        }
        let model = LinkageModel.learned([told], u: Self.u, LinkageFrequencies(), records: 10_000)
        #expect(model.u == Self.u && model.pairs == 990)
    }

    @Test("Told of more pairs than it saw, or of others, a session takes none")
    func unseen() {
        var session = Self.session()
        let taken = (0..<40).count { _ in session.tell(Self.slips, isSame: true) }
        #expect(taken == 30)
        let strange = session.tell(Self.pattern(given: 2, born: 3), isSame: true)
        #expect(!strange)
    }

    @Test("One half of all pairs teaches, the same on every machine and in either order")
    func halves() {
        let pairs = (1...100).flatMap { low in (1...100).map { RecordPair(Int64(low), Int64(low + $0)) } }
        #expect(pairs.count(where: \.teaches) == 4_933)
        #expect(RecordPair(2, 3).teaches && RecordPair(3, 2).teaches && !RecordPair(1, 2).teaches)
    }
}

@Suite("Whether a record says something else than before")
struct MatchRecordChangeTests {
    private static func record(
        number: Int64 = 1, family: String = "Prosser", born: String = "1990-05-04", sex: MatchRecord.Sex = .female,
        postcode: String = "NP23 4AB", address: String = "1 Stryd Fawr, Brynmawr", crn: String = "X100001"
    ) -> MatchRecord {
        MatchRecord(
            number: number, agency: "gwent-police", kind: .nominal,
            names: [PersonName(family: family, forenames: "Gwenllian")], born: Day(iso: born), sex: sex, postcode: postcode,
            address: address, identifiers: [MatchIdentifier(kind: .crn, value: crn, verified: true)])
    }

    @Test(
        "Each thing that is compared makes a change",
        arguments: [
            (record(), true), (record(number: 2), true), (record(family: "Rees"), false), (record(born: "1990-04-05"), false),
            (record(sex: .male), false), (record(postcode: "NP23 4AC"), false),
            (record(address: "2 Stryd Fawr, Brynmawr"), false),
            (record(crn: "X100002"), false),
        ])
    func says(_ other: MatchRecord, _ isSame: Bool) {
        #expect(Self.record().says(whatIsSaidBy: other) == isSame && other.says(whatIsSaidBy: Self.record()) == isSame)
    }
}
