import Domain

/// The rows of a CSV file as records that are matched: what `carfan link` refuses is refused, and what it reads is read.
struct LinkageFindFile {
    /// As they stand in the file, in the order of the records.
    let ids: LinkageIds
    private(set) var records: [MatchRecord] = []
    /// What was not read, or not as it stands.
    let read: LinkageFilesRead
    /// Columns of numbers of which the database keeps none that tell who somebody is.
    let notCompared: [String]
    private let columns: LinkageColumns
    private let kinds: [IdentifierKind?]
    private let asOf: Day

    init(_ path: String, chosen: [String: LinkageColumn], asOf: Day) throws(LinkageProblem) {
        let table = try LinkageTable([path], chosen, LinkageThreads(1))
        let file = try LinkageFile(path, parts: 1)
        var numbers: [LinkageNumberColumn] = []
        let columns = try LinkageColumns(file: path, headings: file.headings, chosen: chosen, numbers: &numbers)
        let kinds = zip(file.headings, columns.columns).map(Self.kind)
        notCompared =
            columns.passedOver
            + file.headings.indices.filter { columns.columns[$0].isNumber && kinds[$0] == nil }.map { file.headings[$0] }
        (self.columns, self.kinds, self.asOf) = (columns, kinds, asOf)
        (ids, read) = (table.ids, table.files)
        var records: [MatchRecord] = []
        _ = try LinkageLines.each(path, from: file.stretches[0], to: file.stretches[1]) { row, _ in
            records.append(record(LinkageCell.all([UInt8](row))))
            return nil
        }
        self.records = records
    }

    /// What was not compared, to be read. Numbers beyond the fourth are among those that nobody knows here.
    var said: [Text] {
        var read = read
        read.passedOver = []
        guard !notCompared.isEmpty else { return read.lines }
        let names = notCompared.joined(separator: ", ")
        let numbers = Text(
            en: "Not compared, for Carfan does not know people by these numbers: \(names).",
            cy: "Heb eu cymharu, am nad yw Carfan yn adnabod pobl wrth y rhifau hyn: \(names).")
        return [numbers] + read.lines
    }

    private func record(_ cells: [String]) -> MatchRecord {
        let name = PersonName(
            family: value(.family, cells), forenames: "\(value(.given, cells)) \(value(.middle, cells))")
        let street = [value(.house, cells), value(.street, cells)].filter { !$0.isEmpty }.joined(separator: " ")
        let address = [value(.address, cells), street, value(.locality, cells), value(.town, cells)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return MatchRecord(
            number: 0, agency: "", kind: .nominal, names: [name], born: LinkageDates.day(value(.born, cells)),
            sex: LinkageSex.read(value(.sex, cells)), postcode: value(.postcode, cells), address: address,
            identifiers: identifiers(cells))
    }

    /// Of the columns that hold the same number one; of those that Carfan knows, several may be of one kind.
    private func identifiers(_ cells: [String]) -> [MatchIdentifier] {
        let slots = Set(kinds.indices.filter { kinds[$0] != nil }.map { columns.slots[$0] })
        return slots.sorted().compactMap { slot in
            let place = last(cells) { kinds[$0] != nil && columns.slots[$0] == slot }
            return place.flatMap { kinds[$0]?.check(cells[$0], asOf: asOf) }.map(MatchIdentifier.init)
        }
    }

    private func value(_ column: LinkageColumn, _ cells: [String]) -> String {
        last(cells) { columns.columns[$0] == column }.map { cells[$0] } ?? ""
    }

    /// Of several columns of a kind the last that says something, as `LinkageStretch` reads them.
    private func last(_ cells: [String], _ isOfKind: (Int) -> Bool) -> Int? {
        cells.indices.last { isOfKind($0) && columns.columns[$0].takes(cells[$0]) }
    }

    /// A PNC ID by what the column holds; other numbers have no word of their own and are known by their heading.
    private static func kind(_ heading: String, _ column: LinkageColumn) -> IdentifierKind? {
        guard column != .identifier(.pnc) else { return .pnc }
        guard column == .identifier(.other) else { return nil }
        switch NameFolding.folded(heading) {
        case "cro", "cro number": return .cro
        case "crn": return .crn
        case "prison number", "noms": return .prisonNumber
        default: return nil
        }
    }
}

extension LinkageColumn {
    fileprivate var isNumber: Bool {
        if case .identifier = self { true } else { false }
    }
}
