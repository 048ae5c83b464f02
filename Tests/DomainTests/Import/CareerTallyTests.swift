import Domain
import Testing

@Suite("Which careers a file has whole (agency files, PNC: the rows of one PNC ID stand together)")
struct CareerTallyTests {
    /// `A`: a row of A; `a`: a refused row of A; `?`: a refused row that names nobody.
    private func whole(_ rows: String, batches: Int = 1_000) -> String {
        var tally = CareerTally()
        var found: [String: Bool] = [:]
        func drain() {
            for (name, career) in tally.drain() { found[name] = (found[name] ?? true) && career.isWhole }
        }
        for (number, letter) in rows.enumerated() {
            switch letter {
            case "?": tally.refuse(number + 1, of: nil)
            case _ where letter.isLowercase: tally.refuse(number + 1, of: letter.uppercased())
            default: tally.accept(number + 1, of: String(letter), courtDate: "2020-01-10")
            }
            if (number + 1) % batches == 0 { drain() }
        }
        drain()
        return found.filter(\.value).keys.sorted().joined()
    }

    @Test(
        "The batches make no difference",
        arguments: [
            ("AAB", "AB"), ("AaB", "B"), ("aA", ""), ("A?B", ""), ("?AB", "B"), ("AB?", "A"), ("AA?AB", "B"), ("A?aB", "B"),
            ("A??BC", "C"), ("A?b", ""), ("ABA", "AB"), ("ABa", "B"), ("ABC?", "AB"), ("?", ""),
        ], [1, 2, 1_000])
    func rows(row: (String, String), batches: Int) {
        #expect(whole(row.0, batches: batches) == row.1)
    }

    @Test func spansAndCourtDates() {
        var tally = CareerTally()
        tally.accept(3, of: "A", courtDate: "2020-01-10")
        tally.accept(4, of: "B", courtDate: "2020-01-10")
        tally.accept(7, of: "A", courtDate: "2021-02-11")
        let careers = tally.drain()
        #expect(careers["A"] == CareerTally.Career(rows: 3...7, courtDates: ["2020-01-10", "2021-02-11"]))
        #expect(careers["B"]?.rows == 4...4 && tally.drain().isEmpty)
    }

    @Test(
        "At least half of the court days held",
        arguments: [
            (["1"], ["1"], true), (["1"], ["2"], false), (["1", "2"], ["1"], true), (["1", "2", "3"], ["1"], false),
            (["1", "2", "3"], ["1", "2", "9"], true), (["1", "2", "3", "4"], ["3", "4"], true), ([], [], true),
        ])
    func speaks(held: [String], file: [String], answer: Bool) {
        #expect(CareerTally.speaks(for: Set(held), with: Set(file)) == answer)
    }
}
