import Domain
import Store

/// Scores everybody: first as a plan that only counts, then as a round that is stored.
///
/// People are read a slice at a time, and while one slice is written the next is read. A round counts only when all of it
/// is there: cut off at any point, the former round stands whole.
struct ScoreRun: Sendable {
    static let sliceSize = 2000

    let site: Site
    let actor: Actor
    var sliceSize = ScoreRun.sliceSize

    /// What would happen. Whose records were read for it is entered slice by slice. `advance` is called after each with the people
    /// looked at so far, and those of the slice who move.
    func plan(
        asOf: Day, settings: CohortSettings, round: Int64? = nil,
        _ advance: @Sendable (Int, [RoundPlan.Example]) async throws -> Void = { _, _ in }
    ) async throws -> RoundPlan {
        let scoring = try await scoring(asOf, settings)
        var plan = RoundPlan()
        var done = 0
        var next = try await scoring.slice(after: 0, counting: true)
        while let slice = next {
            async let following = scoring.slice(after: slice.last, counting: true)
            plan.add(slice.plan)
            done += slice.people.count
            try await site.enter(actor, [ScoreRun.reading(slice.people, round)])
            try await advance(done, slice.moved)
            next = try await following
        }
        return plan
    }

    /// Stores the round with this number, which stands at `scoring`, and makes it the current one.
    @discardableResult
    func run(
        _ round: Int64, asOf: Day, settings: CohortSettings, _ progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> RoundPlan {
        let scoring = try await scoring(asOf, settings)
        var plan = RoundPlan()
        var done = 0
        var next = try await scoring.slice(after: 0, counting: false)
        while let slice = next {
            async let following = scoring.slice(after: slice.last, counting: false)
            plan.add(slice.plan)
            done += slice.people.count
            try await store(slice, round, done)
            progress(done)
            next = try await following
        }
        let whole = plan
        try await site.database.writeAlone { try RoundStore.finish($0, round, whole) }
        return plan
    }

    private static func reading(_ people: [Int64], _ round: Int64?) -> Event {
        Event(
            .consultation, subjects: people, records: round.map { ["selection_round:\($0)"] } ?? [],
            fields: ["sex", "date_of_birth", "conviction", "court_order", "prison_sentence"])
    }

    private func scoring(_ asOf: Day, _ settings: CohortSettings) async throws -> Scoring {
        let previous = try await site.database.read { try RoundStore.current($0)?.id }
        return Scoring(
            database: site.database, asOf: asOf, settings: settings, offences: site.reference.offences, previous: previous,
            size: sliceSize)
    }

    private func store(_ slice: ScoredSlice, _ round: Int64, _ done: Int) async throws {
        let now = site.clock()
        try await site.database.writeAlone { connection in
            try RoundStore.advance(connection, round, done: done, now: now)
            try slice.store(connection, round, now)
            let event = Event(
                .alteration, subjects: slice.people, records: ["selection_round:\(round)"],
                fields: ["score", "proposal", "round_movement"])
            try connection.enter(site.entry(actor, event, now))
        }
    }
}

/// Reads slices of people and asks the rules about each.
private struct Scoring: Sendable {
    let database: any Database
    let asOf: Day
    let settings: CohortSettings
    let offences: OffenceTable
    let previous: Int64?
    let size: Int

    /// nil when there is nobody left.
    func slice(after start: Int64, counting: Bool) async throws -> ScoredSlice? {
        try await database.read { connection in
            let people = try RecordSlice(connection, after: start, count: size, previous: previous)
            guard let last = people.last else { return nil }
            var slice = ScoredSlice(last: last, asOf: asOf, counting: counting)
            for person in people.people {
                slice.add(person, Proposal(person.record, asOf: asOf, settings: settings, offences: offences))
            }
            return slice
        }
    }
}
