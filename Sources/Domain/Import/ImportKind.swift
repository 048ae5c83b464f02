/// What the rows of a file are about. The raw value is the file's name without `.csv`.
public enum ImportKind: String, Sendable, CaseIterable, Hashable {
    case nominals, custody, convictions, cases, releases

    public var name: Text {
        switch self {
        case .nominals: Text(en: "nominals", cy: "enwolion")
        case .custody: Text(en: "custody records", cy: "cofnodion y ddalfa")
        case .convictions: Text(en: "convictions", cy: "euogfarnau")
        case .cases: Text(en: "probation cases", cy: "achosion prawf")
        case .releases: Text(en: "prison releases", cy: "rhyddhau o’r carchar")
        }
    }

    /// Its rows say who somebody is; others tell of people who are held.
    public var bringsPeople: Bool {
        switch self {
        case .nominals, .cases, .releases: true
        case .custody, .convictions: false
        }
    }

    /// What a profile of this kind can name a column for.
    public var meanings: [ColumnMeaning] {
        switch self {
        case .nominals:
            [
                .reference, .surname, .forenames, .name, .aliases, .dateOfBirth, .sex, .ethnicity, .pnc, .cro, .address, .town,
                .postcode, .markers, .lastUpdated,
            ]
        case .custody:
            [
                .reference, .nominalReference, .arrested, .station, .offenceCode, .offence, .disposal, .disposalDate,
            ]
        case .convictions:
            [
                .pnc, .courtDate, .court, .offenceCode, .offence, .offenceDate, .adjudication, .disposalCode, .sentence,
                .sentenceDays,
            ]
        case .cases:
            [
                .reference, .prisonNumber, .pnc, .surname, .forenames, .name, .dateOfBirth, .sex, .ethnicity, .language,
                .event, .orderType, .startDate, .endDate, .convictionDate, .offenceCode, .team, .pdu, .officer, .riskOfHarm,
                .ogrs3OneYear, .ogrs3TwoYears, .ogrs3Date, .registers, .mappaCategory, .mappaLevel,
            ]
        case .releases:
            [
                .prisonNumber, .surname, .forenames, .name, .dateOfBirth, .pnc, .prison, .receptionDate, .sentenceDays,
                .conditionalReleaseDate, .releaseDate, .releaseType, .postcode,
            ]
        }
    }

    /// Without these a row is refused. `surname` is also fulfilled by `name`.
    public var mandatory: [ColumnMeaning] {
        switch self {
        case .nominals: [.reference, .surname, .lastUpdated]
        case .custody: [.reference, .nominalReference, .arrested, .offenceCode]
        case .convictions: [.pnc, .courtDate, .offenceCode, .adjudication]
        case .cases: [.reference, .surname, .orderType, .startDate, .convictionDate]
        case .releases: [.prisonNumber, .surname, .receptionDate, .releaseDate]
        }
    }

    /// The column that names the row within its file.
    public var referenceMeaning: ColumnMeaning {
        switch self {
        case .nominals, .custody, .cases: .reference
        case .convictions: .pnc
        case .releases: .prisonNumber
        }
    }
}
