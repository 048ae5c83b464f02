/// One thing that speaks for (positive) or against (negative) two records being of one person.
public struct MatchPoint: Sendable, Hashable {
    public let points: Int
    public let text: Text

    static func all(_ evidence: MatchEvidence) -> [MatchPoint] {
        identifiers(evidence)
            + [
                evidence.name.text.map { MatchPoint(points: evidence.name.weight, text: $0) },
                evidence.otherForenames.map(others),
                evidence.birth.text.map { MatchPoint(points: evidence.birth.weight, text: $0) },
                evidence.sexesAgree.map(sexes),
                evidence.place.text.map { MatchPoint(points: evidence.place.weight, text: $0) },
            ].compactMap(\.self)
    }

    private static func identifiers(_ evidence: MatchEvidence) -> [MatchPoint] {
        let shared = evidence.shared.map { own in
            MatchPoint(points: MatchWeight.shared, text: own.words + Text(en: " on both", cy: " ar y ddau"))
        }
        let conflicting = evidence.conflicting.map { conflict in
            MatchPoint(
                points: MatchWeight.conflicting,
                text: conflict.kind.label
                    + Text(
                        en: " differs: \(conflict.mine) and \(conflict.theirs)",
                        cy: " yn wahanol: \(conflict.mine) a \(conflict.theirs)"))
        }
        let unverified = evidence.unverifiedShared.map { own in
            MatchPoint(
                points: MatchWeight.unverified,
                text: own.words + Text(en: " on both, but not verified", cy: " ar y ddau, ond heb ei wirio"))
        }
        return shared + conflicting + unverified
    }

    private static func others(_ agree: Bool) -> MatchPoint {
        MatchPoint(
            points: MatchWeight.others(agree),
            text: agree
                ? Text(en: "Further forenames agree", cy: "Mae’r enwau cyntaf eraill yn cytuno")
                : Text(en: "Further forenames differ", cy: "Mae’r enwau cyntaf eraill yn wahanol"))
    }

    private static func sexes(_ agree: Bool) -> MatchPoint {
        MatchPoint(
            points: MatchWeight.sexes(agree),
            text: agree
                ? Text(en: "Same sex", cy: "Yr un rhyw") : Text(en: "The sexes differ", cy: "Mae’r rhyw yn wahanol"))
    }
}

extension MatchIdentifier {
    fileprivate var words: Text { kind.label + Text(same: " \(value)") }
}

extension MatchName.Agreement {
    fileprivate var text: Text? {
        switch self {
        case .same: Text(en: "Same name", cy: "Yr un enw")
        case .variant: Text(en: "Another form of the name", cy: "Ffurf arall ar yr enw")
        case .swapped: Text(en: "Forename and family name changed places", cy: "Enw cyntaf a chyfenw wedi newid lle")
        case .near: Text(en: "Nearly the same name", cy: "Bron yr un enw")
        case .forenameOnly:
            Text(en: "Forename agrees, family name differs", cy: "Enw cyntaf yn cytuno, cyfenw yn wahanol")
        case .familyOnly:
            Text(en: "Family name agrees, forename differs", cy: "Cyfenw yn cytuno, enw cyntaf yn wahanol")
        case .different: Text(en: "Different names", cy: "Enwau gwahanol")
        case .unknown: nil
        }
    }
}

extension MatchBirth {
    fileprivate var text: Text? {
        switch self {
        case .same: Text(en: "Same date of birth", cy: "Yr un dyddiad geni")
        case .near: Text(en: "Nearly the same date of birth", cy: "Bron yr un dyddiad geni")
        case .different: Text(en: "Different dates of birth", cy: "Dyddiadau geni gwahanol")
        case .unknown: nil
        }
    }
}

extension MatchPlace.Agreement {
    fileprivate var text: Text? {
        switch self {
        case .samePostcode: Text(en: "Same postcode", cy: "Yr un cod post")
        case .sameAddress: Text(en: "Same address", cy: "Yr un cyfeiriad")
        case .sameDistrict: Text(en: "Same postcode district", cy: "Yr un ardal cod post")
        case .different: Text(en: "Different places", cy: "Lleoedd gwahanol")
        case .unknown: nil
        }
    }
}
