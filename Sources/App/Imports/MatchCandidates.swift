import Domain
import Store

/// The records that share a key with one, without those whose signature says that no review could come of the two: of a million records
/// a few are read.
struct MatchCandidates {
    /// Records that one is compared with: the likeliest of those that share a key.
    static let most = 200

    /// A record that shares a key with some other; no signature where it came before signatures were kept.
    private struct Entry {
        let record: Int64
        let signature: MatchSignature?
    }

    private var entries: [Entry] = []
    private var places: [Int64: Int32] = [:]
    private var blocks: [Int64: [Int32]] = [:]
    /// By entry, the last search that met it.
    private var met: [Int32] = []
    private var searches: Int32 = 0

    init() {}

    /// The stored records of all keys of these.
    init(_ connection: any Connection, _ probes: [MatchProbe]) throws {
        let wanted = Set(probes.lazy.flatMap { $0.numbers + $0.keys }).sorted()
        guard !wanted.isEmpty else { return }
        let these = connection.among(wanted)
        for table in SpreadTable.matchKey.both {
            try connection.forEach(
                """
                SELECT k.key, k.record_id, s.low, s.high FROM \(name: table) k
                LEFT JOIN match_signature s ON s.record_id = k.record_id WHERE k.key \(these)
                """
            ) { row in
                let isSigned = !row.isNull(2)
                add(
                    row.integer(1), to: row.integer(0),
                    isSigned ? MatchSignature(row.integer(2), row.integer(3)) : nil)
            }
        }
    }

    /// A record of which no other is told by the database yet.
    mutating func add(_ record: Int64, _ probe: MatchProbe) {
        for key in probe.numbers + probe.keys { add(record, to: key, probe.signature) }
    }

    private mutating func add(_ record: Int64, to key: Int64, _ signature: MatchSignature?) {
        let next = Int32(entries.count)
        let place = places[record] ?? next
        if place == next {
            places[record] = next
            entries.append(Entry(record: record, signature: signature))
            met.append(0)
        }
        blocks[key, default: []].append(place)
    }

    /// Records to compare with, and whether some are left out for being so many.
    struct Found {
        var records: [Int64] = []
        var isCrowded = false
    }

    /// Those that the record of this number may belong with.
    mutating func sharing(_ probe: MatchProbe, with own: Int64) -> Found {
        searches += 1
        var found: [(record: Int64, reach: Double)] = []
        for (keys, isNumber) in [(probe.numbers, true), (probe.keys, false)] {
            for key in keys {
                for place in blocks[key] ?? [] where met[Int(place)] != searches {
                    met[Int(place)] = searches
                    let entry = entries[Int(place)]
                    guard entry.record != own, let reach = reach(entry, probe, isNumber) else { continue }
                    found.append((entry.record, reach))
                }
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
        let these = connection.among(records)
        try read("id \(these) AND person_id IS NOT NULL")
        // Most people have no other record: that is told by the index alone.
        try read("person_id \(connection.among(found.keys.sorted())) AND NOT (id \(these))")
        return Dictionary(uniqueKeysWithValues: found.map { ($0, MatchPerson(number: $0, records: $1)) })
    }
}
