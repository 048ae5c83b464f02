import Testing

@testable import Domain

@Suite("Comparators (Winkler 1990, table of reference values; Hyyrö 2003)")
struct LinkageComparatorTests {
    @Test(
        "Jaro–Winkler gives the published values",
        arguments: [
            ("MARTHA", "MARHTA", 0.9611), ("DIXON", "DICKSONX", 0.8133), ("DWAYNE", "DUANE", 0.8400),
            ("SHACKLEFORD", "SHACKELFORD", 0.9818), ("DUNNINGHAM", "CUNNIGHAM", 0.8963), ("NICHLESON", "NICHULSON", 0.9556),
            ("JONES", "JOHNSON", 0.8324), ("MASSEY", "MASSIE", 0.9333), ("ABROMS", "ABRAMS", 0.9222),
            ("HARDIN", "MARTINEZ", 0.7222), ("ITMAN", "SMITH", 0.4667), ("A", "A", 1), ("", "A", 0), ("ABC", "XYZ", 0),
        ])
    func jaroWinkler(left: String, right: String, expected: Double) {
        #expect(abs(JaroWinkler.similarity(left, right) - expected) < 0.0001)
        #expect(abs(JaroWinkler.similarity(right, left) - expected) < 0.0001)
    }

    @Test(
        "Optimal string alignment moves no letter twice",
        arguments: [
            ("CA", "ABC", 3), ("kitten", "sitting", 3), ("martha", "marhta", 1), ("", "abc", 3), ("abc", "", 3),
            ("abc", "abc", 0),
            ("a", "b", 1), ("ab", "ba", 1), ("dafydd", "dafyd", 1), ("llewelyn", "llywelyn", 1), ("abcdef", "badcfe", 3),
        ])
    func alignment(left: String, right: String, expected: Int) {
        #expect(OptimalAlignment.distance(left, right) == expected)
        #expect(OptimalAlignment.distance(right, left) == expected)
    }

    @Test("Bits and the table of rows agree on random words of up to 64 letters")
    func agreesWithTable() {
        var state: UInt64 = 1
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        for _ in 0..<2_000 {
            let left = (0..<next(64) + 1).map { _ in UInt8(97 + next(4)) }
            let right = (0..<next(64) + 1).map { _ in UInt8(97 + next(4)) }
            let bits = left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { OptimalAlignment.distance(left, $0) }
            }
            #expect(bits == Spelling.slips(left, right))
        }
    }

    @Test(
        "Dates: what differs decides the level",
        arguments: [
            ("1989-10-31", "1989-10-31", LinkageBornLevel.same), ("1989-10-03", "1989-03-10", .dayAndMonthSwapped),
            ("1989-10-31", "1989-10-30", .oneSlip), ("1989-10-31", "1998-10-31", .oneSlip),
            ("1989-01-01", "1989-01-01", .yearOnly), ("1989-01-01", "1988-01-01", .withinFiveYears),
            ("1989-01-01", "1979-01-01", .other), ("1989-01-02", "1989-01-02", .same),
            ("1989-10-31", "1956-10-31", .sameDayAndMonth), ("1989-01-01", "1989-10-25", .yearOnly),
            ("1989-10-31", "1989-11-30", .twoDigits), ("1989-10-31", "1989-05-24", .sameYear),
            ("1989-10-31", "1991-05-24", .withinFiveYears), ("1989-10-31", "1964-05-24", .other),
            ("1900-01-01", "1989-10-31", .unknown), ("", "1989-10-31", .unknown),
        ])
    func born(left: String, right: String, level: LinkageBornLevel) {
        let mine = Self.date(left)
        let theirs = Self.date(right)
        #expect(LinkageComparing.born(mine, theirs) == level)
        #expect(LinkageComparing.born(theirs, mine) == level)
    }

    static func date(_ text: String) -> UInt32 {
        guard let date = text.withBytes(LinkageDates.read), !LinkagePlaceholders.born(date) else { return 0 }
        return LinkageDates.packed(date)
    }

    @Test(
        "Dates are read day first, impossible ones too",
        arguments: [
            ("1989-10-31", 19_891_031), ("19891031", 19_891_031), ("31/10/1989", 19_891_031), ("1/2/1989", 19_890_201),
            ("19560431", 19_560_431), ("31.10.1989", 19_891_031),
        ])
    func reading(text: String, date: Int) { #expect(text.withBytes(LinkageDates.read) == UInt32(date)) }

    @Test("No date", arguments: ["", "unknown", "1989", "31/10", "Cardiff", "1989-10", "12/12/89", "\u{1}1989-10-31"])
    func noDate(text: String) { #expect(text.withBytes(LinkageDates.read) == nil) }

    @Test(
        "Spellings that sound alike in Welsh or English",
        arguments: [
            ("kathryn", "cathrin"), ("phillip", "filip"), ("gethin", "gethyn"), ("sara", "sarah"), ("clarke", "clark"),
            ("rhian", "rian"), ("llyr", "lyr"), ("david", "dafid"), ("anne", "ann"),
        ])
    func sounds(left: String, right: String) {
        #expect(left.withBytes(LinkageSounds.of) == right.withBytes(LinkageSounds.of))
    }

    @Test(
        "Names that do not sound alike", arguments: [("jones", "james"), ("rhys", "rees"), ("mari", "mark"), ("huw", "owen")])
    func otherSounds(left: String, right: String) {
        #expect(left.withBytes(LinkageSounds.of) != right.withBytes(LinkageSounds.of))
    }
}
