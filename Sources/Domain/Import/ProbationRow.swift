/// One order or licence that probation supervises.
public struct ProbationRow: Sendable, Hashable {
    /// OGRS3 percentages as the officer recorded them: both, or one of them.
    public struct RecordedOGRS3: Sendable, Hashable {
        public let oneYear: Int?
        public let twoYears: Int?
        public let date: Day?
    }

    public let crn: ReceivedIdentifier
    public let prisonNumber: ReceivedIdentifier?
    public let pnc: ReceivedIdentifier?
    public let name: PersonName
    public let dateOfBirth: Day?
    public let sex: RecordedSex?
    public let ethnicity: EthnicGroup?
    /// As received: English, Welsh, Polish.
    public let language: String
    public let event: Int?
    public let kind: ProbationKind
    public let start: Day
    public let end: Day?
    public let convictionDate: Day
    public let mainOffence: ReceivedIdentifier?
    public let team: String
    public let pdu: String
    public let officer: String
    public let riskOfHarm: RiskOfHarm?
    public let ogrs3: RecordedOGRS3?
    public let registers: [ProbationRegister]
    /// 1 to 4; nil when not MAPPA.
    public let mappaCategory: Int?
    /// 1 to 3.
    public let mappaLevel: Int?

    public var reference: String { crn.text }
}

extension RowCells {
    mutating func probation() throws(RowFinding) -> ProbationRow {
        let born = try dateOfBirth()
        let convicted = try requiredDay(.convictionDate)
        if let born, born >= convicted { throw finding(.dobNotBeforeConviction, .dateOfBirth) }
        let start = try requiredDay(.startDate)
        let end = try day(.endDate)
        if let end, end < start { throw finding(.datesOutOfOrder, .endDate) }
        guard let crn = identifier(.reference, reader.checks.crn, .crnForm) else {
            throw finding(.missingMandatory, .reference)
        }
        return ProbationRow(
            crn: crn, prisonNumber: identifier(.prisonNumber, reader.checks.prisonNumber, .prisonNumberForm),
            pnc: identifier(.pnc, reader.checks.pnc, .pncCheckLetter), name: name(), dateOfBirth: born, sex: sex(),
            ethnicity: code(.ethnicity, reader.codes.ethnicity), language: words(.language),
            event: try number(.event, 0...100_000), kind: try requiredCode(.orderType, reader.codes.orderType),
            start: start, end: end, convictionDate: convicted, mainOffence: offence(), team: words(.team),
            pdu: text(.pdu), officer: words(.officer), riskOfHarm: code(.riskOfHarm, reader.codes.riskOfHarm),
            ogrs3: try recordedScore(), registers: codes(.registers, reader.codes.registers),
            mappaCategory: code(.mappaCategory, reader.codes.mappaCategory),
            mappaLevel: code(.mappaLevel, reader.codes.mappaLevel))
    }

    private func recordedScore() throws(RowFinding) -> ProbationRow.RecordedOGRS3? {
        let one = try number(.ogrs3OneYear, 0...100)
        let two = try number(.ogrs3TwoYears, 0...100)
        let date = try day(.ogrs3Date)
        guard one != nil || two != nil else { return nil }
        return ProbationRow.RecordedOGRS3(oneYear: one, twoYears: two, date: date)
    }
}
