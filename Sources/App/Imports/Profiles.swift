import Domain
import Store

/// The profiles in force: those that ship, each replaced by the newest copy that a coordinator made of it.
struct Profiles: Sendable {
    let site: Site

    /// One version of a profile: who made it, and when. The shipped ones have neither.
    struct Version: Sendable {
        let number: Int
        let officer: String?
        let madeAt: Instant?
    }

    func all() async throws -> [ImportProfile] {
        let own = try await site.database.read { connection in
            try connection.query(
                """
                SELECT name, yaml FROM import_profile AS newest
                WHERE version = (SELECT MAX(version) FROM import_profile WHERE name = newest.name) ORDER BY name
                """
            ).map { (name: try $0.get("name", as: String.self), yaml: try $0.get("yaml", as: String.self)) }
        }
        var profiles = Dictionary(uniqueKeysWithValues: site.reference.profiles.map { ($0.id, $0) })
        for copy in own { profiles[copy.name] = try ProfileFiles.profile(copy.yaml) }
        return profiles.values.sorted { $0.id < $1.id }
    }

    func find(_ id: String) async throws -> ImportProfile {
        guard let profile = try await all().first(where: { $0.id == id }) else { throw ImportRefusal.noProfile(id) }
        return profile
    }

    /// The version that a plan was made with, so that its rows are read in the run as they were in the plan.
    func find(_ id: String, version: Int) async throws -> ImportProfile {
        let yaml: String? = try await site.database.read {
            try $0.value("SELECT yaml FROM import_profile WHERE name = \(id) AND version = \(version)")
        }
        if let yaml { return try ProfileFiles.profile(yaml) }
        if let shipped = site.reference.profiles.first(where: { $0.id == id && $0.version == version }) { return shipped }
        return try await find(id)
    }

    /// The versions made of a profile, newest first; the shipped one comes last.
    func versions(_ id: String) async throws -> [Version] {
        let own = try await site.database.read { connection in
            try connection.query(
                """
                SELECT p.version, p.made_at, o.name FROM import_profile p LEFT JOIN officer o ON o.id = p.officer_id
                WHERE p.name = \(id) ORDER BY p.version DESC
                """
            ).map { row in
                Version(
                    number: try row.get("version"), officer: try row.get("name", as: String?.self),
                    madeAt: try row.get("made_at", as: Instant.self))
            }
        }
        let shipped = site.reference.profiles.filter { $0.id == id }
        return own + shipped.map { Version(number: $0.version, officer: nil, madeAt: nil) }
    }

    /// Keeps an adapted copy as the next version; files in work keep the one that they were read with.
    /// - Parameter base: the version that was adapted; refused when a newer one has come since.
    func keep(_ actor: Actor, _ draft: ProfileDraft, over base: Int) async throws -> ImportProfile {
        let id = try ImportProfile(draft).id
        let shipped = site.reference.profiles.first { $0.id == id }?.version ?? 0
        let now = site.clock()
        return try await site.change(actor) { connection in
            let own: Int =
                try connection.value("SELECT COALESCE(MAX(version), 0) AS version FROM import_profile WHERE name = \(id)") ?? 0
            let newest = own > 0 ? own : shipped
            guard newest == base else { throw ProfileRefusal.newer(newest) }
            var next = draft
            next.version = String(max(newest, shipped) + 1)
            let profile = try ImportProfile(next)
            try connection.execute(
                """
                INSERT INTO import_profile (name, version, yaml, officer_id, made_at)
                VALUES (\(id), \(profile.version), \(try ProfileFiles.yaml(next)), \(actor.officer), \(now))
                """)
            return Change(
                profile, Event(.alteration, subjects: [], records: ["import_profile:\(id)"], fields: ["yaml"]))
        }
    }
}

/// Why a copy of a profile cannot be kept.
enum ProfileRefusal: Refusal {
    case newer(Int)

    var message: Text {
        switch self {
        case .newer(let version):
            Text(
                en:
                    "Somebody has saved version \(version) of this profile since you opened this page. Nothing was saved: open it again and compare",
                cy:
                    "Mae rhywun wedi cadw fersiwn \(version) o’r proffil hwn ers ichi agor y dudalen hon. Ni chadwyd dim: agorwch ef eto a chymharwch"
            )
        }
    }

    var field: String? { "encoding" }
}
