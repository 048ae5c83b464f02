import Domain

/// The second level of navigation around panels.
enum CohortNavigation {
    enum Part: Sendable {
        case panels, rounds, teams
    }

    static func html(_ visit: Visit, _ current: Part) -> HTML? {
        guard visit.signedIn?.officer.role == .coordinator else { return nil }
        return SubNavigation.html(
            Text(en: "Panels and rounds", cy: "Paneli a chylchoedd"),
            [
                (Text(en: "Panels", cy: "Paneli"), "/panels", current == .panels),
                (Text(en: "Selection rounds", cy: "Cylchoedd dethol"), "/rounds", current == .rounds),
                (Text(en: "Teams and capacity", cy: "Timau a chapasiti"), "/teams", current == .teams),
            ])
    }
}
