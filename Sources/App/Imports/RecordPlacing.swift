import Domain
import Store

/// Places the records of one batch among the people known: by what is stored, and by what the batch itself brings.
struct RecordPlacing {
    /// A pair that somebody must look at.
    struct Doubt {
        let record: Int64
        let other: Int64
        let total: Int
        /// The code of the rule that decided.
        let rule: String
        let explanation: String
    }

    /// How a record came to its person.
    struct Link {
        let record: Int64
        let person: Int64
        let rule: String
        let explanation: String
    }

    private let connection: any Connection
    private var table = MatchTable()
    private var matching: Matching
    /// The records of the batch as they are compared, and their keys.
    private var subjects: [MatchSubject]
    private(set) var keys: [[Int64]]
    private var people: [Int64: MatchPerson] = [:]
    private var peopleByKey: [Int64: Set<Int64>] = [:]
    private var orphansByKey: [Int64: [MatchSubject]] = [:]
    /// Records of nobody that have found their person.
    private var owned: Set<Int64> = []
    private var locks: Set<RecordPair> = []
    private var enrolled = RunningEnrolments()
    private var freshPeople: ArraySlice<Int64>

    private(set) var links: [Link] = []
    private(set) var doubts: [Doubt] = []
    /// People found to be one: the survivor and those who became it.
    private(set) var combinations: [(survivor: Int64, others: [Int64], explanation: String)] = []
    private(set) var newPeople: [Int64] = []
    /// PNC records that belonged to nobody until now.
    private(set) var adopted: [(record: Int64, person: Int64)] = []

    init(_ connection: any Connection, _ records: [IncomingRecord]) throws {
        try self.init(trial: connection, records)
        freshPeople = try connection.newIDs(for: "person", records.count { $0.kind != .pnc && $0.person == nil })[...]
    }

    /// For looking only: nothing is numbered, and a record of the batch is weighed against what is stored alone.
    init(trial connection: any Connection, _ records: [IncomingRecord]) throws {
        self.connection = connection
        freshPeople = []
        let version = try LinkageVersions.inUse(connection)
        var table = MatchTable()
        subjects = records.map { table.read($0.match) }
        keys = table.keys(subjects)
        matching = Matching(version, MatchTable())
        self.table = table
        try load(records)
        matching = Matching(version, self.table)
    }

    /// Whether the record at this place of the batch would stand before somebody's review.
    mutating func wouldDoubt(_ place: Int) -> Bool {
        let known = candidates(subjects[place].number, keys[place])
        return !known.isEmpty && !placement(of: subjects[place], among: known).doubts.isEmpty
    }

    private func candidates(_ record: Int64, _ keys: [Int64]) -> [MatchPerson] {
        var sharing: Set<Int64> = []
        var once: Set<Int64> = []
        for key in keys {
            guard let those = peopleByKey[key] else { continue }
            if those.count <= MatchCandidates.most {
                sharing.formUnion(those)
            } else {
                sharing.formUnion(those.filter { !once.insert($0).inserted })
            }
        }
        return sharing.sorted().compactMap { people[$0] }.map { person in
            MatchPerson(number: person.number, records: person.records.filter { $0.number != record })
        }.filter { !$0.records.isEmpty }
    }

    /// The person to whom the record at this place of the batch belongs now; nil for a PNC record that no other record names.
    mutating func place(_ record: IncomingRecord, at place: Int) -> Int64? {
        let placement = placement(of: subjects[place], among: candidates(record.id, keys[place]))
        for doubt in placement.doubts where doubt.person != record.person { note(doubt, record.id) }
        let person = settle(placement, record)
        if let person { add(subjects[place], keys[place], to: person) }
        return person
    }

    /// The rules never make one person of two who are both enrolled in an area: somebody must say which enrolment ends.
    private mutating func placement(of match: MatchSubject, among known: [MatchPerson]) -> Placement {
        let placement = matching.place(match, among: known, locks: locks)
        guard case .combine(let found, let doubts) = placement, enrolled.twice(found.map(\.person)) != nil else {
            return placement
        }
        return .unsure(found + doubts)
    }

    private mutating func settle(_ placement: Placement, _ record: IncomingRecord) -> Int64? {
        switch placement {
        case .join(let found, _):
            return join(found, record)
        case .combine(let found, _):
            let all = Set(found.map { $0.person } + [record.person].compactMap { $0 }).sorted()
            if let standing = record.person, !canUnite(all) {
                for one in found where one.person != standing { note(one, record.id) }
                return standing
            }
            let survivor = all[0]
            let why = found.first.map { MatchExplanation($0, matching).json } ?? ""
            unite(survivor, Array(all.dropFirst()), why)
            if record.person == nil, let first = found.first {
                links.append(Link(record: record.id, person: survivor, rule: first.verdict.rule.rawValue, explanation: why))
            }
            return survivor
        case .new, .unsure:
            if let person = record.person { return person }
            guard record.kind != .pnc else { return nil }
            return beginPerson(record.id)
        }
    }

    private mutating func join(_ found: PersonComparison, _ record: IncomingRecord) -> Int64 {
        let why = MatchExplanation(found, matching).json
        guard let standing = record.person else {
            links.append(
                Link(record: record.id, person: found.person, rule: found.verdict.rule.rawValue, explanation: why))
            return found.person
        }
        guard standing != found.person else { return standing }
        // A changed record now ties its person to another: one person if nothing keeps them apart, else a question.
        guard canUnite([standing, found.person]) else {
            note(found, record.id)
            return standing
        }
        let survivor = min(standing, found.person)
        unite(survivor, [max(standing, found.person)], why)
        return survivor
    }

    /// Whether these are people of whom one may be made: the records that brought them here tie them, and nothing else keeps them apart.
    private mutating func canUnite(_ numbers: [Int64]) -> Bool {
        let all = numbers.compactMap { people[$0] }
        return all.count == numbers.count && enrolled.twice(numbers) == nil && matching.canCombine(all, locks: locks)
    }

    private mutating func beginPerson(_ record: Int64) -> Int64? {
        guard let person = freshPeople.popFirst() else { return nil }
        newPeople.append(person)
        people[person] = MatchPerson(number: person, records: [])
        links.append(Link(record: record, person: person, rule: "first-record", explanation: ""))
        return person
    }

    private mutating func unite(_ survivor: Int64, _ others: [Int64], _ explanation: String) {
        combinations.append((survivor, others, explanation))
        let records = ([survivor] + others).flatMap { people[$0]?.records ?? [] }
        people[survivor] = MatchPerson(number: survivor, records: records)
        for other in others { people[other] = nil }
        enrolled.unite(survivor, others)
        for (key, persons) in peopleByKey where !persons.isDisjoint(with: others) {
            peopleByKey[key] = persons.subtracting(others).union([survivor])
        }
        let gone = Set(others)
        links = links.map {
            gone.contains($0.person)
                ? Link(record: $0.record, person: survivor, rule: $0.rule, explanation: $0.explanation) : $0
        }
    }

    private mutating func add(_ match: MatchSubject, _ keys: [Int64], to person: Int64) {
        let others = people[person]?.records.filter { $0.number != match.number } ?? []
        people[person] = MatchPerson(number: person, records: others + [match])
        for key in keys {
            peopleByKey[key, default: []].insert(person)
            for orphan in orphansByKey[key] ?? [] where !owned.contains(orphan.number) {
                guard matching.compare(match, orphan).outcome == .same else { continue }
                owned.insert(orphan.number)
                adopted.append((orphan.number, person))
                people[person] = MatchPerson(number: person, records: (people[person]?.records ?? []) + [orphan])
            }
        }
    }

    private mutating func note(_ doubt: PersonComparison, _ record: Int64) {
        let explanation = MatchExplanation(doubt, matching)
        doubts.append(
            Doubt(
                record: record, other: doubt.record, total: explanation.rounded, rule: doubt.verdict.rule.rawValue,
                explanation: explanation.json))
    }

    private mutating func load(_ records: [IncomingRecord]) throws {
        let recordsByKey = try MatchCandidates.find(connection, keys)
        // Whose a changed record is counts with all their records, though it may share no key with them any more.
        let ids = Set(recordsByKey.values.joined()).union(records.filter { $0.person != nil }.map(\.id))
        guard !ids.isEmpty else { return }
        try loadPeople(Array(ids))
        try loadOrphans(Array(ids))
        let owner = Dictionary(
            people.values.flatMap { person in person.records.map { ($0.number, person.number) } },
            uniquingKeysWith: { first, _ in first })
        for (key, ids) in recordsByKey {
            peopleByKey[key] = Set(ids.compactMap { owner[$0] })
        }
        try loadLocks(Array(ids) + records.map(\.id))
    }

    private mutating func loadPeople(_ ids: [Int64]) throws {
        people = try MatchCandidates.people(connection, ids, &table)
        enrolled = try RunningEnrolments(connection, people.keys.sorted())
    }

    private mutating func loadOrphans(_ ids: [Int64]) throws {
        let rows = try connection.query(
            "SELECT \(MatchRecord.storedColumns) FROM record WHERE id \(connection.among(ids)) AND person_id IS NULL")
        let orphans = try rows.map { table.read(try MatchRecord($0)) }
        for (orphan, keys) in zip(orphans, table.keys(orphans)) {
            for key in keys { orphansByKey[key, default: []].append(orphan) }
        }
    }

    private mutating func loadLocks(_ ids: [Int64]) throws {
        let known = Set(ids + people.values.flatMap { $0.records.map(\.number) })
        let rows = try connection.query(
            "SELECT record_a, record_b FROM match_lock WHERE record_a \(connection.among(Array(known)))")
        locks = try Set(rows.map { RecordPair(try $0.get("record_a"), try $0.get("record_b")) })
    }
}
