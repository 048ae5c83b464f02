import Domain
import Store

/// Places the records of one batch among the people known: by what is stored, and by what the batch itself brings.
struct RecordPlacing {
    /// Questions about one record: the likeliest. Nobody can tell one among a hundred who are alike.
    static let mostDoubts = 10

    private let connection: any Connection
    private(set) var matching: Matching
    /// The records of the batch as they are compared, and what finds others for each.
    private let subjects: [MatchSubject]
    let probes: [MatchProbe]
    private var around: RecordSurroundings
    /// The records of the batch that have been placed.
    private var placed = MatchPlaced()
    private var united: [Int64: Int64] = [:]
    /// Records of nobody that have found their person.
    private var owned: Set<Int64> = []
    private var changed = ChangedRecords()
    private var freshPeople: ArraySlice<Int64>

    private(set) var links: [Link] = []
    private(set) var doubts: [Doubt] = []
    /// People found to be one: the survivor and those who became it.
    private(set) var combinations: [(survivor: Int64, others: [Int64], rule: String, explanation: String)] = []
    private(set) var newPeople: [Int64] = []
    /// PNC records that belonged to nobody until now.
    private(set) var adopted: [(record: Int64, person: Int64, rule: String, explanation: String)] = []
    /// Records that so many others are like that not all were compared, or not all are asked about.
    private(set) var crowded: Set<Int64> = []

    init(_ connection: any Connection, _ records: [IncomingRecord]) throws {
        try self.init(trial: connection, records)
        freshPeople = try connection.newIDs(for: "person", records.count { $0.kind != .pnc && $0.person == nil })[...]
        around.stored = try MatchLeftOut.told(
            connection, around.stored, probes, own: subjects.map(\.number), owners: around.owners)
    }

    /// For looking only: nothing is numbered, and a record of the batch is weighed against what is stored alone.
    init(trial connection: any Connection, _ records: [IncomingRecord]) throws {
        self.connection = connection
        freshPeople = []
        let version = try LinkageVersions.inUse(connection)
        var table = MatchTable()
        subjects = records.map { table.read($0.match) }
        probes = table.probes(subjects, version)
        around = try RecordSurroundings(connection, records, subjects, probes, &table)
        matching = Matching(version, table)
        changed = ChangedRecords(records, around.people)
    }

    /// Where the record at this place of the batch would belong.
    mutating func wouldBelong(_ place: Int) -> Placement {
        let known = candidates(place)
        return known.isEmpty ? .new : placement(of: subjects[place], among: known)
    }

    private mutating func candidates(_ place: Int) -> [MatchPerson] {
        let record = subjects[place].number
        let fresh = placed.sharing(probes[place], with: record)
        let sharing = Set((around.stored[place].records + fresh.records).compactMap(owner))
        func isCompared(_ person: Int64) -> Bool { sharing.contains(current(person)) }
        if around.stored[place].isCrowded || fresh.isCrowded && !placed.areAll(probes[place], isCompared) {
            crowded.insert(record)
        }
        return sharing.sorted().compactMap { around.people[$0]?.without(record) }
    }

    private func owner(_ record: Int64) -> Int64? { around.owners[record].map(current) }

    /// The person whom one has become.
    private func current(_ person: Int64) -> Int64 {
        var person = person
        while let survivor = united[person] { person = survivor }
        return person
    }

    /// The person to whom the record at this place of the batch belongs now; nil for a PNC record that no other record names.
    mutating func place(_ record: IncomingRecord, at place: Int) -> Int64? {
        var record = record
        record.person = record.person.map(current)
        let placement = placement(of: subjects[place], among: candidates(place))
        let own = placement.joined ?? record.person
        let doubts = placement.doubts.filter { $0.person != record.person && !areParted(own, $0.person) }
        for doubt in doubts.prefix(RecordPlacing.mostDoubts) { note(doubt, record.id) }
        if doubts.count > RecordPlacing.mostDoubts { crowded.insert(record.id) }
        let person = settle(placement, record)
        if let person { add(place, to: person) }
        return person
    }

    /// Whether somebody decided that these are different people: a further record of one brings no further question.
    private func areParted(_ own: Int64?, _ other: Int64) -> Bool {
        guard let one = own.flatMap({ around.people[$0] }), let other = around.people[other] else { return false }
        return around.locks.part(one, other)
    }

    /// Asks about the changed records whom their person no longer holds. After all are placed: what else the batch says of the person counts.
    mutating func askAgain() throws {
        let placing = self
        let loose = try changed.loose(connection, subjects, &matching) { placing.around.people[placing.current($0)] }
        for (record, found) in loose { note(found, record, rule: .noLongerHolds) }
    }

    /// The rules never make one person of two who are both enrolled in an area: somebody must say which enrolment ends.
    private mutating func placement(of match: MatchSubject, among known: [MatchPerson]) -> Placement {
        let placement = matching.place(match, among: known, locks: around.locks)
        guard case .combine(let found, let doubts) = placement, around.enrolled.twice(found.map(\.person)) != nil else {
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
            guard let first = found.first else { return record.person }
            let (rule, why) = (first.verdict.rule.rawValue, MatchExplanation(first, matching).json)
            unite(survivor, Array(all.dropFirst()), rule, why)
            if record.person == nil {
                links.append(Link(record: record.id, person: survivor, rule: rule, explanation: why))
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
        unite(survivor, [max(standing, found.person)], found.verdict.rule.rawValue, why)
        return survivor
    }

    /// Whether these are people of whom one may be made: the records that brought them here tie them, and nothing else keeps them apart.
    private mutating func canUnite(_ numbers: [Int64]) -> Bool {
        let all = numbers.compactMap { around.people[$0] }
        return all.count == numbers.count && around.enrolled.twice(numbers) == nil
            && matching.canCombine(all, locks: around.locks)
    }

    private mutating func beginPerson(_ record: Int64) -> Int64? {
        guard let person = freshPeople.popFirst() else { return nil }
        newPeople.append(person)
        around.people[person] = MatchPerson(number: person)
        links.append(Link(record: record, person: person, rule: "first-record", explanation: ""))
        return person
    }

    private mutating func unite(_ survivor: Int64, _ others: [Int64], _ rule: String, _ explanation: String) {
        combinations.append((survivor, others, rule, explanation))
        for other in others {
            if let gone = around.people.removeValue(forKey: other) {
                around.people[survivor, default: MatchPerson(number: survivor)].add(gone)
            }
            united[other] = survivor
        }
        around.enrolled.unite(survivor, others)
        let gone = Set(others)
        for place in links.indices where gone.contains(links[place].person) { links[place].person = survivor }
    }

    private mutating func add(_ place: Int, to person: Int64) {
        let match = subjects[place]
        around.people[person, default: MatchPerson(number: person)].add(match)
        around.owners[match.number] = person
        placed.add(match.number, probes[place], of: person)
        for orphan in around.stored[place].records.compactMap({ around.orphans[$0] }) where !owned.contains(orphan.number) {
            guard let own = around.people[person], let found = matching.compare(orphan, own, locks: around.locks),
                found.verdict.outcome == .same
            else { continue }
            owned.insert(orphan.number)
            around.owners[orphan.number] = person
            adopted.append((orphan.number, person, found.verdict.rule.rawValue, MatchExplanation(found, matching).json))
            around.people[person]?.add(orphan)
        }
    }

    private mutating func note(_ doubt: PersonComparison, _ record: Int64, rule: MatchRule? = nil) {
        let explanation = MatchExplanation(doubt, matching)
        doubts.append(
            Doubt(
                record: record, other: doubt.record, total: explanation.rounded, rule: (rule ?? doubt.verdict.rule).rawValue,
                explanation: explanation.json))
    }
}
