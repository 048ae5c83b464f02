/// The one access policy: what an officer sees of a case, of its parts, and of one thing in a part. Denies by default.
///
/// `ReachToken` and the columns beside it are the same policy in a form that SQL can look up; one generated matrix holds both together.
public enum AccessPolicy {
    public static func sight(_ officer: Officer, _ facts: CaseFacts, at now: Instant) -> CaseSight {
        guard officer.role.opensCases, !facts.barred.contains(officer.id) else { return .absent }
        let known = Access.mayOpen(officer, facts.reach)
        let parts = self.parts(officer, known: known && mayPass(officer, facts.restriction), facts.grants, at: now)
        if let parts { return .open(parts) }
        return known && facts.restriction?.shown == .closed ? .closed : .absent
    }

    /// What the officer sees of the parts of a case from which nobody barred them; nil when it is not open to them.
    /// - Parameter known: it is open to them by what is known of it, and no restriction stands against it.
    public static func parts(_ officer: Officer, known: Bool, _ grants: [CaseGrant], at now: Instant) -> PartSights? {
        let live = grants.filter { $0.isLive(at: now) && $0.isHeld(by: officer) }
        var opened = live.compactMap { sights($0, officer.role) }
        if known { opened.append(PartRules.sights(officer.role)) }
        guard let first = opened.first else { return nil }
        return unmasked(opened.dropFirst().reduce(first) { $0.union($1) }, live)
    }

    /// Whether the officer may open the case for a time by breaking the glass: they work with cases, and neither the owner nor
    /// they themselves said that it is not for them. A case that is not shown cannot be opened so.
    public static func mayBreakGlass(_ officer: Officer, _ facts: CaseFacts, at now: Instant) -> Bool {
        guard officer.role.worksWithCases, !facts.barred.contains(officer.id), facts.restriction?.shown != .hidden else {
            return false
        }
        return !sight(officer, facts, at: now).isOpen
    }

    /// What the officer sees of one thing in a part, by its marking and handling.
    /// - Parameter parts: what they see of the case.
    public static func sight(_ officer: Officer, _ item: MarkedItem, _ parts: PartSights) -> PartSight {
        let part = parts[item.part]
        guard part != .withheld, officer.agency != item.owner else { return part }
        if let handling = item.handling, !handling.admits(officer.agency) { return .withheld }
        return item.marking == .officialSensitive && !parts.sensitive.contains(item.part) ? min(part, .masked) : part
    }

    private static func mayPass(_ officer: Officer, _ restriction: CaseRestriction?) -> Bool {
        restriction.map { $0.allowed.contains(officer.id) } ?? true
    }

    /// nil for a ground that opens no case, or not to this role.
    private static func sights(_ grant: CaseGrant, _ role: Role) -> PartSights? {
        guard CaseGrant.Ground.opening(to: role).contains(grant.ground) else { return nil }
        switch grant.ground {
        case .share:
            var parts = PartSights(Dictionary(uniqueKeysWithValues: grant.parts.map { ($0, PartSight.open) }))
            parts[.identity] = .open
            if grant.isSensitive { parts.sensitive = grant.parts }
            return parts
        case .glass: return PartRules.emergency
        case .unmasking: return nil
        }
    }

    /// What is masked, the part or what is marked in it, is open for whoever gave a reason a moment ago.
    private static func unmasked(_ parts: PartSights, _ live: [CaseGrant]) -> PartSights {
        var parts = parts
        for grant in live where grant.ground == .unmasking {
            for part in grant.parts where parts[part] != .withheld {
                parts[part] = .open
                parts.sensitive.insert(part)
            }
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
        switch holder {
        case .officer(let id): id == officer.id
        case .agency(let code): code == officer.agency
        }
    }
}
