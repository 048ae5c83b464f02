import Domain

/// What a run is asked to do.
struct LinkageOrder: Sendable {
    var files: [String]
    var clusters: String
    var pairs: String?
    var model: String?
    var keepModel: String?
    var columns: [String: LinkageColumn]
    var threads: Int

    init(
        files: [String], clusters: String = "", pairs: String? = nil, model: String? = nil, keepModel: String? = nil,
        columns: [String: LinkageColumn] = [:], threads: Int = 2
    ) {
        self.files = files
        self.clusters = clusters
        self.pairs = pairs
        self.model = model
        self.keepModel = keepModel
        self.columns = columns
        self.threads = threads
    }
}

/// Files to pairs to groups: reads, learns unless a model is given, weighs, joins, writes.
struct LinkageRun {
    private let order: LinkageOrder
    private let threads: LinkageThreads
    private(set) var report = LinkageReport()

    init(_ order: LinkageOrder) {
        self.order = order
        threads = LinkageThreads(order.threads)
    }

    mutating func run() throws(LinkageProblem) {
        let results = try LinkageResults(order)
        let (table, result) = try found()
        guard order.keepModel == nil || result.model.isWhole else { throw .tooLittle(table.records.count) }
        try results.write(table, result)
    }

    /// Reads and links; writes nothing. Who asks may look at the keys of all records.
    mutating func found(seeing see: (LinkageTable, LinkageRows) -> Void = { _, _ in }) throws(LinkageProblem) -> (
        table: LinkageTable, result: LinkageResult
    ) {
        var given: LinkageModelFile?
        if let path = order.model { given = try LinkageModelFile.read(path) }
        let table = try LinkageTable(order.files, order.columns, threads, numbers: given?.numbers)
        report.records = table.records.count
        report.files = table.files
        let traits = LinkageTraits(table.lexicon, table.records)
        var keys = LinkageBlocking.keys(table, traits, threads)
        report.splits = LinkageLargeBlocks.split(&keys, table, traits, threads)
        let result = table.records.withUnsafeBufferPointer { records in
            keys.withUnsafeBufferPointer { keys in
                let rows = LinkageRows(records: records, keys: keys)
                see(table, rows)
                return linked(table, traits, rows, given)
            }
        }
        return (table, result)
    }

    private mutating func linked(
        _ table: LinkageTable, _ traits: LinkageTraits, _ rows: LinkageRows, _ given: LinkageModelFile?
    ) -> LinkageResult {
        let work = LinkageWork(
            blocking: LinkageBlocking(rows: rows, threads: threads), lexicon: table.lexicon, traits: traits)
        var model = given?.model ?? work.learned().model
        var (pairs, blocks) = work.weighed(LinkageWeighing(model, table.lexicon, traits))
        report.blocks = blocks
        let links = LinkageLinks(pairs, model)
        if given == nil { model.settle(links) }
        var comparing = LinkageComparing(table.lexicon, traits)
        var clusters = LinkageClusters(records: table.records.count)
        clusters.join(links, rows, &comparing, LinkageWeighing(model, table.lexicon, traits))
        support(&pairs, clusters, model)
        report.count(pairs, model, clusters.refusals)
        report.weakest = clusters.weakestLinks(LinkageReport.namedLinks).map { pair in
            (table.ids.text(Int(pair.left)), table.ids.text(Int(pair.right)), pair.weight)
        }
        let terms = order.keepModel.map { _ in LinkageTerms(table.lexicon, traits).general() }
        let numbers = given == nil ? table.numbers : given?.numbers
        return LinkageResult(model: model, terms: terms, numbers: numbers, pairs: pairs, clusters: clusters)
    }

    /// What the groups add to the pairs, on all threads.
    private func support(_ pairs: inout [LinkagePair], _ clusters: LinkageClusters, _ model: LinkageModel) {
        let inside = pairs.withUnsafeMutableBufferPointer { pairs in
            let all = LinkageShared(buffer: pairs)
            return threads.map(threads.count) { part in
                let from = all.buffer.count * part / threads.count
                let to = all.buffer.count * (part + 1) / threads.count
                return clusters.hold(UnsafeMutableBufferPointer(rebasing: all.buffer[from..<to]), model)
            }
        }
        pairs += clusters.missing(inside)
    }
}

/// What a run found.
struct LinkageResult {
    let model: LinkageModel
    /// How common values are; only where the model is kept.
    let terms: LinkageTerms?
    /// Which number each slot of the model is, where that is known.
    let numbers: [LinkageNumberColumn]?
    let pairs: [LinkagePair]
    let clusters: LinkageClusters
}
