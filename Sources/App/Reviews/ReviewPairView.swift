import Domain

/// A question about two records: what they say, what speaks for and against, and what is decided.
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
                \(ComparedView.html(pair.sides, leadsToCases: pair.phase != .look))
                \(ComparedView.weights(pair.explanationText, pair.sides))
                \(pair.isBlind ? nil : ReviewHistory.html(pair))
                \(pair.canAnswer ? form(pair, visit, problems) : nil)
                """)
    }

    /// The list that the pair came from.
    private static func list(of pair: ReviewPair) -> ReviewList {
        pair.phase == .look ? .look : ReviewList.allCases.first { $0 != .look && $0.states.contains(pair.state) } ?? .open
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
