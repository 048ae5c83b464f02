import Domain
import Store

/// The records that share a key with one, without those whose signature says that no review could come of the two: of a million records
/// a few are read.
enum MatchCandidates {
    /// Records that one is compared with: the likeliest of those that share a key.
    static let most = 200

    /// Records to compare with, and whether some are left out for being so many.
    struct Found {
        var records: [Int64] = []
        var isCrowded = false
        /// Not even all of a block were looked at.
        var isCut = false
    }

    /// Who searches under a key.
    struct Wanting {
        let place: Int
        let isNumber: Bool
    }

    /// The stored records that each of these may belong with, in their order. No block is kept: each record is looked at as it comes, once
    /// for all that say the same.
    /// - Parameter own: the number under which each is stored itself, if it is.
    static func stored(_ connection: any Connection, _ probes: [MatchProbe], own: [Int64]) throws -> [Found] {
        let (distinct, places) = distinct(probes)
        var searches = distinct.map { MatchSearch($0) }
        let wanting = wanting(distinct)
        guard !wanting.isEmpty else { return probes.map { _ in Found() } }
        var (key, these): (Int64?, [Wanting]) = (nil, [])
        try walk(connection, wanting.keys.sorted(), isFew: probes.count == 1) { entryKey, record, signature in
            if key != entryKey {
                (key, these) = (entryKey, wanting[entryKey] ?? [])
                for one in these { searches[one.place].beginBlock() }
            }
            for one in these { searches[one.place].meet(record, one.isNumber ? nil : signature) }
        }
        return zip(places, own).map { searches[$0].found(besides: $1) }
    }

    /// By key, who searches under it.
    static func wanting(_ probes: [MatchProbe]) -> [Int64: [Wanting]] {
        var wanting: [Int64: [Wanting]] = [:]
        for (place, probe) in probes.enumerated() {
            for key in probe.numbers { wanting[key, default: []].append(Wanting(place: place, isNumber: true)) }
            for key in probe.keys { wanting[key, default: []].append(Wanting(place: place, isNumber: false)) }
        }
        return wanting
    }

    /// Each search once, and which of them is whose.
    static func distinct(_ probes: [MatchProbe]) -> (probes: [MatchProbe], places: [Int]) {
        var distinct: [MatchProbe] = []
        var known: [MatchRecord.Said: Int] = [:]
        let places = probes.map { probe in
            if let place = known[probe.said] { return place }
            distinct.append(probe)
            known[probe.said] = distinct.count - 1
            return distinct.count - 1
        }
        return (distinct, places)
    }

    /// All entries of these keys, those of one key one after another. Of a batch there are very many; few are quicker had at once.
    static func walk(
        _ connection: any Connection, _ keys: [Int64], isFew: Bool, _ each: (Int64, Int64, MatchSignature?) -> Void
    ) throws {
        let these = connection.table(of: keys)
        let entries = SpreadTable.matchKey.both.map { table -> SQL in
            "SELECT k.key, k.record_id, k.low, k.high FROM \(these) CROSS JOIN \(name: table) k WHERE k.key = value"
        }
        let sql = SQL.joined(entries, separator: " UNION ALL ")
        if isFew {
            for row in try connection.query(sql) {
                let (low, high): (Int64?, Int64?) = (try row.get("low"), try row.get("high"))
                each(
                    try row.get("key"), try row.get("record_id"),
                    low.flatMap { low in high.map { MatchSignature(low, $0) } })
            }
        } else {
            try connection.forEach(sql) { row in
                each(
                    row.integer(0), row.integer(1),
                    row.isNull(2) ? nil : MatchSignature(row.integer(2), row.integer(3)))
            }
        }
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
