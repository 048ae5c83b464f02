import Domain
import Foundation
import Store
import Synchronization

/// The versions of the model: the shipped one, and those that were learned from the agencies' own records.
enum LinkageVersions {
    /// Read once: the same version always weighs the same.
    private static let read = Mutex<[String: LinkageVersion]>([:])

    /// The version by which records are weighed now.
    static func inUse(_ connection: any Connection) throws -> LinkageVersion {
        guard let row = try connection.first("SELECT id, digest FROM linkage_model WHERE state = 'in_use'") else {
            return try shipped()
        }
        let (number, digest): (Int64, String) = (try row.get("id"), try row.get("digest"))
        return try version("\(number) \(digest)") { try load(connection, number) }
    }

    static func load(_ connection: any Connection, _ number: Int64) throws -> LinkageVersion {
        guard number > 0 else { return try shipped() }
        guard let row = try connection.first("SELECT model, terms FROM linkage_model WHERE id = \(number)") else {
            throw NotFound()
        }
        let text: String = try row.get("model")
        let model = try JSONDecoder().decode(LinkageModel.self, from: Data(text.utf8))
        guard model.isWhole, let terms = LinkageTerms(bytes: try row.get("terms")) else {
            throw StoreError.constraint("version \(number) of the linkage model is not whole")
        }
        return LinkageVersion(number, model, terms)
    }

    /// Learned from invented people: see Resources/linkage/README.md.
    static func shipped() throws -> LinkageVersion {
        try version("shipped") {
            let path = Bundle.module.bundleURL.appending(path: "Resources/linkage/model.json").path
            guard let version = try LinkageModelFile.read(path).version(0) else { throw LinkageProblem.model(path) }
            return version
        }
    }

    private static func version(_ name: String, _ load: () throws -> LinkageVersion) throws -> LinkageVersion {
        if let known = read.withLock({ $0[name] }) { return known }
        let version = try load()
        read.withLock { $0[name] = version }
        return version
    }
}
