import Domain
import Hummingbird
import NIOCore
import Store

/// Why a list leaves Carfan as a file: the code stands in the journal.
enum ExportReason: String, Sendable, CaseIterable {
    case panel, supervision, dataQuality = "data_quality", lawfulRequest = "lawful_request"

    var label: Text {
        switch self {
        case .panel: Text(en: "To prepare a panel", cy: "I baratoi panel")
        case .supervision: Text(en: "To plan supervision or visits", cy: "I gynllunio goruchwyliaeth neu ymweliadau")
        case .dataQuality: Text(en: "To check or correct records", cy: "I wirio neu gywiro cofnodion")
        case .lawfulRequest:
            Text(en: "To answer a lawful request of another agency", cy: "I ateb cais cyfreithlon gan asiantaeth arall")
        }
    }
}

/// A list of people as a CSV file. It is entered as a disclosure, with everybody in it, before its first byte leaves.
struct PeopleExport: Sendable {
    let site: Site
    let question: PeopleQuestion
    let reason: ExportReason

    /// Throws `Invalid` when no reason was given.
    init(_ form: Form, _ language: Language, site: Site) throws {
        var reader = FormReader(form)
        let reason: ExportReason? = reader.choice(
            "reason", missing: Text(en: "Choose why you need this file", cy: "Dewiswch pam mae angen y ffeil hon arnoch"))
        try reader.finish()
        guard let reason else { throw Invalid(reader.problems) }
        self.reason = reason
        self.site = site
        question = PeopleQuestion(form, language, today: site.today)
    }

    var name: String { "carfan-people-\(site.today.iso).csv" }

    /// Written in slices, so that memory does not grow with the list.
    func body(_ visit: Visit) async throws -> ResponseBody {
        let officer = try visit.officer()
        let actor = try visit.actor()
        let (today, language) = (site.today, question.language)
        let ids = try await site.database.read { connection in
            try PeopleFinder(connection, officer, today, question).all(question)
        }
        let events = ids.chunks(of: 1000).map {
            Event(.disclosure, subjects: $0, fields: PeopleStore.fields, reason: reason.rawValue)
        }
        try await site.enter(actor, events)
        let database = site.database
        return ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "\u{FEFF}" + CSVWriter.line(PeopleExport.headings.map { $0[language] })))
            for chunk in ids.chunks(of: 500) {
                let lines = try await database.read { try PeopleStore.lines($0, officer, chunk).lines }
                let text = lines.map { CSVWriter.line(PeopleExport.fields($0, language)) }.joined()
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
    }

    private static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Family name", cy: "Cyfenw"), Text(en: "Given names", cy: "Enwau cyntaf"),
        Text(en: "Date of birth", cy: "Dyddiad geni"), Text(en: "Sex", cy: "Rhyw"), Text(en: "PNC ID", cy: "Rhif PNC"),
        Text(en: "CRN", cy: "CRN"), Text(en: "Area", cy: "Ardal"), Text(en: "Proposal", cy: "Cynnig"),
        Text(en: "Proposal code", cy: "Cod y cynnig"),
        Text(en: "Two-year score", cy: "Sgôr dwy flynedd"), Text(en: "Cohort", cy: "Carfan"),
        Text(en: "Enrolment", cy: "Cofrestriad"), Text(en: "RAG", cy: "RAG"),
    ]

    private static func fields(_ line: PersonLine, _ language: Language) -> [String] {
        [
            String(line.id), line.name.family, line.name.given, line.dateOfBirth?.iso ?? "", CaseWords.sex(line.sex)[language],
            line.pnc, line.crn, line.area.name[language], line.proposal.map { CaseWords.proposal($0)[language] } ?? "",
            line.proposal?.rawValue ?? "", line.percent.map(String.init) ?? "", line.cohort?.name[language] ?? "",
            line.state?.name[language] ?? "", line.rag?.name[language] ?? "",
        ]
    }
}

/// Asks why a list is to leave as a file.
enum PeopleExportView {
    static func page(_ visit: Visit, _ form: Form, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Export the list of people", cy: "Allforio’r rhestr o bobl")
        let hidden: [HTML] = (["q", "sort"] + PeopleFilters.Kind.allCases.map(\.rawValue)).filter { !form[$0].isEmpty }.map {
            "<input type=\"hidden\" name=\"\($0)\" value=\"\(form[$0])\">"
        }
        let reasons = Field.radios(
            "reason", Text(en: "Why do you need this file?", cy: "Pam mae angen y ffeil hon arnoch?"),
            options: ExportReason.allCases.map { Option(value: $0.rawValue, label: $0.label) }, value: form["reason"],
            problems: problems)
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The file holds personal data of everybody on the list. It is recorded who took it, why, and whose data it holds. Keep it no longer than you need it.",
                    cy: "Mae’r ffeil yn cynnwys data personol pawb ar y rhestr. Cofnodir pwy a’i cymerodd, pam, a data pwy sydd ynddi. Peidiwch â’i chadw’n hirach nag y mae ei hangen arnoch."))</p>
                \(MainForm.html(visit, action: "/people/export", submit: Text(en: "Export (CSV)", cy: "Allforio (CSV)"), "\(HTML.joined(hidden))\(reasons)"))
                """)
    }
}
