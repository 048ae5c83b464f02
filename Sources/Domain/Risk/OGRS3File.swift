/// The command `carfan risk ogrs3` row by row: columns of inputs in, columns of results out.
public struct OGRS3File: Sendable {
    /// The columns that are added to a row.
    public static let outputs = [
        "probability_1y", "probability_2y", "percent_1y", "percent_2y", "band", "errors",
    ]

    private let profile, group: Int?
    private let sex, born, convicted, followup, first, total, code: Int?
    private let width: Int

    /// Columns are found by name, in any order; others are ignored. `profile` and `offence_group` may be left out.
    public init(header: [String]) throws(OGRS3HeaderRefusal) {
        let names = header.map { trimmed($0).lowercased() }
        func place(_ name: String) -> Int? { names.firstIndex(of: name) }
        let needed = [
            "sex", "date_of_birth", "conviction_date", "followup_date", "age_at_first_sanction", "total_sanctions",
        ]
        var missing = needed.filter { place($0) == nil }
        if place("offence_code") == nil, place("offence_group") == nil { missing.append("offence_code") }
        guard missing.isEmpty else { throw OGRS3HeaderRefusal(missing: missing) }
        profile = place("profile")
        sex = place("sex")
        born = place("date_of_birth")
        convicted = place("conviction_date")
        followup = place("followup_date")
        first = place("age_at_first_sanction")
        total = place("total_sanctions")
        code = place("offence_code")
        group = place("offence_group")
        width = header.count
    }

    /// The six output fields of a row. A row with faults has only the last: names joined by `|`.
    public func results(_ fields: [String], offences: OffenceTable) -> [String] {
        guard fields.count == width else { return failed(["WRONG_NUMBER_OF_FIELDS"]) }
        let row = read(fields, offences: offences)
        guard row.faults.isEmpty else {
            let sent = row.inputs.faultsAsSent(unreadable: row.faults.compactMap(\.field))
            return failed(sent.map(\.kind.rawValue) + row.faults.map(\.rawValue))
        }
        do {
            let score = try OGRS3.score(row.inputs, profile: row.profile, offences: offences)
            return [
                nineDecimals(score.probabilityOneYear), nineDecimals(score.probabilityTwoYear),
                String(score.percentOneYear), String(score.percentTwoYear), score.band.rawValue, "",
            ]
        } catch {
            return failed(error.list.map(\.kind.rawValue))
        }
    }

    private func failed(_ errors: [String]) -> [String] {
        ["", "", "", "", "", errors.joined(separator: "|")]
    }

    private func read(
        _ fields: [String], offences: OffenceTable
    ) -> (inputs: OGRS3Inputs, profile: OGRS3Profile, faults: [OGRS3ReadingFault]) {
        var faults: [OGRS3ReadingFault] = []
        func cell<Value>(_ place: Int?, _ fault: OGRS3ReadingFault, _ parse: (String) -> Value?) -> Value? {
            guard let place else { return nil }
            let text = trimmed(fields[place])
            guard !text.isEmpty else { return nil }
            let value = parse(text)
            if value == nil { faults.append(fault) }
            return value
        }
        let profile = cell(profile, .profile) { OGRS3Profile(rawValue: $0.lowercased()) } ?? .hmpps
        let given = cell(group, .offenceGroup, OGRS3Group.init(code:))
        var inputs = OGRS3Inputs(
            sex: cell(sex, .sex, sex(of:)), dateOfBirth: cell(born, .dateOfBirth) { Day(iso: $0) },
            convictionDate: cell(convicted, .convictionDate) { Day(iso: $0) },
            followupDate: cell(followup, .followupDate) { Day(iso: $0) },
            ageAtFirstSanction: cell(first, .ageAtFirstSanction) { Int($0) },
            totalSanctions: cell(total, .totalSanctions) { Int($0) },
            offence: OGRS3Offence(code: code.map { trimmed(fields[$0]) }))
        if let given, inputs.offence == .absent { inputs.offence = .group(given) }
        if let given, let own = ownGroup(inputs.offence, offences), own != given { faults.append(.groupNotOfCode) }
        return (inputs, profile, faults)
    }

    private func ownGroup(_ offence: OGRS3Offence, _ offences: OffenceTable) -> OGRS3Group? {
        offence.code.flatMap { offences.marks($0)?.ogrs3.group }
    }

    private func sex(of text: String) -> ScoringSex? {
        switch text.lowercased() {
        case "m", "male": .male
        case "f", "female": .female
        default: nil
        }
    }
}

/// A file whose header lacks columns.
public struct OGRS3HeaderRefusal: Refusal, Hashable {
    public let missing: [String]

    public var message: Text {
        let names = missing.joined(separator: ", ")
        return Text(
            en: "The first line does not name these columns: \(names).",
            cy: "Nid yw’r llinell gyntaf yn enwi’r colofnau hyn: \(names).")
    }
}

private func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, first <= 32 || last <= 32 else { return text }
    var rest = Substring(text)
    while let byte = rest.utf8.first, byte <= 32 { rest.removeFirst() }
    while let byte = rest.utf8.last, byte <= 32 { rest.removeLast() }
    return String(rest)
}

/// A probability with nine decimal places.
func nineDecimals(_ probability: Double) -> String {
    let billionths = Int((probability * 1_000_000_000).rounded())
    let digits = String(billionths % 1_000_000_000)
    return "\(billionths / 1_000_000_000)." + String(repeating: "0", count: 9 - digits.utf8.count) + digits
}
