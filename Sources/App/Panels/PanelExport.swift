import Domain
import Hummingbird
import NIOCore
import Store

/// A panel's list as a CSV file: everybody whom its filters leave, entered as a disclosure before its first byte leaves.
struct PanelExport: Sendable {
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

    /// Written in slices, so that memory does not grow with the list.
    func body(_ visit: Visit) async throws -> ResponseBody {
        let officer = try visit.officer()
        let (today, language, database) = (site.today, visit.language, site.database)
        let found = try await database.read { connection -> (round: Int64, people: [Int64])? in
            guard let round = try RoundStore.current(connection) else { return nil }
            let rows = try connection.query(
                """
                SELECT s.person_id \(PanelStore.everybody(connection, round.id, area)) AND \(PeopleAccess.opens(officer))
                AND \(question.condition(area, today: today))\(PanelQuestion.order)
                """)
            return (round.id, try rows.map { try $0.get("person_id") })
        }
        let people = found?.people ?? []
        let events = people.chunks(of: 1000).map {
            Event(.disclosure, subjects: $0, fields: PanelStore.fields, reason: reason.rawValue)
        }
        try await site.enter(try visit.actor(), events)
        return ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "\u{FEFF}" + CSVWriter.line(PanelExport.headings.map { $0[language] })))
            for chunk in people.chunks(of: 500) {
                let lines = try await database.read { try PanelLine.of(chunk, found?.round ?? 0, area, officer, $0) }
                let text = lines.map { CSVWriter.line(fields($0, language)) }.joined()
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
    }

    private static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Family name", cy: "Cyfenw"), Text(en: "Given names", cy: "Enwau cyntaf"),
        Text(en: "Date of birth", cy: "Dyddiad geni"), Text(en: "Proposal", cy: "Cynnig"),
        Text(en: "Proposal code", cy: "Cod y cynnig"), Text(en: "Official two-year score", cy: "Sgôr dwy flynedd swyddogol"),
        Text(en: "Official score calculated", cy: "Cyfrifwyd y sgôr swyddogol"),
        Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), Text(en: "Why not", cy: "Pam na"),
        Text(en: "Current offence", cy: "Trosedd gyfredol"), Text(en: "Since last time", cy: "Ers y tro diwethaf"),
        Text(en: "Proposal before", cy: "Cynnig blaenorol"), Text(en: "Code before", cy: "Cod blaenorol"),
        Text(en: "Score before", cy: "Sgôr blaenorol"), Text(en: "Records in doubt", cy: "Cofnodion amheus"),
        Text(en: "Decision", cy: "Penderfyniad"), Text(en: "Cohort", cy: "Carfan"),
        Text(en: "Enrolment", cy: "Cofrestriad"), Text(en: "Next review", cy: "Adolygiad nesaf"),
    ]

    private func fields(_ line: PanelLine, _ language: Language) -> [String] {
        let enrolment = line.enrolment
        return [
            String(line.person), line.name.family, line.name.given, line.dateOfBirth?.iso ?? "",
            CaseWords.proposal(line.kind)[language], line.kind.rawValue, line.official?.twoYear.map(String.init) ?? "",
            line.official?.calculated?.iso ?? "", line.percent.map(String.init) ?? "", line.reason?.name[language] ?? "",
            line.offence.map { site.reference.offences.title($0) } ?? "", line.news.name[language],
            line.before.map { CaseWords.proposal($0)[language] } ?? "", line.before?.rawValue ?? "",
            line.percentBefore.map(String.init) ?? "", line.isUnsure ? Text(en: "yes", cy: "oes")[language] : "",
            line.outcome?.done[language] ?? "", enrolment?.place?.name[language] ?? "", enrolment?.state.name[language] ?? "",
            enrolment?.nextReview?.iso ?? "",
        ]
    }
}

extension PanelLine {
    /// The lines of these people in their order, without those who are no longer the officer's to see.
    fileprivate static func of(
        _ people: [Int64], _ round: Int64, _ area: Area, _ officer: Officer, _ connection: any Connection
    ) throws -> [PanelLine] {
        let rows = try connection.query(
            """
            SELECT \(PanelLine.columns) FROM proposal s JOIN person p ON p.id = s.person_id
            WHERE s.round_id = \(round) AND s.person_id \(connection.among(people)) AND \(PeopleAccess.opens(officer))
            """)
        let found = try detailed(connection, round, area, try rows.compactMap(PanelLine.init))
        let lines = Dictionary(found.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        return people.compactMap { lines[$0] }
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
                    en: "The file holds personal data of everybody on the list whose case is open to you. It is recorded who took it, why, and whose data it holds.",
                    cy: "Mae’r ffeil yn cynnwys data personol pawb ar y rhestr y mae eu hachos ar agor i chi. Cofnodir pwy a’i cymerodd, pam, a data pwy sydd ynddi."))</p>
                \(MainForm.html(
                    visit, action: "/panels/\(area.rawValue)/export", submit: Text(en: "Export (CSV)", cy: "Allforio (CSV)"),
                    "\(hidden)\(reasons)"))
                """)
    }
}
