import Domain

/// What somebody must know before they answer.
enum ReviewNotices {
    static func html(_ pair: ReviewPair) -> HTML? {
        switch pair.phase {
        case .look: note(lookedAt)
        case .second: note(second)
        case .ownOpinion: note(ownOpinion)
        case .open: open(pair)
        case .decided: nil
        }
    }

    private static func note(_ text: Text) -> HTML { Banner.warning(text) }

    private static let lookedAt = Text(
        en:
            "A colleague has decided about these records. One in fifty decisions is looked at a second time: say what you think, without seeing what was decided. If you agree, nothing changes.",
        cy:
            "Mae cydweithiwr wedi penderfynu am y cofnodion hyn. Edrychir eilwaith ar un penderfyniad mewn hanner cant: dywedwch beth yw eich barn, heb weld yr hyn a benderfynwyd. Os ydych yn cytuno, nid oes dim yn newid."
    )

    private static let second = Text(
        en:
            "A colleague has given a first opinion. You see it when you have given yours. Only if both of you say that it is one person are the records linked.",
        cy:
            "Mae cydweithiwr wedi rhoi barn gyntaf. Byddwch yn ei gweld pan fyddwch wedi rhoi eich un chi. Dim ond os bydd y ddau ohonoch yn dweud mai un person sydd yma y cysylltir y cofnodion."
    )

    private static let ownOpinion = Text(
        en: "You gave the first opinion. Another coordinator must give theirs.",
        cy: "Chi a roddodd y farn gyntaf. Rhaid i gydlynydd arall roi ei farn.")

    private static func open(_ pair: ReviewPair) -> HTML? {
        let reasons = [
            pair.state == OpenQuestions.reopened
                ? Text(
                    en: "This was decided, and a second look said otherwise. Read both opinions below.",
                    cy: "Penderfynwyd ar hyn, a dywedodd ail olwg fel arall. Darllenwch y ddwy farn isod.") : nil,
            pair.conflicts.isEmpty ? nil : conflict(pair.conflicts),
            pair.isLocked
                ? Text(
                    en: "Somebody decided that these are different people. To link them takes two coordinators.",
                    cy: "Penderfynodd rhywun mai pobl wahanol yw’r rhain. Mae angen dau gydlynydd i’w cysylltu.") : nil,
        ].compactMap(\.self)
        return reasons.isEmpty ? nil : HTML.joined(reasons.map(note))
    }

    private static func conflict(_ kinds: [IdentifierKind]) -> Text {
        let names = Text.joined(kinds.map(\.label))
        return Text(
            en: "Verified numbers differ (\(names.en)). To link these records takes two coordinators.",
            cy: "Mae rhifau wedi’u gwirio yn wahanol (\(names.cy)). Mae angen dau gydlynydd i gysylltu’r cofnodion hyn.")
    }
}

/// What was said of the pair, by whom, and how a link is undone.
enum ReviewHistory {
    static func html(_ pair: ReviewPair) -> HTML {
        "\(asked(pair))\(decided(pair))\(opinions(pair))\(undo(pair))"
    }

    private static func asked(_ pair: ReviewPair) -> HTML? {
        guard !pair.askedAgency.isEmpty, let since = pair.decidedAt else { return nil }
        return """
            <h2>\(ReviewList.asked.label)</h2>
            \(SummaryList.html([
                (Text(en: "Agency", cy: "Asiantaeth"), "\(Agency.name(of: pair.askedAgency))"),
                (Text(en: "What is asked", cy: "Yr hyn a ofynnir"), "\(pair.reason)"),
                (Text(en: "Asked by", cy: "Gofynnwyd gan"), "\(pair.decidedBy ?? "")"), (Text(en: "Since", cy: "Ers"), "\(since)"),
            ]))
            """
    }

    private static func decided(_ pair: ReviewPair) -> HTML? {
        guard let at = pair.decidedAt, let verdict = ReviewVerdict(rawValue: pair.state), verdict != .askAgency else {
            return nil
        }
        return """
            <h2>\(Text(en: "Decision", cy: "Penderfyniad"))</h2>
            \(SummaryList.html([
                (Text(en: "Decision", cy: "Penderfyniad"), "\(verdict.label)"), (Text(en: "Reason", cy: "Rheswm"), "\(pair.reason)"),
                (Text(en: "By", cy: "Gan"), "\(pair.decidedBy ?? "")"), (Text(en: "When", cy: "Pryd"), "\(at)"),
            ]))
            """
    }

    /// All that was said, the latest first; a single decision says it already.
    private static func opinions(_ pair: ReviewPair) -> HTML? {
        guard pair.opinions.count > 1 || pair.phase == .ownOpinion else { return nil }
        let rows: [[HTML]] = pair.opinions.reversed().map { opinion in
            let blind: HTML? =
                opinion.compared == nil
                ? nil
                : " <span class=\"hint\">\(Text(en: "second, without seeing the first", cy: "yr ail, heb weld y gyntaf"))</span>"
            return ["\(opinion.by)", "\(opinion.verdict?.label)\(blind)", "\(opinion.reason)", "\(opinion.at)"]
        }
        let title = Text(en: "Opinions", cy: "Barnau")
        return """
            <h2>\(title)</h2>
            \(DataTable.html(
                title, captionHidden: true,
                [
                    DataTable.Head(Text(en: "Officer", cy: "Swyddog")), DataTable.Head(Text(en: "Opinion", cy: "Barn")),
                    DataTable.Head(Text(en: "Reason", cy: "Rheswm")), DataTable.Head(Text(en: "When", cy: "Pryd")),
                ], rows, stacks: true))
            """
    }

    private static func undo(_ pair: ReviewPair) -> HTML? {
        guard pair.state == ReviewVerdict.same.rawValue || pair.state == OpenQuestions.reopened else { return nil }
        guard pair.areOne else {
            guard pair.state == ReviewVerdict.same.rawValue else { return nil }
            return "<p>\(Text(en: "The records were parted again since.", cy: "Gwahanwyd y cofnodion eto ers hynny."))</p>"
        }
        let links: [HTML] = [pair.record, pair.other].filter { $0.kind != "pnc" }.map { record in
            """
            <li><a href="/people/\(pair.person)/records/\(record.id)/unlinking">\(Text(
                en: "Unlink \(record.agencyName.en) \(record.reference)",
                cy: "Datgysylltu \(record.agencyName.cy) \(record.reference)"))</a></li>
            """
        }
        return """
            <h2>\(Text(en: "Was the link an error?", cy: "Ai camgymeriad oedd y cysylltiad?"))</h2>
            <p>\(Text(
                en: "It is undone by taking one of the records out again. Nothing is lost.",
                cy: "Mae’n cael ei ddadwneud drwy dynnu un o’r cofnodion allan eto. Ni chollir dim."))</p><ul>\(links)</ul>
            """
    }
}
