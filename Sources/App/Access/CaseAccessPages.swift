import Domain
import HTTPTypes

/// Who may open a case, and the acts that change it.
struct CaseAccessPages: Sendable {
    let site: Site
    private var store: CaseAccessStore { CaseAccessStore(site: site) }

    var routes: [Route] {
        [
            Route(.get, "/people/{person}/access", needs: .casework, access),
            Route(.get, "/people/{person}/restriction", needs: .roles([.coordinator]), proof: .recent, askToRestrict),
            Route(.post, "/people/{person}/restriction", needs: .roles([.coordinator]), proof: .recent, restrict),
            Route(.get, "/people/{person}/restriction/end", needs: .roles([.coordinator]), proof: .recent, askToLift),
            Route(.post, "/people/{person}/restriction/end", needs: .roles([.coordinator]), proof: .recent, lift),
            Route(.get, "/people/{person}/exclusions", needs: .roles([.coordinator]), askToExclude),
            Route(.post, "/people/{person}/exclusions", needs: .roles([.coordinator]), exclude),
            Route(.get, "/people/{person}/exclusions/{bar}/end", needs: .roles([.coordinator]), proof: .recent, askToEndBar),
            Route(.post, "/people/{person}/exclusions/{bar}/end", needs: .roles([.coordinator]), proof: .recent, endBar),
            Route(.get, "/people/{person}/relation", needs: .cases, askForRelation),
            Route(.post, "/people/{person}/relation", needs: .cases, declareRelation),
            Route(.get, "/people/{person}/marking", needs: .roles([.coordinator]), askToMark),
            Route(.post, "/people/{person}/marking", needs: .roles([.coordinator]), mark),
            Route(.get, "/people/{person}/unmasking", needs: .cases, askToUnmask),
            Route(.post, "/people/{person}/unmasking", needs: .cases, unmask),
        ]
    }

    private func access(_ visit: Visit) async throws -> Answer {
        .page(CaseAccessView.page(try await CaseStore(site: site).access(try visit.number("person"), visit), site.today))
    }

    private func askToRestrict(_ visit: Visit) async throws -> Answer {
        .page(try await restriction(visit, nil))
    }

    private func restrict(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("person")
        return try await answer(visit, to: CaseHead.Part.access.path(id)) { reader in
            let shown: CaseRestriction.Shown? = reader.choice(
                "shown", missing: Text(en: "Choose what others see", cy: "Dewiswch beth a wêl eraill"))
            let reason = AccessForms.reason(&reader)
            try reader.finish()
            guard let shown else { throw Invalid(reader.problems) }
            try await store.restrict(id, to: visit.form.all("officer"), shown: shown, reason: reason, visit)
        } again: {
            try await restriction(visit, visit.form, $0)
        }
    }

    /// - Parameter form: what was sent; nil: as the restriction stands.
    private func restriction(_ visit: Visit, _ form: Form?, _ problems: [Problem] = []) async throws -> Page {
        let (file, officers, standing) = try await store.candidates(try visit.number("person"), visit)
        let named = officers.filter { standing?.names($0) ?? false }.map(\.username)
        return AccessForms.restriction(
            file, officers, visit, ticked: form?.all("officer") ?? named,
            shown: form.map { $0["shown"] } ?? standing?.shown.rawValue ?? "", site.today, problems)
    }

    private func askToLift(_ visit: Visit) async throws -> Answer {
        .page(try await plain(.lifting, visit))
    }

    private func lift(_ visit: Visit) async throws -> Answer {
        try await act(.lifting, visit) { id, reason in try await store.liftRestriction(id, reason: reason, visit) }
    }

    private func askToExclude(_ visit: Visit) async throws -> Answer {
        .page(try await exclusion(visit))
    }

    private func exclude(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("person")
        return try await answer(visit, to: CaseHead.Part.access.path(id)) { reader in
            let username = reader.text(
                "username", missing: Text(en: "Enter the officer’s user name", cy: "Rhowch enw defnyddiwr y swyddog"), limit: 40
            )
            let reason = AccessForms.reason(&reader)
            try reader.finish()
            try await store.exclude(Username.folded(username), from: id, reason: reason, visit)
        } again: {
            try await exclusion(visit, $0)
        }
    }

    private func exclusion(_ visit: Visit, _ problems: [Problem] = []) async throws -> Page {
        let file = try await store.candidates(try visit.number("person"), visit).file
        return AccessForms.exclusion(file, visit, site.today, problems)
    }

    private func askToEndBar(_ visit: Visit) async throws -> Answer {
        .page(try await plain(.endingBar(try visit.number("bar")), visit))
    }

    private func endBar(_ visit: Visit) async throws -> Answer {
        let bar = try visit.number("bar")
        return try await act(.endingBar(bar), visit) { id, reason in
            try await store.endBar(bar, of: id, reason: reason, visit)
        }
    }

    private func askForRelation(_ visit: Visit) async throws -> Answer {
        .page(try await plain(.relation, visit))
    }

    private func declareRelation(_ visit: Visit) async throws -> Answer {
        try await act(.relation, visit) { id, reason in try await store.declareRelation(id, reason: reason, visit) }
    }

    private func askToMark(_ visit: Visit) async throws -> Answer {
        .page(try await marking(visit, visit.query))
    }

    private func mark(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("person")
        return try await answer(visit, to: CaseHead.Part.access.path(id)) { reader in
            let marking: Marking? = reader.choice("marking", missing: Text(en: "Choose a marking", cy: "Dewiswch farc"))
            let descriptor = MarkingDescriptor(rawValue: visit.form["descriptor"])
            let reason = AccessForms.reason(&reader)
            try reader.finish()
            guard let marking else { throw Invalid(reader.problems) }
            try await store.mark(id, AccessActs.marking(marking, descriptor), reason: reason, visit)
        } again: {
            try await self.marking(visit, visit.form, $0)
        }
    }

    private func marking(_ visit: Visit, _ form: Form, _ problems: [Problem] = []) async throws -> Page {
        let file = try await store.candidates(try visit.number("person"), visit).file
        return AccessForms.marking(file, visit, form, site.today, problems)
    }

    private func askToUnmask(_ visit: Visit) async throws -> Answer {
        .page(try await plain(.unmasking(try part(visit.query)), visit))
    }

    private func unmask(_ visit: Visit) async throws -> Answer {
        let part = try part(visit.form)
        return try await act(.unmasking(part), visit) { id, reason in
            try await store.unmask(id, part, reason: reason, visit)
        }
    }

    private func part(_ form: Form) throws -> CasePart {
        guard let part = CasePart(rawValue: form["part"]) else { throw NotFound() }
        return part
    }

    /// An act that asks for nothing but a reason.
    private func act(
        _ act: PlainAccessAct, _ visit: Visit, _ body: (Int64, String) async throws -> Void
    ) async throws -> Answer {
        let id = try visit.number("person")
        return try await answer(visit, to: act.after(id)) { reader in
            let reason = AccessForms.reason(&reader)
            try reader.finish()
            try await body(id, reason)
        } again: {
            try await plain(act, visit, $0)
        }
    }

    private func plain(_ act: PlainAccessAct, _ visit: Visit, _ problems: [Problem] = []) async throws -> Page {
        let id = try visit.number("person")
        if case .lifting = act, try await store.isOrphaned(id, visit) { return AccessForms.orphaned(id, visit, problems) }
        let file =
            act.isOwners
            ? try await store.candidates(id, visit).file
            : try await CaseStore(site: site).read(id, visit, ["name", "date_of_birth", "identifiers"]) {
                try CaseStore.whole($0, $1, id)
            }
        return AccessForms.plain(act, file, visit, site.today, problems)
    }

    private func answer(
        _ visit: Visit, to path: Path, _ act: (inout FormReader) async throws -> Void,
        again: ([Problem]) async throws -> Page
    ) async throws -> Answer {
        do {
            var reader = FormReader(visit.form)
            try await act(&reader)
            return .redirect(path)
        } catch let invalid as Invalid {
            return .again(try await again(invalid.problems), invalid.problems)
        } catch let refusal as AccessRefusal {
            let problems = [Problem(refusal.field ?? "reason", refusal.message)]
            return .again(try await again(problems), problems)
        }
    }
}

/// Acts on a case that ask for a reason and nothing else.
enum PlainAccessAct: Sendable {
    case lifting
    case endingBar(Int64)
    case relation
    case unmasking(CasePart)

    /// Only a coordinator of the case does it.
    var isOwners: Bool {
        switch self {
        case .lifting, .endingBar: true
        case .relation, .unmasking: false
        }
    }

    /// Where the officer goes on.
    func after(_ person: Int64) -> Path {
        switch self {
        case .lifting, .endingBar: CaseHead.Part.access.path(person)
        case .relation: "/people"
        case .unmasking(.source): CaseHead.Part.records.path(person)
        case .unmasking(.intelligence): CaseHead.Part.intelligence.path(person)
        case .unmasking(.victim): CaseHead.Part.victims.path(person)
        case .unmasking(.contacts), .unmasking(.plan), .unmasking(.health): CaseHead.Part.notes.path(person)
        case .unmasking: CaseHead.Part.overview.path(person)
        }
    }
}
