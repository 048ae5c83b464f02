public import Foundation

/// The invented Wales that ships with Carfan: the agencies' files as the demo has them, and what is true of them.
public enum ShippedWales {
    private static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The agencies' files, laid out as `gwent-police/nominals.csv`, as of 1 November 2026.
    public static let folder = checkout.appendingPathComponent("Sources/App/Resources/demo")

    public static let offenceCodes = checkout.appendingPathComponent("Sources/App/Resources/reference/offence-codes.csv")

    /// A file of an agency, or one of the answers: `truth/records.csv`.
    public static func file(_ name: String) -> URL {
        guard name.hasPrefix("truth/") else { return folder.appendingPathComponent(name) }
        return checkout.appendingPathComponent("Tests/Truth/wales-2000").appendingPathComponent(String(name.dropFirst(6)))
    }
}
