/// The one access policy: what an officer sees of a case, of its parts, and of one thing in a part. Denies by default.
///
/// `ReachToken` and the columns beside it are the same policy in a form that SQL can look up; one generated matrix holds both together.
public enum AccessPolicy {
    public static func sight(_ officer: Officer, _ facts: CaseFacts, at now: Instant) -> CaseSight {
        guard officer.role.opensCases, !facts.barred.contains(officer.id) else { return .absent }
        let known = Access.mayOpen(officer, facts.reach)
        let isNamed = facts.restriction?.names(officer) ?? true
        if let parts = parts(officer, known: known && isNamed, facts.grants, facts.restriction, at: now) { return .open(parts) }
        return known && facts.restriction?.shown == .closed ? .closed : .absent
    }

    /// What the officer sees of the parts of a case from which nobody barred them; nil when it is not open to them.
    /// - Parameter known: it is open to them by what is known of it, and no restriction stands against it.
    public static func parts(
        _ officer: Officer, known: Bool, _ grants: [CaseGrant], _ restriction: CaseRestriction? = nil, at now: Instant
    ) -> PartSights? {
        var opened = grants.filter { opens($0, to: officer, restriction, at: now) }.map(sights)
        if known { opened.append(PartRules.sights(officer.role)) }
        guard let first = opened.first else { return nil }
        return unmasked(
            opened.dropFirst().reduce(first) { $0.union($1) },
            grants.filter { $0.ground == .unmasking && $0.isLive(at: now) && $0.isHeld(by: officer) })
    }

    /// Whether the grant opens the case to the officer at this moment. A restriction narrows what was shared to those whom it names;
    /// a broken glass goes through one that is shown, and through none that hides the case.
    public static func opens(
        _ grant: CaseGrant, to officer: Officer, _ restriction: CaseRestriction?, at now: Instant
    ) -> Bool {
        guard grant.isLive(at: now), grant.isHeld(by: officer),
            CaseGrant.Ground.opening(to: officer.role).contains(grant.ground)
        else { return false }
        return grant.ground == .share ? restriction?.names(officer) ?? true : restriction?.shown != .hidden
    }

    /// Whether the officer may open the case for a time by breaking the glass: they work with cases, and neither the owner nor
    /// they themselves said that it is not for them. A case that is not shown cannot be opened so.
    public static func mayBreakGlass(_ officer: Officer, _ facts: CaseFacts, at now: Instant) -> Bool {
        guard officer.role.worksWithCases, !facts.barred.contains(officer.id), facts.restriction?.shown != .hidden else {
            return false
        }
        return !sight(officer, facts, at: now).isOpen
    }

    /// Whether the officer says who opens the case: a coordinator to whom it is open by what is known of it.
    public static func owns(_ officer: Officer, _ facts: CaseFacts) -> Bool {
        officer.role == .coordinator && !facts.barred.contains(officer.id) && Access.mayOpen(officer, facts.reach)
    }

    /// Whether the officer may lift the restriction: an owner whom it names or, where no owner is named by it any more, each of them.
    /// They need not read the case for it, so that no case is nobody's for ever.
    /// - Parameter officers: all whose accounts are open.
    public static func mayLift(_ officer: Officer, _ facts: CaseFacts, of officers: [Officer]) -> Bool {
        guard let restriction = facts.restriction, owns(officer, facts) else { return false }
        return restriction.names(officer) || !officers.contains { restriction.names($0) && owns($0, facts) }
    }

    /// What the officer sees of one thing in a part, by its marking and handling.
    /// - Parameter parts: what they see of the case.
    public static func sight(_ officer: Officer, _ item: MarkedItem, _ parts: PartSights) -> PartSight {
        let part = parts[item.part]
        guard part != .withheld, officer.agency != item.owner else { return part }
        if let handling = item.handling, !handling.admits(officer.agency) { return .withheld }
        return item.marking == .officialSensitive ? min(part, parts.masked(item.part)) : part
    }

    /// What a grant shows by itself. Who the person is goes with whatever was shared; what is nobody's to share does not, whatever stands
    /// in the grant.
    private static func sights(_ grant: CaseGrant) -> PartSights {
        switch grant.ground {
        case .share:
            let parts = grant.parts.intersection(CasePart.shareable).union([.identity])
            return PartSights(
                Dictionary(uniqueKeysWithValues: parts.map { ($0, PartSight.open) }),
                sensitive: grant.isSensitive ? grant.parts : [])
        case .glass: return PartRules.emergency
        case .unmasking: return PartSights()
        }
    }

    /// What is masked, the part or what is marked in it, is open for whoever gave a reason a moment ago; in their own parts only.
    private static func unmasked(_ parts: PartSights, _ grants: [CaseGrant]) -> PartSights {
        var parts = parts
        for part in grants.reduce(into: Set(), { $0.formUnion($1.parts) }).intersection(parts.own) {
            parts[part] = .open
            parts.sensitive.insert(part)
        }
        return parts
    }
}

extension CaseGrant.Ground {
    /// What opens a case to the role: only those who work with cases break the glass, and an unmasking opens none.
    public static func opening(to role: Role) -> [CaseGrant.Ground] {
        if role.worksWithCases { return [.share, .glass] }
        return role.opensCases ? [.share] : []
    }
}

extension CaseGrant {
    public func isHeld(by officer: Officer) -> Bool {
        holder.agency == officer.agency && (holder.officer ?? officer.id) == officer.id
    }
}
