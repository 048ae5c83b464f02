/// What a role sees of a case that is open to it. The printed table is in `docs/access.md`.
///
/// Victim data has an officer of its own (MoJ on OFFICIAL-SENSITIVE; Victims' Code): assurance VI-01. Intelligence is for the police
/// unless its handling says more (3x5x2): assurance A5. Health is asked for by an act of its own (DPA 2018 s.35): assurance DP-09.
public enum PartRules {
    private typealias Row = (
        part: CasePart, coordinator: PartSight, police: PartSight, probation: PartSight, victimLiaison: PartSight,
        emergency: PartSight
    )

    private static let table: [Row] = [
        (.identity, .open, .open, .open, .open, .open),
        (.offences, .open, .open, .open, .withheld, .open),
        (.risk, .open, .open, .open, .withheld, .open),
        (.cohort, .open, .open, .open, .withheld, .open),
        (.plan, .open, .open, .open, .withheld, .open),
        (.contacts, .open, .open, .open, .withheld, .open),
        (.health, .masked, .withheld, .masked, .withheld, .masked),
        (.victim, .withheld, .withheld, .withheld, .open, .withheld),
        (.intelligence, .masked, .open, .withheld, .withheld, .withheld),
        (.minutes, .open, .open, .open, .withheld, .open),
        (.documents, .open, .open, .open, .withheld, .open),
        (.source, .open, .open, .open, .withheld, .withheld),
        (.staff, .open, .open, .open, .withheld, .open),
    ]

    /// What the role sees by itself. A partner's practitioner sees what was shared with them, and nothing else.
    public static func sights(_ role: Role) -> PartSights {
        switch role {
        case .coordinator: sights(\.coordinator)
        case .policeOffenderManager: sights(\.police)
        case .probationPractitioner: sights(\.probation)
        case .victimLiaison: sights(\.victimLiaison)
        case .partner, .analyst, .administrator, .informationOfficer: PartSights()
        }
    }

    /// What whoever breaks the glass sees.
    public static let emergency = sights(\.emergency)

    private static func sights(_ column: KeyPath<Row, PartSight>) -> PartSights {
        PartSights(
            Dictionary(uniqueKeysWithValues: table.map { ($0.part, $0[keyPath: column]) }),
            own: Set(table.filter { $0[keyPath: column] != .withheld }.map(\.part)))
    }
}
