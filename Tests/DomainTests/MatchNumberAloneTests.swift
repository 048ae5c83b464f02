import Testing

@testable import Domain

@Suite(
    "A number on a record that says little else ties nobody whom the person's other records speak against (issue 4, evidence rules)"
)
struct MatchNumberAloneTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let record: MatchRecord
        let known: [MatchRecord]
        /// Whether it joins; else the rule by which it is asked about, and with which of the records.
        let answer: Answer

        init(_ what: String, _ record: MatchRecord, _ known: [MatchRecord], _ answer: Answer) {
            testDescription = what
            self.record = record
            self.known = known
            self.answer = answer
        }
    }

    enum Answer: Sendable, Equatable {
        case joins
        case asked(MatchRule, with: Int64)
    }

    private static func r(
        _ number: Int64, _ name: String, _ born: String? = "1990-05-01", ids: [String] = ["pnc:A"]
    ) -> MatchRecord {
        MatchSketch.record(number, name, born, nil, sex: name.isEmpty ? nil : .male, ids: ids)
    }

    /// As the PNC's convictions say it: a number, and nothing about whose.
    private static let nameless = r(2, "", nil)
    private static let jac = r(1, "Jac Evans")
    /// Their number is another; that they are one person was found by one that they share no more, or said by an officer.
    private static let otherwise = r(1, "Jac Evans", ids: ["cro:C"])

    static let rows = [
        Row("nobody is known by the number but a record without a name", r(9, "Ali Khan", "1971-01-09"), [nameless], .joins),
        Row("the same name and birth", r(9, "Jac Evans"), [jac, nameless], .joins),
        Row("the same name, another birth", r(9, "Jac Evans", "1981-01-09"), [jac, nameless], .joins),
        Row(
            "the same name, a generation apart", r(9, "Jac Evans", "1971-01-09"), [jac, nameless],
            .asked(.parentAndChild, with: 1)),
        Row("another name, the same birth", r(9, "Ali Khan"), [jac, nameless], .joins),
        Row("another name and birth", r(9, "Ali Khan", "1971-01-09"), [jac, nameless], .asked(.sharedByStrangers, with: 1)),
        Row("another name and birth", r(9, "Ali Khan", "1971-01-09"), [nameless, jac], .asked(.sharedByStrangers, with: 1)),
        Row("another name and birth", r(9, "Ali Khan", "1971-01-09"), [jac], .asked(.sharedByStrangers, with: 1)),
        Row(
            "one of two names and births", r(9, "Ali Khan", "1971-01-09"), [jac, nameless, r(3, "Ali Khan", "1971-01-09")],
            .joins),
        Row(
            "of more who say less than the others", r(9, "Ali Khan", "1971-01-09"), [r(3, "Ali", nil), jac, nameless],
            .asked(.sharedByStrangers, with: 1)),
        Row(
            "a name without a birth", r(9, "Ali Khan", nil), [r(1, "Jac Evans", nil), nameless],
            .asked(.sharedByStrangers, with: 1)),
        Row("the same name without a birth", r(9, "Jac Evans", nil), [r(1, "Jac Evans", nil), nameless], .joins),
        Row("without a name itself", r(9, "", nil), [jac, nameless], .joins),
        Row("on a record without a name alone: the same", r(9, "Jac Evans"), [otherwise, nameless], .joins),
        Row(
            "on a record without a name alone: another", r(9, "Ali Khan", "1971-01-09"), [otherwise, nameless],
            .asked(.sharedByStrangers, with: 2)),
        Row(
            "on a record without a name alone: another name", r(9, "Ali Khan", nil), [otherwise, nameless],
            .asked(.sharedByStrangers, with: 2)),
    ]

    @Test("A record and what is known of one person", arguments: rows)
    func one(_ row: Row) {
        let placement = MatchTrial.place(row.record, among: [MatchTrial.Person(number: 1, records: row.known)])
        switch placement {
        case .join: #expect(row.answer == .joins)
        case .unsure(let doubts):
            let first = doubts.first
            #expect(row.answer == first.map { .asked($0.verdict.rule, with: $0.record) })
        case .new, .combine: Issue.record("\(placement)")
        }
    }

    @Test("A record without a name combines those of whom the number is not asked about, and no others")
    func combining() {
        func combines(_ one: MatchRecord, _ other: MatchRecord) -> Bool {
            let people = [one, other].enumerated().map { MatchTrial.Person(number: Int64($0), records: [$1]) }
            if case .combine = MatchTrial.place(Self.nameless, among: people) { return true }
            return false
        }
        #expect(combines(Self.jac, Self.r(3, "Jac Evans")))
        #expect(combines(Self.r(1, "Jac Evans", nil), Self.r(3, "Jac Evans", nil)))
        #expect(!combines(Self.jac, Self.r(3, "Ali Khan", "1971-01-09")))
        #expect(!combines(Self.r(1, "Jac Evans", nil), Self.r(3, "Ali Khan", nil)))
        #expect(!combines(Self.jac, Self.r(3, "Ali Khan", nil)))
    }

    @Test("Who is asked about for the number alone weighs what the evidence weighs, and no bar says otherwise")
    func honest() {
        for record in [Self.r(9, "Ali Khan", "1971-01-09"), Self.r(9, "Ali Khan", nil)] {
            let (verdict, points) = MatchTrial.explained(Self.jac, record)
            #expect(verdict.outcome == .unsure && verdict.weight < MatchTrial.version.model.review - 5)
            #expect(abs(points.reduce(0) { $0 + $1.bits } - verdict.weight) < 1e-9)
        }
    }

    @Test("A record that came to a person by the number alone is doubted; one whose name the person has is not")
    func loose() {
        var table = MatchTable()
        let subjects = [Self.jac, Self.nameless, Self.r(9, "Ali Khan", "1971-01-09"), Self.r(8, "Jac Evans")].map {
            table.read($0)
        }
        let person = MatchPerson(number: 1, records: subjects)
        var matching = Matching(MatchTrial.version, table)
        let loose = subjects.map { matching.loose($0, in: person)?.record }
        #expect(loose == [nil, nil, 1, nil])
    }
}
