import Domain

/// Scores with their parts: probation's own first, ours beside it, and what explains a difference.
enum CaseScoreView {
    static func html(_ file: CaseFile, _ explained: CaseExplanation?) -> HTML {
        """
        <section aria-labelledby="scores"><h2 id="scores">\(Text(en: "Scores", cy: "Sgorau"))</h2>
        \(compared(file, explained))
        \(parts(file, explained))</section>
        """
    }

    private static func compared(_ file: CaseFile, _ explained: CaseExplanation?) -> HTML {
        let order = file.orders.first { $0.official != nil }
        var rows: [[HTML]] = []
        if let order { rows.append(official(order)) }
        if let score = file.selection?.score {
            let profile = OGRS3Profile(rawValue: score.profile)?.name ?? Text(same: score.profile)
            rows.append([
                "\(Text(en: "Carfan, from the linked records", cy: "Carfan, o’r cofnodion cysylltiedig"))",
                "\(score.oneYear)%", ScoreBar.html(score.twoYear, marks: marks), "\(London.day(of: score.computedAt))",
                "\(score.instrument), \(profile) (\(score.version))",
            ])
        }
        guard !rows.isEmpty else {
            return "<p>\(Text(en: "No score is known.", cy: "Nid oes sgôr hysbys."))</p>"
        }
        let reasons: [HTML] = (explained.flatMap { order?.official?.compared(with: $0.proposal) }?.reasons ?? []).map {
            "<li>\($0)</li>"
        }
        let why: HTML? =
            reasons.isEmpty
            ? nil
            : """
            <h3>\(Text(en: "Why they differ, or what to watch", cy: "Pam maent yn wahanol, neu beth i’w wylio"))</h3>\
            <ul>\(reasons)</ul>
            """
        return "\(DataTable.html(OGRS3.instrument.name, heads, rows))\(why)"
    }

    private static let marks = BandScale.segmentation.limits.map(\.from).filter { $0 > 0 }

    private static let heads = [
        DataTable.Head(Text(en: "By whom", cy: "Gan bwy")),
        DataTable.Head(Text(en: "One year", cy: "Blwyddyn"), numeric: true),
        DataTable.Head(Text(en: "Two years", cy: "Dwy flynedd"), numeric: true),
        DataTable.Head(Text(en: "Calculated", cy: "Cyfrifwyd")), DataTable.Head(Text(en: "How", cy: "Sut")),
    ]

    private static func official(_ order: CaseOrder) -> [HTML] {
        let stale: HTML? =
            order.official?.isStale == true ? Tag.html(Text(en: "earlier conviction", cy: "euogfarn gynharach"), .amber) : nil
        return [
            "\(Text(en: "Probation (official)", cy: "Y gwasanaeth prawf (swyddogol)"))",
            order.ogrs3OneYear.map { "\($0)%" } ?? PeopleListView.unknown,
            order.ogrs3TwoYear.map { ScoreBar.html($0, marks: marks) } ?? PeopleListView.unknown,
            order.ogrs3Date.map { "\($0)" } ?? PeopleListView.unknown,
            "\(Text(en: "as recorded by the officer", cy: "fel y’i cofnodwyd gan y swyddog")) \(stale)",
        ]
    }

    private static func parts(_ file: CaseFile, _ explained: CaseExplanation?) -> HTML? {
        guard file.selection?.score != nil, let explained, let score = explained.proposal.score else {
            return nil
        }
        let warnings: [HTML] = score.warnings.map { Banner.warning($0) }
        let percent = score.percentTwoYear
        let together = Text(en: "With the constant: \(percent)%", cy: "Gyda’r cysonyn: \(percent)%")
        let sum = score.parts.reduce(0) { $0 + $1.value }
        return """
            \(HTML.joined(warnings))
            \(Details.html(
                Text(en: "What our score is made of", cy: "O beth y gwnaed ein sgôr"),
                """
                \(Waterfall.html(
                    Text(en: "OGRS3 by its parts", cy: "OGRS3 fesul rhan"), score.parts,
                    total: (together, Text(same: Waterfall.signed(sum, places: 3)))))
                <p>\(OGRS3.instrument.meaning)</p><p>\(OGRS3.instrument.limits)</p>
                <p class="hint">\(OGRS3.instrument.source)</p>
                """))
            """
    }
}
