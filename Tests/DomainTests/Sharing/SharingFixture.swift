@testable import Domain

/// A share that nothing stands against, and its changes.
enum SharingFixture {
    static let today = Day(iso: "2026-03-02") ?? Day(number: 0)
    static let review = Day(iso: "2026-12-31") ?? Day(number: 0)
    static let carys = officer(1, "carys", "gwent-police", .coordinator)
    static let sian = officer(9, "sian", "newport-council", .partner)

    static func officer(_ id: Int64, _ name: String, _ agency: String, _ role: Role) -> Officer {
        Officer(id: id, username: name, name: name, agency: agency, role: role, areas: [.gwent])
    }

    static let matrix: GatewayMatrix = {
        let header = Array(repeating: "", count: 11)
        func row(_ from: String, _ to: String, _ purposes: String, _ gateway: String) -> [String] {
            ["2026-01-01", "", from, to, purposes, gateway, "", "", "", "test", "proposed"]
        }
        let rows = [
            header, row("police", "council health", "crime_prevention protection", "common_law_policing"),
            row("any", "any", "support", "consent"), row("health", "any", "any", "common_law_confidence"),
        ]
        return (try? GatewayMatrix(rows: rows)) ?? .none
    }()

    static let agreement = SharingAgreement(
        title: Text(same: "Housing"), state: .approved,
        parties: ["gwent-police", "newport-council", "llamau", "aneurin-bevan"].map {
            AgreementParty($0, signatory: "Signatory of \($0)", post: "SIRO", signedOn: today)
        }, purposes: [.crimePrevention, .support], parts: [.offences, .plan, .risk],
        gateways: [.policing, .consent, .confidence],
        words: Dictionary(uniqueKeysWithValues: AgreementHeading.inWords.map { ($0, "Said") }), reviewBy: review)

    static func wish(_ change: (inout ShareWish) -> Void = { _ in }) -> ShareWish {
        var wish = ShareWish(.share, to: "newport-council", receiver: 9)
        wish.purpose = .crimePrevention
        wish.parts = [.risk, .plan]
        wish.gateway = .policing
        wish.until = Day(iso: "2026-06-30")
        wish.necessity = "A tenancy is at risk"
        change(&wish)
        return wish
    }

    static func scene(
        by sender: Officer = carys, to receiver: ShareReceiver? = ShareReceiver(sian),
        _ agreement: SharingAgreement? = agreement,
        hasLead: Bool = true, isRepeated: Bool = false, isRestricted: Bool = false, masked: Set<CasePart> = [],
        on day: Day = today
    ) -> ShareScene {
        ShareScene(
            sender: sender, sights: PartRules.sights(sender.role), receiver: receiver, agreement: agreement, matrix: matrix,
            hasLead: hasLead,
            isRepeated: isRepeated, isRestricted: isRestricted, masked: masked, today: day)
    }

    static func refusals(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        do {
            try Sharing.propose(wish, in: scene)
            return []
        } catch {
            return error.list
        }
    }
}
