import Domain
import Foundation

/// A column of numbers that name one person: its heading, and how it is read.
struct LinkageNumberColumn: Sendable, Codable, Equatable {
    let heading: String
    let rule: LinkageNumber

    /// Numbers that carry a check of their own are one, whatever their headings; others are when these are alike.
    func isSame(_ other: LinkageNumberColumn) -> Bool {
        rule == other.rule && (rule.isChecked || LinkageColumns.isSame(heading, other.heading))
    }
}

/// The columns of one file: what each tells, and in which slot its numbers are compared.
struct LinkageColumns: Sendable {
    var columns: [LinkageColumn]
    private(set) var slots: [Int] = []
    let headings: [String]
    /// The columns of ids and of births; the first of each.
    let record: Int
    let born: Int?
    /// Columns that say nothing of a person.
    private(set) var isPassedOver: [Bool] = []
    /// Identifier columns beyond the fourth: they are not compared.
    var passedOver: [String] = []

    static let mostNumbers = 4

    /// Columns of which nobody knows what they hold, or that another holds already.
    private(set) var unread: [String] = []

    /// By what `chosen` says of a heading, or by the heading itself.
    init(
        file: String, headings: [String], chosen: [String: LinkageColumn],
        numbers: inout [LinkageNumberColumn]
    ) throws(LinkageProblem) {
        self.headings = headings
        let said = headings.map { Self.said($0, chosen) }
        let ids = headings.indices.filter { said[$0] == .record }
        guard ids.count < 2 else { throw .recordColumns(file: file, headings: ids.map { headings[$0] }) }
        columns = zip(headings, said).map { $1 ?? Self.known($0, said) }
        guard let record = columns.firstIndex(of: .record) else { throw .noRecordColumn(file) }
        self.record = record
        born = columns.firstIndex(of: .born)
        for place in columns.indices.dropFirst(record + 1) where columns[place] == .record { columns[place] = .ignored }
        unread = columns.indices.filter { columns[$0] == .ignored && said[$0] == nil }.map { headings[$0] }
        slots = [Int](repeating: 0, count: columns.count)
        number(&numbers)
        isPassedOver = columns.map { $0 == .ignored }
        guard columns.contains(where: Self.tells) else { throw .nothingToCompare(file) }
    }

    /// What a heading says by itself, unless another was chosen for that. A file may have many columns of numbers.
    private static func known(_ heading: String, _ said: [LinkageColumn?]) -> LinkageColumn {
        guard let column = LinkageColumn(heading: heading) else { return .ignored }
        if case .identifier = column { return column }
        return said.contains(column) ? .ignored : column
    }

    /// Gives the columns of numbers their slots.
    private mutating func number(_ numbers: inout [LinkageNumberColumn]) {
        for (place, column) in columns.enumerated() {
            guard case .identifier(let rule) = column else { continue }
            let number = LinkageNumberColumn(heading: headings[place], rule: rule)
            if let known = numbers.firstIndex(where: number.isSame) {
                slots[place] = known
            } else if numbers.count < Self.mostNumbers {
                slots[place] = numbers.count
                numbers.append(number)
            } else {
                columns[place] = .ignored
                passedOver.append(headings[place])
            }
        }
    }

    private static func tells(_ column: LinkageColumn) -> Bool {
        switch column {
        case .given, .family, .born, .identifier: true
        default: false
        }
    }

    /// `surname=family,ref=-`: what the words behind `--columns` say.
    static func chosen(_ text: String) throws(LinkageProblem) -> [String: LinkageColumn] {
        var chosen: [String: LinkageColumn] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, let column = LinkageColumn(word: sides[1]) else { throw .unknownColumn(sides.last ?? "") }
            guard said(sides[0], chosen) == nil else { throw .columnTwice(sides[0]) }
            chosen[sides[0]] = column
        }
        return chosen
    }

    private static func said(_ heading: String, _ chosen: [String: LinkageColumn]) -> LinkageColumn? {
        chosen.first { isSame($0.key, heading) }?.value
    }

    /// Headings are alike however their letters, blanks and lines are written; those without letters and digits only to the letter.
    static func isSame(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        let folded = NameFolding.folded(one)
        return !folded.isEmpty && folded == NameFolding.folded(other)
    }

    /// Headings as they are named to people: each once, and none that is empty.
    static func once(_ headings: [String]) -> [String] {
        headings.reduce(into: []) { named, heading in
            if !heading.isEmpty, !named.contains(where: { isSame($0, heading) }) { named.append(heading) }
        }
    }

    /// Throws when none of the files has one of the headings that were chosen.
    static func check(_ chosen: [String: LinkageColumn], _ headings: [[String]]) throws(LinkageProblem) {
        let all = Set(headings.joined())
        for heading in chosen.keys.sorted() where !all.contains(where: { isSame($0, heading) }) { throw .noHeading(heading) }
    }
}
