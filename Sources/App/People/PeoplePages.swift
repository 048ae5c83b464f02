import Domain
import HTTPTypes
import Hummingbird

/// The list of people and each person's case.
struct PeoplePages: Sendable {
    let site: Site
    let people: PeopleStore
    let cases: CaseStore
    let tables: CaseTables

    init(site: Site) {
        self.site = site
        people = PeopleStore(site: site)
        cases = CaseStore(site: site)
        tables = CaseTables(site)
    }

    var routes: [Route] {
        [
            Route(.get, "/people", needs: .cases, list),
            Route(.get, "/people/export", needs: .casework, proof: .recent, askForExport),
            Route(.post, "/people/export", needs: .casework, proof: .recent, export),
            Route(.get, "/people/{person}", needs: .cases, overview),
            Route(.get, "/people/{person}/offences", needs: .cases, offences),
            Route(.get, "/people/{person}/records", needs: .cases, records),
            Route(.get, "/people/{person}/timeline", needs: .cases, timeline),
            Route(.get, "/people/{person}/records/{record}/unlinking", needs: .roles([.coordinator]), askToUnlink),
            Route(.post, "/people/{person}/records/{record}/unlinking", needs: .roles([.coordinator]), unlink),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(PeopleListView.page(try await people.list(PeopleQuestion(visit, site.today), visit)))
    }

    private func askForExport(_ visit: Visit) async throws -> Answer {
        .page(PeopleExport.question(visit.query).page(visit, visit.query))
    }

    private func export(_ visit: Visit) async throws -> Answer {
        try await PeopleExport.question(visit.form).answer(visit, site) { try await PeopleExport.list(visit, site) }
    }

    private func overview(_ visit: Visit) async throws -> Answer {
        let file = try await cases.overview(try visit.number("person"), visit)
        return .page(CaseOverview.page(file, tables, site.today, visit))
    }

    private func offences(_ visit: Visit) async throws -> Answer {
        .page(CaseOffencesView.page(try await cases.offences(try visit.number("person"), visit), tables, site.today))
    }

    private func records(_ visit: Visit) async throws -> Answer {
        .page(
            CaseRecordsView.page(
                try await cases.records(try visit.number("person"), visit), tables, site.today,
                mayUnlink: try visit.officer().role == .coordinator,
                isUnlinked: visit.query["done"] == "unlinked"))
    }

    private func timeline(_ visit: Visit) async throws -> Answer {
        let page = min(max(Int(visit.query["page"]) ?? 1, 1), 1000)
        let history = try await cases.history(try visit.number("person"), visit)
        return .page(CaseTimelineView.page(history, tables, site.today, page))
    }

    private func askToUnlink(_ visit: Visit) async throws -> Answer {
        let unlinking = try await cases.unlinking(try visit.number("person"), try visit.number("record"), visit)
        return .page(UnlinkingView.page(unlinking, visit, site.today))
    }

    private func unlink(_ visit: Visit) async throws -> Answer {
        let (id, record) = (try visit.number("person"), try visit.number("record"))
        var reader = FormReader(visit.form)
        let reason = reader.text(
            "reason",
            missing: Text(en: "Say why this record is of another person", cy: "Dywedwch pam mae’r cofnod hwn am berson arall"))
        do {
            try reader.finish()
            let extent = UnlinkExtent(rawValue: visit.form["extent"])
            let person = try await Linking(site: site).unlink(record, extent, from: id, reason: reason, visit)
            return .redirect(("/people/\(person)/records" as Path).query([("done", "unlinked")]))
        } catch let invalid as Invalid {
            let unlinking = try await cases.unlinking(id, record, visit)
            return .again(UnlinkingView.page(unlinking, visit, site.today, invalid.problems), invalid.problems)
        }
    }
}
