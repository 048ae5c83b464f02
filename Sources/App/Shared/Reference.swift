public import Domain
import Foundation

/// The tables that ship with Carfan, read once at start.
public struct Reference: Sendable {
    public let offences: OffenceTable
    /// The import profiles that ship.
    public let profiles: [ImportProfile]
    /// From what on a reading stands out, and the days on which nobody is expected to work.
    public let unusual: UnusualLimits
    public let holidays: Set<Day>
    /// What may pass between which bodies.
    public let gateways: GatewayMatrix

    public init(
        offences: OffenceTable, profiles: [ImportProfile], unusual: UnusualLimits, holidays: Set<Day>, gateways: GatewayMatrix
    ) {
        self.offences = offences
        self.profiles = profiles
        self.unusual = unusual
        self.gateways = gateways
        self.holidays = holidays
    }

    /// Reads what is shipped beside the program. Throws when a table is missing or not as it must be.
    public static func load() throws -> Reference {
        Reference(
            offences: try OffenceTable(rows: rows("offence-codes.csv")), profiles: try ProfileFiles.shipped(),
            unusual: try UnusualLimits(rows: rows("unusual-access.csv")),
            holidays: Set(try rows("bank-holidays.csv").dropFirst().compactMap { $0.first.flatMap { Day(iso: $0) } }),
            gateways: try GatewayMatrix(rows: rows("gateways.csv")))
    }

    /// The rows of a shipped table, the header first.
    static func rows(_ name: String) throws -> [[String]] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        return (reader.read(bytes) + reader.finish()).map(\.fields)
    }
}
