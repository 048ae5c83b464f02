import Domain

/// The review queue, and two records side by side.
enum ReviewViews {
    static func queue(_ queue: ReviewQueue, done: ReviewVerdict?) -> Page {
        let title = Text(en: "Records to review", cy: "Cofnodion i’w hadolygu")
        let banner: HTML? = done.map { Banner.success(Text(en: "Decided: ", cy: "Penderfynwyd: ") + $0.label) }
        let elsewhere: HTML? =
            queue.elsewhere == 0
            ? nil
            : """
            <p class="withheld">\(Text(en: "", cy: "Mae "))\(withheld(queue.elsewhere)) \(Text(
                en: "A coordinator who holds both areas, or all of Wales, decides them.",
                cy: "Cydlynydd sydd â’r ddwy ardal, neu Gymru gyfan, sy’n penderfynu arnynt."))</p>
            """
        return Page(
            title: title, section: .reviews,
            body: """
                \(banner)
                <h1>\(title)</h1>
                \(SubNavigation.html(
                    Text(en: "State of the questions", cy: "Statws y cwestiynau"),
                    [
                        (Text(en: "Open", cy: "Agored"), "/reviews", !queue.isPutOff),
                        (Text(en: "Not yet decided", cy: "Heb benderfynu eto"), ("/reviews" as Path).query([("state", "not_yet")]), queue.isPutOff),
                    ]))
                \(elsewhere)
                \(table(queue))
                """)
    }

    private static let withheld = Counted(
        en: (
            one: "question reaches into an area that you do not hold.",
            other: "questions reach into areas that you do not hold."
        ),
        cy: (
            zero: "cwestiwn yn ymestyn i ardaloedd nad ydynt gennych.", one: "cwestiwn yn ymestyn i ardal nad yw gennych.",
            two: "gwestiwn yn ymestyn i ardaloedd nad ydynt gennych.",
            few: "chwestiwn yn ymestyn i ardaloedd nad ydynt gennych.",
            many: "chwestiwn yn ymestyn i ardaloedd nad ydynt gennych.",
            other: "cwestiwn sy’n ymestyn i ardaloedd nad ydynt gennych."
        ))

    private static func table(_ queue: ReviewQueue) -> HTML {
        guard !queue.lines.isEmpty else {
            return EmptyState.html(Text(en: "Nothing is waiting for you here.", cy: "Nid oes dim yn aros amdanoch yma."))
        }
        let isMore = queue.total > PeopleFinding.countLimit
        let state = queue.isPutOff ? "not_yet" : ""
        return """
            <p class="showing">\(Pagination.showing(
                page: queue.page, size: ReviewStore.pageSize, count: queue.lines.count,
                total: isMore ? PeopleFinding.countLimit : queue.total, more: isMore))</p>
            \(DataTable.html(
                Text(en: "Pairs of records that may be of one person", cy: "Parau o gofnodion a all fod am un person"), captionHidden: true,
                [
                    DataTable.Head(Text(en: "Record", cy: "Cofnod")), DataTable.Head(Text(en: "May belong with", cy: "A all berthyn i")),
                    DataTable.Head(Text(en: "Points", cy: "Pwyntiau"), numeric: true),
                ],
                queue.lines.map { line in
                    [
                        "<a href=\"/reviews/\(line.id)\">\(line.name)</a> <span class=\"hint\">\(agency(line.agency))</span>",
                        "\(line.otherName) <span class=\"hint\">\(agency(line.otherAgency))</span>", "\(line.points)",
                    ]
                }, stacks: true))
            \(Pagination.html(page: queue.page, hasNext: queue.total > queue.page * ReviewStore.pageSize) {
                ("/reviews" as Path).query([("state", state), ("page", String($0))])
            })
            """
    }

    private static func agency(_ code: String) -> Text { Agency.name(of: code) }

    static func pair(_ pair: ReviewPair, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Are these records of one person?", cy: "Ai un person sydd yn y cofnodion hyn?")
        return Page(
            title: title, section: .reviews, hasForm: pair.isOpen, hasProblems: !problems.isEmpty,
            before: BackLink.html("/reviews", Text(en: "Back to the queue", cy: "Yn ôl i’r rhestr")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(compared(pair))
                <h2>\(Text(en: "What speaks for and against", cy: "Beth sydd o blaid ac yn erbyn"))</h2>
                \(CaseRecordsView.points(MatchExplanation.read(pair.explanationText)))
                <p>\(Text(en: "Points in all", cy: "Cyfanswm y pwyntiau")): \(pair.points)</p>
                \(decided(pair))
                \(pair.isOpen ? form(pair, visit, problems) : nil)
                """)
    }

    /// A row for each fact: what the one says, what the other says, whether they agree.
    private static func compared(_ pair: ReviewPair) -> HTML {
        let lines = zip(RecordFacts.facts(pair.record), RecordFacts.facts(pair.other)).map { one, other in
            // When an agency last touched its record says nothing about whose it is.
            let verdict = one.label == RecordFacts.updated ? nil : agreement(one.value.en, other.value.en)
            return SideBySide.Line(one.label, "\(one.value)", "\(other.value)", verdict)
        }
        return """
            \(SideBySide.html(
                Text(en: "The two records side by side", cy: "Y ddau gofnod ochr yn ochr"),
                left: pair.record.agencyName + Text(same: " \(pair.record.reference)"),
                right: pair.other.agencyName + Text(same: " \(pair.other.reference)"), lines))
            <p>\(caseLink(pair.person)) · \(caseLink(pair.otherPerson))</p>
            """
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

    private static func decided(_ pair: ReviewPair) -> HTML? {
        guard let at = pair.decidedAt, let verdict = ReviewVerdict(rawValue: pair.state) else { return nil }
        return """
            <h2>\(Text(en: "Decision", cy: "Penderfyniad"))</h2>
            \(SummaryList.html([
                (Text(en: "Decision", cy: "Penderfyniad"), "\(verdict.label)"), (Text(en: "Reason", cy: "Rheswm"), "\(pair.reason)"),
                (Text(en: "By", cy: "Gan"), "\(pair.decidedBy ?? "")"), (Text(en: "When", cy: "Pryd"), "\(at)"),
            ]))
            """
    }

    private static func form(_ pair: ReviewPair, _ visit: Visit, _ problems: [Problem]) -> HTML {
        let seen = visit.form["seen"].isEmpty ? pair.stamp : visit.form["seen"]
        return MainForm.html(
            visit, action: "/reviews/\(pair.id)/decision", submit: Text(en: "Decide", cy: "Penderfynu"),
            """
            <input type="hidden" name="seen" value="\(seen)">
            \(Field.radios(
                "verdict", Text(en: "What do you decide?", cy: "Beth rydych yn ei benderfynu?"),
                options: ReviewVerdict.allCases.map { Option(value: $0.rawValue, label: $0.label) }, value: visit.form["verdict"],
                problems: problems))
            \(Field.area("reason", Text(en: "Reason", cy: "Rheswm"), value: visit.form["reason"], problems: problems))
            """)
    }
}
