import Domain
import Store

/// The profiles in force: those that ship, each replaced by the newest copy that a coordinator made of it.
struct Profiles: Sendable {
    let site: Site

    func all() async throws -> [ImportProfile] {
        let own = try await site.database.read { connection in
            try connection.query(
                """
                SELECT name, yaml FROM import_profile AS newest
                WHERE version = (SELECT MAX(version) FROM import_profile WHERE name = newest.name) ORDER BY name
                """
            ).map { (name: try $0.get("name", as: String.self), yaml: try $0.get("yaml", as: String.self)) }
        }
        var profiles = Dictionary(uniqueKeysWithValues: try ProfileFiles.shipped().map { ($0.id, $0) })
        for copy in own { profiles[copy.name] = try ProfileFiles.profile(copy.yaml) }
        return profiles.values.sorted { $0.id < $1.id }
    }

    func find(_ id: String) async throws -> ImportProfile {
        guard let profile = try await all().first(where: { $0.id == id }) else { throw ImportRefusal.noProfile(id) }
        return profile
    }

    /// Keeps an adapted copy as the next version; files in work keep the one they began with in their plan's columns.
    func keep(_ actor: Actor, _ draft: ProfileDraft) async throws -> ImportProfile {
        let profile = try ImportProfile(draft)
        let yaml = try ProfileFiles.yaml(draft)
        let now = site.clock()
        return try await site.change(actor) { connection in
            let last: Int =
                try connection.value(
                    "SELECT COALESCE(MAX(version), 1) AS version FROM import_profile WHERE name = \(profile.id)") ?? 1
            try connection.execute(
                """
                INSERT INTO import_profile (name, version, yaml, officer_id, made_at)
                VALUES (\(profile.id), \(last + 1), \(yaml), \(actor.officer), \(now))
                """)
            return Change(
                profile, Event(.alteration, subjects: [], records: ["import_profile:\(profile.id)"], fields: ["yaml"]))
        }
    }
}
