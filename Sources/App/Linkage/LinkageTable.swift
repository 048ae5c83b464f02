import Domain

/// The records of all files of a run, their ids, and all their texts.
struct LinkageTable: Sendable {
    var ids = LinkageIds()
    var records: [LinkageRecord] = []
    var lexicon: LinkageLexicon
    private(set) var files = LinkageFilesRead()
    /// The columns of numbers by their slots.
    private(set) var numbers: [LinkageNumberColumn] = []

    /// Stretches of a file; always as many, so that texts get the same numbers on one thread as on two.
    private static let stretches = 2

    /// Records that stand in a database: they need no ids.
    init(_ records: [LinkageRecord], _ lexicon: LinkageLexicon) {
        self.records = records
        self.lexicon = lexicon
    }

    /// Reads the files, each in stretches at the same time.
    /// - Parameter known: the numbers that a model knows, by its slots; the files may have no others.
    init(
        _ paths: [String], _ chosen: [String: LinkageColumn], _ threads: LinkageThreads,
        numbers known: [LinkageNumberColumn]? = nil
    ) throws(LinkageProblem) {
        lexicon = LinkageLexicon()
        let parts = try self.parts(paths, chosen, threads, known)
        let reading = LinkageReading(numbers: numbers.map(\.rule))
        lexicon = reading.lexicon
        var read = threads.map(parts.count) { part in
            var stretch = LinkageStretch(reading)
            stretch.read(parts[part].file, parts[part].columns, from: parts[part].from, to: parts[part].to)
            return stretch
        }
        try Self.check(read, parts.map { ($0.file.path, $0.columns, $0.from == $0.file.stretches[0]) })
        files.undated = read.reduce(0) { $0 + max(0, $1.bornCells - $1.reading.dates) }
        files.foreignRows = read.reduce(0) { $0 + $1.foreignRows }
        lexicon = read[0].reading.lexicon
        ids = read[0].ids
        records = read[0].records
        // Nobody else holds what is added to, or all of it would be copied.
        read[0] = LinkageStretch(reading)
        try take(read.dropFirst(), threads)
        guard records.count < LinkageEntries.mostRecords else { throw .tooMany(records.count) }
    }

    private typealias Part = (file: LinkageFile, columns: LinkageColumns, from: Int, to: Int)

    /// The stretches of all files, and what their columns hold.
    private mutating func parts(
        _ paths: [String], _ chosen: [String: LinkageColumn], _ threads: LinkageThreads, _ known: [LinkageNumberColumn]?
    ) throws(LinkageProblem) -> [Part] {
        guard !paths.isEmpty else { throw .noFiles }
        numbers = known ?? []
        var parts: [Part] = []
        let sheets = try paths.map { path throws(LinkageProblem) in try LinkageFile(path, parts: Self.stretches, threads) }
        try LinkageColumns.check(chosen, sheets.map(\.headings))
        for file in sheets {
            let columns = try LinkageColumns(file: file.path, headings: file.headings, chosen: chosen, numbers: &numbers)
            if let known, let first = numbers.dropFirst(known.count).first {
                throw .unknownNumber(file: file.path, heading: first.heading, known: known.map(\.heading))
            }
            files.passedOver += columns.passedOver
            files.unread += columns.unread
            for (from, to) in zip(file.stretches, file.stretches.dropFirst()) { parts.append((file, columns, from, to)) }
        }
        files.passedOver = LinkageColumns.once(files.passedOver)
        files.unread = LinkageColumns.once(files.unread)
        return parts
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
        for (first, part) in parts.enumerated() where part.isFirst {
            let end = parts[(first + 1)...].firstIndex(where: \.isFirst) ?? parts.count
            let cells = stretches[first..<end].reduce(0) { $0 + $1.bornCells }
            let dates = stretches[first..<end].reduce(0) { $0 + $1.reading.dates }
            guard let place = part.columns.born, cells >= 20, dates * 2 < cells else { continue }
            throw .noDates(file: part.path, heading: part.columns.headings[place])
        }
        if stretches.allSatisfy({ $0.records.isEmpty }) { throw .empty(parts[0].path) }
    }
}
