extension BandScale {
    /// The bands of the Ministry of Justice's risk service. Source: OGRS3 specification, section 4.
    public static let hmpps = BandScale(
        code: "hmpps",
        name: Text(en: "HMPPS scale", cy: "graddfa HMPPS"),
        edition: Edition(
            version: "1", from: .fixed(2009, 4, 1), author: "Carfan",
            reason: Text(
                en: "The scale that probation staff see beside the score.",
                cy: "Y raddfa y mae staff prawf yn ei gweld wrth ymyl y sgôr."),
            source: Text(
                en: "Ministry of Justice, hmpps-arns-risk-actuarial-api, state of 28 May 2026",
                cy: "Y Weinyddiaeth Gyfiawnder, hmpps-arns-risk-actuarial-api, fel yr oedd ar 28 Mai 2026"),
            mark: .confirmed),
        limits: [
            BandLimit(.low, from: 0),
            BandLimit(.medium, from: 50),
            BandLimit(.high, from: 75),
            BandLimit(.veryHigh, from: 90),
        ])

    /// Probation's older segmentation scale, which knows the word "prolific". Source: OGRS3 specification, section 4
    /// ("not confirmed in an official text"); IOM findings, section 1.2.
    public static let segmentation = BandScale(
        code: "segmentation",
        name: Text(en: "segmentation scale", cy: "graddfa segmentu"),
        edition: Edition(
            version: "1", from: .fixed(2020, 12, 9), author: "Carfan",
            reason: Text(
                en: "The strategy says “prolific”, a word that only this scale has.",
                cy: "Mae’r strategaeth yn dweud “toreithiog”, gair na cheir ond ar y raddfa hon."),
            source: Text(
                en: "Segmentation bands of the National Offender Management Service, from general knowledge",
                cy: "Bandiau segmentu’r Gwasanaeth Cenedlaethol Rheoli Troseddwyr, o wybodaeth gyffredinol"),
            mark: .unconfirmed),
        limits: [
            BandLimit(.low, from: 0),
            BandLimit(.medium, from: 25),
            BandLimit(.high, from: 50),
            BandLimit(.veryHigh, from: 75),
            BandLimit(.prolific, from: 90),
        ])
}
