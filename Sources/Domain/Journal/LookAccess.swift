/// Who may see who looked at a case: a permission of its own, since it says much about officers and something about the person.
public enum LookAccess {
    /// - A coordinator, for the cases that they open by right: they answer for the work in their area.
    /// - An information officer, for the cases of their areas, which they cannot open.
    /// - Nobody else, least of all the officers whose looks they are.
    public static func maySee(_ officer: Officer, _ facts: CaseFacts, at now: Instant) -> Bool {
        var byRight = facts
        byRight.grants = []
        return switch officer.role {
        case .coordinator: AccessPolicy.sight(officer, byRight, at: now).isOpen
        case .informationOfficer: Access.mayAudit(officer, facts.reach)
        case .policeOffenderManager, .probationPractitioner, .victimLiaison, .partner, .analyst, .administrator: false
        }
    }

    /// The roles that have it at all.
    public static let roles: Set<Role> = [.coordinator, .informationOfficer]
}
