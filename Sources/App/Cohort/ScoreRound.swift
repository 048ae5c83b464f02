import Domain
import Store

extension ScoreRun {
    /// A whole selection round without a plan to look at first: begun, scored, current. Cut off or failed, it leaves nothing.
    /// - Parameter progress: called with the people done and the people there are.
    func round(
        name: String, asOf: Day, settings: CohortSettings, progress: @escaping @Sendable (Int, Int64) -> Void = { _, _ in }
    ) async throws -> RoundPlan {
        let now = site.clock()
        let officer = actor.officer
        let round = try await site.change(actor) { connection in
            let id = try RoundStore.begin(
                connection, name: name, asOf: asOf, settings: settings, officer: officer, .scoring, now: now)
            let total: Int64 = try connection.value("SELECT total FROM selection_round WHERE id = \(id)") ?? 0
            return Change(
                (id: id, total: total),
                Event(.alteration, subjects: [], records: ["selection_round:\(id)"], fields: ["selection_round"]))
        }
        do {
            return try await run(round.id, asOf: asOf, settings: settings) { progress($0, round.total) }
        } catch {
            try? await RoundSweep(site: site).drop(round.id)
            throw error
        }
    }
}
