/// One arrest.
public struct CustodyRow: Sendable, Hashable {
    public let reference: String
    public let nominalReference: String
    public let arrested: Instant
    public let station: String
    public let offenceCode: ReceivedIdentifier
    public let offence: String
    /// nil while still in custody.
    public let disposal: CustodyDisposal?
    public let disposalDate: Day?
}

extension RowCells {
    mutating func custody() throws(RowFinding) -> CustodyRow {
        CustodyRow(
            reference: text(.reference), nominalReference: text(.nominalReference), arrested: try arrested(),
            station: words(.station), offenceCode: try requiredOffence(), offence: words(.offence),
            disposal: code(.disposal, reader.codes.disposal), disposalDate: try day(.disposalDate))
    }

    /// A London wall-clock time; the hour that March leaves out is refused.
    private func arrested() throws(RowFinding) -> Instant {
        let reading = try requiredReading(.arrested)
        guard reading.day <= reader.asOf else { throw finding(.futureDate, .arrested) }
        guard
            let instant = London.instant(
                reading.day, hour: reading.hour, minute: reading.minute, second: reading.second)
        else { throw finding(.nonexistentLocalTime, .arrested) }
        return instant
    }
}
