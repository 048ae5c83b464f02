/// Pairs that were found against those that are true.
struct LinkageAgreement: Sendable, Equatable {
    let truePositives: Int
    let falsePositives: Int
    let falseNegatives: Int

    init(true found: Int, of predicted: Int, actual: Int) {
        truePositives = found
        falsePositives = predicted - found
        falseNegatives = actual - found
    }

    var precision: Double { Self.share(truePositives, truePositives + falsePositives) }
    var recall: Double { Self.share(truePositives, truePositives + falseNegatives) }
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    /// Of nothing all is right.
    static func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 1 }
}
