/// An OGRS3 score as probation recorded it. It is kept as it came and shown first; ours stands beside it as a check.
public struct OfficialScore: Sendable, Hashable {
    public let oneYear: Int?
    public let twoYear: Int?
    public let calculated: Day?
    /// Of the order or licence that the score stands on.
    public let convictionDate: Day
    public let mainOffence: HomeOfficeCode?

    public init(
        oneYear: Int?, twoYear: Int?, calculated: Day?, convictionDate: Day, mainOffence: HomeOfficeCode?
    ) {
        self.oneYear = oneYear
        self.twoYear = twoYear
        self.calculated = calculated
        self.convictionDate = convictionDate
        self.mainOffence = mainOffence
    }

    /// Calculated before the conviction that it stands with: for an earlier one.
    public var isStale: Bool {
        guard let calculated else { return false }
        return calculated < convictionDate
    }
}

extension OfficialScore {
    /// How long ago it was calculated: `4 months ago`; nil when that day is not known or has not come yet.
    public func age(on today: Day) -> Text? {
        guard let calculated, calculated <= today else { return nil }
        let (then, now) = (calculated.parts, today.parts)
        let months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day ? 1 : 0)
        let long =
            months == 0
            ? Text(en: "less than a month", cy: "llai na mis")
            : months < 24 ? OfficialScore.months(months) : OfficialScore.years(months / 12)
        return long + Text(en: " ago", cy: " yn ôl")
    }

    private static let months = Counted(en: ("month", "months"), cy: ("mis", "mis", "fis", "mis", "mis", "mis"))
    private static let years = Counted(
        en: ("year", "years"), cy: ("o flynyddoedd", "flwyddyn", "flynedd", "blynedd", "blynedd", "o flynyddoedd"))
}

/// How probation's score and ours stand to each other.
public struct ScoreComparison: Sendable, Hashable {
    /// Both percentages are equal.
    public let agrees: Bool
    /// Ours less probation's, of the two-year percentage.
    public let pointsApart: Int?
    /// What explains a difference, or should make a reader careful.
    public let reasons: [Text]
}

extension OfficialScore {
    public func compared(with proposal: Proposal) -> ScoreComparison {
        guard let twoYear else {
            return ScoreComparison(
                agrees: false, pointsApart: nil,
                reasons: [oneYear == nil ? Self.nothing : Self.oneYearOnly])
        }
        guard let score = proposal.score else {
            let why = proposal.reason?.name ?? Text(same: "")
            return ScoreComparison(
                agrees: false, pointsApart: nil,
                reasons: [
                    Text(en: "No score could be calculated here. \(why.en)", cy: "Nid oedd modd cyfrifo sgôr yma. \(why.cy)")
                ])
        }
        let agrees = twoYear == score.percentTwoYear && (oneYear ?? score.percentOneYear) == score.percentOneYear
        var reasons = [staleness, otherConviction(proposal.facts), otherOffence(proposal.facts)].compactMap { $0 }
        if !agrees, reasons.isEmpty { reasons = [otherAge(score), otherFacts(score)].compactMap { $0 } }
        return ScoreComparison(agrees: agrees, pointsApart: score.percentTwoYear - twoYear, reasons: reasons)
    }

    private static let nothing = Text(
        en: "Probation has recorded no score.", cy: "Nid yw’r gwasanaeth prawf wedi cofnodi sgôr.")

    private static let oneYearOnly = Text(
        en: "Probation has recorded the one-year figure only; the two-year figures cannot be compared.",
        cy: "Dim ond y ffigur blwyddyn y mae’r gwasanaeth prawf wedi’i gofnodi; ni ellir cymharu’r ffigurau dwy flynedd.")

    private var staleness: Text? {
        guard isStale, let made = calculated?.words else { return nil }
        let day = convictionDate.words
        return Text(
            en:
                "Probation’s score was calculated on \(made.en), before the conviction of \(day.en): it belongs to an earlier conviction.",
            cy: "Cyfrifwyd sgôr y gwasanaeth prawf ar \(made.cy), cyn euogfarn \(day.cy): mae’n perthyn i euogfarn gynharach.")
    }

    private func otherConviction(_ facts: CohortFacts) -> Text? {
        guard let ours = facts.convictionDate, ours != convictionDate else { return nil }
        let (theirs, latest) = (convictionDate.words, ours.words)
        return Text(
            en:
                "Probation’s score stands with the conviction of \(theirs.en); the most recent conviction on the PNC is of \(latest.en).",
            cy:
                "Mae sgôr y gwasanaeth prawf yn perthyn i euogfarn \(theirs.cy); dyddiad yr euogfarn ddiweddaraf ar y PNC yw \(latest.cy)."
        )
    }

    private func otherOffence(_ facts: CohortFacts) -> Text? {
        guard let mainOffence, let ours = facts.current?.code, ours != mainOffence else { return nil }
        return Text(
            en: "Probation’s main offence is \(mainOffence.text); the principal offence on the PNC is \(ours.text).",
            cy: "Prif drosedd y gwasanaeth prawf yw \(mainOffence.text); y brif drosedd ar y PNC yw \(ours.text).")
    }

    private func otherAge(_ score: OGRS3Score) -> Text? {
        guard let calculated, let born = score.inputs.dateOfBirth, let followup = score.inputs.followupDate,
            born.age(on: calculated) != score.ageAtFollowup
        else { return nil }
        let (made, start) = (calculated.words, followup.words)
        return Text(
            en:
                "Probation’s score was calculated on \(made.en), ours for a follow-up from \(start.en): a birthday lies between.",
            cy:
                "Cyfrifwyd sgôr y gwasanaeth prawf ar \(made.cy), a’n sgôr ni ar gyfer cyfnod dilynol o \(start.cy): mae pen-blwydd rhyngddynt."
        )
    }

    private func otherFacts(_ score: OGRS3Score) -> Text {
        let (total, first) = (score.inputs.totalSanctions ?? 0, score.inputs.ageAtFirstSanction ?? 0)
        return Text(
            en:
                "Conviction and offence are the same. Compare with the assessment: \(total) sanctions, the first at \(first), follow-up at \(score.ageAtFollowup).",
            cy:
                "Yr un yw’r euogfarn a’r drosedd. Cymharwch â’r asesiad: sancsiynau \(total), y cyntaf yn \(first) oed, y cyfnod dilynol yn \(score.ageAtFollowup) oed."
        )
    }
}
