import Domain
import Store

/// A staged row that is to be stored.
struct StagedRow: Sendable {
    let row: Int
    let hash: Int64
    let reasons: String
    let raw: String
    let content: RowContent
}

/// Stores the rows of one batch in one transaction: the rows as received, what was made of them, and whose they are.
struct ImportBatch {
    let connection: any Connection
    let feed: String
    let importID: Int64
    let now: Instant

    private(set) var subjects: Set<Int64> = []
    private(set) var combined: [(survivor: Int64, others: [Int64])] = []
    private(set) var unsure: Set<Int> = []

    init(_ connection: any Connection, feed: String, importID: Int64, at now: Instant) {
        self.connection = connection
        self.feed = feed
        self.importID = importID
        self.now = now
    }

    /// New rows and rows that replace what is held.
    mutating func store(_ rows: [StagedRow]) throws {
        guard !rows.isEmpty else { return }
        let sources = try storeSources(rows)
        let records = try storeRecords(rows, sources)
        try storeFacts(rows, sources, records)
    }

    /// Rows that were outdated when they came: they become history of the row that counts.
    func keepOutdated(_ rows: [StagedRow]) throws -> Set<Int> {
        let held = try heldSources(rows.map(\.content.key))
        var kept: Set<Int> = []
        var versions: [[Value]] = []
        let known = try knownVersions(held.values.map(\.id))
        for row in rows {
            guard let source = held[row.content.key] else { continue }
            kept.insert(row.row)
            if source.hash == row.hash || known.contains(Version(source: source.id, hash: row.hash)) { continue }
            versions.append(version(of: source.id, importID, row.row, row.hash, row.content.updatedAt, "superseded", row.raw))
        }
        try connection.insert(into: "source_version", ImportBatch.versionColumns, versions)
        return kept
    }

    // MARK: rows as received

    private struct Source {
        let id: Int64
        let hash: Int64
        let row: Row
    }

    private struct Version: Hashable {
        let source: Int64
        let hash: Int64
    }

    private static let versionColumns = ["source_row_id", "import_id", "row", "hash", "updated_at", "why", "raw"]

    private func version(
        of source: Int64, _ importID: Int64, _ row: Int, _ hash: Int64, _ updatedAt: String, _ why: String, _ raw: String
    ) -> [Value] {
        [source.stored, importID.stored, row.stored, hash.stored, updatedAt.stored, why.stored, raw.stored]
    }

    private func heldSources(_ keys: [String]) throws -> [String: Source] {
        var held: [String: Source] = [:]
        for row in try connection.query(
            """
            SELECT id, source_key, hash, import_id, row, updated_at, raw FROM source_row
            WHERE feed = \(feed) AND source_key \(connection.among(keys))
            """)
        {
            held[try row.get("source_key")] = Source(id: try row.get("id"), hash: try row.get("hash"), row: row)
        }
        return held
    }

    private func knownVersions(_ sources: [Int64]) throws -> Set<Version> {
        guard !sources.isEmpty else { return [] }
        return try Set(
            connection.query("SELECT source_row_id, hash FROM source_version WHERE source_row_id \(connection.among(sources))")
                .map { Version(source: try $0.get("source_row_id"), hash: try $0.get("hash")) })
    }

    /// The number of the source row of each row of the batch, in its order.
    private func storeSources(_ rows: [StagedRow]) throws -> [Int64] {
        let held = try heldSources(rows.map(\.content.key))
        let fresh = rows.filter { held[$0.content.key] == nil }
        let ids = try connection.newIDs(for: "source_row", fresh.count)
        try connection.insert(
            into: "source_row",
            ["id", "feed", "source_key", "import_id", "row", "hash", "updated_at", "warnings", "raw"],
            zip(ids, fresh).map { id, row in
                [
                    id.stored, feed.stored, row.content.key.stored, importID.stored, row.row.stored, row.hash.stored,
                    row.content.updatedAt.stored, row.reasons.stored, row.raw.stored,
                ]
            })
        var numbers = Dictionary(zip(fresh.map(\.content.key), ids), uniquingKeysWith: { first, _ in first })
        for row in rows {
            guard let source = held[row.content.key] else { continue }
            numbers[row.content.key] = source.id
            try replace(source, with: row)
        }
        return rows.compactMap { numbers[$0.content.key] }
    }

    private func replace(_ source: Source, with row: StagedRow) throws {
        try connection.insert(
            into: "source_version", ImportBatch.versionColumns,
            [
                version(
                    of: source.id, try source.row.get("import_id"), try source.row.get("row"), source.hash,
                    try source.row.get("updated_at"), "replaced", try source.row.get("raw"))
            ])
        try connection.execute(
            """
            UPDATE source_row SET import_id = \(importID), row = \(row.row), hash = \(row.hash),
              updated_at = \(row.content.updatedAt), warnings = \(row.reasons), raw = \(row.raw)
            WHERE id = \(source.id)
            """)
    }

    // MARK: records and whose they are

    /// The number of the record that each row belongs to, in the batch's order.
    private mutating func storeRecords(_ rows: [StagedRow], _ sources: [Int64]) throws -> [Int64] {
        guard let agency = rows.first?.content.record.agency else { return [] }
        var held = try heldRecords(agency, rows.map(\.content.record.reference))
        var incoming: [IncomingRecord] = []
        var positions: [String: Int] = [:]
        for (row, source) in zip(rows, sources) where row.content.fact?.table != .custody {
            var record = row.content.record
            record.sourceRow = source
            if let position = positions[record.reference] {
                if record.updatedAt > incoming[position].updatedAt {
                    record.id = incoming[position].id
                    record.person = incoming[position].person
                    incoming[position] = record
                }
                continue
            }
            if let standing = held[record.reference] {
                guard record.kind != .pnc, record.updatedAt > standing.updatedAt || standing.source == source else { continue }
                record.id = standing.id
                record.person = standing.person
            }
            positions[record.reference] = incoming.count
            incoming.append(record)
        }
        try place(&incoming, held)
        for record in incoming { held[record.reference] = HeldRecord(record) }
        noteSubjects(rows, held, incoming)
        return try rows.map { row in
            guard let record = held[row.content.record.reference] else {
                throw StoreError.constraint("a row belongs to no record")
            }
            return record.id
        }
    }

    private struct HeldRecord {
        let id: Int64
        let person: Int64?
        let updatedAt: String
        let source: Int64

        init(_ record: IncomingRecord) {
            id = record.id
            person = record.person
            updatedAt = record.updatedAt
            source = record.sourceRow
        }

        init(_ row: Row) throws {
            id = try row.get("id")
            person = try row.get("person_id")
            updatedAt = try row.get("updated_at")
            source = try row.get("source_row_id")
        }
    }

    private func heldRecords(_ agency: Agency, _ references: [String]) throws -> [String: HeldRecord] {
        var held: [String: HeldRecord] = [:]
        for row in try connection.query(
            """
            SELECT id, reference, person_id, updated_at, source_row_id FROM record
            WHERE agency = \(agency.code) AND reference \(connection.among(Array(Set(references))))
            """)
        {
            held[try row.get("reference")] = try HeldRecord(row)
        }
        return held
    }

    private mutating func place(_ incoming: inout [IncomingRecord], _ held: [String: HeldRecord]) throws {
        guard !incoming.isEmpty else { return }
        let fresh = incoming.indices.filter { incoming[$0].id == 0 }
        for (index, id) in zip(fresh, try connection.newIDs(for: "record", fresh.count)) { incoming[index].id = id }
        let matches = incoming.map(\.match)
        let keys = matches.map(MatchKeys.of)
        var placing = try RecordPlacing(connection, incoming, keys: keys)
        for index in incoming.indices {
            incoming[index].person = placing.place(incoming[index], matches[index], keys: keys[index])
        }
        try write(incoming, keys, changed: Set(incoming.indices).subtracting(fresh), placing)
    }

    private mutating func write(
        _ incoming: [IncomingRecord], _ keys: [[MatchKey]], changed: Set<Int>, _ placing: RecordPlacing
    ) throws {
        let moved = Dictionary(
            placing.combinations.flatMap { union in union.others.map { ($0, union.survivor) } },
            uniquingKeysWith: { first, _ in first })
        func current(_ person: Int64?) -> Int64? {
            var person = person
            while let number = person, let next = moved[number] { person = next }
            return person
        }
        var records = incoming
        for index in records.indices { records[index].person = current(records[index].person) }
        let freshPeople = Set(placing.newPeople.filter { moved[$0] == nil })
        try writePeople(records, freshPeople)
        try forgetKeys(changed.map { records[$0].id })
        for index in changed { try update(records[index]) }
        try connection.insert(
            into: "record", IncomingRecord.columns,
            records.indices.filter { !changed.contains($0) }.map { records[$0].values })
        try connection.insert(
            into: "match_key", ["key", "record_id"],
            zip(records, keys).flatMap { record, keys in keys.map { [$0.number.stored, record.id.stored] } })
        try connection.insert(
            into: "record_link", ["record_id", "person_id", "since", "rule", "explanation"],
            placing.links.map {
                [
                    $0.record.stored, current($0.person).stored, now.stored, $0.rule.stored, $0.explanation.stored,
                ]
            })
        try adopt(placing.adopted.map { ($0.record, current($0.person)) })
        try settle(placing, freshPeople, records, current)
    }

    /// People that the batch began: made whole from its own records, without reading anything back.
    private func writePeople(_ records: [IncomingRecord], _ fresh: Set<Int64>) throws {
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

    private func adopt(_ adopted: [(record: Int64, person: Int64?)]) throws {
        for (record, person) in adopted {
            guard let person else { continue }
            try connection.execute("UPDATE record SET person_id = \(person) WHERE id = \(record) AND person_id IS NULL")
            try connection.execute(
                """
                INSERT INTO record_link (record_id, person_id, since, rule)
                VALUES (\(record), \(person), \(now), 'shared-identifier')
                """)
        }
    }

    private mutating func settle(
        _ placing: RecordPlacing, _ fresh: Set<Int64>, _ records: [IncomingRecord], _ current: (Int64?) -> Int64?
    ) throws {
        for union in placing.combinations {
            guard let survivor = current(union.survivor) else { continue }
            let stored = union.others.filter { !placing.newPeople.contains($0) }
            try PersonCombination.combine(
                connection, into: survivor, stored, rule: "shared-identifier", explanation: union.explanation, officer: 0,
                at: now)
            if !stored.isEmpty { combined.append((survivor, stored)) }
        }
        let touched = Set(records.compactMap(\.person) + placing.adopted.compactMap { current($0.person) })
        try PersonRefresh.refresh(connection, Array(touched.subtracting(fresh)))
        // An adopted PNC record gives a fresh person the agencies and areas of the national computer as well.
        try PersonRefresh.refresh(connection, placing.adopted.compactMap { current($0.person) }.filter(fresh.contains))
        try note(placing.doubts)
        subjects.formUnion(touched)
    }

    private mutating func note(_ doubts: [RecordPlacing.Doubt]) throws {
        for doubt in doubts {
            try connection.execute(
                """
                INSERT INTO match_review (record_id, other_record_id, points, explanation, state, made_at)
                VALUES (\(max(doubt.record, doubt.other)), \(min(doubt.record, doubt.other)), \(doubt.total),
                  \(doubt.explanation), 'open', \(now))
                ON CONFLICT (record_id, other_record_id) DO NOTHING
                """)
        }
        doubtful.formUnion(doubts.map(\.record))
    }

    /// Records that stand before somebody's review because of this batch.
    private(set) var doubtful: Set<Int64> = []

    private func update(_ record: IncomingRecord) throws {
        let pairs = zip(IncomingRecord.columns, record.values).dropFirst()
        let sets = pairs.map { name, value -> SQL in "\(name: name) = \(value)" }
        try connection.execute("UPDATE record SET \(SQL.joined(sets, separator: ", ")) WHERE id = \(record.id)")
    }

    private func forgetKeys(_ records: [Int64]) throws {
        guard !records.isEmpty else { return }
        let rows = try connection.query(
            "SELECT \(MatchRecord.storedColumns) FROM record WHERE id \(connection.among(records))")
        for row in rows {
            let keys = MatchKeys.of(try MatchRecord(row)).map(\.number)
            let id: Int64 = try row.get("id")
            try connection.execute("DELETE FROM match_key WHERE key \(connection.among(keys)) AND record_id = \(id)")
        }
    }

    private mutating func noteSubjects(
        _ rows: [StagedRow], _ held: [String: HeldRecord], _ incoming: [IncomingRecord]
    ) {
        subjects.formUnion(rows.compactMap { held[$0.content.record.reference]?.person })
        let doubted = Set(incoming.filter { doubtful.contains($0.id) }.map(\.reference))
        unsure.formUnion(rows.filter { doubted.contains($0.content.record.reference) }.map(\.row))
    }

    // MARK: facts

    private func storeFacts(_ rows: [StagedRow], _ sources: [Int64], _ records: [Int64]) throws {
        guard let table = rows.lazy.compactMap(\.content.fact).first?.table else { return }
        try connection.execute(
            "DELETE FROM \(name: table.rawValue) WHERE source_row_id \(connection.among(sources))")
        var values: [[Value]] = []
        for (index, row) in rows.enumerated() {
            guard let fact = row.content.fact else { continue }
            values.append([sources[index].stored, records[index].stored] + fact.values)
        }
        try connection.insert(into: table.rawValue, ["source_row_id", "record_id"] + table.columns, values)
    }
}
