import RealModule

/// Offender Group Reconviction Scale, version 3. Source: OGRS3 specification, sections 2 to 5.
public enum OGRS3 {
    public static let instrument = Instrument(
        code: "OGRS3",
        name: Text(
            en: "Offender Group Reconviction Scale, version 3",
            cy: "Graddfa Aileuogfarnu Grwpiau o Droseddwyr, fersiwn 3"),
        meaning: Text(
            en:
                "Of 100 people with the same facts, about as many as the percentage are convicted or cautioned again within two years.",
            cy: "O 100 o bobl â’r un ffeithiau, mae tua chynifer â’r ganran yn cael euogfarn neu rybudd eto o fewn dwy flynedd."
        ),
        limits: Text(
            en:
                "An estimate for a group, from the criminal record alone; not a prediction about this person, and nothing about needs or harm.",
            cy:
                "Amcangyfrif ar gyfer grŵp, o’r cofnod troseddol yn unig; nid rhagfynegiad am y person hwn, a dim byd am anghenion na niwed."
        ),
        source: Text(
            en: "Howard and colleagues (2009), Ministry of Justice Research Summary 7/09",
            cy: "Howard a’i gydweithwyr (2009), Ministry of Justice Research Summary 7/09"))

    /// The score, or the faults of the first stage of validation that has any.
    public static func score(
        _ inputs: OGRS3Inputs, profile: OGRS3Profile = .hmpps, offences: OffenceTable
    ) throws(OGRS3Faults) -> OGRS3Score {
        guard let sex = inputs.sex, let born = inputs.dateOfBirth, let convicted = inputs.convictionDate,
            let followup = inputs.followupDate, let ageAtFirst = inputs.ageAtFirstSanction,
            let sanctions = inputs.totalSanctions, sanctions >= 1, inputs.offence != .absent,
            inputs.offence != .wrongLength
        else { throw OGRS3Faults(inputs.faultsAsSent()) }
        if convicted <= born { throw OGRS3Faults(.dateNotAfterDateOfBirth, .convictionDate) }
        if followup <= born { throw OGRS3Faults(.dateNotAfterDateOfBirth, .followupDate) }
        let ageAtConviction = born.age(on: convicted)
        let mapping = mapping(inputs.offence, offences)
        guard ageAtConviction >= 10, ageAtFirst <= ageAtConviction, case .group(let group) = mapping else {
            throw OGRS3Faults(agesAndCode(ageAtConviction, ageAtFirst, mapping))
        }
        let ageAtFollowup = born.age(on: followup)
        if ageAtFollowup < 10 { throw OGRS3Faults(.ageAtFollowupLessThanTen, .dateOfBirth, .followupDate) }
        return OGRS3Score(
            inputs: inputs, profile: profile, group: group, ageAtConviction: ageAtConviction,
            ageAtFollowup: ageAtFollowup,
            terms: terms(
                profile.coefficients, sex, ageAtFollowup: ageAtFollowup, sanctions: sanctions,
                career: Double(ageAtConviction) - Double(ageAtFirst), group))
    }

    /// z = age and sex + status + Copas rate + offence. Source: section 3.
    private static func terms(
        _ figures: OGRS3Coefficients, _ sex: ScoringSex, ageAtFollowup: Int, sanctions: Int, career: Double,
        _ group: OGRS3Group
    ) -> OGRS3Terms {
        let previous = min(sanctions - 1, figures.capOnPrevious ?? .max)
        let terms = (
            ageSex: figures.ageSex(ageAtFollowup, sex),
            status: sanctions == 1 ? figures.firstSanction : figures.repeatSanction,
            copas: figures.copas * Double.log((1 + Double(previous)) / (10 + career)),
            offence: figures.offences[group.rawValue]
        )
        let z = terms.ageSex + terms.status + terms.copas + terms.offence
        return OGRS3Terms(
            ageSex: terms.ageSex, status: terms.status, copas: terms.copas, offence: terms.offence,
            oneYear: 1 / (1 + Double.exp(-(z + figures.oneYear))),
            twoYear: 1 / (1 + Double.exp(-(z + figures.twoYear))))
    }

    private static func mapping(_ offence: OGRS3Offence, _ offences: OffenceTable) -> OGRS3Mapping {
        switch offence {
        case .group(let group): .group(group)
        case .code(let code): offences.marks(code)?.ogrs3 ?? .noGroup
        case .absent, .notACode, .wrongLength: .noGroup
        }
    }

    /// The faults of stage 3. Source: section 5.
    private static func agesAndCode(_ atConviction: Int, _ atFirst: Int, _ mapping: OGRS3Mapping) -> [OGRS3Fault] {
        var faults: [OGRS3Fault] = []
        if atConviction < 10 {
            faults.append(OGRS3Fault(.ageAtConvictionLessThanTen, [.dateOfBirth, .convictionDate]))
        }
        if atFirst > atConviction {
            faults.append(
                OGRS3Fault(.firstSanctionAfterConviction, [.dateOfBirth, .convictionDate, .ageAtFirstSanction]))
        }
        switch mapping {
        case .group: break
        case .needsExactOffence: faults.append(OGRS3Fault(.needDetailsOfExactOffence, [.offenceCode]))
        case .noGroup, .notMapped: faults.append(OGRS3Fault(.offenceCodeMappingNotFound, [.offenceCode]))
        }
        return faults
    }
}
