import Domain
import Store

/// The records that rows make, and whose they are.
extension ImportBatch {
    /// The number of the record that each row belongs to, in the batch's order.
    mutating func storeRecords(_ rows: [StagedRow], _ sources: [Int64]) throws -> [Int64] {
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

    struct HeldRecord {
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

    func heldRecords(_ agency: Agency, _ references: [String]) throws -> [String: HeldRecord] {
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

    mutating func place(_ incoming: inout [IncomingRecord], _ held: [String: HeldRecord]) throws {
        guard !incoming.isEmpty else { return }
        let fresh = incoming.indices.filter { incoming[$0].id == 0 }
        for (index, id) in zip(fresh, try connection.newIDs(for: "record", fresh.count)) { incoming[index].id = id }
        var placing = try RecordPlacing(connection, incoming)
        for index in incoming.indices { incoming[index].person = placing.place(incoming[index], at: index) }
        crowded += placing.crowded.count
        try placing.askAgain()
        try write(incoming, changed: Set(incoming.indices).subtracting(fresh), placing)
    }
}
