/// The points of the first form: they order doubts and explain; the rules decide.
enum MatchWeight {
    static let shared = 100
    static let conflicting = -60
    static let unverified = 5
    static func others(_ agree: Bool) -> Int { agree ? 5 : -5 }
    static func sexes(_ agree: Bool) -> Int { agree ? 2 : -50 }
}

extension MatchName.Agreement {
    var weight: Int {
        switch self {
        case .same: 35
        case .variant: 28
        case .swapped: 26
        case .near: 18
        case .forenameOnly: 5
        case .familyOnly: -5
        case .different: -30
        case .unknown: 0
        }
    }
}

extension MatchBirth {
    var weight: Int {
        switch self {
        case .same: 30
        case .near: 10
        case .different: -30
        case .unknown: 0
        }
    }
}

extension MatchPlace.Agreement {
    var weight: Int {
        switch self {
        case .samePostcode, .sameAddress: 25
        case .sameDistrict: 5
        case .different: -5
        case .unknown: 0
        }
    }
}

extension MatchEvidence {
    /// The same sum as that of the points, without their words.
    var total: Int {
        shared.count * MatchWeight.shared + conflicting.count * MatchWeight.conflicting
            + unverifiedShared.count * MatchWeight.unverified + name.weight
            + (otherForenames.map(MatchWeight.others) ?? 0)
            + birth.weight + (sexesAgree.map(MatchWeight.sexes) ?? 0) + place.weight
    }
}
