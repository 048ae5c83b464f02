import Domain
import Store

/// What a full run would change about a pair of records.
struct LinkageFinding: Sendable {
    enum Kind: String, Codable, Sendable, CaseIterable {
        /// Two people would be joined.
        case join
        /// Two people would stand before somebody's review.
        case doubt
        /// A record was linked by rule to a person whose other records no longer hold it.
        case loose
    }

    let kind: Kind
    let record: Int64
    let other: Int64
    let person: Int64
    let otherPerson: Int64
    let weight: Double
    let rule: MatchRule
    let explanation: String

    var people: [Int64] { [person, otherPerson].sorted() }

    /// What may be joined before what is asked, then the heavier.
    func isStronger(than other: LinkageFinding) -> Bool {
        if (kind == .join) != (other.kind == .join) { return kind == .join }
        return weight != other.weight ? weight > other.weight : (record, self.other) > (other.record, other.other)
    }
}

/// Weighs some stored records against all that share a key with them, as an import would weigh them today.
struct LinkageFindings {
    private let connection: any Connection
    private(set) var matching: Matching
    private var people: [Int64: MatchPerson] = [:]
    private var locks: Set<RecordPair> = []
    private var asked: Set<RecordPair> = []
    /// How many questions there are, or were, about each record.
    private var askedOf: [Int64: Int] = [:]
    /// Records that so many others are like that not all were compared, or not all are asked about.
    private(set) var crowded = 0
    private var askedPeople: Set<RecordPair> = []
    private var byRule: Set<Int64> = []
    private var enrolled = RunningEnrolments()
    private let subjects: [(subject: MatchSubject, person: Int64)]
    private var sharing: [MatchCandidates.Found] = []
    private var owners: [Int64: Int64] = [:]

    /// The records after `start`, by their numbers; nil when there is none left.
    init?(_ connection: any Connection, _ version: LinkageVersion, after start: Int64, count: Int) throws {
        try self.init(connection, version, "id > \(start)", count: count) { subjects, probes in
            try MatchCandidates.stored(connection, probes, own: subjects.map(\.number))
        }
        guard !subjects.isEmpty else { return nil }
    }

    /// What a full run would do today about two records: each against the person of the other. nil for nothing.
    static func of(
        _ connection: any Connection, _ version: LinkageVersion, _ pair: RecordPair
    ) throws -> LinkageFinding? {
        var both = try LinkageFindings(connection, version, "id IN (\(pair.low), \(pair.high))", count: 2) { subjects, _ in
            subjects.map { MatchCandidates.Found(records: [$0.number == pair.low ? pair.high : pair.low]) }
        }
        guard let one = both.owners[pair.low], let other = both.owners[pair.high] else { return nil }
        let found = both.all()
        guard one != other else { return found.first { $0.kind == .loose && RecordPair($0.record, $0.other) == pair } }
        return found.first { $0.kind != .loose && Set($0.people) == [one, other] }
    }

    private init(
        _ connection: any Connection, _ version: LinkageVersion, _ which: SQL, count: Int,
        _ share: ([MatchSubject], [MatchProbe]) throws -> [MatchCandidates.Found]
    ) throws {
        self.connection = connection
        let rows = try connection.query(
            """
            SELECT \(MatchRecord.storedColumns) FROM record WHERE \(which) AND person_id IS NOT NULL AND kind <> 'pnc'
            ORDER BY id LIMIT \(count)
            """)
        var table = MatchTable()
        subjects = try rows.map { (table.read(try MatchRecord($0)), try $0.get("person_id")) }
        matching = Matching(version, MatchTable())
        guard !subjects.isEmpty else { return }
        let all = subjects.map(\.subject)
        let probes = table.probes(all, version)
        sharing = try share(all, probes)
        try load(&table)
        sharing = try MatchLeftOut.told(connection, sharing, probes, own: all.map(\.number), owners: owners)
        matching = Matching(version, table)
    }

    var count: Int { subjects.count }
    var last: Int64 { subjects.last?.subject.number ?? 0 }
    /// Whose records were looked at.
    var looked: [Int64] { people.keys.sorted() }

    private mutating func load(_ table: inout MatchTable) throws {
        let ids = Array(Set(sharing.lazy.flatMap(\.records)).union(subjects.map(\.subject.number)))
        people = try MatchCandidates.people(connection, ids, &table)
        for person in people.values {
            for record in person.numbers { owners[record] = person.number }
        }
        enrolled = try RunningEnrolments(connection, people.keys.sorted())
        try loadDecided(Array(owners.keys))
    }

    private mutating func loadDecided(_ ids: [Int64]) throws {
        let these = connection.among(ids)
        locks = try Set(
            connection.query("SELECT record_a, record_b FROM match_lock WHERE record_a \(these)").map {
                RecordPair(try $0.get("record_a"), try $0.get("record_b"))
            })
        asked = try Set(
            connection.query("SELECT record_id, other_record_id FROM match_review WHERE record_id \(these)").map {
                RecordPair(try $0.get("record_id"), try $0.get("other_record_id"))
            })
        for pair in asked { for record in [pair.low, pair.high] { askedOf[record, default: 0] += 1 } }
        askedPeople = Set(
            asked.compactMap { pair in
                owners[pair.low].flatMap { one in owners[pair.high].map { RecordPair(one, $0) } }
            })
        byRule = try RuleLinks.alone(connection, ids)
    }

    /// Each pair of people once, by the heaviest of their pairs.
    mutating func all() -> [LinkageFinding] {
        var found: [[Int64]: LinkageFinding] = [:]
        var loose: [LinkageFinding] = []
        for (place, one) in subjects.enumerated() {
            for finding in likeliest(place) where found[finding.people].map({ finding.isStronger(than: $0) }) ?? true {
                found[finding.people] = finding
            }
            if let finding = looseness(one) { loose.append(finding) }
        }
        return found.values.sorted { ($0.record, $0.other) < ($1.record, $1.other) } + loose
    }

    /// About one record no more is asked than an import would ask, what was asked before included.
    private mutating func likeliest(_ place: Int) -> [LinkageFinding] {
        let one = subjects[place]
        var all: [LinkageFinding] = []
        for person in candidates(place) {
            guard let comparison = matching.compare(one.subject, person, locks: locks) else { continue }
            if let finding = finding(one, comparison, person) { all.append(finding) }
        }
        all.sort { $0.isStronger(than: $1) }
        let joins = all.prefix { $0.kind == .join }
        let left = max(0, RecordPlacing.mostDoubts - (askedOf[one.subject.number] ?? 0))
        if all.count - joins.count > left || sharing[place].isCrowded { crowded += 1 }
        return Array(joins) + all.dropFirst(joins.count).prefix(left)
    }

    private func candidates(_ place: Int) -> [MatchPerson] {
        let own = subjects[place].person
        let found = Set(sharing[place].records.compactMap { owners[$0] })
        return found.subtracting([own]).sorted().compactMap { people[$0] }
    }

    private mutating func finding(
        _ one: (subject: MatchSubject, person: Int64), _ comparison: PersonComparison, _ person: MatchPerson
    ) -> LinkageFinding? {
        let pair = RecordPair(one.subject.number, comparison.record)
        guard comparison.verdict.outcome != .different, !isAsked(one.person, person.number), let own = people[one.person] else {
            return nil
        }
        let joins =
            comparison.verdict.outcome == .same && matching.canCombine([own, person], locks: locks)
            && enrolled.twice([own.number, person.number]) == nil
        return LinkageFinding(
            kind: joins ? .join : .doubt, record: pair.high, other: pair.low, person: one.person, otherPerson: person.number,
            weight: comparison.verdict.weight, rule: comparison.verdict.rule,
            explanation: MatchExplanation(comparison, matching).json)
    }

    /// A question about any of their records is a question about both people.
    private func isAsked(_ one: Int64, _ other: Int64) -> Bool { askedPeople.contains(RecordPair(one, other)) }

    /// Nobody's word is doubted: only a link that the rules made.
    private mutating func looseness(_ one: (subject: MatchSubject, person: Int64)) -> LinkageFinding? {
        guard byRule.contains(one.subject.number), let own = people[one.person],
            let comparison = matching.loose(one.subject, in: own),
            !asked.contains(RecordPair(one.subject.number, comparison.record))
        else { return nil }
        return LinkageFinding(
            kind: .loose, record: max(one.subject.number, comparison.record),
            other: min(one.subject.number, comparison.record), person: one.person, otherPerson: one.person,
            weight: comparison.verdict.weight, rule: .noLongerHolds, explanation: MatchExplanation(comparison, matching).json)
    }
}
