public import Domain

/// The tables that ship with Carfan, read once at start.
public struct Reference: Sendable {
    public let offences: OffenceTable

    public init(offences: OffenceTable) {
        self.offences = offences
    }
}
