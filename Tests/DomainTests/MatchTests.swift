import Testing

@testable import Domain

/// Records in few words: `Jac Evans 1990-05-01 M CF10 1AA | pnc:2000/0000223R`.
struct MatchSketch {
    static func record(
        _ number: Int64, _ name: String, _ born: String? = "1990-05-01", _ postcode: String? = "CF10 1AA",
        sex: MatchRecord.Sex? = .male,
        aliases: [String] = [], address: String? = nil, ids: [String] = [], unverified: [String] = []
    ) -> MatchRecord {
        MatchRecord(
            number: number, agency: "gwent-police", kind: .nominal,
            names: ([name] + aliases).compactMap { PersonName(forenameFirst: $0) }, born: born.flatMap { Day(iso: $0) },
            sex: sex, postcode: postcode, address: address,
            identifiers: ids.compactMap { identifier($0, true) } + unverified.compactMap { identifier($0, false) })
    }

    private static func identifier(_ text: String, _ verified: Bool) -> MatchIdentifier? {
        let parts = text.split(separator: ":").map(String.init)
        return IdentifierKind(rawValue: parts[0]).map { MatchIdentifier(kind: $0, value: parts[1], verified: verified) }
    }
}

@Suite("Matching: two records")
struct MatchRuleTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let one: MatchRecord
        let other: MatchRecord
        let rule: MatchRule
        var testDescription: String { what }

        init(_ what: String, _ one: MatchRecord, _ other: MatchRecord, _ rule: MatchRule) {
            self.what = what
            self.one = one
            self.other = other
            self.rule = rule
        }
    }

    private static func r(
        _ name: String, _ born: String? = "1990-05-01", _ postcode: String? = "CF10 1AA", sex: MatchRecord.Sex? = .male,
        aliases: [String] = [], address: String? = nil, ids: [String] = [], unverified: [String] = []
    ) -> MatchRecord {
        MatchSketch.record(
            1, name, born, postcode, sex: sex, aliases: aliases, address: address, ids: ids, unverified: unverified)
    }

    static let identifiers: [Row] = [
        Row(
            "one PNC ID, else strangers by name", r("Jac Evans", ids: ["pnc:A"]), r("Ali Khan", ids: ["pnc:A"]),
            .sharedIdentifier),
        Row(
            "one PNC ID, other date", r("Jac Evans", ids: ["pnc:A"]), r("Jac Evans", "1981-01-09", ids: ["pnc:A"]),
            .sharedIdentifier),
        Row(
            "one PNC ID, a generation apart", r("Jac Evans", ids: ["pnc:A"]), r("Jac Evans", "1971-01-09", ids: ["pnc:A"]),
            .parentAndChild),
        Row(
            "one CRN", r("Jac Evans", nil, nil, ids: ["crn:X"]), r("Jac Evans", nil, nil, ids: ["crn:X"]),
            .sharedIdentifier),
        Row(
            "one prison number", r("J Evans", ids: ["prison-number:P"]), r("Jac Evans", ids: ["prison-number:P"]),
            .sharedIdentifier),
        Row(
            "one CRO, two PNC IDs", r("Jac Evans", ids: ["pnc:A", "cro:C"]), r("Jac Evans", ids: ["pnc:B", "cro:C"]),
            .identifiersConflict),
        Row(
            "one PNC ID, sexes differ", r("Jo Evans", ids: ["pnc:A"]), r("Jo Evans", sex: .female, ids: ["pnc:A"]),
            .sexesContradict),
        Row(
            "one PNC ID, neither name nor date", r("Jac Evans", ids: ["pnc:A"]),
            r("Ali Khan", "1971-01-09", ids: ["pnc:A"]),
            .sharedByStrangers),
        Row(
            "a brother's PNC ID", r("Jac Evans", ids: ["pnc:A"]), r("Huw Evans", "1993-11-20", ids: ["pnc:A"]),
            .sharedByStrangers),
        Row(
            "one PNC ID, all else other", r("Jac Evans", ids: ["pnc:A"]),
            r("Zofia Kowalska", "2004-07-12", "LL57 2AA", sex: .female, ids: ["pnc:A"]), .sharedByStrangers),
        Row(
            "one ASN is one arrest", r("Jac Evans", nil, nil, ids: ["asn:S"]), r("Jac Evans", nil, nil, ids: ["asn:S"]),
            .nothingTies),
        Row(
            "one NHS number ties nobody", r("Jac Evans", nil, nil, ids: ["nhs:9"]),
            r("Al Khan", nil, nil, ids: ["nhs:9"]), .nothingTies),
        Row(
            "an unverified PNC ID ties nobody", r("Jac Evans", nil, nil, unverified: ["pnc:A"]),
            r("Jac Evans", nil, nil, unverified: ["pnc:A"]), .incomplete),
        Row(
            "verified here, unverified there", r("Jac Evans", nil, nil, ids: ["pnc:A"]),
            r("Jac Evans", nil, nil, unverified: ["pnc:A"]), .incomplete),
        Row(
            "an unverified PNC ID does not conflict", r("Jac Evans", ids: ["pnc:A"]),
            r("Jac Evans", unverified: ["pnc:B"]),
            .weight),
        Row(
            "name, birth, place, but two PNC IDs", r("Jac Evans", ids: ["pnc:A"]), r("Jac Evans", ids: ["pnc:B"]),
            .identifiersConflict),
    ]

    static let persons: [Row] = [
        Row("all agrees", r("Jac Evans"), r("JAC EVANS", "1990-05-01", "cf101aa"), .weight),
        Row("accents", r("Siân Wŷn", sex: .female), r("Sian WYN", sex: .female), .weight),
        Row("by an alias", r("Jac Evans"), r("Al Khan", aliases: ["Jac Evans"]), .weight),
        Row("changed places", r("Thomas James"), r("James Thomas"), .weight),
        Row("patronymic", r("Siôn ap Rhys"), r("Sion Aprhys"), .weight),
        Row("another form of a name", r("Dai Llywelyn"), r("Dafydd Llewellyn"), .weight),
        Row("another form, another second name", r("Dai Huw Evans"), r("Dafydd Gwyn Evans"), .weight),
        Row("another form, the second name's initial", r("Dai H Evans"), r("Dafydd Huw Evans"), .weight),
        Row("the sex unknown", r("Jac Evans"), r("Jac Evans", sex: nil), .weight),
        Row("no place", r("Jac Evans"), r("Jac Evans", "1990-05-01", nil), .likely),
        Row("half a postcode", r("Jac Evans"), r("Jac Evans", "1990-05-01", "CF10"), .likely),
        Row("elsewhere", r("Jac Evans"), r("Jac Evans", "1990-05-01", "LL57 2AA"), .likely),
        Row(
            "no fixed abode twice", r("Jac Evans", "1990-05-01", "NF1 1NF"), r("Jac Evans", "1990-05-01", "NF1 1NF"),
            .likely),
        Row(
            "one address, the flat left out",
            r("Jac Evans", "1990-05-01", nil, address: "Flat 8, 125 Llys Derwen, Barry"),
            r("Jac Evans", "1990-05-01", "CF62 5WX", address: "125 LLYS DERWEN, BARRY"), .weight),
        Row(
            "one street, two towns", r("Jac Evans", "1990-05-01", nil, address: "1 High Street, Barry"),
            r("Jac Evans", "1990-05-01", nil, address: "1 High Street, Rhyl"), .likely),
        Row(
            "no fixed abode is no address", r("Jac Evans", "1990-05-01", nil, address: "No fixed abode"),
            r("Jac Evans", "1990-05-01", nil, address: "No fixed abode"), .likely),
        Row("a slip in the name", r("Gareth Evans"), r("Garteh Evans"), .weight),
        Row("an initial", r("G Evans"), r("Gareth Evans"), .weight),
        Row("married", r("Siân Evans", sex: .female), r("Siân Khan", sex: .female), .weight),
        Row("double-barrelled", r("Siân Evans", sex: .female), r("Siân Evans-Jones", sex: .female), .weight),
        Row("twins", r("Jac Evans"), r("Huw Evans"), .relatives),
        Row("twin brother and sister", r("Jac Evans"), r("Siân Evans", sex: .female), .relatives),
        Row("father and son", r("Jac Evans", "1965-05-01"), r("Jac Evans"), .parentAndChild),
        Row("father and son, one digit apart", r("Jac Evans", "1970-05-01"), r("Jac Evans"), .parentAndChild),
        Row("a slip in the date", r("Jac Evans", "1991-05-01"), r("Jac Evans"), .weight),
        Row("day and month changed places", r("Jac Evans", "1990-01-05"), r("Jac Evans"), .weight),
        Row("no date", r("Jac Evans", nil), r("Jac Evans"), .incomplete),
        Row("sexes differ", r("Ceri Evans"), r("Ceri Evans", sex: .female), .sexesContradict),
        Row("sexes differ, elsewhere", r("Ceri Evans"), r("Ceri Evans", "1990-05-01", nil, sex: .female), .nothingTies),
        Row("a name that is a formula", r("=1+1 Evans"), r("=1+1 Evans"), .incomplete),
        Row("strangers under one roof", r("Jac Evans"), r("Ali Khan"), .nothingTies),
    ]

    @Test("Verified identifiers first", arguments: identifiers)
    func byIdentifier(_ row: Row) { check(row) }

    @Test(
        "Whoever shares a verified number that names one person is a question at least",
        arguments: identifiers.filter { row in row.one.identifiers.contains { $0.ties && row.other.identifiers.contains($0) } })
    func neverInSilence(_ row: Row) {
        #expect(MatchTrial.explained(row.one, row.other).verdict.outcome == (row.rule == .sharedIdentifier ? .same : .unsure))
    }

    @Test("Then name, date of birth and place", arguments: persons)
    func byPerson(_ row: Row) { check(row) }

    private func check(_ row: Row) {
        for (verdict, points) in [MatchTrial.explained(row.one, row.other), MatchTrial.explained(row.other, row.one)] {
            #expect(verdict.rule == row.rule, "\(verdict.weight)")
            #expect(abs(verdict.weight - points.reduce(0) { $0 + $1.bits }) < 1e-9)
        }
    }

    @Test("Every rule and point is said in both languages") func words() {
        for rule in MatchRule.allCases { #expect(rule.reason.en != rule.reason.cy) }
        for row in Self.identifiers + Self.persons {
            for point in MatchTrial.explained(row.one, row.other).points { #expect(point.text.en != point.text.cy) }
        }
    }

    @Test("A record is found by its numbers, and by what its names, date and places say together") func keys() {
        let record = Self.r("Dai Llywelyn", ids: ["pnc:A", "asn:S"], unverified: ["cro:C"])
        let found = Set(MatchTable.keys(of: record))
        #expect(found.contains(MatchKey(.pnc, "A").number))
        #expect(!found.contains(MatchKey(.cro, "C").number) && !found.contains(MatchKey(.asn, "S").number))
        let shared = { (other: MatchRecord) in !found.isDisjoint(with: MatchTable.keys(of: other)) }
        #expect(shared(Self.r("Llewellyn Dafydd", "1990-05-01", nil)))
        #expect(shared(Self.r("Ali Khan", aliases: ["Dafydd Llewellyn"])))
        #expect(shared(Self.r("Ali Khan", nil, nil, ids: ["pnc:A"])))
        #expect(!shared(Self.r("Ali Khan", "1971-01-09", "LL57 2AA", ids: ["pnc:B"])))
        #expect(!shared(Self.r("=1+1 Evans", nil, nil)))
    }

    @Test(
        "A number's key stays the same for ever",
        arguments: [("", Int64(-1_166_397_803_181_037_274)), ("pnc:2000/0000223R", -9_120_203_179_485_683_126)])
    func keyNumbers(text: String, number: Int64) { #expect(MatchKey(text).number == number) }
}
