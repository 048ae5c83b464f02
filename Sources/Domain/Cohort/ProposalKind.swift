/// What the rules propose; people decide.
public enum ProposalKind: String, Sendable, CaseIterable, Hashable {
    case fixed1 = "FIXED-1"
    case fixed2 = "FIXED-2"
    case flexA = "FLEX-CANDIDATE-A"
    case flexB = "FLEX-CANDIDATE-B"
    case flexC = "FLEX-CANDIDATE-C"
    case none = "NONE"
    case unscored = "UNSCORED"

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

    /// The rule in a sentence, with the limits of the settings.
    public func rule(_ settings: CohortSettings) -> Text {
        let (fixed, early, flex) = (settings.fixedFrom.name, settings.fixedEarlierFrom.name, settings.flexFrom.name)
        let (count, months) = (settings.recentSanctions, settings.recentMonths)
        return switch self {
        case .fixed1:
            Text(
                en: "An adult whose current offence is neighbourhood crime, in the band \(fixed.en) or above.",
                cy: "Oedolyn y mae ei drosedd gyfredol yn drosedd yn y gymdogaeth, yn y band \(fixed.cy) neu’n uwch.")
        case .fixed2:
            Text(
                en: "An adult whose current offence is robbery or domestic burglary, in the band \(early.en).",
                cy: "Oedolyn y mae ei drosedd gyfredol yn lladrad neu’n fwrgleriaeth ddomestig, yn y band \(early.cy).")
        case .flexA:
            Text(
                en: "An adult whose current offence is neighbourhood crime, below the bands of Fixed: worth a joint look by police and probation.",
                cy: "Oedolyn y mae ei drosedd gyfredol yn drosedd yn y gymdogaeth, islaw’r bandiau Sefydlog: gwerth i’r heddlu a’r gwasanaeth prawf edrych arno ar y cyd.")
        case .flexB:
            Text(
                en: "An adult whose current offence is other acquisitive crime, with \(count) or more sanctions in the last \(months) months: worth a joint look by police and probation.",
                cy: "Oedolyn y mae ei drosedd gyfredol yn drosedd feddiangar arall, gyda \(count) neu fwy o sancsiynau dros y \(months) mis diwethaf: gwerth i’r heddlu a’r gwasanaeth prawf edrych arno ar y cyd.")
        case .flexC:
            Text(
                en: "An adult whose current offence is not acquisitive, in the band \(flex.en) or above: worth a joint look by police and probation.",
                cy: "Oedolyn nad yw ei drosedd gyfredol yn feddiangar, yn y band \(flex.cy) neu’n uwch: gwerth i’r heddlu a’r gwasanaeth prawf edrych arno ar y cyd.")
        case .none:
            Text(en: "No rule proposes this person.", cy: "Nid oes rheol yn cynnig y person hwn.")
        case .unscored:
            Text(en: "No score is possible, so no rule applies.", cy: "Nid oes modd sgorio, felly nid oes rheol yn berthnasol.")
        }
    }

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
