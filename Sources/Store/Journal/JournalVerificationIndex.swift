import Domain

/// Whether the index by which pages find entries holds what the entries say, and nothing else: else somebody who looked could be left out of
/// "who looked" while every entry stands. Sums over hashes that differ with each run, so that nobody can make them fit; whatever the size
/// of the journal they take no room.
struct IndexSums {
    /// The place of an entry in the index, as far as it can be read from the entry.
    struct Entered: Sendable {
        let subjects, actor: Int
        let hour: String

        init(_ entry: Entry, _ place: Int64) {
            subjects = Set(entry.subjects).reduce(0) { $0 &+ IndexSums.hash($1, place) }
            actor = IndexSums.hash(entry.actor, place)
            hour = String(entry.at.iso.prefix(13))
        }
    }

    /// Places before this one are in the index.
    var end: Int64 = 0
    private var (subjects, actors) = (0, 0)
    private var hours: [String: ClosedRange<Int64>] = [:]

    private static func hash(_ value: Int64, _ place: Int64) -> Int {
        var hasher = Hasher()
        hasher.combine(value)
        hasher.combine(place)
        return hasher.finalize()
    }

    mutating func add(_ entered: Entered, at place: Int64) {
        guard place < end else { return }
        subjects &+= entered.subjects
        actors &+= entered.actor
        let known = hours[entered.hour]
        hours[entered.hour] = min(known?.lowerBound ?? place, place)...max(known?.upperBound ?? place, place)
    }

    func findings(_ connection: any Connection) throws -> [JournalFinding] {
        var found: [JournalFinding.Index] = []
        if try Self.sum(connection, "SELECT person_id, place FROM journal_subject") != subjects { found.append(.subjects) }
        if try Self.sum(connection, "SELECT actor, place FROM journal_actor") != actors { found.append(.actors) }
        var standing: [String: ClosedRange<Int64>] = [:]
        try connection.forEach("SELECT hour, first_place, last_place FROM journal_hour") { row in
            standing[row.text(0)] = min(row.integer(1), row.integer(2))...row.integer(2)
        }
        if standing != hours { found.append(.hours) }
        return found.map { JournalFinding(.altered, .index($0)) }
    }

    private static func sum(_ connection: any Connection, _ rows: SQL) throws -> Int {
        var sum = 0
        try connection.forEach(rows) { sum &+= hash($0.integer(0), $0.integer(1)) }
        return sum
    }
}
