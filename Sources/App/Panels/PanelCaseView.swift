import Domain

/// A person before a panel: why the rules propose them or not, and the form of the decision.
enum PanelCaseView {
    static func page(_ found: PanelCase, _ site: Site, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let name = Text(same: found.file.person.name.display)
        let list: Path = "/panels/\(found.area.rawValue)"
        let area = PanelListView.name(found.area)
        return Page(
            title: name + Text(en: ": panel of \(area.en)", cy: ": panel \(area.cy)"), section: .panels, hasForm: true,
            hasProblems: !problems.isEmpty,
            before: BackLink.html(list, Text(en: "Panel: \(area.en)", cy: "Panel: \(area.cy)"))
                + CaseHead.bar(found.file, site.today),
            body: """
                \(visit.query["done"] == "decided" ? Banner.success(Text(en: "The decision is recorded.", cy: "Cofnodwyd y penderfyniad.")) : nil)
                \(ErrorSummary.html(problems))
                <h1>\(name)</h1>
                \(ways(found))
                \(doubt(found, visit))
                \(PanelReasonsView.html(found, site.reference.offences))
                \(decided(found))
                \(DecisionFormView.html(found, visit, site.today, problems))
                """)
    }

    private static func ways(_ found: PanelCase) -> HTML {
        let enrolment: HTML? = found.enrolment.map { standing in
            """
             · <a href="\("/enrolments/\(standing.id)" as Path)">\(Text(en: "Enrolment", cy: "Cofrestriad"))</a> \
            \(Tag.html(standing.state.name, PanelWords.colour(standing.state)))
            """
        }
        return """
            <p><a href="\("/people/\(found.file.person.id)" as Path)">\(Text(en: "The whole case", cy: "Yr achos cyfan"))</a>\(enrolment) · \
            <a href="#decide">\(Text(en: "Record the panel’s decision", cy: "Cofnodi penderfyniad y panel"))</a></p>
            """
    }

    private static func doubt(_ found: PanelCase, _ visit: Visit) -> HTML? {
        guard found.line.isUnsure else { return nil }
        let way: HTML? =
            visit.signedIn?.officer.role == .coordinator
            ? "<p><a href=\"/reviews\">\(Text(en: "Records to review", cy: "Cofnodion i’w hadolygu"))</a></p>" : nil
        return """
            \(Banner.warning(Text(
                en: "A record may belong to this person, or to somebody else. Have it reviewed before you decide.",
                cy: "Gall cofnod berthyn i’r person hwn, neu i rywun arall. Gofynnwch am ei adolygu cyn i chi benderfynu.")))\(way)
            """
    }

    private static func decided(_ found: PanelCase) -> HTML? {
        guard !found.decisions.isEmpty else { return nil }
        let cards: [HTML] = found.decisions.map { decision in
            SummaryList.card(
                "\(decision.outcome?.done)", DecisionWords.lines(decision).dropFirst().map { ($0.0, "\($0.1)" as HTML) })
        }
        return """
            <section aria-labelledby="decided"><h2 id="decided">\(Text(
                en: "Decided in this round", cy: "Penderfynwyd yn y cylch hwn"))</h2>\(cards)</section>
            """
    }
}

/// Why a person is proposed, or why not: the rule, the facts, the score with its parts, what was near, and probation's own score.
enum PanelReasonsView {
    static func html(_ found: PanelCase, _ offences: OffenceTable) -> HTML {
        """
        <section aria-labelledby="why"><h2 id="why">\(Text(en: "What the rules say, and why", cy: "Beth mae’r rheolau’n ei ddweud, a pham"))</h2>
        <p>\(Tag.html(CaseWords.proposal(found.line.kind), CaseSelectionView.colour(found.line.kind))) \(PanelWords.change(found.line))</p>
        <p class="hint">\(Text(
            en: "Selection round “\(found.round.name)”, as of \(found.round.asOf.words.en). A proposal only: people decide.",
            cy: "Cylch dethol “\(found.round.name)”, fel ar \(found.round.asOf.words.cy). Cynnig yn unig: pobl sy’n penderfynu."))</p>
        \(found.proposal.map { explained($0, found, offences) } ?? unreadable)
        \(official(found))</section>
        """
    }

    private static let unreadable: HTML = """
        <p>\(Text(
            en: "The facts of this proposal were not kept. Score all again to see them.",
            cy: "Ni chadwyd ffeithiau’r cynnig hwn. Sgoriwch bawb eto i’w gweld."))</p>
        """

    private static func explained(_ proposal: Proposal, _ found: PanelCase, _ offences: OffenceTable) -> HTML {
        let words = proposal.explained(settings: found.settings, offences: offences)
        let facts: [(Text, HTML)] =
            [
                (Text(en: "Rule", cy: "Rheol"), "\(words.rule)"), (Text(en: "Source", cy: "Ffynhonnell"), "\(words.source)"),
                (Text(en: "Limits", cy: "Terfynau"), "\(words.settings)"),
            ] + words.facts.map(CaseSelectionView.line)
        let near: [HTML] = words.nearMisses.map { "<li>\($0)</li>" }
        let nearly: HTML? =
            near.isEmpty ? nil : "<h3>\(Text(en: "What was near", cy: "Beth oedd yn agos"))</h3><ul>\(near)</ul>"
        let warnings: [HTML] = words.warnings.map { Banner.warning($0) }
        return "\(SummaryList.html(facts))\(nearly)\(warnings)\(proposal.score.map(parts))"
    }

    private static func parts(_ score: OGRS3Score) -> HTML {
        """
        \(Waterfall.html(
            Text(en: "How the score came about", cy: "Sut y daeth y sgôr"), score.parts,
            total: (
                Text(en: "Chance within two years", cy: "Siawns o fewn dwy flynedd"), Text(same: "\(score.percentTwoYear)%")
            )))
        <p class="hint">\(OGRS3.instrument.meaning) \(OGRS3.instrument.limits)</p>
        """
    }

    /// Kept as it came, and shown beside ours.
    private static func official(_ found: PanelCase) -> HTML? {
        guard let order = found.file.orders.first(where: { $0.official != nil }), let official = order.official else {
            return nil
        }
        let reasons: [HTML] = (found.proposal.map { official.compared(with: $0).reasons } ?? []).map { "<li>\($0)</li>" }
        let lines: [(Text, HTML)] = [
            (Text(en: "Within one year", cy: "O fewn blwyddyn"), official.oneYear.map { "\($0)%" } ?? PeopleListView.unknown),
            (
                Text(en: "Within two years", cy: "O fewn dwy flynedd"),
                official.twoYear.map { "\($0)%" } ?? PeopleListView.unknown
            ),
            (Text(en: "Calculated", cy: "Cyfrifwyd"), official.calculated.map { "\($0)" } ?? PeopleListView.unknown),
        ]
        let why: HTML? = reasons.isEmpty ? nil : "<ul>\(reasons)</ul>"
        return """
            <h3>\(Text(en: "Probation’s own score", cy: "Sgôr y gwasanaeth prawf ei hun"))</h3>\(SummaryList.html(lines))\(why)
            """
    }
}
