import Domain
import HTTPTypes
import Store

/// The limits and lists of the rules: read by coordinators and administrators, changed by administrators.
struct SettingsPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/settings", needs: .roles([.coordinator, .administrator]), show),
            Route(.get, "/settings/new", needs: .roles([.administrator]), ask),
            Route(.post, "/settings", needs: .roles([.administrator]), save),
        ]
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let versions = try await site.database.read { try CohortSettingsStore.all($0) }
        return .page(
            SettingsViews.page(
                versions, inForce: CohortSettings.inForce(on: site.today, of: versions) ?? .shipped, site.reference.offences,
                visit))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let versions = try await site.database.read { try CohortSettingsStore.all($0) }
        return .page(SettingsFormView.page(versions.last ?? .shipped, newest: versions.count, visit))
    }

    private func save(_ visit: Visit) async throws -> Answer {
        let versions = try await site.database.read { try CohortSettingsStore.all($0) }
        let standing = versions.last ?? .shipped
        do {
            let settings = try SettingsForm.read(visit.form, standing: standing, author: try visit.officer().name)
            let (expected, now) = (Int(visit.form["newest"]) ?? 0, site.clock())
            _ = try await site.change(try visit.actor()) {
                try CohortSettingsStore.add($0, settings, after: expected, now: now)
            }
            return .redirect("/settings")
        } catch let invalid as Invalid {
            return .again(SettingsFormView.page(standing, newest: versions.count, visit, invalid.problems), invalid.problems)
        } catch is SettingsConflict {
            throw Conflict(
                title: Text(en: "The rules were changed in the meantime", cy: "Newidiwyd y rheolau yn y cyfamser"),
                theirs: SettingsViews.conflict(versions.last ?? .shipped),
                yours: [(Text(en: "Your reason", cy: "Eich rheswm"), Text(same: visit.form["reason"]))], back: "/settings")
        }
    }
}
