import RealModule

/// What a comparison is worth: for each field and level how often it occurs in pairs of one person (`m`) and in pairs of two
/// people (`u`). Source: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969).
public struct LinkageModel: Sendable, Codable, Equatable {
    /// The form of the model's file: fields and levels as in `LinkageField`. Another form is another comparison.
    public static let form = 1

    public var form = LinkageModel.form
    /// Sixteen levels for each field, in order.
    public var m: [Double]
    public var u: [Double]
    /// log2 of the odds that two records picked at random are of one person.
    public var prior: Double
    /// The least that `join` may be, however few links are expected to be wrong.
    static let leastJoin = 4.0
    /// The most that it may be, and what it is until it is settled.
    static let mostJoin = 14.0

    /// Sets `join` where the model itself expects no wrong link in the file, or fewer than one in 60,000: between 4 and 14.
    public mutating func settle(_ links: LinkageLinks) {
        var wrong = 0.0
        join = Self.leastJoin
        for (place, pair) in links.pairs.enumerated() {
            let weight = Double(pair.weight)
            guard weight >= Self.leastJoin else { return }
            wrong += 1 / (1 + Double.exp2(weight))
            if wrong > max(0.5, Double(place + 1) * 1.5e-5) {
                join = min(weight, Self.mostJoin)
                return
            }
        }
    }

    /// Pairs at this weight are joined, if no rule forbids it; those at `review` are looked at by a person.
    public var join = LinkageModel.mostJoin
    public var review = -2.0
    /// Below this no pair inside a group may lie.
    public var leave = -12.0
    /// Records and pairs that the model was learned from.
    public var records = 0
    public var pairs = 0

    public init(m: [Double], u: [Double], prior: Double) {
        self.m = m
        self.u = u
        self.prior = prior
    }

    /// No line of a model that was learned lies beyond, above or below 0.
    static let mostBits = 100.0

    /// Whether the model fits this program: its form, its size, no share outside 0 to 1, shares of every field that are about a
    /// whole, lines in their order and where weights are.
    public var isWhole: Bool {
        let size = LinkageField.count * 16
        let lines = [leave, review, join]
        return form == Self.form && m.count == size && u.count == size && (m + u).allSatisfy { $0 >= 0 && $0 <= 1 }
            && LinkageField.allCases.allSatisfy(isAboutWhole) && (-Self.mostBits..<0).contains(prior)
            && lines.allSatisfy { abs($0) <= Self.mostBits } && leave < review && review < join
    }

    /// A field's `m` begin and end near 1; its `u` may lie apart from it, the chance of sameness being counted by itself.
    private func isAboutWhole(_ field: LinkageField) -> Bool {
        let places = Self.place(field, 1)..<Self.place(field, 16)
        return (0.5...1.5).contains(m[places].reduce(0, +)) && (0.05...3).contains(u[places].reduce(0, +))
    }

    static func place(_ field: LinkageField, _ level: Int) -> Int { field.rawValue * 16 + level }

    /// Bits for (above 0) or against (below) one person; 0 for "not known".
    func weight(_ field: LinkageField, _ level: Int) -> Double {
        guard level > 0 else { return 0 }
        let place = Self.place(field, level)
        return m[place] > 0 && u[place] > 0 ? Double.log2(m[place] / u[place]) : 0
    }
}
