import Domain
import Store

/// The demo's first selection round, so that panels have somebody to look at, and the days on which they meet.
struct DemoRound: Sendable {
    let site: Site

    /// As a coordinator names it: a round has one name, so it says the month in both languages.
    static func name(_ day: Day) -> String {
        func month(_ words: String) -> String { words.split(separator: " ").dropFirst().joined(separator: " ") }
        return "Panels of \(month(day.words.en)) / Paneli \(month(day.words.cy))"
    }

    func run() async throws {
        try await RoundSweep(site: site).run()
        let today = site.today
        let rounds: Int = try await site.database.read {
            try $0.value("SELECT COUNT(*) AS rounds FROM selection_round WHERE state IN ('current', 'past')") ?? 0
        }
        guard rounds == 0 else { return }
        let rules = try await site.database.read { try CohortSettingsStore.inForce($0, on: today) }
        let plan = try await ScoreRun(site: site, actor: DemoAccounts.actor).round(
            name: DemoRound.name(today), asOf: today, settings: rules)
        let people = RoundWords.people(plan.people)
        Terminal.say(Text(en: "Scored \(people.en)", cy: "Sgoriwyd \(people.cy)"))
    }
}
