import Domain

/// The records of all files of a run, their ids, and all their texts.
struct LinkageTable: Sendable {
    var ids = LinkageIds()
    var records: [LinkageRecord] = []
    var lexicon: LinkageLexicon
    var passedOver: [String] = []

    /// Stretches of a file; always as many, so that texts get the same numbers on one thread as on two.
    private static let stretches = 2

    /// Records that stand in a database: they need no ids.
    init(_ records: [LinkageRecord], _ lexicon: LinkageLexicon) {
        self.records = records
        self.lexicon = lexicon
    }

    /// Reads the files, each in stretches at the same time.
    init(_ paths: [String], _ chosen: [String: LinkageColumn], _ threads: LinkageThreads) throws(LinkageProblem) {
        var numbers: [(heading: String, rule: LinkageNumber)] = []
        var parts: [(file: LinkageFile, columns: LinkageColumns, from: Int, to: Int)] = []
        for path in paths {
            let file = try LinkageFile(path, parts: Self.stretches, threads)
            let columns = try LinkageColumns(file: path, headings: file.headings, chosen: chosen, numbers: &numbers)
            passedOver += columns.passedOver
            for (from, to) in zip(file.stretches, file.stretches.dropFirst()) { parts.append((file, columns, from, to)) }
        }
        let reading = LinkageReading(numbers: numbers.map(\.rule))
        lexicon = reading.lexicon
        var read = threads.map(parts.count) { part in
            var stretch = LinkageStretch(reading)
            stretch.read(parts[part].file, parts[part].columns, from: parts[part].from, to: parts[part].to)
            return stretch
        }
        try Self.check(read, parts.map { ($0.file.path, $0.columns, $0.from == $0.file.stretches[0]) })
        lexicon = read[0].reading.lexicon
        ids = read[0].ids
        records = read[0].records
        // Nobody else holds what is added to, or all of it would be copied.
        read[0] = LinkageStretch(reading)
        try take(read.dropFirst(), threads)
        guard records.count < LinkageEntries.mostRecords else { throw .tooMany(records.count) }
    }

    /// Takes in the further stretches: their texts on one thread, their ids on another.
    private mutating func take(_ read: ArraySlice<LinkageStretch>, _ threads: LinkageThreads) throws(LinkageProblem) {
        var (texts, names) = (lexicon, ids)
        (lexicon, ids) = (LinkageLexicon(), LinkageIds())
        var numbers: [LinkageLexicon.Numbers] = []
        var problem: LinkageProblem?
        _ = threads.map(2) { lane in
            if lane == 0 {
                numbers = read.map { texts.merge($0.reading.lexicon) }
            } else {
                for stretch in read { names.append(stretch.ids) }
                problem = LinkageIdTable.twice(names)
            }
        }
        if let problem { throw problem }
        (lexicon, ids) = (texts, names)
        for (stretch, numbers) in zip(read, numbers) {
            let from = records.count
            records += stretch.records
            renumber(from, numbers, threads)
        }
    }

    private mutating func renumber(_ from: Int, _ numbers: LinkageLexicon.Numbers, _ threads: LinkageThreads) {
        records.withUnsafeMutableBufferPointer { records in
            let new = LinkageShared(buffer: UnsafeMutableBufferPointer(rebasing: records[from...]))
            _ = threads.map(threads.count) { part in
                let count = new.buffer.count
                let own = new.buffer[count * part / threads.count..<count * (part + 1) / threads.count]
                LinkageRecord.renumber(UnsafeMutableBufferPointer(rebasing: own), numbers)
            }
        }
    }

    private static func check(
        _ stretches: [LinkageStretch], _ parts: [(path: String, columns: LinkageColumns, isFirst: Bool)]
    ) throws(LinkageProblem) {
        var row = 2
        for (stretch, part) in zip(stretches, parts) {
            if part.isFirst { row = 2 }
            if let problem = stretch.problem { throw problem.moved(by: row) }
            row += stretch.rows
        }
        for (stretch, part) in zip(stretches, parts) {
            guard let place = part.columns.born, stretch.bornCells >= 20 else { continue }
            if stretch.reading.dates * 2 < stretch.bornCells {
                throw .noDates(file: part.path, heading: part.columns.headings[place])
            }
        }
        if stretches.allSatisfy({ $0.records.isEmpty }) { throw .empty(parts[0].path) }
    }
}
