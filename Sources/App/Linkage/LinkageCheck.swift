import Domain
import Store

/// How many pairs a full run found, by what it would do about them.
struct LinkagePlan: Sendable {
    private(set) var records = 0
    private(set) var counts: [LinkageFinding.Kind: Int] = [:]
    private var seen: Set<[Int64]> = []

    mutating func add(_ findings: [LinkageFinding], records: Int) {
        self.records = records
        for finding in findings where finding.kind == .loose || seen.insert(finding.people).inserted {
            counts[finding.kind, default: 0] += 1
        }
    }
}

/// The full run: every stored record weighed anew, as an import would weigh it today. First it only counts; then it joins what may be
/// joined, and asks about the rest. Nobody's decision is changed by it.
struct LinkageCheck: Sendable {
    static let sliceSize = 500

    let site: Site
    let actor: Actor
    let version: LinkageVersion

    /// What would happen.
    func plan(_ progress: @Sendable (Int) async throws -> Void = { _ in }) async throws -> LinkagePlan {
        var plan = LinkagePlan()
        var last: Int64 = 0
        while let slice = try await read(after: last) {
            last = slice.last
            plan.add(slice.findings, records: plan.records + slice.count)
            try await site.enter(
                actor,
                [
                    Event(
                        .consultation, subjects: slice.looked, fields: LinkageTrainer.fields,
                        reason: LinkageReason.check.rawValue)
                ])
            try await progress(plan.records)
        }
        return plan
    }

    /// Does it, slice by slice, each in a transaction of its own: cut off at any point, what was done stays, and the next run goes on.
    func run(_ progress: @Sendable (Int) async throws -> Void = { _ in }) async throws -> LinkagePlan {
        var plan = LinkagePlan()
        var last: Int64 = 0
        while let slice = try await store(after: last) {
            last = slice.last
            plan.add(slice.findings, records: plan.records + slice.count)
            try await progress(plan.records)
        }
        return plan
    }

    private struct Slice: Sendable {
        let last: Int64
        let count: Int
        let looked: [Int64]
        let findings: [LinkageFinding]
    }

    private func read(after start: Int64) async throws -> Slice? {
        try await site.database.read { try LinkageCheck.slice($0, version, after: start) }
    }

    private static func slice(_ connection: any Connection, _ version: LinkageVersion, after start: Int64) throws -> Slice? {
        guard var found = try LinkageFindings(connection, version, after: start, count: sliceSize) else { return nil }
        let findings = found.all()
        return Slice(last: found.last, count: found.count, looked: found.looked, findings: findings)
    }

    private func store(after start: Int64) async throws -> Slice? {
        let now = site.clock()
        return try await site.database.writeAlone { connection in
            guard let slice = try LinkageCheck.slice(connection, version, after: start) else { return nil }
            var combined: [Int64] = []
            var asked: [Int64] = []
            var gone: Set<Int64> = []
            for finding in slice.findings {
                // What was joined a moment ago is weighed again by the next run.
                guard gone.isDisjoint(with: finding.people) else { continue }
                if finding.kind == .join {
                    let (survivor, other) = (finding.people[0], finding.people[1])
                    try PersonCombination.combine(
                        connection, into: survivor, [other], rule: finding.rule.rawValue, explanation: finding.explanation,
                        officer: 0, at: now)
                    gone.formUnion(finding.people)
                    combined += finding.people
                } else {
                    try LinkageCheck.ask(connection, finding, now)
                    asked += finding.people
                }
            }
            for event in LinkageCheck.events(slice, combined, asked) { try connection.enter(site.entry(actor, event, now)) }
            return slice
        }
    }

    private static func ask(_ connection: any Connection, _ finding: LinkageFinding, _ now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO match_review (record_id, other_record_id, points, rule, explanation, state, made_at)
            VALUES (\(finding.record), \(finding.other), \(Int(finding.weight.rounded())), \(finding.rule.rawValue),
              \(finding.explanation), 'open', \(now))
            ON CONFLICT (record_id, other_record_id) DO NOTHING
            """)
    }

    private static func events(_ slice: Slice, _ combined: [Int64], _ asked: [Int64]) -> [Event] {
        var events = [
            Event(.consultation, subjects: slice.looked, fields: LinkageTrainer.fields, reason: LinkageReason.check.rawValue)
        ]
        if !combined.isEmpty {
            events.append(
                Event(
                    .combination, subjects: Array(Set(combined)).sorted(), fields: ["record.person_id"],
                    reason: LinkageReason.check.rawValue
                ))
        }
        if !asked.isEmpty {
            events.append(
                Event(
                    .alteration, subjects: Array(Set(asked)).sorted(), fields: ["match_review"],
                    reason: LinkageReason.check.rawValue))
        }
        return events
    }
}
