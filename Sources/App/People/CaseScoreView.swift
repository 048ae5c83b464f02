import Domain

/// Scores with their parts: probation's own first, ours beside it, and what explains a difference.
enum CaseScoreView {
    static func html(_ file: CaseFile, _ explained: CaseExplanation?, _ today: Day, isOpen: Bool = false) -> HTML {
        """
        <section aria-labelledby="scores"><h2 id="scores">\(Text(en: "Scores", cy: "Sgorau"))</h2>
        \(compared(file, explained, today))
        \(parts(file, explained, isOpen))</section>
        """
    }

    /// What probation recorded, as a fact to be read before ours: the score, when it was calculated, and how long ago that is.
    static func official(_ file: CaseFile, _ today: Day) -> [(Text, HTML)] {
        guard let official = file.official else { return [] }
        let percent = official.twoYear.map { Text(en: "\($0) per cent", cy: "\($0) y cant") } ?? Text(same: "–")
        let calculated = official.calculated.map { day -> Text in
            Text(en: "; calculated on \(day.words.en)", cy: "; cyfrifwyd ar \(day.words.cy)")
        }
        let age = official.age(on: today).map { Text(same: " (") + $0 + Text(same: ")") }
        return [
            (
                Text(en: "Probation’s own score, two years", cy: "Sgôr y gwasanaeth prawf ei hun, dwy flynedd"),
                "\(percent)\(calculated)\(age)"
            )
        ]
    }

    private static func compared(_ file: CaseFile, _ explained: CaseExplanation?, _ today: Day) -> HTML {
        let marks = (file.selection?.settings ?? .shipped).bands.limits.map(\.from).filter { $0 > 0 }
        var rows: [[HTML]] = []
        if let official = file.official { rows.append(probation(official, marks, today)) }
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
        let comparison = explained?.proposal.flatMap { file.official?.compared(with: $0) }
        let reasons: [HTML] = (comparison?.reasons ?? []).map { "<li>\($0)</li>" }
        let why: HTML? =
            reasons.isEmpty
            ? nil
            : """
            <h3>\(Text(en: "Why they differ, or what to watch", cy: "Pam maent yn wahanol, neu beth i’w wylio"))</h3>\
            <ul>\(reasons)</ul>
            """
        return "\(DataTable.html(OGRS3.instrument.name, heads, rows))\(why)"
    }

    private static let heads = [
        DataTable.Head(Text(en: "By whom", cy: "Gan bwy")),
        DataTable.Head(Text(en: "One year", cy: "Blwyddyn"), numeric: true),
        DataTable.Head(Text(en: "Two years", cy: "Dwy flynedd"), numeric: true),
        DataTable.Head(Text(en: "Calculated", cy: "Cyfrifwyd")), DataTable.Head(Text(en: "How", cy: "Sut")),
    ]

    private static func probation(_ official: OfficialScore, _ marks: [Int], _ today: Day) -> [HTML] {
        let stale: HTML? =
            official.isStale ? Tag.html(Text(en: "earlier conviction", cy: "euogfarn gynharach"), .amber) : nil
        let age: HTML? = official.age(on: today).map { " <span class=\"hint\">\($0)</span>" }
        return [
            "\(Text(en: "Probation (official)", cy: "Y gwasanaeth prawf (swyddogol)"))",
            official.oneYear.map { "\($0)%" } ?? PeopleListView.unknown,
            official.twoYear.map { ScoreBar.html($0, marks: marks) } ?? PeopleListView.unknown,
            official.calculated.map { "\($0)\(age)" } ?? PeopleListView.unknown,
            "\(Text(en: "as recorded by the officer", cy: "fel y’i cofnodwyd gan y swyddog")) \(stale)",
        ]
    }

    private static func parts(_ file: CaseFile, _ explained: CaseExplanation?, _ isOpen: Bool) -> HTML? {
        guard file.selection?.score != nil, let score = explained?.proposal?.score else {
            return nil
        }
        let warnings: [HTML] = score.warnings.map { Banner.warning($0) }
        let percent = score.percentTwoYear
        let together = Text(en: "With the constant: \(percent)%", cy: "Gyda’r cysonyn: \(percent)%")
        let sum = score.parts.reduce(0) { $0 + $1.value }
        return """
            \(HTML.joined(warnings))
            \(Details.html(
                Text(en: "What our score is made of", cy: "O beth y gwnaed ein sgôr"), open: isOpen,
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
