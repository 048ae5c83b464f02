public import Domain

/// Officers and cases in many combinations, for everything that must agree with `Access.mayOpen`.
public enum ReachMatrix {
    private static let areaSets: [[Area]] = [
        [], [.gwent], [.northWales], [.wales], [.gwent, .northWales], [.gwent, .wales], [.southWales, .dyfedPowys],
        Area.panels, Area.allCases,
    ]

    private static let agencySets: [[String]] =
        [[]] + Agency.all.map { [$0.code] } + [["gwent-police", "probation"], ["pnc", "prison"], Agency.all.map(\.code)]

    /// Every role with every agency and each set of areas.
    public static let officers: [Officer] = Role.allCases.flatMap { role in
        (Agency.all + Agency.partners.filter { ["newport-council", "aneurin-bevan", "llamau"].contains($0.code) }).flatMap {
            agency in
            areaSets.map { areas in
                Officer(id: 1, username: "matrix", name: "Matrix", agency: agency.code, role: role, areas: areas)
            }
        }
    }

    /// Each set of areas with records, of agencies that hold them, and of areas with an enrolment.
    public static let reaches: [CaseReach] = areaSets.flatMap { areas in
        agencySets.flatMap { agencies in
            [[], [.gwent], [.northWales], [.wales], [.gwent, .southWales]].map { enrolled in
                CaseReach(areas: Set(areas), agencies: Set(agencies), enrolledIn: Set(enrolled))
            }
        }
    }
}
