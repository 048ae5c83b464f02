/// A share that was counted, with the interval in which it truly lies in 95 of 100 such counts.
public struct Proportion: Sendable, Hashable {
    /// Of fewer nothing is said.
    public static let fewest = 10

    public let count: Int
    public let of: Int

    /// `count` of the `of` that were counted.
    public init(_ count: Int, of: Int) {
        self.count = count
        self.of = of
    }

    /// From 0 to 1; nil for too few.
    public var share: Double? { of >= Self.fewest ? Double(count) / Double(of) : nil }

    /// Wilson, Probable inference, JASA 22 (1927): the score interval, which holds for few too. nil for too few.
    public var interval: (low: Double, high: Double)? {
        guard let share else { return nil }
        let (n, z) = (Double(of), 1.959963984540054)
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (max(0, middle - half), min(1, middle + half))
    }
}
