import Domain
import Store

/// Where a record would belong among the people that are stored. Nothing is changed by asking.
struct LinkageFound: Sendable {
    /// Known, asked about, or new.
    let outcome: MatchOutcome
    let person: Int64?
    let weight: Double
    let rule: String
    let explanation: String
    /// Who may be meant: whose records were read.
    let looked: [Int64]
}

extension LinkageFound {
    /// The keys of the record, the people who share one, the comparison with each, and the explanation of the best.
    init(_ connection: any Connection, _ version: LinkageVersion, _ record: MatchRecord) throws {
        var table = MatchTable()
        let subject = table.read(record)
        let probe = table.probes([subject], version)[0]
        let candidates = try MatchCandidates.stored(connection, [probe], own: [0])[0]
        let people = try MatchCandidates.people(connection, candidates.records, &table)
        var matching = Matching(version, table)
        let placement = matching.place(subject, among: people.keys.sorted().compactMap { people[$0] })
        looked = people.keys.sorted()
        let best: PersonComparison?
        switch placement {
        case .new: (outcome, best) = (.different, nil)
        case .unsure(let doubts): (outcome, best) = (.unsure, doubts.first)
        case .join(let found, _): (outcome, best) = (.same, found)
        case .combine(let found, _): (outcome, best) = (.same, found.first)
        }
        person = best?.person
        weight = best?.verdict.weight ?? 0
        rule = best?.verdict.rule.rawValue ?? ""
        explanation = best.map { MatchExplanation($0, matching).json } ?? ""
    }
}
