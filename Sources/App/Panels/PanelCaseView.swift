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
                \(PanelReasonsView.html(found, CaseTables(site), site.today))
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

/// Why a person is proposed, or why not, in the words of the case page: the rule, the facts, what was near, and the scores with
/// probation's own first.
enum PanelReasonsView {
    static func html(_ found: PanelCase, _ tables: CaseTables, _ today: Day) -> HTML {
        let explained = found.file.explanation(tables)
        return """
            <section aria-labelledby="why"><h2 id="why">\(Text(en: "What the rules say, and why", cy: "Beth mae’r rheolau’n ei ddweud, a pham"))</h2>
            <p>\(PanelWords.change(found.line))</p>
            \(CaseSelectionView.proposal(found.file, explained, today))</section>
            \(CaseScoreView.html(found.file, explained, today, isOpen: true))
            """
    }
}
