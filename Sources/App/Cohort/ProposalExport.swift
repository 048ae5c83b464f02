import Domain
import Store

/// The current proposals as a file: a line for each record of a police force, probation or a prison.
struct ProposalExport: Sendable {
    static let columns = ["agency", "local_reference", "ogrs3_1y", "ogrs3_2y", "proposal", "marking"]
    static let batch = 1000

    let site: Site
    let actor: Actor

    /// Each batch is entered as a disclosure before it is handed to `write`. Returns the round and how many lines it had.
    func write(asOf: Day?, _ write: @Sendable (String) throws -> Void) async throws -> (round: Round, lines: Int) {
        let round = try await site.database.read { try RoundStore.latest($0, asOf: asOf) }
        try write(CSVWriter.line(ProposalExport.columns))
        var last: Int64 = 0
        var lines = 0
        while let batch = try await batch(round.id, after: last) {
            try await site.enter(
                actor,
                [
                    Event(
                        .disclosure, subjects: batch.people, records: ["selection_round:\(round.id)"],
                        fields: ["reference", "score", "proposal"])
                ])
            try write(batch.text)
            lines += batch.lines
            last = batch.people.last ?? last
        }
        return (round, lines)
    }

    private struct Batch: Sendable {
        var people: [Int64] = []
        var lines = 0
        var text = ""
    }

    private func batch(_ round: Int64, after start: Int64) async throws -> Batch? {
        try await site.database.read { connection in
            var batch = Batch()
            try connection.forEach(
                """
                SELECT s.person_id, r.agency, r.reference, k.percent_1y, s.percent_2y, s.proposal,
                  (SELECT COUNT(*) FROM case_marking m WHERE m.person_id = s.person_id AND m.ended_at IS NULL
                    AND m.descriptor = \(MarkingDescriptor.locsen.rawValue)) AS hidden
                FROM (SELECT person_id, score_id, percent_2y, proposal FROM proposal
                      WHERE round_id = \(round) AND person_id > \(start) ORDER BY person_id LIMIT \(ProposalExport.batch)) s
                JOIN record r ON r.person_id = s.person_id AND r.kind <> 'pnc'
                LEFT JOIN score k ON k.id = s.score_id ORDER BY s.person_id, r.id
                """
            ) { row in
                let person = row.integer(0)
                if batch.people.last != person { batch.people.append(person) }
                batch.lines += 1
                batch.text += CSVWriter.line([
                    row.text(1), row.text(2), row.isNull(3) ? "" : String(row.integer(3)),
                    row.isNull(4) ? "" : String(row.integer(4)), row.text(5),
                    (row.integer(6) > 0 ? MarkingLine(.officialSensitive, .locsen) : .personal).words,
                ])
            }
            return batch.people.isEmpty ? nil : batch
        }
    }
}
