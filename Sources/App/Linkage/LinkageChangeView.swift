import Domain

/// What a version would change, as it was counted, and what may follow from it.
enum LinkageChangeView {
    static func html(_ sight: LinkageSight, _ visit: Visit, mayChange: Bool) -> HTML {
        """
        <section aria-labelledby="change-title"><h2 id="change-title">\(LinkageViews.name(sight.chosen)): \(Text(
            en: "what it would change", cy: "beth a newidiai"))</h2>
        \(sight.plan.flatMap(counts) ?? none)
        \(whom(sight, visit))
        \(mayChange && !sight.isWorking ? acts(sight, visit) : nil)</section>
        """
    }

    /// For those who may open the review queue.
    private static func whom(_ sight: LinkageSight, _ visit: Visit) -> HTML? {
        let counts = sight.plan?.found(LinkageCounts.self)
        guard visit.signedIn?.officer.role == .coordinator, counts?.found?.isEmpty == false else { return nil }
        return """
            <p><a href="\(LinkageFoundView.path(sight.chosen))">\(Text(en: "See which people", cy: "Gweld pa bobl"))</a></p>
            """
    }

    static let none: HTML = """
        <p>\(Text(
            en: "It has not been counted, or records were joined since. Counting weighs all stored records anew and changes nothing.",
            cy: "Nid yw wedi’i gyfrif, neu cysylltwyd cofnodion ers hynny. Mae cyfrif yn pwyso pob cofnod eto ac nid yw’n newid dim."))</p>
        """

    static func counts(_ plan: LinkageTask) -> HTML? {
        guard let counts = plan.found(LinkageCounts.self) else { return nil }
        return """
            <p class="hint">\(Text(en: "Counted", cy: "Cyfrifwyd")) \(plan.endedAt ?? plan.begunAt), \(Text(
                en: "over \(grouped(counts.records)) records.", cy: "dros \(grouped(counts.records)) cofnod."))</p>
            \(Figures.html(LinkageFinding.Kind.allCases.map { Figures.Tile($0.label, counts[$0]) }))
            \(rules(counts.rules ?? []))
            """
    }

    private static func rules(_ rules: [LinkageRuleCount]) -> HTML? {
        guard !rules.isEmpty else { return nil }
        let heads =
            [DataTable.Head(Text(en: "Rule", cy: "Rheol"))]
            + LinkageFinding.Kind.allCases.map { DataTable.Head($0.label, numeric: true) }
        let rows: [[HTML]] = rules.map { line in
            ["\(LinkWords.rule(line.rule))", "\(grouped(line.joins))", "\(grouped(line.doubts))", "\(grouped(line.loose))"]
        }
        return DataTable.html(Text(en: "The same by rule", cy: "Yr un peth yn ôl rheol"), heads, rows, stacks: true)
    }

    private static func acts(_ sight: LinkageSight, _ visit: Visit) -> HTML {
        let number = ("number", String(sight.chosen))
        let check = MainForm.button(
            visit, action: "/linkage/check", Text(en: "See what it would change", cy: "Gweld beth a newidiai"),
            secondary: sight.plan != nil, sending: [number])
        guard let plan = sight.plan else { return check }
        guard sight.isChosenInUse else {
            let way = ("/linkage/use" as Path).query([number])
            return """
                <p><a class="button" href="\(way)">\(LinkageUseView.title)</a></p>
                \(check)
                """
        }
        guard plan.found(LinkageCounts.self)?.isEmpty == false else { return check }
        return """
            <p>\(Text(
                en: "Doing it joins these people by rule, each reversible, and puts the rest to review. Nobody’s decision is changed.",
                cy: "Mae ei wneud yn cysylltu’r bobl hyn yn ôl rheol, a gellir dadwneud pob un, ac yn rhoi’r gweddill i’w hadolygu. Ni newidir penderfyniad neb."))</p>
            \(MainForm.button(
                visit, action: "/linkage/run", Text(en: "Do it", cy: "Ei wneud"), secondary: false,
                sending: [number, ("seen", String(plan.id))]))
            \(check)
            """
    }
}

/// Asks for the reason before a version is taken into use.
enum LinkageUseView {
    static let title = Text(en: "Take into use", cy: "Rhoi ar waith")

    static func page(_ sight: LinkageSight, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = LinkageUseView.title + Text(same: ": ") + LinkageViews.name(sight.chosen)
        let base = visit.form["base"].isEmpty ? String(sight.inUse) : visit.form["base"]
        return Page(
            title: title, section: .settings, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(LinkageViews.path(sight.chosen), LinkageViews.title),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "In use now: \(LinkageViews.name(sight.inUse).en). From then on records that come in are weighed by the new one. What is linked stays as it is until you do a full run.",
                    cy: "Ar waith nawr: \(LinkageViews.name(sight.inUse).cy). O hynny ymlaen pwysir cofnodion sy’n dod i mewn yn ôl yr un newydd. Saif yr hyn sydd wedi’i gysylltu nes i chi wneud rhediad llawn."))</p>
                <h2>\(Text(en: "What a full run by it would change", cy: "Beth a newidiai rhediad llawn yn ei hôl"))</h2>
                \(sight.plan.flatMap(LinkageChangeView.counts))
                \(MainForm.html(
                    visit, action: "/linkage/use", submit: LinkageUseView.title, cancel: LinkageViews.path(sight.chosen), """
                    <input type="hidden" name="number" value="\(sight.chosen)">\
                    <input type="hidden" name="base" value="\(base)">\
                    <input type="hidden" name="seen" value="\(sight.plan.map { String($0.id) } ?? "")">
                    \(Field.area("reason", Text(en: "Why?", cy: "Pam?"), value: visit.form.raw("reason"), problems: problems))
                    """))
                """)
    }
}
