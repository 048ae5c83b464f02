import Domain
import HTTPTypes
import Hummingbird
import Store

/// What somebody signed in must have done before a route opens.
public enum Gate: Sendable {
    /// Open before the terms are accepted: signing out, accepting them.
    case none
    /// The terms of use in force, accepted. For restricted roles the training that they need as well.
    case terms
    /// The terms, and the training that the officer's role needs, whatever the role.
    case training
}

/// How an officer stands with what must be done before work.
public struct GatesState: Sendable {
    var areTermsDue = false
    var missingTrainings = 0

    public init() {}

    init(_ row: Row) throws {
        let (inForce, accepted): (Int64?, Int64?) = (try row.get("terms_in_force"), try row.get("terms_accepted"))
        areTermsDue = (inForce ?? 0) > (accepted ?? 0)
        missingTrainings = try row.get("missing_trainings")
    }

    /// For the query that reads a session, of `officer`.
    static func columns(_ today: Day) -> SQL {
        """
        (SELECT MAX(version) FROM terms WHERE from_day <= \(today)) AS terms_in_force,
        (SELECT MAX(version) FROM terms_acceptance WHERE terms_acceptance.officer_id = officer.id) AS terms_accepted,
        \(TrainingStore.missing(today)) AS missing_trainings
        """
    }
}

/// The terms of use in force are not accepted.
struct TermsDue: Error {}

/// A training that the officer's role needs is missing.
struct TrainingDue: Error {}

extension Role {
    /// Sees what others may not see of everybody: needs its training for every page of its work.
    var isRestricted: Bool {
        switch self {
        case .informationOfficer, .victimLiaison: true
        case .coordinator, .policeOffenderManager, .probationPractitioner, .partner, .analyst, .administrator: false
        }
    }
}

extension SignedIn {
    /// Nothing stands before the pages of their role's work.
    var isAdmitted: Bool { !gates.areTermsDue && (gates.missingTrainings == 0 || !officer.role.isRestricted) }
}

/// The gates before work: terms of use accepted by version, and training that is still valid.
struct AccessGates: Sendable {
    let site: Site

    /// What is answered instead of the route; nil when it is open.
    func answer(_ visit: Visit, _ route: Route) async throws -> Answer? {
        guard let signedIn = visit.signedIn, route.gate != .none else { return nil }
        if case .anyone = route.needs { return nil }
        if signedIn.gates.areTermsDue {
            if visit.isOfProgram { throw TermsDue() }
            return try await TermsPages(site: site).gate(visit, route)
        }
        guard signedIn.gates.missingTrainings > 0, asksForTraining(signedIn.officer, route) else { return nil }
        if visit.isOfProgram { throw TrainingDue() }
        let states = try await TrainingStore(site: site).states(of: signedIn.officer)
        return .page(TrainingViews.missing(states.filter { !$0.holds(site.today) }), status: .forbidden)
    }

    private func asksForTraining(_ officer: Officer, _ route: Route) -> Bool {
        if route.gate == .training { return true }
        if case .roles = route.needs { return officer.role.isRestricted }
        return false
    }
}
