import Domain

/// Selection rounds as pages.
enum RoundViews {
    static func list(_ rounds: [PlannedRound], _ visit: Visit, _ now: Instant) -> Page {
        let title = Text(en: "Selection rounds", cy: "Cylchoedd dethol")
        let heads = [
            DataTable.Head(Text(en: "Round", cy: "Cylch")), DataTable.Head(Text(en: "As of", cy: "Fel ar")),
            DataTable.Head(Text(en: "Made", cy: "Gwnaed")), DataTable.Head(Text(en: "State", cy: "Statws")),
            DataTable.Head(Text(en: "People", cy: "Pobl"), numeric: true),
            DataTable.Head(Text(en: "Proposed", cy: "Wedi’u cynnig"), numeric: true),
        ]
        let rows: [[HTML]] = rounds.map { found in
            let (round, plan) = (found.round, found.plan)
            return [
                "<a href=\"\("/rounds/\(round.id)" as Path)\">\(round.name)</a>", "\(round.asOf)",
                "\(London.day(of: round.madeAt).short)", state(round, now), "\(grouped(plan.people))",
                "\(grouped(plan.areas.values.reduce(0) { $0 + $1.proposed }))",
            ]
        }
        let none = Text(en: "Nobody has been scored yet.", cy: "Nid oes neb wedi’i sgorio eto.")
        return Page(
            title: title, section: .panels,
            body: """
                <h1>\(title)</h1>
                \(CohortNavigation.html(visit, .rounds))
                <p>\(Text(
                    en: "A round scores everybody as of one day and puts forward whom the rules propose. The panels decide.",
                    cy: "Mae cylch yn sgorio pawb fel ar un diwrnod ac yn cyflwyno’r rhai y mae’r rheolau’n eu "
                        + "cynnig. Y paneli sy’n penderfynu."))</p>
                <p><a class="button" href="/rounds/new">\(Text(en: "Score all", cy: "Sgorio pawb"))</a></p>
                \(rounds.isEmpty ? EmptyState.html(none) : DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
                """)
    }

    static func state(_ round: Round, _ now: Instant) -> HTML {
        if round.isCutOff(now) { return Tag.html(Text(en: "cut off", cy: "torrwyd ar ei draws"), .red) }
        let colour: Tag.Colour =
            switch round.state {
            case .current: .green
            case .planning, .scoring: .blue
            case .planned: .amber
            case .past, .dropped: .grey
            }
        return Tag.html(round.state.name, colour)
    }

    static func form(_ visit: Visit, today: Day, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Score all", cy: "Sgorio pawb")
        return Page(
            title: title, section: .panels, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html("/rounds", Text(en: "Selection rounds", cy: "Cylchoedd dethol")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "First you see what the round would do: who would enter, leave or change rule. Nothing changes "
                        + "until you run it.",
                    cy: "Yn gyntaf cewch weld beth fyddai’r cylch yn ei wneud: pwy fyddai’n dod i mewn, yn gadael "
                        + "neu’n newid rheol. Ni newidir dim nes i chi ei redeg."))</p>
                \(MainForm.html(visit, action: "/rounds", submit: Text(en: "See the plan", cy: "Gweld y cynllun"), cancel: "/rounds", """
                \(Field.day(
                    "as_of", Text(en: "Score as of", cy: "Sgorio fel ar"), form: visit.form, value: today, problems: problems,
                    hint: Text(en: "Ages and look-backs count from this day", cy: "Mae oedrannau a chyfnodau edrych yn ôl yn cyfrif o’r diwrnod hwn")))
                \(Field.text(
                    "name", Text(en: "Name of the round", cy: "Enw’r cylch"), value: visit.form.raw("name"), problems: problems,
                    hint: Text(en: "For example “March panels”", cy: "Er enghraifft “Paneli mis Mawrth”")))
                """))
                """)
    }

    static func page(_ sight: RoundSight, _ visit: Visit, _ now: Instant) -> Page {
        let round = sight.round
        let title = Text(en: "Round: \(round.name)", cy: "Cylch: \(round.name)")
        return Page(
            title: title, section: .panels,
            before: BackLink.html("/rounds", Text(en: "Selection rounds", cy: "Cylchoedd dethol")),
            refresh: round.isWorkedOn(now) ? 2 : nil,
            body: """
                <h1>\(title)</h1>
                <p>\(state(round, now)) \(Text(en: "as of \(round.asOf.words.en)", cy: "fel ar \(round.asOf.words.cy)"))\
                \(sight.settings.map { settings -> HTML in " · <a href=\"/settings\">\(settings.edition.words)</a>" })</p>
                \(content(sight, visit, now))
                """)
    }

    private static func content(_ sight: RoundSight, _ visit: Visit, _ now: Instant) -> HTML {
        let round = sight.round
        if round.isCutOff(now) || round.state == .dropped {
            return """
                <p>\(Text(
                    en: "The work on this round was cut off or given up. Nothing of it counts; the round before stands.",
                    cy: "Torrwyd ar draws y gwaith ar y cylch hwn, neu rhoddwyd y gorau iddo. Nid oes dim ohono’n "
                        + "cyfrif; mae’r cylch blaenorol yn sefyll."))</p>
                <p><a class="button" href="/rounds/new">\(Text(en: "Score all", cy: "Sgorio pawb"))</a></p>
                """
        }
        switch round.state {
        case .planning, .scoring: return progress(round)
        case .planned: return RoundPlanView.html(sight) + buttons(round, visit)
        case .current, .past, .dropped: return RoundPlanView.html(sight)
        }
    }

    private static func progress(_ round: Round) -> HTML {
        let label =
            round.state == .planning
            ? Text(en: "Looking at everybody", cy: "Edrych ar bawb") : Text(en: "Scoring everybody", cy: "Sgorio pawb")
        let people = RoundWords.people(round.total)
        return """
            \(ProgressBar.html(
                label, done: round.done, total: round.total,
                words: Text(en: "\(grouped(round.done)) of \(people.en)", cy: "\(grouped(round.done)) o \(people.cy)")))
            <p>\(Text(
                en: "You may leave this page; the work goes on.", cy: "Cewch adael y dudalen hon; mae’r gwaith yn parhau."))</p>
            <p><a href="\("/rounds/\(round.id)" as Path)">\(Text(en: "See how far it is", cy: "Gweld pa mor bell yr aeth"))</a></p>
            """
    }

    private static func buttons(_ round: Round, _ visit: Visit) -> HTML {
        """
        <h2>\(Text(en: "Run this round?", cy: "Rhedeg y cylch hwn?"))</h2>
        <p>\(Text(
            en: "The scores and proposals are stored and the panels see them. Nobody enters or leaves the cohort by it: "
                + "that is for the panels.",
            cy: "Caiff y sgorau a’r cynigion eu cadw a bydd y paneli’n eu gweld. Ni fydd neb yn dod i’r garfan nac yn "
                + "ei gadael drwy hyn: y paneli sydd i benderfynu."))</p>
        \(MainForm.button(visit, action: "/rounds/\(round.id)/run", Text(en: "Run the round", cy: "Rhedeg y cylch"), secondary: false))
        \(MainForm.button(visit, action: "/rounds/\(round.id)/removal", Text(en: "Give up this plan", cy: "Rhoi’r gorau i’r cynllun hwn")))
        """
    }
}
