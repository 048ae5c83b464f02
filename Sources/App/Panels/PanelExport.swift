import Domain
import Store

/// A panel's list as a CSV file: everybody whom its filters leave, entered as a disclosure before its first byte leaves.
struct PanelExport: Sendable {
    /// More than any panel can look at.
    static let limit = 10_000

    let site: Site
    let area: Area
    let question: PanelQuestion
    let reason: ExportReason

    /// Throws `Invalid` when no reason was given.
    init(_ form: Form, area: Area, site: Site) throws {
        var reader = FormReader(form)
        let reason: ExportReason? = reader.choice(
            "reason", missing: Text(en: "Choose why you need this file", cy: "Dewiswch pam mae angen y ffeil hon arnoch"))
        try reader.finish()
        guard let reason else { throw Invalid(reader.problems) }
        self.reason = reason
        self.area = area
        self.site = site
        question = PanelQuestion(form)
    }

    var name: String { "carfan-panel-\(area.rawValue)-\(site.today.iso).csv" }

    func text(_ visit: Visit) async throws -> String {
        let officer = try visit.officer()
        let (today, language) = (site.today, visit.language)
        let lines = try await site.database.read { connection -> [PanelLine] in
            guard let round = try RoundStore.current(connection) else { return [] }
            let rows = try connection.query(
                """
                SELECT \(PanelLine.columns) \(PanelStore.people(round.id, area, officer))
                AND \(question.condition(today: today)) ORDER BY s.rank, s.person_id LIMIT \(PanelExport.limit)
                """)
            return try rows.compactMap(PanelLine.init).chunks(of: 500).flatMap {
                try PanelStore.detailed(connection, round.id, $0)
            }
        }
        let events = lines.map(\.person).chunks(of: 1000).map {
            Event(.disclosure, subjects: $0, fields: PanelStore.fields, reason: reason.rawValue)
        }
        try await site.enter(try visit.actor(), events)
        var text = "\u{FEFF}" + CSVWriter.line(PanelExport.headings.map { $0[language] })
        for line in lines { text += CSVWriter.line(fields(line, language)) }
        return text
    }

    private static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Family name", cy: "Cyfenw"), Text(en: "Given names", cy: "Enwau cyntaf"),
        Text(en: "Date of birth", cy: "Dyddiad geni"), Text(en: "Proposal", cy: "Cynnig"),
        Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), Text(en: "Why not", cy: "Pam na"),
        Text(en: "Current offence", cy: "Trosedd gyfredol"), Text(en: "Since last time", cy: "Ers y tro diwethaf"),
        Text(en: "Proposal before", cy: "Cynnig blaenorol"), Text(en: "Score before", cy: "Sgôr blaenorol"),
        Text(en: "Records in doubt", cy: "Cofnodion amheus"), Text(en: "Decision", cy: "Penderfyniad"),
        Text(en: "Enrolment", cy: "Cofrestriad"),
    ]

    private func fields(_ line: PanelLine, _ language: Language) -> [String] {
        [
            String(line.person), line.name.family, line.name.given, line.dateOfBirth?.iso ?? "", line.kind.rawValue,
            line.percent.map(String.init) ?? "", line.reason?.name[language] ?? "",
            line.offence.map { site.reference.offences.title($0) } ?? "", line.news.name[language],
            line.before?.rawValue ?? "", line.percentBefore.map(String.init) ?? "",
            line.isUnsure ? Text(en: "yes", cy: "oes")[language] : "", line.outcome?.done[language] ?? "",
            line.enrolment?.name[language] ?? "",
        ]
    }
}

/// Asks why a panel's list is to leave as a file.
enum PanelExportView {
    static func page(_ area: Area, _ visit: Visit, _ form: Form, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Export the panel’s list", cy: "Allforio rhestr y panel")
        let kept = PanelQuestion(form).items.filter { !$0.1.isEmpty }
        let hidden: [HTML] = kept.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
        let path: Path = "/panels/\(area.rawValue)"
        let reasons = Field.radios(
            "reason", Text(en: "Why do you need this file?", cy: "Pam mae angen y ffeil hon arnoch?"),
            options: ExportReason.allCases.map { Option(value: $0.rawValue, label: $0.label) }, value: form["reason"],
            problems: problems)
        return Page(
            title: title, section: .panels, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(path.query(kept), PanelListView.name(area)),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The file holds personal data of everybody on the list. It is recorded who took it, why, and whose data it holds.",
                    cy: "Mae’r ffeil yn cynnwys data personol pawb ar y rhestr. Cofnodir pwy a’i cymerodd, pam, a data pwy sydd ynddi."))</p>
                \(MainForm.html(
                    visit, action: "/panels/\(area.rawValue)/export", submit: Text(en: "Export (CSV)", cy: "Allforio (CSV)"),
                    "\(hidden)\(reasons)"))
                """)
    }
}
