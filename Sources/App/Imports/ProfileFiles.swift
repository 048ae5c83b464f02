public import Domain
public import Foundation
import Yams

/// Import profiles as YAML: the ones that ship with Carfan, and the copies that coordinators make.
public enum ProfileFiles {
    /// One file for each file of each agency: `profiles/gwent-police/nominals.yaml`.
    public static var shippedFolder: URL {
        Bundle.module.bundleURL.appendingPathComponent("Resources/profiles", isDirectory: true)
    }

    public static func shipped() throws -> [ImportProfile] {
        try profiles(in: shippedFolder)
    }

    /// All profiles of a folder laid out agency by agency, in the order of their names.
    public static func profiles(in folder: URL) throws -> [ImportProfile] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: folder.path).sorted().flatMap { agency in
            let place = folder.appendingPathComponent(agency, isDirectory: true)
            let names = (try? files.contentsOfDirectory(atPath: place.path)) ?? []
            return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
                try profile(String(decoding: Data(contentsOf: place.appendingPathComponent(name)), as: UTF8.self))
            }
        }
    }

    /// Refuses with all that is wrong at once.
    public static func profile(_ yaml: String) throws(Invalid) -> ImportProfile {
        try ImportProfile(draft(yaml))
    }

    /// What the YAML says, before it is known to be a profile; refuses only what has not the shape of one.
    public static func draft(_ yaml: String) throws(Invalid) -> ProfileDraft {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            throw Invalid([Problem("", ProfileYAML.unreadable)])
        }
        guard let mapping = node?.mapping else { throw Invalid([Problem("", ProfileYAML.unreadable)]) }
        var reading = ProfileYAML(mapping)
        let draft = reading.draft()
        guard reading.problems.isEmpty else { throw Invalid(reading.problems) }
        return draft
    }
}
