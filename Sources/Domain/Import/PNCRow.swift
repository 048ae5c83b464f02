/// One offence of a career on the Police National Computer.
public struct PNCRow: Sendable, Hashable {
    public let pnc: ReceivedIdentifier
    public let courtDate: Day
    public let court: String
    public let offenceCode: ReceivedIdentifier
    public let offence: String
    public let offenceDate: Day?
    public let adjudication: Adjudication
    public let disposalCode: String
    public let disposal: String
    /// Custody, also suspended; 0 where there is none.
    public let sentenceDays: Int
}

extension RowCells {
    mutating func conviction() throws(RowFinding) -> PNCRow {
        guard let pnc = identifier(.pnc, reader.checks.pnc, .pncCheckLetter) else {
            throw finding(.missingMandatory, .pnc)
        }
        guard pnc.isVerified else { throw finding(.pncCheckLetter, .pnc) }
        let courtDate = try requiredDay(.courtDate)
        guard courtDate <= reader.asOf else { throw finding(.futureDate, .courtDate) }
        return PNCRow(
            pnc: pnc, courtDate: courtDate, court: words(.court), offenceCode: try requiredOffence(),
            offence: words(.offence), offenceDate: try day(.offenceDate),
            adjudication: try requiredCode(.adjudication, reader.codes.adjudication), disposalCode: text(.disposalCode),
            disposal: words(.sentence), sentenceDays: try number(.sentenceDays, 0...100_000) ?? 0)
    }
}
