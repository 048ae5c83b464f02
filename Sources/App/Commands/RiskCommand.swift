import ArgumentParser
import Domain
import Foundation

/// `carfan risk`: instruments applied to files. No database, no people: only what the file says.
struct RiskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "risk",
        abstract: Text(en: "Apply a risk instrument to a file.", cy: "Defnyddio offeryn risg ar ffeil.").atTerminal,
        subcommands: [OGRS3Rows.self])

    struct OGRS3Rows: CarfanCommand {
        static let configuration = CommandConfiguration(
            commandName: "ogrs3",
            abstract: Text(en: "Score a CSV file with OGRS3, row by row.", cy: "Sgorio ffeil CSV ag OGRS3, fesul rhes.")
                .atTerminal,
            discussion: [
                Text(en: "Columns in (profile may be left out):", cy: "Colofnau i mewn (gellir gadael y gyntaf allan):"),
                Text(
                    same: "profile, sex, date_of_birth, conviction_date, followup_date, age_at_first_sanction, total_sanctions,"
                ),
                Text(same: "offence_code / offence_group."),
                Text(en: "Columns added:", cy: "Colofnau a ychwanegir:"),
                Text(same: "probability_1y, probability_2y, percent_1y, percent_2y, band, errors."),
                Text(
                    en: "A row with errors gets them, and the rest go on.",
                    cy: "Mae rhes â gwallau yn eu cael, ac â’r gweddill ymlaen."),
            ].map(\.atTerminal).joined(separator: "\n"))

        @ArgumentParser.Option(name: .customLong("in"), help: Text(en: "The file to read.", cy: "Y ffeil i’w darllen.").help)
        var input: String
        @ArgumentParser.Option(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var out: String
        @ArgumentParser.Option(
            help: Text(
                en: "The figures for rows that name none: hmpps or published.",
                cy: "Y ffigurau ar gyfer rhesi nad ydynt yn enwi rhai: hmpps neu published."
            ).help) var profile: String = "hmpps"

        func validate() throws {
            if OGRS3Profile(rawValue: profile) == nil { throw WrongArgument.profile }
        }

        func run(opening open: @escaping DatabaseOpener) async throws {
            let reference = try Reference.load()
            guard let file = FileHandle(forReadingAtPath: input) else { throw FileRefused.cannotRead(input) }
            defer { try? file.close() }
            let output = try WrittenFile(out)
            var scoring = RiskFile(offences: reference.offences, profile: profile)
            var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
            while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
                try output.write(try scoring.lines(reader.read(chunk)))
            }
            try output.write(try scoring.lines(reader.finish()))
            guard scoring.hasHeader else { throw FileRefused.empty(input) }
            try output.finish()
            Terminal.say(
                Text(
                    en: "\(grouped(scoring.rows)) rows, \(grouped(scoring.failed)) with errors, in \(out).",
                    cy: "\(grouped(scoring.rows)) o resi, \(grouped(scoring.failed)) â gwallau, yn \(out)."))
        }
    }
}

/// The rows of a file of inputs on their way to a file of results, in the same order.
struct RiskFile {
    let offences: OffenceTable
    /// For rows that name none.
    let profile: String
    private var file: OGRS3File?
    private var width = 0
    private var place: Int?
    private(set) var rows = 0
    private(set) var failed = 0

    init(offences: OffenceTable, profile: String) {
        self.offences = offences
        self.profile = profile
    }

    var hasHeader: Bool { file != nil }

    /// Throws `OGRS3HeaderRefusal` when the first record does not name the columns.
    mutating func lines(_ records: [DelimitedRecord]) throws -> String {
        var text = ""
        for record in records {
            if let file {
                text += line(record, file)
            } else {
                text += try header(record.fields)
            }
        }
        return text
    }

    private mutating func header(_ fields: [String]) throws -> String {
        width = fields.count
        place = fields.firstIndex { $0.trimmed.lowercased() == "profile" }
        file = try OGRS3File(header: place == nil ? fields + ["profile"] : fields)
        return CSVWriter.line(fields + OGRS3File.outputs)
    }

    private mutating func line(_ record: DelimitedRecord, _ file: OGRS3File) -> String {
        rows += 1
        var fields = record.fields
        if let place, fields.indices.contains(place) {
            if fields[place].trimmed.isEmpty { fields[place] = profile }
        } else {
            fields.append(profile)
        }
        let results = file.results(record.isComplete ? fields : [], offences: offences)
        if results.last?.isEmpty == false { failed += 1 }
        return CSVWriter.line(padded(record.fields) + results)
    }

    /// A row with too few or too many fields stays in its columns, so that the results stand under their headings.
    private func padded(_ fields: [String]) -> [String] {
        Array(fields.prefix(width)) + Array(repeating: "", count: max(0, width - fields.count))
    }
}
