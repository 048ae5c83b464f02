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
        files: [String], clusters: String, pairs: String? = nil, model: String? = nil, keepModel: String? = nil,
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
        var given: LinkageModel?
        if let path = order.model { given = try LinkageModelFile.read(path).model }
        let table = try LinkageTable(order.files, order.columns, threads)
        report.records = table.records.count
        report.passedOver = table.passedOver
        report.mark("read")
        let traits = LinkageTraits(table.lexicon, table.records)
        report.mark("names")
        var keys = LinkageBlocking.keys(table, traits, threads)
        report.mark("keys")
        report.splits = LinkageLargeBlocks.split(&keys, table, traits, threads)
        report.mark("split")
        let result = linked(table, traits, keys, given)
        try LinkageResults(order: order, table: table).write(result)
        report.mark("write")
    }

    private mutating func linked(
        _ table: LinkageTable, _ traits: LinkageTraits, _ keys: [SIMD16<UInt32>], _ given: LinkageModel?
    ) -> LinkageResult {
        table.records.withUnsafeBufferPointer { records in
            keys.withUnsafeBufferPointer { keys in
                let rows = LinkageRows(records: records, keys: keys)
                let blocking = LinkageBlocking(rows: rows, threads: threads)
                let work = LinkageWork(blocking: blocking, lexicon: table.lexicon, traits: traits)
                var model = given ?? work.learned()
                report.mark("learn")
                let weighing = LinkageWeighing(model, table.lexicon, traits)
                let (pairs, compared) = work.weighed(weighing)
                report.compared = compared
                if given == nil { model.settle(pairs) }
                report.mark("weigh")
                var comparing = LinkageComparing(table.lexicon, traits)
                var clusters = LinkageClusters(records: table.records.count)
                clusters.join(pairs, rows, &comparing, LinkageWeighing(model, table.lexicon, traits))
                let supported = clusters.supported(pairs)
                report.count(supported, model, clusters.refusals)
                report.mark("join")
                let terms = LinkageTerms(table.lexicon, traits).general()
                return LinkageResult(model: model, terms: terms, pairs: supported, clusters: clusters)
            }
        }
    }
}

/// What a run found.
struct LinkageResult {
    let model: LinkageModel
    let terms: LinkageTerms
    let pairs: [LinkagePair]
    let clusters: LinkageClusters
}
