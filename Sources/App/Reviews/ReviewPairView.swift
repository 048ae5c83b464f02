import Domain

/// Two records side by side, what speaks for and against, and what is decided.
enum ReviewPairView {
    static func page(_ pair: ReviewPair, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Are these records of one person?", cy: "Ai un person sydd yn y cofnodion hyn?")
        return Page(
            title: title, section: .reviews, hasForm: pair.canAnswer, hasProblems: !problems.isEmpty,
            before: BackLink.html(list(of: pair).path, Text(en: "Back to the queue", cy: "Yn ôl i’r rhestr")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(ReviewNotices.html(pair))
                \(compared(pair))
                <h2>\(WeightWords.title)</h2>
                \(explanation(pair)?.waterfall(WeightWords.title, captionHidden: true))
                \(pair.isBlind ? nil : ReviewHistory.html(pair))
                \(pair.canAnswer ? form(pair, visit, problems) : nil)
                """)
    }

    private static func explanation(_ pair: ReviewPair) -> MatchExplanation? {
        let whole = MatchExplanation.read(pair.explanationText)
        return pair.withheld == nil ? whole : whole?.withoutHomes
    }

    /// The list that the pair came from.
    private static func list(of pair: ReviewPair) -> ReviewList {
        pair.phase == .look ? .look : ReviewList.allCases.first { $0 != .look && $0.states.contains(pair.state) } ?? .open
    }

    /// A row for each fact: what the one says, what the other says, whether they agree.
    private static func compared(_ pair: ReviewPair) -> HTML {
        let lines = zip(RecordFacts.facts(pair.record), RecordFacts.facts(pair.other)).map { one, other in
            if let homes = pair.withheld, one.label == RecordFacts.address {
                return SideBySide.Line(one.label, withheld: homes.address)
            }
            if let homes = pair.withheld, one.label == RecordFacts.postcode {
                return SideBySide.Line(one.label, withheld: homes.postcode)
            }
            // When an agency last touched its record says nothing about whose it is.
            let verdict = one.label == RecordFacts.updated ? nil : agreement(one.value.en, other.value.en)
            return SideBySide.Line(one.label, "\(one.value)", "\(other.value)", verdict)
        }
        return """
            \(SideBySide.html(
                Text(en: "The two records side by side", cy: "Y ddau gofnod ochr yn ochr"),
                left: pair.record.agencyName + Text(same: " \(pair.record.reference)"),
                right: pair.other.agencyName + Text(same: " \(pair.other.reference)"), lines))
            \(pair.withheld.map { _ -> HTML in "<p class=\"withheld\">\(withheld)</p>" })
            \(pair.phase == .look ? nil : cases(pair))
            """
    }

    private static let withheld = Text(
        en:
            "Where one of the two lives must not become known. So both addresses are withheld here, and only whether they agree is said. The case itself shows its address, for a reason.",
        cy:
            "Ni chaiff ddod yn hysbys ble mae un o’r ddau’n byw. Felly cedwir y ddau gyfeiriad yn ôl yma, a dim ond a ydynt yn cytuno a ddywedir. Mae’r achos ei hun yn dangos ei gyfeiriad, am reswm."
    )

    /// Whose cases they are tells whether they were linked.
    private static func cases(_ pair: ReviewPair) -> HTML {
        guard !pair.areOne else { return "<p>\(caseLink(pair.person))</p>" }
        return "<p>\(caseLink(pair.person)) · \(caseLink(pair.otherPerson))</p>"
    }

    private static func caseLink(_ person: Int64) -> HTML {
        "<a href=\"/people/\(person)\">\(Text(en: "Open case \(person)", cy: "Agor achos \(person)"))</a>"
    }

    private static func agreement(_ one: String, _ other: String) -> SideBySide.Verdict {
        if one == other { return one.isEmpty ? .neither : .same }
        if one.isEmpty { return .onlyRight }
        if other.isEmpty { return .onlyLeft }
        return NameFolding.folded(one) == NameFolding.folded(other) ? .similar : .different
    }

    private static func form(_ pair: ReviewPair, _ visit: Visit, _ problems: [Problem]) -> HTML {
        let seen = visit.form["seen"].isEmpty ? pair.stamp : visit.form["seen"]
        let options = pair.verdicts.map { Option(value: $0.rawValue, label: $0.label, hint: hint($0, pair)) }
        return MainForm.html(
            visit, action: "/reviews/\(pair.id)/decision",
            submit: pair.isBlind ? Text(en: "Give your opinion", cy: "Rhoi eich barn") : Text(en: "Decide", cy: "Penderfynu"),
            """
            <input type="hidden" name="seen" value="\(seen)">
            \(Field.radios(
                "verdict", Text(en: "What do you decide?", cy: "Beth rydych yn ei benderfynu?"), options: options,
                value: visit.form["verdict"], problems: problems))
            \(pair.isBlind ? nil : agency(pair, visit, problems))
            \(Field.area(
                "reason", Text(en: "Reason", cy: "Rheswm"), value: visit.form["reason"], problems: problems,
                hint: pair.isBlind
                    ? nil
                    : Text(en: "When you ask an agency: what you ask.", cy: "Os ydych yn gofyn i asiantaeth: beth rydych yn ei ofyn.")))
            """)
    }

    private static func agency(_ pair: ReviewPair, _ visit: Visit, _ problems: [Problem]) -> HTML {
        Field.select(
            "agency", Text(en: "Which agency do you ask?", cy: "I ba asiantaeth rydych yn gofyn?"),
            options: [Option(value: "", label: Text(en: "None", cy: "Dim un"))]
                + pair.agencies.map { Option(value: $0, label: Agency.name(of: $0)) },
            value: visit.form["agency"].isEmpty ? pair.askedAgency : visit.form["agency"], problems: problems,
            hint: Text(en: "Only for “Ask the agency”.", cy: "Ar gyfer “Gofyn i’r asiantaeth” yn unig."))
    }

    private static func hint(_ verdict: ReviewVerdict, _ pair: ReviewPair) -> Text? {
        switch verdict {
        case .same where pair.phase == .open && pair.needsTwo:
            Text(
                en: "Takes two: nothing is linked before a second coordinator says so, without seeing what you said.",
                cy: "Mae angen dau: ni chysylltir dim nes i ail gydlynydd ddweud hynny, heb weld yr hyn a ddywedoch chi.")
        case .askAgency:
            Text(
                en: "The pair waits in a list of its own. Carfan sends no e-mail: ask them yourself.",
                cy: "Mae’r pâr yn aros mewn rhestr ei hun. Nid yw Carfan yn anfon e-bost: gofynnwch iddynt eich hun.")
        case .same, .different, .notYet: nil
        }
    }
}
