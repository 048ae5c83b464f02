import Domain

/// One thing that happened, in the order of time.
struct CaseEvent: Sendable {
    /// `2026-11-01` or a UTC time: sorts as text.
    let moment: String
    let title: Text
    let when: Text
    let by: Text
    let body: HTML

    init(_ day: Day, _ title: Text, by: Text, _ body: HTML) {
        (moment, when) = (day.iso, day.words)
        (self.title, self.by, self.body) = (title, by, body)
    }

    init(_ instant: Instant, _ title: Text, by: Text, _ body: HTML) {
        (moment, when) = (instant.iso, London.words(instant))
        (self.title, self.by, self.body) = (title, by, body)
    }

    var item: Timeline.Item { Timeline.Item(title: title, when: when, datetime: moment, by: by, body: body) }
}

/// Everything that is known to have happened, newest first.
enum CaseEvents {
    static func of(_ file: CaseFile, _ tables: CaseTables, _ links: [CaseLink] = []) -> [CaseEvent] {
        let agencies = Dictionary(file.records.map { ($0.id, $0.agencyName) }, uniquingKeysWith: { first, _ in first })
        var events = courts(file, tables)
        events += file.custody.compactMap { row in
            row.arrestedAt.map {
                CaseEvent(
                    $0, Text(en: "Arrested", cy: "Arestiwyd"), by: agencies[row.record] ?? police,
                    """
                    <p>\(tables.offence(row.offenceCode, agency: row.offence)), \(row.station): \(RecordWords.custody(row.disposal)) \
                    \(InvolvementTag.html(file.category(row)))</p>
                    """
                )
            }
        }
        events += (file.isOpen(.offences) ? file.orders : []).map { row in
            CaseEvent(
                row.start, Text(en: "Order or licence began", cy: "Dechreuodd gorchymyn neu drwydded"), by: probation,
                "<p>\(RecordWords.order(row.type))</p>")
        }
        for row in file.prison {
            events.append(
                CaseEvent(
                    row.reception, Text(en: "Received into prison", cy: "Derbyniwyd i’r carchar"), by: prison,
                    "<p>\(tables.bodies.name(row.prison))</p>"))
            events.append(
                CaseEvent(
                    row.release, Text(en: "Release from prison", cy: "Rhyddhau o’r carchar"), by: prison,
                    "<p>\(tables.bodies.name(row.prison)), \(RecordWords.release(row.releaseType))</p>"))
        }
        events += file.decisions.map { row in
            CaseEvent(
                row.decidedAt, Text(en: "Panel decision", cy: "Penderfyniad panel"), by: row.area.name,
                "<p>\(CaseDecisionsView.title(row)): \(row.reason)</p>")
        }
        events += file.former.map { CaseFormerView.event($0, tables, by: agencies[$0.row.record] ?? police) }
        events += file.steps.map(enrolment)
        events += NarrativeViews.events(file)
        events += links.flatMap { link in link.events(agencies) }
        return events.sorted { $0.moment > $1.moment }
    }

    /// A step of an enrolment: who took it, and why.
    private static func enrolment(_ step: CaseStep) -> CaseEvent {
        let reason: HTML? = EnrolmentViews.reason(step.reason).map { "\($0)" }
        let words: HTML? = step.exitWords.isEmpty ? nil : "\(step.exitWords)"
        let (team, to) = (step.receivingTeam, Text(en: "handed over to", cy: "trosglwyddwyd i"))
        let parts: [HTML?] = ["\(PanelListView.name(step.area))", reason, words, team.isEmpty ? nil : "\(to) \(team)"]
        let state = step.state?.name ?? Text(same: "–")
        return CaseEvent(
            step.at, Text(en: "Enrolment: \(state.en)", cy: "Cofrestriad: \(state.cy)"), by: Text(same: step.officer),
            "<p>\(HTML.joined(parts.compactMap { $0 }, separator: " · "))</p>")
    }

    private static let police = Text(en: "police", cy: "heddlu")
    private static let probation = Text(en: "Probation Service", cy: "y Gwasanaeth Prawf")
    private static let prison = Text(en: "HM Prison Service", cy: "Gwasanaeth Carchardai EF")

    /// One event for each court date.
    private static func courts(_ file: CaseFile, _ tables: CaseTables) -> [CaseEvent] {
        var events: [CaseEvent] = []
        var start = 0
        let rows = file.convictions
        while start < rows.count {
            var end = start
            while end < rows.count, rows[end].courtDate == rows[start].courtDate { end += 1 }
            let offences: [HTML] = rows[start..<end].map { row in
                """
                <li>\(tables.offence(row.offenceCode, agency: row.offence)): \(RecordWords.adjudication(row.adjudication)) \
                \(InvolvementTag.html(row.category))</li>
                """
            }
            let isCaution = rows[start..<end].allSatisfy { $0.adjudication == Adjudication.caution.rawValue }
            let title = isCaution ? Text(en: "Cautioned", cy: "Rhybuddiwyd") : Text(en: "In court", cy: "Yn y llys")
            events.append(CaseEvent(rows[start].courtDate, title, by: Text(same: rows[start].court), "<ul>\(offences)</ul>"))
            start = end
        }
        return events
    }
}

extension CaseEvents {
    /// No event among those that the reader may see.
    static func nothing(_ file: CaseFile) -> HTML {
        guard !file.isOpen(.offences) else { return CaseOffencesView.none }
        return """
            <p>\(Text(en: "Nothing in the parts that are open to you.", cy: "Dim yn y rhannau sydd ar agor i chi."))</p>
            """
    }
}

/// The timeline in full, a page at a time.
enum CaseTimelineView {
    static let pageSize = 50

    static func page(_ history: CaseHistory, _ tables: CaseTables, _ today: Day, _ page: Int) -> Page {
        let events = CaseEvents.of(history.file, tables, history.links)
        let start = min((page - 1) * pageSize, events.count)
        let shown = events[start..<min(start + pageSize, events.count)].map(\.item)
        let id = history.file.person.id
        let body: HTML =
            shown.isEmpty
            ? CaseEvents.nothing(history.file)
            : """
            <p>\(Pagination.showing(page: page, size: pageSize, count: shown.count, total: events.count))</p>
            <h2 class="hidden">\(Text(en: "Newest first", cy: "Y diweddaraf yn gyntaf"))</h2>
            \(Timeline.html(shown))
            \(Pagination.html(page: page, hasNext: start + shown.count < events.count) {
                CaseHead.Part.timeline.path(id).query([("page", String($0))])
            })
            """
        return CaseHead.page(history.file, .timeline, today, body)
    }
}
