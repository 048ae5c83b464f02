import Domain

/// How good versions are on the pairs that people decided, side by side: as a whole, by threshold, by group.
enum LinkageQualityView {
    private static let title = Text(
        en: "How good it is on the reviewed pairs", cy: "Pa mor dda ydyw ar y parau a adolygwyd")

    static func html(_ sight: LinkageSight, _ visit: Visit, mayChange: Bool) -> HTML {
        """
        <section aria-labelledby="quality-title"><h2 id="quality-title">\(title)</h2>
        \(Banner.warning(Text(
            en: "These figures are no estimate for all pairs. People review the pairs that Carfan could not decide by itself, so these are the hard ones; the easy ones, and wrong joins that nobody noticed, are not among them. They serve to hold two versions against each other, and to see whether one group of people is served worse.",
            cy: "Nid amcangyfrif ar gyfer pob pâr yw’r ffigurau hyn. Mae pobl yn adolygu’r parau na allai Carfan eu penderfynu ar ei phen ei hun, felly’r rhai anodd yw’r rhain; nid yw’r rhai hawdd, na chysylltiadau anghywir na sylwodd neb arnynt, yn eu plith. Maent yn fodd i gymharu dwy fersiwn, ac i weld a yw un grŵp o bobl yn cael ei wasanaethu’n waeth.")))
        \(sight.measurement.map { measured($0, sight) } ?? none(sight))
        \(mayChange && !sight.isWorking && sight.decided > 0 ? act(sight, visit) : nil)</section>
        """
    }

    private static func none(_ sight: LinkageSight) -> HTML {
        sight.decided == 0
            ? EmptyState.html(Text(en: "Nobody has decided a pair yet.", cy: "Nid oes neb wedi penderfynu am bâr eto."))
            : "<p>\(Text(en: "It has not been measured yet.", cy: "Nid yw wedi’i fesur eto."))</p>"
    }

    private static func act(_ sight: LinkageSight, _ visit: Visit) -> HTML {
        let label =
            sight.isChosenInUse
            ? Text(en: "Measure it", cy: "Ei fesur")
            : Text(en: "Measure it beside the version in use", cy: "Ei fesur wrth ymyl y fersiwn sydd ar waith")
        return MainForm.button(visit, action: "/linkage/measurement", label, sending: [("number", String(sight.chosen))])
    }

    private static func measured(_ measurement: LinkageMeasurement, _ sight: LinkageSight) -> HTML {
        let versions = sight.compared
        return """
            \(basis(measurement, sight.measured))
            \(whole(versions))
            \(versions.map(thresholds))
            \(PairGroup.Kind.allCases.compactMap { LinkageGroupView.html($0, versions) })
            \(LinkageGroupView.words)
            """
    }

    private static func basis(_ measurement: LinkageMeasurement, _ task: LinkageTask?) -> HTML {
        let (pairs, disputed, undone) = (
            grouped(measurement.pairs), grouped(measurement.disputed), grouped(measurement.undone)
        )
        let cut = Text(
            en: " Only the newest \(grouped(LinkageMeasuring.most)) are weighed.",
            cy: " Dim ond y \(grouped(LinkageMeasuring.most)) diweddaraf a bwysir.")
        let taught: Text? =
            measurement.teaching == 0
            ? nil
            : Text(
                en:
                    " Left out too: \(grouped(measurement.teaching)) of the half that teaches. A version was learned from them, and would look better on them than it is.",
                cy:
                    " Hepgorwyd hefyd: \(grouped(measurement.teaching)) o’r hanner sy’n dysgu. Dysgwyd fersiwn ohonynt, a byddai’n edrych yn well arnynt nag ydyw."
            )
        let measured: HTML? = task.map { "\(Text(en: "Measured", cy: "Mesurwyd")) \($0.endedAt ?? $0.begunAt)." }
        return """
            <p>\(Text(
                en: "Pairs decided, by the last decision: \(pairs). Left out: \(disputed) on which two officers disagree, \(undone) undone since.",
                cy: "Parau y penderfynwyd amdanynt, yn ôl y penderfyniad olaf: \(pairs). Hepgorwyd: \(disputed) y mae dau swyddog yn anghytuno yn eu cylch, \(undone) a ddadwnaed ers hynny."))\
            \(taught)\(measurement.isCut ? cut : nil) \(measured)</p>
            """
    }

    private static let figures: [(name: Text, of: @Sendable (LinkageQuality) -> HTML)] = [
        (
            Text(en: "Would be joined without anybody’s word", cy: "Fe’u cysylltid heb air neb"),
            { "\(grouped($0.all.joined))" }
        ),
        (
            Text(en: "Of those joined, one person (precision)", cy: "O’r rhai a gysylltid, un person (trachywiredd)"),
            { words($0.all.precision) }
        ),
        (
            Text(en: "Of the pairs of one person, joined (recall)", cy: "O’r parau o un person, a gysylltid (adalw)"),
            { words($0.all.recall) }
        ),
        (
            Text(
                en: "Precision and recall in one figure, the harmonic mean (F1)",
                cy: "Trachywiredd ac adalw mewn un ffigur, y cymedr harmonig (F1)"),
            { words($0.all.f1.share, $0.all.f1.interval) }
        ),
        (
            Text(
                en: "Of the pairs of one person, joined or asked about",
                cy: "O’r parau o un person, a gysylltid neu y gofynnid amdanynt"),
            { words($0.all.reach) }
        ), (Text(en: "Would be asked about", cy: "Gofynnid amdanynt"), { "\(grouped($0.all.asked))" }),
        (Text(en: "Would be left apart", cy: "Fe’u gadewid ar wahân"), { "\(grouped($0.all.left))" }),
    ]

    private static func whole(_ versions: [LinkageQuality]) -> HTML {
        return DataTable.html(
            Text(en: "All reviewed pairs", cy: "Pob pâr a adolygwyd"),
            [DataTable.Head(Text(en: "Figure", cy: "Ffigur"))] + versions.map { DataTable.Head(LinkageViews.name($0.version)) },
            figures.map { figure in ["\(figure.name)"] + versions.map(figure.of) }, stacks: true)
    }

    private static func thresholds(_ quality: LinkageQuality) -> HTML {
        let title =
            LinkageViews.name(quality.version)
            + Text(en: ": joining from another weight", cy: ": cysylltu o bwysau arall")
        let heads = [
            DataTable.Head(Text(en: "Weight", cy: "Pwysau")),
            DataTable.Head(Text(en: "Joined", cy: "Cysylltid"), numeric: true),
            DataTable.Head(Text(en: "Precision", cy: "Trachywiredd")), DataTable.Head(Text(en: "Recall", cy: "Adalw")),
            DataTable.Head(Text(same: "F1")),
        ]
        let rows: [[HTML]] = quality.thresholds.map { threshold in
            let now: HTML? =
                threshold.weight == quality.join ? " \(Tag.html(Text(en: "as it is", cy: "fel y mae"), .green))" : nil
            return [
                "\(tenths(threshold.weight))\(now)", "\(grouped(threshold.tally.joined))", words(threshold.tally.precision),
                words(threshold.tally.recall), words(threshold.tally.f1.share, threshold.tally.f1.interval),
            ]
        }
        return Details.html(title, DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
    }

    /// `97.5% (91.3% to 99.3%), 39 of 40`.
    static func words(_ proportion: Proportion, counted: Bool = true) -> HTML {
        let counts = Text(
            en: ", \(grouped(proportion.count)) of \(grouped(proportion.of))",
            cy: ", \(grouped(proportion.count)) o \(grouped(proportion.of))")
        let isShown = counted && proportion.share != nil
        return "\(words(proportion.share, proportion.interval))\(isShown ? counts : nil)"
    }

    /// `90.9% (85.2% to 94.6%)`; of too few that.
    static func words(_ share: Double?, _ interval: (low: Double, high: Double)?) -> HTML {
        guard let share, let interval else { return "\(Text(en: "too few to say", cy: "rhy ychydig i ddweud"))" }
        let (low, high) = (percent(interval.low), percent(interval.high))
        return "\(percent(share)) (\(Text(en: "\(low) to \(high)", cy: "\(low) i \(high)")))"
    }

    private static func percent(_ share: Double) -> String { "\(tenths(share * 100))%" }

    private static func tenths(_ number: Double) -> String {
        let whole = Int((number * 10).rounded())
        return "\(whole < 0 ? "−" : "")\(abs(whole) / 10).\(abs(whole) % 10)"
    }
}

/// Whether versions serve everybody alike. Small counts are not shown, and of few pairs nothing is said.
enum LinkageGroupView {
    static func html(_ kind: PairGroup.Kind, _ versions: [LinkageQuality]) -> HTML? {
        guard let first = versions.first else { return nil }
        let hidden = first.hidden(kind)
        var heads = [DataTable.Head(kind.label), DataTable.Head(Text(en: "Pairs", cy: "Parau"), numeric: true)]
        for version in versions {
            heads += [
                DataTable.Head(Text(en: "Precision", cy: "Trachywiredd") + number(version)),
                DataTable.Head(Text(en: "Recall", cy: "Adalw") + number(version)),
                DataTable.Head(Text(same: "F1") + number(version)),
                DataTable.Head(Text(en: "Joined or asked", cy: "Cysylltu neu ofyn") + number(version)),
            ]
        }
        let rows: [[HTML]] = first.groups(kind).map { group, tally in
            let cells: [HTML] = versions.flatMap { version in
                let tally = version.groups(kind).first { $0.group == group }?.tally ?? PairTally()
                func words(_ share: Proportion) -> HTML { LinkageQualityView.words(share, counted: false) }
                return [
                    words(tally.precision), words(tally.recall),
                    LinkageQualityView.words(tally.f1.share, tally.f1.interval), words(tally.reach),
                ]
            }
            return ["\(group.label)", count(tally.pairs, isHidden: hidden.contains(group))] + cells
        }
        return DataTable.html(Text(en: "By ", cy: "Yn ôl: ") + lowered(kind.label), heads, rows, stacks: true)
    }

    private static func number(_ quality: LinkageQuality) -> Text {
        Text(en: ", version \(quality.version)", cy: ", fersiwn \(quality.version)")
    }

    private static func lowered(_ text: Text) -> Text {
        Text(
            en: "\(text.en.prefix(1).lowercased())\(text.en.dropFirst())",
            cy: "\(text.cy.prefix(1).lowercased())\(text.cy.dropFirst())")
    }

    private static func count(_ pairs: Int, isHidden: Bool) -> HTML {
        guard isHidden else { return "\(grouped(pairs))" }
        return pairs < 5
            ? "\(Text(en: "fewer than 5", cy: "llai na 5"))" : "\(Text(en: "not shown", cy: "heb ei ddangos"))"
    }

    static let words: HTML = """
        <p class="hint">\(Text(
            en: "Of fewer than 10 pairs nothing is said. Counts under 5 are not shown, nor one count more where they could be worked out from it. Ethnic groups are the broad groups of the codes that agencies recorded. The language of a name is told by its spelling alone: a forename in Carfan’s lists of Welsh, English, Polish and other names, letters that only one of them writes, ap and ferch, a few common Polish and other family names, Polish, Czech, Lithuanian and Romanian endings; the name that is not English counts. Most family names, and forenames such as Owen that both languages write, tell nothing: “not known”. It says nothing of the language that somebody speaks.",
            cy: "Am lai na 10 pâr ni ddywedir dim. Ni ddangosir cyfrifon o dan 5, nac un cyfrif arall pan ellid eu cyfrifo ohono. Grwpiau eang y codau a gofnododd asiantaethau yw’r grwpiau ethnig. Y sillafiad yn unig sy’n dweud iaith enw: enw cyntaf yn rhestrau Carfan o enwau Cymraeg, Saesneg, Pwyleg ac eraill, llythrennau nad yw ond un ohonynt yn eu hysgrifennu, ap a ferch, ychydig o gyfenwau cyffredin Pwyleg ac eraill, terfyniadau Pwyleg, Tsieceg, Lithwaneg a Rwmaneg; yr enw nad yw’n Saesneg sy’n cyfrif. Nid yw’r rhan fwyaf o gyfenwau, nac enwau cyntaf fel Owen y mae’r ddwy iaith yn eu hysgrifennu, yn dweud dim: “anhysbys”. Nid yw’n dweud dim am yr iaith y mae rhywun yn ei siarad."))</p>
        """
}
