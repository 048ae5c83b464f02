import Domain
import Logging
import Store

/// Rounds that are planned or scored behind a page. The work outlives the request that began it; how far it is stands in the
/// database, so that every node and every page can say.
struct RoundWork: Sendable {
    let site: Site

    /// Begins to plan a round.
    func plan(name: String, asOf: Day, _ actor: Actor) async throws -> Int64 {
        try await RoundSweep(site: site).run()
        let now = site.clock()
        let (id, settings) = try await site.change(actor) { connection in
            let settings = try CohortSettingsStore.inForce(connection, on: asOf)
            let id = try RoundStore.begin(
                connection, name: name, asOf: asOf, settings: settings, officer: actor.officer, .planning, now: now)
            return Change((id, settings), RoundWork.event(id))
        }
        work(on: id) { [site] in
            let plan = try await ScoreRun(site: site, actor: actor).plan(asOf: asOf, settings: settings, round: id) {
                done, moved in
                let now = site.clock()
                try await site.database.write { connection in
                    try RoundStore.advance(connection, id, done: done, now: now)
                    try RoundMovements.store(connection, id, moved)
                    guard !moved.isEmpty else { return }
                    let event = Event(
                        .alteration, subjects: moved.map(\.person), records: ["selection_round:\(id)"],
                        fields: ["round_movement"])
                    try connection.enter(site.entry(actor, event, now))
                }
            }
            try await site.change(actor) { try RoundStore.planned($0, id, plan) }
        }
        return id
    }

    /// Begins to score and store a round that was planned.
    func run(_ id: Int64, _ actor: Actor) async throws {
        try await RoundSweep(site: site).run()
        let now = site.clock()
        let (round, settings) = try await site.change(actor) { connection in
            guard let round = try RoundStore.find(connection, id),
                let settings = try CohortSettingsStore.version(connection, round.settingsVersion)
            else { throw NotFound() }
            try RoundStore.run(connection, id, now: now)
            return Change((round, settings), RoundWork.event(id))
        }
        work(on: id) { [site] in
            try await ScoreRun(site: site, actor: actor).run(id, asOf: round.asOf, settings: settings)
        }
    }

    private func work(on id: Int64, _ body: @escaping @Sendable () async throws -> Void) {
        site.background.begin { [site] in
            do {
                try await body()
            } catch {
                site.log.error("round \(id): \(error)")
                try? await RoundSweep(site: site).drop(id)
            }
        }
    }

    private static func event(_ id: Int64) -> Event {
        Event(.alteration, subjects: [], records: ["selection_round:\(id)"], fields: ["selection_round"])
    }
}
