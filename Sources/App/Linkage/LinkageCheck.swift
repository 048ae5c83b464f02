import Domain
import Store

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
            plan.add(slice.findings, crowded: slice.crowded, records: plan.records + slice.count)
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
    func run(_ progress: @Sendable (Int) async throws -> Void = { _ in }) async throws -> LinkageDeeds {
        var deeds = LinkageDeeds()
        var last: Int64 = 0
        while let slice = try await store(after: last) {
            last = slice.last
            deeds.add(slice.findings, putOff: slice.putOff, crowded: slice.crowded, records: deeds.records + slice.count)
            try await progress(deeds.records)
        }
        return deeds
    }

    private struct Slice: Sendable {
        let last: Int64
        let count: Int
        let looked: [Int64]
        let crowded: Int
        /// What was found; of a run, what was done about it.
        var findings: [LinkageFinding]
        /// What a run left to the next one.
        var putOff: [LinkageFinding] = []
        /// The questions that a run asked.
        var asked: [Int64] = []
    }

    private func read(after start: Int64) async throws -> Slice? {
        try await site.database.read { try LinkageCheck.slice($0, version, after: start) }
    }

    private static func slice(_ connection: any Connection, _ version: LinkageVersion, after start: Int64) throws -> Slice? {
        guard var found = try LinkageFindings(connection, version, after: start, count: sliceSize) else { return nil }
        let findings = found.all()
        return Slice(
            last: found.last, count: found.count, looked: found.looked, crowded: found.crowded, findings: findings)
    }

    private func store(after start: Int64) async throws -> Slice? {
        let now = site.clock()
        return try await site.database.writeAlone { connection in
            guard var slice = try LinkageCheck.slice(connection, version, after: start) else { return nil }
            try LinkageCheck.act(connection, &slice, now)
            for event in LinkageCheck.events(slice) { try connection.enter(site.entry(actor, event, now)) }
            return slice
        }
    }

    /// What is left in the findings was done.
    private static func act(_ connection: any Connection, _ slice: inout Slice, _ now: Instant) throws {
        var done: [LinkageFinding] = []
        var joined: Set<Int64> = []
        for finding in slice.findings {
            // What was joined a moment ago weighs otherwise now.
            guard joined.isDisjoint(with: finding.people) else {
                slice.putOff.append(finding)
                continue
            }
            if finding.kind == .join {
                try PersonCombination.combine(
                    connection, into: finding.people[0], [finding.people[1]], rule: finding.rule.rawValue,
                    explanation: finding.explanation, officer: 0, at: now)
                joined.formUnion(finding.people)
            } else {
                // Of two records that no longer hold each other one question is asked.
                guard let question = try ask(connection, finding, now) else { continue }
                slice.asked.append(question)
            }
            done.append(finding)
        }
        slice.findings = done
    }

    /// - Returns: the number of the question; nil when it has been asked before.
    static func ask(_ connection: any Connection, _ finding: LinkageFinding, _ now: Instant) throws -> Int64? {
        try connection.first(
            """
            INSERT INTO match_review (record_id, other_record_id, points, rule, explanation, state, made_at)
            VALUES (\(finding.record), \(finding.other), \(Int(finding.weight.rounded())), \(finding.rule.rawValue),
              \(finding.explanation), 'open', \(now))
            ON CONFLICT (record_id, other_record_id) DO NOTHING RETURNING id
            """)?.get("id")
    }

    private static func events(_ slice: Slice) -> [Event] {
        let combined = slice.findings.filter { $0.kind == .join }.flatMap(\.people)
        let asked = slice.findings.filter { $0.kind != .join }.flatMap(\.people)
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
                    .alteration, subjects: Array(Set(asked)).sorted(), records: slice.asked.map { "match_review:\($0)" },
                    fields: ["match_review"], reason: LinkageReason.check.rawValue))
        }
        return events
    }
}
