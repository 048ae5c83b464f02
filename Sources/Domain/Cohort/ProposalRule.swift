extension ProposalKind {
    /// The rule in a sentence, with the limits of the settings: the number beside every band's word.
    public func rule(_ settings: CohortSettings) -> Text {
        switch self {
        case .fixed1: settings.fixedRule
        case .fixed2: settings.fixedEarlierRule
        case .flexA:
            Text(
                en: "An adult whose current offence is neighbourhood crime, scoring below the limits of Fixed",
                cy: "Oedolyn y mae ei drosedd gyfredol yn drosedd yn y gymdogaeth, yn sgorio islaw terfynau Sefydlog")
                + jointLook
        case .flexB: settings.recentRule + jointLook
        case .flexC: settings.flexRule + jointLook
        case .none: Text(en: "No rule proposes this person.", cy: "Nid oes rheol yn cynnig y person hwn.")
        case .unscored:
            Text(
                en: "No score is possible, so no rule applies.",
                cy: "Nid oes modd sgorio, felly nid oes rheol yn berthnasol.")
        }
    }

    private var jointLook: Text {
        Text(
            en: ": worth a joint look by police and probation.",
            cy: ": gwerth i’r heddlu a’r gwasanaeth prawf edrych ar yr achos ar y cyd.")
    }
}

extension CohortSettings {
    fileprivate var fixedRule: Text {
        let limit = atLeast(fixedFrom)
        return Text(
            en: "An adult whose current offence is neighbourhood crime, scoring \(limit.en).",
            cy: "Oedolyn y mae ei drosedd gyfredol yn drosedd yn y gymdogaeth, yn sgorio \(limit.cy).")
    }

    fileprivate var fixedEarlierRule: Text {
        let limit = atLeast(fixedEarlierFrom)
        let crimes = Text.joined(NeighbourhoodCrime.allCases.filter(fixedEarlier.contains).map(\.name))
        return Text(
            en: "An adult whose current offence is one of these: \(crimes.en); scoring \(limit.en), but below FIXED-1.",
            cy: "Oedolyn y mae ei drosedd gyfredol yn un o’r rhain: \(crimes.cy); yn sgorio \(limit.cy), ond islaw FIXED-1.")
    }

    fileprivate var recentRule: Text {
        Text(
            en:
                "An adult whose current offence is other acquisitive crime, with \(recentSanctions) or more sanctions in the last \(recentMonths) months",
            cy:
                "Oedolyn y mae ei drosedd gyfredol yn drosedd feddiangar arall, gyda \(recentSanctions) neu fwy o sancsiynau dros y \(recentMonths) mis diwethaf"
        )
    }

    fileprivate var flexRule: Text {
        let limit = atLeast(flexFrom)
        return Text(
            en: "An adult whose current offence is not acquisitive, scoring \(limit.en)",
            cy: "Oedolyn nad yw ei drosedd gyfredol yn feddiangar, yn sgorio \(limit.cy)")
    }

    /// `50 or more within two years (high, segmentation scale)`.
    private func atLeast(_ band: RiskBand) -> Text {
        let from = bands.start(of: band) ?? 100
        return Text(
            en: "\(from) or more within two years (\(band.name.en), \(bands.name.en))",
            cy: "\(from) neu fwy o fewn dwy flynedd (\(band.name.cy), \(bands.name.cy))")
    }
}
