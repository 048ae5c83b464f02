import Domain
import Store

/// The demo's shares with housing: one accepted and then put right, one that waits for an answer, one refused, one ended.
struct DemoSharing: Sendable {
    let cast: DemoCast

    /// - Parameter people: four of whom something is shared.
    func run(_ people: [Int64]) async throws {
        guard try await cast.isEmpty("sharing_agreement"), people.count == 4 else { return }
        let (store, site) = (AgreementStore(site: cast.site), cast.site)
        let agreement = try await store.save(DemoAgreements.housing(site.today), over: nil, try cast.visit("carys"))
        let edition = try await store.find(agreement).agreement.edition
        try await store.approve(agreement, seen: edition, try cast.visit("rhian"))
        _ = try await store.save(DemoAgreements.treatment(site.today), over: nil, try cast.visit("carys"))
        var shares: [Int64] = []
        for (person, wish) in zip(people, try wishes()) {
            shares.append(try await ShareStore(site: site).propose(person, wish, under: agreement, try cast.visit("carys")))
        }
        let steps = ShareSteps(site: site)
        _ = try await steps.accept(shares[0], try cast.visit("sian"))
        _ = try await steps.close(shares[2], as: .refused, because: "No flat of that size is free.", try cast.visit("sian"))
        _ = try await steps.accept(shares[3], try cast.visit("sian"))
        _ = try await steps.close(shares[3], as: .ended, because: "Has moved to Cardiff.", try cast.visit("carys"))
        _ = try await CorrectionStore(site: site).record(
            people[0], part: .risk, what: "The register of perpetrators of domestic abuse was of another person.",
            since: site.today,
            try cast.visit("carys"))
    }

    private func wishes() throws -> [ShareWish] {
        try [
            wish(
                "A move is planned; neighbours were threatened at the last address.",
                "Can you say by Friday whether the flat can be offered?"),
            wish("The tenancy ends this month.", "Is there anything that would let them stay?"),
            wish("A hostel place ends on Sunday.", "Two rooms are needed, near the school."),
            wish("Arrears of rent may end the tenancy.", "What would the council accept?"),
        ]
    }

    private func wish(_ necessity: String, _ message: String) throws -> ShareWish {
        let sian = try cast.officer("sian")
        var wish = ShareWish(.share, to: sian.agency, receiver: sian.id)
        (wish.purpose, wish.gateway, wish.parts) = (.crimePrevention, .policing, [.risk, .cohort])
        wish.until = cast.site.today.adding(months: 3)
        (wish.necessity, wish.message) = (necessity, message)
        return wish
    }
}
