/// The numbers that a score is made of, and the two probabilities.
public struct OGRS3Terms: Sendable, Hashable {
    public let ageSex, status, copas, offence: Double
    public let oneYear, twoYear: Double
}

/// An OGRS3 score with everything that produced it; its words are made on demand (`parts`, `score`).
public struct OGRS3Score: Sendable, Hashable {
    public let inputs: OGRS3Inputs
    public let profile: OGRS3Profile
    public let group: OGRS3Group
    public let ageAtConviction: Int
    public let ageAtFollowup: Int
    public let terms: OGRS3Terms
    public let percentOneYear: Int
    public let percentTwoYear: Int
    /// Of the two-year percentage, on the `hmpps` scale.
    public let band: RiskBand

    init(
        inputs: OGRS3Inputs, profile: OGRS3Profile, group: OGRS3Group, ageAtConviction: Int, ageAtFollowup: Int,
        terms: OGRS3Terms
    ) {
        self.inputs = inputs
        self.profile = profile
        self.group = group
        self.ageAtConviction = ageAtConviction
        self.ageAtFollowup = ageAtFollowup
        self.terms = terms
        percentOneYear = wholePercent(terms.oneYear)
        percentTwoYear = wholePercent(terms.twoYear)
        band = BandScale.hmpps.band(percentTwoYear)
    }

    public var probabilityOneYear: Double { terms.oneYear }
    public var probabilityTwoYear: Double { terms.twoYear }
}

/// A probability as a whole percentage from 1 to 99: first to five decimal places, then to a whole number, each half up and
/// each in decimal. Source: OGRS3 specification, section 4.
func wholePercent(_ probability: Double) -> Int {
    let hundredThousandths = Int((probability * 100_000).rounded(.down))
    // The quotient of two exact numbers is the Double nearest to the decimal half-way point, so this compares as the
    // shortest decimal form of the probability would: 0.123455 is half way, though its binary form lies beside it.
    let halfWay = (Double(hundredThousandths) + 0.5) / 100_000
    let rounded = probability >= halfWay ? hundredThousandths + 1 : hundredThousandths
    return min(max((rounded + 500) / 1000, 1), 99)
}
