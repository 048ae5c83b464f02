/// Which offence codes are neighbourhood crime, as which crime, and why: a list that an edition of the settings carries.
public struct NeighbourhoodList: Sendable, Hashable {
    /// What one code counts as.
    public struct Entry: Sendable, Hashable {
        public let crime: NeighbourhoodCrime
        public let basis: NeighbourhoodBasis

        public init(_ crime: NeighbourhoodCrime, _ basis: NeighbourhoodBasis) {
            self.crime = crime
            self.basis = basis
        }
    }

    public let entries: [HomeOfficeCode: Entry]

    public init(_ entries: [HomeOfficeCode: Entry]) {
        self.entries = entries
    }

    /// The offence table's own list.
    public init(_ offences: OffenceTable) {
        var entries: [HomeOfficeCode: Entry] = [:]
        for offence in offences.offences {
            guard let crime = offence.marks.neighbourhoodCrime, let basis = offence.marks.neighbourhoodBasis else { continue }
            entries[offence.code] = Entry(crime, basis)
        }
        self.entries = entries
    }

    public var codes: [HomeOfficeCode] { entries.keys.sorted() }
    public subscript(code: HomeOfficeCode) -> Entry? { entries[code] }
}

extension CohortSettings {
    /// The list in force: this edition's own, or else the offence table's.
    public func neighbourhood(_ offences: OffenceTable) -> NeighbourhoodList {
        neighbourhoodCodes ?? NeighbourhoodList(offences)
    }

    /// What the rules ask about a code; nil for a code that the offence table does not have.
    public func marks(_ code: HomeOfficeCode, _ offences: OffenceTable) -> OffenceMarks? {
        let marks = offences.marks(code)
        guard let list = neighbourhoodCodes, let marks else { return marks }
        let entry = list[code]
        return OffenceMarks(ogrs3: marks.ogrs3, neighbourhoodCrime: entry?.crime, neighbourhoodBasis: entry?.basis)
    }
}

extension NeighbourhoodList {
    /// A line for each code, as a spreadsheet copies them: `02801,DOMESTIC_BURGLARY,CORE`. What follows is for the reader only.
    public func text(_ offences: OffenceTable) -> String {
        codes.map { code in
            let words = [entries[code]?.crime.rawValue ?? "", entries[code]?.basis.rawValue ?? ""]
            return ([code.text] + words + [offences[code]?.description ?? ""]).joined(separator: ",")
        }.joined(separator: "\n")
    }

    /// Reads such lines, parted by commas, semicolons or tabs, with or without a line of headings.
    public static func read(_ text: String, _ offences: OffenceTable) -> (list: NeighbourhoodList, faults: [NeighbourhoodFault])
    {
        var entries: [HomeOfficeCode: Entry] = [:]
        var faults: [NeighbourhoodFault] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let cells = cells(line)
            if cells.allSatisfy(\.isEmpty) || index == 0 && cells[0].contains(where: \.isLetter) { continue }
            guard let code = HomeOfficeCode(cells[0]), offences[code] != nil else {
                faults.append(.code(line: index + 1, cells[0]))
                continue
            }
            guard cells.count > 2, let crime = NeighbourhoodCrime(rawValue: cells[1]),
                let basis = NeighbourhoodBasis(rawValue: cells[2])
            else {
                faults.append(.meaning(line: index + 1, cells[0]))
                continue
            }
            if entries[code] != nil { faults.append(.repeated(line: index + 1, code)) }
            entries[code] = Entry(crime, basis)
        }
        if entries.isEmpty, faults.isEmpty { faults.append(.empty) }
        return (NeighbourhoodList(entries), faults)
    }

    private static func cells(_ line: Substring) -> [String] {
        let parts = line.split(omittingEmptySubsequences: false) { $0 == "," || $0 == ";" || $0 == "\t" }
        return parts.prefix(3).map { part in String(part.filter { $0 != "\"" }).trimmed.uppercased() }
    }
}

/// What is wrong with one line of a list of codes.
public enum NeighbourhoodFault: Sendable, Hashable {
    case empty
    case code(line: Int, String)
    case meaning(line: Int, String)
    case repeated(line: Int, HomeOfficeCode)

    public var message: Text {
        switch self {
        case .empty: Text(en: "List at least one code", cy: "Rhestrwch o leiaf un cod")
        case .code(let line, let text):
            Text(
                en: "Line \(line): “\(text.prefix(40))” is no code of the offence table; five digits are needed, like 02801",
                cy: "Llinell \(line): nid yw “\(text.prefix(40))” yn god yn y tabl troseddau; mae angen pum digid, fel 02801")
        case .meaning(let line, let text):
            Text(
                en: "Line \(line): after \(text) name the crime and why it counts, like 02801,DOMESTIC_BURGLARY,CORE",
                cy:
                    "Llinell \(line): ar ôl \(text) enwch y drosedd a pham mae’n cyfrif, fel 02801,DOMESTIC_BURGLARY,CORE")
        case .repeated(let line, let code):
            Text(
                en: "Line \(line): \(code.text) stands in the list already",
                cy: "Llinell \(line): mae \(code.text) yn y rhestr eisoes")
        }
    }
}
