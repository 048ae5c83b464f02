import Domain
import Store

/// The records that share a key with one, without those whose signature says that no review could come of the two: of a million records
/// a few are read.
struct MatchCandidates {
    /// Records that one is compared with: the likeliest of those that share a key.
    static let most = 200

    /// A record under one of its keys; no signature where none was kept.
    private struct Entry {
        let record: Int64
        let signature: MatchSignature?
    }

    /// Those of one key stand together, stored and waiting apart.
    private var entries: [Entry] = []
    private var blocks: [Int64: [Range<Int>]] = [:]
    /// What the present search has met.
    private var met: Set<Int64> = []

    init() {}

    /// The stored records of all keys of these.
    init(_ connection: any Connection, _ probes: [MatchProbe]) throws {
        let wanted = Set(probes.lazy.flatMap { $0.numbers + $0.keys }).sorted()
        guard !wanted.isEmpty else { return }
        let these = connection.table(of: wanted)
        let sharing = SpreadTable.matchKey.both.map { table -> SQL in
            "SELECT k.key, k.record_id, k.low, k.high FROM \(these) CROSS JOIN \(name: table) k WHERE k.key = value"
        }
        try walk(connection, SQL.joined(sharing, separator: " UNION ALL "), isFew: probes.count == 1)
    }

    /// Of a batch there are very many rows; few are quicker had at once. Those of one key come one after another.
    private mutating func walk(_ connection: any Connection, _ sql: SQL, isFew: Bool) throws {
        var block: (key: Int64, start: Int)?
        func take(_ key: Int64, _ entry: Entry) {
            if block?.key != key {
                close(block)
                block = (key, entries.count)
            }
            entries.append(entry)
        }
        if isFew {
            for row in try connection.query(sql) {
                let (low, high): (Int64?, Int64?) = (try row.get("low"), try row.get("high"))
                let signature = low.flatMap { low in high.map { MatchSignature(low, $0) } }
                take(try row.get("key"), Entry(record: try row.get("record_id"), signature: signature))
            }
        } else {
            try connection.forEach(sql) { row in
                let signature = row.isNull(2) ? nil : MatchSignature(row.integer(2), row.integer(3))
                take(row.integer(0), Entry(record: row.integer(1), signature: signature))
            }
        }
        close(block)
    }

    private mutating func close(_ block: (key: Int64, start: Int)?) {
        if let block { blocks[block.key, default: []].append(block.start..<entries.count) }
    }

    /// A record of which the database does not tell yet.
    mutating func add(_ record: Int64, _ probe: MatchProbe) {
        let place = entries.count
        entries.append(Entry(record: record, signature: probe.signature))
        for key in probe.numbers + probe.keys { blocks[key, default: []].append(place..<place + 1) }
    }

    /// Records to compare with, and whether some are left out for being so many.
    struct Found {
        var records: [Int64] = []
        var isCrowded = false
    }

    /// Those that the record of this number may belong with.
    mutating func sharing(_ probe: MatchProbe, with own: Int64) -> Found {
        met.removeAll(keepingCapacity: true)
        met.insert(own)
        var found: [(record: Int64, reach: Double)] = []
        for (keys, isNumber) in [(probe.numbers, true), (probe.keys, false)] {
            for place in keys.lazy.flatMap({ [blocks] in blocks[$0] ?? [] }).joined() {
                let entry = entries[place]
                guard met.insert(entry.record).inserted, let reach = reach(entry, probe, isNumber) else { continue }
                found.append((entry.record, reach))
            }
        }
        guard found.count > Self.most else { return Found(records: found.map(\.record)) }
        found.sort { ($0.reach, $0.record) > ($1.reach, $1.record) }
        return Found(records: found.prefix(Self.most).map(\.record), isCrowded: true)
    }

    private func reach(_ entry: Entry, _ probe: MatchProbe, _ isNumber: Bool) -> Double? {
        guard !isNumber, let signature = entry.signature else { return .infinity }
        return probe.reach(signature)
    }

    /// The people whose records these are, each with all of them, read into the table.
    static func people(
        _ connection: any Connection, _ records: [Int64], _ table: inout MatchTable
    ) throws -> [Int64: MatchPerson] {
        guard !records.isEmpty else { return [:] }
        var found: [Int64: [MatchSubject]] = [:]
        func read(_ which: SQL) throws {
            for row in try connection.query("SELECT \(MatchRecord.storedColumns) FROM record WHERE \(which)") {
                found[try row.get("person_id"), default: []].append(table.read(try MatchRecord(row)))
            }
        }
        try read("id \(connection.among(records)) AND person_id IS NOT NULL")
        // Most people have no other record: that is told by the index alone.
        let all: [Int64] = try connection.query(
            "SELECT id FROM record WHERE person_id \(connection.among(found.keys.sorted()))"
        )
        .map { try $0.get("id") }
        let others = Set(all).subtracting(records)
        if !others.isEmpty { try read("id \(connection.among(others.sorted()))") }
        return Dictionary(uniqueKeysWithValues: found.map { ($0, MatchPerson(number: $0, records: $1)) })
    }
}
