/// The most that homes and numbers of two records can weigh, by which of them are equal: to know how near the others come their texts
/// would be fetched from anywhere in memory, and most pairs of a block are light whatever those say.
struct LinkageReach: Sendable {
    /// Of two that are equal, and of two that are not.
    private struct Bits {
        let same, other: Double

        init(_ model: LinkageModel, _ field: LinkageField) {
            same = model.weight(field, 1)
            other = (2...3).reduce(0) { max($0, model.weight(field, $1)) }
        }

        @inline(__always)
        func of(_ left: UInt32, _ right: UInt32) -> Double { left == right && left != 0 ? max(same, 0) : other }
    }

    private let places: [Double]
    private let street, locality, town: Bits
    private let numbersSame, numbersOther: SIMD4<Float>

    init(_ model: LinkageModel) {
        places = LinkagePlaceLevel.allCases.map { model.weight(.place, $0.rawValue) }
        street = Bits(model, .street)
        locality = Bits(model, .locality)
        town = Bits(model, .town)
        let slots = (0..<4).map { Bits(model, .number($0)) }
        numbersSame = SIMD4(slots.map { Float(max($0.same, 0)) })
        numbersOther = SIMD4(slots.map { Float($0.other) })
    }

    /// What is added in another order, or in half as many digits, may differ in the last of them.
    private static let slack = 1e-4

    @inline(__always)
    func homes(_ left: LinkageRecord, _ right: LinkageRecord, _ rarity: LinkageRarity) -> Double {
        var bits = locality.of(left.locality, right.locality) + town.of(left.town, right.town) + Self.slack
        bits += street.of(left.street, right.street)
        if left.street == right.street { bits += max(rarity.places[Int(left.street)], 0) }
        let (level, mayBeNear) = LinkageComparing.place(left, right)
        let near = mayBeNear ? places[LinkagePlaceLevel.nearPostcode.rawValue] : -.infinity
        let shared = (1...3).contains(level.rawValue) ? rarity.postcodes[Int(left.postcode)] : 0
        return bits + max(places[level.rawValue] + shared, near)
    }

    /// A number that many hold weighs less than this, never more.
    @inline(__always)
    func numbers(_ left: LinkageRecord, _ right: LinkageRecord) -> Double {
        let both = left.identifiers .!= .zero .& (right.identifiers .!= .zero)
        guard any(both) else { return 0 }
        let equal = left.identifiers .== right.identifiers
        return Double(numbersOther.replacing(with: numbersSame, where: equal).replacing(with: 0, where: .!both).sum())
    }
}
