import Domain
import Store

/// The versions of the rules' limits and lists. Version 1 is the shipped one; a change makes a new version, never edits an old one.
enum CohortSettingsStore {
    /// All versions, the first first.
    static func all(_ connection: any Connection) throws -> [CohortSettings] {
        let stored = try connection.query("SELECT body FROM cohort_settings ORDER BY version").map { row in
            let body: String = try row.get("body")
            guard let settings = CohortSettingsText.read(body) else {
                throw StoreError.column("cohort_settings holds what cannot be read")
            }
            return settings
        }
        return stored.isEmpty ? [CohortSettings.shipped] : stored
    }

    /// Stores the shipped version as the first, so that what was made with it can be explained for ever.
    static func keepShipped(_ connection: any Connection, now: Instant) throws {
        guard try !connection.exists("SELECT version FROM cohort_settings WHERE version = 1") else { return }
        try insert(connection, .shipped, now)
    }

    private static func insert(_ connection: any Connection, _ settings: CohortSettings, _ now: Instant) throws {
        try connection.execute(
            """
            INSERT INTO cohort_settings (version, in_force_from, body, author, reason, source, made_at)
            VALUES (\(settings.number), \(settings.edition.from), \(CohortSettingsText.written(settings)),
              \(settings.edition.author), \(settings.edition.reason.en), \(settings.edition.source.en), \(now))
            """)
    }

    /// The version with this number; nil when there is none.
    static func version(_ connection: any Connection, _ number: Int64) throws -> CohortSettings? {
        if String(number) == CohortSettings.shipped.edition.version { return .shipped }
        return try all(connection).first { $0.edition.version == String(number) }
    }

    /// The version in force on a day; before the first, the first.
    static func inForce(_ connection: any Connection, on day: Day) throws -> CohortSettings {
        CohortSettings.inForce(on: day, of: try all(connection)) ?? .shipped
    }

    /// Adds a version. `expected` is the number of the newest that its author had before them.
    static func add(
        _ connection: any Connection, _ settings: CohortSettings, after expected: Int, now: Instant
    ) throws -> Change<Int> {
        try keepShipped(connection, now: now)
        let newest = try all(connection).count
        guard newest == expected else { throw SettingsConflict(newest: newest) }
        let number = newest + 1
        var settings = settings
        settings.edition = settings.edition.renamed(String(number))
        try insert(connection, settings, now)
        return Change(
            number, Event(.alteration, subjects: [], records: ["cohort_settings:\(number)"], fields: ["cohort_settings"]))
    }
}

/// Somebody else made a version since this form was opened.
struct SettingsConflict: Error {
    let newest: Int
}
