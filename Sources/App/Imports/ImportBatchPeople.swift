import Domain
import Store

/// Writes what the placing of a batch's records came to: people, records, keys, links, unions, doubts.
extension ImportBatch {
    mutating func write(
        _ incoming: [IncomingRecord], changed: Set<Int>, _ placing: RecordPlacing
    ) throws {
        let moved = Dictionary(
            placing.combinations.flatMap { union in union.others.map { ($0, union.survivor) } },
            uniquingKeysWith: { first, _ in first })
        func current(_ person: Int64?) -> Int64? {
            var person = person
            while let number = person, let next = moved[number] { person = next }
            return person
        }
        let moment = now.stored
        var records = incoming
        for index in records.indices { records[index].person = current(records[index].person) }
        let freshPeople = Set(placing.newPeople.filter { moved[$0] == nil })
        try writePeople(records, freshPeople)
        try MatchKeys.forget(connection, changed.map { records[$0].id })
        for index in changed { try update(records[index]) }
        try connection.insert(
            into: "record", IncomingRecord.columns,
            records.indices.filter { !changed.contains($0) }.map { records[$0].values })
        try MatchKeys.insert(connection, zip(records.map(\.id), placing.probes))
        try connection.insert(
            into: "record_link", ["record_id", "person_id", "since", "rule", "explanation"],
            placing.links.map {
                [
                    $0.record.stored, current($0.person).stored, moment, $0.rule.stored, $0.explanation.stored,
                ]
            })
        try adopt(placing.adopted.compactMap { one in current(one.person).map { (one.record, $0, one.rule, one.explanation) } })
        try settle(placing, freshPeople, records, current)
    }

    /// People that the batch began: made whole from its own records, without reading anything back.
    func writePeople(_ records: [IncomingRecord], _ fresh: Set<Int64>) throws {
        guard !fresh.isEmpty else { return }
        var outlines: [Int64: [RecordOutline]] = [:]
        for record in records {
            guard let person = record.person, fresh.contains(person) else { continue }
            outlines[person, default: []].append(record.outline)
        }
        let people = outlines.keys.sorted().map {
            (id: $0, outline: PersonOutline(records: outlines[$0] ?? [], enrolledIn: []))
        }
        try PersonRefresh.insert(connection, people, at: now)
    }

    func adopt(_ adopted: [(record: Int64, person: Int64, rule: String, explanation: String)]) throws {
        for (record, person, rule, explanation) in adopted {
            try connection.execute("UPDATE record SET person_id = \(person) WHERE id = \(record) AND person_id IS NULL")
            try connection.execute(
                """
                INSERT INTO record_link (record_id, person_id, since, rule, explanation)
                VALUES (\(record), \(person), \(now), \(rule), \(explanation))
                """)
        }
    }

    mutating func settle(
        _ placing: RecordPlacing, _ fresh: Set<Int64>, _ records: [IncomingRecord], _ current: (Int64?) -> Int64?
    ) throws {
        for union in placing.combinations {
            guard let survivor = current(union.survivor) else { continue }
            let stored = union.others.filter { !placing.newPeople.contains($0) }
            try PersonCombination.combine(
                connection, into: survivor, stored, rule: union.rule, explanation: union.explanation, officer: 0, at: now)
            if !stored.isEmpty { combined.append((survivor, stored)) }
        }
        let touched = Set(records.compactMap(\.person) + placing.adopted.compactMap { current($0.person) })
        try PersonRefresh.refresh(connection, Array(touched.subtracting(fresh)))
        // An adopted PNC record gives a fresh person the agencies and areas of the national computer as well.
        try PersonRefresh.refresh(connection, placing.adopted.compactMap { current($0.person) }.filter(fresh.contains))
        try note(placing.doubts)
        subjects.formUnion(touched)
    }

    mutating func note(_ doubts: [RecordPlacing.Doubt]) throws {
        let pairs = doubts.map { RecordPair($0.record, $0.other) }
        var asked = try asked(Set(pairs.map(\.high)))
        let fresh = zip(pairs, doubts).filter { pair, _ in asked.insert(pair).inserted }
        try connection.insert(
            into: "match_review", ["record_id", "other_record_id", "points", "rule", "explanation", "state", "made_at"],
            fresh.map { pair, doubt in
                [
                    pair.high.stored, pair.low.stored, doubt.total.stored, doubt.rule.stored, doubt.explanation.stored,
                    "open".stored, now.stored,
                ]
            })
        doubtful.formUnion(doubts.map(\.record))
    }

    /// The pairs of these records that stand before somebody’s review, or stood there.
    private func asked(_ records: Set<Int64>) throws -> Set<RecordPair> {
        let these = connection.table(of: records.sorted())
        let rows = try connection.query(
            "SELECT record_id, other_record_id FROM \(these) CROSS JOIN match_review WHERE record_id = value")
        return try Set(rows.map { RecordPair(try $0.get("record_id"), try $0.get("other_record_id")) })
    }

    func update(_ record: IncomingRecord) throws {
        let pairs = zip(IncomingRecord.columns, record.values).dropFirst()
        let sets = pairs.map { name, value -> SQL in "\(name: name) = \(value)" }
        try connection.execute("UPDATE record SET \(SQL.joined(sets, separator: ", ")) WHERE id = \(record.id)")
    }

    mutating func noteSubjects(
        _ rows: [StagedRow], _ held: [String: HeldRecord], _ incoming: [IncomingRecord]
    ) {
        subjects.formUnion(rows.compactMap { held[$0.content.record.reference]?.person })
        let doubted = Set(incoming.filter { doubtful.contains($0.id) }.map(\.reference))
        unsure.formUnion(rows.filter { doubted.contains($0.content.record.reference) }.map(\.row))
    }
}
