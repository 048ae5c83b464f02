/// One custodial sentence with its release, which may be planned.
public struct ReleaseRow: Sendable, Hashable {
    public let prisonNumber: ReceivedIdentifier
    public let name: PersonName
    public let dateOfBirth: Day?
    public let pnc: ReceivedIdentifier?
    /// Code of the prison.
    public let prison: String
    public let reception: Day
    public let sentenceDays: Int?
    public let conditionalRelease: Day?
    public let release: Day
    public let releaseType: ReleaseType?
    /// Where they go: postcode only, or no fixed abode.
    public let address: ReceivedAddress

    public var reference: String { prisonNumber.text }
}

extension RowCells {
    mutating func release() throws(RowFinding) -> ReleaseRow {
        let reception = try requiredDay(.receptionDate)
        let release = try requiredDay(.releaseDate)
        guard release >= reception else { throw finding(.datesOutOfOrder, .releaseDate) }
        guard let number = identifier(.prisonNumber, reader.checks.prisonNumber, .prisonNumberForm) else {
            throw finding(.missingMandatory, .prisonNumber)
        }
        return ReleaseRow(
            prisonNumber: number, name: name(), dateOfBirth: try dateOfBirth(),
            pnc: identifier(.pnc, reader.checks.pnc, .pncCheckLetter), prison: text(.prison), reception: reception,
            sentenceDays: try self.number(.sentenceDays, 0...100_000),
            conditionalRelease: try day(.conditionalReleaseDate), release: release,
            releaseType: code(.releaseType, reader.codes.releaseType), address: address())
    }
}
