import Domain
import Testing

@Suite("The date of birth that the records agree on (agency files, the people)")
struct BirthDateTests {
    typealias World = CohortWorld

    private static func votes(_ text: String) -> [BirthDateVote] {
        text.split(separator: " ").map { part in
            let fields = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            let holder: BirthDateVote.Holder =
                switch fields[0] {
                case "prison": .prison
                case "probation": .probation
                default: .police(updated: Instant(seconds: Int64(fields[0].dropFirst(6)) ?? 0))
                }
            return BirthDateVote(
                holder: holder, reference: fields[1], dateOfBirth: fields[2].isEmpty ? nil : Day(iso: "1990-01-0" + fields[2]))
        }
    }

    @Test(
        arguments: [
            ("", nil), ("police1:A:", nil), ("police1:A:1", 1),
            // most records
            ("police1:A:1 police2:B:1 prison:P:2", 1),
            ("police1:A:1 prison:P:2 probation:C:1", 1),
            // ties: prison, probation, police last updated
            ("police9:A:1 prison:P:2", 2), ("probation:C:1 prison:P:2", 2), ("police9:A:1 probation:C:2", 2),
            ("police1:A:1 police2:B:2", 2), ("police2:A:1 police1:B:2", 1),
            ("police1:A:1 police2:B:1 police3:D:2 probation:C:2", 2),
            // blanks do not vote
            ("police1:A:1 prison:P: probation:C:", 1),
            // one vote for each reference
            ("probation:C:1 probation:C:1 probation:C:1 police1:A:2 police2:B:2", 2),
            ("probation:C:1 probation:C:2 probation:C:2 police1:A:1", 2),
            // a nominal and a CRN of the same text are two references
            ("probation:X:1 police1:X:1 prison:P:2", 1),
            // no answer: the earlier, whatever the order
            ("police1:A:2 police1:B:1", 1), ("police1:A:1 police1:B:2", 1),
        ] as [(String, Int?)])
    func rule(text: String, born: Int?) {
        #expect(agreedDateOfBirth(BirthDateTests.votes(text)) == born.map { World.day("1990-01-0\($0)") })
    }
}
