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

/// A list as a CSV file, in the reader's language. Its name and its last column say how it is marked: as the highest marked case in it.
struct ListExport: Sendable {
    let name: String
    let people: [Int64]
    /// What the file is made of besides people, and which of their data it holds: as the journal names them.
    var records: [String] = []
    let fields: [String]
    let headings: [Text]
    /// The lines of some of the people, in their order. Somebody whose case has been closed to the officer since has none.
    let lines: @Sendable ([Int64], Language) async throws -> [[String]]

    /// Enters the disclosure of everybody on the list, then answers with it in slices, so that memory does not grow with it.
    func disclosed(by visit: Visit, because reason: ExportReason, _ site: Site) async throws -> Answer {
        let events = people.chunks(of: 1000).map {
            Event(.disclosure, subjects: $0, records: records, fields: fields, reason: reason.rawValue)
        }
        try await site.enter(try visit.actor(), events)
        let language = visit.language
        let marking = try await site.database.read { try MarkingLine.highest(of: people, $0) }
        let headings = (headings + [MarkingLine.heading]).map { $0[language] }
        return .csv(
            name, marking,
            ResponseBody { [self] writer in
                try await writer.write(ByteBuffer(string: "\u{FEFF}" + CSVWriter.line(headings)))
                for chunk in people.chunks(of: 500) {
                    // Not on the threads that answer short requests.
                    let found = try await withTaskExecutorPreference(globalConcurrentExecutor) {
                        try await lines(chunk, language)
                    }
                    let text = found.map { CSVWriter.line($0 + [marking.words]) }.joined()
                    try await writer.write(ByteBuffer(string: text))
                }
                try await writer.finish(nil)
            })
    }
}

/// Asks why a list is to leave as a file.
struct ExportQuestion: Sendable {
    let title: Text
    /// Where the answer goes.
    let action: Path
    let section: Page.Section
    let back: HTML
    /// What the list was asked with.
    let kept: [(String, String)]

    func page(_ visit: Visit, _ form: Form, _ problems: [Problem] = []) -> Page {
        let hidden: [HTML] = kept.filter { !$0.1.isEmpty }.map {
            "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">"
        }
        let reasons = Field.radios(
            "reason", Text(en: "Why do you need this file?", cy: "Pam mae angen y ffeil hon arnoch?"),
            options: ExportReason.allCases.map { Option(value: $0.rawValue, label: $0.label) }, value: form["reason"],
            problems: problems)
        return Page(
            title: title, section: section, hasForm: true, hasProblems: !problems.isEmpty, before: back,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The file holds personal data of everybody on the list whose case is open to you. It is recorded who took it, "
                        + "why, and whose data it holds. Keep it no longer than you need it.",
                    cy: "Mae’r ffeil yn cynnwys data personol pawb ar y rhestr y mae eu hachos ar agor i chi. Cofnodir pwy a’i "
                        + "cymerodd, pam, a data pwy sydd ynddi. Peidiwch â’i chadw’n hirach nag y mae ei hangen arnoch."))</p>
                \(MainForm.html(
                    visit, action: action, submit: Text(en: "Export (CSV)", cy: "Allforio (CSV)"),
                    "\(HTML.joined(hidden))\(reasons)"))
                """)
    }

    /// The file when a reason was given; the question again when none was.
    func answer(_ visit: Visit, _ site: Site, _ export: () async throws -> ListExport) async throws -> Answer {
        var reader = FormReader(visit.form)
        let reason: ExportReason? = reader.choice(
            "reason", missing: Text(en: "Choose why you need this file", cy: "Dewiswch pam mae angen y ffeil hon arnoch"))
        do {
            try reader.finish()
        } catch let invalid as Invalid {
            return .again(page(visit, visit.form, invalid.problems), invalid.problems)
        }
        guard let reason else { throw Invalid(reader.problems) }
        let list = try await withTaskExecutorPreference(globalConcurrentExecutor) { try await export() }
        return try await list.disclosed(by: visit, because: reason, site)
    }
}
