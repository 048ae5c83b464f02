extension OGRS3Score {
    /// The four terms that add up to the score before the constant, each with the fact behind it.
    public var parts: [ScorePart] {
        let sanctions = inputs.totalSanctions ?? 0
        let career = ageAtConviction - (inputs.ageAtFirstSanction ?? ageAtConviction)
        let sex = inputs.sex?.name ?? Text(same: "")
        return [
            ScorePart(
                name: "age_sex",
                label: Text(en: "Age at the start of follow-up, and sex", cy: "Oedran ar ddechrau’r cyfnod dilynol, a rhyw"),
                input: Text(en: "\(ageAtFollowup), \(sex.en)", cy: "\(ageAtFollowup), \(sex.cy)"), value: terms.ageSex),
            ScorePart(
                name: "status", label: Text(en: "First sanction or not", cy: "Sancsiwn cyntaf ai peidio"),
                input: sanctions == 1
                    ? Text(en: "first sanction", cy: "sancsiwn cyntaf")
                    : Text(en: "sanctioned before", cy: "wedi cael sancsiwn o’r blaen"), value: terms.status),
            ScorePart(
                name: "copas",
                label: Text(
                    en: "How fast sanctions built up (Copas rate)", cy: "Pa mor gyflym y cronnodd sancsiynau (cyfradd Copas)"),
                input: Text(
                    en: "sanctions: \(sanctions); years since the first: \(career)",
                    cy: "sancsiynau: \(sanctions); blynyddoedd ers y cyntaf: \(career)"), value: terms.copas),
            ScorePart(
                name: "offence", label: Text(en: "Current offence", cy: "Trosedd gyfredol"), input: group.name,
                value: terms.offence),
        ]
    }

    /// What a reader must know before trusting this score. Source: OGRS3 specification, sections 5 and 6.
    public var warnings: [Text] {
        var warnings: [Text] = []
        if inputs.sex == .female, ageAtFollowup < 16 {
            warnings.append(
                Text(
                    en: "For girls under 16 the two sets of figures contradict each other; do not rely on this score.",
                    cy:
                        "Ar gyfer merched o dan 16 oed mae’r ddwy set o ffigurau’n gwrth-ddweud ei gilydd; peidiwch â dibynnu ar y sgôr hwn."
                ))
        }
        if let first = inputs.ageAtFirstSanction, first < 10 {
            warnings.append(
                Text(
                    en: "The age at first sanction is below 10, the age of criminal responsibility; check the record.",
                    cy: "Mae’r oedran adeg y sancsiwn cyntaf o dan 10, sef oedran cyfrifoldeb troseddol; gwiriwch y cofnod."))
        }
        if let total = inputs.totalSanctions, total > 51 {
            warnings.append(
                Text(
                    en:
                        "With more than 51 sanctions the two sets of figures differ by up to ten points or more; this score uses the \(profile.name.en).",
                    cy:
                        "Gyda mwy na 51 o sancsiynau mae’r ddwy set o ffigurau’n gwahaniaethu hyd at ddeg pwynt neu fwy; mae’r sgôr hwn yn defnyddio’r \(profile.name.cy)."
                ))
        }
        return warnings
    }
}
