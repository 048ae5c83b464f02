import Domain
import Store

/// Records of a batch that have a person already, and say something else of them than what is stored.
struct ChangedRecords {
    private struct Changed {
        let place: Int
        let person: Int64
    }

    private var changed: [Changed] = []

    /// Nothing was changed.
    init() {}

    init(_ records: [IncomingRecord], _ people: [Int64: MatchPerson]) {
        for (place, record) in records.enumerated() {
            guard let person = record.person, let known = people[person], known.count > 1,
                let stored = known.record(record.id), !stored.says(whatIsSaidBy: record.match)
            else { continue }
            changed.append(Changed(place: place, person: person))
        }
    }

    /// Those whom the rest of their person no longer holds. As in a full run, only a link that the rules made is doubted, and nothing is
    /// asked twice.
    /// - Parameters:
    ///   - subjects: the batch as it is compared.
    ///   - person: whose the records of a person are by now.
    func loose(
        _ connection: any Connection, _ subjects: [MatchSubject], _ matching: inout Matching,
        person: (Int64) -> MatchPerson?
    ) throws -> [(record: Int64, found: PersonComparison)] {
        var loose: [(record: Int64, found: PersonComparison)] = []
        for one in changed {
            let subject = subjects[one.place]
            guard let own = person(one.person), let found = matching.loose(subject, in: own) else { continue }
            loose.append((subject.number, found))
        }
        guard !loose.isEmpty else { return [] }
        let (byRule, asked) = try known(connection, loose.map(\.record))
        var seen = asked
        return loose.filter { byRule.contains($0.record) && seen.insert(RecordPair($0.record, $0.found.record)).inserted }
    }

    /// Of these records, those whom rules alone linked, and all that was asked about them.
    private func known(_ connection: any Connection, _ records: [Int64]) throws -> (Set<Int64>, Set<RecordPair>) {
        let these = connection.among(records)
        let asked = try connection.query(
            """
            SELECT record_id, other_record_id FROM match_review WHERE record_id \(these)
            UNION SELECT record_id, other_record_id FROM match_review WHERE other_record_id \(these)
            """)
        return (
            try RuleLinks.alone(connection, records),
            Set(try asked.map { RecordPair(try $0.get("record_id"), try $0.get("other_record_id")) })
        )
    }
}
