public import Domain
import Foundation

/// The tables that ship with Carfan, read once at start.
public struct Reference: Sendable {
    public let offences: OffenceTable
    /// The import profiles that ship.
    public let profiles: [ImportProfile]

    public init(offences: OffenceTable, profiles: [ImportProfile]) {
        self.offences = offences
        self.profiles = profiles
    }

    /// Reads what is shipped beside the program. Throws when a table is missing or not as it must be.
    public static func load() throws -> Reference {
        Reference(offences: try OffenceTable(rows: rows("offence-codes.csv")), profiles: try ProfileFiles.shipped())
    }

    /// The rows of a shipped table, the header first.
    static func rows(_ name: String) throws -> [[String]] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources/reference")
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        return (reader.read(bytes) + reader.finish()).map(\.fields)
    }
}
