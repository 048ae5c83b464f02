import Domain

/// The columns of one file: what each tells, and in which slot its numbers are compared.
struct LinkageColumns: Sendable {
    var columns: [LinkageColumn]
    var slots: [Int]
    let headings: [String]
    /// The columns of ids and of births; the first of each.
    let record: Int
    let born: Int?
    /// Columns that say nothing of a person.
    let isPassedOver: [Bool]
    /// Identifier columns beyond the fourth: they are not compared.
    var passedOver: [String] = []

    /// By heading, or by what `chosen` says of it.
    init(
        file: String, headings: [String], chosen: [String: LinkageColumn],
        numbers: inout [(heading: String, rule: LinkageNumber)]
    ) throws(LinkageProblem) {
        self.headings = headings
        columns = headings.map { chosen[$0] ?? LinkageColumn(heading: $0) ?? .ignored }
        slots = [Int](repeating: 0, count: columns.count)
        for (place, column) in columns.enumerated() {
            guard case .identifier(let rule) = column else { continue }
            if let known = numbers.firstIndex(where: { $0.heading == headings[place] || rule.isChecked && $0.rule == rule }) {
                slots[place] = known
            } else if numbers.count < 4 {
                slots[place] = numbers.count
                numbers.append((headings[place], rule))
            } else {
                columns[place] = .ignored
                passedOver.append(headings[place])
            }
        }
        born = columns.firstIndex(of: .born)
        isPassedOver = columns.map { $0 == .ignored }
        guard let record = columns.firstIndex(of: .record) else { throw .noRecordColumn(file) }
        self.record = record
        guard columns.contains(where: Self.tells) else { throw .nothingToCompare(file) }
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
            let sides = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard sides.count == 2, let column = LinkageColumn(word: String(sides[1])) else {
                throw .unknownColumn(String(sides.last ?? ""))
            }
            chosen[String(sides[0])] = column
        }
        return chosen
    }
}
