public import Domain

/// Officers and cases in everything that the access policy looks at.
public enum PolicyMatrix {
    public static let now = Instant(seconds: 1_772_443_800)

    private static let reaches: [CaseReach] = [
        CaseReach(areas: [.gwent], agencies: ["gwent-police"], enrolledIn: []),
        CaseReach(areas: [.gwent], agencies: ["probation"], enrolledIn: []),
        CaseReach(areas: [.gwent], agencies: ["prison"], enrolledIn: [.gwent]),
        CaseReach(areas: [.northWales], agencies: ["north-wales-police", "probation"], enrolledIn: []),
        CaseReach(areas: [], agencies: [], enrolledIn: []),
    ]

    private static let restrictions: [CaseRestriction?] = [
        nil, CaseRestriction(allowed: [1, 2], shown: .closed), CaseRestriction(allowed: [2], shown: .closed),
        CaseRestriction(allowed: [1], shown: .hidden), CaseRestriction(allowed: [], shown: .hidden),
    ]

    private static func grant(
        _ holder: CaseGrant.Holder, _ ground: CaseGrant.Ground = .share, from: Int64 = -60, until: Int64 = 60
    ) -> CaseGrant {
        CaseGrant(
            holder: holder, ground: ground, parts: [.plan, .health], from: now.adding(seconds: from),
            until: now.adding(seconds: until))
    }

    private static let grants: [[CaseGrant]] = [
        [], [grant(.agency("newport-council"))], [grant(.agency("gwent-police"))], [grant(one)],
        [grant(.officer(1, of: "newport-council"))], [grant(one, .glass)], [grant(one, .unmasking)],
        [grant(.agency("gwent-police"), .glass)], [grant(one, from: -60, until: 0)], [grant(one, from: 1)],
        [grant(one, from: 0, until: 1)], [grant(one), grant(one, .unmasking)],
        [grant(one, .glass, from: -60, until: 0), grant(.officer(2, of: "probation"))],
    ]

    private static let one = CaseGrant.Holder.officer(1, of: "gwent-police")

    /// In one order: a case's number is its place, from 1.
    public static let cases: [CaseFacts] = reaches.flatMap { reach in
        restrictions.flatMap { restriction in
            [Set<Int64>(), [1], [2, 3]].flatMap { barred in
                grants.map { CaseFacts(reach: reach, restriction: restriction, barred: barred, grants: $0) }
            }
        }
    }

    /// Every role with agencies of each kind, and each number that the cases name, and one that none does.
    public static let officers: [Officer] = Role.allCases.flatMap { role in
        ["gwent-police", "probation", "newport-council"].flatMap { agency in
            [[Area.gwent], [.wales], []].flatMap { areas in
                [Int64(1), 2, 9].map {
                    Officer(id: $0, username: "matrix", name: "Matrix", agency: agency, role: role, areas: areas)
                }
            }
        }
    }
}
