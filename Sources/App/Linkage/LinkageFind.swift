import Domain
import Store

/// Where a record would belong among the people that are stored. Nothing is changed by asking.
struct LinkageFound: Sendable {
    /// Known, asked about, or new.
    let outcome: MatchOutcome
    let person: Int64?
    let weight: Double
    let rule: String
    let explanation: String
    /// Who may be meant: whose records were read.
    let looked: [Int64]
}

extension LinkageFound {
    /// The keys of the record, the people who share one, the comparison with each, and the explanation of the best.
    init(_ connection: any Connection, _ version: LinkageVersion, _ record: MatchRecord) throws {
        var table = MatchTable()
        let subject = table.read(record)
        let probe = table.probes([subject], version)[0]
        let candidates = try MatchCandidates.stored(connection, [probe], own: [0])[0]
        let people = try MatchCandidates.people(connection, candidates.records, &table)
        var matching = Matching(version, table)
        let placement = matching.place(subject, among: people.keys.sorted().compactMap { people[$0] })
        looked = people.keys.sorted()
        let best: PersonComparison?
        switch placement {
        case .new: (outcome, best) = (.different, nil)
        case .unsure(let doubts): (outcome, best) = (.unsure, doubts.first)
        case .join(let found, _): (outcome, best) = (.same, found)
        case .combine(let found, _): (outcome, best) = (.same, found.first)
        }
        person = best?.person
        weight = best?.verdict.weight ?? 0
        rule = best?.verdict.rule.rawValue ?? ""
        explanation = best.map { MatchExplanation($0, matching).json } ?? ""
    }
}

/// The rows of a CSV file as records that are matched: columns known by their headings, as `carfan link` knows them.
struct LinkageFindFile {
    private var headings: [String] = []
    private var columns: [LinkageColumn] = []
    private var kinds: [IdentifierKind?] = []
    private let path: String
    private let asOf: Day
    private let chosen: [String: LinkageColumn]

    init(_ path: String, chosen: [String: LinkageColumn], asOf: Day) {
        (self.path, self.chosen, self.asOf) = (path, chosen, asOf)
    }

    /// The header, then each row: its id and what it says.
    mutating func take(_ fields: [String]) throws(LinkageProblem) -> (id: String, record: MatchRecord)? {
        guard !headings.isEmpty else {
            headings = fields
            var numbers: [(heading: String, rule: LinkageNumber)] = []
            columns = try LinkageColumns(file: path, headings: fields, chosen: chosen, numbers: &numbers).columns
            kinds = fields.map { Self.kind(NameFolding.folded($0)) }
            return nil
        }
        return (value(.record, fields), record(fields))
    }

    private func record(_ fields: [String]) -> MatchRecord {
        let name = PersonName(
            family: value(.family, fields), forenames: "\(value(.given, fields)) \(value(.middle, fields))")
        let street = [value(.house, fields), value(.street, fields)].filter { !$0.isEmpty }.joined(separator: " ")
        let address = [value(.address, fields), street, value(.locality, fields), value(.town, fields)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return MatchRecord(
            number: 0, agency: "", kind: .nominal, names: [name], born: Self.day(value(.born, fields)),
            sex: MatchRecord.Sex(rawValue: value(.sex, fields).uppercased()), postcode: value(.postcode, fields),
            address: address, identifiers: identifiers(fields))
    }

    private func identifiers(_ fields: [String]) -> [MatchIdentifier] {
        zip(kinds, fields).compactMap { kind, text in
            kind.flatMap { $0.check(text, asOf: asOf) }.map(MatchIdentifier.init)
        }
    }

    private func value(_ column: LinkageColumn, _ fields: [String]) -> String {
        guard let place = columns.firstIndex(of: column), place < fields.count else { return "" }
        return fields[place]
    }

    /// `1989-10-31` or `31/10/1989`.
    private static func day(_ text: String) -> Day? {
        if let day = Day(iso: text) { return day }
        let parts = text.split(separator: "/").compactMap { Int($0) }
        return parts.count == 3 ? Day(year: parts[2], month: parts[1], day: parts[0]) : nil
    }

    private static func kind(_ heading: String) -> IdentifierKind? {
        switch heading {
        case "pnc", "pnc id", "pncid": .pnc
        case "cro", "cro number": .cro
        case "crn": .crn
        case "prison number", "noms": .prisonNumber
        default: nil
        }
    }
}
