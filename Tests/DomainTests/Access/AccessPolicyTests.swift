import Domain
import Support
import Testing

@Suite(
    "The access policy (assurance A5: role, agency, case, part, marking, handling, no conflict, not restricted; deny by default)"
)
struct AccessPolicyTests {
    private static let now = PolicyMatrix.now
    private static let gwent = CaseReach(areas: [.gwent], agencies: ["gwent-police"], enrolledIn: [])

    private static func officer(_ role: Role, _ agency: String = "gwent-police", _ id: Int64 = 1) -> Officer {
        Officer(id: id, username: "o", name: "O", agency: agency, role: role, areas: [.gwent])
    }

    private static func grant(
        _ ground: CaseGrant.Ground, _ parts: Set<CasePart> = [], to holder: CaseGrant.Holder? = nil,
        sensitive: Bool = false, from: Int64 = -1, until: Int64 = 1
    ) -> CaseGrant {
        let agency = ground == .share ? "newport-council" : "gwent-police"
        return CaseGrant(
            holder: holder ?? .officer(1, of: agency), ground: ground, parts: parts, isSensitive: sensitive,
            from: now.adding(seconds: from),
            until: now.adding(seconds: until))
    }

    struct Row: Sendable {
        let who: Officer
        let facts: CaseFacts
        /// nil: open.
        let sight: CaseSight?

        init(
            _ who: Officer, restricted: CaseRestriction? = nil, barred: Set<Int64> = [], _ grants: [CaseGrant] = [],
            reach: CaseReach = AccessPolicyTests.gwent, is sight: CaseSight? = nil
        ) {
            self.who = who
            facts = CaseFacts(reach: reach, restriction: restricted, barred: barred, grants: grants)
            self.sight = sight
        }
    }

    private static let elsewhere = CaseReach(areas: [.northWales], agencies: ["north-wales-police"], enrolledIn: [])
    private static let others = CaseRestriction(allowed: [2], shown: .closed)
    private static let hidden = CaseRestriction(allowed: [2], shown: .hidden)

    @Test("By their own right nobody has been granted anything")
    func byRight() {
        let viewer = Viewer(Self.officer(.coordinator), at: Self.now, isBarred: true, isGranted: true)
        #expect(!viewer.byRight.isGranted && viewer.byRight.isBarred)
    }

    @Test("Of a viewer of whom nothing is said, both exclusions and grants are looked for")
    func unknownViewer() {
        let viewer = Viewer(Self.officer(.coordinator), at: Self.now)
        #expect(viewer.isBarred && viewer.isGranted)
    }

    private static let hiding: [(Role, CaseRestriction?, Set<Int64>, Bool)] = [
        (.partner, nil, [], false), (.partner, others, [], true), (.partner, hidden, [], true),
        (.partner, CaseRestriction(allowed: [1], shown: .hidden), [], false), (.partner, nil, [1], true),
        (.victimLiaison, others, [], true), (.policeOffenderManager, others, [], false),
        (.policeOffenderManager, hidden, [], true), (.coordinator, CaseRestriction(allowed: [1], shown: .hidden), [1], true),
    ]

    @Test(
        "Whether there is the case at all for somebody to whom it was shared, by role and what stands against them",
        arguments: hiding)
    func hides(_ role: Role, _ restriction: CaseRestriction?, _ barred: Set<Int64>, _ isHidden: Bool) {
        let facts = CaseFacts(reach: Self.gwent, restriction: restriction, barred: barred)
        #expect(facts.hides(from: Self.officer(role)) == isHidden)
    }

    @Test("Where an agency has it from, who works there, and victims are nobody’s to share (assurance VI-01)")
    func shareable() {
        #expect(Set(CasePart.allCases).subtracting(CasePart.shareable) == [.source, .staff, .victim])
    }

    @Test("A grant opens no more than can be shared, whatever stands in it", arguments: CasePart.allCases)
    func granted(_ part: CasePart) {
        let partner = Self.officer(.partner, "newport-council")
        let grant = Self.grant(.share, [part], to: .agency("newport-council"))
        let parts = AccessPolicy.parts(partner, known: false, [grant], at: Self.now) ?? PartSights()
        #expect(parts.isOpen(part) == CasePart.shareable.contains(part))
    }

    @Test(arguments: [
        Row(officer(.coordinator)), Row(officer(.policeOffenderManager)), Row(officer(.victimLiaison)),
        Row(officer(.partner, "newport-council"), is: .absent), Row(officer(.analyst), is: .absent),
        Row(officer(.administrator), is: .absent), Row(officer(.informationOfficer), is: .absent),
        // Restricted: to those named, of those whom it would be open to.
        Row(officer(.coordinator), restricted: others, is: .closed),
        Row(officer(.coordinator, "gwent-police", 2), restricted: others),
        Row(officer(.coordinator), restricted: CaseRestriction(allowed: [2], shown: .hidden), is: .absent),
        Row(officer(.coordinator), restricted: others, reach: elsewhere, is: .absent),
        Row(officer(.coordinator, "gwent-police", 2), restricted: others, reach: elsewhere, is: .absent),
        // Barred: whatever else opens it.
        Row(officer(.coordinator), barred: [1], is: .absent), Row(officer(.coordinator), barred: [2]),
        Row(officer(.coordinator), barred: [1], [grant(.share, [.plan])], is: .absent),
        Row(officer(.coordinator), restricted: others, barred: [1], is: .absent),
        // Shared, from its first moment, until its last.
        Row(officer(.partner, "newport-council"), [grant(.share, [.plan])]),
        Row(officer(.partner, "newport-council"), [grant(.share, [.plan], to: .agency("newport-council"))]),
        Row(officer(.partner, "newport-council"), [grant(.share, [.plan], to: .agency("llamau"))], is: .absent),
        Row(
            officer(.partner, "newport-council"), [grant(.share, [.plan], to: .officer(2, of: "newport-council"))], is: .absent),
        // It was made for an officer of that agency: with the officer it does not go to another.
        Row(officer(.partner, "llamau"), [grant(.share, [.plan])], is: .absent),
        Row(officer(.policeOffenderManager), [grant(.share, [.plan])], reach: elsewhere, is: .absent),
        Row(officer(.partner, "newport-council"), [grant(.share, [.plan], from: 0)]),
        Row(officer(.partner, "newport-council"), [grant(.share, [.plan], from: 1)], is: .absent),
        Row(officer(.partner, "newport-council"), [grant(.share, [.plan], until: 0)], is: .absent),
        Row(officer(.administrator), [grant(.share, [.plan])], is: .absent),
        Row(officer(.analyst), [grant(.share, [.plan])], is: .absent),
        // Broken glass: for those who work with cases.
        Row(officer(.policeOffenderManager), [grant(.glass)], reach: elsewhere),
        Row(officer(.policeOffenderManager), restricted: others, [grant(.glass)]),
        Row(officer(.policeOffenderManager), restricted: hidden, [grant(.glass)], is: .absent),
        // A restriction narrows what was shared as well.
        Row(officer(.partner, "newport-council"), restricted: others, [grant(.share, [.plan])], is: .absent),
        Row(
            officer(.partner, "newport-council"), restricted: CaseRestriction(allowed: [1], shown: .closed),
            [grant(.share, [.plan])]),
        Row(
            officer(.partner, "newport-council"), restricted: CaseRestriction(allowed: [1], shown: .hidden),
            [grant(.share, [.plan])]),
        Row(
            officer(.partner, "newport-council"), restricted: others,
            [grant(.share, [.plan], to: .agency("newport-council"))], is: .absent),
        Row(
            officer(.coordinator), restricted: others,
            [grant(.share, [.plan], to: .officer(1, of: "gwent-police"))], is: .closed),
        Row(officer(.partner, "newport-council"), [grant(.glass)], is: .absent),
        Row(officer(.victimLiaison), [grant(.glass)], reach: elsewhere, is: .absent),
        Row(officer(.policeOffenderManager), [grant(.unmasking, [.health])], reach: elsewhere, is: .absent),
    ])
    func whichCase(row: Row) {
        let sight = AccessPolicy.sight(row.who, row.facts, at: Self.now)
        if let expected = row.sight { #expect(sight == expected) } else { #expect(sight.isOpen) }
    }

    /// As `docs/access.md` prints it: o open, m masked, - withheld.
    @Test(arguments: [
        (
            Role.coordinator,
            "identity o offences o risk o cohort o plan o contacts o health m victim - intelligence m minutes o documents o source o staff o"
        ),
        (
            .policeOffenderManager,
            "identity o offences o risk o cohort o plan o contacts o health - victim - intelligence o minutes o documents o source o staff o"
        ),
        (
            .probationPractitioner,
            "identity o offences o risk o cohort o plan o contacts o health m victim - intelligence - minutes o documents o source o staff o"
        ),
        (
            .victimLiaison,
            "identity o offences - risk - cohort - plan - contacts - health - victim o intelligence - minutes - documents - source - staff -"
        ),
    ])
    func whichPart(role: Role, printed: String) throws {
        let agency = role == .probationPractitioner ? "probation" : "gwent-police"
        let reach = CaseReach(areas: [.gwent], agencies: [agency], enrolledIn: [])
        #expect(Self.printed(AccessPolicy.sight(Self.officer(role, agency), CaseFacts(reach: reach), at: Self.now)) == printed)
    }

    @Test("Whoever breaks the glass sees the emergency’s column, and no more of it than their role where it is open to them")
    func emergency() {
        let facts = CaseFacts(reach: Self.elsewhere, grants: [Self.grant(.glass)])
        let printed = Self.printed(AccessPolicy.sight(Self.officer(.policeOffenderManager), facts, at: Self.now))
        #expect(
            printed
                == "identity o offences o risk o cohort o plan o contacts o health m victim - intelligence - minutes o documents o source - staff o"
        )
    }

    @Test("A partner sees who the person is and what was shared, and the rest as withheld")
    func shared() {
        let facts = CaseFacts(reach: Self.gwent, grants: [Self.grant(.share, [.plan, .risk])])
        let printed = Self.printed(AccessPolicy.sight(Self.officer(.partner, "newport-council"), facts, at: Self.now))
        #expect(
            printed
                == "identity o offences - risk o cohort - plan o contacts - health - victim - intelligence - minutes - documents - source - staff -"
        )
    }

    @Test("Two shares together show what each of them shows")
    func twoShares() {
        let facts = CaseFacts(
            reach: Self.gwent, grants: [Self.grant(.share, [.plan], sensitive: true), Self.grant(.share, [.risk])])
        guard case .open(let parts) = AccessPolicy.sight(Self.officer(.partner, "newport-council"), facts, at: Self.now) else {
            Issue.record("not open")
            return
        }
        #expect(parts.all(.open) == [.identity, .risk, .plan] && parts.sensitive == [.plan])
    }

    @Test(
        "An unmasking opens what is masked, for its time, and nothing that is withheld",
        arguments: [(CasePart.health, true), (.victim, false), (.intelligence, true)])
    func unmasking(part: CasePart, opens: Bool) {
        for (until, live) in [(Int64(1), true), (0, false)] {
            let facts = CaseFacts(reach: Self.gwent, grants: [Self.grant(.unmasking, [part], until: until)])
            guard case .open(let parts) = AccessPolicy.sight(Self.officer(.coordinator), facts, at: Self.now) else {
                Issue.record("not open")
                return
            }
            #expect(parts.isOpen(part) == (opens && live))
            #expect(parts.sensitive.contains(part) == (opens && live))
        }
    }

    @Test("What is masked in a part that was only shared is withheld, and no reason opens it (the agreement decided otherwise)")
    func maskedInShare() {
        let (partner, thing) = (
            Self.officer(.partner, "newport-council"),
            MarkedItem(part: .contacts, owner: "gwent-police", marking: .officialSensitive)
        )
        for (grants, sight) in [
            ([Self.grant(.share, [.contacts])], PartSight.withheld),
            ([Self.grant(.share, [.contacts], sensitive: true)], .open),
            (
                [
                    Self.grant(.share, [.contacts]),
                    Self.grant(.unmasking, [.contacts, .identity], to: .officer(1, of: "newport-council")),
                ],
                .withheld
            ),
        ] {
            let parts = AccessPolicy.parts(partner, known: false, grants, at: Self.now) ?? PartSights()
            #expect(AccessPolicy.sight(partner, thing, parts) == sight)
            #expect(parts.masked(.identity) == .withheld, "nor the address")
        }
        // Beside a share, what is theirs by their role stays theirs to unmask.
        let coordinator = Self.officer(.coordinator)
        let own = [
            Self.grant(.share, [.contacts, .victim], to: .agency("gwent-police")),
            Self.grant(.unmasking, [.contacts, .victim], to: .officer(1, of: "gwent-police")),
        ]
        let parts = AccessPolicy.parts(coordinator, known: true, own, at: Self.now) ?? PartSights()
        let other = MarkedItem(part: .contacts, owner: "probation", marking: .officialSensitive)
        let victim = MarkedItem(part: .victim, owner: "probation", marking: .officialSensitive)
        #expect(AccessPolicy.sight(coordinator, other, parts) == .open)
        #expect(AccessPolicy.sight(coordinator, victim, parts) == .withheld)
    }

    struct ItemRow: Sendable {
        let who: Officer
        let item: MarkedItem
        let sensitive: Set<CasePart>
        let sight: PartSight

        init(_ who: Officer, _ item: MarkedItem, sensitive: Set<CasePart> = [], _ sight: PartSight) {
            (self.who, self.item, self.sensitive, self.sight) = (who, item, sensitive, sight)
        }
    }

    private static let conditions = Handling.conditions("not to the family", agencies: ["probation"])

    @Test(
        "One thing in a part: its owner sees it, a marking masks it, a handling withholds it",
        arguments: [
            ItemRow(officer(.coordinator), MarkedItem(part: .contacts, owner: "probation"), .open),
            ItemRow(
                officer(.coordinator), MarkedItem(part: .contacts, owner: "probation", marking: .officialSensitive), .masked),
            ItemRow(
                officer(.coordinator), MarkedItem(part: .contacts, owner: "probation", marking: .officialSensitive),
                sensitive: [.contacts], .open),
            ItemRow(
                officer(.coordinator), MarkedItem(part: .contacts, owner: "probation", marking: .officialSensitive),
                sensitive: [.plan], .masked),
            ItemRow(
                officer(.coordinator), MarkedItem(part: .contacts, owner: "gwent-police", marking: .officialSensitive), .open),
            ItemRow(officer(.coordinator), MarkedItem(part: .victim, owner: "gwent-police"), .withheld),
            ItemRow(officer(.coordinator), MarkedItem(part: .intelligence, owner: "gwent-police"), .masked),
            ItemRow(
                officer(.policeOffenderManager),
                MarkedItem(part: .intelligence, owner: "south-wales-police", handling: .lawfulSharing), .open),
            ItemRow(
                officer(.policeOffenderManager),
                MarkedItem(part: .intelligence, owner: "south-wales-police", handling: conditions), .withheld),
            ItemRow(
                officer(.policeOffenderManager),
                MarkedItem(part: .intelligence, owner: "gwent-police", handling: conditions), .open),
            ItemRow(
                officer(.probationPractitioner, "probation"),
                MarkedItem(part: .contacts, owner: "gwent-police", handling: conditions), .open),
        ])
    func whichThing(row: ItemRow) {
        var parts = PartRules.sights(row.who.role)
        parts.sensitive = row.sensitive
        #expect(AccessPolicy.sight(row.who, row.item, parts) == row.sight)
    }

    @Test(
        "Who may break the glass",
        arguments: [
            Row(officer(.policeOffenderManager), reach: elsewhere), Row(officer(.policeOffenderManager), is: .absent),
            Row(officer(.policeOffenderManager), restricted: others),
            Row(officer(.policeOffenderManager), restricted: CaseRestriction(allowed: [2], shown: .hidden), is: .absent),
            Row(officer(.policeOffenderManager), barred: [1], reach: elsewhere, is: .absent),
            Row(officer(.partner, "newport-council"), reach: elsewhere, is: .absent),
            Row(officer(.victimLiaison), reach: elsewhere, is: .absent), Row(officer(.administrator), is: .absent),
            Row(officer(.coordinator), reach: elsewhere), Row(officer(.probationPractitioner, "probation"), reach: elsewhere),
        ])
    func glass(row: Row) {
        #expect(AccessPolicy.mayBreakGlass(row.who, row.facts, at: Self.now) == (row.sight == nil))
    }

    @Test("Who may lift a restriction: an owner whom it names; each owner, when it names none who is one")
    func lifting() {
        func mayLift(_ officer: Officer, _ allowed: Set<Int64>?, _ barred: Set<Int64> = [], of all: [Officer]) -> Bool {
            let restriction = allowed.map { CaseRestriction(allowed: $0, shown: .hidden) }
            let facts = CaseFacts(reach: Self.gwent, restriction: restriction, barred: barred)
            return AccessPolicy.mayLift(officer, facts, of: all)
        }
        let (one, two) = (Self.officer(.coordinator), Self.officer(.coordinator, "gwent-police", 2))
        let (police, away) = (
            Self.officer(.policeOffenderManager, "gwent-police", 3),
            Officer(id: 4, username: "a", name: "A", agency: "gwent-police", role: .coordinator, areas: [.northWales])
        )
        let all = [one, two, police, away]
        #expect(mayLift(one, [1], of: all) && !mayLift(two, [1], of: all) && !mayLift(police, [1, 3], of: all))
        #expect(mayLift(two, [1], of: [two, police, away]), "her account is closed")
        #expect(mayLift(two, [1], [1], of: all), "she said that she knows the person")
        #expect(mayLift(two, [3, 4], of: all), "an offender manager, and a coordinator of another area")
        #expect(mayLift(one, [], of: all) && mayLift(two, [], of: all) && !mayLift(away, [], of: all))
        #expect(!mayLift(two, [], [2], of: all) && !mayLift(one, nil, of: all))
    }

    @Test("Several restrictions: all must admit, and all must show")
    func restrictions() {
        let one = CaseRestriction(allowed: [1, 2], shown: .closed)
        #expect(CaseRestriction.all([]) == nil)
        #expect(CaseRestriction.all([one]) == one)
        #expect(
            CaseRestriction.all([one, CaseRestriction(allowed: [2, 3], shown: .closed)])
                == CaseRestriction(allowed: [2], shown: .closed))
        #expect(
            CaseRestriction.all([one, CaseRestriction(allowed: [1], shown: .hidden)])
                == CaseRestriction(allowed: [1], shown: .hidden))
    }

    @Test("Of a part that is withheld nothing marked shows, whatever else is said of the part", arguments: CasePart.allCases)
    func withheldWhole(_ part: CasePart) {
        for sights in [PartSights([:], sensitive: [part]), PartSights([part: .withheld], sensitive: [part], own: [part])] {
            #expect(sights.masked(part) == .withheld)
        }
        #expect(PartSights([part: .masked], sensitive: [part]).masked(part) == .masked)
    }

    @Test("A grant that does not say so opens nothing marked OFFICIAL-SENSITIVE")
    func grantsAreNotSensitive() {
        let grant = CaseGrant(
            holder: .agency("newport-council"), ground: .share, parts: [.contacts], from: Self.now,
            until: Self.now.adding(seconds: 60))
        let item = MarkedItem(part: .contacts, owner: "probation", marking: .officialSensitive)
        let parts = AccessPolicy.parts(Self.officer(.partner, "newport-council"), known: false, [grant], at: Self.now)
        #expect(parts?[.contacts] == .open)
        #expect(AccessPolicy.sight(Self.officer(.partner, "newport-council"), item, parts ?? PartSights()) == .withheld)
    }

    @Test("Of two sights the more open stands higher, and none above itself", arguments: PartSight.allCases, PartSight.allCases)
    func sightOrder(_ left: PartSight, _ right: PartSight) {
        let order: [PartSight] = [.withheld, .masked, .open]
        #expect((left < right) == (order.firstIndex(of: left).map { order[($0 + 1)...].contains(right) } ?? false))
    }

    @Test("OFFICIAL-SENSITIVE stands above OFFICIAL, and none above itself", arguments: Marking.allCases, Marking.allCases)
    func order(_ left: Marking, _ right: Marking) {
        #expect((left < right) == (left == .official && right == .officialSensitive))
        #expect(max(left, right) == (left == .official ? right : left))
    }

    @Test(arguments: [
        ([MarkingLine.official], "OFFICIAL"), ([], "OFFICIAL"),
        ([.official, .personal], "OFFICIAL-SENSITIVE [PERSONAL]"),
        ([MarkingLine(.officialSensitive), .official], "OFFICIAL-SENSITIVE"),
        ([MarkingLine(.officialSensitive), .personal], "OFFICIAL-SENSITIVE [PERSONAL]"),
        ([.personal, MarkingLine(.officialSensitive, .locsen)], "OFFICIAL-SENSITIVE [LOCSEN]"),
        ([MarkingLine(.officialSensitive, .locsen), .personal], "OFFICIAL-SENSITIVE [LOCSEN]"),
        ([MarkingLine(.official, .locsen)], "OFFICIAL"),
    ])
    func markings(lines: [MarkingLine], highest: String) {
        #expect(MarkingLine.highest(lines).words == highest)
    }

    private static func printed(_ sight: CaseSight) -> String {
        guard case .open(let parts) = sight else { return "\(sight)" }
        return CasePart.allCases.map { part in
            let letter =
                switch parts[part] {
                case .open: "o"
                case .masked: "m"
                case .withheld: "-"
                }
            return "\(part.rawValue) \(letter)"
        }.joined(separator: " ")
    }
}
