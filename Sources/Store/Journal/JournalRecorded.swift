import Domain

/// How the rows of a table stand in the journal: so that a row which no entry explains is found.
public struct RecordedRows: Sendable {
    public let table: String
    /// The rows: `what` names the row, `names` what entries call it (any of several, parted by blanks), `actor` and `at` say who wrote it and
    /// when, NULL where the row does not tell.
    let rows: SQL
    /// Rows are never taken away: what an entry names is there, unless another says that it was erased.
    let isKept: Bool

    public init(_ table: String, isKept: Bool = false, _ rows: SQL) {
        self.table = table
        self.rows = rows
        self.isKept = isKept
    }
}

/// Checks that every change has its entry: one of a change that names the row, by the same officer, at the same time.
struct RecordedChanges {
    /// A row and its entry are written in one transaction; each asks the clock once.
    static let tolerance: Int64 = 60_000_000

    private struct Act {
        let at: Int64
        let actor: Int64
    }

    /// That an act names somebody or something, and where the one before it of the same name is; -1 when there is none.
    private struct Naming {
        let act: Int32
        let before: Int32
    }

    private var acts: [Act] = []
    private var namings: [Naming] = []
    /// The last naming of each name.
    private var last: [String: Int32] = [:]
    private let erased: Set<String>
    private(set) var findings: [JournalFinding] = []
    private(set) var count = 0

    init(_ connection: any Connection) throws {
        erased = try RecordedChanges.erased(connection)
        try connection.forEach(
            """
            SELECT j.at, j.actor, j.kind, j.subjects, j.records FROM journal j
            WHERE j.kind NOT IN (\(EntryKind.consultation), \(EntryKind.disclosure)) ORDER BY j.number
            """
        ) { row in
            acts.append(Act(at: Instant(iso: row.text(0))?.microseconds ?? 0, actor: row.integer(1)))
            let kind = row.text(2)
            var tables: [Substring] = []
            // Of the security entries those about accounts; others tell what was asked for.
            for name in row.text(4).blankParted where kind != EntryKind.security.rawValue || name.hasPrefix("officer:") {
                add(String(name))
                let table = name.prefix { $0 != ":" }
                if !tables.contains(table) { tables.append(table) }
            }
            for table in tables { add(String(table)) }
            for subject in row.text(3).blankParted { add("person:\(subject)") }
        }
    }

    /// The act that was read last names it.
    private mutating func add(_ name: String) {
        let before = last.updateValue(Int32(namings.count), forKey: name) ?? -1
        namings.append(Naming(act: Int32(acts.count - 1), before: before))
    }

    /// What entries say was erased.
    static func erased(_ connection: any Connection) throws -> Set<String> {
        var names: Set<String> = []
        try connection.forEach("SELECT j.records FROM journal j WHERE j.kind = \(EntryKind.erasure)") { row in
            names.formUnion(row.text(0).blankParted.map(String.init))
        }
        return names
    }

    mutating func check(_ connection: any Connection, _ recorded: RecordedRows) throws {
        var seen: Set<String> = []
        var unrecorded: [String] = []
        var number = 0
        try connection.forEach("SELECT q.what, q.names, q.actor, q.at FROM (\(recorded.rows)) q") { row in
            number += 1
            let name = row.text(0)
            if recorded.isKept { seen.insert(name) }
            let actor = row.isNull(2) ? nil : row.integer(2)
            let at = row.isNull(3) ? nil : Instant(iso: row.text(3))?.microseconds ?? 0
            let isNamed = row.text(1).blankParted.contains { has(String($0), actor, at) }
            if !isNamed { unrecorded.append(name) }
        }
        count += number
        if recorded.isKept {
            let prefix = "\(recorded.table):"
            unrecorded += last.keys.filter { $0.hasPrefix(prefix) && !seen.contains($0) && !erased.contains($0) }
        }
        findings += unrecorded.sorted().map { JournalFinding(.unrecorded, .record($0)) }
    }

    private func has(_ name: String, _ actor: Int64?, _ at: Int64?) -> Bool {
        var place = last[name] ?? -1
        while place >= 0 {
            let (act, before) = (acts[Int(namings[Int(place)].act)], namings[Int(place)].before)
            let isTheirs = actor == nil || actor == act.actor
            if isTheirs, at.map({ abs($0 - act.at) <= RecordedChanges.tolerance }) ?? true { return true }
            place = before
        }
        return false
    }
}
