import Domain

/// Whom a full run would join, ask about or doubt: the pairs that most deserve a look.
enum LinkageFoundView {
    static let title = Text(en: "Which people a full run would change", cy: "Pa bobl y byddai rhediad llawn yn eu newid")

    static func path(_ version: Int64, _ kind: LinkageFinding.Kind? = nil) -> Path {
        ("/linkage/found" as Path).query([("number", String(version)), ("kind", kind?.rawValue ?? "")])
    }

    static func page(_ list: LinkageFoundList) -> Page {
        Page(
            title: title, section: .settings,
            before: BackLink.html(LinkageViews.path(list.version), LinkageViews.title),
            body: """
                <h1>\(title)</h1>
                <p>\(LinkageViews.name(list.version)). \(Text(
                    en: "A plan keeps at most 100 pairs of each kind: the weakest joins, the strongest doubts, the weakest links. Put to review what you would not leave to a rule: a full run then joins nobody of it.",
                    cy: "Mae cynllun yn cadw hyd at 100 pâr o bob math: y cysylltiadau newydd gwannaf, yr amheuon cryfaf, a’r hen gysylltiadau gwannaf. Anfonwch i’w adolygu yr hyn na fyddech yn ei adael i reol: yna ni fydd rhediad llawn yn cysylltu neb ohono."))</p>
                \(list.plan == nil ? LinkageChangeView.none : found(list))
                """)
    }

    private static func found(_ list: LinkageFoundList) -> HTML {
        """
        \(SubNavigation.html(
            Text(en: "What a full run would do", cy: "Beth a wnâi rhediad llawn"),
            LinkageFinding.Kind.allCases.map { ($0.label, path(list.version, $0), $0 == list.kind) }))
        \(elsewhere(list.elsewhere))
        \(list.lines.isEmpty ? EmptyState.html(empty(list)) : table(list))
        """
    }

    private static func empty(_ list: LinkageFoundList) -> Text {
        list.counts?.found == nil
            ? Text(
                en: "This was counted before plans kept pairs. Ask an administrator to count it anew.",
                cy: "Cyfrifwyd hyn cyn i gynlluniau gadw parau. Gofynnwch i weinyddwr ei gyfrif eto.")
            : Text(
                en:
                    "Nothing of this kind is here for you. Only the pairs most worth a look are kept; a full run may change others.",
                cy:
                    "Nid oes dim o’r math hwn yma i chi. Dim ond y parau sydd fwyaf o werth eu gweld a gedwir; gall rhediad llawn newid rhai eraill."
            )
    }

    private static func elsewhere(_ count: Int) -> HTML? {
        guard count > 0 else { return nil }
        return """
            <p class="withheld">\(Text(
                en: "Pairs that reach into areas which you do not hold: \(grouped(count)). A coordinator who holds both areas, or all of Wales, sees them.",
                cy: "Parau sy’n ymestyn i ardaloedd nad ydynt gennych: \(grouped(count)). Cydlynydd sydd â’r ddwy ardal, neu Gymru gyfan, sy’n eu gweld."))</p>
            """
    }

    private static func table(_ list: LinkageFoundList) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "Record", cy: "Cofnod")),
            DataTable.Head(Text(en: "May belong with", cy: "A all berthyn i")),
            DataTable.Head(Text(en: "Rule", cy: "Rheol")),
            DataTable.Head(Text(en: "By the weight", cy: "Yn ôl y pwysau")),
            DataTable.Head(Text(en: "Weight", cy: "Pwysau"), numeric: true),
        ]
        return DataTable.html(caption(list.kind), heads, list.lines.map { cells($0, list.version) }, stacks: true)
    }

    private static func caption(_ kind: LinkageFinding.Kind) -> Text {
        switch kind {
        case .join: Text(en: "Pairs of people joined, the weakest first", cy: "Parau o bobl a gysylltid, y gwannaf yn gyntaf")
        case .doubt: Text(en: "Pairs put to review, the strongest first", cy: "Parau i’w hadolygu, y cryfaf yn gyntaf")
        case .loose:
            Text(
                en: "Links that no longer hold, the weakest first",
                cy: "Cysylltiadau nad ydynt yn dal mwyach, y gwannaf yn gyntaf")
        }
    }

    private static func cells(_ line: LinkageFoundLine, _ version: Int64) -> [HTML] {
        let way = LinkageFoundPairView.path(line.found.record, line.found.other, version)
        return [
            "<a href=\"\(way)\">\(line.one.name)</a> <span class=\"hint\">\(Agency.name(of: line.one.agency))</span>\(state(line))",
            "\(line.other.name) <span class=\"hint\">\(Agency.name(of: line.other.agency))</span>",
            "\(LinkWords.rule(line.found.rule))", "\(StrengthWords.odds(line.found.weight))",
            "\(WeightWaterfall.weight(line.found.weight))",
        ]
    }

    /// What has become of it since it was counted.
    private static func state(_ line: LinkageFoundLine) -> HTML? {
        if line.areOne { return " \(Tag.html(Text(en: "One person by now", cy: "Un person erbyn hyn")))" }
        return line.isAsked ? " \(Tag.html(Text(en: "Put to review", cy: "Anfonwyd i’w adolygu"), .blue))" : nil
    }
}
