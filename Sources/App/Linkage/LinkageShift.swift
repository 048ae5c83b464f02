import Domain

/// Tells columns that are shifted from dates that are not known. Where a part of a file reads no dates, its rows are looked at once
/// more: it is shifted when dates stand in a column that holds something else elsewhere, or sexes or ever other words in the place of dates.
struct LinkageShift {
    private let file: LinkageFile
    private let heading: String
    private let born: Int
    private let isStart: Bool
    /// In how many of some rows that are not doubted each column has a date, and something else.
    private var usual: [(dates: Int, others: Int)]
    private var sampled = 0

    private static let sample = 2_000
    /// "Not known" is not written in so many ways.
    private static let fewWords = 10

    /// Throws for the first of some parts of a stretch in which the columns are shifted.
    static func check(
        _ file: LinkageFile, _ columns: LinkageColumns, from: Int, to: Int, _ parts: [LinkageDateParts.Part]
    ) throws(LinkageProblem) {
        guard let born = columns.born, !parts.isEmpty else { return }
        var shift = LinkageShift(file, columns, born, isStart: from == file.stretches[0])
        try shift.learn(from, to, parts)
        try shift.judge(from, to, parts)
    }

    private init(_ file: LinkageFile, _ columns: LinkageColumns, _ born: Int, isStart: Bool) {
        (self.file, self.born, self.isStart) = (file, born, isStart)
        heading = columns.headings[born]
        usual = [(dates: Int, others: Int)](repeating: (0, 0), count: columns.headings.count)
    }

    private mutating func learn(_ from: Int, _ to: Int, _ parts: [LinkageDateParts.Part]) throws(LinkageProblem) {
        var part = 0
        _ = try LinkageLines.each(file.path, from: from, to: to) { row, number in
            while part < parts.count, number >= parts[part].rows.upperBound { part += 1 }
            guard sampled < Self.sample, part == parts.count || number < parts[part].rows.lowerBound else { return nil }
            sampled += 1
            for (column, cell) in Self.cells(row).enumerated() where !cell.isEmpty {
                if LinkageDates.day(cell) != nil { usual[column].dates += 1 } else { usual[column].others += 1 }
            }
            return nil
        }
    }

    private func judge(_ from: Int, _ to: Int, _ parts: [LinkageDateParts.Part]) throws(LinkageProblem) {
        var part = 0
        var seen = Seen(width: usual.count)
        let rows = try LinkageLines.each(file.path, from: from, to: to) { row, number in
            while part < parts.count, number >= parts[part].rows.upperBound {
                if let problem = problem(seen) { return problem }
                seen = Seen(width: usual.count)
                part += 1
            }
            guard part < parts.count, number >= parts[part].before else { return nil }
            seen.take(Self.cells(row), born, number, isDoubted: number >= parts[part].rows.lowerBound)
            return nil
        }
        if part < parts.count, rows > 0, let problem = problem(seen) { throw problem }
    }

    private func problem(_ seen: Seen) -> LinkageProblem? {
        guard let first = seen.first, seen.rows > 0 else { return nil }
        // A date of death or of arrest may be told of those alone whose birth is not known.
        let areElsewhere = usual.indices.contains {
            seen.dates[$0] * 2 >= seen.rows && usual[$0].dates * 4 <= sampled && usual[$0].others * 4 >= max(sampled, 1)
        }
        let areWords = seen.words.count * 2 >= seen.rows && seen.words.count >= Self.fewWords
        guard areElsewhere || seen.sexes * 2 >= seen.rows || areWords else { return nil }
        if isStart, first == 0 { return .noDates(file: file.path, heading: heading) }
        return .datesStop(file: file.path, row: first, heading: heading)
    }

    private static func cells(_ row: UnsafeMutableBufferPointer<UInt8>) -> [String] { LinkageCell.all([UInt8](row)) }

    /// What stands in the rows of a part that have something else than a date in the place of one.
    private struct Seen {
        var rows = 0
        var dates: [Int]
        var sexes = 0
        /// Those without a digit: 1980 is half a date, and `c. 1980`.
        var words: Set<String> = []
        /// The first of the rows behind the last date of the part before.
        var first: Int?

        init(width: Int) { dates = [Int](repeating: 0, count: width) }

        mutating func take(_ cells: [String], _ born: Int, _ row: Int, isDoubted: Bool) {
            guard cells[born].isEmpty || LinkageDates.day(cells[born]) == nil else {
                if !isDoubted { first = nil }
                return
            }
            guard !cells[born].isEmpty else { return }
            first = first ?? row
            guard isDoubted else { return }
            rows += 1
            for (column, cell) in cells.enumerated() where LinkageDates.day(cell) != nil { dates[column] += 1 }
            if LinkageSex.read(cells[born]) != nil { sexes += 1 }
            if !cells[born].contains(where: \.isNumber) { words.insert(NameFolding.folded(cells[born])) }
        }
    }
}
