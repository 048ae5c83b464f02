import Domain

/// Every enrolment of a person, the latest first, those that have ended too: each leads to its page.
enum CaseEnrolmentsView {
    /// - Parameter areas: the officer's own panels. Enrolments of others are named, and lead nowhere.
    static func html(_ file: CaseFile, _ areas: [Area]) -> HTML? {
        guard !file.enrolments.isEmpty else { return nil }
        let title = Text(en: "Enrolments", cy: "Cofrestriadau")
        let rows = file.enrolments.reversed().map { row($0, file, areas.contains($0.area)) }
        return """
            <section aria-labelledby="enrolments"><h2 id="enrolments">\(title)</h2>
            \(DataTable.html(title, captionHidden: true, heads, rows, stacks: true))</section>
            """
    }

    private static let heads = [
        DataTable.Head(Text(en: "Enrolment", cy: "Cofrestriad")),
        DataTable.Head(Text(en: "Panel area", cy: "Ardal y panel")), DataTable.Head(Text(en: "Since", cy: "Ers")),
        DataTable.Head(Text(en: "Ended on", cy: "Daeth i ben ar")),
        DataTable.Head(Text(en: "Why it ended", cy: "Pam y daeth i ben")),
    ]

    private static func row(_ enrolment: CaseEnrolment, _ file: CaseFile, _ isOwn: Bool) -> [HTML] {
        let path: Path = "/enrolments/\(enrolment.id)"
        let last = file.steps.first { $0.enrolment == enrolment.id }
        let why = enrolment.state.runs ? nil : last.flatMap { EnrolmentViews.reason($0.reason) }
        return [
            isOwn ? "<a href=\"\(path)\">\(enrolment.words)</a>" : "\(enrolment.words)",
            "\(PanelListView.name(enrolment.area))",
            enrolment.startedOn.map { "\($0.short)" } ?? PeopleListView.unknown,
            enrolment.endedOn.map { "\($0.short)" } ?? PeopleListView.unknown, why.map { "\($0)" } ?? PeopleListView.unknown,
        ]
    }
}
