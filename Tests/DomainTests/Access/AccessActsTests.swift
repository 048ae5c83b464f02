import Domain
import Support
import Testing

@Suite("Acts that change who may open a case")
struct AccessActsTests {
    private static let now = PolicyMatrix.now

    private static func officer(_ id: Int64, _ role: Role, _ username: String) -> Officer {
        Officer(id: id, username: username, name: username, agency: "gwent-police", role: role, areas: [.gwent])
    }

    private static let carys = officer(1, .coordinator, "carys")
    private static let dewi = officer(2, .policeOffenderManager, "dewi")
    private static let owain = officer(3, .administrator, "owain")
    private static let gwent = CaseReach(areas: [.gwent], agencies: ["gwent-police"], enrolledIn: [])
    private static let away = CaseReach(areas: [.northWales], agencies: ["north-wales-police"], enrolledIn: [])

    @Test("A restriction names somebody, and among them a coordinator")
    func restricting() throws {
        let (here, away) = (CaseFacts(reach: Self.gwent), CaseFacts(reach: Self.away))
        #expect(throws: AccessRefusal.nobodyNamed) { try AccessActs.restricting(here, to: [], shown: .closed) }
        #expect(throws: AccessRefusal.noCoordinator) { try AccessActs.restricting(here, to: [Self.dewi], shown: .closed) }
        #expect(throws: AccessRefusal.noCoordinator, "it was only shared with her") {
            try AccessActs.restricting(away, to: [Self.carys], shown: .closed)
        }
        #expect(
            try AccessActs.restricting(here, to: [Self.dewi, Self.carys], shown: .hidden)
                == CaseRestriction(allowed: [1, 2], shown: .hidden))
    }

    @Test("Excluded is somebody else, known by user name, to whom cases are open, and once")
    func excluding() throws {
        let all = [Self.carys, Self.dewi, Self.owain]
        func excluded(_ username: String, barred: Set<Int64> = []) throws -> Int64 {
            try AccessActs.excluding(username, from: CaseFacts(reach: Self.gwent, barred: barred), of: all, by: Self.carys).id
        }
        #expect(try excluded("dewi") == 2)
        #expect(throws: AccessRefusal.unknownOfficer("nobody")) { try excluded("nobody") }
        #expect(throws: AccessRefusal.unknownOfficer("owain")) { try excluded("owain") }
        #expect(throws: AccessRefusal.yourself) { try excluded("carys") }
        #expect(throws: AccessRefusal.alreadyBarred) { try excluded("dewi", barred: [2]) }
        #expect(try excluded("dewi", barred: [1]) == 2)
    }

    @Test("Only what is masked is unmasked, for a quarter of an hour", arguments: PartSight.allCases)
    func unmasking(sight: PartSight) throws {
        guard sight == .masked else {
            #expect(throws: AccessRefusal.notMasked) { try AccessActs.unmasking(.health, sight, of: Self.carys, at: Self.now) }
            return
        }
        let grant = try AccessActs.unmasking(.health, sight, of: Self.carys, at: Self.now)
        #expect(grant.holder == .officer(1, of: "gwent-police") && grant.ground == .unmasking && grant.parts == [.health])
        #expect(grant.from == Self.now && grant.until == Self.now.adding(seconds: 900))
    }

    @Test("The glass is broken for three hours, where the policy allows it")
    func breaking() throws {
        let grant = try AccessActs.breakingGlass(Self.dewi, CaseFacts(reach: Self.away), at: Self.now)
        #expect(
            grant.holder == .officer(2, of: "gwent-police") && grant.ground == .glass
                && grant.until == Self.now.adding(seconds: 10_800))
        #expect(grant.parts.contains(.offences) && !grant.parts.contains(.victim) && !grant.parts.contains(.health))
        #expect(throws: AccessRefusal.notBreakable) {
            try AccessActs.breakingGlass(Self.dewi, CaseFacts(reach: Self.gwent), at: Self.now)
        }
    }

    @Test("A descriptor goes with OFFICIAL-SENSITIVE only")
    func marking() throws {
        #expect(throws: AccessRefusal.descriptorNeedsSensitive) { try AccessActs.marking(.official, .locsen) }
        #expect(try AccessActs.marking(.official, nil).words == "OFFICIAL")
        #expect(try AccessActs.marking(.officialSensitive, .locsen).words == "OFFICIAL-SENSITIVE [LOCSEN]")
        #expect(try AccessActs.marking(.officialSensitive, nil).words == "OFFICIAL-SENSITIVE")
    }

    @Test(
        "Each refusal stands at its field",
        arguments: [
            (AccessRefusal.nobodyNamed, "officer"), (.noCoordinator, "officer"), (.unknownOfficer("x"), "username"),
            (.yourself, "username"), (.alreadyBarred, "username"), (.notMasked, "part"), (.notBreakable, "reason"),
            (.descriptorNeedsSensitive, "descriptor"),
        ])
    func fields(refusal: AccessRefusal, field: String) {
        #expect(refusal.field == field && !refusal.message.en.isEmpty && !refusal.message.cy.isEmpty)
    }
}
