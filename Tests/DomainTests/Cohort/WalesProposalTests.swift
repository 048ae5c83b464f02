import Domain
import Foundation
import Support
import Testing

@Suite("The proposals of the 2,000 invented people of Wales (agency files, truth/proposals.csv)")
struct WalesProposalTests {
    @Test("Every proposal equals the truth, field by field")
    func everyProposal() throws {
        let files = try WalesFiles()
        let table = try OffenceTable(file: RuleFile(ShippedWales.offenceCodes))
        let asOf = CohortWorld.day("2026-11-01")
        let people = files.criminalRecords()
        let unknown = CriminalRecord(hasAcceptedRecord: false, hasPNC: false, sex: nil, dateOfBirth: nil)
        var different: [(mine: [String], truth: [String])] = []
        for row in files.truth.rows {
            let record = people[row[0]] ?? unknown
            let proposal = Proposal(record, asOf: asOf, settings: .shipped, offences: table)
            let mine = [row[0]] + WalesProposalTests.fields(proposal)
            if mine != row { different.append((mine, row)) }
        }
        #expect(files.truth.rows.count == 2000)
        #expect(different.isEmpty, "\(different.count) differ, such as \(different.prefix(3))")
    }

    /// The columns of `truth/proposals.csv` after the person.
    private static func fields(_ proposal: Proposal) -> [String] {
        let facts = proposal.facts
        func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "" }
        let known = facts.sanctions > 0
        let scored = facts.sex != nil
        return [
            known ? "\(facts.sanctions)" : "", facts.firstSanction?.iso ?? "", text(facts.ageAtFirstSanction),
            facts.convictionDate?.iso ?? "", facts.current?.code.text ?? "", facts.current?.marks?.ogrs3.group?.code ?? "",
            facts.current.map { $0.standing.isNeighbourhood ? "Y" : "N" } ?? "", facts.followup?.start.iso ?? "",
            facts.followup?.basis.rawValue ?? "", scored ? text(facts.ageAtConviction) : "",
            scored ? text(facts.ageAtFollowup) : "", known ? "\(facts.sanctionsRecently)" : "",
            text(proposal.score?.percentOneYear), text(proposal.score?.percentTwoYear), proposal.band?.rawValue ?? "",
            proposal.kind.rawValue, proposal.reason?.rawValue ?? "", facts.statutory.isEmpty ? "N" : "Y",
            facts.statutory.code,
        ]
    }
}
