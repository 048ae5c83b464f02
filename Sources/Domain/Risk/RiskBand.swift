/// A band of a percentage. The word alone says little: two scales share the words, so name the scale and print the number.
public enum RiskBand: String, Sendable, CaseIterable, Hashable, Comparable {
    case low = "LOW"
    case medium = "MEDIUM"
    case high = "HIGH"
    case veryHigh = "VERY_HIGH"
    case prolific = "PROLIFIC"

    public var name: Text {
        switch self {
        case .low: Text(en: "low", cy: "isel")
        case .medium: Text(en: "medium", cy: "canolig")
        case .high: Text(en: "high", cy: "uchel")
        case .veryHigh: Text(en: "very high", cy: "uchel iawn")
        case .prolific: Text(en: "prolific", cy: "toreithiog")
        }
    }

    private var rank: UInt8 {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .veryHigh: 3
        case .prolific: 4
        }
    }

    public static func < (left: RiskBand, right: RiskBand) -> Bool { left.rank < right.rank }
}

/// Where a band begins, in whole per cent.
public struct BandLimit: Sendable, Hashable {
    public let band: RiskBand
    public let from: Int

    public init(_ band: RiskBand, from: Int) {
        self.band = band
        self.from = from
    }
}

/// A named, dated scale of bands.
public struct BandScale: Sendable, Hashable {
    public let code: String
    public let name: Text
    public let edition: Edition
    /// From the lowest band to the highest.
    public let limits: [BandLimit]

    public init(code: String, name: Text, edition: Edition, limits: [BandLimit]) {
        precondition(!limits.isEmpty, "a scale has at least one band")
        self.code = code
        self.name = name
        self.edition = edition
        self.limits = limits.sorted { $0.from < $1.from }
    }

    /// The band of a whole percentage; below the first limit, the lowest band.
    public func band(_ percent: Int) -> RiskBand {
        var found = limits[0].band
        for limit in limits where percent >= limit.from { found = limit.band }
        return found
    }

    /// The lowest percentage whose band is this one or a higher one; nil when the scale ends below it.
    public func start(of band: RiskBand) -> Int? {
        limits.first { $0.band >= band }?.from
    }

    /// `50 to 74`; nil when the scale has no such band.
    public func range(_ band: RiskBand) -> Text? {
        guard let index = limits.firstIndex(where: { $0.band == band }) else { return nil }
        let from = limits[index].from
        guard index + 1 < limits.count else { return Text(en: "\(from) and over", cy: "\(from) a throsodd") }
        let to = limits[index + 1].from - 1
        return Text(en: "\(from) to \(to)", cy: "\(from) i \(to)")
    }

    /// `52 per cent: high (segmentation scale)`.
    public func words(_ percent: Int) -> Text {
        let word = band(percent).name
        return Text(
            en: "\(percent) per cent: \(word.en) (\(name.en))", cy: "\(percent) y cant: \(word.cy) (\(name.cy))")
    }
}
