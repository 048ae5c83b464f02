/// F1, the harmonic mean of precision and recall, with its interval. It is 2J/(1+J), where J = TP/(TP+FP+FN) is a proportion: of the
/// pairs that are of one person or would be joined, those that are both. The function rises with J, so it carries the ends of Wilson's
/// interval of J to the ends of F1's interval.
public struct HarmonicMean: Sendable, Hashable {
    private let overlap: Proportion

    /// - Parameters:
    ///   - right: pairs of one person that would be joined (TP).
    ///   - wrong: joined, but of two people (FP).
    ///   - missed: of one person, and not joined (FN).
    init(right: Int, wrong: Int, missed: Int) {
        overlap = Proportion(right, of: right + wrong + missed)
    }

    /// From 0 to 1; nil for too few.
    public var share: Double? { overlap.share.map(Self.carried) }

    /// In which it truly lies in 95 of 100 such counts; nil for too few.
    public var interval: (low: Double, high: Double)? {
        overlap.interval.map { (Self.carried($0.low), Self.carried($0.high)) }
    }

    private static func carried(_ overlap: Double) -> Double { 2 * overlap / (1 + overlap) }
}
