extension LinkageColumn {
    /// Whether a cell, without blanks at its ends, takes the place of an earlier one of its kind, as `LinkageReading.takeLater` has it:
    /// an empty one never does, nor a postcode or a number that stands for "none".
    public func takes(_ cell: String) -> Bool {
        switch self {
        case .record, .ignored: false
        case .postcode: cell.withBytes(Self.isPostcode)
        case .identifier(let rule): cell.withBytes { Self.isNumber($0, rule) }
        default: !cell.isEmpty
        }
    }

    private static func isPostcode(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        var record = LinkageRecord()
        LinkagePlaces.postcode(cell, into: &record) { _ in 0 }
        return record.outward != 0
    }

    private static func isNumber(_ cell: UnsafeBufferPointer<UInt8>, _ rule: LinkageNumber) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { rule.read(cell, into: $0).0 > 0 }
    }
}
