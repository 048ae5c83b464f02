import Domain

/// A result held against the truth.
struct LinkageEvaluation: Sendable {
    let truth: LinkageTruth
    private(set) var groups: LinkageGroupFigures
    private(set) var pairs: LinkagePairFigures?
    /// Of a run whose keys were seen.
    private(set) var reach: LinkageReach?
    private(set) var blocks: LinkageBlockCount?
    private(set) var wide = false

    /// Of files that some run wrote.
    init(_ truth: LinkageTruth, clusters: String, pairs file: String?) throws(LinkageProblem) {
        self.truth = truth
        groups = try LinkageGroupFigures(truth, file: clusters)
        if let file { pairs = try LinkagePairFigures(truth, file: file) }
    }

    /// Of a run of its own, which writes nothing.
    init(_ truth: LinkageTruth, _ order: LinkageOrder) throws(LinkageProblem) {
        var run = LinkageRun(order)
        var reach: LinkageReach?
        var wrong: LinkageProblem?
        var places: [UInt32] = []
        let (_, result) = try run.found { table, rows in
            do throws(LinkageProblem) {
                places = try truth.places(of: table.ids)
                reach = LinkageReach(rows, person: places.map { truth.persons[Int($0)] })
            } catch {
                wrong = error
            }
        }
        if let wrong { throw wrong }
        self.truth = truth
        self.reach = reach
        blocks = run.report.blocks
        wide = run.report.records <= LinkageKeys.wideUpTo
        groups = Self.groups(truth, result, places)
        pairs = Self.pairs(truth, result, places)
    }

    private static func groups(_ truth: LinkageTruth, _ result: LinkageResult, _ places: [UInt32]) -> LinkageGroupFigures {
        var group = [UInt32?](repeating: nil, count: truth.persons.count)
        for (record, place) in places.enumerated() { group[Int(place)] = result.clusters.group(of: UInt32(record)) }
        return LinkageGroupFigures(truth, group: group)
    }

    /// Weights as files have them, so that the figures are those of the files.
    private static func pairs(_ truth: LinkageTruth, _ result: LinkageResult, _ places: [UInt32]) -> LinkagePairFigures {
        let scored = result.pairs.map { pair in
            LinkageScored(
                weight: Double(pair.thousandths) / 1000,
                isTrue: truth.persons[Int(places[Int(pair.left)])] == truth.persons[Int(places[Int(pair.right)])],
                decision: pair.decision(result.model))
        }
        return LinkagePairFigures(scored, actual: truth.pairs)
    }
}
