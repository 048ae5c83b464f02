import Domain
import Store

/// The demo's first selection round, so that panels have somebody to look at, and the days on which they meet.
struct DemoRound: Sendable {
    let site: Site

    func run() async throws {
        try await RoundSweep(site: site).run()
        let today = site.today
        let rounds: Int = try await site.database.read {
            try $0.value("SELECT COUNT(*) AS rounds FROM selection_round WHERE state IN ('current', 'past')") ?? 0
        }
        guard rounds == 0 else { return }
        let rules = try await site.database.read { try CohortSettingsStore.inForce($0, on: today) }
        let plan = try await ScoreRun(site: site, actor: DemoAccounts.actor).round(
            name: today.iso, asOf: today, settings: rules)
        let people = RoundWords.people(plan.people)
        Terminal.say(Text(en: "Scored \(people.en)", cy: "Sgoriwyd \(people.cy)"))
    }
}
