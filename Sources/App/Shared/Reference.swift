public import Domain
import Foundation

/// The tables that ship with Carfan, read once at start.
public struct Reference: Sendable {
    public let offences: OffenceTable
    /// The import profiles that ship.
    public let profiles: [ImportProfile]
    /// What may pass between which bodies.
    public let gateways: GatewayMatrix
    /// The days on which nobody is expected to work.
    public let holidays: Set<Day>

    public init(
        offences: OffenceTable, profiles: [ImportProfile], gateways: GatewayMatrix = .none, holidays: Set<Day> = []
    ) {
        self.offences = offences
        self.profiles = profiles
        self.gateways = gateways
        self.holidays = holidays
    }

    /// Reads what is shipped beside the program. Throws when a table is missing or not as it must be.
    public static func load() throws -> Reference {
        Reference(
            offences: try OffenceTable(rows: rows("offence-codes.csv")), profiles: try ProfileFiles.shipped(),
            gateways: try GatewayMatrix(rows: rows("gateways.csv")),
            holidays: Set(try rows("bank-holidays.csv").dropFirst().compactMap { $0.first.flatMap { Day(iso: $0) } }))
    }

    /// The rows of a shipped table, the header first.
    static func rows(_ name: String) throws -> [[String]] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        return (reader.read(bytes) + reader.finish()).map(\.fields)
    }
}
