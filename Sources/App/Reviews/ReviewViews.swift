import Domain

/// The review queue.
enum ReviewViews {
    static func queue(_ queue: ReviewQueue, done: ReviewOutcome?) -> Page {
        let title = Text(en: "Records to review", cy: "Cofnodion i’w hadolygu")
        let banner: HTML? = done.map { Banner.success($0.words) }
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
                    ReviewList.allCases.map { ($0.label, $0.path, $0 == queue.list) }))
                \(elsewhere)
                \(table(queue))
                \(ReviewFiguresView.html(queue.figures))
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
        let state = queue.list == .open ? "" : queue.list.rawValue
        return """
            <p class="showing">\(Pagination.showing(
                page: queue.page, size: ReviewStore.pageSize, count: queue.lines.count,
                total: isMore ? PeopleFinding.countLimit : queue.total, more: isMore))</p>
            \(DataTable.html(
                Text(en: "Pairs of records that may be of one person", cy: "Parau o gofnodion a all fod am un person"), captionHidden: true,
                heads(queue.list), queue.lines.map { cells($0, queue.list) }, stacks: true))
            \(Pagination.html(page: queue.page, hasNext: queue.total > queue.page * ReviewStore.pageSize) {
                ("/reviews" as Path).query([("state", state), ("page", String($0))])
            })
            """
    }

    private static func heads(_ list: ReviewList) -> [DataTable.Head] {
        [
            DataTable.Head(Text(en: "Record", cy: "Cofnod")),
            DataTable.Head(Text(en: "May belong with", cy: "A all berthyn i")),
            DataTable.Head(Text(en: "Why it comes here", cy: "Pam y daw yma")),
        ] + (list == .asked ? [DataTable.Head(Text(en: "Asked", cy: "Gofynnwyd"))] : []) + [
            DataTable.Head(Text(en: "Weight", cy: "Pwysau"), numeric: true)
        ]
    }

    private static func cells(_ line: ReviewLine, _ list: ReviewList) -> [HTML] {
        let again: HTML? =
            line.state == OpenQuestions.reopened ? " \(Tag.html(Text(en: "Open again", cy: "Ar agor eto"), .amber))" : nil
        let why: HTML =
            line.why.isEmpty
            ? "<span class=\"hint\">\(Text(en: "By its weight", cy: "Yn ôl ei bwysau"))</span>"
            : "\(Text.joined(line.why, separator: " · "))"
        let asked: HTML = "\(agency(line.askedAgency)), \(line.since.map(London.words) ?? Text(same: ""))"
        return [
            "<a href=\"/reviews/\(line.id)\">\(line.name)</a> <span class=\"hint\">\(agency(line.agency))</span>\(again)",
            "\(line.otherName) <span class=\"hint\">\(agency(line.otherAgency))</span>", why,
        ] + (list == .asked ? [asked] : []) + ["\(line.points)"]
    }

    private static func agency(_ code: String) -> Text { Agency.name(of: code) }
}

/// How the reviewing goes.
enum ReviewFiguresView {
    static func html(_ figures: ReviewFigures) -> HTML {
        let title = Text(en: "How the reviewing goes", cy: "Sut mae’r adolygu’n mynd")
        return """
            <section aria-labelledby="figures"><h2 id="figures">\(title)</h2>
            <p class="hint">\(Text(
                en: "Over the pairs whose two cases are open to you.", cy: "Ar draws y parau y mae eu dau achos ar agor i chi."))</p>
            \(Figures.html([
                Figures.Tile(
                    Text(
                        en: "Decided in the last \(ReviewFigures.days) days",
                        cy: "Penderfynwyd yn ystod y \(ReviewFigures.days) diwrnod diwethaf"), figures.decided),
                perHour(figures), agreement(figures.agreement),
            ]))</section>
            """
    }

    private static func perHour(_ figures: ReviewFigures) -> Figures.Tile {
        let label = Text(en: "Decisions an hour of work", cy: "Penderfyniadau fesul awr o waith")
        let note = Text(
            en: "in hours by the clock in which anybody decided", cy: "mewn oriau’r cloc pan benderfynodd unrhyw un")
        guard let rate = figures.perHour else { return Figures.Tile(label, Text(same: "–"), note: note) }
        let tenths = Int((rate * 10).rounded())
        return Figures.Tile(label, Text(same: "\(tenths / 10).\(tenths % 10)"), note: note)
    }

    private static func agreement(_ agreement: ReviewAgreement) -> Figures.Tile {
        let label = Text(en: "Second opinions that agree", cy: "Ail farnau sy’n cytuno")
        guard let interval = agreement.interval else {
            return Figures.Tile(
                label, Text(en: "too few to say", cy: "rhy ychydig i ddweud"),
                note: Text(en: "\(agreement.of) so far", cy: "\(agreement.of) hyd yn hyn"))
        }
        func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
        let (low, high) = (percent(interval.low), percent(interval.high))
        return Figures.Tile(
            label, Text(same: "\(percent(Double(agreement.agreed) / Double(agreement.of)))%"),
            note: Text(
                en: "\(agreement.agreed) of \(agreement.of); between \(low)% and \(high)% (95% interval)",
                cy: "\(agreement.agreed) o \(agreement.of); rhwng \(low)% a \(high)% (cyfwng 95%)"))
    }
}
