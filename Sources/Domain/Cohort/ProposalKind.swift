/// What the rules propose; people decide.
public enum ProposalKind: String, Sendable, CaseIterable, Hashable {
    case fixed1 = "FIXED-1"
    case fixed2 = "FIXED-2"
    case flexA = "FLEX-CANDIDATE-A"
    case flexB = "FLEX-CANDIDATE-B"
    case flexC = "FLEX-CANDIDATE-C"
    case none = "NONE"
    case unscored = "UNSCORED"

    /// How much a proposal binds a panel: the lower, the more.
    public enum Standing: Int, Sendable, Comparable {
        case unknown, none, flexCandidate, fixed

        public static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }

        public var name: Text {
            switch self {
            case .fixed: Text(en: "Fixed", cy: "Sefydlog")
            case .flexCandidate: Text(en: "Flex candidate", cy: "Ymgeisydd Hyblyg")
            case .none: Text(en: "Not proposed", cy: "Heb ei gynnig")
            case .unknown: Text(en: "Not scored", cy: "Heb ei sgorio")
            }
        }
    }

    public var standing: Standing {
        switch self {
        case .fixed1, .fixed2: .fixed
        case .flexA, .flexB, .flexC: .flexCandidate
        case .none: .none
        case .unscored: .unknown
        }
    }

    public var name: Text { standing.name }

    /// The paragraph the rule comes from.
    public var source: Text {
        let rule =
            switch self {
            case .fixed1: 7
            case .fixed2: 8
            case .flexA: 9
            case .flexB: 10
            case .flexC: 11
            case .none, .unscored: 12
            }
        return IOMSource.strategy + Text(en: "; proposal rule \(rule)", cy: "; rheol gynnig \(rule)")
    }
}
