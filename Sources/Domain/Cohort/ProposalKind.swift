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

    /// What the rule stands on. The strategy gives Fixed and the grounds of Flex; it gives no count of sanctions and no band for
    /// B and C, which are this product's settings. Source: IOM findings, section 1.1.
    public func source(_ edition: Edition) -> Text {
        switch self {
        case .fixed1, .fixed2: IOMSource.strategy + Text(en: ": the Fixed cohort", cy: ": y garfan Sefydlog")
        case .flexA:
            IOMSource.flex
                + Text(
                    en: "neighbourhood crime, a low or medium score, but judged riskier",
                    cy: "trosedd yn y gymdogaeth, sgôr isel neu ganolig, ond y bernir bod y risg yn uwch")
        case .flexB:
            IOMSource.flex
                + Text(
                    en: "lower-level acquisitive crime, likely to progress",
                    cy: "trosedd feddiangar lai difrifol, sy’n debygol o waethygu")
                + edition.limits
        case .flexC:
            IOMSource.flex
                + Text(
                    en: "another offence, but the same needs and risk",
                    cy: "trosedd arall, ond yr un anghenion a’r un risg")
                + edition.limits
        case .none, .unscored:
            Text(
                en: "no rule of the strategy or of this product’s settings, version \(edition.version), applies",
                cy:
                    "nid oes rheol yn y strategaeth nac yng ngosodiadau’r cynnyrch hwn, fersiwn \(edition.version), yn berthnasol"
            )
        }
    }
}

extension IOMSource {
    fileprivate static let flex =
        strategy + Text(en: ": a ground of the Flex cohort, ", cy: ": un o seiliau’r garfan Hyblyg, ")
}

extension Edition {
    fileprivate var limits: Text {
        Text(
            en: ". The threshold is set by this product’s settings, version \(version), not by the strategy",
            cy: ". Gosodiadau’r cynnyrch hwn, fersiwn \(version), sy’n pennu’r trothwy, nid y strategaeth")
    }
}
