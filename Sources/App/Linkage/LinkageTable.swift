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
            let file = try LinkageFile(path, parts: Self.stretches)
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
        try Self.check(read, parts.map { ($0.file.path, $0.columns, $0.from) })
        lexicon = read[0].reading.lexicon
        ids = read[0].ids
        records = read[0].records
        for part in 1..<max(read.count, 1) where part < read.count {
            let new = lexicon.merge(read[part].reading.lexicon)
            LinkageRecord.renumber(&read[part].records, new)
            records += read[part].records
            ids.append(read[part].ids)
            read[part] = LinkageStretch(reading)
        }
        try ids.checkEachIsOnce()
    }

    private static func check(
        _ stretches: [LinkageStretch], _ parts: [(path: String, columns: LinkageColumns, from: Int)]
    ) throws(LinkageProblem) {
        for stretch in stretches {
            if let problem = stretch.problem { throw problem }
        }
        for (stretch, part) in zip(stretches, parts) {
            guard let place = part.columns.columns.firstIndex(of: .born), stretch.bornCells >= 20 else { continue }
            if stretch.reading.dates * 2 < stretch.bornCells {
                throw .noDates(file: part.path, heading: part.columns.headings[place])
            }
        }
        if stretches.allSatisfy({ $0.records.isEmpty }) { throw .empty(parts[0].path) }
    }
}

extension LinkageIds {
    /// Throws when two records have one id.
    func checkEachIsOnce() throws(LinkageProblem) {
        var size = 1024
        while size < count * 2 { size *= 2 }
        var seen = [UInt32](repeating: 0, count: size)
        for record in 0..<count {
            let hash = bytes.withUnsafeBufferPointer {
                LinkageText.hash(UnsafeBufferPointer(rebasing: $0[Int(starts[record])..<Int(starts[record + 1])]))
            }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while seen[slot] != 0 {
                if same(Int(seen[slot]) - 1, record) { throw .recordTwice(text(record)) }
                slot = (slot + 1) & (size - 1)
            }
            seen[slot] = UInt32(record + 1)
        }
    }

    private func same(_ left: Int, _ right: Int) -> Bool {
        bytes[Int(starts[left])..<Int(starts[left + 1])] == bytes[Int(starts[right])..<Int(starts[right + 1])]
    }
}
