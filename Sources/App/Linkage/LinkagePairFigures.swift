import Domain

/// A pair that was weighed, and whether it is of one person.
struct LinkageScored: Sendable {
    let weight: Double
    let isTrue: Bool
    let decision: LinkageDecision?
}

/// How good all pairs at some weight and above are.
struct LinkagePoint: Sendable, Equatable {
    let weight: Double
    let agreement: LinkageAgreement
}

/// How good weights are: `reference/linkage/score_links.py` counts the same.
struct LinkagePairFigures: Sendable {
    let scored: Int
    let truePairs: Int
    /// Every weight that occurs, the heaviest first.
    let curve: [LinkagePoint]
    let links: LinkageAgreement?
    let reviews: Int
    let trueReviews: Int

    static let recalls = [0.80, 0.90, 0.95, 0.98]
    static let precisions = [0.99, 0.999, 0.9999]

    init(_ pairs: [LinkageScored], actual: Int) {
        scored = pairs.count
        truePairs = actual
        curve = Self.curve(pairs.sorted { $0.weight > $1.weight }, actual)
        let linked = pairs.filter { $0.decision == .link }
        let isDecided = pairs.contains { $0.decision != nil }
        links =
            isDecided ? LinkageAgreement(true: linked.filter(\.isTrue).count, of: linked.count, actual: actual) : nil
        let reviewed = pairs.filter { $0.decision == .review }
        reviews = reviewed.count
        trueReviews = reviewed.filter(\.isTrue).count
    }

    private static func curve(_ pairs: [LinkageScored], _ actual: Int) -> [LinkagePoint] {
        var curve: [LinkagePoint] = []
        var found = 0
        for (place, pair) in pairs.enumerated() {
            if pair.isTrue { found += 1 }
            if place + 1 < pairs.count, pairs[place + 1].weight == pair.weight { continue }
            curve.append(
                LinkagePoint(
                    weight: pair.weight, agreement: LinkageAgreement(true: found, of: place + 1, actual: actual)))
        }
        return curve
    }

    /// The first weight at which F1 is best.
    var best: LinkagePoint? {
        curve.reduce(nil) { best, point in best.map { point.agreement.f1 > $0.agreement.f1 } ?? true ? point : best }
    }

    /// The best precision among the weights that reach a recall.
    func precision(atRecall recall: Double) -> LinkagePoint? {
        curve.filter { $0.agreement.recall >= recall }.reduce(nil) { best, point in
            best.map { point.agreement.precision > $0.agreement.precision } ?? true ? point : best
        }
    }

    /// The best recall among the weights that reach a precision.
    func recall(atPrecision precision: Double) -> LinkagePoint? {
        curve.filter { $0.agreement.precision >= precision }.reduce(nil) { best, point in
            best.map { point.agreement.recall > $0.agreement.recall } ?? true ? point : best
        }
    }

    /// All pairs that were weighed.
    var highestRecall: Double { curve.last?.agreement.recall ?? LinkageAgreement.share(0, truePairs) }

    /// True pairs that are linked, or are before a person.
    var recallWithReview: Double { LinkageAgreement.share((links?.truePositives ?? 0) + trueReviews, truePairs) }

    /// What holds at a weight and above: the last point that is no lighter.
    func point(at weight: Double) -> LinkagePoint? {
        var low = 0
        var high = curve.count
        while low < high {
            let middle = (low + high) / 2
            if curve[middle].weight >= weight { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? curve[low - 1] : nil
    }
}

extension LinkagePairFigures {
    /// Of a file `rec_id_a,rec_id_b,score[,decision]`.
    init(_ truth: LinkageTruth, file: String) throws(LinkageProblem) {
        let sheet = try LinkageSheet(file, needed: ["rec_id_a", "rec_id_b", "score"], optional: ["decision"])
        let isDecided = sheet.has(3)
        var scored: [LinkageScored] = []
        var seen: [(pair: UInt64, row: Int)] = []
        try sheet.each { cells, row in
            guard let left = truth.records.find(cells[0]) else {
                return .unknownRecord(file: file, row: row, record: cells[0].text)
            }
            guard let right = truth.records.find(cells[1]) else {
                return .unknownRecord(file: file, row: row, record: cells[1].text)
            }
            guard left != right else { return .pairOfOne(file: file, row: row, record: cells[0].text) }
            guard let weight = Double(cells[2].text), weight.isFinite else {
                return .noWeight(file: file, row: row, text: cells[2].text)
            }
            seen.append((UInt64(min(left, right)) << 32 | UInt64(max(left, right)), row))
            let decision = isDecided ? LinkageDecision(rawValue: cells[3].text) ?? .no : nil
            scored.append(
                LinkageScored(weight: weight, isTrue: truth.persons[left] == truth.persons[right], decision: decision))
            return nil
        }
        try Self.checkEachIsOnce(seen, truth, file)
        self.init(scored, actual: truth.pairs)
    }

    private static func checkEachIsOnce(
        _ seen: [(pair: UInt64, row: Int)], _ truth: LinkageTruth, _ file: String
    ) throws(LinkageProblem) {
        let ordered = seen.sorted { ($0.pair, $0.row) < ($1.pair, $1.row) }
        for (before, next) in zip(ordered, ordered.dropFirst()) where before.pair == next.pair {
            let left = truth.records.ids.text(Int(next.pair >> 32))
            let right = truth.records.ids.text(Int(next.pair & 0xFFFF_FFFF))
            throw .pairAgain(file: file, row: next.row, records: "\(left) – \(right)")
        }
    }
}
