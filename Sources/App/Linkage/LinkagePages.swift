import Domain
import HTTPTypes
import Store

/// The model that links records: its versions, how good they are on the reviewed pairs, learning anew, and taking into use as plan, see,
/// run. Read by coordinators and administrators, changed by administrators.
struct LinkagePages: Sendable {
    let site: Site
    private var tasks: LinkageTasks { LinkageTasks(site: site) }

    private static let administrators = Need.roles([.administrator])

    var routes: [Route] {
        [
            Route(.get, "/linkage", needs: .roles([.coordinator, .administrator]), show),
            Route(.post, "/linkage/learning", needs: LinkagePages.administrators, proof: .recent, learn),
            Route(.post, "/linkage/measurement", needs: LinkagePages.administrators, proof: .recent, measure),
            Route(.post, "/linkage/check", needs: LinkagePages.administrators, proof: .recent, check),
            Route(.post, "/linkage/run", needs: LinkagePages.administrators, proof: .recent, run),
            Route(.get, "/linkage/use", needs: LinkagePages.administrators, proof: .recent, ask),
            Route(.post, "/linkage/use", needs: LinkagePages.administrators, proof: .recent, use),
        ]
    }

    private func sight(_ chosen: Int64?) async throws -> LinkageSight {
        let now = site.clock()
        return try await site.database.read { try LinkageSight($0, chosen: chosen, at: now) }
    }

    private func show(_ visit: Visit) async throws -> Answer {
        .page(LinkageViews.page(try await sight(Int64(visit.query["number"])), visit))
    }

    private func learn(_ visit: Visit) async throws -> Answer {
        try await begin(visit) { try await tasks.learn($0) }
    }

    private func measure(_ visit: Visit) async throws -> Answer {
        let number = try await version(visit.form)
        return try await begin(visit) { try await tasks.measure(number, $0) }
    }

    private func check(_ visit: Visit) async throws -> Answer {
        let number = try await version(visit.form)
        return try await begin(visit) { try await tasks.plan(number, $0) }
    }

    private func run(_ visit: Visit) async throws -> Answer {
        let seen = Int64(visit.form["seen"]) ?? 0
        return try await begin(visit) { try await tasks.run(seen: seen, $0) }
    }

    /// Begins work; what stands against it is said on the page.
    private func begin(_ visit: Visit, _ work: (Actor) async throws -> Void) async throws -> Answer {
        let chosen = Int64(visit.form["number"])
        do {
            try await work(try visit.actor())
            return .redirect(LinkageViews.path(chosen))
        } catch let refused as LinkageRefused {
            return .page(
                LinkageViews.page(try await sight(chosen), visit, refused.message), status: .unprocessableContent)
        }
    }

    /// A version that there is; 0 is the shipped one.
    private func version(_ form: Form) async throws -> Int64 {
        guard let number = Int64(form["number"]) else { throw NotFound() }
        guard number != 0 else { return 0 }
        let lines = try await site.database.read { try LinkageVersions.all($0) }
        guard lines.contains(where: { $0.number == number }) else { throw NotFound() }
        return number
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let sight = try await sight(try await version(visit.query))
        guard !sight.isChosenInUse, sight.plan != nil else { return .redirect(LinkageViews.path(sight.chosen)) }
        return .page(LinkageUseView.page(sight, visit))
    }

    /// Plan, see, run: taken into use only after what it would change was seen.
    private func use(_ visit: Visit) async throws -> Answer {
        let sight = try await sight(try await version(visit.form))
        do {
            var reader = FormReader(visit.form)
            let reason = reader.text(
                "reason", missing: Text(en: "Say why it is taken into use", cy: "Dywedwch pam y’i rhoddir ar waith"))
            try reader.finish()
            try await take(sight.chosen, reason, visit)
            return .redirect(LinkageViews.path(sight.chosen))
        } catch let invalid as Invalid {
            return .again(LinkageUseView.page(sight, visit, invalid.problems), invalid.problems)
        } catch let refused as LinkageRefused {
            return .page(
                LinkageUseView.page(sight, visit, [Problem("reason", refused.message)]), status: .unprocessableContent)
        } catch let conflict as LinkageUseConflict {
            throw try await self.conflict(conflict.inUse, visit)
        } catch StoreError.constraint {
            // Two at one moment: the index holds one.
            throw try await self.conflict(nil, visit)
        }
    }

    private func take(_ number: Int64, _ reason: String, _ visit: Visit) async throws {
        let (now, actor) = (site.clock(), try visit.actor())
        let (seen, base) = (Int64(visit.form["seen"]), Int64(visit.form["base"]) ?? -1)
        try await site.change(actor) { connection in
            // The order of the questions: somebody else’s act first, so that one hears of it.
            let change = try LinkageVersions.use(
                connection, number, insteadOf: base, reason: reason, by: actor.officer, at: now)
            try LinkageTaskStore.refuseBusy(connection, at: now)
            guard let plan = try LinkageTaskStore.plan(connection, version: number, at: now), plan.id == seen else {
                throw LinkageRefused.unseen
            }
            return change
        }
    }

    private func conflict(_ inUse: Int64?, _ visit: Visit) async throws -> Conflict {
        let last = try await sight(nil).uses.first
        let standing = inUse ?? last?.version ?? 0
        let version = Text(en: "Version in use", cy: "Fersiwn ar waith")
        return Conflict(
            title: Text(en: "The model was changed in the meantime", cy: "Newidiwyd y model yn y cyfamser"),
            theirs: [
                (version, LinkageViews.name(standing)), (Text(en: "By", cy: "Gan"), LinkageViews.officer(last?.by ?? "")),
                (Text(en: "Reason", cy: "Rheswm"), Text(same: last?.reason ?? "")),
            ],
            yours: [
                (version, LinkageViews.name(Int64(visit.form["number"]) ?? 0)),
                (Text(en: "Reason", cy: "Rheswm"), Text(same: visit.form["reason"])),
            ], back: "/linkage")
    }
}
