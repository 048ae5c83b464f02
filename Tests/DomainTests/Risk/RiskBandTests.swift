import Testing

@testable import Domain

@Suite("Rounding in decimal, half up (OGRS3 specification, section 4)")
struct OGRS3RoundingTests {
    @Test(arguments: [
        (0.0, 1), (0.004, 1), (0.014994, 1), (0.014995, 2), (0.015, 2), (0.124994, 12), (0.1249949999, 12),
        (0.124995, 13), (0.494994, 49), (0.494995, 50), (0.495, 50), (0.744994, 74), (0.744995, 75),
        (0.894994, 89), (0.894995, 90), (0.99, 99), (0.994995, 99), (0.99999999, 99), (1.0, 99),
    ])
    func percent(probability: Double, percent: Int) {
        #expect(wholePercent(probability) == percent)
    }

    @Test("Every half-way point of the fifth place, and the numbers next to it")
    func halfWayPoints() {
        for whole in 1..<99 {
            for offset in [-0.000_001, 0, 0.000_001] {
                // …4995 is half way; written in decimal, it rounds up at both steps.
                let text = "0.\(whole < 10 ? "0" : "")\(whole)4995"
                guard let halfWay = Double(text) else { continue }
                #expect(wholePercent(halfWay + offset) == (offset < 0 ? whole : whole + 1))
                #expect(wholePercent(halfWay.nextDown) == whole)
            }
        }
    }

    @Test(arguments: [(0.0484, "0.048400000"), (0.9999999999, "1.000000000"), (0.000000001, "0.000000001")])
    func nine(probability: Double, text: String) {
        #expect(nineDecimals(probability) == text)
    }
}

@Suite("Two scales of bands (OGRS3 specification, section 4; IOM findings, section 1.2)")
struct RiskBandTests {
    @Test(arguments: [
        (1, RiskBand.low, RiskBand.low), (24, .low, .low), (25, .low, .medium), (49, .low, .medium),
        (50, .medium, .high), (74, .medium, .high), (75, .high, .veryHigh), (89, .high, .veryHigh),
        (90, .veryHigh, .prolific), (99, .veryHigh, .prolific),
    ])
    func bands(percent: Int, hmpps: RiskBand, segmentation: RiskBand) {
        #expect(BandScale.hmpps.band(percent) == hmpps)
        #expect(BandScale.segmentation.band(percent) == segmentation)
    }

    @Test("The number stands beside the word, and the scale is named")
    func words() {
        #expect(BandScale.hmpps.words(52).en == "52 per cent: medium (HMPPS scale)")
        #expect(BandScale.segmentation.words(52).en == "52 per cent: high (segmentation scale)")
        #expect(BandScale.segmentation.words(52).cy == "52 y cant: uchel (graddfa segmentu)")
        #expect(BandScale.segmentation.range(.high)?.en == "50 to 74")
        #expect(BandScale.segmentation.range(.prolific)?.cy == "90 a throsodd")
        #expect(BandScale.hmpps.range(.prolific) == nil)
    }

    @Test func order() {
        #expect(RiskBand.allCases.sorted() == [.low, .medium, .high, .veryHigh, .prolific])
    }
}
