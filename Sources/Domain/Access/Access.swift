/// What the access rule needs to know about a person's case.
public struct CaseReach: Sendable, Hashable {
    /// The areas whose agencies hold a record of the person.
    public let areas: Set<Area>
    /// The agencies that hold a record of the person.
    public let agencies: Set<String>
    /// The areas in which an enrolment of the person stands so that it opens the case: `EnrolmentState.opensCase`.
    public let enrolledIn: Set<Area>

    public init(areas: Set<Area>, agencies: Set<String>, enrolledIn: Set<Area>) {
        self.areas = areas
        self.agencies = agencies
        self.enrolledIn = enrolledIn
    }
}

/// To whom a case is open by what is known of it, before anybody restricted or shared it: `AccessPolicy` adds that. `ReachToken` is
/// the same rule in a form that SQL can look up.
///
/// - A coordinator opens every case of their areas.
/// - A police offender manager, probation practitioner or victim liaison officer opens a case of their areas when their own agency holds a record of
///   the person, or when a panel of one of their areas has deferred or adopted the person and their agency has offender managers.
/// - A proposal that nobody has decided opens nothing, nor does a refusal; what an enrolment opened closes with it.
/// - An officer whose area is Wales works in all areas.
/// - Analysts, administrators and information officers open none, nor does a partner's practitioner: what is theirs was shared.
public enum Access {
    public static func mayOpen(_ officer: Officer, _ reach: CaseReach) -> Bool {
        let everywhere = officer.areas.contains(.wales)
        func covers(_ areas: Set<Area>) -> Bool {
            everywhere ? true : areas.contains { officer.areas.contains($0) }
        }
        switch officer.role {
        case .coordinator:
            return covers(reach.areas.union(reach.enrolledIn))
        case .policeOffenderManager, .probationPractitioner, .victimLiaison:
            let known = reach.agencies.contains(officer.agency) && covers(reach.areas.union(reach.enrolledIn))
            let manages = ReachToken.caseworkingAgencies.contains(officer.agency)
            let enrolled = manages && !reach.enrolledIn.isEmpty && covers(reach.enrolledIn)
            return known || enrolled
        case .partner, .analyst, .administrator, .informationOfficer:
            return false
        }
    }

    /// Whether the officer may see who looked at the case: an information officer, for the cases that the coordinators of their
    /// areas open.
    public static func mayAudit(_ officer: Officer, _ reach: CaseReach) -> Bool {
        guard officer.role == .informationOfficer else { return false }
        return officer.areas.contains(.wales) || !reach.areas.union(reach.enrolledIn).isDisjoint(with: officer.areas)
    }
}

/// A key that opens a case: stored per person, held per officer. An officer may open a case when they share one.
public struct ReachToken: Sendable, Hashable {
    public let text: String

    /// The tokens an officer holds, each as it is and under their own number; none for roles that know no case by themselves.
    public static func held(by officer: Officer) -> [ReachToken] {
        guard officer.role.knowsCases else { return [] }
        let holder = officer.role == .coordinator ? coordinators : officer.agency
        let tokens = worked(by: officer).map { ReachToken($0, holder) }
        return tokens + tokens.map { $0.only(officer.id) }
    }

    /// The tokens by which an officer sees who looked at a case, restricted or not; none but for an information officer.
    public static func audited(by officer: Officer) -> [ReachToken] {
        guard officer.role == .informationOfficer else { return [] }
        return worked(by: officer).flatMap { [ReachToken($0, coordinators), ReachToken($0, auditors)] }
    }

    /// The tokens of a case that only these officers may open, of those who could open it anyway.
    public static func restricting(_ tokens: Set<ReachToken>, to allowed: Set<Int64>) -> Set<ReachToken> {
        var restricted = Set(tokens.flatMap { token in allowed.map(token.only) })
        let coordinated = "/\(coordinators)"
        for token in tokens where token.text.hasSuffix(coordinated) {
            restricted.insert(ReachToken(text: "\(token.text.dropLast(coordinated.count))/\(auditors)"))
        }
        return restricted
    }

    private static func worked(by officer: Officer) -> [Area] {
        officer.areas.contains(.wales) ? [.wales] : officer.areas
    }

    /// The tokens a person's case answers to.
    /// - Parameter caseworking: the agencies whose officers work with people whom a panel deferred or adopted.
    public static func opening(_ reach: CaseReach, caseworking: [String] = caseworkingAgencies) -> Set<ReachToken> {
        var tokens: Set<ReachToken> = [ReachToken(.wales, coordinators)]
        for area in reach.areas.union(reach.enrolledIn) {
            tokens.insert(ReachToken(area, coordinators))
            for agency in reach.agencies { tokens.insert(ReachToken(area, agency)) }
        }
        for agency in reach.agencies { tokens.insert(ReachToken(.wales, agency)) }
        for area in reach.enrolledIn {
            for agency in caseworking {
                tokens.insert(ReachToken(area, agency))
                tokens.insert(ReachToken(.wales, agency))
            }
        }
        return tokens
    }

    /// Police forces and probation: the agencies that have offender managers.
    public static let caseworkingAgencies = Agency.all.filter { $0.kind == .police || $0.kind == .probation }
        .map(\.code)

    private static let coordinators = "coordinators"
    private static let auditors = "auditors"

    private func only(_ officer: Int64) -> ReachToken { ReachToken(text: "\(text)/\(officer)") }

    private init(text: String) {
        self.text = text
    }

    private init(_ area: Area, _ holder: String) {
        text = "\(area.rawValue)/\(holder)"
    }
}
