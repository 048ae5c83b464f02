import ArgumentParser
import Domain
import Store

/// `carfan score --all`: scores everybody and makes a new selection round.
struct ScoreCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: Text(
            en: "Score everybody and make a new selection round, or see what one would do.",
            cy: "Sgorio pawb a gwneud cylch dethol newydd, neu weld beth a wnâi un."
        ).atTerminal,
        discussion:
            Text(
                en:
                    "Panels see the new round when all of it is there; until then, and when it is cut off, the former one stands.",
                cy:
                    "Mae paneli’n gweld y cylch newydd pan fo’r cyfan yno; tan hynny, ac os caiff ei dorri’n fyr, saif yr un blaenorol."
            ).atTerminal)

    @Flag(
        help: Text(
            en: "Score everybody. This release knows no other choice.", cy: "Sgorio pawb. Nid oes dewis arall yn y fersiwn hon."
        ).help) var all = false
    @Flag(
        help: Text(
            en: "Only count who would enter, leave and change rule; nothing is stored.",
            cy: "Cyfrif yn unig pwy fyddai’n dod i mewn, yn gadael ac yn newid rheol; ni chedwir dim."
        ).help) var dryRun = false
    @ArgumentParser.Option(
        help: Text(
            en: "The day that ages and look-backs count from, like 2026-11-01; today when left out.",
            cy: "Y diwrnod y cyfrifir oedrannau a chyfnodau edrych yn ôl ohono, fel 2026-11-01; heddiw os gadewir allan."
        ).help) var asOf: String?
    @ArgumentParser.Option(
        help: Text(en: "What the round is called; its day when left out.", cy: "Enw’r cylch; ei ddiwrnod os gadewir allan.")
            .help) var name: String?
    @OptionGroup var settings: CommandSettings

    func validate() throws {
        guard all else { throw WrongArgument.all }
        if let asOf, Day(iso: asOf) == nil { throw WrongArgument.day }
    }

    func run(opening open: @escaping DatabaseOpener) async throws {
        try await settings.withSite(opening: open) { site in
            let day = asOf.flatMap { Day(iso: $0) } ?? site.today
            try await RoundSweep(site: site).run()
            let rules = try await site.database.read { try CohortSettingsStore.inForce($0, on: day) }
            let plan = dryRun ? try await plan(site, day, rules) : try await score(site, day, rules)
            let load = try await site.database.read { try TeamLoad($0) }
            for line in Terminal.table(RoundWords.table(plan, load, Terminal.language)) { Terminal.say(line) }
        }
    }

    private func plan(_ site: Site, _ day: Day, _ rules: CohortSettings) async throws -> RoundPlan {
        let total = try await site.database.read { connection in
            try connection.value("SELECT COUNT(*) AS number FROM person WHERE merged_into IS NULL", as: Int64.self) ?? 0
        }
        let bar = ProgressLine(Text(en: "Looking", cy: "Edrych"))
        let plan = try await ScoreRun(site: site, actor: .command("carfan score")).plan(asOf: day, settings: rules) {
            done, _ in bar.show(Int64(done), of: total)
        }
        bar.end()
        let people = RoundWords.people(plan.people)
        Terminal.say(
            Text(
                en: "Looked at \(people.en) as of \(day.words.en); nothing was stored.",
                cy: "Edrychwyd ar \(people.cy) fel ar \(day.words.cy); ni chadwyd dim."))
        return plan
    }

    private func score(_ site: Site, _ day: Day, _ rules: CohortSettings) async throws -> RoundPlan {
        let title = name ?? day.iso
        let bar = ProgressLine(Text(en: "Scoring", cy: "Sgorio"))
        let plan = try await ScoreRun(site: site, actor: .command("carfan score")).round(
            name: title, asOf: day, settings: rules
        ) { bar.show(Int64($0), of: $1) }
        bar.end()
        let people = RoundWords.people(plan.people)
        Terminal.say(
            Text(
                en: "Round “\(title)” is current: \(people.en) as of \(day.words.en).",
                cy: "Mae cylch “\(title)” yn gyfredol: \(people.cy) fel ar \(day.words.cy)."))
        return plan
    }
}
