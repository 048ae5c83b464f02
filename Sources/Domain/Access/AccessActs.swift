/// Why a change of who may open a case is refused.
public enum AccessRefusal: Refusal, Equatable {
    case nobodyNamed
    /// Nobody could lift the restriction.
    case noCoordinator
    /// Nobody of that user name works with this case.
    case unknownOfficer(String)
    case yourself
    case alreadyBarred
    case notMasked
    case notBreakable
    case descriptorNeedsSensitive

    public var message: Text {
        switch self {
        case .nobodyNamed: Text(en: "Choose who may open the case", cy: "Dewiswch pwy a gaiff agor yr achos")
        case .noCoordinator:
            Text(
                en: "Choose at least one coordinator: somebody must be able to lift the restriction",
                cy: "Dewiswch o leiaf un cydlynydd: rhaid i rywun allu codi’r cyfyngiad")
        case .unknownOfficer(let name):
            Text(
                en: "The case is not open to anybody with the user name \(name)",
                cy: "Nid yw’r achos ar agor i neb â’r enw defnyddiwr \(name)")
        case .yourself:
            Text(
                en: "To step back from the case yourself, say that you know the person",
                cy: "I gamu’n ôl o’r achos eich hun, dywedwch eich bod yn adnabod y person")
        case .alreadyBarred:
            Text(en: "The case is closed to this officer already", cy: "Mae’r achos ar gau i’r swyddog hwn eisoes")
        case .notMasked: Text(en: "This part is not masked", cy: "Nid yw’r rhan hon wedi’i chuddio")
        case .notBreakable:
            Text(
                en: "This case cannot be opened by breaking the glass",
                cy: "Ni ellir agor yr achos hwn drwy dorri’r gwydr")
        case .descriptorNeedsSensitive:
            Text(
                en: "A descriptor goes with OFFICIAL-SENSITIVE only",
                cy: "Dim ond gydag OFFICIAL-SENSITIVE y mae disgrifydd yn mynd")
        }
    }

    public var field: String? {
        switch self {
        case .nobodyNamed, .noCoordinator: "officer"
        case .unknownOfficer, .yourself, .alreadyBarred: "username"
        case .notMasked: "part"
        case .notBreakable: "reason"
        case .descriptorNeedsSensitive: "descriptor"
        }
    }
}

/// Who closes an officer's way into a case.
public enum BarKind: String, Sendable, CaseIterable {
    /// The owner of the case.
    case excluded
    /// The officer: they know the person, or somebody close to them.
    case relation
}

/// Why somebody broke the glass. Assurance A1: the reason is always asked.
public enum GlassReason: String, Sendable, CaseIterable {
    case lifeAtRisk = "life_at_risk", childAtRisk = "child_at_risk", missing, arrest, other

    public var name: Text {
        switch self {
        case .lifeAtRisk:
            Text(en: "Somebody’s life or safety is at risk now", cy: "Mae bywyd neu ddiogelwch rhywun mewn perygl yn awr")
        case .childAtRisk: Text(en: "A child is at risk now", cy: "Mae plentyn mewn perygl yn awr")
        case .missing: Text(en: "The person is missing", cy: "Mae’r person ar goll")
        case .arrest:
            Text(en: "The person is being arrested or is in custody", cy: "Mae’r person yn cael ei arestio neu yn y ddalfa")
        case .other: Text(en: "Something else that cannot wait", cy: "Rhywbeth arall na all aros")
        }
    }
}

/// What the review of a broken glass came to.
public enum GlassOutcome: String, Sendable, CaseIterable {
    case justified, trainingNeeded = "training_needed", misuse

    public var name: Text {
        switch self {
        case .justified: Text(en: "It was needed", cy: "Roedd ei angen")
        case .trainingNeeded:
            Text(en: "It was not needed: the officer is to be told how", cy: "Nid oedd ei angen: i’w egluro i’r swyddog")
        case .misuse: Text(en: "Suspected misuse", cy: "Amheuaeth o gamddefnydd")
        }
    }
}

/// The rules of changing who may open a case.
public enum AccessActs {
    /// A broken glass is open for three hours.
    public static let glassSeconds: Int64 = 3 * 3600
    /// A masked part is open for a quarter of an hour after a reason was given.
    public static let unmaskedSeconds: Int64 = 15 * 60

    /// Restricts a case to these officers, of those whom it is open to; among them one who owns it.
    public static func restricting(
        _ facts: CaseFacts, to allowed: [Officer], shown: CaseRestriction.Shown
    ) throws(AccessRefusal) -> CaseRestriction {
        guard !allowed.isEmpty else { throw .nobodyNamed }
        guard allowed.contains(where: { AccessPolicy.owns($0, facts) }) else { throw .noCoordinator }
        return CaseRestriction(allowed: Set(allowed.map(\.id)), shown: shown)
    }

    /// Closes the case to an officer of a role to which cases are open, whether or not this one is to them.
    public static func excluding(
        _ username: String, from facts: CaseFacts, of officers: [Officer], by officer: Officer
    ) throws(AccessRefusal) -> Officer {
        guard let excluded = officers.first(where: { $0.username == username }), excluded.role.opensCases else {
            throw .unknownOfficer(username)
        }
        guard excluded.id != officer.id else { throw .yourself }
        guard !facts.barred.contains(excluded.id) else { throw .alreadyBarred }
        return excluded
    }

    /// The time for which a masked part is open.
    public static func unmasking(
        _ part: CasePart, _ sight: PartSight, of officer: Officer, at now: Instant
    ) throws(AccessRefusal) -> CaseGrant {
        guard sight == .masked else { throw .notMasked }
        return CaseGrant(
            holder: .officer(officer.id, of: officer.agency), ground: .unmasking, parts: [part], from: now,
            until: now.adding(seconds: unmaskedSeconds))
    }

    /// The time for which the glass is broken.
    public static func breakingGlass(
        _ officer: Officer, _ facts: CaseFacts, at now: Instant
    ) throws(AccessRefusal) -> CaseGrant {
        guard AccessPolicy.mayBreakGlass(officer, facts, at: now) else { throw .notBreakable }
        return CaseGrant(
            holder: .officer(officer.id, of: officer.agency), ground: .glass, parts: Set(PartRules.emergency.all(.open)),
            from: now,
            until: now.adding(seconds: glassSeconds))
    }

    public static func marking(_ marking: Marking, _ descriptor: MarkingDescriptor?) throws(AccessRefusal) -> MarkingLine {
        guard descriptor == nil || marking == .officialSensitive else { throw .descriptorNeedsSensitive }
        return MarkingLine(marking, descriptor)
    }
}
