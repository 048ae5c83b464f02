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
        return .page(form(versions, visit))
    }

    private func form(
        _ versions: [CohortSettings], _ visit: Visit, _ problems: [Problem] = [], seen: SettingsDifference? = nil
    ) -> Page {
        SettingsFormView.page(
            versions.last ?? .shipped, newest: versions.count, site.reference.offences, visit, problems, seen: seen)
    }

    /// Plan, see, run: what the wish would change is shown first, and again whenever the wish has been altered since.
    private func save(_ visit: Visit) async throws -> Answer {
        let versions = try await site.database.read { try CohortSettingsStore.all($0) }
        let standing = versions.last ?? .shipped
        do {
            let settings = try SettingsForm.read(
                visit.form, standing: standing, author: try visit.officer().name, site.reference.offences)
            let difference = SettingsDifference(from: standing, to: settings, site.reference.offences)
            guard visit.form["seen"] == difference.mark else { return .page(form(versions, visit, seen: difference)) }
            let (expected, now) = (Int(visit.form["newest"]) ?? 0, site.clock())
            _ = try await site.change(try visit.actor()) {
                try CohortSettingsStore.add($0, settings, after: expected, now: now)
            }
            return .redirect("/settings")
        } catch let invalid as Invalid {
            return .again(form(versions, visit, invalid.problems), invalid.problems)
        } catch is SettingsConflict {
            throw Conflict(
                title: Text(en: "The rules were changed in the meantime", cy: "Newidiwyd y rheolau yn y cyfamser"),
                theirs: SettingsViews.conflict(versions.last ?? .shipped),
                yours: [(Text(en: "Your reason", cy: "Eich rheswm"), Text(same: visit.form["reason"]))], back: "/settings")
        }
    }
}
