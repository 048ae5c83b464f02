/// What a column of an agency's file says, whatever the agency calls it.
public enum ColumnMeaning: Int, Sendable, CaseIterable, Hashable {
    case reference, surname, forenames, name, aliases, dateOfBirth, sex, ethnicity, pnc, cro, address, town, postcode
    case markers, lastUpdated
    case nominalReference, arrested, station, offenceCode, offence, disposal, disposalDate
    case courtDate, court, offenceDate, adjudication, disposalCode, sentence, sentenceDays
    case prisonNumber, language, event, orderType, startDate, endDate, convictionDate, team, pdu, officer, riskOfHarm
    case ogrs3OneYear, ogrs3TwoYears, ogrs3Date, registers, mappaCategory, mappaLevel
    case prison, receptionDate, conditionalReleaseDate, releaseDate, releaseType

    /// The word for it in a profile file.
    public var key: String { ColumnMeaning.words[rawValue].key }
    public var label: Text { ColumnMeaning.words[rawValue].label }

    public init?(key: String) {
        guard let found = ColumnMeaning.allCases.first(where: { $0.key == key }) else { return nil }
        self = found
    }

    /// Several columns of a file may together say this.
    public var takesSeveral: Bool {
        switch self {
        case .forenames, .address, .aliases, .markers, .registers: true
        default: false
        }
    }

    public var isDate: Bool {
        switch self {
        case .dateOfBirth, .lastUpdated, .arrested, .disposalDate, .courtDate, .offenceDate, .startDate, .endDate,
            .convictionDate, .ogrs3Date, .receptionDate, .conditionalReleaseDate, .releaseDate:
            true
        default: false
        }
    }

    /// Carfan's own values for a coded column; nil where the text counts as it stands.
    public var codes: [String]? {
        func values<C: CaseIterable & RawRepresentable>(_: C.Type) -> [String] where C.RawValue == String {
            C.allCases.map(\.rawValue)
        }
        return switch self {
        case .sex: values(RecordedSex.self)
        case .ethnicity: values(EthnicGroup.self)
        case .markers: values(WarningMarker.self)
        case .disposal: values(CustodyDisposal.self)
        case .adjudication: values(Adjudication.self)
        case .orderType: values(ProbationKind.self)
        case .riskOfHarm: values(RiskOfHarm.self)
        case .registers: values(ProbationRegister.self)
        case .releaseType: values(ReleaseType.self)
        case .mappaCategory: ["1", "2", "3", "4"]
        case .mappaLevel: ["1", "2", "3"]
        default: nil
        }
    }

    /// Columns whose text is several values with a separator between them.
    public var takesSeparator: Bool {
        switch self {
        case .aliases, .markers, .registers, .address: true
        default: false
        }
    }
}
