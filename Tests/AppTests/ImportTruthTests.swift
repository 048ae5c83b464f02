import App
import Domain
import Foundation
import Support
import Testing

@Suite("Agencies’ files of wales-2000, read with the shipped profiles, give the reasons of truth/rejects.csv")
struct ImportTruthTests {
    private static let asOf = Day(year: 2026, month: 11, day: 1) ?? Day(number: 0)

    /// One line of rejects.csv, without the local reference.
    struct Entry: Hashable, Comparable, CustomStringConvertible {
        let file: String, row: Int?, line: Int, reason: String, outcome: String, field: String

        static func < (left: Entry, right: Entry) -> Bool {
            (left.file, left.line, left.reason) < (right.file, right.line, right.reason)
        }

        var description: String { "\(file) row \(row ?? 0) line \(line) \(reason) \(outcome) \(field)" }
    }

    @Test func everyReason() throws {
        var found: Set<Entry> = []
        let profiles = try ProfileFiles.shipped()
        #expect(profiles.count == 11)
        var nominals: [String: Set<String>] = [:]
        for profile in profiles.sorted(by: { ($0.kind == .nominals ? 0 : 1, $0.id) < ($1.kind == .nominals ? 0 : 1, $1.id) }) {
            let known = nominals[profile.agency.code] ?? []
            let file = try readFile(profile, profiles, known)
            found.formUnion(file.entries)
            if profile.kind == .nominals { nominals[profile.agency.code] = file.references }
        }
        let truth = Set(try entries(ShippedWales.file("truth/rejects.csv")))
        #expect(truth.count == 282)
        #expect(truth.subtracting(found).sorted() == [])
        #expect(found.subtracting(truth).sorted() == [])
    }

    private func readFile(
        _ profile: ImportProfile, _ profiles: [ImportProfile], _ nominals: Set<String>
    ) throws -> (entries: [Entry], references: Set<String>) {
        let name = "\(profile.id).csv"
        let checks = IdentifierChecks.standard(asOf: Self.asOf, offences: try offences())
        var reading = FileReading(profile, asOf: Self.asOf, checks: checks, others: profiles)
        var caller = StatefulReasons(name: name, nominals: nominals)
        let bytes = [UInt8](try Data(contentsOf: ShippedWales.file(name)))
        for start in stride(from: 0, to: bytes.count, by: 4099) {
            caller.take(try reading.read(bytes[start..<min(start + 4099, bytes.count)]), reading)
        }
        caller.take(try reading.finish(), reading)
        #expect(reading.isComplete)
        if let line = reading.trailingBlankLine {
            caller.note(nil, line, .trailingBlankLines, .accept, "")
        }
        return (caller.finish(), Set(caller.counting.keys))
    }

    private func offences() throws -> OffenceTable {
        return try OffenceTable(rows: records(ShippedWales.offenceCodes).map(\.fields))
    }

    private func records(_ file: URL) throws -> [DelimitedRecord] {
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        return reader.read([UInt8](try Data(contentsOf: file))) + reader.finish()
    }

    private func entries(_ file: URL) throws -> [Entry] {
        try records(file).dropFirst().map { record in
            let fields = record.fields
            return Entry(
                file: fields[0], row: Int(fields[1]), line: try #require(Int(fields[2])), reason: fields[3],
                outcome: fields[4], field: fields[5])
        }
    }
}

/// What whoever stores the rows must find out: repeated rows, newer and older rows of one nominal, unknown nominals.
private struct StatefulReasons {
    let name: String
    let nominals: Set<String>
    private var entries: [ImportTruthTests.Entry] = []
    private var seen: Set<ContentHash> = []
    private(set) var counting: [String: (row: RowRead, updated: Instant?)] = [:]

    init(name: String, nominals: Set<String>) {
        self.name = name
        self.nominals = nominals
    }

    mutating func note(_ row: Int?, _ line: Int, _ reason: RowReason, _ outcome: RowOutcome, _ field: String) {
        entries.append(
            ImportTruthTests.Entry(
                file: name, row: row, line: line, reason: reason.rawValue, outcome: outcome.rawValue, field: field))
    }

    private mutating func note(_ row: RowRead, _ finding: RowFinding, _ kind: ImportKind) {
        note(row.record.number, row.record.line, finding.reason, finding.reason.outcome(in: kind), finding.header)
    }

    mutating func take(_ rows: [RowRead], _ reading: FileReading) {
        for row in rows {
            switch row.reading {
            case .refused(let finding): note(row, finding, reading.profile.kind)
            case .accepted(let accepted, let findings): take(row, accepted, findings, reading)
            }
        }
    }

    private mutating func take(_ row: RowRead, _ accepted: ImportRow, _ findings: [RowFinding], _ reading: FileReading) {
        let kind = reading.profile.kind
        guard seen.insert(row.record.contentHash).inserted else { return note(row, RowFinding(.duplicateRow), kind) }
        if case .custody(let custody) = accepted, !nominals.contains(custody.nominalReference) {
            let header = reading.profile.columns.first { $0.meaning == .nominalReference }?.headers.first ?? ""
            return note(row, RowFinding(.unknownNominal, header: header), kind)
        }
        for finding in findings { note(row, finding, kind) }
        guard case .nominal = accepted else { return }
        guard let earlier = counting[accepted.reference] else {
            counting[accepted.reference] = (row, accepted.lastUpdated)
            return
        }
        let isNewer = (accepted.lastUpdated ?? Instant(seconds: 0)) > (earlier.updated ?? Instant(seconds: 0))
        note(isNewer ? row : earlier.row, RowFinding(.updatedRow), kind)
        note(isNewer ? earlier.row : row, RowFinding(.supersededRow), kind)
        if isNewer { counting[accepted.reference] = (row, accepted.lastUpdated) }
    }

    func finish() -> [ImportTruthTests.Entry] { entries }
}
