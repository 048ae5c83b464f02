import Crypto
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
        guard number != 0 else { return try shipped() }
        guard let row = try connection.first("SELECT model, terms FROM linkage_model WHERE id = \(number)") else {
            throw LinkageRefused.noVersion(number)
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

/// A version as a list shows it.
struct LinkageVersionLine: Sendable {
    let number: Int64
    let state: String
    let records: Int
    /// The pairs that people decided, of those that it was learned from.
    let taught: LinkageTaught
    let madeAt: Instant
    /// Who learned it; empty at the machine.
    let madeBy: String
    let usedFrom: Instant?
    let reason: String

    var learned: LinkageLearned { LinkageLearned(records: records, taught: taught) }
}

/// A version that was taken into use: when, by whom and why.
struct LinkageUse: Sendable {
    let version: Int64
    let at: Instant
    /// Empty at the machine.
    let by: String
    let reason: String
}

/// Somebody else took another version into use since this was asked.
struct LinkageUseConflict: Error {
    let inUse: Int64
}

extension LinkageVersions {
    /// Keeps a version beside the one in use.
    /// - Returns: its number.
    static func keep(
        _ connection: any Connection, _ model: LinkageModel, _ terms: LinkageTerms, taught: LinkageTaught = LinkageTaught(),
        by officer: Int64, at now: Instant
    ) throws -> Int64 {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(model), as: UTF8.self)
        let bytes = terms.bytes
        let digest = hexadecimal(Array(SHA256.hash(data: Data(text.utf8) + Data(bytes))))
        return try connection.insertReturningID(
            """
            INSERT INTO linkage_model (state, model, terms, digest, records, taught_same, taught_different, made_at, made_by)
            VALUES ('trained', \(text), \(bytes), \(digest), \(model.records), \(taught.same), \(taught.different), \(now),
              \(officer)) RETURNING id
            """)
    }

    /// All that were learned here, the newest first.
    static func all(_ connection: any Connection) throws -> [LinkageVersionLine] {
        try connection.query(
            """
            SELECT id, state, records, taught_same, taught_different, made_at, used_from, reason,
              COALESCE((SELECT f.name FROM officer f WHERE f.id = made_by), '') AS made_by_name FROM linkage_model ORDER BY id DESC
            """
        ).map {
            LinkageVersionLine(
                number: try $0.get("id"), state: try $0.get("state"), records: try $0.get("records"),
                taught: LinkageTaught(same: try $0.get("taught_same"), different: try $0.get("taught_different")),
                madeAt: try $0.get("made_at"), madeBy: try $0.get("made_by_name"), usedFrom: try $0.get("used_from"),
                reason: try $0.get("reason"))
        }
    }

    /// Whether pairs that people decided taught one of these versions.
    static func areTaught(_ connection: any Connection, _ numbers: [Int64]) throws -> Bool {
        try connection.exists(
            "SELECT id FROM linkage_model WHERE id \(connection.among(numbers)) AND taught_same + taught_different > 0")
    }

    static func line(_ connection: any Connection, _ number: Int64) throws -> LinkageVersionLine {
        guard let line = try all(connection).first(where: { $0.number == number }) else { throw NotFound() }
        return line
    }

    /// What was in use when, the newest first.
    static func uses(_ connection: any Connection) throws -> [LinkageUse] {
        try connection.query(
            """
            SELECT u.version, u.at, u.reason, COALESCE((SELECT f.name FROM officer f WHERE f.id = u.officer_id), '') AS name
            FROM linkage_use u ORDER BY u.id DESC LIMIT 50
            """
        ).map {
            LinkageUse(
                version: try $0.get("version"), at: try $0.get("at"), by: try $0.get("name"), reason: try $0.get("reason"))
        }
    }

    /// From now on records are weighed by this version; 0 is the shipped one. What was linked by another stays as it is.
    /// - Parameter expected: the version that was in use when it was asked for; nil when nobody looked.
    static func use(
        _ connection: any Connection, _ number: Int64, insteadOf expected: Int64? = nil, reason: String, by officer: Int64,
        at now: Instant
    ) throws -> Change<Void> {
        let standing = try inUse(connection).number
        if let expected, expected != standing { throw LinkageUseConflict(inUse: standing) }
        guard standing != number else { throw LinkageRefused.alreadyInUse(number) }
        try connection.execute("UPDATE linkage_model SET state = 'former' WHERE state = 'in_use'")
        if number != 0 {
            let taken = try connection.changes(
                """
                UPDATE linkage_model SET state = 'in_use', used_from = \(now), used_by = \(officer), reason = \(reason)
                WHERE id = \(number)
                """)
            guard taken == 1 else { throw LinkageRefused.noVersion(number) }
        }
        try connection.execute(
            "INSERT INTO linkage_use (version, at, officer_id, reason) VALUES (\(number), \(now), \(officer), \(reason))")
        return Change(
            (), Event(.alteration, subjects: [], records: ["linkage_model:\(number)"], fields: ["linkage_model.state"]))
    }
}
