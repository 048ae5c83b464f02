/// One nominal of a police force.
public struct NominalRow: Sendable, Hashable {
    public let reference: String
    public let name: PersonName
    public let aliases: [ReceivedAlias]
    public let dateOfBirth: Day?
    /// nil when not known.
    public let sex: RecordedSex?
    public let ethnicity: EthnicGroup?
    public let pnc: ReceivedIdentifier?
    public let cro: ReceivedIdentifier?
    public let address: ReceivedAddress
    public let markers: [WarningMarker]
    public let lastUpdated: Instant
}

extension RowCells {
    mutating func nominal() throws(RowFinding) -> NominalRow {
        NominalRow(
            reference: text(.reference), name: name(), aliases: aliases(), dateOfBirth: try dateOfBirth(),
            sex: sex(), ethnicity: code(.ethnicity, reader.codes.ethnicity),
            pnc: identifier(.pnc, reader.checks.pnc, .pncCheckLetter),
            cro: identifier(.cro, reader.checks.cro, .croCheckLetter), address: address(),
            markers: codes(.markers, reader.codes.markers), lastUpdated: try lastUpdated())
    }
}
